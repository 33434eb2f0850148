"""Releases like one release, and those of the same event: two queries made of what stands in it.

    similar      its rare words, people and organisations, any of them: who shares most of the rarest comes first
    same event   two of its people and cities, those aside that are named all the time, within two days of its own;
                 they must weigh half as much as all that it names

Both are asked of the engine as any search is. The release itself and copies of its text are left out, and of copies
among those found the first alone is shown.
"""

import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from presssearch.analysis.tokens import forms, tokens
from presssearch.article import Article, Organisation, Person, card_of
from presssearch.engines.base import Engine, SearchRequest
from presssearch.fields import BY_NAME, Field
from presssearch.query.tree import And, DateRange, Everything, Phrase, Query, Word
from presssearch.search.args import SIMILAR_SIZE, number_parameter
from presssearch.search.expansions import Expansions
from presssearch.search.page_json import NO_LINKS, Links
from presssearch.search.twins import twin_groups

MAX_SIZE = 50
DAYS = 2  # that one event is reported in, before and after
_SHARED = 2  # people and cities of one event
_WORDS = 24  # that are looked for
_LOOKED_UP = 48  # words whose number of releases is asked for
_READ_CHARS = 20_000
_IN_HEADLINE = 3  # times as much as in the text
_SHORTEST = 4  # letters of a word, where no capitals make it a name
_COMMON, _FEW = 0.1, 5  # of the releases, and releases, that have a word which tells nothing
_ALWAYS = 0.02  # of the releases name somebody who tells no event from another
_WEIGHTY = 0.5  # of the score of the release itself
_NAMES = 12
_COPIES = 10  # that may stand among the hits
_PEOPLE, _CITY, _ORGANISATIONS = (BY_NAME[name] for name in ("people", "city", "organisations"))

SIMILAR_PARAMETERS = (number_parameter("limit", "releases in each of the two lists", 1, MAX_SIZE, SIMILAR_SIZE),)


@dataclass(frozen=True, slots=True)
class SimilarRelease:
    """shared: the people, cities and organisations that both name, as this one prints them."""

    article: Article
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SimilarPage:
    """similar: the nearest first. same_event: of the days around; empty where the day is not known."""

    id: str
    similar: tuple[SimilarRelease, ...]
    same_event: tuple[SimilarRelease, ...]
    took_ms: float


