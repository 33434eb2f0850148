"""Our own sample releases, labelled by hand: the labels are whole and true to the texts, and their floors hold.

The texts are decoded here apart from the readers, so that a fault of theirs cannot hide one of the labels.
"""

import email
import email.policy
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from presssearch.evaluation import evaluate
from presssearch.evaluation.gold import Labelled, raw_document_of, read_gold
from presssearch.evaluation.outcomes import FIELDS
from presssearch.evaluation.run import below
from presssearch.readers import RawDocument, read, walk

FOLDER = Path(__file__).parent
SAMPLES = FOLDER / "samples.jsonl"
FLOORS: dict[str, Any] = json.loads((FOLDER / "sample_floors.json").read_text(encoding="utf-8"))
RELEASES = tuple(read_gold(SAMPLES))

LANGUAGES = {"ar", "de", "en", "es", "fr", "ja", "kk", "pt", "ru", "sv", "tr", "zh"}
LABELS = {
    "headline", "rubric", "language", "dateline", "published", "byline", "credit",
    "people", "organisations", "countries", "quotes",
}  # fmt: skip
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
each_release = pytest.mark.parametrize("release", RELEASES, ids=lambda release: str(release.gold_id))


def test_every_readable_sample_is_labelled_once(sample_docs: Path) -> None:
    """`unreadable/` is bad on purpose and has no labels."""
    there: Counter[tuple[str, int]] = Counter()
    for path in walk([sample_docs]):
        assert isinstance(path, Path)
        name = path.relative_to(sample_docs).as_posix()
        if not name.startswith("unreadable/"):
            there.update((name, number) for number, _ in enumerate(read(path), 1))
    labelled = Counter((_name(release, sample_docs), release.document.get("record", 1)) for release in RELEASES)
    assert labelled == there
    assert set(there.values()) == {1}


def test_no_two_releases_share_an_id() -> None:
    assert len({release.gold_id for release in RELEASES}) == len(RELEASES)


def test_every_language_is_there_and_kazakh_in_both_scripts() -> None:
    assert {release.expected["language"] for release in RELEASES} == LANGUAGES
    kazakh = [release.expected["headline"] for release in RELEASES if release.expected["language"] == "kk"]
    assert {bool(CYRILLIC.search(headline)) for headline in kazakh} == {True, False}


@each_release
def test_every_field_is_labelled(release: Labelled) -> None:
    assert set(release.expected) >= LABELS
    assert set(release.expected["dateline"]) >= {"raw", "city", "country", "date", "time"}


@each_release
def test_what_is_labelled_stands_in_the_text(
    release: Labelled,
    labels_not_printed: Callable[[Mapping[str, Any], str], list[str]],
    text_of_page: Callable[[str], str],
) -> None:
    assert labels_not_printed(release.expected, _text_of(release, text_of_page)) == []


@each_release
def test_speakers_are_people_of_the_release_with_the_same_office(
    release: Labelled, strange_speakers: Callable[[Mapping[str, Any]], list[str]]
) -> None:
    assert strange_speakers(release.expected) == []


@each_release
def test_authors_are_not_counted_among_the_people_of_the_text(release: Labelled) -> None:
    assert set(release.expected["byline"]) <= set(release.expected.get("neutral_people", ()))


def test_every_field_has_a_floor() -> None:
    assert set(FLOORS["f1"]) == set(FIELDS)
    assert all(0 < floor <= 1 for floor in FLOORS["f1"].values())


def test_no_wrong_year_no_invented_date_and_no_crash_is_allowed() -> None:
    assert FLOORS["at_most"] == {"wrong_years": 0, "invented_dates": 0, "crashes": 0, "unread": 0}


def test_the_floors_hold() -> None:
    """Lower a floor only with a reason in the commit."""
    assert below(evaluate(RELEASES), FLOORS) == []


def test_a_record_is_read_by_its_number(sample_docs: Path) -> None:
    """Numbers count from 1, also in a packed file; one that there is not is a refusal, not a crash."""
    path = str(sample_docs / "feeds" / "languages.jsonl.gz")
    second = raw_document_of(Labelled("second", {"path": path, "record": 2}, {}, FOLDER))
    assert isinstance(second, RawDocument)
    assert second.title == "Liechtenstein und Luxemburg tauschen Richterinnen und Richter aus"
    (refused,) = evaluate([Labelled("tenth", {"path": path, "record": 10}, {}, FOLDER)]).unparsed
    assert (refused.crash, refused.reason) == (False, "it holds no release 10")


def _name(release: Labelled, sample_docs: Path) -> str:
    return Path(release.folder / release.document["path"]).resolve().relative_to(sample_docs.resolve()).as_posix()


def _text_of(release: Labelled, text_of_page: Callable[[str], str]) -> str:
    path = release.folder / release.document["path"]
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if ".jsonl" in path.name:
        record = json.loads(content.decode("utf-8").splitlines()[release.document["record"] - 1])
        return " ".join(str(value) for value in record.values() if value is not None)
    if path.suffix == ".eml":
        mail = email.message_from_bytes(content, policy=email.policy.default)
        plain = (part.get_content() for part in mail.walk() if part.get_content_type() == "text/plain")
        return " ".join((str(mail["subject"]), *plain))
    if path.suffix == ".html":
        charset = CHARSET.search(content)
        assert charset is not None
        return text_of_page(content.decode(charset.group(1).decode("ascii")))
    return content.decode("utf-8")
