"""A numbering answers as a dictionary of pairs would."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from presssearch.engines.whoosh.numbering import Numbering

# first marks of few slots, at the end of the table too; seconds that differ
marks = st.integers(0, 40).map(lambda n: ((n % 3) * ((1 << 64) - 1) // 2, n * n + 7))


@given(st.lists(st.lists(marks, unique=True, max_size=12), max_size=6), st.integers(0, 5000))
def test_what_was_given_a_number_has_it_still(batches: list[list[tuple[int, int]]], more: int) -> None:
    numbering = Numbering()
    known: dict[tuple[int, int], int] = {}
    others = np.random.default_rng(more).integers(1 << 20, 1 << 63, (2, more), dtype=np.uint64)
    for batch in batches:
        pairs = np.array(batch, dtype=np.uint64).reshape(-1, 2).T
        found = numbering.find(*pairs)
        assert found.tolist() == [known.get(pair, 0) for pair in batch]
        numbers = numbering.add(*pairs[:, found == 0]).tolist()
        known.update(zip((pair for pair in batch if pair not in known), numbers, strict=True))
    assert list(known.values()) == list(range(1, len(known) + 1))
    assert numbering.add(*others).tolist() == list(range(len(known) + 1, len(known) + more + 1))
    pairs = np.array(list(known), dtype=np.uint64).reshape(-1, 2).T
    assert numbering.find(*pairs).tolist() == list(known.values())
    assert (numbering.find(*others) > len(known)).all()
