"""Did you mean: words that few releases have -> the words of the releases that they may be slips of.

    kazahstan goverment (0)   ─►   kazakhstan government (31)

A word is taken for a slip where no release has it and one a letter or two away is in some, or where one a letter away
is in far more. Looked at are words that are typed plainly, not phrases, codes, nor what has a sign of its own. What
is proposed finds more than what was typed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from presssearch import query as queries
from presssearch.analysis.shapes import edits, edits_allowed
from presssearch.analysis.tokens import forms
from presssearch.engines.base import Engine, SearchRequest
from presssearch.fields import Kind
from presssearch.query.rewrite import changed
from presssearch.query.tree import Fuzzy, Not, Query, Word

_SHORTEST = 4  # letters; shorter words are a letter away from too many
_AT_LEAST = 2  # releases that have a word which is proposed
_FAR_MORE = 20  # times as many releases as have the word that was typed
_LOOKED_AT = 50  # words near one


@dataclass(frozen=True, slots=True)
class Suggestion:
    """text: a query, as one would type it. total: releases that have all of its words."""

    text: str
    total: int


def suggestion(engine: Engine, typed: Query, total: int, count: Callable[[Query], int]) -> Suggestion | None:
    """The query with its slips mended, where that finds more. total: what it finds as typed; count: what another
    one does, in the same search."""
    slips = dict(_slips(engine, typed))
    for chosen in (slips, *({word: nearest} for word, nearest in slips.items() if len(slips) > 1)):
        mended = _replaced(typed, chosen)
        found = count(mended) if chosen else 0
        if found > total:
            return Suggestion(queries.to_text(mended), found)
    return None


def _slips(engine: Engine, typed: Query) -> Iterator[tuple[Word, str]]:
    for leaf in dict.fromkeys(queries.positive_leaves(typed)):
        if isinstance(leaf, Word) and (leaf.field is None or leaf.field.kind is not Kind.CODE):
            nearest = _nearest(engine, leaf)
            if nearest is not None:
                yield leaf, nearest


def _nearest(engine: Engine, word: Word) -> str | None:
    """The word of the releases that is nearest, of those the commonest."""
    read = forms(word.text)
    if len(read) != 1 or len(read[0]) < _SHORTEST or not read[0].isalpha():
        return None
    (form,) = read
    known = engine.search(SearchRequest(query=word, limit=0)).total
    enough = max(_AT_LEAST, _FAR_MORE * known)
    if enough > engine.search(SearchRequest(limit=0)).total:
        return None
    most = 1 if known else edits_allowed(form)
    near = engine.words(Fuzzy(word.text, most, word.field), _LOOKED_AT, enough)
    found = [(edits(form, other, most), -n, other) for other, n in near if other != form]
    return _as_typed(min(found)[2], word.text) if found else None


def _as_typed(form: str, typed: str) -> str:
    """With a capital where one was typed."""
    return form[:1].upper() + form[1:] if typed[:1].isupper() else form


def _replaced(query: Query, words: dict[Word, str]) -> Query:
    if isinstance(query, Word):
        return Word(words[query], query.field) if query in words else query
    return query if isinstance(query, Not) else changed(query, lambda child: _replaced(child, words))
