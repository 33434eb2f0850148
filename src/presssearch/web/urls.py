"""Addresses: /?q=… for searches, /r/<id> for articles; and which foreign ones may become links."""

from urllib.parse import urlencode, urlsplit

from flask import url_for

from presssearch.fields import Field
from presssearch.search.params import SearchParams


def search_url(params: SearchParams) -> str:
    """The canonical address of a search."""
    return _with_args(url_for("pages.search"), params.to_args())


def value_url(field: Field, value: str) -> str:
    """Everything that has this value."""
    return search_url(SearchParams().with_filter(field, value))


def article_url(id: str, query: str = "") -> str:
    """The article, with the words of the query marked."""
    return _with_args(url_for("pages.article", id=id), [("q", query)] if query else [])


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web; None for javascript:, data:, file: and what is no address."""
    if url is None or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _with_args(path: str, args: list[tuple[str, str]]) -> str:
    return path + "?" + urlencode(args, safe="~", errors="replace") if args else path
