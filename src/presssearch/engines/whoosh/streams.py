"""Invert the words: documents -> the posting lists of their streams of tokens (schema.py).

texts ──chunks.py──► the numbers of their chunks, in one flat array, value by value
                                    │   (each distinct chunk is analysed once: its forms, and for each
                                    ▼    language their stems; vocabulary.py)
┌────────┬──────────┬──────┬───────┐│   tables chunk -> form -> stem, applied to the whole array
│  term  │ document │ zone │ place ││
└────────┴──────────┴──────┴───────┘◄── one number of 64 bits for each token, sorted once
runs of equal term and document are the postings: ids, counts and places fall out of the order
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from presssearch.engines.batches.arrays import (
    Array,
    Ints,
    Mask,
    NamedArrays,
    changes,
    narrow,
    numbered,
    ranges,
    sizes_of,
    starts,
)
from presssearch.engines.batches.chunks import Chunks, chunks_of, forms_of
from presssearch.engines.batches.vocabulary import Vocabulary
from presssearch.engines.document import Document
from presssearch.engines.whoosh.rows import row_arrays
from presssearch.engines.whoosh.schema import (
    GAP,
    MAIN,
    PART,
    QUARTERS,
    SPEAKERS,
    STREAMS,
    TEXT,
    form_field,
    same_stem,
    stem_field,
)
from presssearch.engines.whoosh.write import Run, field_arrays
from presssearch.fields import Field

_NO_PARTS: tuple[Ints, Ints, Ints] = (np.zeros(0, dtype=np.int64),) * 3


@dataclass(frozen=True, slots=True)
class _Read:
    """The chunks of a stream end to end, as numbers; for each value its document, its zone and how many. part_chunks,
    part_starts: which chunk begins each part of a body but the first, and where in the text. piece_chunks: which
    begins each piece of a body (document.py), and which is behind its last one."""

    chunks: Array
    documents: Array
    zones: Array
    sizes: Array
    part_chunks: Array
    part_starts: Array
    piece_chunks: Array


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of a stream in the order read. lengths, starts: by document and zone, see schema.py; values: from
    where to where each stands; parts: which token begins each part, and where in the text; pieces: how many tokens
    are read before each piece, and before the end of each body."""

    forms: Array
    documents: Array
    zones: Array
    places: Array
    lengths: Array
    starts: Array
    values: tuple[Ints, Ints]
    parts: tuple[Array, Array]
    pieces: Array

    def take(self, rows: Array) -> "_Tokens":
        """Some of the tokens."""
        return replace(
            self,
            forms=self.forms[rows],
            documents=self.documents[rows],
            zones=self.zones[rows],
            places=self.places[rows],
        )


def word_arrays(documents: Sequence[Document], vocabulary: Vocabulary) -> NamedArrays:
    """The lists of the streams, and where in them and how long the zones of each document are."""
    pieces: Array = np.zeros(0, dtype=np.int64)
    for stream, zones in STREAMS.items():
        read = _read(documents, zones, vocabulary)
        spoken = read.zones == zones.index(SPEAKERS) if SPEAKERS in zones else None
        tokens = _tokens(read, vocabulary.forms(), len(documents), len(zones))
        del read
        for n, field in enumerate(zones):
            yield f"length_{field.name}", narrow(tokens.lengths[:, n])
            yield f"start_{field.name}", narrow(tokens.starts[:, n])
        weights = np.array([QUARTERS[field.name] for field in zones]) if stream == TEXT else None
        if weights is not None:
            yield "length", narrow(tokens.lengths @ weights)
            yield from _parts(tokens, len(documents))
            pieces = tokens.pieces
        if spoken is not None:
            first, end = tokens.values
            yield from row_arrays(documents, pieces, (first[spoken], end[spoken]))
        if weights is None:
            order = vocabulary.in_order(tokens.forms)
            yield from field_arrays(form_field(stream), _inverted(tokens, tokens.forms, order, vocabulary, weights))
        else:
            yield from _text_arrays(documents, tokens, vocabulary, weights)


