"""Counts: one aggregation for each facet, over what passes all filters but its own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from presssearch.analysis.tokens import forms, has_beginning, pattern
from presssearch.engines.base import MISSING, FacetCounts, FacetRequest, Filter, Histogram, Interval, SearchRequest
from presssearch.engines.opensearch.compile import Dsl, admitted, all_of, is_missing
from presssearch.engines.opensearch.reading import Reading
from presssearch.engines.opensearch.values import counted, values_of
from presssearch.fields import Field


def passed(filters: Mapping[Field, Filter], *, but: Field | None = None) -> Dsl:
    """The articles that pass every filter, but that of one field."""
    return all_of([admitted(chosen, field) for field, chosen in filters.items() if field != but])


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


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of an answer. asked, query: what was asked of the cluster, without the filters; found: the answer;
    reading: asks for the values that it had no room for."""

    asked: SearchRequest
    query: Dsl
    found: dict[str, Any]
    reading: Reading

    def of(self, facet: FacetRequest) -> FacetCounts:
        mine = self.found[f"facet_{facet.field.name}"]
        counts = self._values(mine, f"facet_{facet.field.name}", facet.field) if facet.field.facet else Counter()
        wanted = pattern(facet.prefix).forms
        begun = [pair for pair in counts.items() if not wanted or has_beginning(tuple(forms(pair[0])), wanted)]
        shown = sorted(begun, key=facet.order)[facet.offset : facet.offset + facet.size]
        always = {(value, counts[value]) for value in facet.always if value != MISSING}
        groups = range(len(facet.together))
        together = tuple(mine[f"together_{n}"]["doc_count"] if facet.field.facet else 0 for n in groups)
        missing = mine["missing"]["doc_count"]
        return FacetCounts(tuple(sorted({*shown, *always}, key=facet.order)), missing, len(begun), together)

    def histogram(self, interval: Interval, total: int) -> Histogram:
        counts = self._values(self.found["histogram"], interval.value, None)
        return Histogram(interval, tuple(sorted(counts.items())), total - counts.total())

    def _values(self, mine: dict[str, Any], column: str, field: Field | None) -> Counter[str]:
        """field: whose own filter does not narrow."""
        articles = {"bool": {"filter": [self.query, passed(self.asked.filters, but=field)]}}
        return counted(mine["values"], self.reading, column, articles)


def most_frequent(pairs: Sequence[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]
