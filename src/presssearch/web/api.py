"""The JSON API: the same addresses as the page, read strictly."""

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from presssearch.search.export import page_to_json
from presssearch.search.params import SearchParams
from presssearch.web.pages import service

api = Blueprint("api", __name__, url_prefix="/api")


@api.get("/search")
def search() -> ResponseReturnValue:
    params = SearchParams.from_args(request.args.items(multi=True))
    return jsonify(page_to_json(service().search(params)))


@api.get("/articles/<id>")
def article(id: str) -> ResponseReturnValue:
    """The Article JSON, with the name of its file alone: where it lies on this machine is nobody's business."""
    found = service().article(id)
    if found is None:
        return problem(404, f"There is no article {id}")
    value = found.to_json()
    if found.path:
        value["path"] = found.path.replace("\\", "/").rpartition("/")[2]
    return jsonify(value)


def problem(status: int, detail: str, **more: Any) -> ResponseReturnValue:
    """An error as RFC 9457 has it."""
    response = jsonify({"status": status, "detail": detail, **more})
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response
