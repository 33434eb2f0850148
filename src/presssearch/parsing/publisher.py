"""Which state a release speaks for: "the President" without a country is the president of that one."""

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from urllib.parse import urlsplit

from presssearch.analysis.cities import find_city
from presssearch.analysis.countries import code_of
from presssearch.analysis.country_mentions import mentions
from presssearch.article import Dateline
from presssearch.parsing.institutions.built_bodies import built_bodies_of
from presssearch.parsing.institutions.countries import find_countries
from presssearch.parsing.tables import read_table
from presssearch.parsing.words import word_set
from presssearch.readers.raw import Clue, RawDocument

# None: English, and every language of another script
_LANGUAGES_OF_NAMES = (None, "fr", "de", "es", "pt", "it", "tr", "pl", "sv")
# Languages of one state, as far as ministries go
_AT_HOME = {
    pair[:2]: pair[3:]
    for pair in word_set(
        "kk:KZ tr:TR ja:JP sv:SE pl:PL cs:CZ sk:SK hu:HU fi:FI et:EE lv:LV lt:LT da:DK nb:NO no:NO is:IS bg:BG he:IL"
        " ka:GE hy:AM az:AZ uz:UZ ky:KG tg:TJ mn:MN th:TH vi:VN id:ID uk:UA be:BY hr:HR sl:SI mk:MK it:IT ne:NP hi:IN"
    )
}
_DEFAULT_REGIONS = frozenset(("", "US", "GB"))  # what templates of pages say everywhere
_LINE_CHARS = 120
_LETTERHEAD_CHARS = 400
_PRESS_SERVICE = re.compile(
    r"^(?:пресс-служба|департамент информации(?: и печати)?|press (?:service|office) of(?: the)?"
    r"|(?:issued|published) by(?: the)?|(?:from|de|von|fra|fr[åa]n|herausgeber|source|quelle|от|издатель):"
    r"|service de presse du|assessoria de imprensa do|pressestelle des) ",
    re.IGNORECASE,
)
_BEFORE_SITE = re.compile(r" [|–—-] ")
_OF = word_set("of the de du des do da der la del di della")
_LINES_OF_LETTERHEAD = 4
_LINES_OF_SIGNATURE = 3
_MAX_WORDS_BEFORE_STATE = 5
# what a letterhead begins with, or names the state by
_OF_STATE = re.compile(
    r"\b(?:republi[ck]|r[ée]publique|rep[úu]blica|repubblica|kingdom|royaume|reino|königreich|principality|f[üu]rstentum"
    r"|government|gouvernement|gobierno|governo|regierung|ministry|minist[èeé]re|minist[ée]rio|ministero"
    r"|(?:bundes|aussen|außen)?ministerium|t\.c\.|республик|правительств|министерств|мид\b|пресс-служб|департамент"
    r"|министрлі|minıstrlı|ministrlı|ministrli|mınıstrli|bakanlığı|department of)",
    re.IGNORECASE,
)
_MAIL_DOMAIN = re.compile(r"@([\w.-]{3,100})>?\s*$")
_GOVERNMENT_MAIL = re.compile(
    r"@((?:[\w-]+\.){0,4}(?:(?:gov|gob|gouv|govt|gv|go|gc|admin|mfa|mofa|mid|mzv|minrel|mre)\.[a-z]{2}|gov|mil))\b",
    re.IGNORECASE,
)
_NAMES_OF_PUBLISHERS = frozenset(("publisher", "site_name", "organization", "organisation", "ministry"))
_WORDS = re.compile(r"[^\W\d_]+")
# Country domains that are sold to everybody and say nothing of a country.
_VANITY_DOMAINS = frozenset(["ai", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "sh", "st", "su", "to", "tv", "ws"])
# What is a country's domain without being its code, or its code without being a country's domain.
_DOMAINS = {"uk": "GB", "gov": "US", "mil": "US", "eu": None}


def publisher_country(raw: RawDocument, *, source: str | None) -> str | None:
    """The country of whoever published it, by the table of sites, the host, the name of the source, the sender of a
    mail, or the name that a page gives to its publisher."""
    site = next((clue.value for clue in raw.clues if clue.kind == "site" and clue.name == "country"), None)
    return site or _country_of_host(raw.url) or _country_of_source(source) or _country_of_clues(raw.clues)


def _country_of_clues(clues: Iterable[Clue]) -> str | None:
    for clue in clues:
        name = clue.name.lower()
        sender = _MAIL_DOMAIN.search(clue.value) if clue.kind == "header" and name in ("from", "sender") else None
        code = _country_of_host(f"mail://{sender[1]}") if sender else None
        if code is None and name.rpartition(":")[2].rpartition(".")[2] in _NAMES_OF_PUBLISHERS:
            code = _country_of_source(clue.value)
        if code:
            return code
    return None


def country_of_credit(credit: str | None, *, language: str | None) -> str | None:
    """The one country that a credit names: "the press service of the Ministry of Foreign Affairs of Kazakhstan"."""
    named = find_countries(credit, language=language) if credit else ()
    return named[0] if len(named) == 1 else None


