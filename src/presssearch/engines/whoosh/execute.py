"""Execute: a query tree -> the documents that match, as a mask over all of them.

Word, Phrase, Prefix ──► for each segment: slices of posting lists ──► ids, counts ──► one Match
  word      one slice for each language                        added up by document
  prefix    one slice: its terms follow each other             added up by document
  phrase    document and place as one number, less the place   intersected, rarest word first
            in the phrase:  (doc << 32) + place − n            equal for all words where they follow

And, Or, Not, filters, dates ──► masks, combined byte by byte
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import assert_never

import numpy as np

from presssearch.analysis.folding import fold
from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import pattern
from presssearch.engines.document import day_number
from presssearch.engines.leaves import CODE_FIELDS, TEXT_FIELDS, Leaf, fields_of
from presssearch.engines.whoosh.arrays import Array, Ints, Mask, encoded
from presssearch.engines.whoosh.map import SegmentReader, Slice
from presssearch.engines.whoosh.schema import code_field, form_field, stem_field, stem_term
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.fields import Field
from presssearch.query.tree import And, DateRange, Everything, Missing, Not, Or, Phrase, Prefix, Query, Word

_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Place:
    """What may stand at a place: any of some terms of a Whoosh field, or each that begins so."""

    field: str
    terms: tuple[bytes, ...]
    begins: bool = False

    def slices(self, reader: SegmentReader) -> list[Slice]:
        lists = reader.lists(self.field)
        if self.begins:
            first, end = lists.lexicon.beginning(self.terms[0])
            return [lists.slice(first, end)] if first < end else []
        return [found for term in self.terms if (found := lists.find(term)) is not None]


@dataclass(frozen=True, slots=True)
class Match:
    """The live documents in which a leaf matches a field, ascending, and at how many positions."""

    documents: Ints
    counts: Array


class Execution:
    """One search over one snapshot; leaves are looked up once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._matches: dict[tuple[Leaf, Field], Match] = {}

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
        key = (leaf, field)
        if key not in self._matches:
            self._matches[key] = self._match(_places(leaf, field, self.snapshot))
        return self._matches[key]

    def _match(self, places: Sequence[Place]) -> Match:
        documents, counts = [], []
        for reader, base in zip(self.snapshot.readers, self.snapshot.bases, strict=True) if places else ():
            found = _one(reader, places[0]) if len(places) == 1 else _phrase(reader, places)
            if len(found[0]):
                documents.append(np.add(found[0], base, dtype=np.int64))
                counts.append(found[1])
        if not documents:
            return Match(_NONE, _NONE)
        match = Match(*(part[0] if len(part) == 1 else np.concatenate(part) for part in (documents, counts)))
        if self.snapshot.whole:
            return match
        live = self.snapshot.live[match.documents]
        return match if live.all() else Match(match.documents[live], match.counts[live])

    def _leaf(self, leaf: Leaf) -> Mask:
        found = np.zeros(self.snapshot.size, dtype=np.bool_)
        if leaf.field in CODE_FIELDS and leaf.field is not None:
            place = Place(code_field(leaf.field), (encoded(fold(leaf.text)),), isinstance(leaf, Prefix))
            for reader, base in zip(self.snapshot.readers, self.snapshot.bases, strict=True):
                for part in place.slices(reader):
                    found[base : base + reader.size][part.ids] = True
            found &= self.snapshot.live
            return found
        for field, _ in fields_of(leaf):
            found[self.match(leaf, field).documents] = True
        return found


def _places(leaf: Leaf, field: Field, snapshot: Snapshot) -> list[Place]:
    """What may stand at each of the consecutive places that a leaf demands."""
    wanted = pattern(leaf.text)
    stemmed = field in TEXT_FIELDS and not isinstance(leaf, Prefix)
    found: list[Place] = []
    for form in wanted.forms:
        if stemmed:
            stems = tuple(stem_term(language, stem(form, language)) for language in snapshot.languages)
            found.append(Place(stem_field(field), stems))
        else:
            found.append(Place(form_field(field), (encoded(form),)))
    if found and (wanted.prefix or isinstance(leaf, Prefix)):
        found[-1] = Place(form_field(field), (encoded(wanted.forms[-1]),), begins=True)
    return found


def _one(reader: SegmentReader, place: Place) -> tuple[Array, Array]:
    """The documents of a segment in which a term of the place stands, ascending, and how often."""
    slices = place.slices(reader)
    if not slices:
        return _NONE, _NONE
    if len(slices) == 1 and not place.begins:
        return slices[0].ids, slices[0].weights()
    ids = np.concatenate([part.ids for part in slices])
    totals = np.bincount(ids, weights=np.concatenate([part.weights() for part in slices]), minlength=reader.size)
    documents = np.flatnonzero(totals)
    return documents, totals[documents]


def _phrase(reader: SegmentReader, places: Sequence[Place]) -> tuple[Array, Array]:
    """The documents of a segment in which the places follow each other, ascending, and how often."""
    slices = [place.slices(reader) for place in places]
    if not all(slices):
        return _NONE, _NONE
    by_size = sorted(range(len(places)), key=lambda n: sum(len(part.ids) for part in slices[n]))
    common = _Common(reader.size, slices[by_size[0]])
    for n in by_size[1:]:
        common.narrow(slices[n])
    keys: Ints | None = None
    here = sorted((common.keys(slices[n], n) for n in by_size), key=len)
    for some in here:
        keys = some if keys is None else _intersection(keys, some)
        if not len(keys):
            return _NONE, _NONE
    documents = (_NONE if keys is None else keys) >> 32
    new = np.flatnonzero(np.diff(documents, prepend=-1))
    return documents[new], np.diff(new, append=len(documents))


class _Common:
    """The documents of a segment that all words of a phrase share."""

    def __init__(self, size: int, slices: Sequence[Slice]) -> None:
        self._size = size
        self._mask = self._of(slices)

    def narrow(self, slices: Sequence[Slice]) -> None:
        self._mask &= self._of(slices)

    def keys(self, slices: Sequence[Slice], n: int) -> Ints:
        """Of each occurrence in those documents the document and the place, less n, as one number; ascending."""
        found = [self._keys(part, n) for part in slices]
        joined = found[0] if len(found) == 1 else np.concatenate(found)
        if len(found) > 1 or (len(joined) > 1 and not bool((joined[1:] > joined[:-1]).all())):
            joined.sort()
        return joined

    def _keys(self, part: Slice, n: int) -> Ints:
        rows = self._rows(part.ids)
        places, counts = part.places(rows)
        keys = np.repeat((part.ids[rows].astype(np.int64) << 32) - n, counts)
        keys += places
        return keys

    def _rows(self, ids: Array) -> Ints:
        return np.flatnonzero(self._mask[ids])

    def _of(self, slices: Sequence[Slice]) -> Mask:
        found = np.zeros(self._size, dtype=np.bool_)
        for part in slices:
            found[part.ids] = True
        return found


def _intersection(few: Ints, many: Ints) -> Ints:
    """Of two ascending arrays without repetitions."""
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    return few[many[at] == few] if len(many) else many
