"""Match: where a leaf of a query, or what near, same and the like make of leaves, stands in every segment.

leaf ──analysis──► what may stand at each of its places, as terms of a stream
                      │
                      ▼ for each segment
    one place      its postings: ids, main and others, as they are in the file
    several places its postings of the documents that all of them share ──► keys (positions.py)
                      │                                                        │
                      ▼                                                        ▼
    the body, or    the postings as they are               a field named: the keys that lie in its zone
    no field          │                                                        │
                      │            Near, Same, AtLeast, First ◄──► spans (spans.py)
                      ▼                                                        ▼
                    Match ◄────────────────────────────────────────────── counted by document
      documents, and how often it stands in each
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from presssearch.engines.batches.arrays import Array, Floats, Ints, Mask, distinct, found_in, without
from presssearch.engines.leaves import PARTS, field_of, is_stemmed, zone_of
from presssearch.engines.whoosh.lookup import Lookup, Place
from presssearch.engines.whoosh.map import Lists, SegmentReader
from presssearch.engines.whoosh.positions import following, inside, intervals, keys_of
from presssearch.engines.whoosh.schema import (
    LEAD,
    MAIN,
    QUARTERS,
    SAID,
    SPEAKERS,
    STREAMS,
    TEXT,
    stream_of,
)
from presssearch.engines.whoosh.slices import Slice
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.engines.whoosh.spans import (
    NOWHERE,
    Quotations,
    Spans,
    at_least,
    before,
    near,
    quotations_of,
    same,
    union,
)
from presssearch.fields import Field
from presssearch.query.tree import (
    And,
    AtLeast,
    Exact,
    First,
    Fuzzy,
    Leaf,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Same,
    Wildcard,
    Word,
)

_NONE = np.zeros(0, dtype=np.int64)
_FEW = 16  # times fewer: looked up one by one
_ZONE_QUARTERS = np.array([QUARTERS[field.name] for field in STREAMS[TEXT]])


@dataclass(frozen=True, slots=True)
class Match:
    """The live documents in which a leaf stands, ascending. How often, in each: `whole`, and as many quarters."""

    documents: Ints
    whole: Array
    quarters: Array | None = None

    def without(self, rows: Ints) -> "Match":
        """Some of the documents taken out, by their places here."""
        if not len(rows):
            return self
        columns = (self.documents, self.whole, self.quarters)
        documents, whole, quarters = (None if column is None else without(column, rows) for column in columns)
        assert documents is not None
        assert whole is not None
        return Match(documents, whole, quarters)

    def frequencies(self) -> Floats:
        """tf in the definition of scores (base.py)."""
        found: Floats = self.whole.astype(np.float64)
        if self.quarters is not None:
            found += 0.25 * self.quarters
        return found


class Matcher:
    """Looks up what stands at places for one search."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._looked_up: dict[Leaf, list[Place]] = {}
        self._phrases: dict[tuple[int, str, bool, str], Spans] = {}
        self.lookup = Lookup(snapshot)

    def match(self, query: Query) -> Match:
        """Where a leaf without a field, or with a TEXT or NAME field, or what is made of such leaves, stands."""
        snapshot, field = self._snapshot, field_of(query)
        places = self._places(query) if isinstance(query, Leaf) else None
        parts = []
        for reader, base in zip(snapshot.readers, snapshot.bases, strict=True):
            part = None
            if places is not None and len(places) == 1:
                slices = self.lookup.slices(places, reader, base)
                part = _of_postings(slices[0], field, reader.size) if slices else Match(_NONE, _NONE)
            if part is None:
                zones = self.zones(stream_of(field), reader, base)
                part = _counted(self._spans(query, reader, base).first, zones, weighed=field is None)
            if len(part.documents):
                parts.append(Match(part.documents + base, part.whole, part.quarters) if base else part)
        return self._alive(_end_to_end(parts))

    def is_word(self, query: Query) -> bool:
        """Is it one word, of whatever stems and languages?"""
        return isinstance(query, Word | Exact) and len(places := self._places(query)) == 1 and not places[0].begins

    def zones(self, stream: str, reader: SegmentReader, base: int) -> Array:
        """By document of a segment: where each zone begins."""
        return self._snapshot.zones(stream)[base : base + reader.size]

    def stands(self, leaf: Leaf, reader: SegmentReader, base: int, documents: Array) -> tuple[list[int], int]:
        """The keys at which a leaf stands in the text of a few documents of a segment, whatever its field; and of
        how many tokens it is. documents: ascending."""
        places = self.lookup.places(leaf, TEXT)
        spoken = self._snapshot.spoken[base : base + reader.size]
        common: set[int] = set()
        for number, place in enumerate(places):
            here = {key - number for key in _keys_in(place, reader.lists(place.field), spoken, documents)}
            common = common & here if number else here
            if not common:
                return [], 0
        if leaf.field in PARTS:
            first = np.array(sorted(common), dtype=np.int64)
            return self._in_part(Spans(first, first + len(places)), leaf.field, reader).first.tolist(), len(places)
        return list(common), len(places)

    def quoted(self, query: Query) -> Ints:
        """The live documents with a quotation that fulfils the child of a Quotation."""
        found = [_NONE]
        for reader, base in zip(self._snapshot.readers, self._snapshot.bases, strict=True):
            quotations = quotations_of(reader, "first", "end")
            held = self._fulfilling(query, reader, base, quotations)
            found.append(distinct(quotations.documents.compress(held)) + base)
        documents = np.concatenate(found)
        return documents.compress(self._snapshot.live.take(documents))

    # ---- spans ----

    def _spans(  # noqa: PLR0911 - one for each node
        self, query: Query, reader: SegmentReader, base: int, documents: Array | None = None
    ) -> Spans:
        """Where it stands in a segment. documents: ascending, to which what is wanted is limited."""
        match query:
            case Near():
                repeated = [query.children[:n].count(child) for n, child in enumerate(query.children)]
                return near(self._together(query.children, reader, base, documents), repeated, query.words)
            case Same():
                stream = stream_of(field_of(query))
                parts = self._together(query.children, reader, base, documents)
                return same(parts, self.zones(stream, reader, base), reader if stream == TEXT else None)
            case Or():
                return union([self._spans(child, reader, base, documents) for child in query.children])
            case AtLeast():
                return at_least(self._spans(query.child, reader, base, documents), query.count)
            case First():
                if stream_of(field_of(query)) != TEXT:
                    return NOWHERE
                part = self._spans(query.child, reader, base, documents)
                return before(part.held(_in_zone(part.first, self.zones(TEXT, reader, base), 0)), query.words)
            case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy():
                return self._leaf(query, reader, base, documents)
            case _:
                return NOWHERE

    def _together(
        self, queries: Sequence[Query], reader: SegmentReader, base: int, documents: Array | None
    ) -> list[Spans]:
        """Where each of several stands, in documents that hold every leaf of them: so the places of a frequent word
        are not read where the others are not."""
        for leaf in queries:
            if isinstance(leaf, Leaf):
                for part in self._slices(leaf, reader, base, documents):
                    ids = part.ids if part.ascending else distinct(part.ids)
                    documents = ids if documents is None else documents.compress(found_in(ids, documents)[1])
        return [self._spans(query, reader, base, documents) for query in queries]

    def _slices(self, leaf: Leaf, reader: SegmentReader, base: int, documents: Array | None) -> list[Slice]:
        """The postings of each place of a leaf; none where one has none."""
        places = self._places(leaf)
        return (self.lookup.slices(places, reader, base, documents) if places else None) or []

    def _places(self, leaf: Leaf) -> list[Place]:
        found = self._looked_up.get(leaf)
        if found is None:
            found = self._looked_up[leaf] = self.lookup.places(leaf)
        return found

    def _leaf(self, leaf: Leaf, reader: SegmentReader, base: int, documents: Array | None) -> Spans:
        if leaf.field is None:
            return self._in_stream(leaf, reader, base, documents)
        stream, zone = stream_of(leaf.field), zone_of(leaf.field)
        number = STREAMS[stream].index(zone)
        if zone == MAIN:
            found = self._in_stream(leaf, reader, base, documents)
        else:
            slices = self._slices(leaf, reader, base, documents)
            found = _following(list(map(_beside_main, slices)), reader.size) if slices else NOWHERE
        found = found.held(_in_zone(found.first, self.zones(stream, reader, base), number))
        return self._in_part(found, leaf.field, reader)

    def _in_stream(self, leaf: Leaf, reader: SegmentReader, base: int, documents: Array | None) -> Spans:
        """Where a leaf stands in the text, whatever its field. Of a phrase it is kept: what ranks it asks again."""
        key = (base, stream_of(leaf.field), is_stemmed(leaf), leaf.text)
        is_phrase = documents is None and isinstance(leaf, Word | Phrase | Exact) and len(self._places(leaf)) > 1
        found = self._phrases.get(key) if is_phrase else None
        if found is None:
            slices = self._slices(leaf, reader, base, documents)
            found = _following(slices, reader.size) if slices else NOWHERE
            if is_phrase:
                self._phrases[key] = found
        return found

    def _in_part(self, found: Spans, field: Field | None, reader: SegmentReader) -> Spans:
        """Those of the spans in the body that lie in a part of it, if the field is one."""
        if field == LEAD:
            return before(found, reader.numbers("length_lead"))
        return found.held(quotations_of(reader, "first", "end").around(found)) if field == SAID else found

    def _fulfilling(self, query: Query, reader: SegmentReader, base: int, quotations: Quotations) -> Mask:
        """Which quotations of a segment fulfil a condition."""
        if isinstance(query, And | Or):
            masks = [self._fulfilling(child, reader, base, quotations) for child in query.children]
            return reduce(np.logical_and if isinstance(query, And) else np.logical_or, masks)
        if isinstance(query, Not):
            return ~self._fulfilling(query.child, reader, base, quotations)
        if field_of(query) == SPEAKERS:
            quotations = quotations_of(reader, "speaker", "spoken")
        return quotations.holding(self._spans(query, reader, base))

    def _alive(self, match: Match) -> Match:
        if self._snapshot.whole:
            return match
        deleted = self._snapshot.deleted
        if _FEW * len(deleted) < len(match.documents):
            rows, held = found_in(match.documents, deleted)
            return match.without(rows.compress(held))
        return match.without((~self._snapshot.live.take(match.documents)).nonzero()[0])


