"""The memory engine: the semantics of `base` written out as loops over articles. It is the oracle of the
other engines and serves tests and small collections; nothing in it is clever."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from presssearch.analysis.folding import fold
from presssearch.analysis.names import keys_of_name
from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import Token, forms, has_beginning, pattern, tokens
from presssearch.archive import Change
from presssearch.article import Article
from presssearch.engines.base import (
    K1,
    MISSING,
    SCORE_DECIMALS,
    B,
    EngineResult,
    EngineStats,
    FacetCounts,
    FacetRequest,
    Filter,
    Histogram,
    Hit,
    Interval,
    Mark,
    Marks,
    Scan,
    SearchRequest,
    Sort,
    checked_facet,
)
from presssearch.engines.document import Document, day_number, document_of, iso_day
from presssearch.engines.leaves import WORD_FIELDS, Leaf, fields_of, is_stemmed, scoring_leaves, shown_in
from presssearch.engines.passages import Stand, best
from presssearch.fields import Field, Kind
from presssearch.query.tree import And, DateRange, Everything, Missing, Not, Or, Phrase, Prefix, Query, Word


@dataclass(frozen=True, slots=True)
class _Entry:
    """One live article. values: for each TEXT and NAME field the forms of each value, in order."""

    article: Article
    document: Document
    values: dict[str, list[list[str]]]

    def length(self, field: Field) -> int:
        return sum(len(value) for value in self.values[field.name])


class MemoryEngine:
    """Holds everything in memory; keeps nothing. Searching is safe while nobody applies."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._applied = 0

    def apply(self, changes: Iterable[Change]) -> int:
        entries, applied = dict(self._entries), self._applied
        for change in changes:
            entries.pop(change.id, None)
            if change.article is not None:
                entries[change.id] = _entry_of(change.article)
            applied = max(applied, change.number)
        self._entries, self._applied = entries, applied
        return applied

    def applied(self) -> int:
        return self._applied

    def changed_at(self) -> datetime | None:
        return None

    def search(self, request: SearchRequest) -> EngineResult:
        for field in (*request.filters, *(facet.field for facet in request.facets)):
            checked_facet(field)
        entries = list(self._entries.values())
        matching = _matching(entries, request)
        hits = [e for e in matching if _passes(e, request)]
        return EngineResult(
            total=len(hits),
            hits=tuple(_page(_ordered(entries, hits, request), request)),
            facets={facet.field: _facet(matching, facet, request) for facet in request.facets},
            histogram=_histogram(hits, request.histogram) if request.histogram else None,
        )

    def scan(self, request: SearchRequest) -> Scan:
        for field in request.filters:
            checked_facet(field)
        entries = self._entries
        everything = list(entries.values())
        hits = [e for e in _matching(everything, request) if _passes(e, request)]
        ordered = _ordered(everything, hits, request)
        return Scan(len(hits), (entries[hit.id].article for hit in ordered))

    def get(self, ids: Sequence[str]) -> list[Article | None]:
        return [self._entries[i].article if i in self._entries else None for i in ids]

    def marks(self, leaves: Sequence[Leaf], articles: Sequence[Article], passages: int | None = None) -> list[Marks]:
        return [self._marks(leaves, article, passages) for article in articles]

    def _marks(self, leaves: Sequence[Leaf], article: Article, passages: int | None) -> Marks:
        entry = self._entries.get(article.id)
        if entry is None or entry.article.revision != article.revision:
            return Marks()
        read = {"headline": tokens(article.headline or ""), "body": tokens(article.body)}
        stands = {name: sorted(_stands(leaves, name, words, article.language)) for name, words in read.items()}
        if passages is not None:
            stands["body"] = best(stands["body"], passages)
        found = {
            name: [Mark(read[name][first].start, read[name][last].end, leaf) for first, last, leaf in here]
            for name, here in stands.items()
        }
        return Marks(**{name: tuple(marks) for name, marks in found.items()})

    def terms(self, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
        checked_facet(field)
        wanted = pattern(prefix).forms
        counts = Counter(value for e in self._entries.values() for value in e.document.values.get(field.name, ()))
        found = [(value, count) for value, count in counts.items() if has_beginning(tuple(forms(value)), wanted)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def names_like(self, text: str, limit: int) -> list[tuple[str, int]]:
        wanted = keys_of_name(text)
        counts = Counter(name for e in self._entries.values() for name in e.document.values["people"])
        found = [(name, count) for name, count in counts.items() if not wanted.isdisjoint(keys_of_name(name))]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def stats(self) -> EngineStats:
        dated = [e.document for e in self._entries.values() if e.document.first]
        return EngineStats(
            engine="memory",
            articles=len(self._entries),
            applied=self._applied,
            first=iso_day(min(d.first for d in dated)) if dated else None,
            last=iso_day(max(d.last for d in dated)) if dated else None,
            size_bytes=0,
        )

    def check(self) -> list[str]:
        return []

    def close(self) -> None:
        pass


def _entry_of(article: Article) -> _Entry:
    document = document_of(article)
    return _Entry(article, document, {f.name: [forms(v) for v in document.values[f.name]] for f in WORD_FIELDS})


# ---- which articles match ----


def _matching(entries: list[_Entry], request: SearchRequest) -> list[_Entry]:
    """What matches query and dates; filters come later."""
    in_range = [e for e in entries if request.dates is None or _in_range(e.document, request.dates)]
    return [e for e in in_range if _matches(e, request.query)]


def _matches(entry: _Entry, query: Query) -> bool:  # noqa: PLR0911 - one for each node
    match query:
        case Everything():
            return True
        case Word() | Phrase() | Prefix():
            if query.field is not None and query.field.kind is Kind.CODE:
                return _has_code(entry.document, query.field, query)
            return _frequency(entry, query) > 0
        case DateRange():
            return _in_range(entry.document, query)
        case Missing():
            return _is_missing(entry.document, query.field)
        case And():
            return all(_matches(entry, child) for child in query.children)
        case Or():
            return any(_matches(entry, child) for child in query.children)
        case Not():
            return not _matches(entry, query.child)
        case _:
            assert_never(query)


def _frequency(entry: _Entry, leaf: Leaf) -> float:
    """Number of positions at which the leaf stands, each weighed as its field is."""
    tests = _tests(leaf, entry.document.language)
    if not tests:
        return 0.0
    return sum(
        weight * all(test(form) for test, form in zip(tests, value[at : at + len(tests)], strict=True))
        for field, weight in fields_of(leaf)
        for value in entry.values[field.name]
        for at in range(len(value) - len(tests) + 1)
    )


def _length(entry: _Entry, leaf: Leaf) -> float:
    """Tokens of the fields that the leaf searches, weighed likewise."""
    return sum(weight * entry.length(field) for field, weight in fields_of(leaf))


def _tests(leaf: Leaf, language: str | None) -> list[Callable[[str], bool]]:
    """A test of the form at each of the consecutive positions."""
    wanted = pattern(leaf.text)
    tests = [_is_stem(form, language) if is_stemmed(leaf) else form.__eq__ for form in wanted.forms]
    if tests and (wanted.prefix or isinstance(leaf, Prefix)):
        tests[-1] = _begins(wanted.forms[-1])
    return tests


def _stands(leaves: Sequence[Leaf], name: str, words: Sequence[Token], language: str | None) -> Iterator[Stand]:
    """Where the leaves stand in a text that has these words, and that name among FIELDS."""
    for number, leaf in enumerate(leaves):
        tests = _tests(leaf, language) if name in shown_in(leaf) else []
        for at in range(len(words) - len(tests) + 1) if tests else ():
            if all(test(word.form) for test, word in zip(tests, words[at:], strict=False)):
                yield Stand(at, at + len(tests) - 1, number)


def _is_stem(wanted: str, language: str | None) -> Callable[[str], bool]:
    stemmed = stem(wanted, language)
    return lambda form: stem(form, language) == stemmed


def _begins(wanted: str) -> Callable[[str], bool]:
    return lambda form: form.startswith(wanted)


def _has_code(document: Document, field: Field, leaf: Leaf) -> bool:
    wanted = fold(leaf.text)
    codes = [fold(value) for value in document.values[field.name]]
    return any(code.startswith(wanted) for code in codes) if isinstance(leaf, Prefix) else wanted in codes


def _in_range(document: Document, dates: DateRange) -> bool:
    if not document.first:
        return False
    first, last = dates.first or date.min, dates.last or date.max
    return day_number(first) <= document.first and document.last <= day_number(last)


def _is_missing(document: Document, field: Field) -> bool:
    return not document.first if field.kind is Kind.DATE else not document.values[field.name]


def _passes(entry: _Entry, request: SearchRequest, *, but: Field | None = None) -> bool:
    """Does the article pass every filter, but that of one field?"""
    return all(_admits(chosen, entry.document, field) for field, chosen in request.filters.items() if field != but)


def _admits(chosen: Filter, document: Document, field: Field) -> bool:
    values = {MISSING} if _is_missing(document, field) else set(document.values.get(field.name, ()))
    return (not chosen.include or not values.isdisjoint(chosen.include)) and values.isdisjoint(chosen.exclude)


# ---- scores and order ----


def _scores(entries: list[_Entry], hits: list[_Entry], query: Query) -> dict[str, float]:
    scores = dict.fromkeys((e.document.id for e in hits), 0.0)
    for leaf in scoring_leaves(query):
        frequencies = {e.document.id: tf for e in entries if (tf := _frequency(e, leaf))}
        if not frequencies:
            continue
        idf = math.log(len(entries) / (len(frequencies) + 1)) + 1
        mean = sum(_length(e, leaf) for e in entries) / len(entries)
        for entry in hits:
            tf = frequencies.get(entry.document.id, 0.0)
            if tf:
                norm = K1 * ((1 - B) + B * _length(entry, leaf) / mean)
                scores[entry.document.id] += idf * (tf * (K1 + 1) / (tf + norm))
    return {i: round(score * 10**SCORE_DECIMALS) / 10**SCORE_DECIMALS for i, score in scores.items()}


def _ordered(entries: list[_Entry], hits: list[_Entry], request: SearchRequest) -> list[Hit]:
    scores = _scores(entries, hits, request.query)
    found = [Hit(d.id, scores[d.id], d.first * 1440 + d.minute) for d in (e.document for e in hits)]
    return sorted(found, key=lambda hit: _order(hit, request.sort))


def _order(hit: Hit, sort: Sort) -> tuple[float, int, str]:
    match sort:
        case Sort.RELEVANCE:
            return -hit.score, -hit.moment, hit.id
        case Sort.NEWEST:
            return 0.0, -hit.moment, hit.id
        case Sort.OLDEST:
            return 0.0 if hit.moment else 1.0, hit.moment, hit.id
        case _:
            assert_never(sort)


def _page(ordered: list[Hit], request: SearchRequest) -> list[Hit]:
    if request.before is not None:
        end = _order(request.before, request.sort)
        ahead = [hit for hit in ordered if _order(hit, request.sort) < end]
        return ahead[max(0, len(ahead) - request.limit) :]
    if request.after is not None:
        start = _order(request.after, request.sort)
        ordered = [hit for hit in ordered if _order(hit, request.sort) > start]
    return ordered[request.offset : request.offset + request.limit]


# ---- what is counted ----


def _facet(matching: list[_Entry], facet: FacetRequest, request: SearchRequest) -> FacetCounts:
    counted = [e.document for e in matching if _passes(e, request, but=facet.field)]
    counts = Counter(value for d in counted for value in d.values.get(facet.field.name, ()))
    wanted = pattern(facet.prefix).forms
    begun = [pair for pair in counts.items() if has_beginning(tuple(forms(pair[0])), wanted)]
    shown = sorted(begun, key=facet.order)[facet.offset : facet.offset + facet.size]
    always = {(value, counts[value]) for value in facet.always if value != MISSING}
    missing = sum(_is_missing(d, facet.field) for d in counted)
    return FacetCounts(tuple(sorted({*shown, *always}, key=facet.order)), missing, len(begun))


_LETTERS = {Interval.YEAR: 4, Interval.MONTH: 7, Interval.DAY: 10}


def _histogram(hits: list[_Entry], interval: Interval) -> Histogram:
    counts: Counter[str] = Counter()
    for document in (e.document for e in hits if e.document.first):
        first, last = (iso_day(day)[: _LETTERS[interval]] for day in (document.first, document.last))
        if first == last:
            counts[first] += 1
    return Histogram(interval, tuple(sorted(counts.items())), len(hits) - counts.total())
