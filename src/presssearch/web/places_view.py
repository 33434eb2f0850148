"""What the map of datelines shows, as plain values: circles on the map, and the same numbers in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from presssearch.fields import BY_NAME
from presssearch.search.params import SearchParams
from presssearch.search.places import CITY, Place, PlacesPage
from presssearch.web.filters_view import Chip, FormView, chips, form_view
from presssearch.web.languages import gettext, ngettext
from presssearch.web.urls import places_url, search_url
from presssearch.web.wording import number_text, releases_text, value_text
from presssearch.web.world.projection import HEIGHT, WIDTH, place_on_map

_LARGEST, _SMALLEST = 22, 3  # radius, in units of WIDTH


@dataclass(frozen=True, slots=True)
class Circle:
    """x, y, radius: in units of the map. name: what it stands for, with the number of releases."""

    x: float
    y: float
    radius: float
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """country: None where no city of the name is known, so that it is not on the map."""

    city: str
    href: str
    country: str | None
    count: str


@dataclass(frozen=True, slots=True)
class PlacesView:
    title: str
    form: FormView
    back: str
    status: str
    notices: tuple[str, ...]
    chips: tuple[Chip, ...]
    size: tuple[int, int]
    circles: tuple[Circle, ...]
    rows: tuple[Row, ...]
    more: str | None
    missing: str | None
    data: str


def places_view(page: PlacesPage, notices: Sequence[str]) -> PlacesView:
    params = page.params
    most = max((place.city.count for place in page.places), default=1)
    cities = ngettext("%(count)s city", "%(count)s cities", page.distinct, count=number_text(page.distinct))
    others = page.distinct - len(page.places)
    return PlacesView(
        title=gettext("Map of datelines"),
        form=form_view(params, shown=set()),
        back=search_url(params),
        status=gettext("%(cities)s in %(releases)s", cities=cities, releases=releases_text(page.total)),
        notices=(*notices, *page.notes),
        chips=chips(params),
        size=(WIDTH, HEIGHT),
        circles=tuple(_circle(place, params, most) for place in page.places if place.degrees),
        rows=tuple(_row(place, params) for place in page.places),
        more=ngettext("%(count)s more city", "%(count)s more cities", others, count=number_text(others))
        if others > 0
        else None,
        missing=gettext("without a city: %(releases)s", releases=releases_text(page.missing)) if page.missing else None,
        data=places_url(params, data=True),
    )


def _circle(place: Place, params: SearchParams, most: int) -> Circle:
    assert place.degrees is not None
    x, y = place_on_map(*place.degrees)
    area = max(place.city.count, 0) / max(most, 1)
    return Circle(
        round(x, 1),
        round(y, 1),
        round(max(_SMALLEST, _LARGEST * sqrt(area)), 1),
        f"{place.city.label}: {releases_text(place.city.count)}",
        search_url(params.with_filter(CITY, place.city.value)),
    )


def _row(place: Place, params: SearchParams) -> Row:
    return Row(
        place.city.label,
        search_url(params.with_filter(CITY, place.city.value)),
        value_text(BY_NAME["country"], place.country) if place.country else None,
        number_text(place.city.count),
    )
