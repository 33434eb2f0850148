"""Execute: a query tree -> the documents that match, as a mask over all of them.

Word, Phrase, Prefix ──► for each segment: slices of posting lists ──► ids, counts ──► one Match
  word      one slice for each language                        added up by document
  prefix    one slice: its terms follow each other             added up by document
  phrase    document and place as one number, less the place   intersected, rarest word first
            in the phrase:  (doc << 32) + place − n            equal for all words where they follow

And, Or, Not, filters, dates ──► masks, combined byte by byte
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import assert_never

import numpy as np

from presssearch.analysis.folding import fold
from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import Pattern, pattern
from presssearch.engines.document import day_number
from presssearch.engines.leaves import Leaf, fields_of
from presssearch.engines.whoosh.arrays import Array, Ints, Mask, encoded
from presssearch.engines.whoosh.map import Lists, SegmentReader, Slice
from presssearch.engines.whoosh.schema import code_field, form_field, stem_field, stem_term
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.fields import Field, Kind
from presssearch.query.tree import And, DateRange, Everything, Missing, Not, Or, Phrase, Prefix, Query, Word

_NONE = np.zeros(0, dtype=np.int64)
_FEW = 16  # times fewer: looked up one by one rather than marked in a mask


@dataclass(frozen=True, slots=True)
class Place:
    """What may stand at a place: any of some terms of a Whoosh field, or each that begins so."""

    field: str
    terms: tuple[bytes, ...]
    begins: bool = False

    def slices(self, lists: Lists) -> list[Slice]:
        if self.begins:
            first, end = lists.lexicon.beginning(self.terms[0])
            return [lists.slice(first, end)] if first < end else []
        numbers = [lists.lexicon.number_of(term) for term in self.terms]
        return [lists.slice(n, n + 1) for n in numbers if n is not None]


@dataclass(frozen=True, slots=True)
class Match:
    """The live documents in which a leaf matches a field, ascending, and at how many positions."""

    documents: Ints
    counts: Array


class Execution:
    """One search over one snapshot; leaves are looked up once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._matches: dict[tuple[type[Leaf], str, str], Match] = {}
        self._patterns: dict[str, Pattern] = {}

    def matching(self, query: Query) -> Mask:
        """The live documents that match."""
        match query:
            case Everything():
                found = self.snapshot.live.copy()
            case Word() | Phrase() | Prefix():
                found = self._leaf(query)
            case DateRange():
                found = self.in_range(query)
            case Missing():
                found = self.snapshot.missing(query.field).copy()
            case And():
                found = reduce(np.logical_and, map(self.matching, query.children))
            case Or():
                found = reduce(np.logical_or, map(self.matching, query.children))
            case Not():
                found = self.snapshot.live & ~self.matching(query.child)
            case _:
                assert_never(query)
        return found

    def in_range(self, dates: DateRange) -> Mask:
        first, last = self.snapshot.numbers("first"), self.snapshot.numbers("last")
        after, before = day_number(dates.first or date.min), day_number(dates.last or date.max)
        return self.snapshot.live & (first >= after) & (last <= before)  # first is 0, before any day, where unknown

    def match(self, leaf: Leaf, field: Field) -> Match:
        """Where a leaf matches a TEXT or NAME field."""
        key = (type(leaf), leaf.text, field.name)
        found = self._matches.get(key)
        if found is None:
            found = self._matches[key] = self._match(self._places(leaf, field))
        return found

    def _match(self, places: Sequence[Place]) -> Match:
        documents, counts = [], []
        for base, found in self._by_segment(places):
            if len(found[0]):
                documents.append(np.add(found[0], base, dtype=np.int64))
                counts.append(found[1])
        if not documents:
            return Match(_NONE, _NONE)
        match = Match(*(part[0] if len(part) == 1 else np.concatenate(part) for part in (documents, counts)))
        if self.snapshot.whole:
            return match
        live = self.snapshot.live.take(match.documents)
        return match if live.all() else Match(match.documents.compress(live), match.counts.compress(live))

    def _by_segment(self, places: Sequence[Place]) -> Iterator[tuple[int, tuple[Array, Array]]]:
        if not places:
            return
        segments = self.snapshot.lists(places[0].field)
        if len(places) > 1:
            for reader, base, _ in segments:
                yield base, _phrase(reader, places)
            return
        for reader, base, lists in segments:
            slices = places[0].slices(lists)
            if slices:
                yield base, _added_up(slices, reader.size)

    def _leaf(self, leaf: Leaf) -> Mask:
        found = np.zeros(self.snapshot.size, dtype=np.bool_)
        if leaf.field is not None and leaf.field.kind is Kind.CODE:
            place = Place(code_field(leaf.field), (encoded(fold(leaf.text)),), isinstance(leaf, Prefix))
            for reader, base, lists in self.snapshot.lists(place.field):
                for part in place.slices(lists):
                    found[base : base + reader.size][part.ids] = True
            found &= self.snapshot.live
            return found
        for field, _ in fields_of(leaf):
            found[self.match(leaf, field).documents] = True
        return found

    def _places(self, leaf: Leaf, field: Field) -> list[Place]:
        """What may stand at each of the consecutive places that a leaf demands."""
        wanted = self._patterns.get(leaf.text)
        if wanted is None:
            wanted = self._patterns[leaf.text] = pattern(leaf.text)
        found: list[Place] = []
        for form in wanted.forms:
            if field.kind is Kind.TEXT and not isinstance(leaf, Prefix):
                stems = tuple(stem_term(language, stem(form, language)) for language in self.snapshot.languages)
                found.append(Place(stem_field(field), stems))
            else:
                found.append(Place(form_field(field), (encoded(form),)))
        if found and (wanted.prefix or isinstance(leaf, Prefix)):
            found[-1] = Place(form_field(field), (encoded(wanted.forms[-1]),), begins=True)
        return found


