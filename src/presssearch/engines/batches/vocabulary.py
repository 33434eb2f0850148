"""Vocabulary: the chunks and terms that a writer has met, numbered, each of them analysed once.

chunk   b"Ministers,"  ─►  7         parts    …  41 …         the terms of all chunks, end to end
                                     counts   …  1  …         how many each has: none for a dash, two for d'État
term    ministers      ─►  41        stems    en: …  42  …    by number of a form, that of its stem: minist

Numbers hold for as long as a vocabulary is kept, which is for several batches: most chunks repeat.
"""

from array import array
from itertools import chain

import numpy as np

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import forms_of_chunk
from presssearch.engines.batches.arrays import Array, Ints, cut_out, decoded_all, encoded
from presssearch.engines.batches.numbering import Numbering

_MAX_BYTES = 4_000_000  # of chunks: where no spaces part words, a chunk is a sentence
_UNKNOWN = 0xFFFFFFFF


class _Numbers(dict[str, int]):
    """Term -> its number, given at first sight. texts: by number; terms: the same in UTF-8."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.terms: list[bytes] = []

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self.texts)
        self.texts.append(term)
        self.terms.append(encoded(term))
        return number


class Vocabulary:
    """terms: by number, in UTF-8."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._letters = 0
        self._chunks = Numbering()
        self._numbers = _Numbers()
        self.terms = self._numbers.terms
        self._parts, self._counts = array("I"), array("I", [0])
        self._stems: dict[str | None, Array] = {}
        self._order: Ints = np.zeros(0, dtype=np.int64)

    def number(self, data: bytes, begin: Ints, end: Ints) -> Array:
        """The numbers of chunks; see `Numbering.number`."""
        numbers, new = self._chunks.number(data, begin, end)
        chunks = cut_out(data, begin[new], end[new])
        found = list(map(forms_of_chunk, decoded_all(chunks)))
        self._parts.extend(map(self._numbers.__getitem__, chain.from_iterable(found)))
        self._counts.extend(map(len, found))
        self._letters += sum(map(len, chunks))
        return numbers

    def forget(self) -> None:
        """Begin anew where much is known, so that memory is bounded; to be called between batches."""
        if self._letters > _MAX_BYTES:
            self._begin()

    def forms(self) -> tuple[Array, Array]:
        """The terms of all chunks, end to end, and how many each has."""
        return np.array(self._parts), np.array(self._counts)

    def stems(self, language: str | None, forms: Ints) -> Array:
        """forms: distinct. By number of each: that of its stem in the language."""
        texts = self._numbers.texts
        known = self._stems.get(language, np.zeros(0, dtype=np.uint32))
        more = np.full(len(texts) - len(known), _UNKNOWN, dtype=np.uint32)
        known = self._stems[language] = np.concatenate((known, more))
        new = forms[known[forms] == _UNKNOWN]
        known[new] = [self._numbers[stem(texts[n], language)] for n in new.tolist()]
        return known

    def in_order(self, numbers: Array) -> Ints:
        """The different ones of some numbers of terms, in the order of the terms."""
        if len(self._order) < len(self.terms):  # those known before are in order: to merge is less than to sort
            every = [*self._order.tolist(), *range(len(self._order), len(self.terms))]
            self._order = np.array(sorted(every, key=self.terms.__getitem__), dtype=np.int64)
        met = np.bincount(numbers, minlength=len(self.terms)) > 0
        return self._order[met[self._order]]
