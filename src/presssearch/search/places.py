"""PlacesPage: the cities of the datelines of a search, with where they lie on Earth.

A city is known by its English name alone, as in the filter `city`: of several that share it, the capital or the
largest is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from presssearch.analysis.cities import find_city
from presssearch.fields import BY_NAME
from presssearch.search.facet_params import FacetParams
from presssearch.search.page import FacetPage, FacetValue
from presssearch.search.page_json import NO_LINKS, Links
from presssearch.search.params import SearchParams

CITY = BY_NAME["city"]
MOST = 100  # cities on a map


@dataclass(frozen=True, slots=True)
class Place:
    """city: a value of the filter. country: ISO 3166; latitude, longitude: in degrees, north and east positive.
    None where no city of that name is known."""

    city: FacetValue
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def degrees(self) -> tuple[float, float] | None:
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """places: the most frequent ones, MOST at most, of `distinct`. total: hits; missing: those without a city."""

    params: SearchParams
    places: tuple[Place, ...]
    distinct: int
    total: int
    missing: int
    described: str
    notes: tuple[str, ...]
    took_ms: float


def list_of_cities(params: SearchParams) -> FacetParams:
    """What to ask for."""
    return FacetParams(CITY, params.whole(), limit=MOST)


def places_of(page: FacetPage) -> PlacesPage:
    """page: the answer to `list_of_cities`."""
    return PlacesPage(
        params=page.params.search,
        places=tuple(_place(value) for value in page.facet.values if value.count or value.selected),
        distinct=page.facet.distinct,
        total=page.total,
        missing=page.facet.missing,
        described=page.described,
        notes=page.notes,
        took_ms=page.took_ms,
    )


def _place(value: FacetValue) -> Place:
    city = find_city(value.value)
    if city is None or city.place is None:
        return Place(value)
    return Place(value, city.country, *city.place)


def places_to_json(page: PlacesPage, links: Links = NO_LINKS, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """Names as in docs/api.md."""
    return {
        "query": {"raw": page.params.query, "described": page.described},
        "total": page.total,
        "took_ms": page.took_ms,
        "places": [
            {
                "name": place.city.value,
                "count": place.city.count,
                "country": place.country,
                "latitude": place.latitude,
                "longitude": place.longitude,
                "search_url": links.search(page.params.with_filter(CITY, place.city.value)),
            }
            for place in page.places
        ],
        "other": page.distinct - len(page.places),
        "missing": page.missing,
        "warnings": [*warnings, *page.notes],
    }
