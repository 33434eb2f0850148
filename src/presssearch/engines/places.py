"""Where a query stands in one article: the definition that all engines keep, written out as loops.

An article is a row of values for each TEXT and NAME field, and a value a row of forms. What stands somewhere has
spans, each inside one value: a leaf where its words follow each other, Near where a window begins, Same, AtLeast
and First where their children do.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import forms, pattern
from presssearch.article import Article
from presssearch.engines.base import MAX_FORMS
from presssearch.engines.document import Document, document_of
from presssearch.engines.leaves import (
    WORD_FIELDS,
    field_of,
    fields_of,
    guessed_leaves,
    is_stemmed,
    stands_for,
    vocabulary_of,
    zone_of,
)
from presssearch.fields import BY_NAME, Field
from presssearch.query.tree import And, AtLeast, First, Fuzzy, Leaf, Near, Not, Or, Prefix, Query, Same, Wildcard


class Span(NamedTuple):
    """Forms `first` … `end` − 1 of one value of a field."""

    field: str
    value: int
    first: int
    end: int


class Quoted(NamedTuple):
    """A quotation: its forms in the body; the number of its speaker among the values of `by`."""

    first: int
    end: int
    speaker: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One live article. values: for each TEXT and NAME field the forms of each value, in order. paragraphs: the forms
    of the body at which they begin; lead: the one behind it."""

    article: Article
    document: Document
    values: dict[str, list[list[str]]]
    paragraphs: list[int]
    lead: int
    quotations: list[Quoted]

    def length(self, field: Field) -> int:
        """Forms in a field. Words that are quoted twice count once."""
        if field.name == "lead":
            return self.lead
        if field.name == "said":
            return len({n for quoted in self.quotations for n in range(quoted.first, quoted.end)})
        return sum(len(value) for value in self.values[field.name])

    def holds(self, field: Field, span: Span) -> bool:
        """Does a span in the zone of the field lie in the field?"""
        if field.name == "lead":
            return span.end <= self.lead
        return field.name != "said" or any(q.first <= span.first and span.end <= q.end for q in self.quotations)


def entry_of(article: Article) -> Entry:
    document = document_of(article)
    read = [forms(piece) for piece in document.pieces()]
    begun = [0]
    for piece in read:
        begun.append(begun[-1] + len(piece))
    values = {field.name: [forms(value) for value in document.values[field.name]] for field in WORD_FIELDS}
    return Entry(
        article=article,
        document=document,
        values={**values, "body": [[form for piece in read for form in piece]] if read else []},
        paragraphs=[begun[piece] for piece in document.paragraphs],
        lead=begun[document.lead],
        quotations=[Quoted(begun[q.first], begun[q.end], q.speaker) for q in document.quotations],
    )


# ---- the forms that guessed words stand for ----

Guesses = Mapping[Leaf, frozenset[str]]


def guesses(query: Query, entries: Iterable[Entry]) -> tuple[Guesses, tuple[Leaf, ...]]:
    """For each Wildcard and Fuzzy the forms that count; and those that stand for more than MAX_FORMS."""
    entries = list(entries)
    found: dict[Leaf, frozenset[str]] = {}
    cut: list[Leaf] = []
    for leaf in dict.fromkeys(guessed_leaves(query)):
        known = {
            form for e in entries for field in vocabulary_of(leaf) for value in e.values[field.name] for form in value
        }
        ranked = stands_for(leaf, known)
        found[leaf] = frozenset(ranked[:MAX_FORMS])
        cut += [leaf] if len(ranked) > MAX_FORMS else []
    return found, tuple(cut)


# ---- where it stands ----


def frequency(entry: Entry, query: Query, guessed: Guesses) -> float:
    """Number of spans, each weighed as its field is."""
    weights = {zone_of(field).name: weight for field, weight in fields_of(query)}
    return sum(weights[span.field] for span in spans(entry, query, guessed))


def spans(entry: Entry, query: Query, guessed: Guesses) -> list[Span]:
    """In order; where several begin at the same form, the shortest."""
    if isinstance(query, Near | Same | Or):
        parts = [spans(entry, child, guessed) for child in query.children]
        if isinstance(query, Near):
            return _near(parts, query)
        return _tidy(span for part in (_same(entry, parts) if isinstance(query, Same) else parts) for span in part)
    if isinstance(query, AtLeast):
        found = spans(entry, query.child, guessed)
        return found if len(found) >= query.count else []
    if isinstance(query, First):
        found = spans(entry, query.child, guessed)
        return [span for span in found if span.field == "body" and span.end <= query.words]
    if isinstance(query, Leaf):
        return _leaf(entry, query, guessed)
    return []


