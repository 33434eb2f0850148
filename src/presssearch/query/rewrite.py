"""Trees -> trees: the same meaning in fewer nodes, codes for names; and what of a tree is to be ranked and marked."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from presssearch.analysis import countries, languages
from presssearch.fields import Field, Kind
from presssearch.query.quotations import apart, positive
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


def simplify(query: Query) -> Query:
    """Flatten And in And and Or in Or, take double Not away, and And or Or around a single child; make one
    range of the dates in an And, unless no day lies in all of them; alternatives of quotations apart."""
    match query:
        case And():
            children = _with_one_range(_flattened(query.children, And))
            return children[0] if len(children) == 1 else And(children)
        case Or():
            children = _flattened(query.children, Or)
            return children[0] if len(children) == 1 else Or(children)
        case Not():
            child = simplify(query.child)
            return child.child if isinstance(child, Not) else Not(child)
        case Quotation():
            return simplify(apart(child)) if isinstance(child := simplify(positive(query.child)), Or) else apart(child)
        case _:
            return changed(query, simplify)


def changed(query: Query, change: Callable[[Query], Query]) -> Query:
    """The node with each of its children changed."""
    match query:
        case And() | Or() | Near() | Same():
            return replace(query, children=tuple(map(change, query.children)))
        case Not() | AtLeast() | First() | Quotation():
            return replace(query, child=change(query.child))
        case Everything() | Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy() | DateRange() | Missing():
            return query
        case _:
            assert_never(query)


def _flattened(children: tuple[Query, ...], kind: type[And] | type[Or]) -> tuple[Query, ...]:
    found: list[Query] = []
    for child in map(simplify, children):
        if isinstance(child, kind):
            found += child.children
        else:
            found.append(child)
    return tuple(found)


def _with_one_range(children: tuple[Query, ...]) -> tuple[Query, ...]:
    ranges = [child for child in children if isinstance(child, DateRange)]
    if len(ranges) < 2:
        return children
    first = max((dates.first for dates in ranges if dates.first), default=None)
    last = min((dates.last for dates in ranges if dates.last), default=None)
    if first is not None and last is not None and first > last:
        return children
    others: list[Query] = [child for child in children if not isinstance(child, DateRange)]
    others.insert(children.index(ranges[0]), DateRange(first, last))
    return tuple(others)


def resolve(query: Query) -> Query:
    """Turn each word or phrase of a CODE field into the word that stands for it in the index."""
    if isinstance(query, Word | Phrase) and query.field is not None and query.field.kind is Kind.CODE:
        return Word(_code(query.field, query.text), query.field)
    return changed(query, resolve)


def _code(field: Field, value: str) -> str:
    """`KZ` for Kazakhstan, `ru` for Russian. A value that is unknown stays as typed: an archive may hold
    codes that our tables lack, and a name that is misspelled finds nothing, visibly."""
    if field.name == "country":
        return countries.code_of(value) or value
    if field.name == "language":
        return languages.code_of(value) or value
    return value


def parts_of(query: Query) -> tuple[tuple[Query, ...], tuple[Query, ...]]:
    """Of what And joins at the top, what holds no words (days, codes, Not …), and what does."""
    parts = query.children if isinstance(query, And) else (query,)
    worded = tuple(part for part in parts if _holds_words(part))
    return tuple(part for part in parts if part not in worded), worded


def _holds_words(query: Query) -> bool:
    fields = (leaf.field for leaf in positive_leaves(query))
    return any(field is None or field.kind in (Kind.TEXT, Kind.NAME) for field in fields)


def positive_leaves(query: Query) -> tuple[Leaf, ...]:
    """The words, phrases and the like outside Not, in order: what ranks hits and is marked in them."""
    match query:
        case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy():
            return (query,)
        case And() | Or() | Near() | Same():
            return tuple(leaf for child in query.children for leaf in positive_leaves(child))
        case AtLeast() | First() | Quotation():
            return positive_leaves(query.child)
        case Everything() | DateRange() | Missing() | Not():
            return ()
        case _:
            assert_never(query)
