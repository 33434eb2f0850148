"""The words of lines.toml, read once, when the first line is judged."""

import re
from functools import cache
from typing import Any

from presssearch.analysis.cities import city_key
from presssearch.parsing.tables import load_toml


@cache
def _tables() -> dict[str, Any]:
    return load_toml("lines.toml")


def _keys(table: str) -> frozenset[str]:
    return frozenset(key for key in map(city_key, table.replace("\n", " ").split("|")) if key)


@cache
def words(name: str) -> frozenset[str]:
    """A list of lines.toml as keys (see `city_key`): agencies, venues, media, fillers, kinds …"""
    return _keys(_tables()[name])


@cache
def regions() -> dict[str, str]:
    """Key of a region's name or abbreviation -> country; the first country that has it wins."""
    found: dict[str, str] = {}
    for country, table in _tables()["regions"].items():
        for key in _keys(table):
            found.setdefault(key, country)
    return found


@cache
def pattern(name: str, frame: str = "{}") -> re.Pattern[str]:
    """The alternatives of a pattern, in place of {} in the frame, without regard to case."""
    return re.compile(frame.replace("{}", f"(?:{'|'.join(_tables()['patterns'][name])})"), re.IGNORECASE)
