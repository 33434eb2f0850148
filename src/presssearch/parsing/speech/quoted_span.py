"""Where a quotation stands: its words, and its marks."""

from dataclasses import dataclass

from presssearch.article import Span

_TRAILING = " \t\n\xa0,;–—-"


@dataclass(frozen=True, slots=True)
class Quoted:
    """start, end: the words. outer_start, outer_end: with the marks. opens_paragraph: it stands first in it.

    runs_on: the next paragraph is the same quotation. is_unmarked: the layout alone tells that it is one.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    opens_paragraph: bool
    runs_on: bool = False
    dashed: bool = False
    is_unmarked: bool = False


def trimmed(
    text: str,
    at: int,
    close: int,
    opens: bool,
    *,
    runs_on: bool = False,
    dashed: bool = False,
    outer: Span | None = None,
) -> Quoted:
    """The quotation between a mark and its closing one, without spaces and the comma of the sentence around it."""
    start, end = at + 1, close
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    outer_start, outer_end = outer or (at, min(close + 1, len(text)))
    return Quoted(start, end, outer_start, outer_end, opens, runs_on, dashed)
