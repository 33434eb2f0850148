"""The OpenAPI 3.1 document of the API, made of the tables that the API itself is made of: PARAMETERS, FACETS, FORMATS,
SHAPES and the types of an Article."""

import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from importlib.metadata import version
from typing import Any

from flask import Blueprint, jsonify, url_for
from flask.typing import ResponseReturnValue

from presssearch.article import Article
from presssearch.fields import FACETS, Field
from presssearch.search.args import MAX_VALUE_CHARS, PARAMETERS, Parameter
from presssearch.search.exports.export import Format
from presssearch.search.exports.formats import CITATIONS, FORMATS
from presssearch.search.facet_params import FACET_PARAMETERS, NARROWING
from presssearch.search.json_shapes import SHAPES
from presssearch.search.person_page import PERSON_PARAMETERS
from presssearch.search.similar import SIMILAR_PARAMETERS
from presssearch.search.suggest import SUGGEST_PARAMETERS
from presssearch.search.suggest_json import OPENSEARCH_TYPE

openapi = Blueprint("openapi", __name__)

_NAMES = "|".join(facet.name for facet in FACETS)
_BOM: dict[str, Any] = {
    "name": "bom",
    "in": "query",
    "description": "1 begins the table with a byte order mark, for Excel",
    "schema": {"type": "string", "enum": ["0", "1"]},
}


@openapi.get("/openapi.json")
def document() -> ResponseReturnValue:
    return jsonify(describe(url_for("pages.search", _external=True)))


def describe(server: str) -> dict[str, Any]:
    """server: the address that the paths begin from."""
    search = [*_parameters(PARAMETERS), *_FILTER_REFS]
    listing = [*_parameters(FACET_PARAMETERS), *_FILTER_REFS]
    article = {"description": "An article, as ARCHITECTURE.md describes it", **_ref("Article")}
    paths = {
        "/search.json": _get("One page of a search", search, _json("SearchPage")),
        "/api/search": _get("The same", search, _json("SearchPage")),
        **{f"/search.{one.name}": _get(_all_of(one), _of_files(search, one), _file(one)) for one in FORMATS.values()},
        "/facets/{field}.json": _get("The values of a filter", [_field(), *listing], _json("FacetPage"), missing=True),
        "/places.json": _get(
            "The cities of a search, with where they lie",
            [*_parameters(NARROWING), *_FILTER_REFS],
            _json("PlacesPage"),
        ),
        "/people/{name}.json": _get("What is said of a person", _person(), _json("PersonPage"), missing=True),
        "/suggest": _get("What may be about to be typed", _parameters(SUGGEST_PARAMETERS), _json("Suggestions")),
        "/suggest.osd": _get(
            "The same for browsers: text, completions, descriptions, addresses",
            _parameters(SUGGEST_PARAMETERS),
            _content(OPENSEARCH_TYPE, {"type": "array", "minItems": 4, "maxItems": 4}),
        ),
        "/articles/{id}/similar.json": _get(
            "Releases like one", [_id(), *_parameters(SIMILAR_PARAMETERS)], _json("SimilarPage"), missing=True
        ),
        "/r/{id}.json": _get("One release", [_id()], _content("application/json", article), missing=True),
        "/api/articles/{id}": _get("The same", [_id()], _content("application/json", article), missing=True),
        **{f"/r/{{id}}.{name}": _get(_as(name), [_id()], _file(FORMATS[name]), missing=True) for name in CITATIONS},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "presssearch",
            "version": version("presssearch"),
            "description": "Search of press releases. Answers carry ETag and Last-Modified of the index.",
        },
        "servers": [{"url": server.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": _schemas(), "parameters": {one["name"]: one for one in _FILTERS}},
    }


def _get(summary: str, parameters: Sequence[Any], ok: dict[str, Any], *, missing: bool = False) -> dict[str, Any]:
    problem = _content("application/problem+json", _ref("Problem"))
    answers = {"200": {"description": "Found", **ok}, "304": {"description": "As it was when it was last asked for"}}
    faults = {"400": "A parameter or the query is faulty", "414": "The address is too long", "503": "Not just now"}
    if missing:
        faults["404"] = "There is none"
    answers |= {status: {"description": text, **problem} for status, text in faults.items()}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answers}}


def _as(name: str) -> str:
    return f"One release as {FORMATS[name].label}"


