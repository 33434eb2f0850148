"""Who is named in a release, with office and country."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.parsing.persons.people import find_people
from presssearch.parsing.persons.russian_names import nominative

TABLE = Path(__file__).parents[1] / "cases" / "people.toml"
CASES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_people(case: dict[str, Any]) -> None:
    """Names, offices and countries; and what the spans of the first one cover."""
    people = find_people(case["text"], language=case.get("language"), source_country=case.get("source"))
    assert [[p.name, p.office or "", p.country or ""] for p in people] == case["expect"]
    if "mentions" in case:
        assert [case["text"][start:end] for start, end in people[0].spans] == case["mentions"]


@pytest.mark.parametrize(
    ("printed", "language", "name"),
    [
        ("Сергеем Орловым", "ru", "Сергей Орлов"),
        ("Сергея Орлова", "ru", "Сергей Орлов"),
        ("Кайрату Сеитову", "ru", "Кайрат Сеитов"),
        ("Марией Захарьевой", "ru", "Мария Захарьева"),
        ("Анны Линдгрен", "ru", "Анна Линдгрен"),
        ("А.П.Вересовским", "ru", "А.П.Вересовский"),
        ("Джорджем Миллером", "ru", "Джордж Миллер"),
        ("Сергей Орловпен", "kk", "Сергей Орлов"),
        ("Петер Штайн", "ru", "Петер Штайн"),
    ],
)
def test_names_come_out_of_their_case(printed: str, language: str, name: str) -> None:
    assert nominative(printed, language) == name


WORDS = st.lists(
    st.sampled_from(
        [
            "Minister",
            "President",
            "of",
            "the",
            "Foreign",
            "Affairs",
            "Kazakhstan",
            "K.",
            "Sergey",
            "Orlov",
            ",",
            ".",
            "(",
            ")",
            "and",
            "\n",
            "\n\n",
            "Mr.",
            "H.E.",
            "bin",
            "–",
            ":",
            "«",
            "»",
            "“",
            "”",
            "Министр",
            "дел",
            "России",
            "С.В.Орловым",
            "ministre",
            "des",
            "affaires",
            "外交部长王建国",
            "وزير",
            "الخارجية",
            "محمد",
            "علي",
            "प्रधानमन्त्री",
            "राम",
            "'",
            "l'Union",
        ]
    ),
    max_size=40,
).map(" ".join)


@given(
    st.one_of(WORDS, st.text(max_size=200)),
    st.sampled_from([None, "en", "ru", "fr", "sv", "kk", "ar", "zh", "ne", "xx"]),
)
def test_spans_lie_in_the_body_and_share_a_word_with_the_name(body: str, language: str | None) -> None:
    """For every text whatever: no error, sorted spans, and no empty value where None is meant."""
    for person in find_people(body, language=language, source_country="KZ"):
        assert person.name
        assert person.office != ""
        assert list(person.spans) == sorted(set(person.spans))
        for start, end in person.spans:
            assert 0 <= start < end <= len(body)
        first = min(body[start:end].rsplit(maxsplit=1)[-1][:2].casefold() for start, end in person.spans)
        assert any(first[:1] in word.casefold() for word in person.name.split())


def test_a_body_without_end_is_read_in_part() -> None:
    """A megabyte of names: the first part is read, the rest is left."""
    body = "Foreign Minister of Russia Sergey Orlov met Ann Doe. " * 20_000
    people = find_people(body, language="en", source_country=None)
    assert [person.name for person in people] == ["Sergey Orlov", "Ann Doe"]
    assert max(end for person in people for _, end in person.spans) < 201_000


@pytest.mark.shared
def test_the_example_release(shared: Path) -> None:
    """The eight people of the example, with offices and countries as labelled."""
    lines = (shared / "gold" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    [record] = [r for r in map(json.loads, lines) if r["expected"]["gold_id"] == "seed"]
    body = record["document"]["text"].partition("10:39")[2].partition("Saltanat")[0]
    people = find_people(body, language="en", source_country="KZ")
    assert [{"name": p.name, "office": p.office, "country": p.country} for p in people] == record["expected"]["people"]
