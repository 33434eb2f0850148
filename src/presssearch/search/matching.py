"""How many of the words of a query a release must have.

    all     every word, as the query says
    most    of three words two, of four three: one in three may be missing; of two, one
    any     one of them
    auto    all; where no release has all, most; where none has most, any

Only what And joins and words stand in is loosened: filters, days and what must not stand there hold as ever. The
loosened hits are ranked by all their words, and words that stand near each other as typed count more.
"""

from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

from presssearch.analysis.folding import fold
from presssearch.query.rewrite import parts_of
from presssearch.query.tree import Near, Phrase, Query, Word

# en, fr, ru, ar: latest, newest, recent, news, today
_NEWS = """latest newest recent recently news today
dernier dernière derniers dernières récent récente récents récentes actualité actualités
последний последняя последние последних новости недавний недавние недавно сегодня
أحدث آخر أخبار اليوم"""
_OF_NEWS = frozenset(map(fold, _NEWS.split()))
NEAR_WORDS = 4  # between two neighbours of a query that are meant together


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


def hints(query: Query) -> tuple[Query, ...]:
    """The neighbouring words of a query, near each other."""
    words = [part for part in parts_of(query)[1] if isinstance(part, Word | Phrase) and part.field is None]
    return tuple(Near(pair, NEAR_WORDS) for pair in pairwise(words))
