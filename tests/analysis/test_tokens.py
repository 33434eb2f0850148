"""tokens, forms and pattern: the same words for articles and for queries."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.folding import fold
from presssearch.analysis.tokens import MAX_FORM, Pattern, forms, forms_of_chunk, pattern, spaced, span_of, tokens

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases" / "tokens.toml").read_text(encoding="utf-8"))

letters = st.characters() | st.sampled_from(
    "。，\n abcLlDds''’ʻ‘.-_ \u0301\u200c\u00ad外交部カﾞﾊがกิ่אל\"मंالـ٣½ﷺ\x00\ud800"
)
texts = st.text(letters, max_size=40)
han = st.text("外交部长会见日本大使国", min_size=1, max_size=12)


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["why"])
def test_tokens(case: dict[str, Any]) -> None:
    """The forms of a text, and the pieces of it that they stand for."""
    found = tokens(case["text"])
    assert [token.form for token in found] == case["forms"]
    assert [case["text"][token.start : token.end] for token in found] == case["pieces"]


@pytest.mark.parametrize("case", TABLE["pattern"], ids=lambda case: case["why"])
def test_patterns(case: dict[str, Any]) -> None:
    """The forms that must follow each other where a typed text stands."""
    assert pattern(case["text"]) == Pattern(tuple(case["forms"]), case["prefix"])


@given(texts)
def test_tokens_lie_in_order_inside_the_text(text: str) -> None:
    found = tokens(text)
    starts = [token.start for token in found]
    assert starts == sorted(set(starts))
    assert all(token.start < token.end <= len(text) for token in found)


@given(texts)
def test_forms_are_folded_short_and_never_empty(text: str) -> None:
    for token in tokens(text):
        assert token.form == fold(token.form)
        assert 0 < len(token.form) <= MAX_FORM


@given(texts)
def test_forms_are_those_of_the_tokens(text: str) -> None:
    assert forms(text) == [token.form for token in tokens(text)]


@given(texts)
def test_a_text_read_by_chunks_has_the_same_forms_and_tokens(text: str) -> None:
    """So one who knows where a chunk begins, and how many tokens come before, need not read what is before it."""
    whole = [(token.start, token.end) for token in tokens(text)]
    assert [span_of(text, number) for number in range(len(whole))] == whole
    with pytest.raises(IndexError):
        span_of(text, len(whole))
    assert len(spaced(text)) == len(text)
    chunks = list(re.finditer("[^\0-\x20]+", spaced(text)))
    assert [form for chunk in chunks for form in forms_of_chunk(chunk.group())] == forms(text)
    for chunk in chunks:
        behind = [span for span in whole if span[0] >= chunk.start()]
        assert [span_of(text, number, chunk.start()) for number in range(len(behind))] == behind


@given(texts)
def test_tokens_do_not_depend_on_what_was_read_before(text: str) -> None:
    """Words are remembered; what is remembered is what would be read anew."""
    first = tokens(text)
    assert tokens(text) == first
    assert [token.form for token in tokens(text + " x")][:-1] == [token.form for token in first]


@given(texts)
def test_a_text_with_tokens_demands_some_and_one_without_none(text: str) -> None:
    assert bool(pattern(text).forms) == bool(tokens(text))


@given(han, han, han)
def test_any_part_of_a_chinese_run_is_found_in_it(before: str, sought: str, behind: str) -> None:
    """The forms demanded follow each other in the run, the last one as a beginning where it says so."""
    wanted = pattern(sought)
    there = forms(before + sought + behind)
    at = len(before)
    found = there[at : at + len(wanted.forms)]
    assert found[:-1] == list(wanted.forms[:-1])
    assert found[-1].startswith(wanted.forms[-1]) if wanted.prefix else found[-1] == wanted.forms[-1]


@pytest.mark.parametrize("text", ["a" * 100_000, "l'" * 50_000, "a.b." * 25_000, "á" * 50_000, "外" * 50_000])
def test_long_runs_are_read(text: str) -> None:
    """A text without a space is no trap, and its forms are cut."""
    assert all(len(token.form) <= MAX_FORM for token in tokens(text))


def test_words_are_equal_up_to_the_cut() -> None:
    assert forms("a" * 70) == ["a" * MAX_FORM]
    assert pattern("a" * 80).forms == pattern("a" * 90).forms
