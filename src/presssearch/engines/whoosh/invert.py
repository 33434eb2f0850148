"""Invert: documents -> the arrays of a segment.

documents ──► ids, days, values        a number or a row of ordinals for each
          ──► cards                    what a list of hits shows
          ──► codes                    lists of documents
          ──► words (streams.py)       lists of documents and places
"""

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from presssearch.analysis.folding import fold
from presssearch.archive.packing import pack_card
from presssearch.engines.batches.arrays import Array, Ints, NamedArrays, encoded, narrow, starts
from presssearch.engines.batches.vocabulary import Vocabulary
from presssearch.engines.document import Document
from presssearch.engines.leaves import CODE_FIELDS
from presssearch.engines.whoosh.explained import terms_of
from presssearch.engines.whoosh.lexicon import pack_lexicon
from presssearch.engines.whoosh.namesakes import PEOPLE, keys_of_names
from presssearch.engines.whoosh.schema import EXPLAINED, FACET_FIELDS, ID, code_field
from presssearch.engines.whoosh.streams import word_arrays
from presssearch.engines.whoosh.write import Run, field_arrays
from presssearch.fields import FIELDS, Field, Kind


def invert(documents: Sequence[Document], vocabulary: Vocabulary) -> NamedArrays:
    """The arrays of a segment with these documents, numbered as they come; see schema.py for their names. vocabulary:
    what was met in the batches before."""
    yield from _ids(documents)
    yield from _by_document(documents)
    yield from _cards(documents)
    for field in CODE_FIELDS:
        yield from field_arrays(code_field(field), _existence(_codes([d.values[field.name] for d in documents])))
    yield from field_arrays(EXPLAINED, _existence([terms_of(document) for document in documents]))
    yield from word_arrays(documents, vocabulary)


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


def _codes(rows: Sequence[Sequence[str]]) -> list[set[bytes]]:
    """The folded values of each document."""
    folded = {value: encoded(fold(value)) for value in set(chain.from_iterable(rows))}
    return [{folded[value] for value in row} for row in rows]


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
    yield "revision", narrow(_numbers(documents, lambda d: d.revision))
    yield "first", narrow(_numbers(documents, lambda d: d.first))
    yield "last", narrow(_numbers(documents, lambda d: d.last))
    yield "minute", narrow(_numbers(documents, lambda d: d.minute))
    yield "recorded", narrow(_numbers(documents, lambda d: d.recorded))
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


def _cards(documents: Sequence[Document]) -> NamedArrays:
    packed = [pack_card(document.card) for document in documents]
    yield "card.at", narrow(starts([len(card) for card in packed]))
    yield "card", np.frombuffer(b"".join(packed), dtype=np.uint8)


def _numbers(documents: Sequence[Document], number: Callable[[Document], int]) -> Ints:
    return np.fromiter(map(number, documents), dtype=np.int64, count=len(documents))


def _facet(field: Field, rows: Sequence[Sequence[str]]) -> NamedArrays:
    """The values of a field as ordinals; see schema.py."""
    names = sorted({value for row in rows for value in row})
    ordinal = {name: n for n, name in enumerate(names, 1)}
    found = np.array([ordinal[value] for row in rows for value in row], dtype=np.int64)
    sizes = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    yield from facet_arrays(field, [encoded(name) for name in names], found, sizes)
    if field == PEOPLE:
        yield from keys_of_names(names)


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
