"""Chunks are numbered as a dictionary of strings would."""

import re
from collections import defaultdict
from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.tokens import spaced
from presssearch.engines.whoosh import chunks
from presssearch.engines.whoosh.chunks import Chunks

lengths = st.sampled_from([8, 9, 63, 64, 65]).map("x".__mul__)
words = st.one_of(st.sampled_from(["dam", "dams", "dam,", "«Дәрігер»", "Международный"]), lengths, st.text(max_size=20))
texts = st.lists(st.lists(words, max_size=8).map(" ".join), max_size=6)


def read(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in re.finditer("[^\0-\x20]+", spaced(text))]


@given(texts)
def test_equal_chunks_have_equal_numbers_and_others_others(some: list[str]) -> None:
    found = Chunks(some)
    expected = [chunk for text in some for _, chunk in read(text)]
    given: defaultdict[bytes, int] = defaultdict(count().__next__)
    numbers = found.numbers(given.__getitem__).tolist()
    names = [chunk.decode("utf-8", "surrogatepass") for chunk in given]
    assert [names[number] for number in numbers] == expected
    assert len(set(names)) == len(names)


@given(texts)
def test_each_text_knows_its_chunks_and_where_they_begin(some: list[str]) -> None:
    found = Chunks(some)
    firsts = found.firsts()
    sizes = np.diff(firsts)
    assert sizes.tolist() == [len(read(text)) for text in some]
    of_text = np.repeat(np.arange(len(some)), sizes)
    assert found.offsets(of_text).tolist() == [start for text in some for start, _ in read(text)]


def test_chunks_whose_keys_are_equal_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """One in a thousand batches has two such chunks by accident."""
    monkeypatch.setattr(chunks, "_MIXERS", (np.uint64(0), chunks._MIXERS[1]))
    given: defaultdict[bytes, int] = defaultdict(count().__next__)
    some = ["a bb a ccc bb a", "delegation delegations bb"]
    numbers = Chunks(some).numbers(given.__getitem__).tolist()
    assert [list(given)[number].decode() for number in numbers] == " ".join(some).split()
