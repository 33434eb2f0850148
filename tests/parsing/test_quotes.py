"""Quotations and their speakers."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.article import Person, Span
from presssearch.parsing.persons.people import find_people
from presssearch.parsing.speech.quotes import MIN_WORDS, find_quotes

TABLE = Path(__file__).parents[1] / "cases" / "quotes.toml"
CASES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


def paragraphs_of(body: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", body))


def person_of(name: str, office: str, body: str, country: str | None = None) -> Person:
    spans = [match.span() for match in re.finditer(rf"{name}|{name.rsplit(maxsplit=1)[-1]}", body)]
    return Person(name, office, country, tuple(spans))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_quotes(case: dict[str, Any]) -> None:
    """Texts and speakers; the office is the speaker's; the span is where the text stands."""
    body = case["text"]
    countries = case.get("countries", [None] * len(case["people"]))
    named = zip(case["people"], countries, strict=True)
    people = tuple(person_of(name, office, body, country) for (name, office), country in named)
    paragraphs = paragraphs_of(body)
    unmarked = tuple((start, end) for start, end in paragraphs if body[start:end] in case.get("unmarked", ()))
    quotes = find_quotes(body, paragraphs, people, language=case["language"], unmarked=unmarked)
    assert [[quote.text, quote.speaker or ""] for quote in quotes] == case["expect"]
    offices = dict(case["people"])
    for quote in quotes:
        assert quote.office == (offices[quote.speaker] if quote.speaker else None)
        assert quote.span is not None
        assert body[slice(*quote.span)] == quote.text


PIECES = st.lists(
    st.sampled_from(
        [
            "“",
            "”",
            "‘",
            "’",
            "«",
            "»",
            "„",
            '"',
            "'",
            "「",
            "」",
            "–",
            "said",
            "Ann",
            "Doe",
            "she",
            "we",
            "are",
            "here",
            ".",
            ",",
            ":",
            "\n\n",
            "\n",
            "-",
            "säger",
            "王",
            "表示",
            "говорит",
        ]
    ),
    max_size=60,
).map(" ".join)


@given(
    st.one_of(PIECES, PIECES.map(lambda text: text.replace(" ", "")), st.text(max_size=200)),
    st.sampled_from([None, "en", "sv", "zh", "ru"]),
)
def test_quotes_lie_in_the_body_and_apart(body: str, language: str | None) -> None:
    """For every text whatever, with right paragraphs or none."""
    people = find_people(body, language=language, source_country=None)
    for paragraphs in (paragraphs_of(body), ()):
        end = 0
        for quote in find_quotes(body, paragraphs, people, language=language):
            assert quote.span is not None
            assert end <= quote.span[0] < quote.span[1] <= len(body)
            assert body[slice(*quote.span)] == quote.text
            end = quote.span[1]


def test_a_scare_quote_is_shorter_than_a_quotation() -> None:
    """One word fewer than MIN_WORDS is none, whoever says it."""
    person = (Person("Ann Doe", None, None, ((0, 7),)),)
    for size, count in ((MIN_WORDS - 1, 0), (MIN_WORDS, 1)):
        body = f"Ann Doe said: “{' '.join(['never'] * size)}.”"
        assert len(find_quotes(body, ((0, len(body)),), person, language="en")) == count


@pytest.mark.shared
def test_the_example_release(shared: Path) -> None:
    """Both quotations of the example, with speaker and office as labelled."""
    lines = (shared / "gold" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    [record] = [r for r in map(json.loads, lines) if r["expected"]["gold_id"] == "seed"]
    body = record["document"]["text"].partition("10:39")[2].partition("Saltanat")[0]
    people = find_people(body, language="en", source_country="KZ")
    quotes = find_quotes(body, paragraphs_of(body), people, language="en")
    assert [{"text": q.text, "speaker": q.speaker, "office": q.office} for q in quotes] == record["expected"]["quotes"]
