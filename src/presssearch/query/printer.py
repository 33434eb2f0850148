"""The tree -> the text that one would type."""

from types import UnionType
from typing import assert_never

from presssearch.errors import QueryError
from presssearch.query.dates import range_text
from presssearch.query.lexer import SAME, find_phrase, is_value, is_word
from presssearch.query.quotations import is_condition, positive
from presssearch.query.terms import MISSING, is_plain
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
from presssearch.query.typed_dates import find_date

_DATE = "date:"
_QUOTATION_MARKS = tuple(tuple(pair) for pair in ('""', "«»", "»«", "‹›", "›‹", "「」", "『』", "‘’"))


def to_text(query: Query) -> str:
    """The canonical text: parse(to_text(q)) == q for every q that parse returned. A word made by other hands
    that no searcher could type as one, such as one with a space, is printed as a phrase."""
    return _text(query, apart=False)


def _text(query: Query, *, apart: bool) -> str:  # noqa: PLR0911, PLR0912 - one for each node
    """apart: what asks for a quotation is kept apart from what stands beside it, by parentheses."""
    if apart and (is_condition(query) or isinstance(query, Quotation)):
        return f"({_text(query, apart=False)})"
    match query:
        case Everything():
            return ""
        case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy():
            return f"{query.field.name}:{_value(query)}" if query.field else _value(query)
        case DateRange():
            return _DATE + range_text(query)
        case Missing():
            return f"{query.field.name}:{MISSING}"
        case And():
            apart = apart or sum(map(_mentions_quotation, query.children)) > 1
            return _juxtaposed([_operand(child, Or, apart=apart) for child in query.children])
        case Or():
            return " OR ".join(_text(child, apart=apart) for child in query.children)
        case Not():
            return "-" + _operand(query.child, And | Or | Near | Same | Quotation, apart=apart)
        case Near():
            return f" near/{query.words} ".join(_operand(child, Or) for child in query.children)
        case Same():
            return f" {SAME} ".join(_operand(child, Or) for child in query.children)
        case AtLeast():
            return f"atleast{query.count}({to_text(query.child)})"
        case First():
            return f"first{query.words}({to_text(query.child)})"
        case Quotation():
            return _conditions(positive(query.child))
        case _:
            assert_never(query)


def _operand(query: Query, looser: type | UnionType, *, apart: bool = False) -> str:
    """In parentheses where the node binds less than what it stands in."""
    text = _text(query, apart=apart)
    return f"({text})" if isinstance(query, looser) and not (apart and isinstance(query, Quotation)) else text


def _conditions(query: Query) -> str:
    """What one quotation is asked for: nothing in it is apart."""
    match query:
        case And():
            return " ".join(f"({_conditions(c)})" if isinstance(c, Or) else _conditions(c) for c in query.children)
        case Or():
            return " OR ".join(map(_conditions, query.children))
        case _:
            return to_text(query)


def _mentions_quotation(query: Query) -> bool:
    if isinstance(query, And | Or):
        return any(map(_mentions_quotation, query.children))
    if isinstance(query, Not):
        return _mentions_quotation(query.child)
    return is_condition(query) or isinstance(query, Quotation)


def _value(leaf: Leaf) -> str:  # noqa: PLR0911 - one for each leaf
    text = leaf.text
    match leaf:
        case Word():
            if leaf.field is None and text.lower() == SAME:
                return f"({text})"
            typed = is_plain(text) and (is_value(text) if leaf.field else is_word(text))
            return text if typed else _quoted(text)
        case Phrase():
            return _quoted(text)
        case Prefix():
            return text + "*"
        case Exact():
            return "=" + (text if is_value(text) and is_plain(text) else _quoted(text))
        case Wildcard():
            return text
        case Fuzzy():
            return f"{text}~{leaf.edits}"
        case _:
            assert_never(leaf)


def _juxtaposed(parts: list[str]) -> str:
    """Side by side. Words that would be read as a date together are kept apart by parentheses."""
    shown: list[str] = []
    apart = False
    for n, part in enumerate(parts):
        rest = " ".join(parts[n:])
        value = part.startswith(_DATE) * len(_DATE)
        end = find_date(rest, value, in_field=bool(value))
        shown.append(f"({part})" if apart or (end is not None and not value) else part)
        apart = value > 0 and end is not None and end > len(part)
    return " ".join(shown)


def _quoted(text: str) -> str:
    """Between the first quotation marks that do not end early. A phrase that was typed has some."""
    for opening, closing in _QUOTATION_MARKS:
        candidate = opening + text + closing
        try:
            found = find_phrase(candidate, 0)
        except QueryError:
            continue
        if found is not None and found.end == len(candidate):
            return candidate
    return '"' + text.replace('"', " ") + '"'
