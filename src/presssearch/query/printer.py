"""The tree -> text: as one would type it, and in plain English."""

from typing import assert_never

from presssearch.analysis import countries, languages
from presssearch.errors import QueryError
from presssearch.fields import Field, Kind
from presssearch.query.dates import range_text
from presssearch.query.lexer import find_phrase, is_value, is_word
from presssearch.query.tree import And, DateRange, Everything, Missing, Not, Or, Phrase, Prefix, Query, Word
from presssearch.query.typed_dates import MONTHS, find_date

_DATE = "date:"
_QUOTATION_MARKS = tuple(tuple(pair) for pair in ('""', "«»", "»«", "‹›", "›‹", "「」", "『』", "‘’"))


def to_text(query: Query) -> str:  # noqa: PLR0911 - one for each node
    """The canonical text: parse(to_text(q)) == q for every q that parse returned. A word made by other hands
    that no searcher could type as one, such as one with a space, is printed as a phrase."""
    match query:
        case Everything():
            return ""
        case Word():
            plain = is_value(query.text) if query.field else is_word(query.text)
            return _prefixed(query.field, query.text if plain else _quoted(query.text))
        case Phrase():
            return _prefixed(query.field, _quoted(query.text))
        case Prefix():
            return _prefixed(query.field, query.text + "*")
        case DateRange():
            return _DATE + range_text(query)
        case Missing():
            return f"{query.field.name}:~none"
        case And():
            return _juxtaposed([_in_parentheses(c) if isinstance(c, Or) else to_text(c) for c in query.children])
        case Or():
            return " OR ".join(to_text(child) for child in query.children)
        case Not():
            return "-" + (_in_parentheses(query.child) if isinstance(query.child, And | Or) else to_text(query.child))
        case _:
            assert_never(query)


def _prefixed(field: Field | None, text: str) -> str:
    return f"{field.name}:{text}" if field else text


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


def _in_parentheses(query: Query) -> str:
    return f"({to_text(query)})"


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


def describe(query: Query) -> str:
    """Plain English: articles with “security council” in any field, and Almaty in City, published in 2022."""
    return "all articles" if isinstance(query, Everything) else "articles " + _clause(query)


def _clause(query: Query) -> str:  # noqa: PLR0911 - one for each node
    match query:
        case Everything():
            return "of any kind"
        case Word() | Phrase() | Prefix():
            return f"with {_content(query)} in {_place(query.field)}"
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
            case Word() | Phrase() | Prefix():
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
    leaves = [child for child in query.children if isinstance(child, Word | Phrase | Prefix)]
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


def _content(leaf: Word | Phrase | Prefix) -> str:
    if isinstance(leaf, Prefix):
        return f"a word beginning with “{leaf.text}”"
    if leaf.field is None or isinstance(leaf, Phrase):
        return f"“{leaf.text}”"
    return _value_name(leaf.field, leaf.text)


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
