"""Vocabulary: the chunks and terms that a writer has met, numbered, each of them analysed once.

chunk   b"Ministers,"  ─►  7         parts    …  41 …         the terms of all chunks, end to end
                                     counts   …  1  …         how many each has: none for a dash, two for d'État
term    ministers      ─►  41        stems    en: …  42  …    by number of a form, that of its stem: minist

Numbers hold for as long as a vocabulary is kept, which is for several batches: most chunks repeat.
"""

from array import array

import numpy as np

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import forms_of_chunk
from presssearch.engines.whoosh.arrays import Array, Ints, decoded, encoded

_MAX_BYTES = 4_000_000  # of chunks: where no spaces part words, a chunk is a sentence
_UNKNOWN = 0xFFFFFFFF


class Vocabulary(dict[bytes, int]):
    """Chunk in UTF-8 -> its number, given at first sight. terms: by number, in UTF-8."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._letters = 0
        self._numbers: dict[str, int] = {}
        self.terms: list[bytes] = []
        self._texts: list[str] = []
        self._parts, self._counts = array("I"), array("I")
        self._stems: dict[str | None, Array] = {}

    def __missing__(self, chunk: bytes) -> int:
        forms = forms_of_chunk(decoded(chunk))
        known = self._numbers.get
        for form in forms:
            number = known(form)
            self._parts.append(self._add(form) if number is None else number)
        self._counts.append(len(forms))
        self._letters += len(chunk)
        self[chunk] = number = len(self)
        return number

    def forget(self) -> None:
        """Begin anew where much is known, so that memory is bounded; to be called between batches."""
        if self._letters > _MAX_BYTES:
            self.clear()
            self._begin()

    def forms(self) -> tuple[Array, Array]:
        """The terms of all chunks, end to end, and how many each has."""
        return np.array(self._parts), np.array(self._counts)

    def stems(self, language: str | None, forms: Ints) -> Array:
        """forms: distinct. By number of each: that of its stem in the language."""
        known = self._stems.get(language, np.zeros(0, dtype=np.uint32))
        more = np.full(len(self._texts) - len(known), _UNKNOWN, dtype=np.uint32)
        known = self._stems[language] = np.concatenate((known, more))
        new = forms[known[forms] == _UNKNOWN]
        known[new] = [self._number(stem(self._texts[n], language)) for n in new.tolist()]
        return known

    def _number(self, term: str) -> int:
        number = self._numbers.get(term)
        return self._add(term) if number is None else number

    def _add(self, term: str) -> int:
        number = self._numbers[term] = len(self._texts)
        self._texts.append(term)
        self.terms.append(encoded(term))
        return number
