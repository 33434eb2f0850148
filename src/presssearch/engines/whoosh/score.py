"""The scores of base.py, term by term as the memory engine adds them, over arrays.

A page needs the scores of the best alone. What is certainly not among them is found by what terms score at most
(Turtle and Flood's MaxScore, IPM 1995): where words are alternatives, and the rare ones alone bring k documents above
what all frequent ones together can give, then no document without a rare word is among the k.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np

from presssearch.engines.base import RECENT, SCORE_DECIMALS, YEAR, SearchRequest, days_of
from presssearch.engines.batches.arrays import Array, Floats, Ints
from presssearch.engines.document import day_number
from presssearch.engines.leaves import telling, weighted_terms
from presssearch.engines.whoosh.execute import Execution
from presssearch.engines.whoosh.selection import Selection
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.engines.whoosh.terms import Term

_LOOKED_UP = 3  # postings that are laid out over all documents in the time that one is looked up in
_FREQUENT = 8  # in more than an eighth of all documents
_GROUPS = 64  # numbers of each group, or groups for each of the k best
_ROUNDED = 2 * 10.0**-SCORE_DECIMALS  # rounding brings nothing further up than by one unit of the last decimal

Weighted = tuple[Term, float]


class Scoring:
    """What documents score by one request."""

    def __init__(self, execution: Execution, request: SearchRequest) -> None:
        self._execution, self._request = execution, request
        self._snapshot, self._towards = execution.snapshot, request.towards
        self._found: list[Weighted] | None = None

    def __bool__(self) -> bool:
        """Can a document score?"""
        return next(weighted_terms(self._request.query, self._request.hints), None) is not None

    @property
    def _terms(self) -> list[Weighted]:
        if self._found is None:
            hints = telling(self._request.hints, lambda leaf: len(self._execution.term(leaf).documents))
            asked = weighted_terms(self._request.query, hints)
            terms = [(self._execution.term(query), weight) for query, weight in asked]
            self._found = [pair for pair in terms if len(pair[0].documents)]
        return self._found

    def scores(self, selection: Selection) -> Floats:
        """Of the documents selected, as far as they match; not rounded, not to be written to."""
        found = self._by_terms(selection)
        return found if self._towards is None else found * _recency(self._snapshot, selection.documents, self._towards)

    def best(self, selection: Selection, k: int) -> tuple[Array, Floats]:
        """Some of the documents selected, among which the k are that score most, with their scores."""
        if not selection.is_listed and self._towards is None:
            found = self._best_of_all(selection, k)
            if found is not None:
                return found
        scored = self.scores(selection)
        places = _possible(scored, k)
        if places is None:
            return selection.documents, scored
        return selection.documents.take(places), scored.take(places)

    def _by_terms(self, selection: Selection) -> Floats:
        if len(self._terms) == 1 and self._terms[0][0] is selection.term:
            return _times(selection.scores_of(selection.term), self._terms[0][1])
        others = [term for term, _ in self._terms if term is not selection.term]
        postings = sum(len(term.documents) for term in others)
        if _LOOKED_UP * len(others) * selection.count > postings + selection.snapshot.size // 8:
            return self._laid_out(self._terms).take(selection.documents)
        parts = [_times(selection.scores_of(term), weight) for term, weight in self._terms]
        return sum(parts[1:], parts[0]) if parts else np.zeros(selection.count, dtype=np.float64)

    def _laid_out(self, terms: Sequence[Weighted]) -> Floats:
        """By document, deleted ones too, what it scores by some of the terms."""
        total = np.zeros(self._snapshot.size, dtype=np.float64)
        for number, (term, weight) in enumerate(terms):
            if number:
                total[term.documents] += _times(term.scores, weight)
            else:
                total[term.documents] = _times(term.scores, weight)
        return total

    def _best_of_all(self, selection: Selection, k: int) -> tuple[Array, Floats] | None:
        """As `best`, without a list of the documents selected. None where fewer than k of them score."""
        if k >= self._snapshot.size:
            return None
        rare: list[Weighted] = []
        frequent: list[Weighted] = []
        for pair in self._terms:
            (frequent if _FREQUENT * len(pair[0].documents) > selection.count else rare).append(pair)
        bound = sum(weight * term.most for term, weight in frequent)
        tries = [(rare, frequent, bound)] if rare and frequent else []
        for terms, left, more in (*tries, (self._terms, [], 0.0)):
            found = _highest(self._laid_out(terms), selection, more, k)
            if found is not None:
                documents, scored = found
                for term, weight in left:
                    scored += _times(term.scores_of(documents), weight)
                places = _possible(scored, k)
                return found if places is None else (documents.take(places), scored.take(places))
        return None


def _highest(total: Floats, selection: Selection, more: float, k: int) -> tuple[Array, Floats] | None:
    """The documents selected that may be among the k best, with their total. total: by document, what it scores, but
    for terms that bring at most `more`. None where the best by these terms too may be among them."""
    for _ in range(2):
        least = _reached_by(total, k) - _ROUNDED
        if least <= more:
            return None
        documents = (total >= least - more).nonzero()[0]
        if selection.mask.take(documents).all():
            return documents, total.take(documents)
        total *= selection.mask  # others than those selected are among the highest, which is rare
    return None


def _times(scores: Floats, weight: float) -> Floats:
    return scores if weight == 1.0 else scores * weight


def _possible(scored: Floats, k: int) -> Ints | None:
    """Places of those that can be among the first k; None for all."""
    if len(scored) <= k:
        return None
    found: Ints = (scored >= _reached_by(scored, k) - _ROUNDED).nonzero()[0]
    return found


def _reached_by(scores: Floats, k: int) -> float:
    """A number that k scores reach, and hardly more. scores: more than k."""
    groups = max(len(scores) // _GROUPS, _GROUPS * k)
    if 2 * groups < len(scores):  # the k highest of the highest of each group are k scores too
        height = len(scores) // groups
        scores = scores[: height * groups].reshape(height, groups).max(axis=0)
    return float(np.partition(scores, len(scores) - k)[len(scores) - k])


def _recency(snapshot: Snapshot, documents: Array, towards: date) -> Floats:
    """What the scores of some documents are multiplied by."""
    first = snapshot.numbers("first").take(documents).astype(np.int64)
    days = first // 10000 * YEAR + first // 100 % 100 * 31 + first % 100
    age = np.maximum(0, days_of(day_number(towards)) - days)
    factors: Floats = np.where(first > 0, 1 + RECENT * np.exp2(-age / YEAR), 1.0)
    return factors
