"""mend: whatever is typed becomes a query, and what was done to it is said."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presssearch.errors import QueryError
from presssearch.query import mend, parse, to_text
from presssearch.query.parser import MAX_CHARS, MAX_DEPTH, MAX_LEAVES, MAX_TYPED_CHARS
from presssearch.query.tree import And, Everything, Word

TODAY = date(2018, 6, 12)
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "query_mended.toml").read_text(encoding="utf-8"))["case"]
_SIGNS = [
    "OR ",
    " AND",
    "NOT",
    "|",
    "(",
    ")",
    "-",
    "*",
    "?",
    "~",
    "=",
    "..",
    '"',
    "«",
    "‘",
    "'",
    "city:",
    "date:",
    "x1:",
]
typed = st.lists(st.sampled_from(_SIGNS) | st.text(max_size=4) | st.sampled_from(["a ", "2018 "]), max_size=30).map(
    "".join
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_faulty_queries_are_mended(case: dict[str, Any]) -> None:
    mended = mend(case["text"], today=TODAY)
    assert to_text(mended.query) == to_text(parse(case["mended"]))
    assert len(mended.notes) == len(case["notes"]), mended.notes
    for note, part in zip(mended.notes, case["notes"], strict=True):
        assert part in note


@settings(max_examples=1000, deadline=None)
@given(typed)
def test_nothing_is_raised_and_nothing_is_silent(text: str) -> None:
    """The text that is given back parses to the query; what parses is left as it is; a fault is always told."""
    mended = mend(text, today=TODAY)
    assert parse(mended.text, today=TODAY) == mended.query
    try:
        query = parse(text, today=TODAY)
    except QueryError:
        assert mended.notes
    else:
        assert (mended.text, mended.query) == (text, query)


@pytest.mark.parametrize(
    "piece",
    ["‘", '"', "(", "-", "a:", "NOT ", "|", "«", "a*", "*", "headline:(", "1..", "a)", "a~ ", "a near/5 ", "atleast2("],
)
def test_floods_of_a_sign_are_mended(piece: str) -> None:
    for length in (100, MAX_TYPED_CHARS, 3 * MAX_TYPED_CHARS):
        text = piece * (length // len(piece))
        mended = mend(text, today=TODAY)
        assert parse(mended.text, today=TODAY) == mended.query


def test_what_goes_beyond_the_limits_is_cut_and_that_is_said() -> None:
    many = mend("ab " * (MAX_LEAVES + 9))
    assert isinstance(many.query, And)
    assert len(many.query.children) == MAX_LEAVES
    assert many.notes == (
        f"The query has more than {MAX_LEAVES} words and phrases (at “ab ab ab ab ab ab ab ab ab”): "
        "only what stands before it was looked for",
    )
    long = mend("(" * 3 + "ab" + "c" * MAX_CHARS)
    assert isinstance(long.query, Everything)
    assert "longer than" in " ".join(long.notes)
    deep = mend("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1))
    assert deep.query == Word("a")
    assert "parentheses stand inside each other" in deep.notes[0]


def test_what_is_said_stays_short() -> None:
    (note, _) = mend("date:" + "x" * 900).notes
    assert note == f"{'X' + 'x' * 39}… is no date (at “{'x' * 40}…”): it was left out"


def test_days_that_count_from_today_are_left_out_where_nobody_knows_today() -> None:
    mended = mend("visa last 30 days")
    assert mended.query == Word("visa")
    assert "nobody said what day that is" in mended.notes[0]
