"""Trees -> trees: the same meaning in fewer nodes, codes for names; and what of a tree is to be ranked and marked."""

from typing import assert_never

from presssearch.analysis import countries, languages
from presssearch.fields import Field, Kind
from presssearch.query.tree import And, DateRange, Everything, Missing, Not, Or, Phrase, Prefix, Query, Word

Leaf = Word | Phrase | Prefix


def simplify(query: Query) -> Query:
    """Flatten And in And and Or in Or, take double Not away, and And or Or around a single child; make one
    range of the dates in an And, unless no day lies in all of them."""
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
        case Everything() | Word() | Phrase() | Prefix() | DateRange() | Missing():
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
    match query:
        case Word() | Phrase():
            if query.field is None or query.field.kind is not Kind.CODE:
                return query
            return Word(_code(query.field, query.text), query.field)
        case And():
            return And(tuple(map(resolve, query.children)))
        case Or():
            return Or(tuple(map(resolve, query.children)))
        case Not():
            return Not(resolve(query.child))
        case Everything() | Prefix() | DateRange() | Missing():
            return query
        case _:
            assert_never(query)


def _code(field: Field, value: str) -> str:
    """`KZ` for Kazakhstan, `ru` for Russian. A value that is unknown stays as typed: an archive may hold
    codes that our tables lack, and a name that is misspelled finds nothing, visibly."""
    if field.name == "country":
        return countries.code_of(value) or value
    if field.name == "language":
        return languages.code_of(value) or value
    return value


def positive_leaves(query: Query) -> tuple[Leaf, ...]:
    """The words, phrases and prefixes outside Not, in order: what ranks hits and is marked in them."""
    match query:
        case Word() | Phrase() | Prefix():
            return (query,)
        case And() | Or():
            return tuple(leaf for child in query.children for leaf in positive_leaves(child))
        case Everything() | DateRange() | Missing() | Not():
            return ()
        case _:
            assert_never(query)
