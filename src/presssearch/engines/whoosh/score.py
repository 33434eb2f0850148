"""The scores of base.py, operation by operation as the memory engine adds them, over arrays."""

import math

import numpy as np
import numpy.typing as npt

from presssearch.engines.base import K1, SCORE_DECIMALS, B
from presssearch.engines.leaves import fields_of, scoring_leaves
from presssearch.engines.whoosh.execute import Execution
from presssearch.query.tree import Query

Floats = npt.NDArray[np.float64]


def scores(execution: Execution, query: Query) -> Floats:
    """The score of each document, as far as it matches the query."""
    snapshot = execution.snapshot
    total = np.zeros(snapshot.size, dtype=np.float64)
    for leaf in scoring_leaves(query):
        for field, weight in fields_of(leaf):
            found = execution.match(leaf, field)
            if not len(found.documents):
                continue
            idf = math.log(snapshot.count / (len(found.documents) + 1)) + 1
            lengths = snapshot.numbers(f"length_{field.name}")[found.documents]
            norm = K1 * ((1 - B) + B * lengths / snapshot.mean_length(field))
            total[found.documents] += weight * idf * (found.counts * (K1 + 1) / (found.counts + norm))
    rounded: Floats = np.rint(total * 10**SCORE_DECIMALS) / 10**SCORE_DECIMALS
    return rounded
