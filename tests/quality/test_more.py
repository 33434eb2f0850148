"""Releases invented for judging alone: written and labelled before the parser had met them."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from presssearch.evaluation import evaluate
from presssearch.evaluation.gold import Labelled, read_gold
from presssearch.evaluation.outcomes import FIELDS
from presssearch.evaluation.run import below

FOLDER = Path(__file__).parent
FLOORS: dict[str, Any] = json.loads((FOLDER / "more_floors.json").read_text(encoding="utf-8"))
RELEASES = tuple(read_gold(FOLDER / "more.jsonl"))

LABELS = {
    "headline", "rubric", "language", "dateline", "published", "byline", "credit",
    "people", "organisations", "countries", "quotes",
}  # fmt: skip
each_release = pytest.mark.parametrize("release", RELEASES, ids=lambda release: str(release.gold_id))


def test_the_releases_are_of_the_kinds_that_were_asked_for() -> None:
    kinds = Counter(release.gold_id.split("/")[0] for release in RELEASES)
    assert kinds == {"ru": 8, "kk": 6, "pt": 6, "de": 6, "en": 6, "page": 4}
    assert len({release.gold_id for release in RELEASES}) == len(RELEASES)


@each_release
def test_every_field_is_labelled(release: Labelled) -> None:
    assert set(release.expected) >= LABELS
    assert set(release.expected["dateline"]) == {"raw", "city", "country", "date", "time"}


@each_release
def test_what_is_labelled_stands_in_the_text(
    release: Labelled,
    labels_not_printed: Callable[[Mapping[str, Any], str], list[str]],
    text_of_page: Callable[[str], str],
) -> None:
    page = release.document.get("html")
    text = release.document["text"] if page is None else text_of_page(page)
    assert labels_not_printed(release.expected, text) == []


@each_release
def test_speakers_are_people_of_the_release_with_the_same_office(
    release: Labelled, strange_speakers: Callable[[Mapping[str, Any]], list[str]]
) -> None:
    assert strange_speakers(release.expected) == []


def test_a_label_that_is_not_printed_and_a_speaker_who_is_nobody_are_found(
    labels_not_printed: Callable[[Mapping[str, Any], str], list[str]],
    strange_speakers: Callable[[Mapping[str, Any]], list[str]],
) -> None:
    expected = {**RELEASES[0].expected, "headline": "Another headline", "people": []}
    assert "Another headline" in labels_not_printed(expected, RELEASES[0].document["text"])
    assert strange_speakers({**expected, "quotes": [{"text": "…", "speaker": "Nobody"}]}) == ["Nobody"]


def test_every_field_has_a_floor() -> None:
    assert set(FLOORS["f1"]) == set(FIELDS)
    assert all(0 < floor <= 1 for floor in FLOORS["f1"].values())


def test_no_wrong_year_no_invented_date_and_no_crash_is_allowed() -> None:
    assert FLOORS["at_most"] == {"wrong_years": 0, "invented_dates": 0, "crashes": 0, "unread": 0}


def test_the_floors_hold() -> None:
    """Lower a floor only with a reason in the commit."""
    assert below(evaluate(RELEASES), FLOORS) == []