class Similarity:
    """Over one engine. expansions: other spellings of its people."""

    def __init__(self, engine: Engine, expansions: Expansions) -> None:
        self._engine, self._expansions = engine, expansions

    def to(self, article: Article, size: int = SIMILAR_SIZE) -> SimilarPage:
        began = time.perf_counter()
        return SimilarPage(
            id=article.id,
            similar=self._others(article, self._request(self._alike(article)), size),
            same_event=self._others(article, self._of_event(article), size, _WEIGHTY),
            took_ms=round((time.perf_counter() - began) * 1000, 3),
        )

    def _request(self, parts: Sequence[Query], least: int = 1, dates: DateRange | None = None) -> SearchRequest | None:
        """Releases with so many of the parts."""
        if len(parts) < least:
            return None
        query = And(tuple(parts)) if len(parts) > 1 else parts[0]
        return SearchRequest(query=query, least=least, dates=dates)

    def _of_event(self, article: Article) -> SearchRequest | None:
        """Releases of the same days with two of the people and cities, in any spelling; with the one, if there is but
        one that tells anything."""
        day = _day(article)
        names = [*_named(article.people, _PEOPLE), *(Phrase(city, _CITY) for city in _cities(article))]
        if day is None or not names:
            return None
        often = max(_FEW, _ALWAYS * self._count(Everything()))
        parts = [part for name in names if 1 < self._count(part := self._expansions.of(name)[0]) <= often]
        days = DateRange(_shifted(day, -DAYS), _shifted(day, DAYS))
        return self._request(parts, min(_SHARED, max(1, len(parts))), days)

    def _alike(self, article: Article) -> list[Query]:
        names = [*_named(article.people, _PEOPLE), *_named(article.organisations, _ORGANISATIONS)]
        return [*(Word(word) for word in self._rare_words(article)), *names]

    def _rare_words(self, article: Article) -> list[str]:
        """Those that tell most of what a release is about: often in it, in few others."""
        counts = _counted_words(article)
        releases = self._count(Everything())
        weights = {}
        for word, times in counts.most_common(_LOOKED_UP):
            found = self._count(Word(word))
            if 1 < found <= max(_FEW, _COMMON * releases):
                weights[word] = (1 + math.log(times)) * math.log(releases / found)
        return sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS]

    def _count(self, query: Query) -> int:
        return self._engine.search(SearchRequest(query=query, limit=0)).total

    def _others(
        self, article: Article, request: SearchRequest | None, size: int, share: float = 0.0
    ) -> tuple[SimilarRelease, ...]:
        """share: of the score of the article itself, that the others must have."""
        if request is None:
            return ()
        hits = self._engine.search(replace(request, limit=size + _COPIES + 1)).hits
        enough = share * next((hit.score for hit in hits if hit.id == article.id), 0.0)
        hits = tuple(hit for hit in hits if hit.id != article.id and hit.score >= enough)
        texts = self._engine.get([hit.id for hit in hits]) if hits else []
        found = [(hit.score, other) for hit, other in zip(hits, texts, strict=True) if other]
        _, *groups = twin_groups([card_of(one) for one in (article, *(other for _, other in found))])
        firsts = [found[group[0] - 1] for group in groups]
        return tuple(SimilarRelease(other, score, tuple(_shared(article, other))) for score, other in firsts[:size])


def similar_to_json(page: SimilarPage, links: Links = NO_LINKS, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """What the API answers and `similar --json` prints; documented in docs/api.md."""
    return {
        "id": page.id,
        "similar": [_to_json(one, links) for one in page.similar],
        "same_event": [_to_json(one, links) for one in page.same_event],
        "took_ms": page.took_ms,
        "warnings": list(warnings),
    }


def _to_json(one: SimilarRelease, links: Links) -> dict[str, Any]:
    article = one.article
    return {
        "id": article.id,
        "article_url": links.article(article.id),
        "title": article.headline,
        "date": article.published.value,
        "source": article.source,
        "language": article.language,
        "score": one.score,
        "shared": list(one.shared),
    }


def _counted_words(article: Article) -> Counter[str]:
    """Words by how often they stand in it, those of the headline for more; short ones only in capitals."""
    counts: Counter[str] = Counter()
    for text, times in ((article.headline or "", _IN_HEADLINE), (article.body[:_READ_CHARS], 1)):
        for token in tokens(text):
            printed = text[token.start : token.end]
            if not printed.isascii() or len(printed) >= _SHORTEST or (printed.isupper() and len(printed) > 1):
                counts[token.form] += times
    return counts


def _named(them: Sequence[Person | Organisation], field: Field) -> Iterator[Query]:
    return (Phrase(name, field) for name in dict.fromkeys(one.name for one in them[:_NAMES]) if forms(name))


def _cities(article: Article) -> list[str]:
    places = article.dateline.places if article.dateline else ()
    return list(dict.fromkeys(place.name for place in places if place.name and forms(place.name)))


def _shared(article: Article, other: Article) -> Iterator[str]:
    for mine, theirs in (
        ((one.name for one in article.people), (one.name for one in other.people)),
        (_cities(article), _cities(other)),
        ((one.name for one in article.organisations), (one.name for one in other.organisations)),
    ):
        known = {" ".join(forms(name)) for name in theirs}
        yield from (name for name in dict.fromkeys(mine) if " ".join(forms(name)) in known)


def _day(article: Article) -> date | None:
    days = article.published.days()
    return days[0] if days and days[0] == days[1] else None


def _shifted(day: date, days: int) -> date:
    """The end of time where there is no such day."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
