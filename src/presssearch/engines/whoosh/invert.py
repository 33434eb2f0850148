"""Invert: documents -> the arrays of a segment.

text ──pattern──► runs ──dict──► numbers, appended to one flat array for each field
                                    │   (each distinct run is analysed once: its forms, and for each
                                    ▼    language their stems)
  term   place   document           │   tables run -> form -> stem, applied to the whole array
  ┌────────┬────────┬───────┐       │
  │  rank  │  doc   │ place │ ◄─────┘   one number of 64 bits for each token, sorted once
  └────────┴────────┴───────┘
  runs of equal term and document are the postings: ids, counts and places fall out of the order
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from presssearch.analysis.folding import fold
from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import forms_of_run, runs
from presssearch.engines.document import Document
from presssearch.engines.leaves import CODE_FIELDS, WORD_FIELDS
from presssearch.engines.whoosh.arrays import Array, Ints, encoded, narrow, numbered, pack_lexicon, ranges, starts
from presssearch.engines.whoosh.schema import (
    FACET_FIELDS,
    GAP,
    ID,
    code_field,
    form_field,
    stem_field,
    stem_term,
)
from presssearch.engines.whoosh.write import Run, field_arrays
from presssearch.fields import FIELDS, Field, Kind

NamedArrays = Iterator[tuple[str, Array]]


class _Numbers(dict[Any, int]):
    """Key -> its number, given at first sight."""

    def __missing__(self, key: Any) -> int:
        self[key] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """Tokens in the order read: number of the form, document, place. lengths: tokens of each document."""

    forms: Array
    documents: Array
    places: Array
    lengths: Array


def invert(documents: Sequence[Document]) -> NamedArrays:
    """The arrays of a segment with these documents, numbered as they come; see schema.py for their names."""
    yield from _ids(documents)
    yield from _by_document(documents)
    for field in CODE_FIELDS:
        rows = [{encoded(fold(value)) for value in d.values[field.name]} for d in documents]
        yield from field_arrays(code_field(field), _existence(rows))
    yield from _words(documents)


def id_arrays(ids: list[bytes]) -> NamedArrays:
    """ids: by document. Their lists, and `id.rank`: for each document the place of its id among them."""
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    rank = np.empty(len(ids), dtype=np.int64)
    rank[order] = np.arange(len(ids))
    run = Run([ids[n] for n in order.tolist()], np.ones(len(ids), dtype=np.int64), order)
    yield from field_arrays(ID, [run])
    yield f"{ID}.rank", narrow(rank)


def _ids(documents: Sequence[Document]) -> NamedArrays:
    yield from id_arrays([encoded(document.id) for document in documents])


# ---- words ----


def _words(documents: Sequence[Document]) -> NamedArrays:
    numbers = _Numbers()
    read = {field: _read(documents, field, numbers) for field in WORD_FIELDS}
    forms, table = _forms_of_runs(list(numbers))
    names = [encoded(form) for form in forms]
    found = {field: _occurrences(*columns, table, len(documents)) for field, columns in read.items()}
    for field, occurrences in found.items():
        yield f"length_{field.name}", narrow(occurrences.lengths)
        yield from field_arrays(form_field(field), _inverted(occurrences, occurrences.forms, names))
    stems, stemmed = _stems(documents, {f: o for f, o in found.items() if f.kind is Kind.TEXT}, forms)
    for field, terms in stemmed.items():
        yield from field_arrays(stem_field(field), _inverted(found[field], terms, stems))


def _read(documents: Sequence[Document], field: Field, numbers: _Numbers) -> tuple[Array, Array, Array]:
    """The numbers of the runs of all values end to end; for each value its document and its runs."""
    found, owners, sizes = array("I"), array("I"), array("I")
    number = numbers.__getitem__
    for n, document in enumerate(documents):
        for value in document.values[field.name]:
            here = runs(value)
            found.extend(map(number, here))
            owners.append(n)
            sizes.append(len(here))
    return _array(found), _array(owners), _array(sizes)


def _forms_of_runs(known: Sequence[str]) -> tuple[list[str], tuple[Array, Array]]:
    """The distinct forms; the numbers of the forms of each run, end to end, and how many each run has."""
    numbers = _Numbers()
    parts, sizes = array("I"), array("I")
    for run in known:
        forms = forms_of_run(run)
        parts.extend([numbers[form] for form in forms])
        sizes.append(len(forms))
    return list(numbers), (_array(parts), _array(sizes))


def _occurrences(found: Array, owners: Array, sizes: Array, table: tuple[Array, Array], size: int) -> _Occurrences:
    """Runs -> tokens. owners, sizes: document and runs of each value."""
    parts, counts = table
    at = starts(counts)
    if (counts == 1).all():
        forms = parts[found]
    else:
        forms = parts[ranges(at[found], counts[found])]
        sizes = np.diff(starts(counts[found])[starts(sizes)])
    lengths = np.bincount(owners, weights=sizes, minlength=size).astype(np.int64)
    # No phrase runs from one value into the next: the n-th value of a document begins n · GAP further on.
    first_value = np.searchsorted(owners, owners)
    shift = GAP * (np.arange(len(owners)) - first_value) - starts(lengths)[:-1][owners]
    places = np.arange(len(forms)) + np.repeat(shift, sizes)
    return _Occurrences(forms, np.repeat(owners, sizes), places, lengths)


def _stems(
    documents: Sequence[Document], found: dict[Field, _Occurrences], forms: list[str]
) -> tuple[list[bytes], dict[Field, Array]]:
    """The distinct stems, and for each token of each field the number of its stem."""
    languages = numbered(document.language for document in documents)
    spoken = np.array([languages[document.language] for document in documents], dtype=np.int64)
    pairs = {f: spoken[o.documents] * len(forms) + o.forms for f, o in found.items()}  # language and form
    numbers = _Numbers()
    table = np.zeros(len(languages) * len(forms), dtype=np.int64)
    named = list(languages)
    met = np.zeros(len(table), dtype=np.bool_)
    for keys in pairs.values():
        met[keys] = True
    for key in np.flatnonzero(met).tolist():
        language, form = named[key // len(forms)], forms[key % len(forms)]
        table[key] = numbers[stem_term(language, stem(form, language))]
    return list(numbers), {field: table[keys] for field, keys in pairs.items()}


def _inverted(found: _Occurrences, numbers: Array, names: list[bytes]) -> list[Run]:
    """The lists of the terms that occur. numbers: of the term of each token, a place in `names`."""
    if not len(numbers):
        return []
    used = np.flatnonzero(np.bincount(numbers, minlength=len(names))).tolist()
    by_rank = sorted(used, key=names.__getitem__)
    rank = np.zeros(len(names), dtype=np.uint64)
    rank[by_rank] = np.arange(len(by_rank), dtype=np.uint64)
    place_bits = int(found.places.max()).bit_length()
    document_bits = int(found.documents.max()).bit_length()
    if place_bits + document_bits + len(names).bit_length() > 64:
        raise ValueError("a batch is too large to be inverted at once")
    key = rank[numbers] << np.uint64(document_bits)
    key |= found.documents.astype(np.uint64)
    key <<= np.uint64(place_bits)
    key |= found.places.astype(np.uint64)
    key.sort()
    places = (key & np.uint64((1 << place_bits) - 1)).astype(np.uint32)
    key >>= np.uint64(place_bits)  # term and document: a posting for each distinct one
    new = np.flatnonzero(_changes(key))
    owners = key[new]
    ids = (owners & np.uint64((1 << document_bits) - 1)).astype(np.uint32)
    sizes = np.diff(np.flatnonzero(_changes(owners >> np.uint64(document_bits))), append=len(owners))
    return [Run([names[n] for n in by_rank], sizes, ids, np.diff(new, append=len(key)), places)]


def _changes(values: Array) -> Array:
    """Where a value differs from the one before it; the first one does."""
    found = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def _existence(rows: Sequence[set[bytes]]) -> list[Run]:
    """Lists without positions. rows: the terms of each document."""
    found: dict[bytes, list[int]] = {}
    for n, row in enumerate(rows):
        for term in row:
            found.setdefault(term, []).append(n)
    terms = sorted(found)
    ids = [n for term in terms for n in found[term]]
    return [Run(terms, np.array([len(found[term]) for term in terms], dtype=np.int64), np.array(ids, dtype=np.int64))]


# ---- what there is by document ----


def _by_document(documents: Sequence[Document]) -> NamedArrays:
    yield "first", narrow(_numbers(documents, lambda d: d.first))
    yield "last", narrow(_numbers(documents, lambda d: d.last))
    yield "minute", narrow(_numbers(documents, lambda d: d.minute))
    present = np.zeros(len(documents), dtype=np.int64)
    for n, field in enumerate(FIELDS):
        name = field.name
        if field.kind is Kind.DATE:
            present |= (_numbers(documents, lambda d: d.first) > 0).astype(np.int64) << n
        else:
            present |= np.array([bool(d.values[name]) for d in documents], dtype=np.int64) << n
    yield "present", narrow(present)
    for field in FACET_FIELDS:
        yield from _facet(field, [document.values[field.name] for document in documents])


def _numbers(documents: Sequence[Document], number: Callable[[Document], int]) -> Ints:
    return np.fromiter(map(number, documents), dtype=np.int64, count=len(documents))


def _facet(field: Field, rows: Sequence[Sequence[str]]) -> NamedArrays:
    """The values of a field as ordinals; see schema.py."""
    names = sorted({value for row in rows for value in row})
    ordinal = {name: n for n, name in enumerate(names, 1)}
    found = np.array([ordinal[value] for row in rows for value in row], dtype=np.int64)
    sizes = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    yield from facet_arrays(field, [encoded(name) for name in names], found, sizes)


def facet_arrays(field: Field, names: list[bytes], ordinals: Array, sizes: Array) -> NamedArrays:
    """ordinals: of the values of all documents, by document, 1 for the first name; sizes: how many each has."""
    yield from pack_lexicon(f"facet_{field.name}", names).items()
    if field.many:
        yield f"facet_{field.name}.at", narrow(starts(sizes))
        yield f"facet_{field.name}", narrow(ordinals)
    else:
        single = np.zeros(len(sizes), dtype=np.int64)
        single[sizes > 0] = ordinals
        yield f"facet_{field.name}", narrow(single)


def _array(numbers: "array[int]") -> Array:
    return np.frombuffer(numbers, dtype=np.uint32) if len(numbers) else np.zeros(0, dtype=np.uint32)
