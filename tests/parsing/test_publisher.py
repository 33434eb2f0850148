"""The state that a release speaks for, case by case, and what it is good for."""

import tomllib
from pathlib import Path

import pytest

from presssearch.parsing.assemble import parse_document
from presssearch.parsing.publisher import country_of_credit, publisher_country
from presssearch.readers.raw import Block, RawDocument

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "publisher.toml").read_text(encoding="utf-8"))["case"]


def document(*texts: str, url: str | None = None, source: str | None = None) -> RawDocument:
    blocks = tuple(Block(text) for text in texts)
    return RawDocument("p", "/p", "text/plain", blocks, "text", url=url, source=source)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_country_of_the_publisher(case: dict[str, str]) -> None:
    source = case.get("source")
    found = publisher_country(document("x", url=case.get("url"), source=source), source=source)
    assert (found or "") == case["expect"]


def test_a_credit_names_one_country_or_decides_nothing() -> None:
    assert (
        country_of_credit("the press service of the Ministry of Foreign Affairs of Kazakhstan", language="en") == "KZ"
    )
    assert country_of_credit("the embassies of France and Germany", language="en") is None
    assert country_of_credit(None, language="en") is None


def test_a_bare_president_is_that_of_the_publisher() -> None:
    text = "The agreement was signed by President Temirkhan Ospanov in the evening, and talks went on for a day."
    raw = document("An agreement is signed", text, source="kz-mfa")
    (person,) = parse_document(raw).people
    assert (person.name, person.country) == ("Temirkhan Ospanov", "KZ")


def test_a_ministry_that_only_the_credit_names_is_an_organisation() -> None:
    """Its spans count in the body, where it does not stand."""
    raw = document(
        "Ministers agree on water",
        "Almaty, 3 May 2024",
        "The ministers met for a day and agreed on the water of the river for ten years to come.",
        "Photo: the press service of the Ministry of Foreign Affairs of Kazakhstan",
    )
    (found,) = parse_document(raw).organisations
    assert (found.name, found.spans) == ("Ministry of Foreign Affairs of Kazakhstan", ())
