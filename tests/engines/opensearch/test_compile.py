"""`compiled`: from the query tree to the query language of a cluster, by a table; no node is needed."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from presssearch.query import parse, tree

compiling = pytest.importorskip("presssearch.engines.opensearch.compile", reason="opensearch-py is not installed")
known_of = pytest.importorskip("presssearch.engines.opensearch.known")
scripts = pytest.importorskip("presssearch.engines.opensearch.scripts")
schema = pytest.importorskip("presssearch.engines.opensearch.schema")

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "compile.toml").read_text(encoding="utf-8"))["case"]
TYPED = tomllib.loads((HERE.parents[1] / "cases" / "query.toml").read_text(encoding="utf-8"))["case"]
SOURCES = {"asked": scripts._ASKED, "quoted": scripts._QUOTED}
TODAY = date(2018, 6, 12)


def typed(text: str) -> tree.Query:
    return parse(text, today=TODAY)


def known(case: dict[str, Any]) -> Any:
    return known_of.Known(
        tuple(language or None for language in case.get("languages", ())),
        {typed(leaf): forms for leaf, forms in case.get("forms", {}).items()},
    )


def written_out(dsl: Any, key: str = "") -> Any:
    """What the table shortens, in full."""
    match dsl:
        case dict():
            return {name: written_out(value, name) for name, value in dsl.items()}
        case list():
            return [written_out(value, key) for value in dsl]
        case str() if key == "source":
            return SOURCES[dsl]
        case str() if key == "zones":
            return schema.ZONE_OF[dsl]
        case str() if dsl[:1] in ("=", "~") and not dsl.startswith(compiling.MISSING):
            return schema.code_of(dsl[1:], schema.STEM if dsl[0] == "~" else schema.FORM)
        case _:
            return dsl


def nodes(query: Any) -> Iterator[type]:
    """The kinds of all nodes of a tree."""
    if is_dataclass(query) and not isinstance(query, tree.Field):
        yield type(query)
        for part in fields(query):
            value = getattr(query, part.name)
            for child in value if isinstance(value, tuple) else (value,):
                yield from nodes(child)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:60])
def test_what_a_cluster_is_asked(case: dict[str, Any]) -> None:
    assert compiling.compiled(typed(case["query"]), known(case)) == written_out(json.loads(case["dsl"]))


def test_the_table_forgets_no_node() -> None:
    assert {kind for case in CASES for kind in nodes(typed(case["query"]))} == set(get_args(tree.Query))


@pytest.mark.parametrize("case", TYPED, ids=lambda case: case["why"][:60])
def test_a_query_compiled_twice_is_the_same(case: dict[str, Any]) -> None:
    query, of = typed(case["text"]), known_of.Known(("en", "sv", None))
    first = json.dumps(compiling.compiled(query, of))
    assert first == json.dumps(compiling.compiled(query, of))
