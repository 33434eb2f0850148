"""Lookup: a leaf of a query -> the posting lists of its words in each segment.

leaf ──analysis──► what may stand at each of its consecutive places, as terms of a stream
a word             its stems, one for each language that has another
what is begun      all terms that begin so: they follow each other in the lexicon
what is guessed    the forms of all segments that fit, nearest first, MAX_FORMS of them
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import pattern
from presssearch.engines.base import MAX_FORMS
from presssearch.engines.batches.arrays import Array, Mask, decoded, encoded, found_in
from presssearch.engines.leaves import is_stemmed, stands_for
from presssearch.engines.whoosh.map import Lists, SegmentReader
from presssearch.engines.whoosh.schema import form_field, stem_field, stream_of
from presssearch.engines.whoosh.slices import Slice, gathered_slices, joined_slices
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.query.guesses import beginning_of
from presssearch.query.tree import Fuzzy, Leaf, Prefix, Wildcard


@dataclass(frozen=True, slots=True)
class Place:
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
            whole = _limited(lists.slice(first, end), documents)
            return whole if len(whole.ids) else None
        found, apart = [], True
        for term, languages in self.terms:
            part = lists.find(term)
            if part is not None:
                part = _limited(part, documents)
            if part is not None and languages is not None:
                held = languages.take(spoken.take(part.ids))
                part = part if held.all() else part.take(held.nonzero()[0])
            if part is not None and len(part.ids):
                found.append(part)
                apart = apart and languages is not None
        if not found:
            return None
        return joined_slices(found) if apart else gathered_slices(found)


class Lookup:
    """Looks up leaves for one search."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._forms: dict[Leaf, list[str]] = {}

    def is_cut(self, leaf: Wildcard | Fuzzy) -> bool:
        """Does it stand for more forms than are looked for?"""
        return len(self.guessed(leaf)) > MAX_FORMS

    def places(self, leaf: Leaf, stream: str | None = None) -> list[Place]:
        """What may stand at each of the consecutive places that a leaf demands. stream: where it is looked for,
        if not where its field is."""
        stream = stream or stream_of(leaf.field)
        if isinstance(leaf, Wildcard | Fuzzy):
            return [Place(form_field(stream), [(encoded(form), None) for form in self.guessed(leaf)[:MAX_FORMS]])]
        wanted = pattern(leaf.text)
        if is_stemmed(leaf):
            found = [Place(stem_field(stream), self._stems(form)) for form in wanted.forms]
        else:
            found = [Place(form_field(stream), [(encoded(form), None)]) for form in wanted.forms]
        if found and (wanted.prefix or isinstance(leaf, Prefix)):
            found[-1] = Place(form_field(stream), [(encoded(wanted.forms[-1]), None)], begins=True)
        return found

    def guessed(self, leaf: Wildcard | Fuzzy) -> list[str]:
        """The forms that a leaf stands for: as many as count, and one more where there are more."""
        found = self._forms.get(leaf)
        if found is None:
            beginning, field = beginning_of(leaf), form_field(stream_of(leaf.field))
            known: set[str] = set()
            for reader in self._snapshot.readers if beginning else ():
                lexicon = reader.lexicon(field)
                known.update(map(decoded, lexicon.terms(*lexicon.beginning(encoded(beginning or "")))))
            found = stands_for(leaf, known)
            # without deletions every form is alive; a search finds none of a dead one, but a mark in a text may
            if len(found) > MAX_FORMS or not self._snapshot.whole:
                found = list(islice(filter(partial(self._is_alive, field), found), MAX_FORMS + 1))
            self._forms[leaf] = found
        return found

    def _is_alive(self, field: str, form: str) -> bool:
        """Does a live document have the form?"""
        for reader, base in zip(self._snapshot.readers, self._snapshot.bases, strict=True):
            part = reader.lists(field).find(encoded(form))
            if part is not None and self._snapshot.live[base : base + reader.size].take(part.ids).any():
                return True
        return False

    def _stems(self, form: str) -> list[tuple[bytes, Mask | None]]:
        """The stems of a form, each with the languages that have it."""
        languages = self._snapshot.languages
        stems = [stem(form, language) for language in languages]
        distinct = set(stems)
        if len(distinct) == 1:
            return [(encoded(stems[0]), None)]
        return [(encoded(one), np.array([other == one for other in stems])) for one in sorted(distinct)]

    def slices(
        self, places: Sequence[Place], reader: SegmentReader, base: int, documents: Array | None = None
    ) -> list[Slice] | None:
        """The postings of each place in a segment; None where one has none."""
        spoken = self._snapshot.spoken[base : base + reader.size]
        slices = []
        for place in places:
            found = place.postings(reader.lists(place.field), spoken, documents)
            if found is None:
                return None
            slices.append(found)
            self._snapshot.has_read(len(found.ids))
        return slices


def _limited(found: Slice, documents: Array | None) -> Slice:
    """The postings of some documents."""
    if documents is None:
        return found
    if not found.ascending:
        return found.take(np.isin(found.ids, documents).nonzero()[0])
    rows, held = found_in(found.ids, documents)
    return found.take(rows.compress(held))
