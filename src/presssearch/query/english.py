"""The tree -> plain English: how a query was understood."""

from typing import assert_never

from presssearch.analysis import countries, languages
from presssearch.fields import Field, Kind
from presssearch.query.dates import range_text
from presssearch.query.places import fields_in
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
from presssearch.query.typed_dates import MONTHS


def describe(query: Query) -> str:
    """Plain English: articles with “security council” in any field, and Almaty in City, published in 2022."""
    return "all articles" if isinstance(query, Everything) else "articles " + _clause(query)


def _clause(query: Query) -> str:  # noqa: PLR0911 - one for each node
    match query:
        case Everything():
            return "of any kind"
        case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy():
            return f"with {_content(query)} in {_place(query.field)}"
        case Near() | AtLeast():
            return f"with {_placed(query)} in {_place(_field_of(query))}"
        case Same() | First():
            return f"with {_placed(query)}"
        case Quotation():
            return f"with one quotation that {_condition(query.child)}"
        case DateRange():
            return _published(query)
        case Missing():
            return f"without a value in {query.field.label}"
        case Not():
            return f"not {_grouped(query.child)}"
        case And():
            return _all_of(query)
        case Or():
            return _either_of(query)
        case _:
            assert_never(query)


def _all_of(query: And) -> str:
    """Words first, by field; then alternatives, dates, and what is left out."""
    leaves: dict[Field | None, list[str]] = {}
    others: list[str] = []
    dates: list[str] = []
    unwanted: list[str] = []
    for child in query.children:
        match child:
            case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy():
                leaves.setdefault(child.field, []).append(_content(child))
            case DateRange():
                dates.append(_published(child))
            case Not():
                unwanted.append(_grouped(child.child))
            case _:
                others.append(_grouped(child))
    words = [f"{_listed(contents, 'and')} in {_place(field)}" for field, contents in leaves.items()]
    wanted = ", and ".join([*(["with " + ", and ".join(words)] if words else []), *others])
    parts = [part for part in (wanted, *dates) if part]
    if unwanted:
        parts.append(f"{'but ' if parts else ''}not {', and not '.join(unwanted)}")
    return ", ".join(parts)


def _either_of(query: Or) -> str:
    leaves = [child for child in query.children if isinstance(child, Leaf)]
    if len(leaves) == len(query.children) and len({leaf.field for leaf in leaves}) == 1:
        return f"with {_listed([_content(leaf) for leaf in leaves], 'or')} in {_place(leaves[0].field)}"
    return "either " + _listed([_grouped(child) for child in query.children], "or")


def _grouped(query: Query) -> str:
    """A clause inside another one: in parentheses where it could run on into it."""
    clause = _clause(query)
    return (
        f"({clause})" if isinstance(query, And) or (isinstance(query, Or) and clause.startswith("either")) else clause
    )


def _listed(parts: list[str], conjunction: str) -> str:
    return f" {conjunction} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def _placed(query: Query) -> str:  # noqa: PLR0911 - one for each node
    """What stands at places of a text, without its field."""
    match query:
        case Near():
            between = f"at most {query.words} words between them" if query.words else "no word between them"
            return f"{_listed(_operands(query), 'and')} near each other ({between})"
        case Same():
            where = f" of {field.label}" if (field := _field_of(query)) else ""
            return f"{_listed(_operands(query), 'and')} in one paragraph{where}"
        case AtLeast():
            return f"{_placed(query.child)} at least {query.count} times"
        case First():
            return f"{_placed(query.child)} within the first {query.words} words of the text"
        case Or():
            return _listed([_placed(child) for child in query.children], "or")
        case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy():
            return _content(query)
        case _:
            return _clause(query)


def _operands(query: Near | Same) -> list[str]:
    return [f"({_placed(child)})" if isinstance(child, Or) else _placed(child) for child in query.children]


def _field_of(query: Query) -> Field | None:
    return next(iter(fields_in(query)), None)


def _condition(query: Query) -> str:
    """What one quotation is asked for: has “water”, is by “Karimi”."""
    match query:
        case And():
            return _listed([_condition(child) for child in query.children], "and")
        case Or():
            return "either " + _listed([_condition(child) for child in query.children], "or")
        case Not():
            return f"is not one that {_condition(query.child)}"
        case _:
            field = _field_of(query)
            return f"{'is by' if field and field.name == 'by' else 'has'} {_placed(query)}"


def _content(leaf: Leaf) -> str:
    match leaf:
        case Prefix():
            return f"a word beginning with “{leaf.text}”"
        case Exact():
            return f"exactly “{leaf.text}”"
        case Wildcard():
            return f"a word like “{leaf.text}”"
        case Fuzzy():
            return f"a word spelt like “{leaf.text}” (up to {leaf.edits} letter{'s' * (leaf.edits > 1)} different)"
        case Phrase():
            return f"“{leaf.text}”"
        case Word():
            return f"“{leaf.text}”" if leaf.field is None else _value_name(leaf.field, leaf.text)
        case _:
            assert_never(leaf)


def _value_name(field: Field, value: str) -> str:
    if field.kind is Kind.CODE and field.name == "country":
        return countries.name_of(value) or value
    if field.kind is Kind.CODE and field.name == "language":
        return languages.name_of(value) or value
    return value


def _place(field: Field | None) -> str:
    return field.label if field else "any field"


def _published(dates: DateRange) -> str:
    first, within, last = range_text(dates).partition("..")
    preposition = "on" if len(first or last) == len("2018-06-12") else "in"
    if not within:
        return f"published {preposition} {_spoken(first)}"
    if not last:
        return f"published {preposition} or after {_spoken(first)}"
    if not first:
        return f"published {preposition} or before {_spoken(last)}"
    return f"published from {_spoken(first)} to {_spoken(last)}"


def _spoken(text: str) -> str:
    """`12 June 2018`, `June 2018` or `2018`."""
    year, *rest = text.split("-")
    words = [year]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)
