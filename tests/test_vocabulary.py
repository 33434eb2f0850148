"""One vocabulary: what an address, the command line and the library are asked with is the same, and documented."""

import importlib
import re
import typing
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import presssearch
from presssearch.cli.search_options import pairs_of as options_as_pairs
from presssearch.errors import ParamsError, UnknownField
from presssearch.fields import FACETS
from presssearch.search.args import PARAMETERS
from presssearch.search.exports.formats import FORMATS
from presssearch.search.facet_params import FACET_PARAMETERS
from presssearch.search.json_shapes import SHAPES
from presssearch.search.keywords import (
    ExportKeywords,
    FacetKeywords,
    PersonKeywords,
    SearchKeywords,
    SimilarKeywords,
    SuggestKeywords,
)
from presssearch.search.keywords import pairs_of as keywords_as_pairs
from presssearch.search.params import SearchParams
from presssearch.search.person_page import PERSON_PARAMETERS
from presssearch.search.similar import SIMILAR_PARAMETERS
from presssearch.search.suggest import SUGGEST_PARAMETERS

DOCUMENT = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
TABLES: dict[str, tuple[Any, Any]] = {
    "search": (PARAMETERS, SearchKeywords),
    "facets": (FACET_PARAMETERS, FacetKeywords),
    "person": (PERSON_PARAMETERS, PersonKeywords),
    "similar": (SIMILAR_PARAMETERS, SimilarKeywords),
    "suggest": (SUGGEST_PARAMETERS, SuggestKeywords),
}
NOT_OF_THE_SEARCH = {
    "engine",
    "opensearch",
    "query",
    "filters",
    "field",
    "index_folder",
    "as_json",
    "name",
    "article_id",
    "output",
    "bom",
}


def options_of(command: str) -> set[str]:
    found = importlib.import_module(f"presssearch.cli.{command}_command").command
    assert isinstance(found, click.Command)
    return {str(parameter.name) for parameter in found.params} - NOT_OF_THE_SEARCH


@pytest.mark.parametrize("command", TABLES)
def test_address_command_line_and_library_have_the_same_parameters(command: str) -> None:
    """One table; `from` is `from_` in Python. The query comes first everywhere."""
    table, keywords = TABLES[command]
    names = {parameter.name for parameter in table} - {"q"}
    assert options_of(command) == names
    assert {name.removesuffix("_") for name in typing.get_type_hints(keywords)} - {"filters"} == names


def test_an_export_is_asked_for_with_a_part_of_them() -> None:
    """What says which hits there are and in which order; limit takes the first of them."""
    shown = {"q", "page", "cursor", "facets", "facet_size", "histogram"}
    names = {parameter.name for parameter in PARAMETERS} - shown
    assert options_of("export") == names
    assert {name.removesuffix("_") for name in typing.get_type_hints(ExportKeywords)} - {"filters"} == names


def test_every_parameter_format_and_name_is_documented() -> None:
    """The tables of docs/api.md are generated; `cog --check` holds them to the code."""
    rows = set(re.findall(r"^\| `([^`]+)`", DOCUMENT, re.M))
    assert rows >= {parameter.name for table, _ in TABLES.values() for parameter in table}
    assert rows >= set(FORMATS)
    assert rows >= {key for shape in SHAPES.values() for key, _, _ in shape}
    assert set(re.findall(r"^### (\w+)", DOCUMENT, re.M)) == set(SHAPES)


values = st.text(min_size=1, max_size=8).filter(lambda text: text.strip() == text and "," not in text)
given_filters = st.dictionaries(
    st.sampled_from([sign + facet.name for facet in FACETS for sign in ("", "-")]),
    st.lists(values, min_size=1, max_size=2),
    max_size=3,
)


@settings(deadline=None)
@given(
    q=st.text(max_size=10),
    filters=given_filters,
    options=st.fixed_dictionaries(
        {},
        optional={
            "from": st.sampled_from(["2018", "2018-06"]),
            "to": st.sampled_from(["2019", "2019-06-12"]),
            "sort": st.sampled_from(["newest", "relevance"]),
            "limit": st.integers(0, 100),
            "page": st.integers(1, 100),
            "facets": st.sampled_from(["none", "all", "city,source"]),
            "facet_size": st.integers(1, 100),
            "histogram": st.sampled_from(["none", "year"]),
            "exact": st.booleans(),
        },
    ),
)
def test_the_same_words_mean_the_same_search(q: str, filters: dict[str, list[str]], options: dict[str, Any]) -> None:
    texts = {name: str(int(value)) if isinstance(value, bool) else str(value) for name, value in options.items()}
    address = SearchParams.from_args([("q", q), *((k, v) for k, vs in filters.items() for v in vs), *texts.items()])
    typed = [f"{name}={value}" for name, found in filters.items() for value in found]
    assert SearchParams.from_args(options_as_pairs({"query": q, "filters": typed, **texts})) == address
    keywords = {f"{name}_" if name == "from" else name: value for name, value in options.items()}
    assert SearchParams.from_args(keywords_as_pairs(q, {"filters": filters, **keywords})) == address


def test_the_library_searches_lists_and_exports(tmp_path: Path) -> None:
    with presssearch.open(tmp_path, create=True) as ix:
        ix.add(
            [
                {"headline": f"Visa {n}", "published": f"201{n}", "countries": ["KZ", "FR"][: 1 + n % 2]}
                for n in range(6)
            ]
        )
    with presssearch.open(tmp_path) as ix:
        assert ix.search("visa", from_="2012", to="2014", facets=["country"], limit=1).total == 3
        assert [value.value for value in ix.facet("country", "visa", sort="name", prefix="fr").facet.values] == ["FR"]
        assert b"".join(ix.export("tif", "visa", filters={"country": "FR"})).count(b"\r\n") == 4
        assert b"".join(ix.export("csv", limit=2, bom=True)).count(b"Visa") == 2
        with pytest.raises(ParamsError, match="there is no format 'xls'"):
            ix.export("xls")
        with pytest.raises(UnknownField, match="there is no parameter “colour”"):
            ix.search("visa", colour="red")  # type: ignore[call-arg]
