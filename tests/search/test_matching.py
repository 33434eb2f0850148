"""How many of the words must be there: as asked, and by itself where no release has all."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from presssearch import query as queries
from presssearch.fields import BY_NAME
from presssearch.query.tree import Exact, Near, Word
from presssearch.search.facet_params import FacetParams
from presssearch.search.matching import Match, asks_for_news, hints, least, steps
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

RELEASES = (
    {"id": "both", "language": "en", "source": "a-mfa", "headline": "Dam", "body": "A dam and a bridge on the river."},
    {"id": "dam", "language": "en", "source": "a-mfa", "headline": "Dam", "body": "A dam on the lake, with a lock."},
    {"id": "bridge", "language": "en", "source": "b-mfa", "headline": "Bridge", "body": "A bridge on the hill."},
)


@pytest.fixture
def service(service_of: Callable[..., SearchService]) -> SearchService:
    return service_of(*RELEASES)


def ids(page: Any) -> set[str]:
    return {result.article.id for result in page.results}


@pytest.mark.parametrize(
    ("query", "match", "expected"),
    [
        ("dam bridge", Match.ALL, {"both"}),
        ("dam bridge", Match.ANY, {"both", "dam", "bridge"}),
        ("dam bridge river", Match.MOST, {"both"}),
        ("dam bridge lock", Match.MOST, {"both", "dam"}),
        ("dam bridge source:b-mfa", Match.ANY, {"bridge"}),
        ("dam bridge -lock", Match.ANY, {"both", "bridge"}),
        ('"the lake" river', Match.ANY, {"both", "dam"}),
        ("dam", Match.ANY, {"both", "dam"}),
        ("(dam OR hill) river", Match.ANY, {"both", "dam", "bridge"}),
    ],
)
def test_so_many_of_the_words_must_be_there(
    service: SearchService, query: str, match: Match, expected: set[str]
) -> None:
    page = service.search(SearchParams(query, match=match))
    assert ids(page) == expected
    assert page.match is match
    assert page.total == service.count(SearchParams(query, match=match)) == len(expected)
    assert page.notes == ()


def test_where_no_release_has_all_words_the_closest_are_shown_and_what_is_lacking_is_said(
    service: SearchService,
) -> None:
    page = service.search(SearchParams("dam lock bridge zeppelin"))
    assert page.match is Match.ANY
    assert page.notes == (
        "No release has all of these words, and none has “zeppelin”: shown are those with any of them",
    )
    assert ids(page) == {"both", "dam", "bridge"}
    page = service.search(SearchParams("dam lock bridge"))
    assert page.match is Match.MOST
    assert page.notes == ("No release has all of these words: shown are those with most of them",)
    assert ids(page) == {"both", "dam"}


def test_a_word_that_stands_elsewhere_but_in_none_of_the_closest_is_said(service: SearchService) -> None:
    """Each word is in some release: which of them those that are shown do without must be said all the same."""
    page = service.search(SearchParams("dam lock hill"))
    assert page.match is Match.MOST
    assert page.notes == ("No release has all of these words: shown are those with most of them, without “hill”",)
    page = service.search(SearchParams("dam lock hill zeppelin"))
    assert page.match is Match.ANY
    assert page.notes == (
        "No release has all of these words, and none has “zeppelin”: shown are those with any of them",
    )


def test_the_counts_and_files_of_a_loosened_search_are_those_of_its_page(service: SearchService) -> None:
    params = SearchParams("dam lock bridge")
    page = service.search(params)
    assert page.total == service.count(params) == service.export(params).total == 2
    source = page.facets["source"]
    assert [(value.value, value.count) for value in source.values] == [("a-mfa", 2)]
    listed = service.facet(FacetParams(source.field, params))
    assert [(value.value, value.count) for value in listed.facet.values] == [("a-mfa", 2)]
    chosen = params.with_filter(source.field, "a-mfa")
    assert service.search(chosen).total == 2


def test_where_few_releases_have_all_words_the_others_are_counted(service: SearchService) -> None:
    assert service.search(SearchParams("dam bridge")).looser == (Match.ANY, 3)
    assert service.search(SearchParams("dam")).looser is None
    assert service.search(SearchParams("dam bridge", match=Match.ALL)).looser is None
    assert service.search(SearchParams("dam on")).looser == (Match.ANY, 3)


def test_nothing_is_loosened_where_nothing_can_be_found(service: SearchService) -> None:
    page = service.search(SearchParams("zeppelin airship"))
    assert (page.total, page.match, page.notes) == (0, Match.ALL, ())


def test_what_is_tried_in_turn() -> None:
    assert [*steps(Match.AUTO, queries.parse("a b c d"))] == [Match.ALL, Match.MOST, Match.ANY]
    assert [*steps(Match.AUTO, queries.parse("a b"))] == [Match.ALL, Match.ANY]
    assert [*steps(Match.AUTO, queries.parse("a date:2018"))] == [Match.ALL]
    assert [*steps(Match.AUTO, queries.parse("a OR b"))] == [Match.ALL]
    assert [*steps(Match.MOST, queries.parse("a b"))] == [Match.MOST]


@pytest.mark.parametrize(("words", "expected"), [(2, 1), (3, 2), (4, 3), (5, 4), (6, 4), (9, 6)])
def test_most_of_the_words(words: int, expected: int) -> None:
    assert least(Match.MOST, queries.parse(" ".join("abcdefghi"[:words]))) == expected


def test_neighbours_of_a_query_and_its_words_as_typed_are_hints() -> None:
    query = queries.parse("dam bridge date:2018 river headline:water")
    found = [hint.query for hint in hints(query, query)]
    assert found[:2] == [Near((Word("dam"), Word("bridge")), 4), Near((Word("bridge"), Word("river")), 4)]
    assert found[2:5] == [Exact("dam"), Exact("bridge"), Exact("river")]
    assert found[5:] == [Word(word, BY_NAME["lead"]) for word in ("dam", "bridge", "river")]
    other = replace(query, children=(Word("weir"), *query.children[1:]))
    assert Word("dam") in [hint.query for hint in hints(query, other)]


@pytest.mark.parametrize(
    ("query", "better", "worse", "why"),
    [
        ("dam", "The dam of the north", "The dams of the north", "as typed, rather than in another form"),
        ("water treaty", "water treaty " + "road " * 20, "water " + "road " * 20 + "treaty", "near each other"),
        ("dam", "A dam.\n\nTalks.\n\nMore.\n\nRoads too.", "Roads too.\n\nTalks.\n\nMore.\n\nA dam.", "in the lead"),
        ("Lawrow", "Sergej Lawrow met them", "Sergey Lavrov met them", "as typed, rather than in another spelling"),
    ],
)
def test_of_two_releases_with_the_words_the_better_one_is_first(
    service_of: Callable[..., SearchService], query: str, better: str, worse: str, why: str
) -> None:
    """In every way of matching. The worse one would be first by its day."""
    service = service_of(
        {"language": "en", "body": better, "published": "2018-01-01", "people": [{"name": "Sergej Lawrow"}]},
        {"language": "en", "body": worse, "published": "2019-01-01", "people": [{"name": "Sergey Lavrov"}]},
        *({"language": "en", "body": "Something else", "published": "2020"} for _ in range(9)),
    )
    for match in ("auto", "all", "any"):
        page = service.search(SearchParams.from_args([("q", query), ("match", match)]))
        assert [one.card.id for one in page.results] == ["a0", "a1"], (why, match)


@pytest.mark.parametrize(
    ("query", "asks", "why"),
    [
        ("latest sanctions", True, "so it says"),
        ("новости Лавров", True, "in any language of the pages"),
        ("dernières sanctions", True, "accents or none"),
        ("sanctions", False, "nothing is said of time"),
        ("headline:news", False, "a word of a field is meant as a word"),
        ('"latest news"', False, "so is a phrase"),
        ("2018 sanctions", False, "so is a year"),
    ],
)
def test_dates_are_a_mild_prior_when_a_query_asks_for_news(query: str, asks: bool, why: str) -> None:
    assert asks_for_news(queries.parse(query)) == asks, why


def test_the_newest_of_equals_are_first_where_news_are_asked_for(service_of: Callable[..., SearchService]) -> None:
    """Of releases that say a little more, it passes those that are old; a clearly better match stays first."""
    service = service_of(
        {"body": "The latest sanctions, in few words.", "published": "2001-01-01"},
        {"body": "The latest sanctions, in some more words.", "published": "2020-01-01"},
    )

    first = [service.search(SearchParams(query=query)).results[0] for query in ("sanctions", "latest sanctions")]
    assert [result.card.id for result in first] == ["a0", "a1"]