def _all_of(format: Format) -> str:
    return f"All hits as {format.label}: {format.help}"


def _of_files(search: Sequence[dict[str, Any]], format: Format) -> list[dict[str, Any]]:
    """Without a limit a file holds all hits."""
    limit = {"description": "Only one page of them, of this size; by default all"}
    kept = [one | limit if one.get("name") == "limit" else one for one in search]
    return [*kept, *([_BOM] if format.table else ())]


def _parameters(table: Sequence[Parameter]) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "in": "query", "description": one.meaning, "schema": _schema_of(one), "example": one.example}
        for one in table
    ]


def _schema_of(parameter: Parameter) -> dict[str, Any]:
    match parameter.kind:
        case "number":
            return {"type": "integer", "minimum": parameter.low, "maximum": parameter.high}
        case "choice":
            return {"type": "string", "enum": list(parameter.values)}
        case "date":
            return {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
        case "names":
            return {"type": "string", "pattern": f"^(all|none|({_NAMES})(,({_NAMES}))*)$"}
        case _:
            return {"type": "string"}


def _filter(sign: str, facet: Field) -> dict[str, Any]:
    """A value to choose or, with the sign, to leave out; a repeated one means OR."""
    help = f"{'Leave out' if sign else 'Choose'}: {facet.help}; ~none is no value"
    schema = {"type": "array", "items": {"type": "string", "maxLength": MAX_VALUE_CHARS}, "maxItems": 5}
    return {"name": sign + facet.name, "in": "query", "description": help, "schema": schema}


_FILTERS = [_filter(sign, facet) for facet in FACETS for sign in ("", "-")]
_FILTER_REFS = [{"$ref": f"#/components/parameters/{one['name']}"} for one in _FILTERS]


def _field() -> dict[str, Any]:
    names = [facet.name for facet in FACETS]
    return {"name": "field", "in": "path", "required": True, "schema": {"type": "string", "enum": names}}


def _person() -> list[dict[str, Any]]:
    name = {"type": "string", "minLength": 1, "maxLength": 100, "pattern": r"^[^/\\.?#%]+$"}
    return [{"name": "name", "in": "path", "required": True, "schema": name}, *_parameters(PERSON_PARAMETERS)]


def _id() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9a-z-]+$"}}


def _content(mimetype: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {mimetype: {"schema": schema}}}


def _json(shape: str) -> dict[str, Any]:
    return _content("application/json", _ref(shape))


def _file(format: Format) -> dict[str, Any]:
    return _content(format.mimetype, {} if format.name == "csl" else {"type": "string"})


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> dict[str, Any]:
    found = {name: _object({key: _typed(kind, text) for key, kind, text in rows}) for name, rows in SHAPES.items()}
    texts = {name: {"type": "string"} for name in ("title", "detail", "mend")}
    problem = {
        "type": "object",
        "properties": {
            **texts,
            "status": {"type": "integer"},
            "position": {"type": "integer"},
            "suggestions": _typed("[string]", "names that may be meant"),
        },
    }
    found["Problem"] = problem | {"required": ["title", "status", "detail"], "description": "RFC 9457"}
    found["Article"] = _of_type(Article)
    return found


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _typed(kind: str, text: str) -> dict[str, Any]:
    """A type in the notation of SHAPES."""
    if kind.endswith("?"):
        return {"anyOf": [_typed(kind[:-1], ""), {"type": "null"}], "description": text}
    described = {"description": text} if text else {}
    if kind.startswith("["):
        return {"type": "array", "items": _typed(kind[1:-1], ""), **described}
    if kind.startswith("{"):
        return {"type": "object", "additionalProperties": _typed(kind[1:-1], ""), **described}
    return {**(_ref(kind) if kind in SHAPES else {"type": kind}), **described}


_PLAIN = {str: "string", int: "integer", float: "number"}


def _of_type(kind: Any) -> dict[str, Any]:
    """The JSON form of a type of article.parts."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        return _object({field.name: _of_type(hints[field.name]) for field in fields(kind)})
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        return {"anyOf": [_of_type(inner[0]), {"type": "null"}]}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    if inner[-1] is Ellipsis:
        return {"type": "array", "items": _of_type(inner[0])}
    return {
        "type": "array",
        "prefixItems": [_of_type(one) for one in inner],
        "minItems": len(inner),
        "maxItems": len(inner),
    }
