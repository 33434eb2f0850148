"""Where a query matches in a text, and the two best windows of it: plain text in pieces, no HTML.

Words are compared exactly as an engine compares them: by folded form, or by the stem of the article's
language in TEXT fields; a phrase as consecutive tokens. Leaves that name people or organisations are
looked for in the text too, so that `people:Annan` shows where the name stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import pattern, tokens
from presssearch.article import Span
from presssearch.fields import Kind
from presssearch.query.tree import Phrase, Prefix, Word
from presssearch.search.page import Fragment

SNIPPET_COUNT = 2
SNIPPET_CHARS = 200
SCANNED_CHARS = 20_000  # of a body, for snippets: a longer one is read no further (6 ms)
PIECE_CHARS = 2_500  # read at a time: most bodies show every word of the query in the first piece
MARKED_CHARS = 400_000  # of a body, for the article page
MAX_MATCHES = 200  # considered when windows are chosen

Leaf = Word | Phrase | Prefix

_LOOKED_FOR = {
    "headline": frozenset({None, "headline"}),
    "body": frozenset({None, "body", "people", "organisations"}),
}
_SENTENCE_END = re.compile(r"(?:[.!?…؟।]['\"”’»)\]]?\s+|[。！？]['”’」』)]?\s*|\n\s*)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Match:
    """leaf: which leaf of the query matched, so that a window with two of them beats one with a pair."""

    start: int
    end: int
    leaf: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One leaf, analysed. keys: stems or forms at consecutive tokens; behind them `begins`, where it is
    given: how the form of the last one must begin."""

    leaf: int
    keys: list[str]
    begins: str | None
    stemmed: bool


class Marker:
    """Finds the leaves of one query in texts of one language."""

    def __init__(self, leaves: Sequence[Leaf], language: str | None) -> None:
        self._language = language
        self._wanted = {name: self._analysed(leaves, fields) for name, fields in _LOOKED_FOR.items()}

    def _analysed(self, leaves: Sequence[Leaf], fields: frozenset[str | None]) -> list[_Wanted]:
        wanted = []
        for number, leaf in enumerate(leaves):
            asked = pattern(leaf.text)
            if not asked.forms or (leaf.field.name if leaf.field else None) not in fields:
                continue
            keys = list(asked.forms)
            begins = keys.pop() if asked.prefix or isinstance(leaf, Prefix) else None
            stemmed = not isinstance(leaf, Prefix) and (leaf.field is None or leaf.field.kind is Kind.TEXT)
            if stemmed:
                keys = [stem(key, self._language) for key in keys]
            wanted.append(_Wanted(number, keys, begins, stemmed))
        return wanted

    def matches(self, text: str, field: str) -> list[Match]:
        """Every match in the order of the text. field: headline or body."""
        wanted = self._wanted[field]
        if not wanted:
            return []
        read = tokens(text)
        forms = [token.form for token in read]
        stems = [stem(form, self._language) for form in forms] if any(one.stemmed for one in wanted) else forms
        found = [
            Match(read[first].start, read[last].end, one.leaf)
            for one in wanted
            for first, last in _places(one, forms, stems if one.stemmed else forms)
        ]
        return sorted(found, key=lambda match: (match.start, -match.end, match.leaf))

    def first_matches(self, body: str) -> list[Match]:
        """Matches enough for snippets: the body is read piece by piece until every leaf has matched."""
        unseen = {one.leaf for one in self._wanted["body"]}
        found: list[Match] = []
        start, end = 0, min(len(body), SCANNED_CHARS)
        while unseen and start < end:
            space = body.rfind(" ", start + 1, start + PIECE_CHARS) if end - start > PIECE_CHARS else end
            cut = space if space > start else min(end, start + PIECE_CHARS)
            found += [Match(start + m.start, start + m.end, m.leaf) for m in self.matches(body[start:cut], "body")]
            unseen.difference_update(match.leaf for match in found)
            start = cut
        return found


def _places(wanted: _Wanted, forms: list[str], keys: list[str]) -> Iterator[tuple[int, int]]:
    """First and last token of each match."""
    begins, length = wanted.begins, len(wanted.keys)
    if begins is None:
        for first in _at(keys, wanted.keys):
            yield first, first + length - 1
    elif not wanted.keys:
        yield from ((n, n) for n, form in enumerate(forms) if form.startswith(begins))
    else:
        for first in _at(keys, wanted.keys):
            last = first + length
            if last < len(forms) and forms[last].startswith(begins):
                yield first, last


def _at(keys: list[str], wanted: list[str]) -> list[int]:
    length = len(wanted)
    return [n for n, key in enumerate(keys) if key == wanted[0] and keys[n : n + length] == wanted]


def fragments(text: str, matches: Sequence[Match], start: int = 0, end: int | None = None) -> tuple[Fragment, ...]:
    """`text[start:end]` in pieces, in order: joined, they are that text again. Overlapping matches are one.

    Ends that lie outside of the text are drawn in to it.
    """
    start, end = max(0, start), len(text) if end is None else min(end, len(text))
    pieces: list[Fragment] = []
    at = start
    for first, last in _merged(matches):
        low, high = max(first, at), min(last, end)
        if low >= high:
            continue
        if low > at:
            pieces.append(Fragment(text[at:low]))
        pieces.append(Fragment(text[low:high], marked=True))
        at = high
    if at < end:
        pieces.append(Fragment(text[at:end]))
    return tuple(pieces)


def _merged(matches: Sequence[Match]) -> list[Span]:
    spans: list[Span] = []
    for match in matches:
        if spans and match.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], match.end))
        else:
            spans.append((match.start, match.end))
    return spans


def snippets(body: str, matches: Sequence[Match]) -> tuple[tuple[Fragment, ...], ...]:
    """The windows that show most of the query, in the order of the text; the opening where there is no match.

    A window is a piece of the body of about SNIPPET_CHARS, from the start of a sentence or of a word to
    the end of one.
    """
    spans = _best_windows(body, matches) or [_window(body, 0, 0)]
    return tuple(fragments(body, matches, start, end) for start, end in spans if start < end)


def _best_windows(body: str, matches: Sequence[Match]) -> list[Span]:
    near = matches[:MAX_MATCHES]
    windows = []
    reached = -1
    for number, match in enumerate(near):
        if match.end <= reached:
            continue
        start, end = _window(body, match.start, match.end)
        inside = [other.leaf for other in takewhile(lambda other: other.end <= end, near[number:])]  # noqa: B023
        reached = match.end
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
    inside = body[start:end]
    return start + len(inside) - len(inside.lstrip()), end - (len(inside) - len(inside.rstrip()))
