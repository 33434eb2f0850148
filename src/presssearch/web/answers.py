"""Answers for programs: problems as RFC 9457 has them, conditional requests, reading from other origins."""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, ParamSpec

from flask import Response, current_app, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.http import is_resource_modified

from presssearch.search.exports.formats import FORMATS
from presssearch.web.pages import service

_SUFFIXES = tuple(f".{name}" for name in ("json", *FORMATS))
_P = ParamSpec("_P")


def for_programs() -> bool:
    """Does the address ask for data? Then errors are data too."""
    return request.path.startswith(("/api/", "/suggest")) or request.path.endswith(_SUFFIXES)


def problem(status: int, detail: str, **more: Any) -> ResponseReturnValue:
    """An error as RFC 9457 has it; its type is about:blank, which is the default."""
    response = jsonify({"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more})
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response


def conditional(view: Callable[_P, ResponseReturnValue]) -> Callable[_P, ResponseReturnValue]:
    """The answer with ETag and Last-Modified, or 304 before anything is searched. Both are of the index, not of
    the bytes: they change when the index does."""

    @wraps(view)
    def answered(*args: _P.args, **kwargs: _P.kwargs) -> ResponseReturnValue:
        state = service().state(request.args.get("q", ""))
        address = f"{version('presssearch')} {state.token} {request.url}"
        etag = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        fresh = is_resource_modified(request.environ, f'W/"{etag}"', last_modified=state.changed_at)
        response = make_response(view(*args, **kwargs)) if fresh else Response(status=304)
        if response.status_code in (200, 304):
            response.set_etag(etag, weak=True)
            if state.changed_at is not None:
                response.last_modified = state.changed_at
            response.cache_control.no_cache = True  # it may be kept, and is asked for again each time
        return response

    return answered


def readable_elsewhere(response: Response) -> Response:
    """Pages of the origins that the settings name may read what is for programs."""
    origins = current_app.config["CORS"]
    if origins != "none" and for_programs():
        response.headers["Access-Control-Allow-Origin"] = origins
        response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if origins != "*":
            response.vary.add("Origin")
    return response
