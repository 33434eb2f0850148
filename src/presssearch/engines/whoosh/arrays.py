"""Flat little-endian arrays: what a segment holds by document, each in a file of its own within the segment.

numbers   u32 for each document
texts     u32 offsets, one more than there are texts; their UTF-8
values    u32 how many pairs; u32 document, u32 ordinal for each; then the values as texts, sorted
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
U32 = np.dtype("<u4")


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a field: pairs of a document and an ordinal, by document. An ordinal is a place in
    `names`, which is sorted."""

    names: list[str]
    documents: Ints
    ordinals: Ints


def pack_numbers(numbers: Iterable[int] | Ints) -> bytes:
    return np.fromiter(numbers, dtype=U32).tobytes()


def read_numbers(data: bytes) -> Ints:
    return np.frombuffer(data, dtype=U32).astype(np.int64)


def pack_texts(texts: Sequence[str]) -> bytes:
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.zeros(len(encoded) + 1, dtype=U32)
    np.cumsum([len(text) for text in encoded], out=offsets[1:])
    return offsets.tobytes() + b"".join(encoded)


def read_texts(data: bytes, count: int) -> list[str]:
    offsets = np.frombuffer(data, dtype=U32, count=count + 1).tolist()
    blob = data[4 * (count + 1) :]
    return [blob[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(offsets)]


def values_of(rows: Iterable[Sequence[str]]) -> Values:
    """rows: the values of each document."""
    documents, found = [], []
    for document, row in enumerate(rows):
        for value in row:
            documents.append(document)
            found.append(value)
    names = sorted(set(found))
    ordinal = {name: n for n, name in enumerate(names)}
    return Values(names, np.array(documents, dtype=np.int64), np.array([ordinal[v] for v in found], dtype=np.int64))


def pack_values(values: Values) -> bytes:
    head = np.array([len(values.documents), len(values.names)], dtype=U32)
    pairs = np.concatenate([values.documents, values.ordinals]).astype(U32)
    return head.tobytes() + pairs.tobytes() + pack_texts(values.names)


def read_values(data: bytes) -> Values:
    pairs, names = np.frombuffer(data, dtype=U32, count=2).tolist()
    ints = np.frombuffer(data, dtype=U32, offset=8, count=2 * pairs).astype(np.int64)
    return Values(read_texts(data[8 * (pairs + 1) :], names), ints[:pairs], ints[pairs:])


def joined_values(parts: Sequence[Values], documents: Sequence[Ints]) -> Values:
    """One table of several. documents: for each part the new number of each old document, -1 = gone."""
    kept = [np.flatnonzero(new[part.documents] >= 0) for part, new in zip(parts, documents, strict=True)]
    names = sorted(
        {part.names[n] for part, keep in zip(parts, kept, strict=True) for n in np.unique(part.ordinals[keep]).tolist()}
    )
    ordinal = {name: n for n, name in enumerate(names)}
    new_documents, new_ordinals = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for part, new, keep in zip(parts, documents, kept, strict=True):
        table = np.array([ordinal.get(name, 0) for name in part.names], dtype=np.int64)
        new_documents.append(new[part.documents[keep]])
        new_ordinals.append(table[part.ordinals[keep]] if len(keep) else np.zeros(0, np.int64))
    return Values(names, np.concatenate(new_documents), np.concatenate(new_ordinals))
