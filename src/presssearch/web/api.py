"""JSON: searches, facets and releases at the addresses of the pages with .json behind them, read strictly."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from presssearch.search.args import SIMILAR_SIZE, SUGGESTIONS, read_plain
from presssearch.search.exports.lines import public_json
from presssearch.search.facet_params import FacetParams
from presssearch.search.page_json import Links, facet_page_to_json, page_to_json
from presssearch.search.params import SearchParams
from presssearch.search.person_json import person_to_json
from presssearch.search.person_page import PersonParams
from presssearch.search.places import places_to_json
from presssearch.search.similar import SIMILAR_PARAMETERS, similar_to_json
from presssearch.search.suggest import SUGGEST_PARAMETERS, Suggestions
from presssearch.search.suggest_json import OPENSEARCH_TYPE, opensearch_suggestions, suggestions_to_json
from presssearch.web.answers import conditional, problem
from presssearch.web.pages import facet_or_404, service
from presssearch.web.urls import article_urls, data_url, facet_url, person_url

api = Blueprint("api", __name__)


@api.get("/api/search")
@api.get("/search.json")
@conditional
def search() -> ResponseReturnValue:
    """One page of results. Parameters that do not exist are named in its warnings; faulty values are errors."""
    warnings: list[str] = []
    params = SearchParams.from_args(request.args.items(multi=True), unknown=warnings)
    found = service().search(params)
    links = _links()
    answer = jsonify(page_to_json(found, links, warnings))
    for relation, beside in (("next", found.next), ("prev", found.previous)):
        if beside is not None:
            answer.headers.add("Link", f'<{links.search(beside)}>; rel="{relation}"')
    return answer


@api.get("/facets/<name>.json")
@conditional
def facet(name: str) -> ResponseReturnValue:
    """One page of the values of a field, counted over the hits of a search."""
    warnings: list[str] = []
    params = FacetParams.from_args(facet_or_404(name), request.args.items(multi=True), unknown=warnings)
    return jsonify(facet_page_to_json(service().facet(params), _links(), warnings))


@api.get("/places.json")
@conditional
def places() -> ResponseReturnValue:
    """The cities of a search, with where they lie."""
    warnings: list[str] = []
    params = SearchParams.from_args(request.args.items(multi=True), unknown=warnings)
    return jsonify(places_to_json(service().places(params), _links(), warnings))


@api.get("/people/<path:name>.json")
@conditional
def person(name: str) -> ResponseReturnValue:
    """What the releases say of somebody; names that may be meant, where none has the name."""
    warnings: list[str] = []
    params = PersonParams.from_args(name, request.args.items(multi=True), unknown=warnings)
    found = service().person(params)
    if not found.total:
        return problem(404, f"No release names {name}", suggestions=list(found.suggestions))
    return jsonify(person_to_json(found, _links(), warnings))


@api.get("/suggest")
@conditional
def suggest() -> ResponseReturnValue:
    """What may be about to be typed."""
    warnings: list[str] = []
    return jsonify(suggestions_to_json(_suggestions(warnings), _links(), warnings))


@api.get("/suggest.osd")
@conditional
def suggest_to_browsers() -> ResponseReturnValue:
    """The same as OpenSearch has it."""
    answer = jsonify(opensearch_suggestions(_suggestions([]), _links()))
    answer.mimetype = OPENSEARCH_TYPE
    return answer


def _suggestions(warnings: list[str]) -> Suggestions:
    given = read_plain(SUGGEST_PARAMETERS, request.args.items(multi=True), unknown=warnings)
    return service().suggest(given.get("q", ""), given.get("limit", SUGGESTIONS))


@api.get("/articles/<id>/similar.json")
@conditional
def similar(id: str) -> ResponseReturnValue:
    """Releases like one, and those of the same event."""
    warnings: list[str] = []
    given = read_plain(SIMILAR_PARAMETERS, request.args.items(multi=True), unknown=warnings)
    found = service().similar(id, given.get("limit", SIMILAR_SIZE))
    if found is None:
        return problem(404, f"There is no article {id}")
    return jsonify(similar_to_json(found, _links(), warnings))


@api.get("/api/articles/<id>")
@conditional
def article(id: str) -> ResponseReturnValue:
    """The Article JSON."""
    found = service().article(id)
    return jsonify(public_json(found)) if found else problem(404, f"There is no article {id}")


def _links() -> Links:
    return Links(
        search=lambda params: data_url(params, "json"),
        facet=lambda params: facet_url(params, data=True),
        article=article_urls(),
        person=lambda name: person_url(PersonParams(name), data=True),
        quotations=lambda params: person_url(params, data=True),
    )