def _text_arrays(documents: Sequence[Document], tokens: _Tokens, vocabulary: Vocabulary, weights: Array) -> NamedArrays:
    """The lists of forms, and of the stems that differ from them."""
    order = vocabulary.in_order(tokens.forms)
    yield from field_arrays(form_field(TEXT), _inverted(tokens, tokens.forms, order, vocabulary, weights))
    stems = _stems(documents, tokens, vocabulary)
    shared = _shared(tokens.forms, stems, len(vocabulary.terms))
    yield same_stem(TEXT), shared[order].view(np.uint8)
    rows = (~shared[stems]).nonzero()[0]
    tokens, stems = tokens.take(rows), stems[rows]
    order = vocabulary.in_order(stems)
    yield from field_arrays(stem_field(TEXT), _inverted(tokens, stems, order, vocabulary, weights))


def _read(documents: Sequence[Document], zones: Sequence[Field], vocabulary: Vocabulary) -> _Read:
    texts: list[str] = []
    owners, places, counts = array("I"), array("B"), array("I")  # counts: texts of a value, several where it is a body
    names = [(n, field.name) for n, field in enumerate(zones) if field != MAIN]
    bodies = array("I")
    for n, document in enumerate(documents):
        bodies.append(len(texts))
        if MAIN in zones and document.cuts:
            texts += document.pieces()
            owners.append(n)
            places.append(zones.index(MAIN))
            counts.append(len(document.cuts))
        for zone, name in names:
            for value in document.values[name]:
                texts.append(value)
                owners.append(n)
                places.append(zone)
                counts.append(1)
    chunks = chunks_of(texts, vocabulary)
    sizes = np.diff(chunks.first[starts(counts)])
    parts = _parts_of_bodies(documents, chunks, _array(bodies)) if MAIN in zones else _NO_PARTS
    return _Read(chunks.numbers, _array(owners), _array(places), sizes, *parts)


def _parts_of_bodies(documents: Sequence[Document], chunks: Chunks, bodies: Array) -> tuple[Ints, Ints, Ints]:
    """What `_Read` has of them. bodies: first text of each document."""
    first = chunks.first
    sizes = np.array([len(document.cuts) for document in documents], dtype=np.int64)
    pieces = ranges(bodies, sizes)
    inside, origins = np.zeros(len(first) - 1, dtype=np.bool_), np.zeros(len(first) - 1, dtype=np.uint32)
    inside[pieces] = True
    origins[pieces] = [cut for document in documents for cut in document.cuts]
    counts = sizes_of(first)
    offsets = chunks.offsets + np.repeat(origins, counts)
    numbers = offsets // np.uint32(PART)
    begun = (changes(numbers) & (numbers > 0) & np.repeat(inside, counts)).nonzero()[0]
    return begun, offsets[begun], first[ranges(bodies, sizes + 1)]


def _tokens(read: _Read, table: tuple[Array, Array], size: int, width: int) -> _Tokens:
    """Chunks -> tokens, of `size` documents and `width` zones."""
    sizes = read.sizes.astype(np.int64)
    forms, at = forms_of(read.chunks, *table)
    part_tokens, pieces = read.part_chunks, read.piece_chunks
    if at is not None:
        part_tokens, pieces, sizes = at[part_tokens], at[pieces], np.diff(at[starts(sizes)])
    cells, owners = read.documents.astype(np.int64) * width + read.zones, read.documents
    lengths = np.bincount(cells, weights=sizes, minlength=size * width).astype(np.int64)
    spans = lengths + GAP * np.bincount(cells, minlength=size * width)
    reached = starts(spans)[:-1].reshape(size, width)
    values = starts(sizes + GAP)[:-1] - reached[:, 0][owners]  # each value, in its document
    shift = values - starts(sizes)[:-1]
    places = np.repeat(shift.astype(np.uint32), sizes)  # modulo 2^32, where it is negative
    places += np.arange(len(forms), dtype=np.uint32)
    return _Tokens(
        forms=forms,
        documents=np.repeat(owners, sizes),
        zones=np.repeat(read.zones, sizes),
        places=places,
        lengths=lengths.reshape(size, width),
        starts=reached - reached[:, :1],
        values=(values, values + sizes),
        parts=(part_tokens, read.part_starts),
        pieces=pieces.astype(np.int64),
    )


