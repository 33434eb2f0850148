"""Sorting and paging: what the cluster sorts by, and the places in it that hits are."""

from collections.abc import Sequence
from typing import Any

from presssearch.engines.base import Hit, Sort
from presssearch.engines.opensearch.documents import UNDATED

_COLUMN = {Sort.RELEVANCE: "moment", Sort.NEWEST: "moment", Sort.OLDEST: "oldest", Sort.ADDED: "added"}


def sorting(sort: Sort, *, backwards: bool = False) -> list[dict[str, str]]:
    """backwards: from the last hit to the first."""
    down, up = ("asc", "desc") if backwards else ("desc", "asc")
    column = {_COLUMN[sort]: up if sort is Sort.OLDEST else down}
    return [*([{"_score": down}] if sort is Sort.RELEVANCE else []), column, {"id": up}]


def place_of(hit: Hit, sort: Sort) -> list[Any]:
    """What a search goes on after."""
    moment = (hit.moment or UNDATED) if sort is Sort.OLDEST else hit.moment
    return [*([hit.score] if sort is Sort.RELEVANCE else []), moment, hit.id]


def hits_of(found: Sequence[dict[str, Any]], sort: Sort) -> list[Hit]:
    at = 1 if sort is Sort.RELEVANCE else 0
    moments = [hit["sort"][at] for hit in found]
    return [
        Hit(hit["sort"][at + 1], float(hit["_score"] or 0.0), 0 if moment == UNDATED else moment)
        for hit, moment in zip(found, moments, strict=True)
    ]
