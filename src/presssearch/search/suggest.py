"""What somebody who is typing may be about to type: people, cities, bodies, sources, words and headlines that begin so.

Names are counted as the filter of their field counts them, words as they are printed: a search for them may find more,
by other forms and spellings. Of names that differ in capitals and accents alone the commonest is given.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presssearch import query as queries
from presssearch.analysis.tokens import forms, tokens
from presssearch.engines.base import Engine, SearchRequest
from presssearch.fields import BY_NAME, Field
from presssearch.query.tree import And, Exact, Phrase, Prefix, Query, Word
from presssearch.search.args import BY_PARAMETER, MAX_VALUE_CHARS, SUGGESTIONS, number_parameter

MAX_SIZE = 50
NAMES = ("people", "city", "organisations", "source")
WORDS, HEADLINES = "words", "headlines"
_SHARE = 3  # of the entries one kind has a third, while others have something to fill the rest
_LOOKED_AT = 20  # releases, for the words behind a word
_BEGUN = 2  # letters of the last of several words
_LETTERS = 3  # with fewer, too many headlines begin so
_HEADLINE = BY_NAME["headline"]

SUGGEST_PARAMETERS = (BY_PARAMETER["q"], number_parameter("limit", "entries", 1, MAX_SIZE, SUGGESTIONS))


@dataclass(frozen=True, slots=True)
class Suggested:
    """kind: people, city, organisations, source, words or headlines. text: as it reads. count: releases. query: what
    finds them, for the box. field: whose value the text is, of names; article: the id, of headlines."""

    kind: str
    text: str
    count: int
    query: str
    field: Field | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """entries: by kind, the most frequent of each first."""

    text: str
    entries: tuple[Suggested, ...]
    took_ms: float


def suggest(engine: Engine, text: str, size: int = SUGGESTIONS) -> Suggestions:
    """The entries for a text of which the last word may be begun, in any script; none for one without a word."""
    began = time.perf_counter()
    text = text[:MAX_VALUE_CHARS]
    kinds: list[list[Suggested]] = []
    if forms(text):
        kinds = [list(_named(engine, BY_NAME[name], text, size)) for name in NAMES]
        kinds += [list(_words(engine, text, size)), list(_headlines(engine, text, size))]
    return Suggestions(text, tuple(_shared_out(kinds, size)), round((time.perf_counter() - began) * 1000, 3))


def _shared_out(kinds: Sequence[list[Suggested]], size: int) -> Iterator[Suggested]:
    """A third of the places to each kind, in turn; what is left to those that have more."""
    counts = [0] * len(kinds)
    for most in (-(-size // _SHARE), size):
        for n, entries in enumerate(kinds):
            counts[n] = max(counts[n], min(len(entries), most, size - sum(counts) + counts[n]))
    for n, entries in enumerate(kinds):
        yield from entries[: counts[n]]


def _named(engine: Engine, field: Field, text: str, size: int) -> Iterator[Suggested]:
    seen = set()
    for value, count in engine.terms(field, text, 2 * size):
        spelled = tuple(forms(value))
        if spelled not in seen:
            seen.add(spelled)
            yield Suggested(field.name, value, count, queries.to_text(_finds(field, value)), field)


def _finds(field: Field, value: str) -> Query:
    return Word(value, field) if len(forms(value)) == 1 and value.isalnum() else Phrase(value, field)


def _words(engine: Engine, text: str, size: int) -> Iterator[Suggested]:
    """The text with its last word ended in several ways; counted as they are printed, all words together."""
    *whole, last = tokens(text)
    if last.end < len(text.rstrip()) or not last.form[-1:].isalpha():
        return
    before = text[: last.start]
    if not whole:
        for form, count in engine.words(Prefix(last.form), size):
            yield Suggested(WORDS, before + form, count, before + form)
        return
    if _is_short(last.form):
        return
    others = tuple(Word(token.form) for token in whole)
    for form in _following(engine, f"{whole[-1].form} {last.form}", size):
        query = And((*others, Exact(form)))
        count = engine.search(SearchRequest(query=query, limit=0)).total
        yield Suggested(WORDS, before + form, count, before + form)


def _following(engine: Engine, text: str, size: int) -> list[str]:
    """Words that begin as the last one of a text does, and stand behind the one before it in releases."""
    leaf = Prefix(text)
    hits = engine.search(SearchRequest(query=leaf, limit=_LOOKED_AT)).hits
    articles = [article for article in engine.get([hit.id for hit in hits]) if article] if hits else []
    found: Counter[str] = Counter()
    for article, marks in zip(articles, engine.marks([leaf], articles, 2) if articles else (), strict=True):
        texts = ((article.headline or "", marks.headline), (article.body, marks.body))
        found.update({forms(words[mark.start : mark.end])[-1] for words, here in texts for mark in here})
    return [form for form, _ in found.most_common(size)]


def _is_short(form: str) -> bool:
    """Do too many words begin so to look where they stand?"""
    return form.isascii() and len(form) < _BEGUN


def _headlines(engine: Engine, text: str, size: int) -> Iterator[Suggested]:
    read = tokens(text)
    if sum(len(token.form) for token in read) < _LETTERS and text.isascii():
        return
    *whole, last = (token.form for token in read)
    if whole and _is_short(last):
        return
    begun = Prefix(last, _HEADLINE)
    query: Query = And((*(Word(form, _HEADLINE) for form in whole), begun)) if whole else begun
    hits = engine.search(SearchRequest(query=query, limit=size)).hits
    seen = set()
    for article in engine.get([hit.id for hit in hits]) if hits else []:
        if article is not None and article.headline and article.headline not in seen:
            seen.add(article.headline)
            wanted = queries.to_text(Phrase(article.headline, _HEADLINE))
            yield Suggested(HEADLINES, article.headline, 1, wanted, article=article.id)
