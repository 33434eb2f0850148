"""Names in every spelling and script. Labelled pairs are judged in tests/quality."""

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.folding import fold
from presssearch.analysis.names import is_alone, may_be_same, name_keys, same_name, same_word

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "name_words.toml").read_text(encoding="utf-8"))["case"]
DATA = resources.files("presssearch.analysis").joinpath("data")
SOUNDS = set("pbfvwmnNtdTszSZcDCJkgGxhlrjaeiouy")

words = st.text(st.sampled_from("aehijkoqsvzчшіґхםשياوξ王'ñ\u0301 "), max_size=12) | st.text(max_size=8)
name_texts = st.lists(words | st.sampled_from(["Sergey", "Лавров", "II", "bin", "Dr.", "S.", "(MP)"]), max_size=5)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_words_of_names(case: dict[str, Any]) -> None:
    """In both orders; words that are the same share a key."""
    assert same_word(case["one"], case["other"]) == same_word(case["other"], case["one"]) == case["same"]
    if case["same"]:
        assert name_keys(case["one"]) & name_keys(case["other"])


@pytest.mark.parametrize(
    ("one", "other", "same", "reason"),
    [
        ("Sergey Lavrov", "Sergej Lawrow", True, "the same word by word"),
        ("Lavrov", "Sergey Lavrov", False, "one word of a name is not enough"),
        ("Hamad bin Khalifa", "Khalifa bin Hamad", False, "father and son exchanged"),
        ("Mohammed V of Morocco", "Mohammed VI of Morocco", False, "another numeral: V, VI"),
        ("George W. Bush", "George H. W. Bush", False, "other middle initials"),
        ("", "Sergey Lavrov", False, "no word is a name"),
        ("John F. Kennedy", "Jon Finer", False, "an initial, and another word in place of the surname"),
        ("Robert W. Boice", "William Boyce", False, "an initial, and another given name before it"),
        ("Lee Kuan Yew", "Li Qiang", False, "another given name"),
    ],
)
def test_a_verdict_says_why(one: str, other: str, same: bool, reason: str) -> None:
    verdict = same_name(one, other)
    assert (verdict.same, verdict.reason) == (same, reason)


@given(words, words)
def test_words_that_are_the_same_share_a_key(one: str, other: str) -> None:
    """Unless they have no consonant at all: then they have no key."""
    if same_word(one, other) and fold(one) != fold(other) and name_keys(one) and name_keys(other):
        assert name_keys(one) & name_keys(other)


@given(name_texts.map(" ".join), name_texts.map(" ".join))
def test_the_order_of_two_names_does_not_count(one: str, other: str) -> None:
    """For every text whatever, without an error."""
    assert same_name(one, other).same == same_name(other, one).same


def test_a_long_name_of_equal_words_is_judged_at_once() -> None:
    assert not same_name("Ali " * 10, "Omar " + "Ali " * 9).same


def test_the_table_of_sounds_is_sound() -> None:
    """Every reading is made of known sounds, everything written is folded, and each letter stands alone too."""
    tables = tomllib.loads(DATA.joinpath("name_sounds.toml").read_text(encoding="utf-8"))
    for script, table in tables.items():
        for written, readings in table.items():
            letters = written.partition("+")[0].strip("^$")
            assert fold(letters) == letters, f"{script}: {written}"
            assert all(letter in table for letter in letters), f"{script}: {written}"
            assert readings.split(), f"{script}: {written}"
            assert all(reading == "-" or set(reading) <= SOUNDS for reading in readings.split()), f"{script}: {written}"


def test_no_given_name_stands_twice_in_a_row() -> None:
    for line in DATA.joinpath("given_names.tsv").read_text(encoding="utf-8").splitlines():
        found = line.split()
        assert len(found) > 1
        assert len(found) == len(set(found)), line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey Lavrov", "Lawrow, Sergej"),
        ("Hossein Amir-Abdollahian", "Hossein Amirabdollahian"),
        ("Mao Zedong", "Mao Tse-tung"),
        ("Emomali Rakhmonov", "Emomali Rahmon"),
        ("Yuri Gagarin", "Ю. Гагарин"),
        ("George Papadakis", "Giorgos Papadakis"),
    ],
)
def test_a_glance_leaves_out_no_spelling(one: str, other: str) -> None:
    assert same_name(one, other).same
    assert may_be_same(one, other)
    assert may_be_same(other, one)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Sergey Lavrov", "Lavrov", "a word alone may be anybody's"),
        ("Ada Papadakis", "George Papadakis", "one word of two"),
        ("B. P. Koirala", "Ada Koirala", "initials that begin no word of the other"),
    ],
)
def test_a_glance_spares_comparing(one: str, other: str, why: str) -> None:
    assert not may_be_same(one, other), why
    assert not same_name(one, other).same


@given(name_texts.map(" ".join), name_texts.map(" ".join))
def test_a_glance_never_fails(one: str, other: str) -> None:
    """For every text whatever; one that is alone has no namesake."""
    assert isinstance(may_be_same(one, other), bool)
    if is_alone(one):
        assert not may_be_same(one, other)
