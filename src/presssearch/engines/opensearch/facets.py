"""Counts: one aggregation for each facet, over what passes all filters but its own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from presssearch.analysis.tokens import forms, has_beginning, pattern
from presssearch.engines.base import MISSING, FacetCounts, FacetRequest, Filter, Histogram, Interval, SearchRequest
from presssearch.engines.opensearch.compile import Dsl, admitted, all_of, is_missing
from presssearch.errors import EngineError
from presssearch.fields import Field

MAX_VALUES = 60_000  # a cluster hands out 65,535 buckets at most


def passed(filters: Mapping[Field, Filter], *, but: Field | None = None) -> Dsl:
    """The articles that pass every filter, but that of one field."""
    return all_of([admitted(chosen, field) for field, chosen in filters.items() if field != but])


def values_of(field_name: str, **more: Any) -> dict[str, Any]:
    return {"terms": {"field": field_name, "size": MAX_VALUES, **more}}


def counted(aggregation: dict[str, Any], what: str) -> Counter[str]:
    """The values of one aggregation, all of them."""
    if aggregation["sum_other_doc_count"]:
        raise EngineError(
            f"{what} has more than {MAX_VALUES:,} values in this search, which this engine does not count yet: "
            "narrow the search"
        )
    return Counter({bucket["key"]: bucket["doc_count"] for bucket in aggregation["buckets"]})


def aggregations(request: SearchRequest) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for facet in request.facets:
        name = facet.field.name
        inner: dict[str, Any] = {"missing": {"filter": is_missing(facet.field)}}
        if facet.field.facet:
            inner["values"] = values_of(f"facet_{name}")
            for n, group in enumerate(facet.together):
                inner[f"together_{n}"] = {"filter": {"terms": {f"facet_{name}": list(group)}}}
        found[f"facet_{name}"] = {"filter": passed(request.filters, but=facet.field), "aggs": inner}
    if request.histogram:
        buckets = {"values": values_of(request.histogram.value)}
        found["histogram"] = {"filter": passed(request.filters), "aggs": buckets}
    return found


def facet_counts(facet: FacetRequest, found: dict[str, Any]) -> FacetCounts:
    mine = found[f"facet_{facet.field.name}"]
    counts = counted(mine["values"], facet.field.label) if facet.field.facet else Counter()
    wanted = pattern(facet.prefix).forms
    begun = [pair for pair in counts.items() if not wanted or has_beginning(tuple(forms(pair[0])), wanted)]
    shown = sorted(begun, key=facet.order)[facet.offset : facet.offset + facet.size]
    always = {(value, counts[value]) for value in facet.always if value != MISSING}
    together = tuple(mine[f"together_{n}"]["doc_count"] if facet.field.facet else 0 for n in range(len(facet.together)))
    missing = mine["missing"]["doc_count"]
    return FacetCounts(tuple(sorted({*shown, *always}, key=facet.order)), missing, len(begun), together)


def histogram(interval: Interval, found: dict[str, Any], total: int) -> Histogram:
    counts = counted(found["histogram"]["values"], "the histogram")
    return Histogram(interval, tuple(sorted(counts.items())), total - counts.total())


def most_frequent(pairs: Sequence[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]
