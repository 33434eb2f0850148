"""Execute: a query tree -> the live documents that match.

    leaves, Near, Same … ──match.py──► ascending documents ─┐
    DateRange, Missing ──► masks                            ├──► Selection: And, Or, Not (selection.py)
    filters (facets.py) ──► masks                          ─┘

Every node of a tree gives a Selection here, and in no other place; what one asks of places is in spans.py.
"""

import math
from datetime import date
from functools import reduce
from typing import assert_never

import numpy as np

from presssearch.analysis.folding import fold
from presssearch.engines.batches.arrays import Mask, encoded
from presssearch.engines.document import day_number
from presssearch.engines.leaves import field_of, guessed_leaves, loosened
from presssearch.engines.whoosh.match import Matcher
from presssearch.engines.whoosh.schema import code_field
from presssearch.engines.whoosh.selection import Selection, any_of, so_many_of
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.engines.whoosh.terms import Term
from presssearch.fields import Field, Kind
from presssearch.query.tree import (
    And,
    AtLeast,
    DateRange,
    Everything,
    Exact,
    First,
    Fuzzy,
    Leaf,
    Missing,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Quotation,
    Same,
    Wildcard,
    Word,
)


class Execution:
    """One search over one snapshot; leaves are looked up once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._matcher = Matcher(snapshot)
        self._terms: dict[Query, Term] = {}

    def matching(self, query: Query) -> Selection:
        match query:
            case Everything():
                found = Selection(self.snapshot, mask=self.snapshot.live)
            case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy():
                found = self._leaf(query)
            case Near() | Same() | AtLeast() | First():
                found = Selection(self.snapshot, term=self.term(query))
            case Quotation():
                found = Selection(self.snapshot, documents=self._matcher.quoted(query.child))
            case DateRange():
                found = Selection(self.snapshot, mask=self.in_range(query))
            case Missing():
                found = Selection(self.snapshot, mask=self.snapshot.missing(query.field))
            case And():
                found = reduce(Selection.both, map(self.matching, query.children))
            case Or():
                found = any_of([self.matching(child) for child in query.children])
            case Not():
                found = self.matching(query.child).others()
            case _:
                assert_never(query)
        return found

    def loosely(self, query: Query, least: int | None) -> Selection:
        """As `matching`, with `least` as in base.py."""
        bound, free, enough = loosened(query, least)
        parts = [self.matching(child) for child in bound]
        if free:
            parts.append(so_many_of([self.matching(child) for child in free], enough))
        return reduce(Selection.both, parts)

    def in_range(self, dates: DateRange) -> Mask:
        first, last = self.snapshot.numbers("first"), self.snapshot.numbers("last")
        after, before = day_number(dates.first or date.min), day_number(dates.last or date.max)
        return self.snapshot.live & (first >= after) & (last <= before)  # first is 0, before any day, where unknown

    def term(self, query: Query) -> Term:
        """Where what scores stands."""
        snapshot = self.snapshot
        found: Term | None = self._terms.get(query) or snapshot.terms.get(query)
        if found is None:
            match = self._matcher.match(query)
            idf = math.log(snapshot.count / (len(match.documents) + 1)) + 1 if len(match.documents) else 0.0
            found = Term(match, snapshot.size, idf, snapshot.norms(field_of(query)))
            if self._matcher.is_word(query):
                snapshot.terms.put(query, found)
        self._terms[query] = found
        return found

    def cut(self, query: Query) -> tuple[Leaf, ...]:
        """The leaves of a query that was executed which stand for more forms than were looked for."""
        return tuple(leaf for leaf in dict.fromkeys(guessed_leaves(query)) if self._matcher.lookup.is_cut(leaf))

    def _leaf(self, leaf: Leaf) -> Selection:
        if leaf.field is None or leaf.field.kind in (Kind.TEXT, Kind.NAME):
            return Selection(self.snapshot, term=self.term(leaf))
        if leaf.field.kind is Kind.CODE:
            return Selection(self.snapshot, mask=self._code(leaf, leaf.field))
        return Selection(self.snapshot, mask=np.zeros(self.snapshot.size, dtype=np.bool_))

    def _code(self, leaf: Leaf, field: Field) -> Mask:
        """The documents with a value that equals, or that begins so."""
        mask = np.zeros(self.snapshot.size, dtype=np.bool_)
        wanted = encoded(fold(leaf.text))
        for reader, base in zip(self.snapshot.readers, self.snapshot.bases, strict=True):
            lists = reader.lists(code_field(field))
            if isinstance(leaf, Wildcard | Fuzzy):
                continue
            first, end = lists.lexicon.beginning(wanted) if isinstance(leaf, Prefix) else lists.lexicon.range_of(wanted)
            mask[base : base + reader.size][lists.slice(first, end).ids] = True
        return mask & self.snapshot.live
