"""The values of facet fields, numbered for good: ordinals differ from segment to segment, these do not.

segment    1 DE  2 KZ          numbers of the segment      0 1 2
segment    1 AT  2 KZ                                      0 3 2        0 is: no value
                               values   –  DE  KZ  AT
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from presssearch.analysis.tokens import forms
from presssearch.engines.whoosh.arrays import Ints


class Values:
    """Every value of one field that a chain of snapshots has met. Grows under the lock of who opens
    snapshots; reading is safe meanwhile, for what has a number keeps it."""

    def __init__(self) -> None:
        self.names: list[str] = [""]
        self._numbers: dict[str, int] = {}
        self._ranks: Ints = np.zeros(1, dtype=np.int64)
        self._forms: list[tuple[str, ...]] = [()]

    def number_of(self, name: str) -> int | None:
        return self._numbers.get(name)

    def numbers_of(self, names: Iterable[str]) -> Ints:
        """By ordinal, 0 included: the number, given now where the value is new."""
        found = [0]
        for name in names:
            number = self._numbers.get(name)
            if number is None:
                number = len(self.names)
                self.names.append(name)
                self._numbers[name] = number
            found.append(number)
        return np.array(found, dtype=np.int64)

    def ranks(self) -> Ints:
        """By number: the place among all names, sorted; that of no value is 0."""
        ranks, size = self._ranks, len(self.names)
        if len(ranks) < size:
            known = np.argsort(ranks[1:], kind="stable") + 1
            order = sorted([*known.tolist(), *range(len(ranks), size)], key=self.names.__getitem__)
            ranks = np.zeros(size, dtype=np.int64)
            ranks[order] = np.arange(1, size)
            self._ranks = ranks
        return ranks

    def forms(self, number: int) -> tuple[str, ...]:
        """The forms of the tokens of a name."""
        known = self._forms
        if len(known) <= number:
            known = self._forms = [*known, *(tuple(forms(name)) for name in self.names[len(known) :])]
        return known[number]


@dataclass(frozen=True, slots=True)
class FacetTable:
    """The values of all documents of a snapshot. size: numbers are below it. Fields with one value:
    `numbers` by document. With several: those of document d are numbers[at[d] : at[d + 1]], and
    numbers[n] is of document owners[n]."""

    values: Values
    size: int
    numbers: Ints
    at: Ints | None
    owners: Ints | None

    def number_of(self, name: str) -> int | None:
        """None for a value that no document has."""
        number = self.values.number_of(name)
        return number if number is not None and number < self.size else None
