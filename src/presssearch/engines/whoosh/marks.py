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
from presssearch.article import Article
from presssearch.engines.base import Mark, Marks
from presssearch.engines.leaves import shown_in
from presssearch.engines.passages import Stand, best
from presssearch.engines.whoosh.arrays import U32
from presssearch.engines.whoosh.map import SegmentReader
from presssearch.engines.whoosh.match import Matcher
from presssearch.engines.whoosh.positions import places_of
from presssearch.engines.whoosh.schema import MAIN, STREAMS, TEXT
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.query.tree import Leaf

_ZONES = tuple(zone.name for zone in STREAMS[TEXT])


@dataclass(slots=True)
class _Found:
    """An article of a segment, and where the leaves stand in its texts."""

    document: int
    article: Article
    stands: dict[str, list[Stand]] = field(default_factory=dict)


def marks(snapshot: Snapshot, leaves: Sequence[Leaf], articles: Sequence[Article], passages: int | None) -> list[Marks]:
    """As the protocol says."""
    matcher = Matcher(snapshot)
    known: dict[str, Marks] = {}
    for reader, base in zip(snapshot.readers, snapshot.bases, strict=True):
        found = _located(snapshot, reader, base, articles)
        if found:
            _stand(matcher, leaves, reader, base, found)
            known |= {each.article.id: _marks(reader, each, passages) for each in found.values()}
    return [known.get(article.id, Marks()) for article in articles]


def _located(snapshot: Snapshot, reader: SegmentReader, base: int, articles: Sequence[Article]) -> dict[int, _Found]:
    """The articles that are live in a segment, in the revision at hand, by document."""
    found = {}
    for article in articles:
        document = reader.document_of(article.id)
        if document is None or not snapshot.live[base + document]:
            continue
        if int(reader.numbers("revision")[document]) == article.revision:
            found[document] = _Found(document, article)
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
        for document, zone, place in places_of(keys, matcher.zones(TEXT, reader, base)):
            if _ZONES[zone] in names:
                stands = found[document].stands.setdefault(_ZONES[zone], [])
                stands.append(Stand(place, place + length - 1, number))


def _marks(reader: SegmentReader, found: _Found, passages: int | None) -> Marks:
    body, headline = (sorted(found.stands.get(name, ())) for name in (MAIN.name, "headline"))
    if passages is not None:
        body = best(body, passages)
    return Marks(
        headline=_of_text(found.article.headline or "", headline, [0], [0]),
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
