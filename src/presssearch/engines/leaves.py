"""What the leaves of a query mean to every engine: the fields that they search and those that score."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from presssearch.fields import FIELDS, Field, Kind
from presssearch.query.tree import And, DateRange, Everything, Missing, Not, Or, Phrase, Prefix, Query, Word

Leaf = Word | Phrase | Prefix

TEXT_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.TEXT)
WORD_FIELDS = tuple(field for field in FIELDS if field.kind in (Kind.TEXT, Kind.NAME))
CODE_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.CODE)
WEIGHTED = tuple(field for field in WORD_FIELDS if field.weight)


def fields_of(leaf: Leaf) -> Sequence[tuple[Field, float]]:
    """The TEXT and NAME fields that a leaf searches, with their weights."""
    if leaf.field is not None:
        return [(leaf.field, 1.0)] if leaf.field.kind in (Kind.TEXT, Kind.NAME) else []
    return [(field, field.weight) for field in WEIGHTED]


def is_stemmed(leaf: Leaf) -> bool:
    """Are its words compared by their stems? A word that is only begun never is."""
    return not isinstance(leaf, Prefix) and (leaf.field is None or leaf.field.kind is Kind.TEXT)


def shown_in(leaf: Leaf) -> tuple[str, ...]:
    """The texts of an article in which a leaf is marked."""
    field = leaf.field
    if field is None:
        return ("headline", "body")
    if field.kind is Kind.NAME and not field.weight:
        return ("body",)
    return (field.name,) if field.name in ("headline", "body") else ()


def scoring_leaves(query: Query) -> Iterator[Leaf]:
    """The leaves that score, in order: those outside Not that search words."""
    match query:
        case Word() | Phrase() | Prefix():
            if fields_of(query):
                yield query
        case And() | Or():
            for child in query.children:
                yield from scoring_leaves(child)
        case Everything() | DateRange() | Missing() | Not():
            pass
        case _:
            assert_never(query)
