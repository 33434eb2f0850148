"""What the search page shows, as plain values: the template computes nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from presssearch.article import Card
from presssearch.fields import FACETS, Field
from presssearch.search import EngineStats, Filter, Sort
from presssearch.search.args import FACET_SIZE, MAX_DEPTH
from presssearch.search.differences import Change, changes
from presssearch.search.expansions import Expanded
from presssearch.search.fragments import Fragment
from presssearch.search.page import Result, ResultPage
from presssearch.search.params import SearchParams
from presssearch.search.quoted import ShownQuotation
from presssearch.search.twins import twin_groups
from presssearch.web import timeline_view
from presssearch.web.corpus_view import corpus_text, examples
from presssearch.web.filters_view import Chip, FacetView, FormView, Link, chips, facet_views, form_view
from presssearch.web.languages import N_, direction, gettext, ngettext
from presssearch.web.taking_away import feed_url, search_formats
from presssearch.web.urls import article_url, places_url, search_url, value_url
from presssearch.web.wording import (
    LOOSER,
    SORTS,
    DateText,
    date_text,
    label_text,
    language_label,
    number_text,
    place_text,
    releases_text,
)

DIFFERENCES, DIFFERENCE_CHARS = 3, 60  # shown of each release with the same text
MAX_OTHERS = 8  # other forms shown of a word or name
MAX_WAYS_OUT = 6  # alternatives that are counted for a search without results: each is a search
ADVICE = (
    N_("check the spelling, or write the beginning of a word with a star: negotiat*"),
    N_("use fewer words, or OR between them"),
    N_("try the word in the language of the releases"),
)


@dataclass(frozen=True, slots=True)
class ResultView:
    """language: in words, where it is not that of the page. cut_before, cut_after:
    do the snippets begin within a sentence, and does the text go on behind them?"""

    href: str
    headline: tuple[Fragment, ...]
    lang: str | None
    dir: str
    place: str | None
    date: DateText
    source: Link | None
    language: str | None
    snippets: tuple[tuple[Fragment, ...], ...]
    cut_before: bool
    cut_after: bool
    quotation: ShownQuotation | None
    twins: tuple["TwinView", ...] = ()


@dataclass(frozen=True, slots=True)
class TwinView:
    """A hit with the same text as the result that it stands under. differences: a few of the places where
    they differ, `removed` here and `added` there; more: how many are not shown."""

    href: str
    headline: str
    lang: str | None
    source: str | None
    date: DateText
    differences: tuple[Change, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PageLink:
    """href is None for the page that is shown and for a gap."""

    text: str
    href: str | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    previous: str | None
    next: str | None
    links: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """status: how many there are, in which order. described: how the query was understood, where that is
    more than its one word. corpus: what the index holds, examples: what could be asked of it, on the landing page.
    others: what was searched for besides what was typed, in words; as_typed: the same search without that, or with it.
    looser: that with fewer of the words, where few releases have all; meant: that of another query.
    formats, feed: where the whole search can be taken away.
    ways_out: counted alternatives, where nothing was found; advise: what else to try then."""

    title: str
    heading: str
    status: str
    described: str | None
    form: FormView
    chips: tuple[Chip, ...]
    clear: str
    facets: tuple[FacetView, ...]
    map: str | None
    all_facets: str | None
    timeline: timeline_view.Timeline | None
    results: tuple[ResultView, ...]
    paging: Paging | None
    notices: tuple[str, ...]
    others: tuple[str, ...]
    looser: Link | None
    meant: Link | None
    as_typed: Link | None
    ways_out: tuple[Link, ...]
    advise: tuple[str, ...]
    corpus: str | None
    examples: tuple[Link, ...]
    canonical: str
    indexed: bool
    formats: tuple[Link, ...]
    feed: str


def search_view(
    page: ResultPage, notices: Sequence[str], stats: EngineStats, count: Callable[[SearchParams], int]
) -> SearchView:
    """count: finds the number of hits of another search."""
    params = page.params
    facets = facet_views(page)
    landing = not params.query and not params.narrowed
    found = releases_text(page.total)
    return SearchView(
        title=f"{params.query} – {found}" if params.query else gettext("Press releases") if landing else found,
        heading=_heading(page, landing),
        status=gettext("%(releases)s, %(order)s", releases=found, order=gettext(SORTS[page.sort]))
        if page.total
        else gettext("No release found"),
        described=page.described if params.query and not params.query.isalnum() else None,
        form=form_view(params, {facet.name for facet in facets}),
        chips=chips(params),
        clear=search_url(params.without_filters()),
        facets=facets,
        map=places_url(params) if page.total else None,
        all_facets=search_url(replace(params, facets=FACETS, facet_size=FACET_SIZE))
        if params.facets != FACETS
        else None,
        timeline=timeline_view.timeline(page.histogram, params) if page.histogram else None,
        results=tuple(_results(page.results, params.query)),
        paging=_paging(page),
        notices=(*notices, *page.notes, *_beyond(page)),
        others=tuple(map(_others, page.expanded)),
        looser=_looser(page),
        meant=_meant(page),
        as_typed=_as_typed(page),
        ways_out=() if page.total else ways_out(params, count),
        advise=() if page.total or not params.query else tuple(map(gettext, ADVICE)),
        corpus=corpus_text(page, stats) if landing and params.page == 1 else None,
        examples=tuple(examples(page)) if landing and params.page == 1 else (),
        canonical=search_url(params),
        indexed=landing and params.page == 1,
        formats=search_formats(params.with_query(page.text)),
        feed=feed_url(params.with_query(page.text)),
    )


def _heading(page: ResultPage, landing: bool) -> str:
    if not landing:
        return gettext("Results")
    return gettext("Newest releases") if page.sort is Sort.NEWEST else gettext("Releases")


def _meant(page: ResultPage) -> Link | None:
    if page.suggestion is None:
        return None
    text = f"{page.suggestion.text} ({number_text(page.suggestion.total)})"
    return Link(text, search_url(page.params.with_query(page.suggestion.text)))


def _looser(page: ResultPage) -> Link | None:
    if page.looser is None:
        return None
    match, total = page.looser
    return Link(gettext(LOOSER[match], count=number_text(total)), search_url(page.params.with_match(match)))


def _others(one: Expanded) -> str:
    """“Lavrov” also as Lawrow (3), Лавров (12)."""
    shown = [f"{form} ({number_text(count)})" for form, count in one.articles.items()][:MAX_OTHERS]
    more = len(one.articles) - len(shown)
    forms = gettext(", ").join(shown)
    if more <= 0:
        return gettext("“%(word)s” also as %(forms)s.", word=one.typed, forms=forms)
    return ngettext(
        "“%(word)s” also as %(forms)s and %(count)s more.",
        "“%(word)s” also as %(forms)s and %(count)s more.",
        more,
        word=one.typed,
        forms=forms,
        count=number_text(more),
    )


def _as_typed(page: ResultPage) -> Link | None:
    if page.params.exact:
        return Link(gettext("Search other spellings and forms too"), search_url(page.params.with_exact(False)))
    return Link(gettext("Search as typed alone"), search_url(page.params.with_exact(True))) if page.expanded else None


def ways_out(params: SearchParams, count: Callable[[SearchParams], int]) -> tuple[Link, ...]:
    """Searches near a fruitless one that do find something, with their numbers."""
    others: list[tuple[str, SearchParams]] = []
    if params.narrowed:
        others.append((gettext("Without filters"), params.without_filters()))
    if sum(len(chosen.include) + len(chosen.exclude) for chosen in params.filters.values()) + bool(params.dates) > 1:
        if params.dates:
            others.append((gettext("Without the dates"), params.with_dates(None)))
        others += [
            (
                gettext("Without the filter %(name)s", name=label_text(field)),
                replace(params, filters=_but(params, field), page=1),
            )
            for field in params.filters
        ]
    if '"' in params.query:
        others.append((gettext("Without quotation marks"), params.with_query(params.query.replace('"', " "))))
    found = []
    for text, other in others[:MAX_WAYS_OUT]:
        number = count(other)
        found += (
            [Link(gettext("%(search)s: %(count)s", search=text, count=number_text(number)), search_url(other))]
            if number
            else []
        )
    return tuple(found)


def _but(params: SearchParams, field: Field) -> dict[Field, Filter]:
    return {other: chosen for other, chosen in params.filters.items() if other != field}


def _results(results: Sequence[Result], query: str) -> Iterator[ResultView]:
    """The first of each text in the order of the hits, its twins under it."""
    for first, *others in twin_groups([result.card for result in results]):
        shown = results[first]
        twins = tuple(_twin(shown.card, results[n].card, query) for n in others)
        yield replace(_result(shown, query), twins=twins)


def _twin(shown: Card, twin: Card, query: str) -> TwinView:
    found = [change for change in changes(shown.body, twin.body) if not change.equal]
    return TwinView(
        href=article_url(twin.id, query),
        headline=twin.headline or gettext("Without a headline"),
        lang=twin.language,
        source=twin.source,
        date=date_text(twin.published),
        differences=tuple(_shortened(change) for change in found[:DIFFERENCES]),
        more=max(0, len(found) - DIFFERENCES),
    )


def _shortened(change: Change) -> Change:
    removed, added = (shorten(text, DIFFERENCE_CHARS, placeholder=" …") for text in (change.removed, change.added))
    return Change(removed, added)


def _result(result: Result, query: str) -> ResultView:
    card = result.card
    shown = ["".join(piece.text for piece in snippet) for snippet in result.snippets]
    source = Link(card.source, value_url(_SOURCE, card.source)) if card.source else None
    return ResultView(
        href=article_url(card.id, query),
        headline=result.headline or (Fragment(gettext("Without a headline")),),
        lang=card.language,
        dir=direction(card.language),
        place=place_text(card.places),
        date=date_text(card.published),
        source=source,
        language=language_label(card),
        snippets=result.snippets,
        cut_before=bool(shown) and shown[0][:1].islower(),
        quotation=result.quotation,
        cut_after=bool(shown) and not card.body.rstrip().endswith(shown[-1]),
    )


_SOURCE = next(field for field in FACETS if field.name == "source")


def _paging(page: ResultPage) -> Paging | None:
    """By numbers as far as there are numbers, then from page to page."""
    params = page.params
    behind = search_url(page.next) if page.next else None
    if params.cursor is not None:
        return Paging(search_url(page.previous) if page.previous else None, behind, ())
    last = min(page.pages, MAX_DEPTH // max(1, params.limit))
    if last <= 1 or not page.results:
        return None
    here = params.page

    def href(number: int) -> str | None:
        return search_url(params.with_page(number)) if 1 <= number <= last and number != here else None

    numbers = sorted({1, last, *(number for number in range(here - 2, here + 3) if 1 <= number <= last)})
    links: list[PageLink] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number > before + 1:
            links.append(PageLink("…", None))
        links.append(PageLink(number_text(number), href(number), current=number == here))
    return Paging(href(here - 1), href(here + 1) or behind, tuple(links))


def _beyond(page: ResultPage) -> list[str]:
    """A page number behind the last page."""
    if page.results or not page.total or not page.params.limit:
        return []
    if page.params.cursor is not None:
        return [gettext("Nothing follows here any more: the index has changed")]
    return [
        gettext(
            "There is no page %(page)s: the last one is %(last)s",
            page=number_text(page.params.page),
            last=number_text(page.pages),
        )
    ]
