"""Rows: where the paragraphs and quotations of each document are, as places of its streams (schema.py).

document    pieces of the body         ▮▮▮▮ ▮▮ ▮▮▮▮▮      their places are the tokens before them
            paragraphs, quotations     0     2  1…2        pieces ──► places 0, 6 and 4…6
"""

from collections.abc import Sequence

import numpy as np

from presssearch.engines.batches.arrays import Array, Ints, NamedArrays, narrow, starts
from presssearch.engines.document import Document


def row_arrays(documents: Sequence[Document], pieces: Ints, speakers: tuple[Ints, Ints]) -> NamedArrays:
    """pieces: how many tokens are read before each piece of the bodies, and behind the last one of each body, by
    document. speakers: the first place of each value of `by` and the one behind it, by document."""
    sizes = np.array([len(document.cuts) + 1 for document in documents], dtype=np.int64)
    base = starts(sizes)[:-1]
    pieces = pieces - np.repeat(pieces[base], sizes)  # the body comes first: these are places
    yield "length_lead", narrow(pieces[base + [document.lead for document in documents]])
    at, owners = _row([document.paragraphs for document in documents])
    yield "paragraph.at", narrow(at)
    yield "paragraph.first", narrow(pieces[base[owners] + _flat(documents, "paragraphs")])
    quoted = [quotation for document in documents for quotation in document.quotations]
    at, owners = _row([document.quotations for document in documents])
    first = pieces[base[owners] + np.array([q.first for q in quoted], dtype=np.int64)]
    end = pieces[base[owners] + np.array([q.end for q in quoted], dtype=np.int64)]
    yield "length_said", narrow(_covered(owners, first, end, len(documents)))
    yield "quotation.at", narrow(at)
    yield "quotation.first", narrow(first)
    yield "quotation.end", narrow(end)
    named = np.array([quotation.speaker is not None for quotation in quoted], dtype=np.bool_)
    value = starts([len(document.values["by"]) for document in documents])[:-1][owners]
    value = (value + np.array([quotation.speaker or 0 for quotation in quoted], dtype=np.int64))[named]
    for name, places in zip(("speaker", "spoken"), speakers, strict=True):
        column = np.zeros(len(quoted), dtype=np.int64)
        column[named] = places[value]
        yield f"quotation.{name}", narrow(column)


def _row(parts: Sequence[Sequence[object]]) -> tuple[Ints, Ints]:
    """Where the part of each document begins; of each member of a part its document."""
    sizes = [len(part) for part in parts]
    return starts(sizes), np.repeat(np.arange(len(parts)), sizes)


def _flat(documents: Sequence[Document], name: str) -> Ints:
    return np.array([n for document in documents for n in getattr(document, name)], dtype=np.int64)


def _covered(owners: Array, first: Ints, end: Ints, size: int) -> Ints:
    """How many places of each document lie in its intervals, which ascend and may overlap."""
    begun, ended = (owners << 32) + first, (owners << 32) + end
    reached = np.maximum.accumulate(np.concatenate(([0], ended)))[:-1]
    lengths = np.maximum(0, ended - np.maximum(begun, reached))
    return np.bincount(owners, weights=lengths, minlength=size).astype(np.int64)
