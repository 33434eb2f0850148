"""Suggestions while somebody types."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService
from presssearch.search.suggest import Suggested

RELEASES: tuple[dict[str, Any], ...] = (
    {
        "headline": "Dams of the north",
        "body": "The dam at Dauria holds. Nuclear dams are none.",
        "source": "da-mfa",
        "people": [{"name": "Ospan Dauletbay"}],
        "organisations": [{"name": "Dam Council"}],
        "dateline": {"raw": "Dakar", "places": [{"raw": "Dakar", "name": "Dakar"}]},
    },
    {"headline": "Damage", "body": "Nuclear damage to a dam.", "people": [{"name": "OSPAN DAULETBAY"}]},
    {"headline": "Damage", "body": "Nuclear damage.", "people": [{"name": "Ospan Dauletbay"}]},
    {"body": "Нұрлан Даулетбай келді.", "language": "kk", "people": [{"name": "Нұрлан Даулетбай"}]},
    {
        "headline": "外交部发言人答记者问",
        "body": "中方愿同联合国合作。",
        "language": "zh",
        "people": [{"name": "李明"}],
    },
    {"body": "أعلنت الوزارة", "language": "ar", "people": [{"name": "أحمد سالم"}]},
)


@pytest.fixture
def service(service_of: Callable[..., SearchService]) -> SearchService:
    return service_of(*RELEASES)


def entries(service: SearchService, text: str, size: int = 50) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for entry in service.suggest(text, size).entries:
        found.setdefault(entry.kind, []).append((entry.text, entry.count))
    return found


def test_every_kind_that_begins_so_most_frequent_first(service: SearchService) -> None:
    """Names that differ in capitals alone once, a headline once."""
    assert entries(service, "DA") == {
        "people": [("Ospan Dauletbay", 2)],
        "city": [("Dakar", 1)],
        "organisations": [("Dam Council", 1)],
        "source": [("da-mfa", 1)],
        "words": [("dam", 2), ("damage", 2), ("dakar", 1), ("dams", 1), ("dauria", 1)],
    }
    assert entries(service, "dam")["headlines"] == [("Damage", 1), ("Dams of the north", 1)]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("дау", "people", "Нұрлан Даулетбай"),
        ("нұрлан д", "people", "Нұрлан Даулетбай"),
        ("李", "people", "李明"),
        ("احمد", "people", "أحمد سالم"),
        ("ospan dau", "people", "Ospan Dauletbay"),
        ("外交", "headlines", "外交部发言人答记者问"),
    ],
)
def test_any_script(service: SearchService, text: str, kind: str, expected: str) -> None:
    assert expected in [found for found, _ in entries(service, text)[kind]]


def test_a_word_goes_on_as_it_does_in_releases(service: SearchService) -> None:
    """Behind the word before it; what stands there in a release is kept as typed."""
    assert entries(service, "Nuclear da")["words"] == [("Nuclear damage", 2), ("Nuclear dams", 1)]
    assert "words" not in entries(service, "council da")


def test_no_kind_takes_all_the_places(service: SearchService) -> None:
    found = service.suggest("da", 6).entries
    assert len(found) == 6
    assert [entry.kind for entry in found] == ["people", "city", "organisations", "source", "words", "words"]
    assert len(service.suggest("da", 1).entries) == 1


def test_nothing_to_begin_with_begins_nothing(service: SearchService) -> None:
    for text in ("", " ", "—", "“", "zzz", "da" * 5000):
        assert service.suggest(text).entries == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=12) | st.sampled_from(("d", "ospan d", "外", "nuclear da", 'da"', "dam (")))
def test_what_is_suggested_is_found(service: SearchService, text: str) -> None:
    """By the query that is put into the box, as many releases as are told or more; by the filter exactly as many."""
    for entry in service.suggest(text).entries:
        assert service.count(SearchParams(query=entry.query)) >= entry.count > 0
        assert _filtered(service, entry) in (None, entry.count)


def _filtered(service: SearchService, entry: Suggested) -> int | None:
    return service.count(SearchParams().with_filter(entry.field, entry.text)) if entry.field else None