def _parts(tokens: _Tokens, size: int) -> NamedArrays:
    """A part that begins with no token of its text is left out: nothing will be looked for in it."""
    first, begun = tokens.parts
    places = np.append(tokens.places, 0)[first]
    owners = np.append(tokens.documents, size)[first]
    held = (np.append(tokens.zones, 1)[first] == 0) & (places > 0)
    yield "part.at", narrow(starts(np.bincount(owners[held], minlength=size)))
    yield "part.place", narrow(places[held])
    yield "part.start", narrow(begun[held])


def _stems(documents: Sequence[Document], tokens: _Tokens, vocabulary: Vocabulary) -> Array:
    """For each token the number of its stem."""
    languages = numbered(document.language for document in documents)
    size = len(vocabulary.terms)
    spoken = np.array([languages[document.language] for document in documents], dtype=np.int64) * size
    keys = spoken[tokens.documents]
    keys += tokens.forms  # language and form
    met = np.zeros(len(languages) * size, dtype=np.bool_)
    met[keys] = True
    rows = zip(languages, met.reshape(len(languages), size), strict=True)
    table = [vocabulary.stems(language, row.nonzero()[0])[:size] for language, row in rows]
    return np.concatenate(table)[keys]


def _shared(forms: Array, stems: Array, size: int) -> Mask:
    """By term, of `size`: is the form its own stem wherever it stands, and the stem of no other?"""
    shared = np.ones(size, dtype=np.bool_)
    differing = (forms != stems).nonzero()[0]
    shared[forms[differing]] = False
    shared[stems[differing]] = False
    return shared


def _inverted(tokens: _Tokens, numbers: Array, order: Ints, vocabulary: Vocabulary, weights: Array | None) -> list[Run]:
    """The lists of the terms that occur. numbers: of the term of each token; order: of the terms; weights: of the
    zones, None where tokens are not weighed."""
    if not len(numbers):
        return []
    rank = np.zeros(len(vocabulary.terms), dtype=np.uint64)
    rank[order] = np.arange(len(order), dtype=np.uint64)
    bits = [int(column.max()).bit_length() for column in (tokens.documents, tokens.zones, tokens.places)]
    document_bits, zone_bits, place_bits = (np.uint64(width) for width in bits)
    if sum(bits) + len(order).bit_length() > 64:
        raise ValueError("a batch is too large to be inverted at once")
    key = rank[numbers]
    for column, width in zip((tokens.documents, tokens.zones, tokens.places), bits, strict=True):
        key <<= np.uint64(width)
        key |= column
    key.sort()
    places = (key & _ones(place_bits)).astype(np.uint32)
    key >>= place_bits
    zones = (key & _ones(zone_bits)).astype(np.uint8)
    key >>= zone_bits  # term and document: a posting for each distinct one
    new = changes(key).nonzero()[0]
    owners = key[new]
    ids = (owners & _ones(document_bits)).astype(np.uint32)
    sizes = np.diff(changes(owners >> document_bits).nonzero()[0], append=len(owners))
    counts = np.diff(new, append=len(key))
    names = [vocabulary.terms[n] for n in order.tolist()]
    if weights is None:
        return [Run(names, sizes, ids, counts, places)]
    elsewhere = zones.nonzero()[0]  # tokens outside the first zone, which few are
    posting = np.searchsorted(new, elsewhere, side="right") - 1
    others = np.bincount(posting, weights=weights[zones[elsewhere]], minlength=len(new)).astype(np.uint32)
    main = counts - np.bincount(posting, minlength=len(new))
    return [Run(names, sizes, ids, counts, places, main, others)]


def _ones(bits: np.uint64) -> np.uint64:
    return np.uint64((1 << int(bits)) - 1)


def _array(numbers: "array[int]") -> Array:
    return np.frombuffer(numbers, dtype=numbers.typecode) if len(numbers) else np.zeros(0, dtype=np.uint32)
