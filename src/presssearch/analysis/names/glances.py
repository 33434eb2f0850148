"""What a glance at two names tells: that they are not one person's. What is left, persons.py compares, at a great cost.

Sergey Lavrov    {SRK #41} {LVRV}     the marks of a word: its keys, and its rows of given_names.tsv
S. Ivanov        s         {VNV}      an initial has none, but what it may sound like
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from presssearch.analysis.names.endings import plain_forms
from presssearch.analysis.names.fitting import beginnings, without_russian_ending
from presssearch.analysis.names.likeness import keys_together, name_keys
from presssearch.analysis.names.words import Word, cognates, names_of

_NEEDED = 2  # words with a mark of the other name, where both have so many
_NONE: frozenset[str] = frozenset()


class _Glance:
    """One reading of a name. marks: by word; whole: those of the words that have any, then those of two words that
    another name may have as one; together: the union of all."""

    __slots__ = ("initials", "marks", "together", "whole", "words")

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.initials = [word for word in words if word.initial]
        self.marks = [_NONE if word.initial else _marks(word.text) for word in words]
        self.whole = tuple(filter(None, (*self.marks, *_marks_of_two(words))))
        self.together = frozenset().union(*self.whole)

    def may_have(self, word: Word, marks: frozenset[str]) -> bool:
        """A word of another name, with its marks. Words without any may be any word."""
        if word.initial:
            return _may_begin(word, self.words)
        return not marks or not marks.isdisjoint(self.together) or _may_begin(word, self.initials)


@lru_cache(maxsize=1 << 14)
def _glances(name: str) -> tuple[_Glance, ...]:
    return tuple(_Glance(reading.words) for reading in names_of(name))


@lru_cache(maxsize=1 << 14)
def is_alone(name: str) -> bool:
    """Is a name but a surname, or a given name, without so much as an initial?"""
    return all(len(reading.words) < 2 for reading in names_of(name))


def marks_by_word(name: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """For each reading of a name, by word: its keys, and a mark (`#7`) for each row of given names that it is in.
    Words without any are left out. What `may_be_same` looks at, for who keeps names by their marks."""
    return tuple(glance.whole for glance in _glances(name))


def may_be_same(one: str, other: str) -> bool:
    """False where a look at the marks tells that `same_name` will not hold two names for one, but for what keeps
    no sound. False for a word alone too, which may be anybody's."""
    if is_alone(one) or is_alone(other):
        return False
    others = _glances(other)
    return any(_share_words(mine, yours) and _may_fit(mine, yours) for mine in _glances(one) for yours in others)


def _share_words(one: _Glance, other: _Glance) -> bool:
    """Have words of one a mark of the other? What an engine can tell from the names kept under each mark."""
    needed = min(_NEEDED, len(one.whole), len(other.whole))
    return sum(not marks.isdisjoint(other.together) for marks in one.whole) >= needed


def _may_fit(one: _Glance, other: _Glance) -> bool:
    """May each word of the shorter name stand in the longer one? One of three or more may be two words there."""
    short, long = (one, other) if len(one.words) <= len(other.words) else (other, one)
    left = 1 if len(short.words) > _NEEDED else 0
    for word, marks in zip(short.words, short.marks, strict=True):
        if not long.may_have(word, marks):
            if not left:
                return False
            left -= 1
    return True


def _may_begin(one: Word, others: Sequence[Word]) -> bool:
    mine = beginnings(one.text)
    return any(not mine.isdisjoint(beginnings(word.text)) for word in others)


def _marks_of_two(words: Sequence[Word]) -> Iterator[frozenset[str]]:
    """Of neighbours that may be one word of another name, which is none alone: Abdollahian in "Amir Abdollahian"."""
    if len(words) > _NEEDED:
        for first, second in pairwise(words):
            if not first.initial and not second.initial:
                yield keys_together(first.text, second.text)


def _marks(word: str) -> frozenset[str]:
    rows = (row for form in plain_forms(word) for row in cognates(form))
    return name_keys(word).union((f"#{row}" for row in rows), *map(name_keys, without_russian_ending(word)))
