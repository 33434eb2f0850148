"""What the page of all values of a filter shows, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from presssearch.search.facet_params import FacetParams
from presssearch.search.page import FacetPage
from presssearch.web.filters_view import Choice, FormView, Link, choice_of, form_view
from presssearch.web.languages import gettext, ngettext
from presssearch.web.urls import facet_url, search_url
from presssearch.web.wording import label_text, number_text, releases_text


@dataclass(frozen=True, slots=True)
class FacetPageView:
    """whole: the pairs of the search; kept: those without the values of this field; chosen: its values that are
    chosen or excluded and not listed here. here: the bare address of the list, for the form with the prefix."""

    title: str
    name: str
    label: str
    status: str
    notices: tuple[str, ...]
    form: FormView
    back: str
    here: str
    prefix: str
    sorts: tuple[tuple[Link, bool], ...]
    sort: str
    whole: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    chosen: tuple[tuple[str, str], ...]
    choices: tuple[Choice, ...]
    previous: str | None
    next: str | None


def facet_page_view(page: FacetPage, notices: Sequence[str]) -> FacetPageView:
    params, facet = page.params, page.facet
    search, field = params.search, facet.field
    choices = [choice_of(field, value) for value in facet.values]
    choices += [choice_of(field, value) for value in facet.none if params.page == 1 and not params.prefix]
    listed = {choice.value for choice in choices}
    others = replace(search, filters={f: chosen for f, chosen in search.filters.items() if f != field})
    own = [pair for pair in search.to_args() if pair not in others.to_args()]
    found = ngettext("%(count)s value", "%(count)s values", facet.distinct, count=number_text(facet.distinct))
    releases = releases_text(page.total)
    if params.prefix:
        status = gettext(
            "%(values)s beginning with “%(prefix)s” in %(releases)s",
            values=found,
            prefix=params.prefix,
            releases=releases,
        )
    else:
        status = gettext("%(values)s in %(releases)s", values=found, releases=releases)
    label = label_text(field)
    return FacetPageView(
        title=gettext("%(name)s: %(values)s", name=label, values=found),
        name=field.name,
        label=label,
        status=status,
        notices=(*notices, *page.notes),
        form=form_view(search, shown=set()),
        back=search_url(search),
        here=facet_url(FacetParams(field)),
        prefix=params.prefix,
        sorts=(
            (
                Link(gettext("Most frequent first"), facet_url(replace(params, by_name=False, page=1))),
                not params.by_name,
            ),
            (Link(gettext("By name"), facet_url(replace(params, by_name=True, page=1))), params.by_name),
        ),
        sort="name" if params.by_name else "",
        whole=tuple(search.to_args()),
        kept=tuple(others.to_args()),
        chosen=tuple(pair for pair in own if pair[1] not in listed),
        choices=tuple(choices),
        previous=facet_url(page.previous) if page.previous else None,
        next=facet_url(page.next) if page.next else None,
    )
