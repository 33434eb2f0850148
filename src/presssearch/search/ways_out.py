"""Ways out, where no release has all of the words, or few have: what the hits lack, how many releases have fewer of the
words, and another query that may be meant."""

from dataclasses import replace

from presssearch import query as queries
from presssearch.engines.base import SearchRequest
from presssearch.query.tree import And, Not, Query
from presssearch.search.asking import Asking
from presssearch.search.matching import Match, steps
from presssearch.search.params import SearchParams
from presssearch.search.spelling import Suggestion
from presssearch.search.spelling import suggestion as other_spelling

FEW = 10  # hits: with fewer, a page says how many releases have most of the words


def lacking(
    asking: Asking, params: SearchParams, typed: Query, match: Match, request: SearchRequest
) -> tuple[str, ...]:
    """A sentence about the words that the hits lack, where it was not asked for. request: what found the hits."""
    if params.match is not Match.AUTO or match is Match.ALL:
        return ()
    words = [(queries.to_text(word), asking.expanded(params, word)[0]) for word in queries.parts_of(typed)[1]]
    nowhere = [text for text, word in words if not _may_find(asking, asking.request(params, word, Match.ALL, word))]
    absent = [text for text, word in words if text in nowhere or not _may_find(asking, _having(word, request))]
    named = " or ".join(f"“{text}”" for text in absent)
    if len(absent) > len(nowhere):
        return (f"No release has all of these words: shown are those with {match.value} of them, without {named}",)
    besides = f", and none has {named}" if named else ""
    return (f"No release has all of these words{besides}: shown are those with {match.value} of them",)


def _having(word: Query, request: SearchRequest) -> SearchRequest:
    """For those of its hits that have a word. What must not be missing is no word of the query that may be."""
    parts = request.query.children if isinstance(request.query, And) else (request.query,)
    return replace(request, query=And((*parts, Not(Not(word)))))


def _may_find(asking: Asking, request: SearchRequest) -> bool:
    """Are there hits, or may there be some?"""
    found = asking.number(request)
    return found.total > 0 or found.stopped is not None


def _total(asking: Asking, request: SearchRequest) -> int:
    """Number of hits; 0 where it is not known, because the search was stopped."""
    found = asking.number(request)
    return 0 if found.stopped else found.total


def looser(asking: Asking, params: SearchParams, typed: Query, query: Query, total: int) -> tuple[Match, int] | None:
    """How many releases have most of the words, or any of them, where few have all."""
    wider = [*steps(params.match, typed)][1:2]
    if not wider or not 0 < total < FEW:
        return None
    request = asking.request(params, query, wider[0], typed)
    found = _total(asking, request)
    return (wider[0], found) if found > total else None


def suggestion(asking: Asking, params: SearchParams, typed: Query, match: Match, total: int) -> Suggestion | None:
    """Another query, where no release or few have all of the words."""

    def count(query: Query) -> int:
        request = asking.request(params, asking.expanded(params, query)[0], Match.ALL, query)
        return _total(asking, request)

    if match is not Match.ALL:
        total = 0 if params.match is Match.AUTO else count(typed)
    return other_spelling(asking.engine, typed, total, count) if total < FEW else None
