"""The city that a piece of a dateline names: "г. Москва", "Almaty city", "в Женеве"."""

import re

from presssearch.analysis.cities import find_city
from presssearch.analysis.kazakh_cities import find_kazakh_city
from presssearch.article import Place

EDGES = ' \t\r\u00a0.:;,،*_#>“”"«»📍🗓⏰️🔹▪•◾→|–—-/\\'
_CITY_PREFIX = re.compile(
    r"^(?:(?:г|гор|м)\.\s*|"
    r"(?:г|город|місто|(?:the )?city of|ville de|ciudad de|cidade d[aeo]|stadt|kota|"
    r"in|at|from|em|en|à|w|в|во|у|te|на|في)\s+)(?=\w)",
    re.IGNORECASE,
)
_CITY_SUFFIX = re.compile(
    r"\s*\b(?:city|қаласы|қ\.?|q\.?|қаласында|шаһары|шәһәре|qalas[yıi](?:nda)?|ш\.?|sh\.?|şehri|shahri|şəhəri|г\.?|gorod)$|(?<=[一-鿿]{2})市$",
    re.IGNORECASE,
)
_CASE_ENDING = {
    "е": ("а", "", "ь"),
    "і": ("а", ""),
    "и": ("а", "ь"),
    "у": ("",),
    "ы": ("а",),
    "да": ("",),
    "де": ("",),
    "та": ("",),
    "те": ("",),
}


def find_place(text: str) -> Place | None:
    """The city that a piece names, in any of the forms "г. Москва", "Almaty city", "в Женеве"; None if unknown."""
    text = " ".join(text.split())
    if not text or len(text) > 60 or any(c.isdecimal() for c in text) or text[:1].islower():
        bare = _CITY_PREFIX.sub("", text, count=1)
        if bare == text or not bare or len(text) > 60 or bare[:1].islower():
            return None
    bare = bare_name(text)
    for form in dict.fromkeys((text, bare)):
        city = find_city(form) if len(form) > 1 else None
        if city:
            return Place(text, city.name, city.country)
    if bare != text or bare[-1:] in "еіиуы" or bare[-2:] in _CASE_ENDING:
        for form in _nominatives(bare):
            city = find_city(form)
            if city:
                return Place(text, city.name, city.country)
    kazakh = find_kazakh_city(bare) if len(bare) > 2 else None
    return Place(text, kazakh.name, kazakh.country) if kazakh else None


_NAMESAKE_SHARE = 5  # a city at home may be so much smaller than its namesake abroad


def at_home(place: Place, country: str) -> Place:
    """The city of that name in the publisher's country, if it is about as large as its namesake: Lalitpur in Nepal."""
    if place.country in (None, country) or place.name is None:
        return place
    abroad = find_city(place.name, country=place.country)
    home = find_city(bare_name(place.raw), country=country)
    if home is None or abroad is None or abroad.capital or home.population * _NAMESAKE_SHARE < abroad.population:
        return place
    return Place(place.raw, home.name, home.country)


def _nominatives(name: str) -> list[str]:
    """Женеве -> Женева: forms that a Cyrillic locative may stand for."""
    if not re.search("[Ѐ-ӿ]", name):
        return []
    return [
        name[: -len(end)] + base
        for end, bases in _CASE_ENDING.items()
        if name.endswith(end) and len(name) > 5
        for base in bases
    ]


def bare_name(text: str) -> str:
    """Without "city of", "г." and the like."""
    text = _CITY_SUFFIX.sub("", " ".join(text.split()), count=1)
    return _CITY_PREFIX.sub("", text, count=1).strip(EDGES) or text


def tidy_name(text: str) -> str:
    """A printed name that no table knows, without "city of" and capitals: CARBIS BAY -> Carbis Bay."""
    bare = text if text.endswith(" City") else bare_name(text)
    return bare.title() if bare.isupper() and len(bare) > 3 else bare