def _tidy(found: Iterable[Span]) -> list[Span]:
    shortest: dict[tuple[str, int, int], Span] = {}
    for span in sorted(found):
        shortest.setdefault(span[:3], span)
    return list(shortest.values())


def _leaf(entry: Entry, leaf: Leaf, guessed: Guesses) -> list[Span]:
    zones = [zone_of(field).name for field, _ in fields_of(leaf)]
    return sorted(span for zone in zones for span in stands(entry, leaf, zone, guessed))


def stands(entry: Entry, leaf: Leaf, zone: str, guessed: Guesses) -> list[Span]:
    """Where a leaf stands in the values of a field, be that its own or not; of a part of it in that part alone."""
    tests = _tests(leaf, entry.document.language, guessed)
    found = [
        Span(zone, number, at, at + len(tests))
        for number, value in enumerate(entry.values[zone] if tests else ())
        for at in range(len(value) - len(tests) + 1)
        if all(test(form) for test, form in zip(tests, value[at : at + len(tests)], strict=True))
    ]
    return [span for span in found if leaf.field is None or entry.holds(leaf.field, span)]


def _tests(leaf: Leaf, language: str | None, guessed: Guesses) -> list[Callable[[str], bool]]:
    """A test of the form at each of the consecutive places."""
    if isinstance(leaf, Wildcard | Fuzzy):
        return [guessed.get(leaf, frozenset()).__contains__]
    wanted = pattern(leaf.text)
    tests = [_is_stem(form, language) if is_stemmed(leaf) else form.__eq__ for form in wanted.forms]
    if tests and (wanted.prefix or isinstance(leaf, Prefix)):
        tests[-1] = _begins(wanted.forms[-1])
    return tests


def _is_stem(wanted: str, language: str | None) -> Callable[[str], bool]:
    stemmed = stem(wanted, language)
    return lambda form: stem(form, language) == stemmed


def _begins(wanted: str) -> Callable[[str], bool]:
    return lambda form: form.startswith(wanted)


def _near(parts: Sequence[list[Span]], query: Near) -> list[Span]:
    """From each span of a child on, the next one of every other child of the same value, and for the k-th of equal
    children the k-th next: a window, if few enough words are in it that belong to none."""
    repeated = [query.children[:n].count(child) for n, child in enumerate(query.children)]
    found = []
    for begin in sorted({span[:3] for part in parts for span in part}):
        chosen = []
        for part, skipped in zip(parts, repeated, strict=True):
            later = [span for span in part if span[:2] == begin[:2] and span.first >= begin[2]]
            chosen += later[skipped : skipped + 1]
        if len(chosen) == len(parts):
            end = max(span.end for span in chosen)
            if end - begin[2] - sum(span.end - span.first for span in chosen) <= query.words:
                found.append(Span(*begin, end))
    return found


def _same(entry: Entry, parts: Sequence[list[Span]]) -> list[list[Span]]:
    """What begins in a paragraph, or in a field other than the body, in which every child does."""

    def paragraph(span: Span) -> tuple[str, int]:
        return span.field, bisect_right(entry.paragraphs, span.first) if span.field == "body" else 0

    shared = set.intersection(*({paragraph(span) for span in part} for part in parts))
    return [[span for span in part if paragraph(span) in shared] for part in parts]


# ---- quotations ----


def is_quoted(entry: Entry, query: Query, guessed: Guesses) -> bool:
    """Is there one quotation that fulfils the child of a Quotation?"""
    return any(_fulfils(entry, quoted, query, guessed) for quoted in entry.quotations)


def _fulfils(entry: Entry, quoted: Quoted, query: Query, guessed: Guesses) -> bool:
    if isinstance(query, And):
        return all(_fulfils(entry, quoted, child, guessed) for child in query.children)
    if isinstance(query, Or):
        return any(_fulfils(entry, quoted, child, guessed) for child in query.children)
    if isinstance(query, Not):
        return not _fulfils(entry, quoted, query.child, guessed)
    found = spans(entry, query, guessed)
    if field_of(query) == BY_NAME["by"]:
        return any(span.value == quoted.speaker for span in found)
    return any(quoted.first <= span.first and span.end <= quoted.end for span in found)
