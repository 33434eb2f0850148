"""The filters as plain values: the one form, the check boxes with their counts, the chips of what is active."""

from dataclasses import dataclass

from presssearch.fields import FACETS, Field
from presssearch.search import Sort
from presssearch.search.facet_params import FacetParams
from presssearch.search.page import Facet, FacetValue, ResultPage
from presssearch.search.params import SearchParams
from presssearch.web.languages import gettext
from presssearch.web.urls import facet_url, search_url
from presssearch.web.wording import FORM_SORTS, label_text, number_text, range_text, value_text

OPEN_FACETS = frozenset({"source", "country", "city"})  # the others unfold on demand
LONG = 15  # values of a filter among which one would rather search
_FACET_NAMES = frozenset(field.name for field in FACETS)


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """also: other names that are counted with it."""

    value: str
    label: str
    count: str
    checked: bool
    excluded: bool
    also: str = ""


@dataclass(frozen=True, slots=True)
class FacetView:
    """selected: how many are chosen or excluded. more: the page with more values; long: are they too many to read?"""

    name: str
    label: str
    choices: tuple[Choice, ...]
    selected: int
    open: bool
    more: Link | None
    long: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter; following href removes it."""

    kind: str
    text: str
    href: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FormView:
    """The one form: what stands in its fields. hidden: pairs that the form keeps without showing them."""

    query: str = ""
    first: str = ""
    last: str = ""
    sort: str = ""
    sorts: tuple[tuple[str, str], ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()


def form_view(params: SearchParams, shown: set[str]) -> FormView:
    """shown: names of the facets whose check boxes stand on the page."""
    values = dict(params.to_args())
    hidden = [
        (key, value)
        for key, value in params.to_args()
        if key in ("limit", "histogram", "exact") or key.removeprefix("-") in _FACET_NAMES - shown
    ]
    return FormView(
        query=params.query,
        first=values.get("from", ""),
        last=values.get("to", ""),
        sort=values.get("sort", "").replace(Sort.RELEVANCE.value, ""),
        sorts=tuple((value, gettext(text)) for value, text in FORM_SORTS.items()),
        hidden=tuple(hidden),
    )


def chips(params: SearchParams) -> tuple[Chip, ...]:
    """One for each active filter, in the order of the address."""
    found = []
    for field, chosen in params.filters.items():
        for value in (*chosen.include, *chosen.exclude):
            href = search_url(params.without_filter(field, value))
            found.append(Chip(label_text(field), value_text(field, value), href, value in chosen.exclude))
    if params.dates:
        found.append(Chip(gettext("Published"), range_text(params.dates), search_url(params.with_dates(None))))
    return tuple(found)


def facet_views(page: ResultPage) -> tuple[FacetView, ...]:
    """The facets that have something to tick."""
    return tuple(_facet(facet, page.params) for facet in page.facets.values() if _has_choices(facet))


def _has_choices(facet: Facet) -> bool:
    return bool(facet.values or facet.none)


def _facet(facet: Facet, params: SearchParams) -> FacetView:
    choices = [choice_of(facet.field, value) for value in (*facet.values, *facet.none)]
    selected = sum(choice.checked or choice.excluded for choice in choices)
    return FacetView(
        name=facet.field.name,
        label=label_text(facet.field),
        choices=tuple(choices),
        selected=selected,
        open=selected > 0 or facet.field.name in OPEN_FACETS or params.facets == (facet.field,),
        more=_more(facet, params),
        long=facet.distinct > max(LONG, params.facet_size),
    )


def choice_of(field: Field, value: FacetValue) -> Choice:
    label, count = value_text(field, value.value), number_text(value.count)
    return Choice(value.value, label, count, value.selected, value.excluded, ", ".join(value.also))


def _more(facet: Facet, params: SearchParams) -> Link | None:
    if facet.distinct <= params.facet_size:
        return None
    text = gettext("Show all %(count)s", count=number_text(facet.distinct))
    return Link(text, facet_url(FacetParams(facet.field, params.whole())))
