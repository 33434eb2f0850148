"""Snippets: what is marked really matches, and every piece is text of the article."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.engines.base import Mark
from presssearch.engines.leaves import Leaf
from presssearch.engines.memory import MemoryEngine
from presssearch.fields import BY_NAME
from presssearch.query.tree import Phrase, Prefix, Word
from presssearch.search.fragments import fragments
from presssearch.search.snippets import SNIPPET_CHARS, SNIPPET_COUNT, snippets

CASES = tomllib.loads(Path(__file__).with_name("snippets.toml").read_text(encoding="utf-8"))["case"]


def leaves(text: str) -> list[Leaf]:
    """A notation for tests: what the query parser makes of such words."""
    found: list[Leaf] = []
    for number, part in enumerate(text.split('"')):
        if number % 2:
            found.append(Phrase(part))
            continue
        for word in part.split():
            name, colon, value = word.partition(":")
            field = BY_NAME[name] if colon else None
            value = value if colon else word
            found.append(Prefix(value.rstrip("*"), field) if value.endswith("*") else Word(value, field))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_words_are_marked_where_they_match(engine_of: Callable[..., MemoryEngine], case: dict[str, Any]) -> None:
    field = case.get("field", "body")
    engine = engine_of({field: case["text"], "language": case.get("language")})
    (marks,) = engine.marks(leaves(case["query"]), engine.get(["a0"]))
    pieces = fragments(case["text"], getattr(marks, field))
    assert "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces) == case["expect"]


words = st.sampled_from(["visa", "Visas", "accord", "联合国", "переговоры", ".", "!", "\n\n", "é", "a" * 30, "́"])
texts = st.lists(words, max_size=200).map(" ".join) | st.text(max_size=400)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text, and marks in it as an engine gives them: in order, and now and then one over another."""
    text = draw(texts)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, st.integers(1, 12), st.integers(0, 3)), max_size=30))
    found = [(start, min(start + length, len(text)), leaf) for start, length, leaf in spans if start < len(text)]
    return text, [Mark(*span) for span in sorted(found)]


@given(marked_texts(), st.integers(0, 400), st.integers(0, 400))
def test_fragments_joined_are_the_text(marked: tuple[str, list[Mark]], one: int, two: int) -> None:
    """No letter is lost or made up, in the whole and in any part; no piece is empty."""
    text, marks = marked
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    for pieces, expect in ((fragments(text, marks), text), (fragments(text, marks, start, end), text[start:end])):
        assert "".join(piece.text for piece in pieces) == expect
        assert all(piece.text for piece in pieces)


@pytest.mark.parametrize(("start", "end", "expect"), [(-5, 3, "a v"), (2, 99, "visa"), (50, 60, ""), (4, 2, "")])
def test_a_part_that_lies_outside_is_drawn_in(start: int, end: int, expect: str) -> None:
    """Paragraphs that somebody else counted may be wrong; no letter is made up for them."""
    pieces = fragments("a visa", [Mark(2, 6, 0)], start, end)
    assert "".join(piece.text for piece in pieces) == expect
    assert all(piece.text for piece in pieces)


@given(marked_texts())
def test_windows_are_pieces_of_the_body(marked: tuple[str, list[Mark]]) -> None:
    """At most two, in order, apart from each other, of bounded length, and one of them shows a mark if any."""
    text, marks = marked
    windows = snippets(text, marks)
    assert len(windows) <= SNIPPET_COUNT
    at = 0
    for window in windows:
        piece = "".join(fragment.text for fragment in window)
        at = text.index(piece, at) + len(piece)
        assert 0 < len(piece) <= 3 * SNIPPET_CHARS
        assert piece == piece.strip()
    if any(text[mark.start : mark.end].strip() for mark in marks):
        assert any(fragment.marked for window in windows for fragment in window)


def marks_of(body: str, *words: str) -> list[Mark]:
    found = [Mark(m.start(), m.end(), n) for n, word in enumerate(words) for m in re.finditer(rf"\b{word}\b", body)]
    return sorted(found, key=lambda mark: mark.start)


def test_without_a_match_the_opening_is_shown() -> None:
    """A reader of the newest releases sees how each begins, cut behind a sentence or a word."""
    body = "The ministers met in Vienna. " * 20
    (window,) = snippets(body, [])
    assert window[0].text.startswith("The ministers met")
    assert window[0].text.endswith("in Vienna.")


def test_the_windows_show_different_words() -> None:
    """A passage with both words goes before passages with the first one only."""
    filler = "Nothing is said here about it at all, and so on and on. " * 8
    body = f"A visa. {filler}A visa. {filler}A visa of the Council. {filler}The end."
    marks = marks_of(body, "visa", "Council")
    shown = ["".join(piece.text for piece in window) for window in snippets(body, marks)]
    assert any(text.startswith("A visa of the Council.") for text in shown)


def test_a_window_begins_with_its_sentence() -> None:
    body = "Long ago. " * 40 + "The minister spoke of a visa. " + "Later. " * 40
    (window,) = snippets(body, marks_of(body, "visa"))
    assert window[0].text == "The minister spoke of a "


def test_no_word_is_cut_in_two() -> None:
    body = " ".join(f"word{number}" for number in range(400))
    (window,) = snippets(body, marks_of(body, "word200"))
    assert set("".join(piece.text for piece in window).split()) <= set(body.split())
