"""A text in pieces, of which those that matched are marked."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import NamedTuple

from presssearch.article import Span
from presssearch.engines.base import Mark


class Fragment(NamedTuple):
    """A piece of text without markup; marked where it matched. The fragments of a text, joined, are
    the text again. hit: the number of what is marked, from 1 on, where it is numbered. A named tuple, as Token is: a
    page makes a hundred."""

    text: str
    marked: bool = False
    hit: int = 0


def fragments(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> tuple[Fragment, ...]:
    """`text[start:end]` in pieces, in order: joined, they are that text again. Overlapping marks are one.

    Ends that lie outside of the text are drawn in to it.
    """
    start, end = max(0, start), len(text) if end is None else min(end, len(text))
    if not marks:
        return (Fragment(text[start:end]),) if start < end else ()
    pieces: list[Fragment] = []
    at = start
    for first, last in _merged(marks, start, end):
        if first > at:
            pieces.append(Fragment(text[at:first]))
        pieces.append(Fragment(text[first:last], True))
        at = last
    if at < end:
        pieces.append(Fragment(text[at:end]))
    return tuple(pieces)


def numbered(texts: Iterable[tuple[Fragment, ...]]) -> tuple[tuple[Fragment, ...], ...]:
    """The texts of one article with what is marked in them numbered through."""
    number = count(1)
    return tuple(tuple(one._replace(hit=next(number)) if one.marked else one for one in text) for text in texts)


def _merged(marks: Sequence[Mark], start: int, end: int) -> list[Span]:
    """What they cover of a piece of the text."""
    spans: list[Span] = []
    reached = start
    for first, last, _ in marks:
        if first >= end:
            break
        if last <= reached:
            continue
        if spans and first < reached:
            spans[-1] = spans[-1][0], min(last, end)
        elif (low := max(first, start)) < last:
            spans.append((low, min(last, end)))
        reached = last
    return spans
