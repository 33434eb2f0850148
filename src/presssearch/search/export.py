"""A ResultPage as plain values: what the API answers and `search --json` prints."""

from collections.abc import Sequence
from typing import Any

from presssearch.engines.base import Histogram
from presssearch.search.page import Facet, Fragment, Result, ResultPage


def page_to_json(page: ResultPage) -> dict[str, Any]:
    """`published` is that of the article's JSON, `date` its plain value; snippets are pieces of text,
    `marked` where they matched, without markup."""
    return {
        "total": page.total,
        "query": page.params.query,
        "described": page.described,
        "sort": page.sort.value,
        "page": page.params.page,
        "pages": page.pages,
        "took_ms": page.took_ms,
        "results": [_result(result) for result in page.results],
        "facets": {name: _facet(facet) for name, facet in page.facets.items()},
        "histogram": _histogram(page.histogram) if page.histogram else None,
    }


def _result(result: Result) -> dict[str, Any]:
    article = result.article.to_json()
    shown = ("id", "revision", "headline", "source", "published", "language", "rubric", "dateline", "url")
    return {
        **{key: article[key] for key in shown},
        "date": result.article.published.value,
        "score": result.score,
        "marked_headline": _pieces(result.headline),
        "snippets": [_pieces(snippet) for snippet in result.snippets],
    }


def _pieces(fragments: Sequence[Fragment]) -> list[dict[str, Any]]:
    return [{"text": fragment.text, "marked": fragment.marked} for fragment in fragments]


def _facet(facet: Facet) -> dict[str, Any]:
    return {
        "label": facet.field.label,
        "values": [
            {
                "value": value.value,
                "label": value.label,
                "count": value.count,
                "selected": value.selected,
                "excluded": value.excluded,
            }
            for value in facet.values
        ],
        "missing": facet.missing,
        "distinct": facet.distinct,
    }


def _histogram(histogram: Histogram) -> dict[str, Any]:
    return {
        "interval": histogram.interval.value,
        "buckets": [{"date": bucket, "count": count} for bucket, count in histogram.buckets],
        "undated": histogram.undated,
    }
