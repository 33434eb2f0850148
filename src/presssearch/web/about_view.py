"""What the page about this index tells: how much it holds, of whom, of which days, in which languages."""

from dataclasses import dataclass
from importlib.metadata import version

from presssearch.fields import BY_NAME, Field
from presssearch.search.args import MAX_FACET_SIZE
from presssearch.search.page import Facet, ResultPage
from presssearch.search.params import SearchParams
from presssearch.web.filters_view import FormView, Link
from presssearch.web.urls import value_url
from presssearch.web.wording import label_text, number_text, value_text

HOLDINGS = (BY_NAME["source"], BY_NAME["language"], BY_NAME["country"])
ASKED = SearchParams(limit=0, facets=HOLDINGS, facet_size=MAX_FACET_SIZE, histogram=None)


@dataclass(frozen=True, slots=True)
class Holding:
    """The values of a field, the most frequent first: each with its number of releases."""

    label: str
    values: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """corpus: in a sentence; version: of presssearch."""

    form: FormView
    corpus: str | None
    version: str
    holdings: tuple[Holding, ...]


def about_view(page: ResultPage, corpus: str | None) -> AboutView:
    """page: the answer to ASKED."""
    return AboutView(FormView(), corpus, version("presssearch"), tuple(map(_holding, page.facets.values())))


def _holding(facet: Facet) -> Holding:
    field: Field = facet.field
    values = tuple(
        (Link(value_text(field, value.value), value_url(field, value.value)), number_text(value.count))
        for value in facet.values
    )
    return Holding(label_text(field), values)
