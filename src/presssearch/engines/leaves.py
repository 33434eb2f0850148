"""What the nodes of a query mean to every engine: the fields that they search, those that score, and the forms
that a word with wildcards or wrong letters stands for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from presssearch.analysis.tokens import pattern
from presssearch.engines.base import MANY, Hint
from presssearch.fields import BY_NAME, FIELDS, Field, Kind
from presssearch.query.guesses import beginning_of, measure_of, measured
from presssearch.query.places import fields_in
from presssearch.query.rewrite import parts_of, positive_leaves
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

_WORDS = (Kind.TEXT, Kind.NAME)
WORD_FIELDS = tuple(field for field in FIELDS if field.kind in _WORDS and field.within is None)
PARTS = tuple(field for field in FIELDS if field.within is not None)
CODE_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.CODE)
WEIGHTED = tuple(field for field in WORD_FIELDS if field.weight)
UNWEIGHTED = tuple(field for field in WORD_FIELDS if not field.weight)


def field_of(query: Query) -> Field | None:
    """The field of what stands at places: all of its leaves name the same, or none."""
    return next(iter(fields_in(query)), None)


def fields_of(query: Query) -> Sequence[tuple[Field, float]]:
    """The TEXT and NAME fields that what stands at places is looked for in, with their weights."""
    field = field_of(query)
    if field is not None:
        return [(field, 1.0)] if field.kind in _WORDS else []
    return [(field, field.weight) for field in WEIGHTED]


def zone_of(field: Field) -> Field:
    """The field whose words it holds: itself, or the one that it is a part of."""
    return BY_NAME[field.within] if field.within else field


def is_stemmed(leaf: Leaf) -> bool:
    """Are its words compared by their stems? What is begun, guessed or asked for exactly never is."""
    return isinstance(leaf, Word | Phrase) and (leaf.field is None or leaf.field.kind is Kind.TEXT)


def shown_in(leaf: Leaf) -> tuple[str, ...]:
    """The texts of an article in which a leaf is marked."""
    field = leaf.field
    if field is None:
        return ("headline", "body")
    if field.kind is Kind.NAME and not field.weight:
        return ("body",)
    zone = zone_of(field).name
    return (zone,) if zone in ("headline", "body") else ()


def scoring_terms(query: Query) -> Iterator[Query]:
    """What scores, in order: the leaves outside Not that search words, and Near, Same, AtLeast and First as one
    term each."""
    match query:
        case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy() | Near() | Same() | AtLeast() | First():
            if fields_of(query):
                yield query
        case And() | Or():
            for child in query.children:
                yield from scoring_terms(child)
        case Quotation():
            yield from scoring_terms(query.child)
        case Everything() | DateRange() | Missing() | Not():
            pass
        case _:
            assert_never(query)


def weighted_terms(query: Query, hints: Sequence[Hint]) -> Iterator[tuple[Query, float]]:
    """What scores, with what its score is multiplied by: the terms of the query, then those of the hints."""
    yield from ((term, 1.0) for term in scoring_terms(query))
    yield from ((term, hint.weight) for hint in hints for term in scoring_terms(hint.query))


def leaves_of(hint: Hint) -> tuple[Leaf, ...]:
    """Its leaves as they are looked for without a field, and in any form."""
    leaves = positive_leaves(hint.query)
    return tuple(Word(leaf.text) if isinstance(leaf, Exact) else replace(leaf, field=None) for leaf in leaves)


def telling(hints: Sequence[Hint], articles: Callable[[Leaf], int]) -> list[Hint]:
    """Those that count (base.py). articles: how many of the live ones have a leaf."""
    return [hint for hint in hints if any(articles(leaf) <= MANY for leaf in leaves_of(hint))]


def loosened(query: Query, least: int | None) -> tuple[tuple[Query, ...], tuple[Query, ...], int]:
    """What must hold of a query; what need not all hold, and how much of it must. The latter is empty, and all of the
    query must hold, where nothing is to be loosened."""
    if least is None or not isinstance(query, And):
        return (query,), (), 0
    bound, free = parts_of(query)
    return bound, free, min(max(least, 1), len(free))


def guessed_leaves(query: Query) -> Iterator[Wildcard | Fuzzy]:
    """Those that stand for forms of the index, wherever they are, in order."""
    match query:
        case Wildcard() | Fuzzy():
            if fields_of(query):
                yield query
        case And() | Or() | Near() | Same():
            for child in query.children:
                yield from guessed_leaves(child)
        case Not() | AtLeast() | First() | Quotation():
            yield from guessed_leaves(query.child)
        case Word() | Phrase() | Prefix() | Exact() | Everything() | DateRange() | Missing():
            pass
        case _:
            assert_never(query)


def vocabulary_of(leaf: Leaf) -> Sequence[Field]:
    """The fields whose forms a Prefix, Wildcard or Fuzzy may stand for: all that lie in one stream with its own."""
    return WEIGHTED if leaf.field is None or zone_of(leaf.field).weight else UNWEIGHTED


def fitting(leaf: Prefix | Wildcard | Fuzzy) -> tuple[str, Callable[[str], bool]] | None:
    """How each form that a leaf stands for begins, and which of those that begin so it is; None where there is none."""
    if isinstance(leaf, Prefix):
        wanted = pattern(leaf.text).forms
        return (wanted[0], lambda form: True) if len(wanted) == 1 else None
    beginning, measure = beginning_of(leaf), measure_of(leaf)
    return (beginning, lambda form: measure(form) is not None) if beginning else None


def stands_for(leaf: Wildcard | Fuzzy, forms: Iterable[str]) -> list[str]:
    """Those of the forms that it stands for, nearest first, then by their letters. Of those that live articles
    have the first MAX_FORMS (base.py) count."""
    known = list(forms)
    return [form for _, form in sorted((distance, known[place]) for distance, place in measured(leaf, known))]
