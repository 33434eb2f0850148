"""The pages: params, service, render."""

from typing import cast

from flask import Blueprint, Response, abort, current_app, render_template, request

from presssearch.fields import BY_NAME, FACETS, FIELDS, Field
from presssearch.search.exports.formats import FORMATS
from presssearch.search.facet_params import FacetParams
from presssearch.search.params import SearchParams
from presssearch.search.person_page import PersonParams
from presssearch.search.service import SearchService
from presssearch.web.about_view import ASKED, about_view
from presssearch.web.article_view import article_view
from presssearch.web.corpus_view import corpus_text
from presssearch.web.facet_view import facet_page_view
from presssearch.web.filters_view import FormView
from presssearch.web.help_view import LANGUAGE, LIMITS, parameters
from presssearch.web.languages import gettext
from presssearch.web.person_view import person_view
from presssearch.web.places_view import places_view
from presssearch.web.search_view import search_view
from presssearch.web.taking_away import article_formats
from presssearch.web.wording import kinds_text, number_text

pages = Blueprint("pages", __name__)


def service() -> SearchService:
    return cast(SearchService, current_app.extensions["presssearch"])


def rendered(template: str, status: int = 200, **values: object) -> Response:
    """Half a surrogate pair in a broken text becomes a question mark, rather than an error."""
    html = render_template(template, **values)
    return Response(html.encode("utf-8", "replace"), status, mimetype="text/html")


@pages.app_context_processor
def _for_every_page() -> dict[str, object]:
    return {"kinds": kinds_text}


@pages.get("/search")
@pages.get("/")
def search() -> Response:
    """Newest releases without a query, else its results. A faulty query is mended, faulty parameters are
    left out, and the page says so."""
    notices: list[str] = []
    params = SearchParams.from_args(_args(), notices=notices)
    page = service().search(params, forgiving=True)
    return rendered("search.html", view=search_view(page, notices, service().stats(), service().count))


@pages.get("/r/<id>")
def article(id: str) -> Response:
    """One release, with the words of the query marked; an older version of it, by the number of its revision."""
    found = service().article(id)
    if found is None:
        abort(404)
    query = request.args.get("q", "").strip()
    revisions = service().revisions(found)
    version = request.args.get("version", "")
    if version:
        found = next((one for one in revisions if str(one.revision) == version), None)
        if found is None:
            abort(404)
    view = article_view(
        found,
        service().marked(found, query),
        query=query,
        formats=article_formats(id),
        revisions=revisions,
        similar=None if version else service().similar(id),
    )
    return rendered("article.html", view=view)


@pages.get("/facets/<name>")
def facet(name: str) -> Response:
    """All values of a field, page by page; what is ticked goes on to the search."""
    notices: list[str] = []
    params = FacetParams.from_args(facet_or_404(name), request.args.items(multi=True), notices=notices)
    return rendered("facet.html", view=facet_page_view(service().facet(params, forgiving=True), notices))


@pages.get("/places")
def places() -> Response:
    """The map of the datelines of a search."""
    notices: list[str] = []
    params = SearchParams.from_args(request.args.items(multi=True), notices=notices)
    return rendered("places.html", view=places_view(service().places(params, forgiving=True), notices))


@pages.get("/people/<path:name>")
def person(name: str) -> Response:
    """What the releases say of somebody; names that may be meant, where none has the name."""
    notices: list[str] = []
    found = service().person(PersonParams.from_args(name, request.args.items(multi=True), notices=notices))
    return rendered("person.html", 200 if found.total else 404, view=person_view(found, notices))


def facet_or_404(name: str) -> Field:
    """The field whose values can be listed, by its own name."""
    found = BY_NAME.get(name)
    if found is None or not found.facet or found.name != name:
        abort(404, f"There is no filter {name}: there are {', '.join(field.name for field in FACETS)}")
    return found


@pages.get("/about")
def about() -> Response:
    """What the index holds, and how it came to be."""
    page = service().search(ASKED)
    return rendered("about.html", view=about_view(page, corpus_text(page, service().stats())))


@pages.get("/help")
def help() -> Response:
    return rendered(
        "help.html",
        form=FormView(),
        fields=FIELDS,
        sections=LANGUAGE,
        limits=[(gettext(what), number_text(limit)) for what, limit in LIMITS],
        parameters=parameters(),
        formats=FORMATS.values(),
    )


def _args() -> list[tuple[str, str]]:
    """The pairs of the address; the number of results is that of the settings where it is not given."""
    pairs = list(request.args.items(multi=True))
    if "limit" not in request.args:
        pairs.append(("limit", str(current_app.config["PAGE_SIZE"])))
    return pairs
