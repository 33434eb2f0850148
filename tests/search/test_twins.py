"""Releases that are one text are found, and those that only read alike are kept apart."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.article import Article, Card, card_of
from presssearch.search.differences import changes
from presssearch.search.twins import twin_groups

TABLE = tomllib.loads(Path(__file__).with_name("twins.toml").read_text(encoding="utf-8"))


def card(number: int, *parts: dict[str, Any]) -> Card:
    value = {key: text for part in parts for key, text in part.items()}
    value |= {"id": str(number), "body": value.get("body", "").format(**TABLE["words"])}
    return card_of(Article.from_json(value))


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["why"])
def test_two_releases_are_one_text(case: dict[str, Any]) -> None:
    pair = [card(1, case["both"], case["one"]), card(2, case["both"], case["other"])]
    expected = [[0, 1]] if case["twins"] else [[0], [1]]
    assert twin_groups(pair) == expected
    assert twin_groups(pair[::-1]) == expected


def test_groups_keep_the_order_of_their_first() -> None:
    words = TABLE["words"]
    bodies = [words["agreement"], words["condolence"], words["agreement"], "Alone.", words["condolence"]]
    assert twin_groups([card(n, {"body": body}) for n, body in enumerate(bodies)]) == [[0, 2], [1, 4], [3]]


def shown(first: str, second: str) -> list[str]:
    return [f"{c.removed.strip()} > {c.added.strip()}" for c in changes(first, second) if not c.equal]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("a b c d", "a b c d", []),
        ("a b c d", "a x c d", ["b > x"]),
        ("a b c d", "a b d", ["c > "]),
        ("a b c", "a b c d e", [" > d e"]),
        ("a  b\nc", "a b c", []),
        ("the talks, held today", "the talks held today", ["talks, > talks"]),
        ("", "new words", [" > new words"]),
        ("a b c d e f", "a x c d y f", ["b > x", "e > y"]),
    ],
)
def test_differences_are_told_word_by_word(first: str, second: str, expected: list[str]) -> None:
    assert shown(first, second) == expected


TEXTS = st.text(alphabet="ab \n", max_size=40)


@given(TEXTS, TEXTS)
def test_the_second_text_is_what_was_kept_and_added(first: str, second: str) -> None:
    found = changes(first, second)
    assert "".join(change.added for change in found) == second
    assert " ".join(c.added if c.equal else c.removed for c in found).split() == first.split()


def test_long_texts_are_compared_from_the_first_difference_to_the_last() -> None:
    many = " ".join(str(n) for n in range(20_000))
    assert shown(f"start {many} end", f"start {many} END") == ["end > END"]
    assert shown(f"a {many} b", f"c {many} d") == [f"a {many} b > c {many} d"]
