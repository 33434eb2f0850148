"""Facets: what to ask the engine for, and its counts with labels, the chosen values first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from presssearch.analysis import countries, languages
from presssearch.analysis.tokens import forms, has_beginning, pattern
from presssearch.article import Certainty
from presssearch.engines.base import MISSING, FacetCounts, FacetRequest, Filter
from presssearch.fields import Field
from presssearch.search.facet_params import FacetParams
from presssearch.search.page import Facet, FacetValue
from presssearch.search.params import SearchParams
from presssearch.search.people import MORE, PEOPLE
from presssearch.search.spellings import AS

CERTAINTIES = {
    Certainty.EXACT.value: "Exact day",
    Certainty.INFERRED.value: "Inferred day",
    Certainty.PARTIAL.value: "Month or year alone",
    Certainty.NO_YEAR.value: "Day without a year",
    Certainty.UNKNOWN.value: "Unknown",
}
_LABELS: dict[str, Callable[[str], str | None]] = {
    "country": countries.name_of,
    "language": languages.name_of,
    "certainty": CERTAINTIES.get,
}
_ALL = 10_000  # more than there are countries, or languages


def facet_requests(params: SearchParams) -> tuple[FacetRequest, ...]:
    """Only the facets asked for; their chosen and excluded values are counted even where they are rare."""
    return tuple(
        FacetRequest(field, size=_asked(params, field), always=_named(params.filters.get(field, Filter())))
        for field in params.facets
    )


def _asked(params: SearchParams, field: Field) -> int:
    return params.facet_size * (MORE if field == PEOPLE and not params.exact else 1)


def facets_of(
    found_counts: Mapping[Field, FacetCounts], params: SearchParams, also: Mapping[str, tuple[str, ...]]
) -> Mapping[str, Facet]:
    """By field name, in the order asked for. also: of people, the names that a value is counted with."""
    found = {}
    for field in params.facets:
        with_others = also if field == PEOPLE else {}
        facet = _facet(field, found_counts[field], params.filters.get(field, Filter()), with_others)
        found[field.name] = replace(facet, values=tuple(sorted(facet.values, key=lambda value: not value.selected)))
    return found


def list_request(params: FacetParams) -> FacetRequest:
    """One page of the values of a field. Where people read labels, prefix and alphabet are those of the labels:
    such values are few, and all are asked for."""
    if params.field.name in _LABELS:
        return FacetRequest(params.field, size=_ALL)
    offset = (params.page - 1) * params.limit
    return FacetRequest(params.field, size=params.limit, offset=offset, by_name=params.by_name, prefix=params.prefix)


def listed(counts: FacetCounts, params: FacetParams, also: Mapping[str, tuple[str, ...]]) -> Facet:
    """What was counted for `list_request`, in its order. also: as in `facets_of`."""
    facet = _facet(params.field, counts, params.search.filters.get(params.field, Filter()), also)
    if params.field.name not in _LABELS:
        return facet
    wanted = pattern(params.prefix).forms
    begun = [
        value
        for value in facet.values
        if has_beginning(tuple(forms(value.label)), wanted) or has_beginning(tuple(forms(value.value)), wanted)
    ]
    if params.by_name:
        begun.sort(key=lambda value: (forms(value.label), value.value))
    start = (params.page - 1) * params.limit
    return replace(facet, values=tuple(begun[start : start + params.limit]), distinct=len(begun))


def label_of(field: Field, value: str) -> str:
    """The value in words: `KZ` -> Kazakhstan; unknown codes, and names, stay as they are."""
    return _labels_of(field, [value])[0]


def _labels_of(field: Field, values: Sequence[str]) -> list[str]:
    if field == PEOPLE:
        return [value.removeprefix(AS) for value in values]
    name_of = _LABELS.get(field.name)
    return [name_of(value) or value for value in values] if name_of else list(values)


def _facet(field: Field, counts: FacetCounts, chosen: Filter, also: Mapping[str, tuple[str, ...]]) -> Facet:
    labels = _labels_of(field, [value for value, _ in counts.values])
    values = [
        FacetValue(value, label, count, value in chosen.include, value in chosen.exclude, also.get(value, ()))
        for (value, count), label in zip(counts.values, labels, strict=True)
    ]
    return Facet(
        field=field,
        values=tuple(values),
        missing=counts.missing,
        missing_selected=MISSING in chosen.include,
        missing_excluded=MISSING in chosen.exclude,
        distinct=counts.distinct,
    )


def _named(chosen: Filter) -> tuple[str, ...]:
    return tuple(value for value in (*chosen.include, *chosen.exclude) if value != MISSING)
