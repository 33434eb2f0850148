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
from itertools import islice

import numpy as np

from presssearch.analysis.tokens import spans
from presssearch.article import Article, Card
from presssearch.engines.base import Mark, Marks
from presssearch.engines.leaves import shown_in
from presssearch.engines.passages import Stand, best
from presssearch.engines.whoosh.arrays import U32
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


def marks(
    snapshot: Snapshot, leaves: Sequence[Leaf], articles: Sequence[Article | Card], passages: int | None
) -> list[Marks]:
    """As the protocol says."""
    matcher = Matcher(snapshot)
    known: dict[str, Marks] = {}
    for segment, found in _located(snapshot, articles).items():
        reader = snapshot.readers[segment]
        _stand(matcher, leaves, reader, snapshot.bases[segment], found)
        known |= {each.article.id: _marks(reader, each, passages) for each in found.values()}
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
        for key in keys.tolist():  # few, of a page: no array is worth its making
            each, place = found[key >> 32], key & _PLACE
            first, end = each.headline
            if place < first:
                if in_body:
                    each.in_body.append(Stand(place, place + length - 1, number))
            elif in_headline and place < end:
                each.in_headline.append(Stand(place - first, place - first + length - 1, number))


def _marks(reader: SegmentReader, found: _Found, passages: int | None) -> Marks:
    body, headline = sorted(found.in_body), sorted(found.in_headline)
    if passages is not None:
        body = best(body, passages)
    return Marks(
        headline=_of_text(found.article.headline or "", headline, [0], [0]) if headline else (),
        body=_of_text(found.article.body, body, *_parts(reader, found.document)) if body else (),
    )


def _parts(reader: SegmentReader, document: int) -> tuple[list[int], list[int]]:
    """Of each part of a body the number of its first token, and where it begins."""
    first, end = reader.array("part.at")[document : document + 2].tolist()
    places, begun = (reader.array(name)[first:end].tolist() for name in ("part.place", "part.start"))
    return [0, *places], [0, *begun]


def _of_text(text: str, stands: Sequence[Stand], places: list[int], begun: list[int]) -> tuple[Mark, ...]:
    """The marks of a text whose parts begin at those tokens and there."""
    read: dict[int, list[tuple[int, int]]] = {}

    def span(token: int) -> tuple[int, int]:
        part = bisect_right(places, token) - 1
        if part not in read:
            size = places[part + 1] - places[part] if part + 1 < len(places) else None
            read[part] = list(islice(spans(text, begun[part]), size))
        return read[part][token - places[part]]

    return tuple(Mark(span(first)[0], span(last)[1], leaf) for first, last, leaf in stands)
