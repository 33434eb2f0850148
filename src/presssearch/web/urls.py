"""Addresses: /?q=… for searches, /r/<id> for articles; and which foreign ones may become links."""

from collections.abc import Callable
from urllib.parse import quote, urlencode, urlsplit

from flask import url_for

from presssearch.fields import Field
from presssearch.search.facet_params import FacetParams
from presssearch.search.params import SearchParams
from presssearch.search.person_page import PersonParams


def search_url(params: SearchParams, *, external: bool = False) -> str:
    """The canonical address of a search."""
    return with_query(url_for("pages.search", _external=external), params.to_query())


def data_url(params: SearchParams, name: str, *, limited: bool = False) -> str:
    """The same search as json, csv, atom …, with the name of this host. limited: a page of them, see `to_args`."""
    json = name == "json"
    path = url_for("api.search", _external=True) if json else url_for("exports.search", name=name, _external=True)
    return with_query(path, params.to_query(limited=limited))


def facet_url(params: FacetParams, *, data: bool = False) -> str:
    """One page of the values of a field; data: as JSON, with the name of this host."""
    name = params.field.name
    path = url_for("api.facet", name=name, _external=True) if data else url_for("pages.facet", name=name)
    return with_query(path, params.to_query())


def person_url(params: PersonParams, *, data: bool = False) -> str:
    """What the releases say of somebody; data: as JSON, with the name of this host."""
    # a name that ends like a file of data, or begins with a slash, would be read as something else: no person has one
    name = params.name.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair has no address
    path = url_for("api.person" if data else "pages.person", name=name, _external=data)
    return with_query(path, params.to_query())


def places_url(params: SearchParams, *, data: bool = False) -> str:
    """The map of a search; data: as JSON, with the name of this host."""
    path = url_for("api.places" if data else "pages.places", _external=data)
    return with_query(path, params.whole().to_query())


def value_url(field: Field, value: str) -> str:
    """Everything that has this value."""
    return search_url(SearchParams().with_filter(field, value))


def office_url(office: str) -> str:
    """Everything that names somebody with this office."""
    words = office.replace('"', " ")  # would end the phrase
    return search_url(SearchParams(query=f'office:"{words}"'))


def article_urls() -> Callable[[str], str]:
    """Addresses of articles with the name of this host; good also when the request is over."""
    start = url_for("pages.article", id="-", lang=None, _external=True).removesuffix("-")
    return lambda id_: start + quote(id_, safe="", errors="replace")


def article_url(id: str, query: str = "", version: int | None = None) -> str:
    """The article, with the words of the query marked; version: an older revision of it."""
    pairs = ([("q", query)] if query else []) + ([("version", str(version))] if version else [])
    return with_query(url_for("pages.article", id=id), urlencode(pairs, errors="replace"))


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web; None for javascript:, data:, file: and what is no address."""
    if url is None or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def with_query(path: str, query: str) -> str:
    """An address; query without its question mark."""
    return f"{path}{'&' if '?' in path else '?'}{query}" if query else path
