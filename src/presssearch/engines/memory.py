"""The memory engine: the semantics of `base` written out as loops over articles. It is the oracle of the
other engines and serves tests and small collections; nothing in it is clever."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import assert_never

from presssearch.analysis.folding import fold
from presssearch.analysis.names import keys_of_name, marks_by_word, may_be_same
from presssearch.analysis.tokens import forms, has_beginning, pattern
from presssearch.archive import Change
from presssearch.article import Article, Card
from presssearch.engines.base import (
    ADDED_STEP,
    K1,
    MISSING,
    RECENT,
    SCORE_DECIMALS,
    YEAR,
    B,
    EngineResult,
    EngineStats,
    FacetCounts,
    FacetRequest,
    Filter,
    Histogram,
    Hit,
    Interval,
    Marks,
    Refusal,
    Scan,
    SearchRequest,
    Sort,
    checked_facet,
    days_of,
)
from presssearch.engines.document import Document, day_number, iso_day
from presssearch.engines.leaves import fields_of, fitting, loosened, telling, vocabulary_of, weighted_terms
from presssearch.engines.marking import marks_in
from presssearch.engines.places import Entry, Guesses, entry_of, frequency, guesses, is_quoted, spans
from presssearch.fields import Field, Kind
from presssearch.query.tree import (
    And,
    AtLeast,
    DateRange,
    Everything,
    Exact,
    First,
    Fuzzy,
    Leaf,
    Missing,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Quotation,
    Same,
    Wildcard,
    Word,
)


class MemoryEngine:
    """Holds everything in memory; keeps nothing. Searching is safe while nobody applies."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._applied = 0

    def apply(self, changes: Iterable[Change]) -> int:
        entries, applied = dict(self._entries), self._applied
        for change in changes:
            entries.pop(change.id, None)
            if change.article is not None:
                entries[change.id] = entry_of(change.article)
            applied = max(applied, change.number)
        self._entries, self._applied = entries, applied
        return applied

    def applied(self) -> int:
        return self._applied

    def refused(self) -> Sequence[Refusal]:
        return ()

    def changed_at(self) -> datetime | None:
        return None

    def search(self, request: SearchRequest) -> EngineResult:
        for field in (*request.filters, *(facet.field for facet in request.facets)):
            checked_facet(field)
        entries = list(self._entries.values())
        guessed, cut = guesses(request.query, entries)
        matching = _matching(entries, request, guessed)
        hits = [e for e in matching if _passes(e, request)]
        return EngineResult(
            total=len(hits),
            hits=tuple(_page(_ordered(entries, hits, request, guessed), request)),
            facets={facet.field: _facet(matching, facet, request) for facet in request.facets},
            histogram=_histogram(hits, request.histogram) if request.histogram else None,
            cut=cut,
        )

    def scan(self, request: SearchRequest) -> Scan:
        for field in request.filters:
            checked_facet(field)
        entries = self._entries
        everything = list(entries.values())
        guessed, _ = guesses(request.query, everything)
        hits = [e for e in _matching(everything, request, guessed) if _passes(e, request)]
        ordered = _ordered(everything, hits, request, guessed)
        return Scan(len(hits), (entries[hit.id].article for hit in ordered))

    def get(self, ids: Sequence[str]) -> list[Article | None]:
        return [self._entries[i].article if i in self._entries else None for i in ids]

    def cards(self, ids: Sequence[str]) -> list[Card | None]:
        return [self._entries[i].document.card if i in self._entries else None for i in ids]

    def marks(
        self, leaves: Sequence[Leaf], articles: Sequence[Article | Card], passages: int | None = None
    ) -> list[Marks]:
        guessed, _ = guesses(Or(tuple(leaves)), self._entries.values())
        return [self._marks(leaves, article, passages, guessed) for article in articles]

    def _marks(self, leaves: Sequence[Leaf], article: Article | Card, passages: int | None, guessed: Guesses) -> Marks:
        entry = self._entries.get(article.id)
        if entry is None or entry.article.revision != article.revision:
            return Marks()
        return marks_in(entry, leaves, passages, guessed)

    def terms(self, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
        checked_facet(field)
        wanted = pattern(prefix).forms
        counts = Counter(value for e in self._entries.values() for value in e.document.values.get(field.name, ()))
        found = [(value, count) for value, count in counts.items() if has_beginning(tuple(forms(value)), wanted)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def words(self, leaf: Prefix | Wildcard | Fuzzy, limit: int, least: int = 1) -> list[tuple[str, int]]:
        begun = fitting(leaf)
        if begun is None:
            return []
        fields = [field.name for field in vocabulary_of(leaf)]
        counts = Counter(
            form
            for entry in self._entries.values()
            for form in {form for name in fields for value in entry.values[name] for form in value}
            if form.startswith(begun[0]) and begun[1](form)
        )
        found = [pair for pair in counts.items() if pair[1] >= least]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def names_like(self, text: str, limit: int) -> list[tuple[str, int]]:
        wanted = keys_of_name(text)
        counts = Counter(name for e in self._entries.values() for name in e.document.values["people"])
        found = [(name, count) for name, count in counts.items() if not wanted.isdisjoint(keys_of_name(name))]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def namesakes(self, names: Sequence[str], limit: int) -> list[list[tuple[str, int]]]:
        counts = Counter(other for e in self._entries.values() for other in e.document.values["people"])
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return [[pair for pair in ranked if _are_namesakes(name, pair[0])][:limit] for name in names]

    def acronyms(self, text: str) -> list[tuple[str, str, int]]:
        pairs = Counter(pair for e in self._entries.values() for pair in e.document.explained)
        wanted = fold(text)
        found = [(a, name, n) for (a, name), n in pairs.items() if text == a or (wanted and wanted == fold(name))]
        return sorted(found, key=lambda row: (-row[2], row[:2]))

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


def _are_namesakes(name: str, other: str) -> bool:
    return not _marks_of(name).isdisjoint(_marks_of(other)) and may_be_same(name, other)


def _marks_of(name: str) -> set[str]:
    return {mark for words in marks_by_word(name) for marks in words for mark in marks}


# ---- which articles match ----


def _matching(entries: list[Entry], request: SearchRequest, guessed: Guesses) -> list[Entry]:
    """What matches query and dates; filters come later."""
    in_range = [e for e in entries if request.dates is None or _in_range(e.document, request.dates)]
    bound, free, least = loosened(request.query, request.least)
    return [
        e
        for e in in_range
        if all(_matches(e, each, guessed) for each in bound)
        and sum(_matches(e, each, guessed) for each in free) >= least
    ]


def _matches(entry: Entry, query: Query, guessed: Guesses) -> bool:  # noqa: PLR0911 - one for each node
    match query:
        case Everything():
            return True
        case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy():
            if query.field is not None and query.field.kind is Kind.CODE:
                return _has_code(entry.document, query.field, query)
            return bool(spans(entry, query, guessed))
        case Near() | Same() | AtLeast() | First():
            return bool(spans(entry, query, guessed))
        case Quotation():
            return is_quoted(entry, query.child, guessed)
        case DateRange():
            return _in_range(entry.document, query)
        case Missing():
            return _is_missing(entry.document, query.field)
        case And():
            return all(_matches(entry, child, guessed) for child in query.children)
        case Or():
            return any(_matches(entry, child, guessed) for child in query.children)
        case Not():
            return not _matches(entry, query.child, guessed)
        case _:
            assert_never(query)


def _has_code(document: Document, field: Field, leaf: Leaf) -> bool:
    wanted = fold(leaf.text)
    codes = [fold(value) for value in document.values[field.name]]
    if isinstance(leaf, Prefix):
        return any(code.startswith(wanted) for code in codes)
    return isinstance(leaf, Word | Phrase | Exact) and wanted in codes


def _in_range(document: Document, dates: DateRange) -> bool:
    if not document.first:
        return False
    first, last = dates.first or date.min, dates.last or date.max
    return day_number(first) <= document.first and document.last <= day_number(last)


def _is_missing(document: Document, field: Field) -> bool:
    return not document.first if field.kind is Kind.DATE else not document.values[field.name]


def _passes(entry: Entry, request: SearchRequest, *, but: Field | None = None) -> bool:
    """Does the article pass every filter, but that of one field?"""
    return all(_admits(chosen, entry.document, field) for field, chosen in request.filters.items() if field != but)


def _admits(chosen: Filter, document: Document, field: Field) -> bool:
    values = {MISSING} if _is_missing(document, field) else set(document.values.get(field.name, ()))
    return (not chosen.include or not values.isdisjoint(chosen.include)) and values.isdisjoint(chosen.exclude)


# ---- scores and order ----


def _scores(entries: list[Entry], hits: list[Entry], request: SearchRequest, guessed: Guesses) -> dict[str, float]:
    scores = dict.fromkeys((e.document.id for e in hits), 0.0)
    hints = telling(request.hints, lambda leaf: sum(frequency(e, leaf, guessed) > 0 for e in entries))
    for term, weight in weighted_terms(request.query, hints):
        frequencies = {e.document.id: tf for e in entries if (tf := frequency(e, term, guessed))}
        if not frequencies:
            continue
        idf = math.log(len(entries) / (len(frequencies) + 1)) + 1
        mean = sum(_length(e, term) for e in entries) / len(entries)
        for entry in hits:
            tf = frequencies.get(entry.document.id, 0.0)
            if tf:
                norm = K1 * ((1 - B) + B * _length(entry, term) / mean)
                scores[entry.document.id] += weight * idf * (tf * (K1 + 1) / (tf + norm))
    if request.towards is not None:
        for entry in hits:
            scores[entry.document.id] *= _recency(entry.document.first, request.towards)
    return {i: round(score * 10**SCORE_DECIMALS) / 10**SCORE_DECIMALS for i, score in scores.items()}


def _recency(first: int, towards: date) -> float:
    if not first:
        return 1.0
    age = max(0, days_of(day_number(towards)) - days_of(first))
    return float(1 + RECENT * 2.0 ** (-age / YEAR))


def _length(entry: Entry, term: Query) -> float:
    """Forms of the fields that the term is looked for in, each weighed as its field is."""
    return sum(weight * entry.length(field) for field, weight in fields_of(term))


def _ordered(entries: list[Entry], hits: list[Entry], request: SearchRequest, guessed: Guesses) -> list[Hit]:
    scores = _scores(entries, hits, request, guessed)
    found = [Hit(d.id, scores[d.id], _moment(d, request.sort)) for d in (e.document for e in hits)]
    return sorted(found, key=lambda hit: _order(hit, request.sort))


def _moment(document: Document, sort: Sort) -> int:
    published = document.first * 1440 + document.minute
    return document.recorded * ADDED_STEP + published if sort is Sort.ADDED else published


def _order(hit: Hit, sort: Sort) -> tuple[float, int, str]:
    match sort:
        case Sort.RELEVANCE:
            return -hit.score, -hit.moment, hit.id
        case Sort.NEWEST | Sort.ADDED:
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


def _facet(matching: list[Entry], facet: FacetRequest, request: SearchRequest) -> FacetCounts:
    counted = [e.document for e in matching if _passes(e, request, but=facet.field)]
    counts = Counter(value for d in counted for value in d.values.get(facet.field.name, ()))
    wanted = pattern(facet.prefix).forms
    begun = [pair for pair in counts.items() if has_beginning(tuple(forms(pair[0])), wanted)]
    shown = sorted(begun, key=facet.order)[facet.offset : facet.offset + facet.size]
    always = {(value, counts[value]) for value in facet.always if value != MISSING}
    missing = sum(_is_missing(d, facet.field) for d in counted)
    together = tuple(
        sum(not group.isdisjoint(d.values.get(facet.field.name, ())) for d in counted)
        for group in map(set, facet.together)
    )
    return FacetCounts(tuple(sorted({*shown, *always}, key=facet.order)), missing, len(begun), together)


_LETTERS = {Interval.YEAR: 4, Interval.MONTH: 7, Interval.DAY: 10}


def _histogram(hits: list[Entry], interval: Interval) -> Histogram:
    counts: Counter[str] = Counter()
    for document in (e.document for e in hits if e.document.first):
        first, last = (iso_day(day)[: _LETTERS[interval]] for day in (document.first, document.last))
        if first == last:
            counts[first] += 1
    return Histogram(interval, tuple(sorted(counts.items())), len(hits) - counts.total())
