"""The release that presssearch was conceived from parses completely and exactly."""

import json
from pathlib import Path
from typing import Any

import pytest

from presssearch.article import Article
from presssearch.parsing.assemble import parse_document
from presssearch.readers import RawDocument, read

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def article(shared: Path) -> Article:
    (raw,) = read(shared / "corpus" / "text" / "000_033808dda143b908.txt")
    assert isinstance(raw, RawDocument)
    return parse_document(raw)


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    lines = (shared / "gold" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    labels = (json.loads(line)["expected"] for line in lines)
    return next(label for label in labels if label["gold_id"] == "seed")


@pytest.mark.parametrize("field", ["headline", "rubric", "credit", "language"])
def test_single_fields(article: Article, expected: dict[str, Any], field: str) -> None:
    assert getattr(article, field) == expected[field]


def test_the_dateline_has_no_year_and_gets_none(article: Article, expected: dict[str, Any]) -> None:
    dateline = article.dateline
    assert dateline is not None
    (place,) = dateline.places
    found = {"raw": dateline.raw, "city": place.name, "country": place.country, "date": dateline.date}
    assert {**found, "time": dateline.time} == expected["dateline"]
    assert (article.published.value, article.published.precision) == ("--06-12T10:39", "day-without-year")
    assert article.published.days() is None


def test_byline(article: Article, expected: dict[str, Any]) -> None:
    assert list(article.byline) == expected["byline"]


def test_eight_people_with_their_offices(article: Article, expected: dict[str, Any]) -> None:
    found = [{"name": p.name, "office": p.office, "country": p.country} for p in article.people]
    assert found == expected["people"]
    for person in article.people:
        surname = person.name.split()[-1]
        assert all(surname in article.body[start:end] for start, end in person.spans)


def test_organisations_with_their_acronyms(article: Article, expected: dict[str, Any]) -> None:
    found = {(o.name, o.acronym) for o in article.organisations}
    assert found == {(o["name"], o["acronym"]) for o in expected["organisations"]}


def test_countries(article: Article, expected: dict[str, Any]) -> None:
    assert list(article.countries) == expected["countries"]


def test_both_quotations_with_their_speaker(article: Article, expected: dict[str, Any]) -> None:
    found = [{"text": q.text, "speaker": q.speaker, "office": q.office} for q in article.quotes]
    assert found == expected["quotes"]
    assert all(q.span and article.body[slice(*q.span)] == q.text for q in article.quotes)


def test_the_body_is_the_release_without_head_and_foot(article: Article) -> None:
    assert article.body.startswith("A regular meeting of the CSTO Foreign Ministers Council was held")
    assert article.body.endswith("during which 11 documents were signed.")
    assert len(article.paragraphs) == 16
    assert "\n\n".join(article.body[start:end] for start, end in article.paragraphs) == article.body
