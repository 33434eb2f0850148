"""Where words stand, who said them, and words that are half known: the same on every engine."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from presssearch.engines.base import MAX_FORMS, FacetRequest
from presssearch.fields import BY_NAME
from presssearch.query import parse
from presssearch.query.tree import Fuzzy, Wildcard

TODAY = date(2018, 6, 12)


@pytest.fixture(scope="module", params=["whoosh", "memory", pytest.param("opensearch", marks=pytest.mark.opensearch)])
def spoken(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    make_bench: Any,
    engine_url: Any,
    read_table: Any,
) -> Iterator[Any]:
    """Every engine over the articles of spoken.toml, in two batches, one of them put twice; to be read only."""
    bench = make_bench(request.param, tmp_path_factory.mktemp("spoken"), engine_url(request))
    first, *others = read_table("spoken")
    bench.put(first, {"id": "gone", "body": "water water", "language": "en"})
    bench.put(*others)
    bench.delete("gone")
    yield bench
    bench.close()


def test_a_query_matches_these_articles(spoken: Any, place_case: dict[str, Any]) -> None:
    found = spoken.search(parse(place_case["query"], today=TODAY), limit=100)
    assert sorted(hit.id for hit in found.hits) == sorted(place_case["expect"])
    assert found.cut == ()


def test_speakers_are_counted(spoken: Any) -> None:
    field = BY_NAME["by"]
    counts = spoken.search(facets=(FacetRequest(field),)).facets[field]
    assert counts.values == (("Aidar Bekov", 1), ("Lola Karimi", 1), ("Nilufar Karimova", 1))
    assert counts.missing == 2


def test_search_what_one_person_said(spoken: Any) -> None:
    """The complaint: words and speaker are found, but not in one quotation."""
    assert spoken.ids(parse("said:reservoirs by:Karimi")) == ["dam"]
    assert spoken.ids(parse("said:reservoirs by:Bekov")) == []
    assert spoken.ids(parse("reservoirs Bekov")) == ["dam"]


def test_offices_change_hands(spoken: Any) -> None:
    """The complaint: who holds an office now is found, not who held it. An office is as printed in the release."""
    assert spoken.ids(parse('office:"minister of water"')) == ["dam"]
    assert spoken.ids(parse('office:"deputy minister" by:Karimi')) == ["dam"]


def test_diacritics_and_capitals_make_no_difference(spoken: Any) -> None:
    """The complaint: Reunion does not find Réunion. Neither in words nor in those that are half known."""
    for query in ("reunion", "=RÉUNION", "réun*", "REUN?ON", "reunoin~"):
        assert spoken.ids(parse(query)) == ["paris"]


def test_what_stands_often_scores_more(spoken: Any) -> None:
    """Near, Same and the like score as a leaf does: by how often they stand there."""
    for query in ("atleast1(water)", "atleast2(water)", "(lake OR canal) same needs", "first50(water)", "water~"):
        assert all(hit.score > 0 for hit in spoken.search(parse(query)).hits)
    assert spoken.ids(parse("atleast2(body:water)"))[0] == "canal"


@pytest.mark.parametrize("leaf", [Wildcard("wa?*"), Fuzzy("waaaaa", 2)])
def test_a_word_that_stands_for_too_many_says_so(bench: Any, leaf: Any) -> None:
    """Of live articles the nearest forms are looked for, and the result tells that there are more."""
    letters = "bcdefghijklmnopqrstuvwxyz"
    words = [f"waaa{a}{b}" for a in letters for b in letters]
    bench.put({"id": "first", "body": " ".join(words)})
    bench.put({"id": "second", "body": " ".join(word + "z" for word in words)})
    assert bench.ids(leaf) == (["first", "second"] if isinstance(leaf, Wildcard) else ["first"])
    assert bench.search(leaf).cut == ((leaf,) if isinstance(leaf, Wildcard) and 2 * len(words) > MAX_FORMS else ())
    bench.delete("second")
    assert bench.search(leaf).cut == ()
