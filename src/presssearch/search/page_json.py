"""A ResultPage as plain values: what the API answers and `search --json` prints. The names are documented in
docs/api.md, which a test holds to what stands here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from presssearch.engines.base import Histogram
from presssearch.search.expansions import Expanded
from presssearch.search.facet_params import COUNT, NAME, FacetParams
from presssearch.search.fragments import Fragment
from presssearch.search.page import Facet, FacetPage, FacetValue, Result, ResultPage
from presssearch.search.params import SearchParams
from presssearch.search.person_page import PersonParams
from presssearch.search.quoted import ShownQuotation
from presssearch.search.twins import twin_groups


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses in the answer. Without a server, searches are relative (`?q=…`), articles and people have none."""

    search: Callable[[SearchParams], str] = field(default=lambda params: f"?{params.to_query()}")
    facet: Callable[[FacetParams], str] = field(default=lambda params: f"?{params.to_query()}")
    article: Callable[[str], str | None] = field(default=lambda id_: None)
    person: Callable[[str], str | None] = field(default=lambda name: None)
    quotations: Callable[[PersonParams], str] = field(default=lambda params: f"?{params.to_query()}")


NO_LINKS = Links()


def page_to_json(page: ResultPage, links: Links = NO_LINKS, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """warnings: what was heard when the parameters were read; the notes of the page follow."""
    return {
        "query": {
            "raw": page.params.query,
            "parsed": page.parsed,
            "described": page.described,
            "expanded": [_expanded(one) for one in page.expanded],
            "match": page.match.value,
        },
        "total": page.total,
        "total_relation": "eq",
        "suggestion": _suggestion(page, links) if page.suggestion else None,
        "sort": page.sort.value,
        "took_ms": page.took_ms,
        "results": [result_to_json(result, links) | {"group": group} for result, group in _grouped(page.results)],
        "facets": {name: facet_to_json(facet, page.params, links) for name, facet in page.facets.items()},
        "histogram": histogram_to_json(page.histogram) if page.histogram else None,
        "next": links.search(page.next) if page.next else None,
        "previous": links.search(page.previous) if page.previous else None,
        "warnings": [*warnings, *page.notes],
    }


def _suggestion(page: ResultPage, links: Links) -> dict[str, Any]:
    assert page.suggestion is not None
    text, total = page.suggestion.text, page.suggestion.total
    return {"text": text, "total": total, "url": links.search(page.params.with_query(text))}


def _expanded(one: Expanded) -> dict[str, Any]:
    return {"typed": one.typed, "forms": [{"text": form, "articles": n} for form, n in one.articles.items()]}


def facet_page_to_json(page: FacetPage, links: Links = NO_LINKS, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """A facet as in a search, with what was asked for and the pages beside it."""
    return {
        "field": page.params.field.name,
        "query": {"raw": page.params.search.query, "described": page.described},
        "total": page.total,
        "took_ms": page.took_ms,
        "prefix": page.params.prefix,
        "sort": NAME if page.params.by_name else COUNT,
        **facet_to_json(page.facet, page.params.search, links, none=page.params.page == 1 and not page.params.prefix),
        "distinct": page.facet.distinct,
        "next": links.facet(page.next) if page.next else None,
        "previous": links.facet(page.previous) if page.previous else None,
        "warnings": [*warnings, *page.notes],
    }


def facet_to_json(facet: Facet, params: SearchParams, links: Links, *, none: bool = True) -> dict[str, Any]:
    """other: how many values are not listed. missing: hits without a value; with `none` they are a value too."""
    listed = sum(1 + len(value.also) for value in facet.values if value.count > 0)
    return {
        "label": facet.field.label,
        "values": [_value(facet, value, params, links) for value in (*facet.values, *(facet.none if none else ()))],
        "other": max(0, facet.distinct - listed),
        "missing": facet.missing,
        "truncated": facet.distinct > listed,
    }


def _value(facet: Facet, value: FacetValue, params: SearchParams, links: Links) -> dict[str, Any]:
    """toggle_url: the search with the value chosen, or let go of where it is chosen or excluded."""
    chosen = value.selected or value.excluded
    toggled = (params.without_filter if chosen else params.with_filter)(facet.field, value.value)
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "active": value.selected,
        "excluded": value.excluded,
        "also": list(value.also),
        "toggle_url": links.search(toggled),
    }


def result_to_json(result: Result, links: Links) -> dict[str, Any]:
    card, published = result.card, result.card.published
    marked = [piece.text for text in (result.headline, *result.snippets) for piece in text if piece.marked]
    return {
        "id": card.id,
        "revision": card.revision,
        "url": card.url,
        "article_url": links.article(card.id),
        "title": card.headline,
        "title_html": _html(result.headline) if card.headline else None,
        "date": published.value,
        "date_precision": published.precision,
        "date_source": published.source,
        "place": ", ".join(place.name or place.raw for place in card.places) or None,
        "source": card.source,
        "language": card.language,
        "rubric": card.rubric,
        "snippets": [_html(snippet) for snippet in result.snippets],
        "quotation": _quotation(result.quotation) if result.quotation else None,
        "matched_terms": list({text.casefold(): text for text in reversed(marked)}.values())[::-1],
        "score": result.score,
    }


def _quotation(shown: ShownQuotation) -> dict[str, Any]:
    return {
        "text": "".join(piece.text for piece in shown.fragments),
        "text_html": _html(shown.fragments),
        "speaker": shown.speaker,
        "office": shown.office,
    }


def _grouped(results: Sequence[Result]) -> Iterator[tuple[Result, dict[str, Any] | None]]:
    """In their order, each with the group of one text that it belongs to."""
    groups = twin_groups([result.card for result in results])
    group_of = {n: group for group in groups if len(group) > 1 for n in group}
    for n, result in enumerate(results):
        group = group_of.get(n)
        yield result, {"id": results[group[0]].card.id, "size": len(group)} if group else None


def _html(fragments: Sequence[Fragment]) -> str:
    """Escaped, with what matched between <mark> and </mark>."""
    return "".join(f"<mark>{escape(piece.text)}</mark>" if piece.marked else escape(piece.text) for piece in fragments)


def histogram_to_json(histogram: Histogram) -> dict[str, Any]:
    return {
        "interval": histogram.interval.value,
        "buckets": [{"date": bucket, "count": count} for bucket, count in histogram.buckets],
        "undated": histogram.undated,
    }
