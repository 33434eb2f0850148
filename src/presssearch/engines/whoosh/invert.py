"""Documents -> what a segment holds of them: posting lists, term by term, and arrays by document."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from presssearch.analysis.folding import fold
from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import forms
from presssearch.engines.document import Document
from presssearch.engines.leaves import CODE_FIELDS, TEXT_FIELDS, WORD_FIELDS
from presssearch.engines.whoosh.arrays import U32, Ints, pack_numbers, pack_texts, pack_values, values_of
from presssearch.engines.whoosh.schema import (
    FACET_FIELDS,
    GAP,
    ID,
    code_field,
    form_field,
    stem_field,
    stem_term,
    term,
)
from presssearch.fields import FIELDS, Field, Kind

TermPostings = tuple[bytes, Ints, Ints, Sequence[bytes]]  # term, documents, counts, positions of each document
FieldPostings = tuple[str, Iterator[TermPostings]]


class _Numbers(dict[Any, int]):
    """Key -> its number, given at first sight."""

    def __missing__(self, key: Any) -> int:
        self[key] = number = len(self)
        return number


class _Occurrences:
    """The tokens of a field in the order read: number of the term, document, position."""

    def __init__(self) -> None:
        self.terms = _Numbers()
        self.numbers, self.documents, self.places = array("I"), array("I"), array("I")

    def add(self, document: int, numbers: Sequence[int], first_place: int) -> None:
        self.numbers.extend(numbers)
        self.documents.extend([document] * len(numbers))
        self.places.extend(range(first_place, first_place + len(numbers)))

    def lengths(self, size: int) -> Ints:
        """Tokens of each of the documents."""
        return np.bincount(np.frombuffer(self.documents, dtype=np.uint32), minlength=size)

    def inverted(self, terms: Sequence[bytes], *, positions: bool) -> Iterator[TermPostings]:
        """The lists by term, sorted. terms: by number."""
        if not terms:
            return
        by_rank = sorted(range(len(terms)), key=terms.__getitem__)
        rank = np.empty(len(terms), dtype=np.int64)
        rank[by_rank] = np.arange(len(terms))
        ranks = rank[np.frombuffer(self.numbers, dtype=np.uint32)]
        order = np.argsort(ranks, kind="stable")  # documents and places ascend already
        ranks = ranks[order]
        documents = np.frombuffer(self.documents, dtype=np.uint32)[order].astype(np.int64)
        new = np.flatnonzero((np.diff(ranks, prepend=-1) != 0) | (np.diff(documents, prepend=-1) != 0))
        ends = np.append(new[1:], len(ranks))
        values = self._distances(order, new, ends) if positions else []
        counts = ends - new if positions else np.ones(len(new), dtype=np.int64)
        bounds = np.searchsorted(ranks[new], np.arange(len(terms) + 1)).tolist()
        owners = documents[new]
        for n, at in enumerate(by_rank):
            a, b = bounds[n], bounds[n + 1]
            yield terms[at], owners[a:b], counts[a:b], values[a:b]

    def _distances(self, order: Ints, starts: Ints, ends: Ints) -> list[bytes]:
        """The positions of each posting as schema.Positions has them."""
        places = np.frombuffer(self.places, dtype=np.uint32)[order].astype(U32)
        distances = np.diff(places, prepend=U32.type(0))
        distances[starts] = places[starts]
        blob = distances.tobytes()
        return [blob[4 * a : 4 * b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]


def invert(documents: Sequence[Document]) -> tuple[list[FieldPostings], dict[str, bytes]]:
    """The posting lists of a segment by field, made as they are read; its arrays, packed, by name."""
    ids = [term(document.id) for document in documents]
    lists = [(ID, _existence([[i] for i in ids]))]
    arrays = _arrays(documents)
    for field in CODE_FIELDS:
        lists.append(
            (code_field(field), _existence([[term(fold(v)) for v in d.values[field.name]] for d in documents]))
        )
    for field in WORD_FIELDS:
        words, stems = _words(documents, field)
        lists.append((form_field(field), words.inverted([term(form) for form in words.terms], positions=True)))
        if field in TEXT_FIELDS:
            lists.append((stem_field(field), stems.inverted(list(stems.terms), positions=True)))
        arrays[f"length_{field.name}"] = pack_numbers(words.lengths(len(documents)))
    return lists, arrays


def _existence(rows: Sequence[Sequence[bytes]]) -> Iterator[TermPostings]:
    found = _Occurrences()
    for document, row in enumerate(rows):
        found.add(document, [found.terms[value] for value in row], 0)
    return found.inverted(list(found.terms), positions=False)


def _words(documents: Sequence[Document], field: Field) -> tuple[_Occurrences, _Occurrences]:
    """The folded forms of a field and, at the same positions, its stems (none but in TEXT fields)."""
    words, stems = _Occurrences(), _Occurrences()
    stem_numbers: dict[str | None, dict[int, int]] = {}  # language -> number of a form -> number of its stem
    for n, document in enumerate(documents):
        known = stem_numbers.setdefault(document.language, {})
        place = 0
        for value in document.values[field.name]:
            found = forms(value)
            numbers = [words.terms[form] for form in found]
            words.add(n, numbers, place)
            if field.kind is Kind.TEXT:
                for form, number in zip(found, numbers, strict=True):
                    if number not in known:
                        known[number] = stems.terms[stem_term(document.language, stem(form, document.language))]
                stems.add(n, [known[number] for number in numbers], place)
            place += len(found) + GAP
    return words, stems


def _arrays(documents: Sequence[Document]) -> dict[str, bytes]:
    made = {
        "ids": pack_texts([document.id for document in documents]),
        "first": pack_numbers(document.first for document in documents),
        "last": pack_numbers(document.last for document in documents),
        "minute": pack_numbers(document.minute for document in documents),
        "present": pack_numbers(_present(document) for document in documents),
    }
    for field in FACET_FIELDS:
        made[f"facet_{field.name}"] = pack_values(values_of(document.values[field.name] for document in documents))
    return made


def _present(document: Document) -> int:
    """Bit i: the document has a value in FIELDS[i]."""
    return sum(
        1 << n
        for n, field in enumerate(FIELDS)
        if (document.first if field.kind is Kind.DATE else document.values[field.name])
    )
