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
    around_links: Words
    furniture_together: tuple[Words, ...]
    frames: Words
    beside_frames: Words
    article_together: tuple[Words, ...]
    roles: tuple[tuple[Role, Words], ...]
    details: Words
    details_together: tuple[Words, ...]
    no_details: Words
    label_ends: tuple[str, ...]
    builders: Words
    captions: Words
    credit_labels: tuple[str, ...]
    credit_marks: tuple[str, ...]
    agencies: tuple[str, ...]
    hidden: Words
    pictures: Words
    related: re.Pattern[str]
    notes: re.Pattern[str]
    labels: Words
    controls: Words
    jsonld_types: Words
    jsonld_keys: tuple[str, ...]


@cache
def page_words() -> PageWords:
    """The tables of page_words.toml."""
    text = resources.files("presssearch.readers").joinpath("page_words.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    furniture = tables["furniture"]
    return PageWords(
        furniture_tags=frozenset(furniture["tags"].split()),
        soft_tags=frozenset(furniture["soft_tags"].split()),
        furniture_roles=frozenset(furniture["roles"].split()),
        furniture=frozenset(furniture["words"].split()),
        around_links=frozenset(furniture["around_links"].split()),
        furniture_together=_sets(furniture["together"]),
        frames=frozenset(furniture["frames"].split()),
        beside_frames=frozenset(furniture["beside_frames"].split()),
        article_together=_sets(tables["article"]["together"]),
        roles=tuple((Role(name), frozenset(words.split())) for name, words in tables["roles"].items()),
        details=frozenset(tables["details"]["words"].split()),
        details_together=_sets(tables["details"]["together"]),
        no_details=frozenset(tables["details"]["unless"].split()),
        label_ends=tuple(tables["details"]["labels"].split()),
        builders=frozenset(furniture["builders"].split()),
        captions=frozenset(tables["captions"]["words"].split()),
        credit_labels=tuple(tables["captions"]["labels"]),
        credit_marks=tuple(tables["captions"]["marks"]),
        agencies=tuple(tables["captions"]["agencies"]),
        hidden=frozenset(furniture["hidden"].split()),
        pictures=frozenset(tables["captions"]["pictures"].split()),
        related=_openings(tables["related"]["openings"]),
        notes=_openings(tables["notes"]["openings"]),
        labels=frozenset(label.casefold() for label in tables["notes"]["whole"]),
        controls=frozenset(tables["controls"]["words"].split()),
        jsonld_types=frozenset(tables["jsonld"]["types"].split()),
        jsonld_keys=tuple(tables["jsonld"]["keys"].split()),
    )


def _openings(lines: list[str]) -> re.Pattern[str]:
    """What begins with one of the lines, the line being a whole word or several."""
    longest_first = sorted(lines, key=len, reverse=True)
    first = re.escape("".join(sorted({line[0] for line in lines})))  # rules most texts out, and all lines at once
    return re.compile(rf"\W{{0,3}}(?=[{first}])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _sets(lines: list[str]) -> tuple[Words, ...]:
    return tuple(frozenset(line.split()) for line in lines)
