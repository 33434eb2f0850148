"""page_words.toml, read once: the words by which pages give their parts away."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from presssearch.readers.raw import Role

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class PageWords:
    """The tables of page_words.toml. A set of words fits where all of them are there."""

    furniture_tags: Words
    soft_tags: Words
    furniture_roles: Words
    furniture: Words
    furniture_together: tuple[Words, ...]
    article_together: tuple[Words, ...]
    roles: tuple[tuple[Role, Words], ...]
    related: re.Pattern[str]
    controls: Words
    jsonld_types: Words
    jsonld_keys: tuple[str, ...]


@cache
def page_words() -> PageWords:
    """The tables of page_words.toml."""
    text = resources.files("presssearch.readers").joinpath("page_words.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    furniture = tables["furniture"]
    openings = sorted(tables["related"]["openings"], key=len, reverse=True)
    return PageWords(
        furniture_tags=frozenset(furniture["tags"].split()),
        soft_tags=frozenset(furniture["soft_tags"].split()),
        furniture_roles=frozenset(furniture["roles"].split()),
        furniture=frozenset(furniture["words"].split()),
        furniture_together=_sets(furniture["together"]),
        article_together=_sets(tables["article"]["together"]),
        roles=tuple((Role(name), frozenset(words.split())) for name, words in tables["roles"].items()),
        related=re.compile("|".join(map(re.escape, openings)), re.IGNORECASE),
        controls=frozenset(tables["controls"]["words"].split()),
        jsonld_types=frozenset(tables["jsonld"]["types"].split()),
        jsonld_keys=tuple(tables["jsonld"]["keys"].split()),
    )


def _sets(lines: list[str]) -> tuple[Words, ...]:
    return tuple(frozenset(line.split()) for line in lines)
