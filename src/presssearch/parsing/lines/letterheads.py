"""Whose letter a release is: the lines above it that name a site, an office, an embassy or its head."""

import re

from presssearch.analysis.cities import find_city
from presssearch.analysis.countries import code_of
from presssearch.analysis.country_mentions import mentions
from presssearch.parsing.lines.byline import is_person_name
from presssearch.parsing.lines.contact_lines import is_issuer
from presssearch.parsing.lines.headline import is_country_name, is_site_name, strip_signs
from presssearch.parsing.lines.layout import Layout
from presssearch.parsing.lines.line_words import pattern
from presssearch.parsing.lines.rubric import is_kind_of_release, opens_letterhead


def is_letterhead(layout: Layout, number: int) -> bool:
    """The name of a site, or of an office with "Media release" below it."""
    text = layout.lines[number].text
    below = layout.lines[number + 1 : number + 4]
    office = pattern("issuers").search(text) is not None and any(_says_kind(line.text) for line in below)
    office = office or (bool(below) and opens_letterhead(text) and _says_whose(below[0].text))
    above = layout.lines[number - 1].text if number else ""
    host = is_embassy(above) and is_embassy(f"{above} {text}")  # "EMBASSY OF JAPAN" / "IN KENYA"
    return is_site_name(text) or (office and not is_kind_of_release(text)) or is_embassy(text) or host


_DATED_BEHIND = re.compile(r"\s[–—|-]\s|,\s|\s\d")


_GOVERNMENT = re.compile(r"government of (?:the )?(?P<country>.{3,40})", re.IGNORECASE)


def _says_whose(text: str) -> bool:
    """ "Government of India", "Press Information Bureau": below a ministry, the rest of a letterhead."""
    state = _GOVERNMENT.fullmatch(text)
    return is_issuer(text) or (state is not None and code_of(state["country"]) is not None)


def _says_kind(text: str) -> bool:
    """ "MEDIA RELEASE", also with its day behind it."""
    return is_kind_of_release(text) or is_kind_of_release(_DATED_BEHIND.split(text, maxsplit=1)[0])


_EMBASSY = re.compile(
    r"(?:the )?(?:embassy|high commission|consulate(?:[ -]general)?|(?:permanent )?(?:mission|delegation)|"
    r"representation) of (?:the )?(?:(?:(?:federal|islamic) )?(?:republic|kingdom|state) of (?:the )?)?"
    r"(?P<country>[^\n]{3,50}?)(?: (?:in|to|at) [^,\n]{3,60})?",
    re.IGNORECASE,
)
_ABROAD = r"{}\s(?:del? l[ao’']?\s?|d[aeou]s?\s|d[’']|der?\s|della\s)?(?P<names>[^\n]{3,120})$"
_AT_END = r"^(?P<names>[^\n.!?:]{2,90}?)\s?{}(?:\s\([^()]{2,30}\))?$"
_WHERE = re.compile(r"\s(?:в|во|en|in|em|au|aux|à|ve|w|i)\s(?:der\s|den\s|la\s)?", re.IGNORECASE)
_REALM = r"^(?:the |la |les? |l[’'])?{}\s(?:de la |del? |d[aou] |du )?"


def is_embassy(text: str) -> bool:
    """ "Embassy of Japan in Kenya", "EMBASSY OF JAPAN NAIROBI", "Посольство Японии в Кении" and nothing else."""
    text = strip_signs(text).strip()
    name = _EMBASSY.fullmatch(text)
    if name is None:
        abroad = pattern("embassies", _ABROAD).match(text)
        if abroad is None:
            behind = pattern("embassies_behind", _AT_END).match(text)
            return behind is not None and len(text.split()) <= _MAX_EMBASSY_WORDS and _names_a_state(behind["names"])
        return all(_is_place(part) for part in _WHERE.split(abroad["names"])) or _are_places(abroad["names"])
    country, _, city = name["country"].rpartition(" ")
    beside = code_of(country.rstrip(",")) is not None and find_city(city) is not None
    return beside or code_of(name["country"]) is not None


_MAX_EMBASSY_WORDS = 9
_SMALL_WORD_CHARS = 4
_WORD = re.compile(r"[^\W\d_]+")


def _are_places(text: str) -> bool:
    """Nothing but states, what states are called, cities and small words: «Российской Федерации в Республике Кения»?"""
    rest = pattern("realms", r"\b{}(?!\w)").sub(" ", text)
    named = list(mentions(rest, None))
    for _, start, end in named:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    words = [word for word in _WORD.findall(rest) if len(word) > _SMALL_WORD_CHARS]
    return all(is_country_name(word) or find_city(word) is not None for word in words) and bool(named or words)


def _names_a_state(text: str) -> bool:
    """Does it begin with a state, in any of the languages in which the embassy stands at the end?"""
    return any(start == 0 for language in _EMBASSY_BEHIND for _, start, _ in mentions(text, language))


_EMBASSY_BEHIND = ("kk", "tr", "az", "uz", "hu", "fi", "zh")


def _is_place(text: str) -> bool:
    bare = pattern("realms", _REALM).sub("", text.strip(" ,"))
    return bool(bare) and (is_country_name(bare) or find_city(bare) is not None)


_HONORIFICS = re.compile(r"(?:(?:the|rt\.?|right)\s)*(?:(?:hon(?:ou?rable)?|senator)\b\.?,?\s)+", re.I)
_MEMBER = re.compile(r"[\s,]+(?:M\.?P\.?|MHA|MLA|M\.?P\.?P\.?|K\.?C\.?|Q\.?C\.?|A\.?M\.?|A\.?O\.?)(?=[\s,]|$)")


def names_an_officer(layout: Layout, number: int) -> bool:
    """ "The Hon Ann Doe MP", "Hon Ann Doe" beside "Minister for Bridges", and that beside her: who heads the letter."""
    text = layout.lines[number].text
    beside = [layout.lines[n].text for n in (number - 1, number + 1) if 0 <= n < len(layout.lines)]
    if _is_honoured(text):
        return _is_of_parliament(text) or any(_names_office(line) for line in beside)
    return _names_office(text) and any(_is_honoured(line) for line in beside)


def _names_office(text: str) -> bool:
    return opens_letterhead(text) and _HONORIFICS.match(text) is None


def _is_of_parliament(text: str) -> bool:
    return _MEMBER.search(text) is not None or text.lower().startswith(("the ", "senator "))


def _is_honoured(text: str) -> bool:
    """A name before "MP", or behind "Hon", and nothing else. "Hon. Ann Doe, Speaker," may be who is greeted."""
    bare = strip_signs(text)
    name = _MEMBER.sub("", _HONORIFICS.sub("", bare, count=1))
    return name != bare and "," not in bare and is_person_name(name.title() if name.isupper() else name)
