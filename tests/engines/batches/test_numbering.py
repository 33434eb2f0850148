"""A numbering answers as a dictionary of texts would."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presssearch.engines.batches import numbering
from presssearch.engines.batches.arrays import starts
from presssearch.engines.batches.numbering import PADDING, Numbering

lengths = st.sampled_from([7, 8, 9, 63, 64, 65, 200]).map(b"x".__mul__)
texts = st.one_of(lengths, st.binary(max_size=3), st.integers(0, 5000).map(lambda n: f"text {n}".encode()))
batches = st.lists(st.lists(texts, max_size=12), max_size=6)


def compare(batches: list[list[bytes]]) -> None:
    found, known = Numbering(), dict[bytes, int]()
    for batch in batches:
        new = []
        for n, text in enumerate(batch):
            if text not in known:
                known[text] = len(known) + 1
                new.append(n)
        at = starts(list(map(len, batch)))
        numbers, first = found.number(b"".join(batch) + PADDING, at[:-1], at[1:])
        assert (numbers.tolist(), first.tolist()) == ([known[text] for text in batch], new)


@given(batches, st.sampled_from([0, 1020, 1030, 5000]))
@example([[b"", b"\1", b"\0", b"\2\0"]], 0)
def test_equal_texts_have_equal_numbers_in_the_order_met(batches: list[list[bytes]], more: int) -> None:
    compare([*batches, [f"word{n}".encode() for n in range(more)], *batches])


@given(batches)
@example([[b"", b"\1", b"\0", b"\2\0"]])
def test_texts_whose_first_marks_are_equal_are_told_apart(batches: list[list[bytes]]) -> None:
    """One in ten thousand archives has two such words by accident."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbering, "_MIXERS", (np.uint64(0), numbering._MIXERS[1]))
        compare(batches)
