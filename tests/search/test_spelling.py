"""Did you mean."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presssearch.search.matching import Match
from presssearch.search.page_json import page_to_json
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

RELEASES: tuple[dict[str, Any], ...] = (
    *({"headline": "Government of the north", "body": f"Sanctions, part {n}.", "source": "x"} for n in range(25)),
    *({"headline": "Regulation", "body": f"The negotiations go on, part {n}.", "source": "y"} for n in range(5)),
    {"headline": "Santions", "body": "A word that is printed with a slip.", "source": "y"},
    {"headline": "Переговоры", "body": "Министр провёл переговоры.", "language": "ru"},
    {"headline": "Переговоры", "body": "Министр провёл другие переговоры.", "language": "ru"},
)


@pytest.fixture
def service(service_of: Callable[..., SearchService]) -> SearchService:
    return service_of(*RELEASES)


def meant(service: SearchService, query: str, **more: Any) -> tuple[str, int] | None:
    found = service.search(SearchParams(query=query, **more)).suggestion
    return (found.text, found.total) if found else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("goverment", ("government", 25)),
        ("Govenrment", ("Government", 25)),
        ("goverment sanctons", ("government sanctions", 25)),
        ("goverment -sanctons part", ("government -sanctons part", 25)),
        ("headline:goverment", ("headline:government", 25)),
        ("переговроы", ("переговоры", 2)),
        ("santions", ("sanctions", 25)),
        ("goverment OR zzzz", ("government OR zzzz", 25)),
        ("government", None),
        ('"goverment"', None),
        ("=goverment", None),
        ("goverment*", None),
        ("gov", None),
        ("negotiations sanctions", None),
        ("country:Kazahstan", None),
        ("2254", None),
        ("", None),
    ],
)
def test_words_that_nobody_prints_lead_to_those_that_releases_have(
    service: SearchService, typed: str, expected: tuple[str, int] | None
) -> None:
    """What has a sign of its own, or is rightly spelt, stays."""
    assert meant(service, typed) == expected


def test_what_is_proposed_is_counted_in_the_same_search(service: SearchService) -> None:
    assert meant(service, "sanctons", filters={}) == ("sanctions", 25)
    params = SearchParams.from_args([("q", "sanctons"), ("source", "y")])
    assert service.search(params).suggestion is None
    for match in Match:
        assert meant(service, "goverment sanctions", match=match) == ("government sanctions", 25)


def test_it_is_in_the_data(service: SearchService) -> None:
    found = page_to_json(service.search(SearchParams(query="goverment")))
    assert found["suggestion"] == {"text": "government", "total": 25, "url": "?q=government"}
    assert page_to_json(service.search(SearchParams(query="government")))["suggestion"] is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(("goverment", "sanctons", "negotiation", "regulaton", "zzz", "part")), max_size=3)
)
def test_nothing_is_proposed_that_finds_less(service: SearchService, words: list[str]) -> None:
    typed = " ".join(words)
    found = meant(service, typed)
    if found is not None:
        assert found[1] == service.count(SearchParams(query=found[0], match=Match.ALL))
        assert found[1] > service.count(SearchParams(query=typed, match=Match.ALL))
