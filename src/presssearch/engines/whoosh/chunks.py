"""Chunks: texts -> the numbers of what stands between their spaces, without a string for each.

data           T h e ␣ d a m . ␤ T h e ␣ …        some of the texts in UTF-8, end to end
begin, end     0 3    4   8     9 12              of each chunk, in bytes
marks          two numbers of 64 bits, made of its bytes and its size, eight bytes at a time

A vocabulary knows the marks of the chunks that it has met (numbering.py). What it does not know is sorted by its marks,
so that equal chunks meet, and given to it once. Texts are taken so many at a time that the arrays fit in a near cache.
Marks of chunks of up to eight bytes are equal for equal chunks only; those of others by an accident of one in 2^80.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from presssearch.analysis.tokens import spaced
from presssearch.engines.whoosh.arrays import U32, Array, Ints, changes, encoded, joined, starts
from presssearch.engines.whoosh.vocabulary import Vocabulary

_AT_ONCE = 400_000  # code points of texts
_WORD = 8  # bytes that are read at once
_LONGEST = 64  # bytes that are read so; longer ones are rare, and have a digest for their marks
_LAST_SPACE = 0x20  # of the code points up to it none is part of a word
# Odd numbers without a pattern: 2^64 divided by the golden ratio; a multiplier of the hash function xxHash.
_MIXERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_HALF = np.uint64(32)
_KEPT = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], dtype=np.uint64)  # by bytes that are left
_NONE = np.zeros(0, dtype=U32)


@dataclass(frozen=True, slots=True)
class Chunks:
    """numbers: of the chunks of all texts, see vocabulary.py; first: of each text the place of its first chunk, and
    behind these how many there are; offsets: where each chunk begins in its text, in code points."""

    numbers: Array
    first: Ints
    offsets: Array


def chunks_of(texts: Sequence[str], vocabulary: Vocabulary) -> Chunks:
    numbers, counts, offsets = [], [], []
    for some in _shares(texts):
        part = _Part(some)
        numbers.append(part.numbers(vocabulary))
        counts.append(part.counts)
        offsets.append(part.offsets)
    return Chunks(joined([_NONE, *numbers]), starts(joined([_NONE, *counts])), joined([_NONE, *offsets]))


def _shares(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    reached = starts([len(text) for text in texts])
    bounds = np.searchsorted(reached, np.arange(_AT_ONCE, int(reached[-1]), _AT_ONCE)).tolist()
    for a, b in zip([0, *bounds], [*bounds, len(texts)], strict=True):
        if a < b:
            yield texts[a:b]


class _Part:
    """Some of the texts. data: the texts, a space behind each; begin, end: of each chunk, in bytes. counts: how many
    each text has; offsets: where each begins in its text, in code points."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.data = encoded(spaced("\n".join(texts))) + bytes(_WORD)
        content = np.frombuffer(self.data, dtype=np.uint8)
        edges = changes(content <= _LAST_SPACE)[1:].nonzero()[0] + 1
        if content[0] > _LAST_SPACE:
            edges = np.concatenate(([0], edges))
        self.begin: Ints = edges[0::2].copy()
        self.end: Ints = edges[1::2].copy()
        begun = self.begin
        if not self.data.isascii():
            before = starts((content & 0xC0) != 0x80)  # all bytes but those that go on with a code point
            begun = before[begun]
        at = starts([len(text) + 1 for text in texts])
        self.counts: Ints = np.diff(np.searchsorted(begun, at))
        self.offsets: Array = (begun - np.repeat(at[:-1], self.counts)).astype(U32)

    def numbers(self, vocabulary: Vocabulary) -> Array:
        first, second = self._marks()
        found = vocabulary.chunks.find(first, second)
        rows = (found == 0).nonzero()[0]
        if len(rows):
            rows = rows[np.lexsort((second[rows], first[rows]))]
            first, second = first[rows], second[rows]
            new = changes(first) | changes(second)
            numbers = vocabulary.learn(self._given(rows[new]), first[new], second[new])
            found[rows] = numbers[np.cumsum(new) - 1]
        return found

    def _given(self, rows: Ints) -> list[bytes]:
        return [self.data[a:b] for a, b in zip(self.begin[rows].tolist(), self.end[rows].tolist(), strict=True)]

    def _marks(self) -> tuple[Array, Array]:
        sizes = self.end - self.begin
        every = np.ndarray(len(self.data) - _WORD + 1, dtype="<u8", buffer=self.data, strides=(1,))
        found = sizes.astype(np.uint64), sizes.astype(np.uint64)
        rows: Ints | slice = slice(None)
        for done in range(0, _LONGEST, _WORD):
            words = every[self.begin[rows] + done]
            words &= _KEPT[np.minimum(sizes[rows] - done, _WORD)]
            for marks, mixer in zip(found, _MIXERS, strict=True):
                mixed = marks[rows] ^ words
                mixed *= mixer
                mixed ^= mixed >> _HALF
                mixed *= mixer
                marks[rows] = mixed
            rows = (sizes > done + _WORD).nonzero()[0]
            if not len(rows):
                return found
        longer = (sizes > _LONGEST).nonzero()[0]
        digests = b"".join(blake2b(chunk, digest_size=2 * _WORD).digest() for chunk in self._given(longer))
        found[0][longer], found[1][longer] = np.frombuffer(digests, dtype="<u8").reshape(-1, 2).T
        return found
