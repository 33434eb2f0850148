"""Facets: what to ask the engine for, and its counts with labels, the chosen values first."""

from collections.abc import Mapping

from presssearch.analysis import countries, languages
from presssearch.engines.base import MISSING, EngineResult, FacetCounts, FacetRequest, Filter
from presssearch.fields import Field
from presssearch.search.page import Facet, FacetValue
from presssearch.search.params import SearchParams


def facet_requests(params: SearchParams) -> tuple[FacetRequest, ...]:
    """Only the facets asked for; their chosen and excluded values are counted even where they are rare."""
    return tuple(
        FacetRequest(field, size=params.facet_size, always=_named(params.filters.get(field, Filter())))
        for field in params.facets
    )


def facets_of(result: EngineResult, params: SearchParams) -> Mapping[str, Facet]:
    """By field name, in the order asked for."""
    return {
        field.name: _facet(field, result.facets[field], params.filters.get(field, Filter()))
        for field in params.facets
        if field in result.facets
    }


def label_of(field: Field, value: str) -> str:
    """The value in words: `KZ` -> Kazakhstan; unknown codes, and names, stay as they are."""
    match field.name:
        case "country":
            return countries.name_of(value) or value
        case "language":
            return languages.name_of(value) or value
        case _:
            return value


def _facet(field: Field, counts: FacetCounts, chosen: Filter) -> Facet:
    values = [
        FacetValue(value, label_of(field, value), count, value in chosen.include, value in chosen.exclude)
        for value, count in counts.values
    ]
    return Facet(
        field=field,
        values=tuple(sorted(values, key=lambda value: not value.selected)),
        missing=counts.missing,
        missing_selected=MISSING in chosen.include,
        missing_excluded=MISSING in chosen.exclude,
        distinct=counts.distinct,
    )


def _named(chosen: Filter) -> tuple[str, ...]:
    return tuple(value for value in (*chosen.include, *chosen.exclude) if value != MISSING)
