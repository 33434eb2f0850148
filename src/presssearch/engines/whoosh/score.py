"""The scores of base.py, operation by operation as the memory engine adds them, over arrays."""

import math
from collections.abc import Sequence
from datetime import date

import numpy as np

from presssearch.engines.base import K1, RECENT, YEAR, days_of
from presssearch.engines.document import day_number
from presssearch.engines.leaves import field_of, scoring_terms, weighted_terms
from presssearch.engines.whoosh.arrays import Floats, Ints, found_in
from presssearch.engines.whoosh.execute import Execution
from presssearch.engines.whoosh.match import Match
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.query.tree import Query

_FEW = 4  # times fewer: looked up one by one rather than spread over all documents


def has_scores(query: Query) -> bool:
    """Can a document score by the query?"""
    return next(scoring_terms(query), None) is not None


def scores(execution: Execution, query: Query, documents: Ints, hints: Sequence[Query] = ()) -> Floats:
    """The scores of some documents, ascending, as far as they match the query; not rounded."""
    snapshot = execution.snapshot
    terms = [(execution.match(term), weight, field_of(term)) for term, weight in weighted_terms(query, hints)]
    parts = [
        (match, weight * _idf(snapshot, match), snapshot.norms(field))
        for match, weight, field in terms
        if len(match.documents)
    ]
    if len(parts) == 1:
        found = parts[0][0].documents
        if found is documents or np.array_equal(found, documents):
            return _saturated(*parts[0])
    if _FEW * len(parts) * len(documents) < sum(len(match.documents) for match, _, _ in parts):
        total = np.zeros(len(documents), dtype=np.float64)
        for match, idf, norms in parts:
            rows, held = found_in(match.documents, documents)
            total += np.where(held, _saturated(match, idf, norms, rows), 0.0)
        return total
    total = np.zeros(snapshot.size, dtype=np.float64)
    for match, idf, norms in parts:
        total[match.documents] += _saturated(match, idf, norms)
    return total.take(documents)


def recency(snapshot: Snapshot, documents: Ints, towards: date) -> Floats:
    """What the scores of some documents are multiplied by."""
    first = snapshot.numbers("first").take(documents).astype(np.int64)
    days = first // 10000 * YEAR + first // 100 % 100 * 31 + first % 100
    age = np.maximum(0, days_of(day_number(towards)) - days)
    factors: Floats = np.where(first > 0, 1 + RECENT * np.exp2(-age / YEAR), 1.0)
    return factors


def _idf(snapshot: Snapshot, match: Match) -> float:
    return math.log(snapshot.count / (len(match.documents) + 1)) + 1


def _saturated(match: Match, idf: float, norms: Floats, rows: Ints | None = None) -> Floats:
    """idf · tf · (K1 + 1) / (tf + norm), in that order, without a copy for each step."""
    tf = match.frequencies(rows)
    whole = norms.take(match.documents if rows is None else match.documents.take(rows))
    whole += tf
    tf *= K1 + 1
    tf /= whole
    tf *= idf
    return tf
