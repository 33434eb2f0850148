"""Texts -> numbers of terms, at the speed of a dictionary: each distinct chunk between spaces is analysed once in each
language."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from threading import Lock
from typing import Generic, TypeVar

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import forms_of_chunk
from presssearch.engines.opensearch.schema import term_of

_V = TypeVar("_V")


class Terms(dict[str, int]):
    """Chunk -> the number of its term in one language; below zero for a chunk of no form or several, `parts[-number]`.
    By number: forms and stems, as the index has them. The number 0 is no term. Flat lists, so that the collector of
    garbage has little to look at. Threads may share it."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._known: dict[str, int] = {}
        self._lock = Lock()
        self.forms, self.stems = [""], [""]
        self.parts: list[tuple[int, ...]] = [()]
        self.has_stems = False  # that differ from their forms
        self.letters = 0  # of all chunks: where no spaces part words, a chunk is a line

    def __missing__(self, chunk: str) -> int:
        with self._lock:
            number = self.get(chunk)
            if number is not None:
                return number
            forms = forms_of_chunk(chunk)
            if len(forms) == 1:
                number = self._known.get(forms[0]) or self._add(forms[0])
            else:
                self.parts.append(tuple(self._known.get(form) or self._add(form) for form in forms))
                number = 1 - len(self.parts)
            self[chunk] = number
            self.letters += len(chunk)
            return number

    def _add(self, form: str) -> int:
        number = len(self.forms)
        own, stemmed = term_of(form), term_of(stem(form, self._language))
        self._append(own, stemmed)
        self._known[form] = number
        return number

    def _append(self, form: str, stemmed: str) -> None:
        self.forms.append(form)
        self.stems.append(stemmed)
        self.has_stems |= form != stemmed

    def read(self, text: str) -> list[int]:
        """The numbers of the terms of a text."""
        return self.parted(list(map(self.__getitem__, text.split())))

    def parted(self, numbers: list[int]) -> list[int]:
        """The numbers of chunks -> those of their terms."""
        if numbers and min(numbers) < 0:
            return [part for number in numbers for part in ((number,) if number > 0 else self.parts[-number])]
        return numbers

    def distinct(self, numbers: Sequence[int]) -> list[str]:
        """The forms of terms, each once."""
        return list(map(self.forms.__getitem__, set(numbers)))

    def size(self, number: int) -> int:
        """How many terms a chunk has."""
        return 1 if number > 0 else len(self.parts[-number])


def picking(numbers: Sequence[int]) -> Callable[[Sequence[_V]], tuple[_V, ...]]:
    """Picks what a list has at these numbers, and behind it twice what it has at 0: `itemgetter` gives a tuple of two
    at least."""
    return itemgetter(*numbers, 0, 0)


_T = TypeVar("_T", bound=Terms)


class Languages(Generic[_T]):
    """Terms by language; all are forgotten where their chunks have more than `letters` letters together."""

    def __init__(self, make: Callable[[str | None], _T], letters: int) -> None:
        self._make, self._letters = make, letters
        self._known: dict[str | None, _T] = {}

    def of(self, language: str | None) -> _T:
        if sum(terms.letters for terms in list(self._known.values())) >= self._letters:
            self._known = {}
        found = self._known.get(language)
        return found if found is not None else self._known.setdefault(language, self._make(language))
