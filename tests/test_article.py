"""The Article: its JSON form there and back, its dates, its ids."""

import json
import tomllib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.article import (
    Article,
    Dateline,
    Evidence,
    Organisation,
    Person,
    Place,
    Published,
    Quote,
    article_id,
    published_on,
)
from presssearch.errors import ParseError

CASES = tomllib.loads((Path(__file__).parent / "cases" / "article.toml").read_text(encoding="utf-8"))

TEXT = st.text(st.characters(), max_size=20)  # lone surrogates too: names of files have them
MAYBE = st.none() | TEXT
SPAN = st.tuples(st.integers(0, 99), st.integers(0, 99))
SPANS = st.lists(SPAN, max_size=3).map(tuple)
DAY = st.dates().map(date.isoformat)
DATE_VALUE = (
    DAY | DAY.map(lambda day: day[:7]) | DAY.map(lambda day: day[:4]) | DAY.map(lambda day: f"-{day[4:]}T09:05")
)


def tuples(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(items, max_size=3).map(tuple)


@st.composite
def published(draw: st.DrawFn) -> Published:
    value = draw(st.none() | DATE_VALUE)
    return Published(
        value=value,
        precision=published_on(value).precision if value else None,
        source=draw(MAYBE),
        timezone=draw(MAYBE),
        confidence=draw(st.floats(0, 1)),
        candidates=draw(tuples(st.tuples(TEXT, st.floats(0, 1)))),
        evidence=draw(tuples(st.builds(Evidence, TEXT, TEXT, TEXT))),
    )


ARTICLES = st.builds(
    Article,
    id=TEXT.filter(bool),
    revision=st.integers(1, 9),
    source=MAYBE,
    url=MAYBE,
    record_id=MAYBE,
    path=MAYBE,
    language=MAYBE,
    headline=MAYBE,
    rubric=MAYBE,
    dateline=st.none()
    | st.builds(Dateline, TEXT, tuples(st.builds(Place, TEXT, MAYBE, MAYBE)), MAYBE, MAYBE, MAYBE, MAYBE),
    published=published(),
    byline=tuples(TEXT),
    credit=MAYBE,
    reference=MAYBE,
    body=TEXT,
    paragraphs=SPANS,
    people=tuples(st.builds(Person, TEXT, MAYBE, MAYBE, SPANS)),
    organisations=tuples(st.builds(Organisation, TEXT, MAYBE, SPANS)),
    countries=tuples(TEXT),
    quotes=tuples(st.builds(Quote, TEXT, MAYBE, MAYBE, TEXT, st.none() | SPAN)),
    origins=st.dictionaries(TEXT, TEXT, max_size=3),
    warnings=tuples(TEXT),
)


@given(ARTICLES)
def test_json_there_and_back_is_the_same_article(article: Article) -> None:
    """Through text too: lists become tuples again, and nothing is lost."""
    assert Article.from_json(article.to_json()) == article
    assert Article.from_json(json.loads(json.dumps(article.to_json()))) == article


@given(ARTICLES)
def test_json_names_every_field(article: Article) -> None:
    """Every key is there, in the order of the class, with plain values only."""
    given_json = article.to_json()
    assert list(given_json) == [field.name for field in fields(Article)]
    json.dumps(given_json, allow_nan=False)


@given(ARTICLES, st.integers(1, 9), MAYBE)
def test_the_digest_is_of_the_content(article: Article, revision: int, path: str | None) -> None:
    """Revision and path do not count; JSON there and back does not change it; the body counts."""
    assert replace(article, revision=revision, path=path).digest() == article.digest()
    assert Article.from_json(json.loads(json.dumps(article.to_json()))).digest() == article.digest()
    assert replace(article, body=article.body + "x").digest() != article.digest()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([f.name for f in fields(Article)] + ["name", "raw", "value", "spans"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_json_is_an_article_or_a_parse_error(value: Any) -> None:
    """from_json raises nothing else, and what it returns has days or none."""
    try:
        article = Article.from_json(value)
    except ParseError:
        return
    article.published.days()
    article.published.minute()
    assert Article.from_json(article.to_json()) == article


@pytest.mark.parametrize("case", CASES["faulty"], ids=lambda case: case["why"])
def test_a_faulty_mapping_is_told_its_key(case: dict[str, Any]) -> None:
    with pytest.raises(ParseError) as caught:
        Article.from_json(case["json"])
    for part in case["error"]:
        assert part in str(caught.value)


@pytest.mark.parametrize("value", [None, [], "text", 3], ids=repr)
def test_what_is_no_mapping_is_no_article(value: object) -> None:
    with pytest.raises(ParseError, match="must be a mapping"):
        Article.from_json(value)


@pytest.mark.parametrize("case", CASES["published"], ids=lambda case: case["why"])
def test_a_date_has_its_precision_and_its_days(case: dict[str, Any]) -> None:
    published = published_on(case["value"])
    days = published.days()
    assert published.value == case["value"]
    assert published.precision == case["expect"]["precision"]
    assert (days and [day.isoformat() for day in days]) == case["expect"].get("days")
    assert published.minute() == case["expect"].get("minute")


@pytest.mark.parametrize("case", CASES["not_published"], ids=lambda case: case["why"])
def test_what_is_no_date_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(ParseError, match="not a date"):
        published_on(case["value"])


def test_an_unknown_date_has_neither_days_nor_minute() -> None:
    assert Published().days() is None
    assert Published().minute() is None


def test_a_bare_date_and_a_mapping_without_precision_are_completed() -> None:
    """The short forms that people write by hand."""
    bare = Article.from_json({"id": "a", "published": "2018-06"})
    mapping = Article.from_json({"id": "a", "published": {"value": "2018-06"}})
    assert bare.published.precision == mapping.published.precision == "month"


class TestIds:
    """An article keeps its id as long as something names it."""

    def test_the_url_goes_before_the_record_before_the_path(self) -> None:
        everything: dict[str, Any] = {"url": "https://x.example/1", "source": "s", "record_id": "7", "path": "/a"}
        by_url = article_id(**everything)
        by_record = article_id(**{**everything, "url": None})
        by_path = article_id(**{**everything, "url": None, "record_id": None})
        assert len({by_url, by_record, by_path}) == 3
        assert by_url == article_id(**{**everything, "source": "other", "record_id": "8", "path": "/b"})
        assert by_record == article_id(**{**everything, "url": None, "path": "/b"})
        assert by_record != article_id(**{**everything, "url": None, "source": "other"})
        assert by_path != article_id(**{**everything, "url": None, "record_id": None, "path": "/b"})

    def test_it_is_16_hexadecimal_digits_and_the_same_in_every_process(self) -> None:
        assert article_id(url="https://x.example/1", source=None, record_id=None, path=None) == "72c92e1b82065382"

    def test_nothing_to_name_it_by_is_an_error(self) -> None:
        with pytest.raises(ParseError, match="needs an id"):
            article_id(url=None, source="s", record_id=None, path=None)

    @pytest.mark.parametrize("id_", [{}, {"id": None}, {"id": ""}], ids=repr)
    def test_a_mapping_without_an_id_gets_one_from_its_text(self, id_: dict[str, Any]) -> None:
        one = Article.from_json({**id_, "headline": "H", "body": "B"})
        assert one.id == Article.from_json({"headline": "H", "body": "B"}).id != ""
        assert one.id != Article.from_json({"headline": "H", "body": "C"}).id

    def test_a_mapping_with_a_url_gets_its_id_from_there(self) -> None:
        url = "https://x.example/1"
        assert Article.from_json({"url": url}).id == article_id(url=url, source=None, record_id=None, path=None)
