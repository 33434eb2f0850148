"""Snippets: what is marked really matches, and every piece is text of the article."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.fields import BY_NAME
from presssearch.query.tree import Phrase, Prefix, Word
from presssearch.search.snippets import (
    SCANNED_CHARS,
    SNIPPET_CHARS,
    SNIPPET_COUNT,
    Leaf,
    Marker,
    Match,
    fragments,
    snippets,
)

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
def test_words_are_marked_where_they_match(case: dict[str, Any]) -> None:
    """Marks agree with how engines compare words."""
    marker = Marker(leaves(case["query"]), case.get("language"))
    pieces = fragments(case["text"], marker.matches(case["text"], case.get("field", "body")))
    assert "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces) == case["expect"]


words = st.sampled_from(["visa", "Visas", "accord", "联合国", "переговоры", ".", "!", "\n\n", "é", "a" * 30, "́"])
texts = st.lists(words, max_size=200).map(" ".join) | st.text(max_size=400)
queries = st.lists(
    st.sampled_from(
        [Word("visa"), Word("联合"), Word("国"), Prefix("a"), Phrase("visa accord"), Word("переговорах"), Word("")]
    ),
    max_size=4,
)
languages = st.sampled_from(["en", "ru", "zh", None])


@given(texts, queries, languages, st.integers(0, 400), st.integers(0, 400))
def test_fragments_joined_are_the_text(text: str, query: list[Leaf], language: str | None, one: int, two: int) -> None:
    """No letter is lost or made up, in the whole and in any part; no piece is empty."""
    matches = Marker(query, language).matches(text, "body")
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    for pieces, expect in ((fragments(text, matches), text), (fragments(text, matches, start, end), text[start:end])):
        assert "".join(piece.text for piece in pieces) == expect
        assert all(piece.text for piece in pieces)


@pytest.mark.parametrize(("start", "end", "expect"), [(-5, 3, "a v"), (2, 99, "visa"), (50, 60, ""), (4, 2, "")])
def test_a_part_that_lies_outside_is_drawn_in(start: int, end: int, expect: str) -> None:
    """Paragraphs that somebody else counted may be wrong; no letter is made up for them."""
    pieces = fragments("a visa", [Match(2, 6, 0)], start, end)
    assert "".join(piece.text for piece in pieces) == expect
    assert all(piece.text for piece in pieces)


@given(texts, queries, languages)
def test_windows_are_pieces_of_the_body(text: str, query: list[Leaf], language: str | None) -> None:
    """At most two, in order, apart from each other, of bounded length, and one of them shows a match if any."""
    matches = Marker(query, language).matches(text, "body")
    windows = snippets(text, matches)
    assert len(windows) <= SNIPPET_COUNT
    at = 0
    for window in windows:
        piece = "".join(fragment.text for fragment in window)
        at = text.index(piece, at) + len(piece)
        assert 0 < len(piece) <= 3 * SNIPPET_CHARS
        assert piece == piece.strip()
    if matches:
        assert any(fragment.marked for window in windows for fragment in window)


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
    matches = Marker([Word("visa"), Word("council")], "en").matches(body, "body")
    shown = ["".join(piece.text for piece in window) for window in snippets(body, matches)]
    assert any(text.startswith("A visa of the Council.") for text in shown)


def test_a_window_begins_with_its_sentence() -> None:
    body = "Long ago. " * 40 + "The minister spoke of a visa. " + "Later. " * 40
    matches = Marker([Word("visa")], "en").matches(body, "body")
    (window,) = snippets(body, matches)
    assert window[0].text == "The minister spoke of a "


def test_no_word_is_cut_in_two() -> None:
    body = " ".join(f"word{number}" for number in range(400))
    matches = [Match(body.index("word200"), body.index("word200") + 7, 0)]
    (window,) = snippets(body, matches)
    assert set("".join(piece.text for piece in window).split()) <= set(body.split())


def test_a_word_deep_in_a_long_text_is_found_and_one_too_deep_is_not() -> None:
    """The text is read in pieces, no further than needed and never beyond the limit."""
    marker = Marker([Word("visa")], "en")
    for position, found in ((SCANNED_CHARS - 100, 1), (SCANNED_CHARS, 0)):
        body = f"{'word ' * (position // 5)}visa {'word ' * 2000}"
        assert [body[match.start : match.end] for match in marker.first_matches(body)] == ["visa"] * found


@given(texts, queries, languages)
def test_the_first_matches_of_a_short_text_are_all(text: str, query: list[Leaf], language: str | None) -> None:
    marker = Marker(query, language)
    assert marker.first_matches(text) == marker.matches(text, "body")
