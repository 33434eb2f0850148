"""Article -> what the index holds of it (schema.py).

text ──spaces──► chunks ──dict──► terms, end to end         each distinct chunk is analysed once in each language
                                    │
            forms   stems   codes   codes of stems ◄────────┘   columns: joined to texts, added to places
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import add
from typing import Any

from presssearch.analysis.folding import fold
from presssearch.analysis.names import keys_of_name, marks_by_word
from presssearch.article import Article
from presssearch.engines.base import ADDED_STEP, MISSING
from presssearch.engines.document import Document, document_of, iso_day
from presssearch.engines.leaves import CODE_FIELDS
from presssearch.engines.opensearch.schema import (
    FORM,
    PLACE_BITS,
    SEPARATOR,
    STEM,
    STEMMED,
    ZONE_OF,
    ZONES,
    code_of,
)
from presssearch.engines.opensearch.terms import Languages, Terms, picking
from presssearch.fields import BY_NAME, FACETS, FIELDS

UNDATED = 1 << 62  # behind every moment
_MAX_LETTERS = 2_500_000  # of the chunks of all languages that are remembered: some 100 MB


def source_of(article: Article) -> dict[str, Any]:
    """What is sent for an article; what it has not is left out."""
    document = document_of(article)
    moment = document.first * 1440 + document.minute
    found = {
        "article": article,
        "id": document.id,
        "spoken": document.language or MISSING,
        "oldest": moment or UNDATED,
        "present": [field.name for field in FIELDS if _is_present(document, field.name)],
        **_buckets(document),
        **_values(document),
        **_words(document),
    }
    found = {name: value for name, value in found.items() if value}
    numbers = {"revision": document.revision, "first": document.first, "last": document.last, "moment": moment}
    return found | numbers | {"added": document.recorded * ADDED_STEP + moment}


@lru_cache(maxsize=1 << 14)
def marks_of(name: str) -> frozenset[str]:
    """What two spellings of a name may share."""
    return frozenset(mark for words in marks_by_word(name) for marks in words for mark in marks)


def _is_present(document: Document, name: str) -> bool:
    return bool(document.first) if name == "date" else bool(document.values[name])


def _buckets(document: Document) -> dict[str, str]:
    if not document.first:
        return {}
    first, last = iso_day(document.first), iso_day(document.last)
    return {name: first[:end] for name, end in (("year", 4), ("month", 7), ("day", 10)) if first[:end] == last[:end]}


def _values(document: Document) -> dict[str, Iterable[str]]:
    values, people = document.values, document.values["people"]
    return {
        **{f"facet_{field.name}": values[field.name] for field in FACETS},
        **{f"code_{field.name}": list(map(fold, values[field.name])) for field in CODE_FIELDS},
        "people_key": {key for name in people for key in _keys_of(name)},
        "people_mark": {mark for name in people for mark in marks_of(name)},
        "explained": [acronym + SEPARATOR + name for acronym, name in document.explained],
        "explained_key": {key for a, name in document.explained for key in (f"={a}", f"~{fold(name)}")},
    }


@lru_cache(maxsize=1 << 14)
def _keys_of(name: str) -> frozenset[str]:
    return frozenset(keys_of_name(name))


class _Coded(Terms):
    """By number besides: codes of the form, and of the stem or 0 where it has the letters of the form, which leave the
    bits of a place free."""

    def __init__(self, language: str | None) -> None:
        super().__init__(language)
        self.codes, self.stem_codes = [0], [0]

    def _append(self, form: str, stemmed: str) -> None:
        super()._append(form, stemmed)
        is_both = form == stemmed
        self.codes.append(code_of(form, FORM + STEM if is_both else FORM) << PLACE_BITS)
        self.stem_codes.append(0 if is_both else code_of(stemmed, STEM) << PLACE_BITS)


_terms = Languages(_Coded, _MAX_LETTERS)


def _words(document: Document) -> dict[str, Any]:
    terms = _terms.of(document.language)
    begun = [0]
    numbers: list[int] = []
    for piece in document.pieces():
        numbers += terms.read(piece)
        begun.append(len(numbers))
    bounds: list[tuple[str, int, int]] = [("body", 0, len(numbers))] if document.cuts else []
    stemmed = len(numbers)
    for field in ZONES[1:]:
        for value in document.values[field.name]:
            before = len(numbers)
            numbers += terms.read(value)
            bounds.append((field.name, before, len(numbers)))
        if field in STEMMED:
            stemmed = len(numbers)
    pick = picking(numbers)
    forms, codes = pick(terms.forms), pick(terms.codes)
    stems: Sequence[str] = forms
    others: Sequence[int] = ()
    if terms.has_stems:
        stems, others = pick(terms.stems), pick(terms.stem_codes)[:stemmed]
    found: dict[str, Any] = {}
    lengths: dict[str, int] = {}
    values, spots = [], list[int]()
    for shift, (name, first, end) in enumerate(bounds):
        values.append(first + shift << 8 | ZONE_OF[name])
        spots += range(first + shift, end + shift)
        lengths[name] = lengths.get(name, 0) + end - first
        if first < end:
            text = " ".join(forms[first:end])
            found.setdefault(f"form_{name}", []).append(text)
            if end <= stemmed:
                text = " ".join(stems[first:end]) if terms.has_stems else text
                found.setdefault(f"stem_{name}", []).append(text)
    quotations = [
        (begun[q.first], begun[q.end], 0 if q.speaker is None else q.speaker + 1) for q in document.quotations
    ]
    return {
        **found,
        **{f"length_{name}": length for name, length in lengths.items()},
        "forms_text": terms.distinct(numbers[:stemmed]),
        "forms_names": terms.distinct(numbers[stemmed:]),
        "length": round(4 * sum(BY_NAME[name].weight * length for name, length in lengths.items())),
        "length_lead": begun[document.lead],
        "length_said": _covered(quotations),
        "places": [*map(add, codes, spots), *(code + at for code, at in zip(others, spots, strict=False) if code)],
        "values": values,
        "paragraphs": [begun[piece] for piece in document.paragraphs],
        "lead": begun[document.lead],
        "quotations": [first << 36 | end << 12 | speaker for first, end, speaker in quotations],
    }


def _covered(quotations: Iterable[tuple[int, int, int]]) -> int:
    """Tokens that are quoted, those that are quoted twice once. quotations: in order of their places."""
    count = reached = 0
    for first, end, _ in quotations:
        count += max(0, end - max(first, reached))
        reached = max(reached, end)
    return count
