"""Which state a release speaks for: "the President" without a country is the president of that one."""

import re
from urllib.parse import urlsplit

from presssearch.analysis.countries import code_of
from presssearch.parsing.institutions.countries import find_countries
from presssearch.readers.raw import RawDocument

_WORDS = re.compile(r"[^\W\d_]+")
# Country domains that are sold to everybody and say nothing of a country.
_VANITY_DOMAINS = frozenset(["ai", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "sh", "st", "su", "to", "tv", "ws"])
# What is a country's domain without being its code, or its code without being a country's domain.
_DOMAINS = {"uk": "GB", "gov": "US", "mil": "US", "eu": None}


def publisher_country(raw: RawDocument, *, source: str | None) -> str | None:
    """The country of whoever published it, by the table of sites, the host, or the name of the source."""
    site = next((clue.value for clue in raw.clues if clue.kind == "site" and clue.name == "country"), None)
    return site or _country_of_host(raw.url) or _country_of_source(source)


def country_of_credit(credit: str | None, *, language: str | None) -> str | None:
    """The one country that a credit names: "the press service of the Ministry of Foreign Affairs of Kazakhstan"."""
    named = find_countries(credit, language=language) if credit else ()
    return named[0] if len(named) == 1 else None


def _country_of_host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    domain = host.rpartition(".")[2].lower()
    if domain in _DOMAINS:
        return _DOMAINS[domain]
    return code_of(domain) if len(domain) == 2 and domain not in _VANITY_DOMAINS else None


def _country_of_source(source: str | None) -> str | None:
    """`kz-mfa`, `mfa_kz` by the code at either end; `nepal_mofa`, "Ministry of … of Japan" by the name."""
    words = _WORDS.findall(source or "")
    for word in (words[0], words[-1]) if len(words) > 1 and " " not in (source or "") else ():
        if len(word) == 2 and (code := code_of(word)):
            return code
    named = find_countries(" ".join(word[:1].upper() + word[1:] for word in words), language="en")
    return named[0] if len(named) == 1 else None
