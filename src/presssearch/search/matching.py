"""How many of the words of a query a release must have.

    all     every word, as the query says
    most    of three words two, of four three: one in three may be missing; of two, one
    any     one of them
    auto    all; where no release has all, most; where none has most, any

Only what And joins and words stand in is loosened: filters, days and what must not stand there hold as ever. All hits
are ranked by all their words, and by what `hints` says of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from presssearch.analysis.folding import fold
from presssearch.engines.base import Hint
from presssearch.fields import BY_NAME
from presssearch.query.rewrite import parts_of
from presssearch.query.tree import Exact, Near, Phrase, Query, Word

# en, fr, ru, ar: latest, newest, recent, news, today
_NEWS = """latest newest recent recently news today
dernier dernière derniers dernières récent récente récents récentes actualité actualités
последний последняя последние последних новости недавний недавние недавно сегодня
أحدث آخر أخبار اليوم"""
_OF_NEWS = frozenset(map(fold, _NEWS.split()))
NEAR_WORDS = 4  # between two neighbours of a query that are meant together
# What it counts beside a word of the query, by benchmarks/ranking.py: more for the lead (0.1) loses releases that are
# half remembered, more for words near each other (0.6) does too
_NEAR, _FORM, _LEAD = 0.25, 0.1, 0.04
_LEAD_FIELD = BY_NAME["lead"]


class Match(Enum):
    AUTO = "auto"
    ALL = "all"
    MOST = "most"
    ANY = "any"


def steps(match: Match, query: Query) -> Iterator[Match]:
    """What is tried in turn until something is found."""
    if match is not Match.AUTO:
        yield match
        return
    yield Match.ALL
    free = len(parts_of(query)[1])
    if free > 2:
        yield Match.MOST
    if free > 1:
        yield Match.ANY


def least(match: Match, query: Query) -> int | None:
    """As in SearchRequest."""
    words = len(parts_of(query)[1])
    match match:
        case Match.MOST:
            return words - max(1, words // 3)
        case Match.ANY:
            return 1
        case _:
            return None


def asks_for_news(query: Query) -> bool:
    """Does it have a word for what is new, in one of the languages of the pages?"""
    words = (part for part in parts_of(query)[1] if isinstance(part, Word) and part.field is None)
    return any(fold(word.text) in _OF_NEWS for word in words)


def hints(typed: Query, query: Query) -> tuple[Hint, ...]:
    """What makes a release with the words a better one: they stand near each other as typed; as typed rather than in
    another form, and rather so than in another spelling; in the lead. query: with the other spellings."""
    words = [part for part in parts_of(typed)[1] if isinstance(part, Word | Phrase) and part.field is None]
    spelled = [word for word in words if word not in parts_of(query)[1]]
    return (
        *(Hint(Near(pair, NEAR_WORDS), _NEAR) for pair in pairwise(words)),
        *(Hint(Exact(word.text), _FORM) for word in words),
        *(Hint(word, _FORM) for word in spelled),
        *(Hint(replace(word, field=_LEAD_FIELD), _LEAD) for word in words),
    )
