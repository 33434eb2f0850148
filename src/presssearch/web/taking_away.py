"""Links under which a search, or a release, can be taken away."""

from flask import url_for

from presssearch.search.exports.formats import CITATIONS, FORMATS
from presssearch.search.params import SearchParams
from presssearch.web.filters_view import Link
from presssearch.web.urls import with_query


def search_formats(params: SearchParams) -> tuple[Link, ...]:
    """All hits of a search, in every format."""
    query = params.whole().to_query()
    found = [Link(one.label, with_query(url_for("exports.search", name=one.name), query)) for one in FORMATS.values()]
    return (*found, Link("JSON", with_query(url_for("api.search"), query)))


def feed_url(params: SearchParams) -> str:
    """The search as a feed."""
    return with_query(url_for("exports.search", name="atom"), params.whole().to_query())


def article_formats(id: str) -> tuple[Link, ...]:
    """A release as JSON, then as a reference."""
    labels = {"json": "JSON"} | {name: FORMATS[name].label for name in CITATIONS}
    return tuple(Link(label, url_for("exports.article", id=id, name=name)) for name, label in labels.items())