def _added_up(slices: Sequence[Slice], size: int) -> tuple[Array, Array]:
    """The documents of a segment of that size that the slices name, ascending, and how often."""
    if len(slices) == 1 and slices[0].ascending:
        return slices[0].ids, slices[0].weights()
    ids = np.concatenate([part.ids for part in slices])
    totals = np.bincount(ids, weights=np.concatenate([part.weights() for part in slices]), minlength=size)
    documents = np.flatnonzero(totals)
    return documents, totals[documents]


def _phrase(reader: SegmentReader, places: Sequence[Place]) -> tuple[Array, Array]:
    """The documents of a segment in which the places follow each other, ascending, and how often."""
    slices: list[list[Slice]] = []
    for place in places:
        slices.append(place.slices(reader.lists(place.field)))
        if not slices[-1]:
            return _NONE, _NONE
    by_size = sorted(range(len(places)), key=lambda n: sum(len(part.ids) for part in slices[n]))
    common = _documents(slices[by_size[0]])
    for n in by_size[1:]:
        common = _shared(common, slices[n], reader.size)
        if not len(common):
            return _NONE, _NONE
    keys: Ints | None = None
    for n in by_size:
        here = _keys(slices[n], common, reader.size, n)
        keys = here if keys is None else _intersection(*sorted((keys, here), key=len))
        if not len(keys):
            return _NONE, _NONE
    documents = (_NONE if keys is None else keys) >> 32
    new = np.flatnonzero(np.diff(documents, prepend=-1))
    return documents[new], np.diff(new, append=len(documents))


def _documents(slices: Sequence[Slice]) -> Array:
    """Ascending."""
    if len(slices) == 1 and slices[0].ascending:
        return slices[0].ids
    return np.unique(np.concatenate([part.ids for part in slices]))


def _shared(documents: Array, slices: Sequence[Slice], size: int) -> Array:
    """Those of the documents that a slice names."""
    if len(slices) == 1 and slices[0].ascending and _FEW * len(documents) < len(slices[0].ids):
        return documents[_found(documents, slices[0].ids)[1]]
    mask = np.zeros(size, dtype=np.bool_)
    for part in slices:
        mask[part.ids] = True
    return documents[mask[documents]]


def _keys(slices: Sequence[Slice], documents: Array, size: int, n: int) -> Ints:
    """Of each occurrence in the documents the document and the place, less n, as one number; ascending."""
    found = []
    for part in slices:
        if part.ascending and _FEW * len(documents) < len(part.ids):
            at, held = _found(documents, part.ids)
            rows = at[held]
        else:
            mask = np.zeros(size, dtype=np.bool_)
            mask[documents] = True
            rows = np.flatnonzero(mask[part.ids])
        places, counts = part.places(rows)
        keys = np.repeat((part.ids[rows].astype(np.int64) << 32) - n, counts)
        keys += places
        found.append(keys)
    if len(found) == 1 and slices[0].ascending:
        return found[0]
    return np.sort(np.concatenate(found))


def _found(few: Array, many: Array) -> tuple[Ints, Mask]:
    """Where each of few would stand in many, and whether it does; both ascending and of one type."""
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    return at, many[at] == few


def _intersection(few: Ints, many: Ints) -> Ints:
    """Of two ascending arrays without repetitions."""
    if _FEW * len(few) < len(many):
        return few[_found(few, many)[1]]
    both = np.concatenate((few, many))
    both.sort(kind="stable")  # a merge, for what it is given are two runs
    return both[1:].compress(both[1:] == both[:-1])
