"""What can be taken away: every hit of a search, or one release, in the formats of FORMATS, as a stream."""

from flask import Blueprint, Response, abort, request, stream_with_context
from flask.typing import ResponseReturnValue

from presssearch.article import Article
from presssearch.errors import ParamsError
from presssearch.search.exports.export import Addresses, Export, Format, encoded
from presssearch.search.exports.formats import CITATIONS, FORMATS
from presssearch.search.params import SearchParams
from presssearch.web import api, pages
from presssearch.web.answers import conditional
from presssearch.web.urls import article_urls, data_url, search_url

exports = Blueprint("exports", __name__)

_BOM = {"": False, "0": False, "1": True}


@exports.get(f"/search.<any({','.join(FORMATS)}):name>")
@conditional
def search(name: str) -> ResponseReturnValue:
    """All hits; with `limit` one page of them. Read strictly: a file has no place to say what was ignored."""
    format = FORMATS[name]
    pairs = list(request.args.items(multi=True))
    bom = _bom([value for key, value in pairs if key == "bom"], format)
    params = format.ordered(SearchParams.from_args([pair for pair in pairs if pair[0] != "bom"]))
    paged = "limit" in request.args
    export = pages.service().export(params, _addresses(params, name, paged), page=paged)
    return _file(export, format, "presssearch", bom=bom)


@exports.get(f"/r/<id>.<any(json,{','.join(CITATIONS)}):name>")
def article(id: str, name: str) -> ResponseReturnValue:
    """One release; the page of one whose id ends like a format."""
    whole = f"{id}.{name}"
    if pages.service().article(whole) is not None:
        return pages.article(whole)
    return api.article(id) if name == "json" else _citation(id, name)


@conditional
def _citation(id: str, name: str) -> ResponseReturnValue:
    found = pages.service().article(id)
    if found is None:
        abort(404, f"There is no article {id}")
    export = _single(found)
    return _file(export, FORMATS[name], f"release-{id}", bom=False)


def _single(article: Article) -> Export:
    params = SearchParams()
    return Export(params, 1, [article], "", addresses=Addresses(article=article_urls()))


def _addresses(params: SearchParams, name: str, paged: bool) -> Addresses:
    return Addresses(
        article=article_urls(),
        page=search_url(params, external=True),
        export=lambda other: data_url(other, name, limited=paged),
    )


def _bom(given: list[str], format: Format) -> bool:
    if any(value not in _BOM for value in given) or len(given) > 1 or (given and not format.table):
        raise ParamsError("bom must be 0 or 1, and only a table (csv, tif) can have one")
    return _BOM[given[0]] if given else False


def _file(export: Export, format: Format, stem: str, *, bom: bool) -> Response:
    response = Response(
        stream_with_context(encoded(format, export, bom=bom)), content_type=f"{format.mimetype}; charset=utf-8"
    )
    if not format.feed:
        safe = "".join(c if c.isascii() and c.isalnum() else "-" for c in stem)
        response.headers["Content-Disposition"] = f'attachment; filename="{safe}{format.suffix}"'
    return response
