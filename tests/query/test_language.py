"""LANGUAGE, the one table of examples: all of it is true, and nothing of the language is missing in it."""

import typing
from datetime import date

import pytest

from presssearch.fields import FIELDS
from presssearch.query import describe, parse, to_text
from presssearch.query.language import Example, examples
from presssearch.query.tree import And, AtLeast, First, Leaf, Near, Not, Or, Query, Quotation, Same

TODAY = date(2018, 6, 12)


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.text)
def test_each_example_parses_and_is_read_back(example: Example) -> None:
    query = parse(example.text, today=TODAY)
    assert parse(to_text(query), today=TODAY) == query
    assert describe(query)
    assert example.finds


def nodes(query: Query) -> set[type]:
    match query:
        case And() | Or() | Near() | Same():
            return {type(query)}.union(*map(nodes, query.children))
        case Not() | AtLeast() | First() | Quotation():
            return {type(query)} | nodes(query.child)
        case _:
            return {type(query)}


def test_each_node_has_an_example() -> None:
    shown = set().union(*(nodes(parse(example.text, today=TODAY)) for example in examples()))
    everything = {node for node in typing.get_args(Query) if node.__name__ != "Everything"}
    assert shown == everything
    assert set(typing.get_args(Leaf)) < everything


def test_no_two_examples_are_the_same() -> None:
    texts = [example.text for example in examples()]
    assert len(texts) == len(set(texts))


def test_each_field_can_be_asked_for_in_its_words() -> None:
    for field in FIELDS:
        assert field.help
        assert parse(f"{field.name}:~none")
