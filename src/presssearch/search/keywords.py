"""The parameters of an address as keywords of the library: the same names, but `from_`, which Python needs itself."""

from collections.abc import Mapping, Sequence
from typing import TypedDict


class Narrowing(TypedDict, total=False):
    """filters: {"city": ["Almaty"], "-language": "ru"}. from_, to: the first and the last day: 2018, 2018-06 …
    match: how many of the words must be there: auto, all, most or any.
    exact: as typed, without other spellings of names and other forms of acronyms."""

    filters: Mapping[str, str | Sequence[str]]
    from_: str | None
    to: str | None
    match: str
    exact: bool


class ExportKeywords(Narrowing, total=False):
    """sort: relevance, newest, oldest or added. limit: results on a page."""

    sort: str | None
    limit: int


class SearchKeywords(ExportKeywords, total=False):
    """facets: the filters to count; "all" or "none". histogram: auto, none, year, month or day."""

    page: int
    cursor: str | None
    facets: str | Sequence[str]
    facet_size: int
    histogram: str


class FacetKeywords(Narrowing, total=False):
    """sort: count or name. prefix: only values with a word that begins so. limit: values on a page."""

    prefix: str
    sort: str
    limit: int
    page: int


class PersonKeywords(TypedDict, total=False):
    """limit: quotations on a page."""

    limit: int
    page: int


class SimilarKeywords(TypedDict, total=False):
    """limit: releases in each of the two lists."""

    limit: int


class SuggestKeywords(TypedDict, total=False):
    """limit: entries."""

    limit: int


def pairs_of(q: str, keywords: Mapping[str, object]) -> list[tuple[str, str]]:
    """As they stand in an address; None is what is not given."""
    pairs = [("q", q)] if q else []
    for name, value in keywords.items():
        if name == "filters":
            pairs += _filters(value)
        elif value is not None:
            pairs.append((name.removesuffix("_"), _text(value)))
    return pairs


def _filters(filters: object) -> list[tuple[str, str]]:
    chosen = filters if isinstance(filters, Mapping) else {}
    return [(name, one) for name, given in chosen.items() for one in ([given] if isinstance(given, str) else given)]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return ",".join(value) if isinstance(value, list | tuple) else str(value)
