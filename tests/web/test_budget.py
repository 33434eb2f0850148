"""How much is sent: what a first page may weigh, whatever the index holds and whichever language it speaks."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from flask.testing import FlaskClient

from presssearch.search.service import SearchService
from presssearch.web.app import create_app
from presssearch.web.languages import LANGUAGES

HTML_BYTES = 60_000
YEARS = range(1966, 2026)


def release(number: int) -> dict[str, Any]:
    """One of many, no two of which share a value: every filter is as long as it can be."""
    return {
        "id": f"r{number}",
        "source": f"ministry_of_foreign_affairs_{number}",
        "headline": f"Talks on ferries and bridges: the ministers of the river states meet for round {number} of them",
        "rubric": f"Regional cooperation {number}",
        "byline": [f"Delegate {number} Example"],
        "dateline": {"raw": "x", "places": [{"raw": "x", "name": f"Harbour Town {number}", "country": "FR"}]},
        "published": f"{YEARS[number % len(YEARS)]}-06-12",
        "language": "en",
        "body": f"The ministers held talks on ferries, bridges and the timetable of the year. {'They went on. ' * 30}",
        "people": [{"name": f"Minister {number} Longname-Doubled", "office": f"Minister of Ferries {number}"}],
        "organisations": [{"name": f"Organisation for Rivers and Bridges {number}"}],
        "countries": ["FR", "DE", "KZ", "JP", "BR", "CN", "US", "GB", "TR", "AE"],
        "quotes": [{"text": f"We went on {number}", "speaker": f"Minister {number} Longname-Doubled"}],
    }


@pytest.fixture(scope="module")
def full(service_of: Callable[[Iterable[dict[str, Any]]], SearchService]) -> FlaskClient:
    return create_app(service=service_of(map(release, range(180)))).test_client()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("search", ["", "q=talks", "q=talks&city=Harbour+Town+7&-source=ministry_of_foreign_affairs_8"])
def test_a_page_of_a_full_index_is_small(full: FlaskClient, search: str, language: str) -> None:
    answer = full.get(f"/?{search}&lang={language}")
    assert answer.status_code == 200
    assert answer.text.count('type="checkbox"') > 30 or "city=" in search
    assert len(answer.data) <= HTML_BYTES
