"""Chunks are numbered as a dictionary of strings would."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.tokens import forms, spaced
from presssearch.engines.batches import chunks
from presssearch.engines.batches.chunks import Chunks, chunks_of
from presssearch.engines.batches.vocabulary import Vocabulary

lengths = st.sampled_from([8, 9, 63, 64, 65]).map("x".__mul__)
words = st.one_of(st.sampled_from(["dam", "dams", "dam,", "«Дәрігер»", "Международный"]), lengths, st.text(max_size=20))
texts = st.lists(st.lists(words, max_size=8).map(" ".join), max_size=6)


def read(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in re.finditer("[^\0-\x20]+", spaced(text))]


def forms_by_chunk(found: Chunks, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    parts, counts = vocabulary.forms()
    ends = counts.cumsum().tolist()
    names = [vocabulary.terms[part].decode("utf-8", "surrogatepass") for part in parts.tolist()]
    known = [tuple(names[end - count : end]) for end, count in zip(ends, counts.tolist(), strict=True)]
    return [known[number] for number in found.numbers.tolist()]


@given(texts, st.integers(1, 100))
def test_equal_chunks_have_equal_numbers_and_others_others(some: list[str], at_once: int) -> None:
    vocabulary = Vocabulary()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "_AT_ONCE", at_once)
        found, again = chunks_of(some, vocabulary), chunks_of(some[::-1], vocabulary)
    expected = [chunk for text in some for _, chunk in read(text)]
    pairs = set(zip(expected, found.numbers.tolist(), strict=True))
    assert len(pairs) == len(set(expected)) == len(set(found.numbers.tolist()))
    assert forms_by_chunk(found, vocabulary) == [tuple(forms(chunk)) for chunk in expected]
    assert {
        *zip((chunk for text in some[::-1] for _, chunk in read(text)), again.numbers.tolist(), strict=True)
    } == pairs


@given(texts)
def test_each_text_knows_its_chunks_and_where_they_begin(some: list[str]) -> None:
    found = chunks_of(some, Vocabulary())
    assert np.diff(found.first).tolist() == [len(read(text)) for text in some]
    assert found.offsets.tolist() == [start for text in some for start, _ in read(text)]
