"""stem: words of one meaning share it."""

import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import Stemmer
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.languages import languages
from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import forms

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "stems.toml").read_text(encoding="utf-8"))["case"]

_AS_LETTERS = str.maketrans("0123456789", "bcdfghklmn")

any_language = st.none() | st.sampled_from(sorted(languages())) | st.just("xx")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_stems(case: dict[str, Any]) -> None:
    """One stem for each group, another for each other group."""
    groups = [{stem(form, case["language"]) for form in group.split()} for group in case["groups"]]
    assert [len(group) for group in groups] == [1] * len(groups), groups
    assert len(set.union(*groups)) == len(groups), groups


@given(st.text(max_size=20), any_language)
def test_whatever_the_form_there_is_a_stem(text: str, language: str | None) -> None:
    """Also for what no tokenizer makes: lone surrogates, controls."""
    assert stem(text, language) or not text
    for form in forms(text):
        assert stem(form, language)


@given(st.text("0123456789", min_size=1, max_size=10), any_language)
def test_a_number_is_its_own_stem(number: str, language: str | None) -> None:
    assert stem(number, language) == number


def test_without_a_language_the_form_is_the_stem() -> None:
    assert stem("ministers", None) == stem("ministers", "xx") == "ministers"


def test_threads_get_the_stems_of_snowball() -> None:
    """Each word is new to all threads, so that they stem at the same time."""
    beginnings, endings = (
        ("negoti", "nation", "repres", "commun"),
        ("ation", "ations", "ally", "ated", "ating", "ities"),
    )
    words = [f"{n}{b}{e}".translate(_AS_LETTERS) for n in range(400) for b in beginnings for e in endings]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda word: stem(word, "en"), words))
    snowball = Stemmer.Stemmer("english")
    assert found == [snowball.stemWord(word) for word in words]
