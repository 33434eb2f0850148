"""parse, to_text and describe: from what is typed to the tree, and back."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from presssearch.errors import QueryError, UnknownField
from presssearch.fields import BY_NAME, FIELDS, Field, Kind
from presssearch.query import describe, parse, to_text
from presssearch.query.parser import MAX_CHARS, MAX_DEPTH, MAX_LEAVES, MAX_TYPED_CHARS
from presssearch.query.rewrite import resolve, simplify
from presssearch.query.tree import (
    And,
    AtLeast,
    DateRange,
    Everything,
    Exact,
    First,
    Fuzzy,
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

_TABLES = Path(__file__).parents[1] / "cases"
CASES = tomllib.loads((_TABLES / "query.toml").read_text(encoding="utf-8"))["case"]
ERRORS = tomllib.loads((_TABLES / "query_errors.toml").read_text(encoding="utf-8"))["case"]

TODAY = date(2018, 6, 12)

# What has a meaning to the parser, in any order, and what has none.
_SIGNS = ["OR", "AND", "NOT", "|", "(", ")", "-", "*", "..", "~none", ":", "&", " ", " ", " ", "\u3000", "\x1c", "\n"]
_PLACES = [" near/2 ", " same ", "atleast2(", "first9(", "?", "~", "~2", "=", "said:", "by:", "(said:a OR by:b) "]
_MARKS = ['"', "“", "”", "„", "«", "»", "‹", "›", "「", "」", "『", "‘", "’", "'", "ʻ"]
_NAMES = ["headline:", "country:", "lang:", "date:", "from:", "to:", "x:", "colour:", "http://"]
_WORDS = ["2018", "2018-06", "Kazakhstan", "Russian", "外交部", "外", 'צה"ל', "Almaty", "a", "b", "_", "\ud800", "\x00"]
_DATES = ["June ", "12.06.2018", "last ", "30 ", "days", "since ", "from ", "to "]
pieces = st.sampled_from(_SIGNS + _MARKS + _NAMES + _WORDS + _DATES + _PLACES) | st.text(max_size=4)
typed = st.lists(pieces, max_size=25).map("".join)

# Trees as parse makes them, before it simplifies them.
fields = st.none() | st.sampled_from([field for field in FIELDS if field.kind is not Kind.DATE])
plain = st.text("abcxyzéжü外交0-.’'", min_size=1, max_size=8).filter(lambda text: any(map(str.isalnum, text)))
words = plain | st.sampled_from(["June", "2018", "12", "since", "last", "30", "days", "to", "or"])
phrases = st.lists(st.text('abcé外"«»“” -&|()', min_size=1, max_size=6), min_size=1, max_size=4).map(
    lambda parts: " ".join(" ".join(["a", *parts]).split())
)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
spans = st.lists(days, min_size=2, max_size=2).map(sorted)
ranges = spans.flatmap(lambda span: st.sampled_from([(*span,), (span[0], None), (None, span[1])])).map(
    lambda ends: DateRange(*ends)
)


def leaves_of(field: Field | None) -> st.SearchStrategy[Query]:
    """Words and the like of one field, or of none."""
    within = st.just(field)
    known = st.builds(Word, words.filter(lambda text: text[0] not in "-="), within) | st.builds(Phrase, phrases, within)
    if field is not None and field.kind is Kind.CODE:
        return known
    stem = st.text("abcdéж", min_size=3, max_size=6)
    return (
        known
        | st.builds(Prefix, stem, within)
        | st.builds(Exact, plain.filter(lambda text: text[0] != "-") | phrases, within)
        | st.builds(Wildcard, st.sampled_from(["w?rd", "min*er", "a?b*", "жу??к"]), within)
        | st.builds(Fuzzy, stem, st.sampled_from([1, 2]), within)
    )


def placed_in(field: Field | None) -> st.SearchStrategy[Query]:
    """What near, same, atleast and first may join."""
    alone = leaves_of(field)
    several = st.lists(alone, min_size=2, max_size=3).map(tuple)
    nears = st.builds(
        Near, st.lists(alone | st.builds(Or, several), min_size=2, max_size=3).map(tuple), st.integers(0, 9)
    )
    sames = st.builds(Same, st.lists(alone | nears, min_size=2, max_size=3).map(tuple))
    placed = alone | nears | st.builds(Or, several) | sames
    return nears | sames | st.builds(AtLeast, placed, st.integers(2, 5)) | st.builds(First, placed, st.integers(1, 99))


SAID, BY = BY_NAME["said"], BY_NAME["by"]
conditions = leaves_of(SAID) | leaves_of(BY)
quotations = st.recursive(
    conditions,
    lambda child: (
        st.builds(Not, child)
        | st.builds(And, st.lists(child, min_size=2, max_size=3).map(tuple))
        | st.builds(Or, st.lists(child, min_size=2, max_size=3).map(tuple))
    ),
    max_leaves=5,
)
leaves = (
    fields.flatmap(leaves_of)
    | ranges
    | st.builds(Missing, st.sampled_from(FIELDS))
    | placed_in(None)
    | quotations
    | st.builds(lambda one, other: Quotation(And((one, other))), conditions, quotations)
)
trees = st.recursive(
    leaves,
    lambda child: (
        st.builds(Not, child)
        | st.builds(And, st.lists(child, min_size=2, max_size=4).map(tuple))
        | st.builds(Or, st.lists(child, min_size=2, max_size=4).map(tuple))
    ),
    max_leaves=8,
)


def shown(query: Query) -> str:  # noqa: PLR0911 - one for each node
    """The short form of a tree that the tables use."""
    match query:
        case Everything():
            return "Everything"
        case Fuzzy():
            return f"F({query.text} {query.edits})" + (f":{query.field.name}" if query.field else "")
        case Word() | Phrase() | Prefix() | Exact() | Wildcard():
            letter = {Word: "W", Phrase: "P", Prefix: "X", Exact: "E", Wildcard: "G"}[type(query)]
            return f"{letter}({query.text})" + (f":{query.field.name}" if query.field else "")
        case DateRange():
            return f"Days({query.first or '-'} {query.last or '-'})"
        case Missing():
            return f"Missing({query.field.name})"
        case Not() | Quotation() | AtLeast() | First():
            return f"{type(query).__name__}{number_of(query)}({shown(query.child)})"
        case And() | Or() | Near() | Same():
            return f"{type(query).__name__}{number_of(query)}({' '.join(map(shown, query.children))})"


def number_of(query: Query) -> str:
    match query:
        case Near() | First():
            return str(query.words)
        case AtLeast():
            return str(query.count)
        case _:
            return ""


def parsed(text: str) -> Query | QueryError:
    """The tree, or the refusal; any other exception is a failure of the test."""
    try:
        return parse(text, today=TODAY)
    except QueryError as error:
        return error


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_queries(case: dict[str, Any]) -> None:
    """The tree of each query, its canonical text, and what it is in English."""
    query = parse(case["text"], today=TODAY)
    assert shown(query) == case["tree"]
    assert describe(query) == case.get("described", describe(query))
    canonical = to_text(query)
    assert canonical == case.get("canonical", case["text"])
    assert parse(canonical) == query


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case["why"])
def test_faulty_queries(case: dict[str, Any]) -> None:
    """The place of the fault, in code points, and how to mend it."""
    with pytest.raises(QueryError) as caught:
        parse(case["text"], today=TODAY)
    assert case["text"][caught.value.position :] == case["at"]
    assert case["mend"] in caught.value.mend
    assert caught.value.text == case["text"]
    assert isinstance(caught.value, UnknownField) == case.get("unknown", False)


@settings(max_examples=2000, deadline=None)
@given(typed)
def test_whatever_is_typed_parses_or_is_a_query_error(text: str) -> None:
    """Nothing else is raised; the fault lies in the text; what parses is printed, read back and described."""
    query = parsed(text)
    if isinstance(query, QueryError):
        assert 0 <= query.position <= len(text)
        assert query.mend
        assert query.text == text
        return
    canonical = to_text(query)
    assert parse(canonical) == query
    assert to_text(parse(canonical)) == canonical
    assert describe(query)


@settings(max_examples=300, deadline=None)
@given(trees)
def test_printed_trees_read_back_the_same(tree: Query) -> None:
    """The text of a tree in its simplest form parses to that tree."""
    simple = simplify(resolve(tree))
    try:
        query = parse(to_text(simple))
    except QueryError as error:
        assume("more than" not in error.message)  # beyond the limits
        raise
    assert query == simple
    assert describe(query)


@settings(deadline=None)
@given(st.lists(words, min_size=1, max_size=6))
def test_joined_words_are_all_demanded(typed_words: list[str]) -> None:
    """Quoted, any word stands for itself: nothing that it looks like counts."""
    query = parse(" ".join(f'"{word}"' for word in typed_words))
    expected = tuple(Phrase(word) for word in typed_words)
    assert query == (And(expected) if len(expected) > 1 else expected[0])


@pytest.mark.parametrize("name", [*BY_NAME, "from", "to"])
def test_every_field_can_be_asked_for(name: str) -> None:
    assert parse(f"{name}:2018") == parse(to_text(parse(f"{name.upper()}:2018")))


def test_the_limits() -> None:
    """What is just inside parses; what is just outside is refused, and the message says which limit."""
    assert len(parse("ab " * MAX_LEAVES).children) == MAX_LEAVES  # type: ignore[union-attr]
    assert parse("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH) == Word("a")
    assert parse("a" * MAX_CHARS) == Word("a" * MAX_CHARS)
    assert parse(" " * (MAX_TYPED_CHARS - 1) + "a") == Word("a")
    for text, message in (
        ("ab " * (MAX_LEAVES + 1), f"more than {MAX_LEAVES} words"),
        ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), f"more than {MAX_DEPTH} parentheses"),
        ("city:" + "(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), f"more than {MAX_DEPTH} parentheses"),
        ("a" * (MAX_CHARS + 1), f"longer than {MAX_CHARS:,} characters"),
        (" " * MAX_TYPED_CHARS + "a", f"longer than {MAX_CHARS:,} characters"),
    ):
        with pytest.raises(QueryError, match=message):
            parse(text)


@pytest.mark.parametrize(
    "piece", ["‘", '"', "(", "-", "a:", "‘a", "NOT ", "|", "«", 'א"', "a*", "headline:(", "& ", "1..", "a'"]
)
def test_floods_of_a_sign_are_answered(piece: str) -> None:
    """A query of nothing but one sign, as long as may be, is parsed or refused."""
    query = parsed(piece * (MAX_TYPED_CHARS // len(piece)))
    assert query.mend if isinstance(query, QueryError) else describe(query)
