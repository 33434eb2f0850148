"""Bylines: the people who wrote or signed the release. Offices and issuers are no authors."""

import re
from functools import cache

from presssearch.analysis.cities import city_key, find_city
from presssearch.analysis.countries import code_of
from presssearch.analysis.folding import fold
from presssearch.parsing.lines.boilerplate import is_boilerplate
from presssearch.parsing.lines.line_words import pattern, regions
from presssearch.parsing.lines.line_words import words as words_of
from presssearch.parsing.lines.rubric import begins_with_kind
from presssearch.parsing.tables import read_table

_LABELLED = (
    r"^(?:(?P<strong>{}(?:\s?[:：/]|\s[–—])|بقلم)|(?P<weak>by|von|par|por|di|av|af|door|kirj)\s?:?)"
    r"\s+?(?P<names>[^\n]{2,160})$"
)
_GLUED_LABEL = re.compile(r"^(?P<label>作者|记者|記者|文|撰文|автор)\s?[:：]\s?(?P<names>[^\n]{2,60})$", re.IGNORECASE)
# By Ailsa Merriweather in Nation on 7 May 2019; By Ailsa Merriweather | May 7, 2019
_DATED_BEHIND = re.compile(
    r"(?:\sin\s\w{3,20})?(?:\son\s|\s?[|,–—-]\s)(?:\d{1,2}\s\w{3,10}|\w{3,10}\s\d{1,2}),?\s\d{4}.{0,20}$"
)
# "Алмас Жексенбеков, Автор"
_LABEL_BEHIND = re.compile(
    r"^(?P<names>[^,\n]{4,60}),\s(?:автор|author|avtor|autor|auteur|yazar|тілші|корреспондент|correspondent|"
    r"(?:соб|спец)?\.?\s?корр\.?)\.?(?:\s«?[\w.-]{2,20}(?:\s[\w.-]{2,20})?»?)?$",
    re.IGNORECASE,
)
# By Ailsa Merriweather and Ian Dunne in Skhirat, Morocco
_PLACE_BEHIND = re.compile(r"\sin\s(?P<place>[^\W\d_][^,\n]{1,30})(?:,\s[^,\n]{2,30})?$")
# (Reporting by Ailsa Merriweather in Skhirat and Ian Dunne in Rabat; editing by Zuri Okonjo)
_REPORTING = re.compile(r"(?:(?:additional )?reporting|writing|written|story) by\s", re.IGNORECASE)
_EDITED = re.compile(
    r"\s?[;,.|]\s?(?:(?:editing|edited|additional reporting|photos?|writing|edição|edición) (?:by|de|por)\b"
    r"|(?:edição|edición|editor|edited|fotos?|photos?|фото|redaktion)\s?:).*$",
    re.IGNORECASE,
)
# Par Ailsa Merriweather (avec AFP)
_AGENCY_BEHIND = re.compile(
    r"(?<=\w)\s?(?:\((?:(?:avec|with|mit|com|con|с|und|and)\s)?[A-ZА-ЯЁ][^()\s]{1,14}(?:\s[^()]{1,20})?\)|"
    r",?\savec [A-Z]{2,6})$"
)
_HELPERS = re.compile(r"\s?[;,.|]\s?additional reporting by\s", re.IGNORECASE)
_PLACE_INSIDE = re.compile(r"\sin\s[^\W\d_][^,;\n]{1,30}?(?=,|;|\sand\s|$)")
_SLASHED = re.compile(r"/[^/]{4,60}/$")
_OF = re.compile(r"^(?:of|da|do|de|von|für|для)\s", re.IGNORECASE)
_AND = re.compile(r"\s*(?:\s/\s|,|;|、|，|&|\s(?:and|und|et|y|e|и|та|және|ve|och|og|en|i)\s)\s*")
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "mp", "phd", "ph.d."))
_NAME_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|\.|['’ʻ`-](?=[^\W\d_]))*\.?$")
_NOUN = re.compile(r"^\w{4,}(?:tions?|ments?|ness|ships?|ities|ology|ings)$", re.IGNORECASE)
_INITIALS_DESK = re.compile(r"^(?P<agency>[a-z]{2,5})/(?P<initials>[a-z]{2,6}(?:[;,]\s?[a-z]{2,6}){0,4})$")


def find_byline(line: str) -> tuple[str, ...] | None:
    """The names of a line with a label: "By A and B", "Автор: …". None where it is no byline."""
    text = " ".join(line.strip(" *_").split())
    if not 4 <= len(text) <= 200:
        return None
    desk = _INITIALS_DESK.match(text)
    if desk:  # "mem/abc" are the initials of a desk
        return (
            tuple(re.split(r"[;,]\s?", desk["initials"])) if city_key(desk["agency"]) in words_of("agencies") else None
        )
    if _SLASHED.match(text):
        return (text[1:-1].strip(),) if is_surely_a_name(text[1:-1].strip()) else None
    text = text[1:-1] if text[0] + text[-1] == "()" else text
    text = _EDITED.sub("", _HELPERS.sub(" and ", text) if _REPORTING.match(text) else text)
    text = _DATED_BEHIND.sub("", _AGENCY_BEHIND.sub("", text), count=1)
    if _REPORTING.match(text):
        text = _PLACE_INSIDE.sub("", text)
    where = _PLACE_BEHIND.search(text)
    if where and where["place"][0].isupper():
        text = text[: where.start()]
    name, dash, agency = re.sub(r"\s[–—-]\s", "\n", text, count=1).partition("\n")
    if dash and (city_key(agency.rstrip(":")) in words_of("agencies") or pattern("press_offices").search(agency)):
        text = name  # "By Leyla Alder – Trend:"
    return _signed_agency(text) or _labelled_names(text) or _beside_agency(text) or None


def _signed_agency(text: str) -> tuple[str, ...]:
    """WAM/Hazem Hussein: the agency and who wrote for it."""
    agency, slash, name = text.partition("/")
    if slash and agency.isupper() and city_key(agency) in words_of("agencies") and is_person_name(name.strip()):
        return (name.strip(),)
    return ()


def _beside_agency(text: str) -> tuple[str, ...]:
    """ "Anna Hofer, ITAR-TASS", "Ana Berg, da Agência Brasil": who wrote, and for whom."""
    name, comma, agency = text.partition(",")
    agency = _OF.sub("", agency.strip(" ."))
    known = city_key(agency) in words_of("agencies") or _QUOTED_PAPER.match(agency) is not None
    return (name,) if comma and known and (is_surely_a_name(name) or has_capital_surname(name)) else ()


_QUOTED_PAPER = re.compile(r"""[«"“„][^«»"“”„]{2,40}[»"”“]$""")


def _labelled_names(text: str) -> tuple[str, ...]:
    """The names before or behind a label; behind a weak one, such as "by", all must be names of persons."""
    other = _LABEL_BEHIND.match(text) or _GLUED_LABEL.match(text)
    if other:
        return split_names(other["names"])
    verb = pattern("byline_verbs", r"^{}\s?:?\s(?P<names>[^\n]{3,160})$").match(text)
    if verb:
        return tuple(name for name in split_names(verb["names"]) if is_person_name(name))
    match = pattern("byline_labels", _LABELLED).match(text)
    names = split_names(match["names"]) if match else ()
    sure = match is not None and (match["strong"] or all(is_person_name(name) for name in names))
    return names if sure else ()


_MAX_ACCOUNT_WORDS = 4


def is_unnamed_byline(line: str) -> bool:
    """Does the line say who entered the page, and no person: "Written by Administrator", "Автор: редакция"?"""
    match = pattern("entered_labels", r"^{}\s?[:：]?\s(?P<who>[^\n]{2,40})$").match(line.strip(" *_|"))
    return match is not None and len(match["who"].split()) <= _MAX_ACCOUNT_WORDS and not line.endswith((".", "!", "?"))


def is_trade_of_press(line: str) -> bool:
    """ "Senior Correspondent", "корреспондент агентства": what stands under the name of an author."""
    return len(line) <= _MAX_TRADE_CHARS and pattern("trades_of_press", r"^{}$").match(line.strip(" *_.")) is not None


_MAX_TRADE_CHARS = 60


def is_byline_label(line: str) -> bool:
    """Is the line a label alone, "Author:" or "Автор", whose names stand on the next line?"""
    text = line.strip(" *_")
    return len(text) <= 40 and pattern("byline_labels", r"^{}\s?[:：]?$").match(text) is not None


def names_below(label: str, line: str) -> tuple[str, ...]:
    """The names of a line below a label that stands alone; without a colon it may be a heading, and every part of the
    line has to be a name."""
    if not is_byline_label(label):
        return ()
    names = split_names(line)
    return names if label.rstrip(" *_").endswith((":", "：")) or len(names) == len(parts_of_names(line)) else ()


def has_capital_surname(text: str) -> bool:
    """ "Saltanat QASEN": a name and a surname in capitals, as French, Turkish and Kazakh papers sign."""
    words = text.split()
    shaped = len(words) == 2 and words[0].istitle() and len(words[0]) > 2 and words[1].isupper() and len(words[1]) > 3
    return shaped and city_key(words[1]) not in words_of("agencies") and is_person_name(text.title())


_LABEL = re.compile(r"^(?:[^\W\d_]{3,14}\s)?(?:by|von|par|por|di|av|af|door)\s+", re.IGNORECASE)


def names_of_byline(text: str) -> tuple[str, ...]:
    """The names in a text that the page itself calls a byline, with or without "Commentary by".

    A line that begins with a city, "Sevilla, Los Gallardos", says where it was written.
    """
    if find_city(text.partition(",")[0].strip()) is not None or pattern("press_offices").search(text):
        return ()
    return find_byline(text) or split_names(_LABEL.sub("", " ".join(text.split()), count=1))


_CORRESPONDENT = re.compile(
    r"[/(]\s?(?:соб|спец)?[кК]орр?(?:еспондент)?\.?,?\s(?:[^/()\n]{2,40}\s)?(?P<name>[А-ЯЁ][\w-]+\s[А-ЯЁ][\w-]+)\s?[/)]"
    r"|/(?P<slashed>[А-ЯЁ][\w-]+\s[А-ЯЁ][\w-]+)/(?=\s[–—-]\s)"
    r"|(?<=[–—-]\s)[кК]орр\.\s(?P<dashed>[А-ЯЁ][\w-]+\s[А-ЯЁ][\w-]+)(?=\.\s)"
)
_MAX_OPENING_CHARS = 120
_REPORTERS = re.compile(
    r"[（(](?:本报|本社)?(?:记者|記者|通讯员|特派员)[:：]?\s?(?P<names>[\u4e00-\u9fff\s、，]{2,30})[）)]"
)


def without_correspondent(line: str) -> tuple[str, tuple[str, ...]]:
    """РИГА, 7 июня. /Корр. ТАСС Иван Лесной/. Министр …: the line without what stands between strokes, and the name."""
    match = _CORRESPONDENT.search(line, 0, _MAX_OPENING_CHARS)
    name = (match["name"] or match["slashed"] or match["dashed"]) if match else ""
    if match is None or not is_person_name(name):
        return line, ()
    end = match.end() + (line[match.end() : match.end() + 1] == ".")
    return line[: match.start()] + " " * (end - match.start()) + line[end:], (name,)


def find_reporters(dateline: str) -> tuple[str, ...]:
    """The names in 新华社北京6月12日电（记者王明 李华）."""
    match = _REPORTERS.search(dateline)
    names = re.split(r"[\s、，]+", match["names"].strip()) if match else []
    return tuple(name for name in names if _is_unspaced_name(name))


def split_names(text: str) -> tuple[str, ...]:
    """Names out of "A, B and C"; a role or an office behind a comma is left out."""
    office = pattern("press_offices")
    parts = [part for part in parts_of_names(text) if not office.search(part)]
    names = [part for part in parts if is_person_name(part) or _is_unspaced_name(part)]
    mixed = [name for name in names if not name.isupper()]  # "Ana Berg, MDR HALDEN": names of one line are of one case
    return tuple(dict.fromkeys(mixed or names))


def parts_of_names(text: str) -> list[str]:
    """What stands between the commas and words that part names; none is empty."""
    return [part for part in (part.strip(" .:|·-–—") for part in _AND.split(text)) if part]


def is_person_name(text: str) -> bool:
    """Could the words be a person's name and nothing else? Two to five capitalised words, initials, particles.

    Places, countries, kinds of releases and words of offices are refused. Scripts without capitals cannot
    be told from prose: never.
    """
    words = text.strip().split()
    if not 2 <= len(words) <= 5 or len(text) > 60:
        return False
    if len(words) > 2 and words[0].lower() in ("by", "von", "par", "por"):
        return False
    core = [word for word in words if not _is_particle(word)]
    return len(core) > 1 and _looks_like_name(words, core) and not _has_other_words(core) and not _is_known(text)


_SURNAME = re.compile(
    r"(?:[oeё]v|[oe]va|sk[iy]y?|skaya|[eu]nko|yan|adze|shvili|uly|kyzy|qyzy|oğlu|oglu|ović|ovic|bekov|[aeo]sson|sdóttir|"
    r"[оеё]ва?|ина|ский|ская|енко|ян|адзе|швили|ұлы|қызы|улы|кызы|ович|овна|евич|евна)$",
    re.IGNORECASE,
)


def is_surely_a_name(text: str) -> bool:
    """A person's name by more than its shape: a known given name, an initial, or the ending of surnames."""
    words = text.split()
    if not is_person_name(text):
        return False
    initial = any(len(word) == 2 and word.endswith(".") for word in words)
    return initial or any(fold(word) in given_names() or _SURNAME.search(word) for word in words)


@cache
def given_names() -> frozenset[str]:
    """Folded; one list for all languages."""
    text = read_table("given_names.txt")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _is_particle(word: str) -> bool:
    return city_key(word) in words_of("particles") or word.lower().strip(",") in _SUFFIXES


def _looks_like_name(words: list[str], core: list[str]) -> bool:
    """Capitals, no commas but before a suffix, no stop but of an initial; "KAZ Ospan" is an acronym and a name."""
    if not all(_NAME_WORD.match(word.rstrip(",")) and word[0].isupper() for word in core):
        return False
    if any(word.endswith(("'s", "’s", "’S", "'S")) for word in words):
        return False
    if len(words) > 1 and words[-2].endswith(",") and words[-1].lower() not in _SUFFIXES:
        return False
    if any(word.endswith(",") for word in words[:-2]) or (words[-1].endswith(".") and not _is_short_form(words[-1])):
        return False
    acronym = any(word.isupper() and 1 < len(word.strip(".")) <= 5 for word in core)
    return any(len(word.strip(".")) > 2 for word in core) and (not acronym or all(word.isupper() for word in core))


def _has_other_words(core: list[str]) -> bool:
    """Words of offices and buildings, and nouns by their endings."""
    keys = [city_key(word) for word in core]
    return any(k in words_of("not_names") or k in words_of("venues") or _NOUN.search(k) for k in keys)


def _is_known(text: str) -> bool:
    """A city, a country, a kind of release or furniture has the shape of a name too."""
    if find_city(text) is not None or code_of(text) is not None or city_key(text) in regions():
        return True
    return begins_with_kind(text) or is_boilerplate(text) or pattern("byline_verbs", r"^{}\s").match(text) is not None


def _is_short_form(word: str) -> bool:
    return word.lower() in _SUFFIXES or len(word) <= 3


_OFFICE_SIGNS = (
    "社网網报報部司处處局办辦会會室厅廳院台者"  # the last sign of an agency, a paper, an office, of "reporter"
)


def _is_unspaced_name(text: str) -> bool:
    return 2 <= len(text) <= 4 and all("\u4e00" <= c <= "\u9fff" for c in text) and text[-1] not in _OFFICE_SIGNS
