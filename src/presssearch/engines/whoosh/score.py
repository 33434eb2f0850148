"""The scores of base.py, operation by operation as the memory engine adds them, over arrays."""

import math

import numpy as np

from presssearch.engines.base import K1, SCORE_DECIMALS
from presssearch.engines.leaves import fields_of, scoring_leaves
from presssearch.engines.whoosh.arrays import Floats, Ints
from presssearch.engines.whoosh.execute import Execution
from presssearch.query.tree import Query

_FEW = 16  # times fewer postings than documents: added up in an array of the documents asked for


def has_scores(query: Query) -> bool:
    """Can a document score by the query?"""
    return next(scoring_leaves(query), None) is not None


def scores(execution: Execution, query: Query, documents: Ints) -> Floats:
    """The scores of some documents, ascending, as far as they match the query."""
    found: Floats = np.rint(exact_scores(execution, query, documents) * 10**SCORE_DECIMALS) / 10**SCORE_DECIMALS
    return found


def exact_scores(execution: Execution, query: Query, documents: Ints) -> Floats:
    """The scores before they are rounded."""
    snapshot = execution.snapshot
    owners, parts = [], []
    for leaf in scoring_leaves(query):
        for field, weight in fields_of(leaf):
            found = execution.match(leaf, field)
            if not len(found.documents):
                continue
            idf = math.log(snapshot.count / (len(found.documents) + 1)) + 1
            counts = found.counts.astype(np.float64)
            norm = snapshot.norms(field)[found.documents]
            owners.append(found.documents)
            parts.append(weight * idf * (counts * (K1 + 1) / (counts + norm)))
    if not owners:
        return np.zeros(len(documents), dtype=np.float64)
    if len(owners) == 1 and np.array_equal(owners[0], documents):
        return parts[0]
    if _FEW * sum(map(len, owners)) < snapshot.size:
        owner = np.concatenate(owners)
        at = np.minimum(np.searchsorted(documents, owner), len(documents) - 1)
        weights = np.where(documents[at] == owner, np.concatenate(parts), 0.0)
        return np.asarray(np.bincount(at, weights=weights, minlength=len(documents)), dtype=np.float64)
    total = np.bincount(np.concatenate(owners), weights=np.concatenate(parts), minlength=snapshot.size)
    return np.asarray(total[documents], dtype=np.float64)
