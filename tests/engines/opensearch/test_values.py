"""Values that one answer has no room for are asked for in pages: every count is as where there was room."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from presssearch.engines.base import FacetRequest, Filter, Interval, SearchRequest
from presssearch.fields import BY_NAME, FACETS
from presssearch.query import parse
from presssearch.query.tree import Fuzzy, Prefix, Wildcard

pytestmark = pytest.mark.opensearch

COUNTRY, PEOPLE = BY_NAME["country"], BY_NAME["people"]
ROOM = 2  # values in one answer


@pytest.fixture(scope="module")
def both(
    opensearch_url: str,
    collection: list[dict[str, Any]],
    make_bench: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Any, Any]]:
    """The cluster with little room in an answer, and the oracle."""
    from presssearch.engines.opensearch import values

    kinds = ("opensearch", opensearch_url), ("memory", None)
    benches = [make_bench(kind, tmp_path_factory.mktemp(kind), url) for kind, url in kinds]
    for bench in benches:
        bench.put(*collection)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "MAX_VALUES", ROOM)
        yield benches[0].engine, benches[1].engine
    for bench in benches:
        bench.close()


@pytest.mark.parametrize("filters", [{}, {COUNTRY: Filter(("KZ",))}, {PEOPLE: Filter(exclude=("Nobody",))}], ids=str)
@pytest.mark.parametrize("query", ["", "minister", "minister OR water"])
def test_facets_and_histogram(both: tuple[Any, Any], query: str, filters: dict[Any, Filter]) -> None:
    facets = tuple(FacetRequest(field, size=100, together=(("KZ", "UN"),)) for field in FACETS)
    request = SearchRequest(parse(query), filters=filters, facets=facets, histogram=Interval.DAY)
    there, here = (engine.search(request) for engine in both)
    assert there.facets == here.facets
    assert there.histogram == here.histogram
    assert (there.total, there.stopped) == (here.total, None)
    assert any(counts.distinct > ROOM for counts in there.facets.values())


@pytest.mark.parametrize("field", FACETS, ids=lambda field: field.name)
@pytest.mark.parametrize("prefix", ["", "k", "al", "the", "united n"])
def test_values_that_begin_so(both: tuple[Any, Any], field: Any, prefix: str) -> None:
    there, here = (engine.terms(field, prefix, 100) for engine in both)
    assert there == here


@pytest.mark.parametrize("leaf", [Prefix("m"), Prefix("minister"), Wildcard("m*r"), Fuzzy("ministre", 2)], ids=str)
def test_forms_that_a_leaf_stands_for(both: tuple[Any, Any], leaf: Any) -> None:
    there, here = (engine.words(leaf, 100) for engine in both)
    assert there == here
    assert both[0].search(SearchRequest(leaf)).total == both[1].search(SearchRequest(leaf)).total


@pytest.mark.parametrize("name", ["Karimi", "Lola Karimi", "SC", "security council"])
def test_names_and_acronyms(both: tuple[Any, Any], name: str) -> None:
    there, here = both
    assert there.names_like(name, 100) == here.names_like(name, 100)
    assert there.namesakes([name, "Karimi"], 100) == here.namesakes([name, "Karimi"], 100)
    assert there.acronyms(name) == here.acronyms(name)
