"""Match: where a leaf of a query stands, in every segment.

    leaf ──analysis──► what may stand at each of its places, as terms of a stream
                          │
                          ▼ for each segment
        one place      its postings: ids, main and others, as they are in the file
        several places its postings of the documents that all of them share ──► keys (positions.py)
                          │                                                        │
                          ▼                                                        ▼
        a field named: the postings that are in its zone            the keys that lie in its zone
                          │                                                        │
                          └────────────────────► Match ◄───────────────────────────┘
                                    documents, and how often the leaf stands in each

A query node that asks for positions (a distance, a paragraph, a quotation) gives keys as `_keys` does;
all that follows from keys, the zone, the frequency and so the score, is here already.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import pattern
from presssearch.engines.leaves import Leaf, is_stemmed
from presssearch.engines.whoosh.arrays import Array, Floats, Ints, Mask, encoded, found_in, without
from presssearch.engines.whoosh.map import Lists, SegmentReader, Slice, joined_slices
from presssearch.engines.whoosh.positions import following, inside, intervals, keys_of
from presssearch.engines.whoosh.schema import MAIN, QUARTERS, STREAM_OF, STREAMS, TEXT, form_field, stem_field
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.fields import Field
from presssearch.query.tree import Prefix

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

    def frequencies(self, rows: Ints | None = None) -> Floats:
        """tf in the definition of scores (base.py), of some of the documents or of all."""
        whole, quarters = self.whole, self.quarters
        if rows is not None:
            whole, quarters = whole.take(rows), None if quarters is None else quarters.take(rows)
        found: Floats = whole.astype(np.float64)
        if quarters is not None:
            found += 0.25 * quarters
        return found


@dataclass(frozen=True, slots=True)
class _Place:
    """What may stand at a place: terms of a Whoosh field, each in articles of some languages (None: of all);
    or every term that begins so."""

    field: str
    terms: Sequence[tuple[bytes, Mask | None]]
    begins: bool = False

    def postings(self, lists: Lists, spoken: Array, documents: Array | None = None) -> Slice | None:
        """In a segment; None where there are none. spoken: by document, its language; documents: ascending, to
        which what is wanted is limited."""
        if self.begins:
            first, end = lists.lexicon.beginning(self.terms[0][0])
            found = _limited(lists.slice(first, end), documents)
            return found if len(found.ids) else None
        parts = []
        for term, languages in self.terms:
            part = lists.find(term)
            if part is not None:
                part = _limited(part, documents)
            if part is not None and languages is not None:
                held = languages.take(spoken.take(part.ids))
                part = part if held.all() else part.take(held.nonzero()[0])
            if part is not None and len(part.ids):
                parts.append(part)
        return joined_slices(parts) if parts else None


class Matcher:
    """Looks up the leaves of one search, each of them once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[tuple[type[Leaf], str, str], Match] = {}

    def zones(self, stream: str, reader: SegmentReader, base: int) -> Array:
        """By document of a segment: where each zone begins."""
        return self._snapshot.zones(stream)[base : base + reader.size]

    def match(self, leaf: Leaf) -> Match:
        """Where a leaf without a field, or with a TEXT or NAME field, stands."""
        key = (type(leaf), leaf.text, leaf.field.name if leaf.field else "")
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._match(leaf)
        return found

    def stands(self, leaf: Leaf, reader: SegmentReader, base: int, documents: Array) -> tuple[Ints, int]:
        """The keys at which a leaf stands in the text of some documents of a segment, whatever its field; and of
        how many tokens it is. documents: ascending."""
        places = self._places(leaf, TEXT)
        slices = self._slices(places, reader, base, documents) if places else None
        return _NONE if slices is None else _keys(slices, reader.size), len(places)

    def _match(self, leaf: Leaf) -> Match:
        snapshot, field = self._snapshot, leaf.field
        places = self._places(leaf, STREAM_OF[field.name] if field else TEXT)
        parts = []
        for reader, base in zip(snapshot.readers, snapshot.bases, strict=True) if places else ():
            slices = self._slices(places, reader, base)
            if slices is None:
                continue
            part = None
            if len(slices) == 1:
                part = _of_postings(slices[0], field, reader.size)
            if part is None:
                zones = self.zones(STREAM_OF[field.name] if field else TEXT, reader, base)
                part = _of_keys(_keys(slices, reader.size), field, zones)
            if len(part.documents):
                parts.append(Match(part.documents + base, part.whole, part.quarters) if base else part)
        return self._alive(_end_to_end(parts))

    def _places(self, leaf: Leaf, stream: str) -> list[_Place]:
        """What may stand at each of the consecutive places that a leaf demands."""
        wanted = pattern(leaf.text)
        if is_stemmed(leaf):
            found = [_Place(stem_field(stream), self._stems(form)) for form in wanted.forms]
        else:
            found = [_Place(form_field(stream), [(encoded(form), None)]) for form in wanted.forms]
        if found and (wanted.prefix or isinstance(leaf, Prefix)):
            found[-1] = _Place(form_field(stream), [(encoded(wanted.forms[-1]), None)], begins=True)
        return found

    def _stems(self, form: str) -> list[tuple[bytes, Mask | None]]:
        """The stems of a form, each with the languages that have it."""
        languages = self._snapshot.languages
        stems = [stem(form, language) for language in languages]
        distinct = set(stems)
        if len(distinct) == 1:
            return [(encoded(stems[0]), None)]
        return [(encoded(one), np.array([other == one for other in stems])) for one in sorted(distinct)]

    def _slices(
        self, places: Sequence[_Place], reader: SegmentReader, base: int, documents: Array | None = None
    ) -> list[Slice] | None:
        """The postings of each place in a segment; None where one has none."""
        spoken = self._snapshot.spoken[base : base + reader.size]
        slices = []
        for place in places:
            found = place.postings(reader.lists(place.field), spoken, documents)
            if found is None:
                return None
            slices.append(found)
        return slices

    def _alive(self, match: Match) -> Match:
        if self._snapshot.whole:
            return match
        deleted = self._snapshot.deleted
        if _FEW * len(deleted) < len(match.documents):
            rows, held = found_in(match.documents, deleted)
            return match.without(rows.compress(held))
        return match.without((~self._snapshot.live.take(match.documents)).nonzero()[0])


def _limited(found: Slice, documents: Array | None) -> Slice:
    """The postings of some documents."""
    if documents is None:
        return found
    if not found.ascending:
        return found.take(np.isin(found.ids, documents).nonzero()[0])
    rows, held = found_in(found.ids, documents)
    return found.take(rows.compress(held))


def _keys(slices: Sequence[Slice], size: int) -> Ints:
    """Where the places follow each other in a segment."""
    return keys_of(slices[0]) if len(slices) == 1 else following(slices, size)


def _of_keys(keys: Ints, field: Field | None, zones: Array) -> Match:
    """What the keys of a segment amount to: those in the zone of a field, or all, weighed."""
    if field is not None:
        keys = keys.compress(_in_zone(keys, zones, STREAMS[STREAM_OF[field.name]].index(field)))
    documents = keys >> 32
    new = np.flatnonzero(np.diff(documents, prepend=-1))
    if field is not None or not len(keys):
        return Match(documents[new], np.diff(new, append=len(keys)))
    weights = _ZONE_QUARTERS.take(intervals(keys, zones))
    return Match(documents[new], np.add.reduceat(weights, new) / 4)


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
