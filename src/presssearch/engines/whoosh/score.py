"""The scores of base.py, operation by operation as the memory engine adds them, over arrays."""

import math

import numpy as np

from presssearch.engines.base import K1
from presssearch.engines.leaves import scoring_leaves
from presssearch.engines.whoosh.arrays import Floats, Ints, found_in
from presssearch.engines.whoosh.execute import Execution
from presssearch.engines.whoosh.match import Match
from presssearch.query.tree import Query

_FEW = 4  # times fewer: looked up one by one rather than spread over all documents


def has_scores(query: Query) -> bool:
    """Can a document score by the query?"""
    return next(scoring_leaves(query), None) is not None


def scores(execution: Execution, query: Query, documents: Ints) -> Floats:
    """The scores of some documents, ascending, as far as they match the query; not rounded."""
    snapshot = execution.snapshot
    total: Floats | None = None
    for leaf in scoring_leaves(query):
        match = execution.match(leaf)
        if not len(match.documents):
            continue
        idf = math.log(snapshot.count / (len(match.documents) + 1)) + 1
        here = _spread(match, idf, snapshot.norms(leaf.field), documents)
        total = here if total is None else total + here
    return np.zeros(len(documents), dtype=np.float64) if total is None else total


def _spread(match: Match, idf: float, norms: Floats, documents: Ints) -> Floats:
    """What a leaf adds to the score of each of the documents."""
    if match.documents is documents or np.array_equal(match.documents, documents):
        return _saturated(match, idf, norms)
    if _FEW * len(documents) < len(match.documents):
        rows, held = found_in(match.documents, documents)
        return np.where(held, _saturated(match, idf, norms, rows), 0.0)
    if _FEW * len(match.documents) < len(documents):
        total = np.zeros(len(documents), dtype=np.float64)
        places, held = found_in(documents, match.documents)
        total[places.compress(held)] = _saturated(match, idf, norms).compress(held)
        return total
    total = np.zeros(len(norms), dtype=np.float64)
    total[match.documents] = _saturated(match, idf, norms)
    return total.take(documents)


def _saturated(match: Match, idf: float, norms: Floats, rows: Ints | None = None) -> Floats:
    """idf · tf · (K1 + 1) / (tf + norm), in that order, without a copy for each step."""
    tf = match.frequencies(rows)
    whole = norms.take(match.documents if rows is None else match.documents.take(rows))
    whole += tf
    tf *= K1 + 1
    tf /= whole
    tf *= idf
    return tf
