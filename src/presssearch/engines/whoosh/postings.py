"""Posting lists as arrays, in the blocks of Whoosh's stock codec: read and written a block at a time.

A list is the tag `W3Bl`, then blocks: i32 length (negative: the last one); pickle of (postings, last id,
maximum weight, compression, …); pickle, deflated where compression > 0, of (id deltas, weights | weight |
None for 1, values | None). Whoosh's matchers read the same bytes a posting at a time.
"""

import io
import pickle
import struct
import zlib
from array import array
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec

from presssearch.engines.whoosh.arrays import U32, Ints

BLOCK = 1024  # postings
_SHORT = 16  # to deflate a block of fewer postings costs more time than it saves room
_LENGTH = struct.Struct("!i")

Places = npt.NDArray[np.uint32]

CODEC = W3Codec(blocklimit=BLOCK, compression=3)


class Postings:
    """The documents of a term in ascending order and how often it stands in each.

    Fields without positions have counts of 1 and no places. size_bytes: in memory, about.
    """

    def __init__(self, documents: Ints, counts: Ints, places: Callable[[], Places], *, size_bytes: int = 0) -> None:
        self.documents = documents
        self.counts = counts
        self.size_bytes = size_bytes
        self._places = places

    @cached_property
    def places(self) -> Places:
        """The positions, by document; decoded when a phrase asks for them."""
        return self._places()


def read_postings(data: bytes) -> Postings:
    """data: the whole of a list."""
    documents, counts, values = read_raw(data)
    blob = b"".join(values)
    if blob and 4 * int(counts.sum()) != len(blob):
        raise ValueError("a posting list holds more or fewer positions than it counts")
    size_bytes = documents.nbytes + counts.nbytes + 2 * len(blob)
    return Postings(documents, counts, lambda: _places(blob, counts), size_bytes=size_bytes)


def _places(blob: bytes, counts: Ints) -> Places:
    """Distances -> positions, see schema.Positions."""
    distances = np.frombuffer(blob, dtype=U32)
    if not len(distances):
        return distances
    sums = np.cumsum(distances, dtype=np.int64)
    before = np.append(0, sums[np.cumsum(counts)[:-1] - 1])  # the sum up to each document
    places: Places = (sums - np.repeat(before, counts)).astype(np.uint32)
    return places


def read_raw(data: bytes) -> tuple[Ints, Ints, Sequence[bytes]]:
    """Documents, counts and the values as written: none, or the positions of each document."""
    if data[:4] != WHOOSH3_HEADER_MAGIC:
        raise ValueError("a posting list begins with other bytes than it should")
    file = io.BytesIO(data)
    at, last = 4, False
    documents: list[Ints] = []
    counts: list[Ints] = []
    values: list[bytes] = []
    while not last:
        (length,) = _LENGTH.unpack_from(data, at)
        last, end = length < 0, at + 4 + abs(length)
        file.seek(at + 4)
        size, _, _, compression, *_ = pickle.load(file)
        block = data[file.tell() : end]
        deltas, weights, found = pickle.loads(zlib.decompress(block) if compression else block)
        documents.append(np.cumsum(np.array(deltas, dtype=np.int64)))
        counts.append(np.full(size, weights or 1, dtype=np.int64) if _is_one(weights) else np.array(weights, np.int64))
        values.extend(found or ())
        at = end
    if len(documents) == 1:
        return documents[0], counts[0], values
    return np.concatenate(documents), np.concatenate(counts), values


def _is_one(weights: Any) -> bool:
    return weights is None or isinstance(weights, float)


def write_postings(fields: Any, term: bytes, documents: Ints, counts: Ints, values: Sequence[bytes]) -> None:
    """Write the list of a term. fields: the codec's field writer, in the field; values: none, or the
    positions of each document. Reaches into the codec's block buffer: its own entrance takes a Python
    call for each posting, which is most of the time of a commit. Whoosh is pinned to the letter.
    """
    fields.start_term(term)
    block = fields._postwriter
    block._compression = CODEC._compression if len(documents) >= _SHORT else 0
    for start in range(0, len(documents), BLOCK):
        end = min(start + BLOCK, len(documents))
        block._ids = array("I", documents[start:end].tolist())
        block._weights = array("f", counts[start:end].tolist())
        block._values = values[start:end]
        block._maxweight = max(block._weights)
        block._write_block(last=end == len(documents))
    fields.finish_term()
