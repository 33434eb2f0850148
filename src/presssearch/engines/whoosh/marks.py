"""Marks: the places of a query in some articles -> where these are in their texts.

leaf ──match.py──► keys ──► (first, last, leaf) in headline and body
                                │ passages.py: those that show most
                                ▼
part.place   –   31   64  …   the part that holds a place is read anew from where it begins, and its
part.start   –  203  411  …   tokens are counted: no text is read but what is near a mark
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from presssearch.analysis.tokens import span_of
from presssearch.article import Article, Card
from presssearch.engines.base import Mark, Marks
from presssearch.engines.batches.arrays import U32
from presssearch.engines.leaves import shown_in
from presssearch.engines.passages import Stand, best
from presssearch.engines.whoosh.map import SegmentReader
from presssearch.engines.whoosh.match import Matcher
from presssearch.engines.whoosh.schema import MAIN, STREAMS, TEXT
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.query.tree import Leaf

_PLACE = (1 << 32) - 1
_HEADLINE = "headline"
_BOUNDS = tuple(f"start_{zone.name}" for zone in STREAMS[TEXT][1:3])  # the headline follows the body
_NONE = Marks()


@dataclass(slots=True)
class _Found:
    """An article of a segment, the places at which its headline begins and ends, and where the leaves stand."""

    document: int
    article: Article | Card
    headline: tuple[int, int]
    in_headline: list[Stand] = field(default_factory=list)
    in_body: list[Stand] = field(default_factory=list)


class _Parts(NamedTuple):
    """Those of a segment; see schema.py."""

    at: memoryview
    places: memoryview
    starts: memoryview


def marks(
    snapshot: Snapshot, leaves: Sequence[Leaf], articles: Sequence[Article | Card], passages: int | None
) -> list[Marks]:
    """As the protocol says."""
    matcher = Matcher(snapshot)
    known: dict[str, Marks] = {}
    for segment, found in _located(snapshot, articles).items():
        reader = snapshot.readers[segment]
        _stand(matcher, leaves, reader, snapshot.bases[segment], found)
        parts = _Parts(*(reader.array(f"part.{name}").data for name in ("at", "place", "start")))
        known |= {each.article.id: _marks(each, parts, passages) for each in found.values()}
    return [known.get(article.id, _NONE) for article in articles]


def _located(snapshot: Snapshot, articles: Sequence[Article | Card]) -> dict[int, dict[int, _Found]]:
    """The articles that are live in the revision at hand, by segment, then document."""
    found: dict[int, dict[int, _Found]] = {}
    revisions, begun, ended = (snapshot.numbers(name) for name in ("revision", *_BOUNDS))
    for article in articles:
        document = snapshot.document_of(article.id)
        if document is not None and int(revisions[document]) == article.revision:
            segment, own = snapshot.place_of(document)
            headline = int(begun[document]), int(ended[document])
            found.setdefault(segment, {})[own] = _Found(own, article, headline)
    return found


def _stand(
    matcher: Matcher, leaves: Sequence[Leaf], reader: SegmentReader, base: int, found: dict[int, _Found]
) -> None:
    documents = np.array(sorted(found), dtype=U32)
    for number, leaf in enumerate(leaves):
        names = shown_in(leaf)
        if not names:
            continue
        keys, length = matcher.stands(leaf, reader, base, documents)
        in_headline, in_body = _HEADLINE in names, MAIN.name in names
        for key in keys:  # few, of a page: no array is worth its making
            each, place = found[key >> 32], key & _PLACE
            first, end = each.headline
            if place < first:
                if in_body:
                    each.in_body.append(Stand(place, place + length - 1, number))
            elif in_headline and place < end:
                each.in_headline.append(Stand(place - first, place - first + length - 1, number))


def _marks(found: _Found, parts: _Parts, passages: int | None) -> Marks:
    body, headline = sorted(found.in_body), sorted(found.in_headline)
    if passages is not None:
        body = best(body, passages)
    own = parts.at[found.document : found.document + 2]
    return Marks(
        headline=_of_text(_Reading(found.article.headline or ""), headline) if headline else (),
        body=_of_text(_Reading(found.article.body, parts, *own), body) if body else (),
    )


def _of_text(reading: "_Reading", stands: Sequence[Stand]) -> tuple[Mark, ...]:
    marks = []
    for first, last, leaf in stands:
        start, end = reading.span(first)
        marks.append(Mark(start, end if last == first else reading.span(last)[1], leaf))
    return tuple(marks)


class _Reading:
    """The tokens of a text, read from the part on that holds what is asked for. first, end: its parts but the first
    among those of the segment."""

    def __init__(self, text: str, parts: _Parts | None = None, first: int = 0, end: int = 0) -> None:
        self._text, self._parts, self._first, self._end = text, parts, first, end

    def span(self, token: int) -> tuple[int, int]:
        parts = self._parts
        if parts is not None:
            part = bisect_right(parts.places, token, self._first, self._end) - 1
            if part >= self._first:
                return span_of(self._text, token - parts.places[part], parts.starts[part])
        return span_of(self._text, token)
