"""identify: the language of a text, or None."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.language import identify
from presssearch.analysis.languages import languages

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases" / "language.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["headline"], ids=lambda case: f"{case['expect']}: {case['text'][:30]}")
def test_headlines(case: dict[str, Any]) -> None:
    """A headline alone is enough in most languages of the world's ministries."""
    assert identify(case["text"]) == case["expect"]


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["why"])
def test_declared_and_unclear(case: dict[str, Any]) -> None:
    """What the page declares is weighed against the text; what cannot be told is None."""
    assert identify(case["text"], case.get("declared")) == case.get("expect")


def test_the_table_has_many_languages() -> None:
    assert len({case["expect"] for case in TABLE["headline"]}) > 50


@given(st.text(), st.none() | st.text(max_size=8) | st.sampled_from(["en", "ru-RU", "zh_Hant"]))
def test_any_text_has_a_known_language_or_none(text: str, declared: str | None) -> None:
    assert identify(text, declared) in {None, *languages()}


def test_a_lone_surrogate_is_no_trap() -> None:
    assert identify("Foreign Minister holds talks \ud800 in Vienna with the Secretary-General") == "en"
