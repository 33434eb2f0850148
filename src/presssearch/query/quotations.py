"""said: and by: beside each other are asked of one and the same quotation.

    said:a by:X           one quotation with a, by X      (said:a) (by:X)    two quotations, or one
    said:a -by:X          one quotation with a, not by X  -by:X              no quotation by X

What stands in one parenthesis, or in none, belongs together; a parenthesis that holds alternatives is one of
the conditions: (said:a OR said:b) by:X. What the fields stand for in an article: base.py of the engines.
"""

from presssearch.query.places import fields_in
from presssearch.query.tree import And, Leaf, Near, Not, Or, Query, Quotation

_FIELDS = frozenset(("said", "by"))


def closed(query: Query, *, whole: bool = False) -> Query:
    """The part of a query that stands in a parenthesis (`whole`: in none), its quotations apart from those
    around it. Alternatives alone stay open: they are conditions of the quotation that they stand beside."""
    if isinstance(query, Or) and is_about_quotation(query) and not whole:
        return query
    if isinstance(query, Or):
        return Or(tuple(closed(child, whole=whole) for child in query.children))
    if isinstance(query, And):
        return _closed_all(query)
    if not is_about_quotation(query):
        return query
    return Not(closed(query.child, whole=True)) if isinstance(query, Not) else Quotation(query)


def is_about_quotation(query: Query) -> bool:
    """Does every leaf ask something of a quotation?"""
    if isinstance(query, Leaf | Near):
        return is_condition(query)
    if isinstance(query, Not):
        return is_about_quotation(query.child)
    return isinstance(query, And | Or) and all(map(is_about_quotation, query.children))


def _closed_all(query: And) -> Query:
    about = [child for child in query.children if is_about_quotation(child)]
    if not any(map(_asks_for_one, about)):
        return And(tuple(closed(child, whole=True) for child in query.children))
    one = Quotation(And(tuple(about)) if len(about) > 1 else about[0])
    others = [closed(child, whole=True) for child in query.children if child not in about]
    place = next(n for n, child in enumerate(query.children) if child in about)
    before = sum(child not in about for child in query.children[:place])
    children = (*others[:before], one, *others[before:])
    return And(children) if len(children) > 1 else one


def _asks_for_one(query: Query) -> bool:
    """Must there be a quotation for it to hold?"""
    if isinstance(query, And):
        return any(map(_asks_for_one, query.children))
    if isinstance(query, Or):
        return all(map(_asks_for_one, query.children))
    return not isinstance(query, Not)


def is_condition(query: Query) -> bool:
    """Is it something that a single quotation has: a word or phrase in it, or its speaker?"""
    return isinstance(query, Leaf | Near) and {field.name if field else "" for field in fields_in(query)} <= _FIELDS


def positive(query: Query, *, negated: bool = False) -> Query:
    """The conditions of a quotation with Not at the leaves alone."""
    if isinstance(query, Not):
        return positive(query.child, negated=not negated)
    if isinstance(query, And | Or):
        kind = (Or if isinstance(query, And) else And) if negated else type(query)
        return kind(tuple(positive(child, negated=negated) for child in query.children))
    return Not(query) if negated else query


def apart(query: Query) -> Query:
    """Quotation(query) with the alternatives outside. A single condition needs no Quotation."""
    if isinstance(query, Or):
        return Or(tuple(map(apart, query.children)))
    return query if is_condition(query) else Quotation(query)
