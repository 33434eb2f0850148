"""Chunks: texts -> the numbers of what stands between their spaces, without a string for each.

data           T h e ␣ d a m . ␤ T h e ␣ …        some of the texts in UTF-8, end to end
begin, end     0 3    4   8     9 12              of each chunk, in bytes
numbers        17    4          17                equal for equal chunks; given by a vocabulary

Texts are taken so many at a time that the arrays fit in a near cache.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from presssearch.analysis.tokens import spaced
from presssearch.engines.batches.arrays import U32, Array, Ints, changes, encoded, joined, ranges, starts
from presssearch.engines.batches.numbering import PADDING
from presssearch.engines.batches.vocabulary import Vocabulary

_AT_ONCE = 400_000  # code points of texts
_LAST_SPACE = 0x20  # of the code points up to it none is part of a word
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
        numbers.append(vocabulary.number(part.data, part.begin, part.end))
        counts.append(part.counts)
        offsets.append(part.offsets)
    return Chunks(joined([_NONE, *numbers]), starts(joined([_NONE, *counts])), joined([_NONE, *offsets]))


def forms_of(chunks: Array, parts: Array, counts: Array) -> tuple[Array, Ints | None]:
    """The forms of chunks, and where those of each begin and the last end; None where each has one."""
    here = counts[chunks]
    begun = starts(counts)[:-1]
    forms = np.append(parts, np.uint32(0))[begun][chunks]
    if (here == 1).all():
        return forms, None
    at = starts(here)
    forms = np.repeat(forms, here)
    several = (here > 1).nonzero()[0]
    more = here[several].astype(np.int64) - 1
    forms[ranges(at[several] + 1, more)] = parts[ranges(begun[chunks[several]] + 1, more)]
    return forms, at


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
        self.data = encoded(spaced("\n".join(texts))) + PADDING
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
