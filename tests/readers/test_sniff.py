"""What a file is taken for: content first, suffix second."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.readers.sniff import kind_of

CASES = tomllib.loads(Path(__file__).with_name("sniff.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:60])
def test_a_file_is_taken_for_what_it_is(case: dict[str, str]) -> None:
    """Each case of sniff.toml; a refusal names the kind of file."""
    head = bytes.fromhex(case["hex"]) if "hex" in case else case["head"].encode()
    kind = kind_of(b"a" * int(case.get("pad", 0)) + head, case["name"])
    if isinstance(kind, tuple):
        assert case["expect"] in kind[1]
    else:
        assert kind == case["expect"]


@given(
    st.binary(min_size=1, max_size=600).filter(lambda data: bool(data.strip())),
    st.sampled_from(["a", "a.json", "a.eml", "a.html"]),
)
def test_any_bytes_are_something(head: bytes, name: str) -> None:
    """kind_of answers for any bytes; a refusal has a reason."""
    kind = kind_of(head, name)
    assert kind if isinstance(kind, str) else kind[1]
