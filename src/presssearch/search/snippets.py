"""The two best windows of a text, and its marked words: plain text in pieces, no HTML.

Where the words of a query stand the engine says (`Engine.marks`); nothing is compared here.
"""

import re
from collections.abc import Sequence

from presssearch.article import Span
from presssearch.engines.base import Mark
from presssearch.search.fragments import Fragment, fragments

SNIPPET_COUNT = 2
SNIPPET_CHARS = 200

# Begins with one class, not with a choice of three: such a pattern is looked for in a sixth of the time.
_SENTENCE_END = re.compile(r"[.!?…؟।。！？\n](?:(?<=[.!?…؟।])['\"”’»)\]]?\s+|(?<=[。！？])['”’」』)]?\s*|(?<=\n)\s*)")
_SPACE = re.compile(r"\s+")


def snippets(body: str, marks: Sequence[Mark]) -> tuple[tuple[Fragment, ...], ...]:
    """The windows that show most of the query, in the order of the text; the opening where nothing is marked.

    A window is a piece of the body of about SNIPPET_CHARS, from the start of a sentence or of a word to
    the end of one.
    """
    spans = _best_windows(body, marks) or [_window(body, 0, 0)]
    return tuple(fragments(body, marks, start, end) for start, end in spans if start < end)


def _best_windows(body: str, marks: Sequence[Mark]) -> list[Span]:
    windows = []
    reached = -1
    for number, (first, last, _) in enumerate(marks):
        if last <= reached:
            continue
        start, end = _window(body, first, last)
        reached = last
        inside = []
        for _, there, leaf in marks[number:]:
            if there > end:
                break
            inside.append(leaf)
        windows.append((-len(set(inside)), -len(inside), start, end))
    chosen: list[Span] = []
    for *_, start, end in sorted(windows):
        if len(chosen) < SNIPPET_COUNT and all(end <= low or high <= start for low, high in chosen):
            chosen.append((start, end))
    return sorted(chosen)


def _window(body: str, low: int, high: int) -> Span:
    """Around body[low:high]: from a sentence that begins shortly before, else from a few words before."""
    start = _window_start(body, low)
    end = max(start + SNIPPET_CHARS, min(high, start + 2 * SNIPPET_CHARS))
    if end >= len(body):
        return _trimmed(body, start, len(body))
    least = max(high, start + SNIPPET_CHARS // 2)
    sentences = [found.end() for found in _SENTENCE_END.finditer(body, least, end + 1)]
    cut = sentences[-1] if sentences else max(body.rfind(" ", least, end + 1), body.rfind("\n", least, end + 1))
    return _trimmed(body, start, cut if cut > least else end)


def _window_start(body: str, low: int) -> int:
    reach = max(0, low - SNIPPET_CHARS // 2)
    ends = [found.end() for found in _SENTENCE_END.finditer(body, reach, low) if found.end() <= low]
    if ends:
        return ends[-1]
    if reach == 0:
        return 0
    space = _SPACE.search(body, max(reach, low - 60), low)
    return space.end() if space else max(reach, low - 20)


def _trimmed(body: str, start: int, end: int) -> Span:
    """Without white space at its ends; white space alone is drawn together at its end and its start."""
    first, last = start, end
    while first < end and body[first].isspace():
        first += 1
    while last > start and body[last - 1].isspace():
        last -= 1
    return first, last
