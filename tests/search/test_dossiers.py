"""What releases say of a person; each test of a complaint about other systems bears its name."""

from collections.abc import Callable
from typing import Any

import pytest

from presssearch.search import dossiers
from presssearch.search.params import SearchParams
from presssearch.search.people import PEOPLE
from presssearch.search.person_json import person_to_json
from presssearch.search.person_page import PersonPage, PersonParams
from presssearch.search.service import SearchService
from presssearch.search.spellings import AS


def release(day: str, name: str, office: str | None, said: str | None = None, **more: Any) -> dict[str, Any]:
    body = f"Talks on water. “{said}”, said {name}." if said else "Talks on water."
    others = [{"name": other} for other in more.pop("others", ())]
    place = more.pop("city", None)
    return {
        "headline": f"Talks of {day}",
        "published": day,
        "body": body,
        "people": [{"name": name, "office": office}, *others],
        "quotes": [{"text": said, "speaker": name, "office": office}] if said else [],
        "dateline": {"raw": place, "places": [{"raw": place, "name": place}]} if place else None,
        **more,
    }


RELEASES = (
    release(
        "2016-05",
        "Ospan Dauletbay",
        "Ambassador-at-Large",
        "Water is shared",
        others=["Talgat Serikbay"],
        city="Geneva",
    ),
    release(
        "2018-06-12", "Ospan Dauletbay", "Minister of Water", "Water is rare", others=["Talgat Serikbay", "Eve Roe"]
    ),
    release(
        "2018-06-14", "Оспан Даулетбай", "министр", "Вода", others=["Талгат Серикбай"], language="ru", city="Geneva"
    ),
    release("2019-01-01", "OSPAN DAULETBAY", "minister of water", others=["Eve Roe"], city="Minsk"),
    release("--06-12", "Ospan Dauletbay", "Envoy", "Without a year", others=["Talgat Serikbay"]),
    release("2020-01-01", "Dana Serikova", "Minister of Water", "Mine", others=["Talgat Serikbay"]),
)


@pytest.fixture
def service(service_of: Callable[..., SearchService]) -> SearchService:
    return service_of(*RELEASES)


@pytest.fixture
def page(service: SearchService) -> PersonPage:
    return service.person(PersonParams("ospan dauletbay"))


def test_offices_change_hands(page: PersonPage, service: SearchService) -> None:
    """The complaint: an office is shown that somebody holds today. Here it is what was printed, and when; and an
    office has each of its holders."""
    assert [(one.office, one.first, one.last, one.releases) for one in page.offices] == [
        ("Minister of Water", "2018-06-12", "2019-01-01", 2),
        ("министр", "2018-06-14", "2018-06-14", 1),
        ("Ambassador-at-Large", "2016-05", "2016-05", 1),
        ("Envoy", None, None, 1),
    ]
    (other,) = service.person(PersonParams("Dana Serikova")).offices
    assert (other.office, other.first) == ("Minister of Water", "2020-01-01")


def test_search_what_one_person_said(page: PersonPage) -> None:
    """The complaint: one finds what was said about somebody, not what somebody said. Newest first, in every spelling,
    without those of others."""
    assert [(one.text, one.speaker, one.date) for one in page.quotations] == [
        ("Вода", "Оспан Даулетбай", "2018-06-14"),
        ("Water is rare", "Ospan Dauletbay", "2018-06-12"),
        ("Water is shared", "Ospan Dauletbay", "2016-05"),
        ("Without a year", "Ospan Dauletbay", "--06-12"),
    ]
    first = page.quotations[0]
    assert (first.office, first.article_id, first.headline, first.language) == (
        "министр",
        "a2",
        "Talks of 2018-06-14",
        "ru",
    )


def test_a_person_has_one_page_under_every_spelling(page: PersonPage, service: SearchService) -> None:
    assert page.name == "Ospan Dauletbay"
    assert {one.name: one.releases for one in page.spellings} == {
        "Ospan Dauletbay": 3,
        "Оспан Даулетбай": 1,
        "OSPAN DAULETBAY": 1,
    }
    for one in page.spellings:
        assert service.person(PersonParams(one.name)).offices == page.offices
    assert page.total == service.count(SearchParams().with_filter(PEOPLE, f"{AS}{page.name}")) == 5


def test_who_is_named_beside_and_where_and_when(page: PersonPage) -> None:
    """Others in all their spellings, each release once; the person is not beside himself."""
    assert [(one.name, one.releases, one.also) for one in page.people] == [
        ("Talgat Serikbay", 4, ("Талгат Серикбай",)),
        ("Eve Roe", 2, ()),
    ]
    assert [(value.value, value.count) for value in page.cities.values] == [("Geneva", 2), ("Minsk", 1)]
    assert (page.years.buckets, page.years.undated) == ((("2016", 1), ("2018", 2), ("2019", 1)), 1)
    assert [result.article.published.value for result in page.newest][:2] == ["2019-01-01", "2018-06-14"]


def test_quotations_come_in_pages(service: SearchService) -> None:
    first = service.person(PersonParams("Ospan Dauletbay", limit=3))
    assert (len(first.quotations), first.quoted, first.previous) == (3, 4, None)
    assert first.next is not None
    second = service.person(first.next)
    assert ([one.text for one in second.quotations], second.next) == (["Without a year"], None)
    assert second.previous == first.params


def test_a_name_that_nobody_has_leads_to_those_that_may_be_meant(service: SearchService) -> None:
    for name in ("Dauletbaj", "Dauletb", "Даулетбай"):
        page = service.person(PersonParams(name))
        assert (page.total, page.quotations, page.people) == (0, (), ())
        assert len(page.suggestions) == 1
        assert service.person(PersonParams(page.suggestions[0])).total == 5
    for name in ("…", "~none", "~as:~none", "~as:", " "):
        assert service.person(PersonParams(name)).total == 0
    assert service.person(PersonParams("…")).suggestions == ()


def test_what_was_not_read_is_said(service_of: Callable[..., SearchService], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "MAX_READ", 2)
    page = service_of(*RELEASES).person(PersonParams("Ospan Dauletbay"))
    assert (page.total, page.read, page.quoted) == (5, 2, 1)
    assert person_to_json(page)["warnings"] == [
        "Offices, quotations and people are those of the newest 2 of 5 releases"
    ]
