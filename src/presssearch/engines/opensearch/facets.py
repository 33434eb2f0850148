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
        is_facet = facet.field.facet
        together = tuple(mine[f"together_{n}"]["doc_count"] if is_facet else 0 for n in range(len(facet.together)))
        missing = mine["missing"]["doc_count"]
        end = facet.offset + facet.size
        if is_facet and not (facet.always or facet.prefix or facet.by_name or mine["values"]["sum_other_doc_count"]):
            buckets = mine["values"]["buckets"]  # all, and in order
            shown = tuple((bucket["key"], bucket["doc_count"]) for bucket in buckets[facet.offset : end])
            return FacetCounts(shown, missing, len(buckets), together)
        counts = self._values(mine, f"facet_{facet.field.name}", facet.field) if is_facet else Counter()
        wanted = pattern(facet.prefix).forms
        begun = [pair for pair in counts.items() if not wanted or has_beginning(tuple(forms(pair[0])), wanted)]
        begun.sort(key=facet.order)
        always = {(value, counts[value]) for value in facet.always if value != MISSING}
        values = {*begun[facet.offset : end], *always}
        return FacetCounts(tuple(sorted(values, key=facet.order)), missing, len(begun), together)

    def histogram(self, interval: Interval, total: int) -> Histogram:
        counts = self._values(self.found["histogram"], interval.value, None)
        return Histogram(interval, tuple(sorted(counts.items())), total - counts.total())

    def _values(self, mine: dict[str, Any], column: str, field: Field | None) -> Counter[str]:
        """field: whose own filter does not narrow."""
        articles = {"bool": {"filter": [self.query, passed(self.asked.filters, but=field)]}}
        return counted(mine["values"], self.reading, column, articles)


def most_frequent(pairs: Sequence[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]
