"""create_app: the search page and the JSON API as one WSGI application."""

import logging
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, abort, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from presssearch.errors import EngineError, EngineUnavailable, IndexLocked, ParamsError, PressSearchError, QueryError
from presssearch.index import open_index
from presssearch.search.service import SearchService
from presssearch.settings import Settings, load
from presssearch.web.answers import for_programs, problem, readable_elsewhere
from presssearch.web.api import api
from presssearch.web.browsers import browsers
from presssearch.web.exports import exports
from presssearch.web.filters_view import FormView
from presssearch.web.languages import N_, gettext, speak
from presssearch.web.openapi import openapi
from presssearch.web.pages import pages, rendered, service
from presssearch.web.sentences import spoken

logger = logging.getLogger(__name__)

MAX_ADDRESS_BYTES = 8192
MAX_ARGS = 100
MAX_BODY_BYTES = 64 * 1024

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# What a page says of a fault; JSON says it in English
TITLES = {
    400: N_("The address cannot be read"),
    404: N_("There is no such page"),
    405: N_("The page can only be read"),
    414: N_("The address is too long"),
    500: N_("Something went wrong on this server"),
    503: N_("The index does not answer just now"),
}
ADVICE = {
    404: N_("The address may be misspelt, or the release may have left the index."),
    414: N_("Leave some of it out."),
    500: N_("Who runs this server finds the reason in its log."),
    503: N_("Try again in a moment. Who runs this server finds the reason in its log."),
}

STATIC = Path(__file__).parent / "static"
_STATIC_TYPES = {
    "presssearch.css": "text/css",
    "presssearch.js": "text/javascript",
    "presssearch.svg": "image/svg+xml",
    "world.svg": "image/svg+xml",
}


def create_app(settings: Settings | None = None, *, service: SearchService | None = None) -> Flask:
    """The application. settings: by default those of `load`; service: instead of the index they name.

    Raises IndexNotFound and the other EngineErrors when the index cannot be opened.
    """
    if settings is None:
        settings = Settings() if service else load()
    app = Flask("presssearch", static_folder=None, template_folder=str(_templates()))
    app.config.update(
        PAGE_SIZE=settings.page_size,
        CORS=settings.cors,
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    if service is None:
        index = open_index(settings.index, create=False, **settings.search_engine)
        app.extensions["presssearch.index"] = index  # for whoever wants to close it
        service = index.service
    app.extensions["presssearch"] = service
    speak(app, settings.language)
    app.jinja_env.globals["spoken"] = spoken
    app.url_map.merge_slashes = False  # `//host/` is no address of ours, and no redirect to one
    app.register_blueprint(pages)
    app.register_blueprint(api)
    app.register_blueprint(exports)
    app.register_blueprint(openapi)
    app.register_blueprint(browsers)
    app.add_url_rule("/static/<filename>", "static", _static)
    app.add_url_rule("/healthz", "healthz", _healthz)
    app.before_request(_refuse_monsters)
    app.after_request(readable_elsewhere)  # Flask runs them from the last to the first
    app.after_request(_with_headers)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(PressSearchError, _own_error)
    return app


def _templates() -> Path:
    """Inside the installed package, or at the top of a checkout."""
    packaged = Path(__file__).parents[1] / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "templates"


def _static(filename: str) -> Response:
    """One of our own few files, by its name; nothing is looked up in the file system. The answer holds
    bytes, not an open file, which Flask leaves open where it answers 304."""
    if filename not in _STATIC_TYPES:
        abort(404)
    response = Response((STATIC / filename).read_bytes(), mimetype=_STATIC_TYPES[filename])
    response.add_etag()
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


def _healthz() -> ResponseReturnValue:
    stats = service().stats()
    return jsonify({"status": "ok", "engine": stats.engine, "articles": stats.articles, "refused": stats.refused})


def _refuse_monsters() -> None:
    if len(request.query_string) + len(request.path) > MAX_ADDRESS_BYTES:
        abort(414)
    if request.query_string.count(b"&") >= MAX_ARGS:
        abort(400, "The address has too many parameters")


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if for_programs():
        response = make_response(problem(error.code or 500, error.description or error.name))
    else:
        ours = error.description if error.description != type(error).description else None
        response = _page(error.code or 500, ours)
    if error.code == 405:
        response.headers["Allow"] = "GET, HEAD"
    return response


def _own_error(error: PressSearchError) -> ResponseReturnValue:
    """One of ours that no page turned into words: a fault of the searcher (400), of the moment (503), of ours."""
    if isinstance(error, QueryError):
        more = {"position": error.position, "mend": error.mend}
        return problem(400, error.message, **more) if for_programs() else _page(400, error.message)
    if isinstance(error, ParamsError):
        return problem(400, str(error)) if for_programs() else _page(400, str(error))
    logger.error("%s %s: %s: %s", request.method, request.path, type(error).__name__, error)
    status, detail = 500, "Something went wrong on this server."
    if isinstance(error, EngineUnavailable | IndexLocked):
        status, detail = 503, "The index does not answer just now. Try again in a moment."
    elif isinstance(error, EngineError):
        status, detail = 503, "The index cannot be read. Who runs this server finds the reason in its log."
    return problem(status, detail) if for_programs() else _page(status)


def _page(status: int, detail: str | None = None) -> Response:
    """Without a word about the machine. detail: in English, of this very address."""
    title = gettext(TITLES[status]) if status in TITLES else HTTPStatus(status).phrase
    advice = gettext(ADVICE[status]) if status in ADVICE else None
    said = spoken(detail) if detail else None
    return rendered("error.html", status, form=FormView(), title=title, detail=said, advice=advice)