def _keys_in(place: Place, lists: Lists, spoken: Array, documents: Array) -> Iterator[int]:
    """The keys of what may stand at a place, in a few documents: term by term, each told from the other documents by
    bisection, and no array made."""
    if place.begins or len(place.terms) > _FEW:
        found = place.postings(lists, spoken, documents)
        yield from keys_of(found).tolist() if found is not None else ()
        return
    for term, languages in place.terms:
        found = lists.find(term)
        if found is not None:
            yield from (
                (document << 32) + at
                for document, every in found.places_in(documents)
                if languages is None or languages[spoken[document]]
                for at in every
            )


def _beside_main(found: Slice) -> Slice:
    """The postings with a place in another zone than that of most tokens, as far as they tell: of a headline's words
    most places need not be read."""
    return found if found.others is None else found.standing(found.others.nonzero()[0])


def _following(slices: Sequence[Slice], size: int) -> Spans:
    """Where the places of a leaf follow each other in a segment."""
    keys = keys_of(slices[0]) if len(slices) == 1 else following(slices, size)
    return Spans(keys, keys + len(slices))


def _counted(keys: Ints, zones: Array, *, weighed: bool) -> Match:
    """The documents of keys, and how many there are in each, or what they weigh in their zones."""
    if not len(keys):
        return Match(_NONE, _NONE)
    documents = keys >> 32
    first = np.ones(len(keys) + 1, dtype=np.bool_)
    np.not_equal(documents[1:], documents[:-1], out=first[1:-1])
    new = first.nonzero()[0]
    if not weighed:
        return Match(documents.take(new[:-1]), new[1:] - new[:-1])
    weights = _ZONE_QUARTERS.take(intervals(keys, zones))
    return Match(documents.take(new[:-1]), np.add.reduceat(weights, new[:-1]) / 4)


