"""Invert the words: documents -> the posting lists of their streams of tokens (schema.py).

text ──spaces──► chunks ──dict──► numbers, appended to one flat array, value by value
                                    │   (each distinct chunk is analysed once: its forms, and for each
                                    ▼    language their stems)
┌────────┬──────────┬──────┬───────┐│   tables chunk -> form -> stem, applied to the whole array
│  term  │ document │ zone │ place ││
└────────┴──────────┴──────┴───────┘◄── one number of 64 bits for each token, sorted once
runs of equal term and document are the postings: ids, counts and places fall out of the order
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import chunks, forms_of_chunk
from presssearch.engines.document import Document
from presssearch.engines.whoosh.arrays import Array, Ints, NamedArrays, encoded, narrow, numbered, ranges, starts
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


class _Numbers(dict[Any, int]):
    """Key -> its number, given at first sight."""

    def __missing__(self, key: Any) -> int:
        self[key] = number = len(self)
        return number


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


def word_arrays(documents: Sequence[Document]) -> NamedArrays:
    """The lists of the streams, and where in them and how long the zones of each document are."""
    numbers = _Numbers()
    read = {stream: _read(documents, zones, numbers) for stream, zones in STREAMS.items()}
    forms, table = _forms_of_chunks(list(numbers))
    names = [encoded(form) for form in forms]
    pieces: Array = np.zeros(0, dtype=np.int64)
    for stream, zones in STREAMS.items():
        spoken = read[stream].zones == zones.index(SPEAKERS) if SPEAKERS in zones else None
        tokens = _tokens(read.pop(stream), table, len(documents), len(zones))
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
            yield from field_arrays(form_field(stream), _inverted(tokens, tokens.forms, names, weights))
        else:
            yield from _text_arrays(documents, tokens, forms, names, weights)


def _text_arrays(
    documents: Sequence[Document], tokens: _Tokens, forms: list[str], names: list[bytes], weights: Array
) -> NamedArrays:
    """The lists of forms, and of the stems that differ from them; names: the forms, encoded."""
    runs = _inverted(tokens, tokens.forms, names, weights)
    stems, others = _stems(documents, tokens, forms)
    shared = _shared(tokens.forms, stems, len(forms))
    same = {name for name, is_same in zip(names, shared.tolist(), strict=True) if is_same}
    yield from field_arrays(form_field(TEXT), runs)
    yield same_stem(TEXT), np.array([term in same for run in runs for term in run.terms], dtype=np.uint8)
    rows = (~np.append(shared, np.zeros(len(others), dtype=np.bool_))[stems]).nonzero()[0]
    yield from field_arrays(
        stem_field(TEXT), _inverted(tokens.take(rows), stems[rows], names + list(map(encoded, others)), weights)
    )


def _read(documents: Sequence[Document], zones: Sequence[Field], numbers: _Numbers) -> _Read:
    found, owners, places, sizes = array("I"), array("I"), array("B"), array("I")
    part_chunks, part_starts, piece_chunks = array("I"), array("I"), array("I")
    number = numbers.__getitem__
    names = [(n, field.name) for n, field in enumerate(zones) if field != MAIN]
    for n, document in enumerate(documents):
        if MAIN in zones:
            before = len(found)
            for cut, piece in zip(document.cuts, document.pieces(), strict=True):
                piece_chunks.append(len(found))
                for start, here in chunks(piece, PART):
                    if cut + start:
                        part_chunks.append(len(found))
                        part_starts.append(cut + start)
                    found.extend(map(number, here))
            piece_chunks.append(len(found))
            if document.cuts:
                owners.append(n)
                places.append(zones.index(MAIN))
                sizes.append(len(found) - before)
        for zone, name in names:
            for value in document.values[name]:
                here = value.split()
                found.extend(map(number, here))
                owners.append(n)
                places.append(zone)
                sizes.append(len(here))
    return _Read(*map(_array, (found, owners, places, sizes, part_chunks, part_starts, piece_chunks)))


def _forms_of_chunks(known: Sequence[str]) -> tuple[list[str], tuple[Array, Array]]:
    """The distinct forms; the numbers of the forms of each chunk, end to end, and how many each has."""
    numbers = _Numbers()
    parts, sizes = array("I"), array("I")
    for chunk in known:
        forms = forms_of_chunk(chunk)
        parts.extend([numbers[form] for form in forms])
        sizes.append(len(forms))
    return list(numbers), (_array(parts), _array(sizes))


def _tokens(read: _Read, table: tuple[Array, Array], size: int, width: int) -> _Tokens:
    """Chunks -> tokens, of `size` documents and `width` zones."""
    parts, counts = table
    sizes = read.sizes.astype(np.int64)
    if (counts == 1).all():
        forms, part_tokens, pieces = parts[read.chunks], read.part_chunks, read.piece_chunks
    else:
        here = counts[read.chunks]
        at = starts(here)
        forms, part_tokens = parts[ranges(starts(counts)[read.chunks], here)], at[read.part_chunks]
        pieces = at[read.piece_chunks]
        sizes = np.diff(at[starts(sizes)])
    cells, owners = read.documents.astype(np.int64) * width + read.zones, read.documents
    lengths = np.bincount(cells, weights=sizes, minlength=size * width).astype(np.int64)
    spans = lengths + GAP * np.bincount(cells, minlength=size * width)
    reached = starts(spans)[:-1].reshape(size, width)
    values = starts(sizes + GAP)[:-1] - reached[:, 0][owners]  # each value, in its document
    shift = values - starts(sizes)[:-1]
    return _Tokens(
        forms=forms,
        documents=np.repeat(owners, sizes),
        zones=np.repeat(read.zones, sizes),
        places=(np.arange(len(forms)) + np.repeat(shift, sizes)).astype(np.uint32),
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


def _stems(documents: Sequence[Document], tokens: _Tokens, forms: list[str]) -> tuple[Array, list[str]]:
    """For each token the number of its stem: that of the form of the same letters where there is one, behind
    the forms where not; and these others."""
    languages = numbered(document.language for document in documents)
    spoken = np.array([languages[document.language] for document in documents], dtype=np.int64)
    keys = (spoken * len(forms))[tokens.documents] + tokens.forms  # language and form
    met = np.zeros(len(languages) * len(forms), dtype=np.bool_)
    met[keys] = True
    numbers = _Numbers(zip(forms, range(len(forms)), strict=True))
    table = np.zeros(len(met), dtype=np.uint32)
    named = list(languages)
    for key in met.nonzero()[0].tolist():
        language, form = divmod(key, len(forms))
        table[key] = numbers[stem(forms[form], named[language])]
    return table[keys], list(numbers)[len(forms) :]


def _shared(forms: Array, stems: Array, size: int) -> Array:
    """By form, of `size`: is the form its own stem wherever it stands, and the stem of no other?"""
    shared = np.ones(size, dtype=np.bool_)
    differing = (forms != stems).nonzero()[0]
    shared[forms[differing]] = False
    shared[stems[differing][stems[differing] < size]] = False
    return shared


def _inverted(tokens: _Tokens, numbers: Array, names: list[bytes], weights: Array | None) -> list[Run]:
    """The lists of the terms that occur. numbers: of the term of each token, a place in `names`; weights: of
    the zones, None where tokens are not weighed."""
    if not len(numbers):
        return []
    used = np.flatnonzero(np.bincount(numbers, minlength=len(names))).tolist()
    by_rank = sorted(used, key=names.__getitem__)
    rank = np.zeros(len(names), dtype=np.uint64)
    rank[by_rank] = np.arange(len(by_rank), dtype=np.uint64)
    bits = [int(column.max()).bit_length() for column in (tokens.documents, tokens.zones, tokens.places)]
    document_bits, zone_bits, place_bits = (np.uint64(width) for width in bits)
    if sum(bits) + len(by_rank).bit_length() > 64:
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
    new = _changes(key).nonzero()[0]
    owners = key[new]
    ids = (owners & _ones(document_bits)).astype(np.uint32)
    sizes = np.diff(_changes(owners >> document_bits).nonzero()[0], append=len(owners))
    counts = np.diff(new, append=len(key))
    terms = [names[n] for n in by_rank]
    if weights is None:
        return [Run(terms, sizes, ids, counts, places)]
    elsewhere = zones.nonzero()[0]  # tokens outside the first zone, which few are
    posting = np.searchsorted(new, elsewhere, side="right") - 1
    others = np.bincount(posting, weights=weights[zones[elsewhere]], minlength=len(new)).astype(np.uint32)
    main = counts - np.bincount(posting, minlength=len(new))
    return [Run(terms, sizes, ids, counts, places, main, others)]


def _ones(bits: np.uint64) -> np.uint64:
    return np.uint64((1 << int(bits)) - 1)


def _changes(values: Array) -> Array:
    """Where a value differs from the one before it; the first one does."""
    found = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def _array(numbers: "array[int]") -> Array:
    return np.frombuffer(numbers, dtype=numbers.typecode) if len(numbers) else np.zeros(0, dtype=np.uint32)
