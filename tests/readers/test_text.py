"""Plain text: paragraphs as a reader would see them."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.errors import ReadError
from presssearch.readers import Block, Role
from presssearch.readers.text import blocks_of, clean, squeeze

CASES = tomllib.loads(Path(__file__).with_name("text.toml").read_text(encoding="utf-8"))["case"]


def shown(block: Block) -> str:
    return block.text if block.role is Role.TEXT else f"{block.role.value}: {block.text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:60])
def test_a_text_is_cut_into_the_expected_blocks(case: dict[str, object]) -> None:
    """Each case of text.toml."""
    assert [shown(block) for block in blocks_of(str(case["text"]))] == case["expect"]


@given(st.text(max_size=400))
def test_blocks_are_clean_whatever_the_text(text: str) -> None:
    """No block is empty, unstripped, or holds a lone surrogate, a NUL or another control character."""
    for block in blocks_of(text):
        assert block.text == block.text.strip() != ""
        block.text.encode("utf-8")
        assert not any(char < " " and char != "\n" for char in block.text)


@given(st.text(alphabet=st.sampled_from("ab .,\n*_[]()#-\\<>1"), max_size=300))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    """Marks of Markdown may go, words may not (links and tags are left out of the test: they hide text)."""
    if not any(mark in text for mark in ("](", "<", "[")):
        kept = "".join(char for block in blocks_of(text) for char in block.text if char in "ab")
        assert kept == "".join(char for char in text if char in "ab")


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """clean and squeeze are idempotent."""
    assert clean(clean(text)) == clean(text)
    assert squeeze(squeeze(text)) == squeeze(text)


def test_a_text_beyond_the_limit_is_refused() -> None:
    """Five million characters are read, more are not, and the message names the limit."""
    with pytest.raises(ReadError, match="5,000,000"):
        blocks_of("a " * 2_500_001)
