"""Cities of datelines: English name and country behind any printed form, old names included.

Source: GeoNames, see data/README.md. The table is read once, at the first question.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from presssearch.analysis.tables import table_rows

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "e",
        "ـ": "",
        "ى": "ي",
        "ة": "ه",
    }
    | {"ک": "ك", "ی": "ي", "ہ": "ه"}
    | dict.fromkeys("'’ʼʻ‘`´ʹ.,()\u200b\u200c\u200d\u200e\u200f", "")
    | dict.fromkeys("-‐‑‒–—−_/\u00a0\u202f", " ")
)


@dataclass(frozen=True, slots=True)
class City:
    """name: English. country: ISO 3166. place: latitude and longitude in degrees, north and east positive.

    since, until: days between which the printed name was the official one, where it is an old one.
    """

    name: str
    country: str
    population: int
    capital: bool
    place: tuple[float, float] | None = None
    since: str | None = None
    until: str | None = None


@lru_cache(maxsize=8192)
def city_key(name: str) -> str:
    """The form under which names are compared: no case, accents, hyphens, apostrophes or stops."""
    if name.isascii():
        folded = name.casefold().translate(_LETTERS)
    else:
        # İ and 𝓐 have a lower case only once they are taken apart
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
        folded = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(folded.split())


def find_city(name: str, *, country: str | None = None) -> City | None:
    """The city that `name` means: in `country` if one is given, else the capital or the largest.

    Any spelling in the table counts: Алматы, Алма-Ата, 阿拉木图, Alma Ata. None where none is known.
    """
    key = city_key(name)
    rows, names, old = _table()
    numbers = names.get(key)
    if numbers is None:
        return None
    for number in (numbers,) if isinstance(numbers, int) else numbers:
        printed, code, rank, place = rows[number]
        if country is None or country == code:
            since, until = old.get((number, key), (None, None))
            return City(printed, code, int(rank.lstrip("c")), rank.startswith("c"), _degrees(place), since, until)
    return None


def city_keys(population: int) -> Iterator[str]:
    """The keys of all names of the capitals and of the cities with so many people."""
    rows, names, _ = _table()
    for key, numbers in names.items():
        _, _, rank, _ = rows[numbers if isinstance(numbers, int) else numbers[0]]
        if rank.startswith("c") or int(rank) >= population:
            yield key


def _degrees(place: str) -> tuple[float, float] | None:
    latitude, _, longitude = place.partition(",")
    return (float(latitude), float(longitude)) if longitude else None


_Rows = list[tuple[str, str, str, str]]


@cache
def _table() -> tuple[_Rows, dict[str, int | tuple[int, ...]], dict[tuple[int, str], tuple[str | None, str | None]]]:
    """Rows; key -> row numbers, best known first (the file is sorted so); validity of old names."""
    places: _Rows = []
    names: dict[str, int | tuple[int, ...]] = {}
    old: dict[tuple[int, str], tuple[str | None, str | None]] = {}
    for number, (name, country, rank, keys, validity, place) in enumerate(table_rows("cities.tsv")[1:]):
        places.append((name, country, rank, place))
        for key in keys.split("|"):
            earlier = names.setdefault(key, number)
            if earlier != number:
                names[key] = (earlier, number) if isinstance(earlier, int) else (*earlier, number)
        for entry in filter(None, validity.split("|")):
            key, _, days = entry.partition("=")
            since, _, until = days.partition("/")
            old[number, key] = (since or None, until or None)
    return places, names, old
