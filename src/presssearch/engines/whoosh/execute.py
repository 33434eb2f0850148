"""Which documents match: the query tree over masks of all documents; leaves from posting lists."""

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
from presssearch.engines.whoosh.arrays import Ints
from presssearch.engines.whoosh.merge import Mask
from presssearch.engines.whoosh.postings import Postings
from presssearch.engines.whoosh.schema import (
    code_field,
    form_field,
    stem_field,
    stem_term,
    term,
)
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.fields import Field
from presssearch.query.tree import And, DateRange, Everything, Missing, Not, Or, Phrase, Prefix, Query, Word

Terms = tuple[str, Sequence[bytes]]  # a Whoosh field and terms of it, any of which may stand at a place

_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Match:
    """The live documents in which a leaf matches a field, ascending, and at how many positions."""

    documents: Ints
    counts: Ints


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
                found = self.snapshot.missing(query.field)
            case And():
                found = reduce(np.logical_and, map(self.matching, query.children), self.snapshot.live.copy())
            case Or():
                found = reduce(np.logical_or, map(self.matching, query.children), self._nothing())
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
            self._matches[key] = self._live(self._positions(_places(leaf, field, self.snapshot)))
        return self._matches[key]

    def _leaf(self, leaf: Leaf) -> Mask:
        found = self._nothing()
        if leaf.field in CODE_FIELDS and leaf.field is not None:
            for code in self._codes(leaf, leaf.field):
                postings = self.snapshot.postings(code_field(leaf.field), code)
                if postings is not None:
                    found[postings.documents] = True
            return found & self.snapshot.live
        for field, _ in fields_of(leaf):
            found[self.match(leaf, field).documents] = True
        return found

    def _codes(self, leaf: Leaf, field: Field) -> list[bytes]:
        wanted = term(fold(leaf.text))
        return self.snapshot.terms(code_field(field), wanted) if isinstance(leaf, Prefix) else [wanted]

    def _positions(self, places: Sequence[Terms]) -> Match:
        """The documents in which some term of each place stands, one place behind the other."""
        if len(places) == 1:
            return _summed(self._lists(places[0]))
        keys: Ints | None = None
        for at, terms in enumerate(places):
            here = [_keys(postings) - at for postings in self._lists(terms)]
            joined = here[0] if len(here) == 1 else np.sort(np.concatenate([_NONE, *here]))
            keys = joined if keys is None else np.intersect1d(keys, joined, assume_unique=True)
            if not len(keys):
                break
        documents, counts = np.unique((_NONE if keys is None else keys) >> 32, return_counts=True)
        return Match(documents, counts)

    def _lists(self, terms: Terms) -> list[Postings]:
        field, names = terms
        return [p for name in names if (p := self.snapshot.postings(field, name)) is not None]

    def _live(self, match: Match) -> Match:
        live = self.snapshot.live[match.documents]
        return match if live.all() else Match(match.documents[live], match.counts[live])

    def _nothing(self) -> Mask:
        return np.zeros(self.snapshot.size, dtype=np.bool_)


def _places(leaf: Leaf, field: Field, snapshot: Snapshot) -> list[Terms]:
    """The terms that may stand at each of the consecutive places that a leaf demands."""
    wanted = pattern(leaf.text)
    stemmed = field in TEXT_FIELDS and not isinstance(leaf, Prefix)
    found: list[Terms] = []
    for form in wanted.forms:
        if stemmed:
            stems = [stem_term(language, stem(form, language)) for language in snapshot.languages]
            found.append((stem_field(field), stems))
        else:
            found.append((form_field(field), [term(form)]))
    if found and (wanted.prefix or isinstance(leaf, Prefix)):
        found[-1] = (form_field(field), snapshot.terms(form_field(field), term(wanted.forms[-1])))
    return found


def _summed(lists: Sequence[Postings]) -> Match:
    """The documents of several lists, with the sum of their counts."""
    if len(lists) == 1:
        return Match(lists[0].documents, lists[0].counts)
    documents = np.concatenate([_NONE, *(postings.documents for postings in lists)])
    counts = np.concatenate([_NONE, *(postings.counts for postings in lists)])
    found, where = np.unique(documents, return_inverse=True)
    return Match(found, np.bincount(where, weights=counts, minlength=len(found)).astype(np.int64))


def _keys(postings: Postings) -> Ints:
    """Document and position of each occurrence as one number, ascending."""
    return (np.repeat(postings.documents, postings.counts) << 32) + postings.places
