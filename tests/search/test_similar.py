"""Releases like one, and those of the same event."""

from collections.abc import Callable
from typing import Any

import pytest

from presssearch.search.service import SearchService
from presssearch.search.similar import SimilarPage, similar_to_json

FILLER = "The ministry of the republic informs that the sides exchanged views and agreed to continue the talks. "


def release(headline: str, body: str, day: str, *people: str, city: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "headline": headline,
        "body": f"{body} {FILLER * 3}",
        "published": day,
        "language": "en",
        "people": [{"name": name} for name in people],
        "dateline": {"raw": city, "places": [{"raw": city, "name": city}]} if city else None,
        **more,
    }


GLACIER = "Experts measured the glacier and the water that it gives to reservoirs and canals below."
RELEASES = (
    release("Glacier and reservoirs", GLACIER, "2018-06-12", "Ospan Dauletbay", "Eve Roe", city="Osh"),
    release("Glacier and reservoirs", GLACIER, "2018-06-12", "Ospan Dauletbay", "Eve Roe", city="Osh"),
    release("Canals dry up", "Reservoirs under the glacier are empty, and so are canals.", "2011-01-01"),
    release("Canals dry up", "Reservoirs under the glacier are empty, and so are canals.", "2011-01-01"),
    release("A reservoir for the valley", "The reservoirs of the valley are new.", "2012-01-01"),
    release("Guests in Osh", "They came by train.", "2018-06-13", "Оспан Даулетбай", "Eve Roe", city="Osh"),
    release("Guests a year later", "They came by train.", "2019-06-13", "Ospan Dauletbay", "Eve Roe", city="Osh"),
    release("Day without them", "They left by train.", "2018-06-13", "Somebody Else", city="Geneva"),
    *(release(f"Round {n}", f"Round {n} of consultations on visas.", f"2016-01-{n:02}") for n in range(1, 20)),
)


@pytest.fixture
def service(service_of: Callable[..., SearchService]) -> SearchService:
    return service_of(*RELEASES)


@pytest.fixture
def page(service: SearchService) -> SimilarPage:
    found = service.similar("a0")
    assert found is not None
    return found


def titles(found: Any) -> list[str]:
    return [one.article.headline for one in found]


def test_who_shares_most_of_the_rarest_words_comes_first_without_copies(page: SimilarPage) -> None:
    """Neither the release, nor its copy, nor the same one twice."""
    assert {one.article.id for one in page.similar}.isdisjoint({"a0", "a1"})
    assert titles(page.similar).count("Canals dry up") == 1
    assert set(titles(page.similar)[:4]) == {
        "Guests in Osh",
        "Guests a year later",
        "Canals dry up",
        "A reservoir for the valley",
    }


def test_the_same_event_is_told_by_people_and_places_of_the_same_days(page: SimilarPage) -> None:
    """In any spelling of a name; a year later it is another one, and so it is with other people."""
    assert titles(page.same_event) == ["Guests in Osh"]
    assert page.same_event[0].shared == ("Eve Roe", "Osh")


def test_who_is_named_all_the_time_tells_no_event(service_of: Callable[..., SearchService]) -> None:
    days = [release(f"Day {n}", f"Work {n}.", f"2018-06-{n:02}", "Ospan Dauletbay", city="Osh") for n in range(1, 29)]
    found = service_of(*days).similar("a9")
    assert found is not None
    assert found.same_event == ()


def test_a_day_that_is_not_known_has_no_events(service_of: Callable[..., SearchService]) -> None:
    for day in ("2018-06", "--06-12", None):
        undated = [replace_day(one, day) for one in RELEASES]
        found = service_of(*undated).similar("a0")
        assert found is not None
        assert found.same_event == ()


def replace_day(one: dict[str, Any], day: str | None) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key != "published"} | ({"published": day} if day else {})


def test_size_and_an_unknown_id(service: SearchService) -> None:
    found = service.similar("a0", 2)
    assert found is not None
    assert len(found.similar) == 2
    assert service.similar("nobody") is None
    assert similar_to_json(found)["similar"][0]["id"] == found.similar[0].article.id


def test_a_release_of_nothing_is_like_nothing(service_of: Callable[..., SearchService]) -> None:
    found = service_of({"body": "—"}, {"headline": "…", "body": ""}, *RELEASES).similar("a0")
    assert found is not None
    assert (found.similar, found.same_event) == ((), ())
