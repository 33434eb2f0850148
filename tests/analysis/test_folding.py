"""fold: the form in which words are compared."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.folding import APOSTROPHES, fold

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "fold.toml").read_text(encoding="utf-8"))["case"]

# Letters with marks, apart and together, are where folding twice could differ from folding once.
letters = st.characters() | st.sampled_from(
    "иИіуЙйЇİıςΣßﬁǰŉ\u0301\u0306\u0308\u0307\u0345\u3099ｶﾞﾟأىة٣ﷺ'’ʻ-–\u200c\u00ad"
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_folds(case: dict[str, Any]) -> None:
    """Each text of the table folds to what it expects."""
    assert fold(case["text"]) == case["expect"]


@given(st.text(letters))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(letters))
def test_no_apostrophe_and_no_dash_is_left(text: str) -> None:
    assert not set(fold(text)) & {*APOSTROPHES, *"-–—"}


@given(st.text(st.characters(codec="ascii")))
def test_case_does_not_count(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
