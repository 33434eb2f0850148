"""What counts as the labelled answer: the table tests/cases/matching.toml, in both directions."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presssearch.evaluation.matching import (
    ENOUGH_OVERLAP,
    closeness_of_names,
    overlap,
    pair,
    same_office,
    same_organisation,
    same_text,
)

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "matching.toml").read_text(encoding="utf-8"))["case"]

SAME: dict[str, Callable[[str, str], bool]] = {
    "text": same_text,
    "name": lambda one, other: closeness_of_names(one, other) > 0,
    "organisation": same_organisation,
    "office": same_office,
    "quotation": lambda one, other: overlap(one, other) >= ENOUGH_OVERLAP,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['why'][:60]}")
def test_cases(case: dict[str, Any]) -> None:
    same = SAME[case["kind"]]
    assert same(case["one"], case["other"]) is case["same"]
    assert same(case["other"], case["one"]) is case["same"], "the other way round"


def test_the_closest_are_paired_and_each_is_used_once() -> None:
    """A full name goes to its label even where a shorter label stands before it."""
    labels = ["O. Dauletbay", "Ospan Dauletbay"]
    answers = ["Ospan Dauletbay", "Olga Dauletbay"]
    assert pair(labels, answers, closeness_of_names) == {0: 1, 1: 0}
    assert pair(["Ospan Dauletbay"] * 2, ["Ospan Dauletbay"], closeness_of_names) == {0: 0}
