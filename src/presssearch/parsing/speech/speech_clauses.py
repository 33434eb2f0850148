"""The clauses around quotations, with what other quotations hold taken out."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from presssearch.article import Span
from presssearch.parsing.speech.quoted_span import Quoted

_MAX_BEFORE_CHARS = 320
_MAX_BEHIND_CHARS = 260
_HIDDEN = "·"  # neither a letter nor a space nor a stop
# a stop, not behind an initial, "Дж." or "Mr."; the look back stands behind the stop, where it is seldom needed
_ABBREVIATED = "".join(rf"(?<!\b{word}\.)" for word in ("Mr", "Ms", "Mrs", "Dr", "Hon", "St", "No", "г", "Gen", "Prof"))
_SENTENCE_END = re.compile(
    rf"[.!?…؟](?<![\s.(][^\W\d_]\.)(?<![\s.(][A-ZА-ЯЁ][a-zа-яё]\.){_ABBREVIATED}[\"”»’)]*"
    r"(?=\s+[^\W\d_a-zа-яёäöüåéàèіғқңөұүһ]|\s+[–—«“„\"‘]|\s*\n|\s*$)|[。！？][”」』]*|\n\s*\n"
)
_OPENER = re.compile('[“«„"「]')


class Clauses:
    """Where to look for the speaker of a quotation. text: as long as the original."""

    def __init__(self, text: str, speech: Sequence[Quoted]) -> None:
        pieces, at = [], 0
        for quoted in speech:
            first, last = max(quoted.start, at), quoted.end
            if quoted.is_unmarked or last <= first:
                continue
            stop = last - 1 if text[last - 1] in ".!?…。！？؟" else last
            pieces += [text[at:first], _HIDDEN * (stop - first)]
            at = stop
        self.text = "".join((*pieces, text[at:]))
        self._spans = [(quoted.start, quoted.end) for quoted in speech]
        self._starts = [start for start, _ in self._spans]

    def is_quoted(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._spans[index][1]

    def behind(self, quoted: Quoted) -> Span | None:
        """From the closing mark to the end of its sentence; the next sentence instead if the quotation is whole."""
        start = quoted.outer_end
        limit = min(len(self.text), start + _MAX_BEHIND_CHARS)
        if (quoted.dashed or quoted.is_unmarked) and self.text[start : start + 1] == "\n":
            start += 1
        while start < limit and self.text[start] in " \xa0,.;–—-":
            start += 1
        if "," in self.text[quoted.end : start]:  # "…",⏎⏎Ann Doe said.
            start += len(self.text[start:limit]) - len(self.text[start:limit].lstrip("\n"))
        stop = _SENTENCE_END.search(self.text, start, limit)
        end = stop.start() if stop else limit
        opener = _OPENER.search(self.text, start, end)
        if opener:
            end = opener.start()
        return (start, end) if end > start else None

    def before(self, quoted: Quoted) -> Span | None:
        """From the start of the sentence to the opening mark."""
        end = quoted.outer_start
        start = self._sentence_start(end, whole=False)
        return (start, end) if re.search(r"\w", self.text[start:end]) else None

    def sentence_before(self, quoted: Quoted) -> Span | None:
        """The whole sentence before that of the quotation."""
        own = self.before(quoted)
        return next(self.sentences_back(own[0] if own else quoted.outer_start, 1), None)

    def sentences_back(self, position: int, count: int) -> Iterator[Span]:
        """The sentences before a position, the nearest first."""
        for _ in range(count):
            end = len(self.text[max(0, position - _MAX_BEFORE_CHARS) : position].rstrip(' \n\xa0"“«„')) + max(
                0, position - _MAX_BEFORE_CHARS
            )
            if end <= 0 or end <= position - _MAX_BEFORE_CHARS:
                return
            start = self._sentence_start(end - 1)
            yield start, end
            position = start

    def _sentence_start(self, end: int, *, whole: bool = True) -> int:
        """Where the sentence begins that goes on, or if whole ends, at a position."""
        start = max(0, end - _MAX_BEFORE_CHARS)
        for stop in _SENTENCE_END.finditer(self.text, start, end):
            if not whole or re.search(r"[\w·]", self.text[stop.end() : end]):
                start = stop.end()
        return start