def country_of_text(raw: RawDocument, *, language: str | None) -> str | None:
    """The country that a text without a known publisher is at home in, by what it takes for granted.

    A line that is a ministry's own name, else a letterhead or a signature that names one state, else the region of the
    declared language ("pt-BR"), else a language of one state. So a plain "Foreign Minister Doe" is of that state. It is
    no evidence for more than that.
    """
    names = _own_names()
    lines = [line.strip() for block in raw.blocks for line in block.text[:_LETTERHEAD_CHARS].split("\n")]
    titles = [raw.title or "", *(clue.value for clue in raw.clues if clue.name.lower() in ("title", "og:title"))]
    site = [_BEFORE_SITE.split(title)[-1].strip() for title in titles if _BEFORE_SITE.search(title)]
    for line in (*site, *lines):
        if len(line) > _LINE_CHARS:
            continue
        issuer = _PRESS_SERVICE.sub("", line)
        for name in (issuer, issuer.partition(",")[0]):  # "Auswärtiges Amt, Werderscher Markt 1"
            if code := names.get(" ".join(_WORDS.findall(name)).casefold()):
                return code
    for line in (*site, *lines[:_LINES_OF_LETTERHEAD], *lines[: -_LINES_OF_SIGNATURE - 1 : -1]):
        if code := _country_of_letterhead(line, language):
            return code
    if code := _country_of_addresses(lines):
        return code
    region = (raw.language or "").replace("_", "-").partition("-")[2].upper()
    if region not in _DEFAULT_REGIONS and len(region) == 2 and (code := code_of(region)):
        return code
    return _AT_HOME.get(language or "")


def _country_of_letterhead(line: str, language: str | None) -> str | None:
    """ "REPUBLIC OF CHAD", "Regierung des Fürstentums Liechtenstein", «Министерство иностранных дел Республики
    Таджикистан», «Департамент информации МИД России»: a line that is a state or its body, and nothing else."""
    if not 6 < len(line) <= _LINE_CHARS or line[-1] in ".:;!?" or not _OF_STATE.search(line):
        return None
    named = list(mentions(line, language))
    codes = {code for code, _, _ in named}
    if len(codes) != 1:
        return None
    bodies = [(start, end) for start, _, end in built_bodies_of(line, language)]
    ends = {end for _, end in (*bodies, *((start, end) for _, start, end in named))}
    opening = line[: min((*(start for start, _ in bodies), *(start for _, start, _ in named)))].split()
    linked = bool(bodies) or not opening or opening[-1].lower() in _OF
    headed = len(opening) <= _MAX_WORDS_BEFORE_STATE and (not opening or _OF_STATE.match(line) is not None)
    return codes.pop() if max(ends) == len(line) and headed and linked else None


def _country_of_addresses(lines: Iterable[str]) -> str | None:
    """The country of the mail addresses of governments in a text: "press@mfa.gov.kz", "@state.gov", if it is one."""
    hosts = {host.lower() for line in lines if "@" in line for host in _GOVERNMENT_MAIL.findall(line)}
    codes = {_country_of_host(f"mail://{host}") for host in hosts}
    return codes.pop() if len(codes) == 1 else None


def country_of_capital(dateline: Dateline | None, countries: Collection[str | None]) -> str | None:
    """The country of a dateline that is one capital, if the text names it: there "the Foreign Minister said" needs no
    country. At a meeting of many, as in Vienna, nobody speaks of Austria."""
    if dateline is None or len(dateline.places) != 1:
        return None
    (place,) = dateline.places
    city = find_city(place.name, country=place.country) if place.name and place.country else None
    return place.country if city is not None and city.capital and place.country in countries else None


def _country_of_host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    domain = host.rpartition(".")[2].lower()
    if domain in _DOMAINS:
        return _DOMAINS[domain]
    return code_of(domain) if len(domain) == 2 and domain not in _VANITY_DOMAINS else None


@lru_cache(maxsize=1 << 10)  # the releases of a dump share one
def _country_of_source(source: str | None) -> str | None:
    """`kz-mfa`, `mfa_kz` by the code at either end; `nepal_mofa`, "Ministry of … of Japan" by the name."""
    words = _WORDS.findall(source or "")
    for word in (words[0], words[-1]) if len(words) > 1 and " " not in (source or "") else ():
        if len(word) == 2 and (code := code_of(word)):
            return code
    if own := _own_names().get(" ".join(words).casefold()):
        return own
    name = " ".join(word[:1].upper() + word[1:] for word in words)
    for language in _LANGUAGES_OF_NAMES:
        named = find_countries(name, language=language)
        if named:
            return named[0] if len(named) == 1 else None
    return None


@cache
def _own_names() -> dict[str, str]:
    """The words of the names of ministries that do not say their country: its code."""
    lines = read_table("ministries.tsv").splitlines()[1:]
    return {" ".join(_WORDS.findall(name)).casefold(): code for code, name in (line.split("\t") for line in lines)}