def _in_zone(keys: Ints, zones: Array, number: int) -> Mask:
    last = number == zones.shape[1] - 1
    return inside(keys, zones[:, number] if number else None, None if last else zones[:, number + 1])


def _of_postings(found: Slice, field: Field | None, size: int) -> Match | None:
    """What the postings of a segment amount to, as far as they tell without their places."""
    main, others = found.main, found.others
    if main is None or others is None or field not in (None, MAIN):
        return None
    if not found.ascending:
        totals = np.bincount(found.ids, weights=main if field else 4.0 * main + others, minlength=size)
        documents = totals.nonzero()[0]
        return Match(documents, totals.take(documents) if field else totals.take(documents) / 4)
    if field is None:
        return Match(found.ids.astype(np.int64), main, others if others.any() else None)
    held = main > 0
    if held.all():
        return Match(found.ids.astype(np.int64), main)
    return Match(found.ids.compress(held).astype(np.int64), main.compress(held))


def _end_to_end(parts: Sequence[Match]) -> Match:
    if len(parts) < 2:
        return parts[0] if parts else Match(_NONE, _NONE)
    quarters = [np.zeros(len(p.whole), np.uint8) if p.quarters is None else p.quarters for p in parts]
    return Match(
        np.concatenate([part.documents for part in parts]),
        np.concatenate([part.whole for part in parts]),
        np.concatenate(quarters) if any(part.quarters is not None for part in parts) else None,
    )
