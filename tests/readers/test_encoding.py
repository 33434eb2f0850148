"""Bytes become the text that was meant."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.errors import ReadError
from presssearch.readers.encoding import decode, known_encoding

CASES = tomllib.loads(Path(__file__).with_name("encoding.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:60])
def test_bytes_are_decoded_as_expected(case: dict[str, str]) -> None:
    """Each case of encoding.toml: text, codec, how it became known, and a warning where one is due."""
    decoded = decode(
        case["text"].encode(case["written"]),
        declared=case.get("declared"),
        hint_language=case.get("hint_language"),
    )
    assert decoded.text == case["text"]
    assert [decoded.encoding, decoded.how] == case["expect"]
    if "warning" in case:
        assert case["warning"] in " ".join(decoded.warnings)
    else:
        assert all("guessed" in warning for warning in decoded.warnings)


def test_a_cut_utf8_text_stays_utf8() -> None:
    """One broken byte in a long text does not make another charset of it, and is reported."""
    data = ("Стороны обсудили вопросы сотрудничества. " * 3).encode()[:-10]
    decoded = decode(data[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("Стороны обсудили")
    assert decoded.warnings == ("1 characters could not be decoded",)


@given(st.binary(min_size=1, max_size=300), st.sampled_from([None, "utf-8", "gb2312", "big5", "utf-16", "hex", "idna"]))
def test_any_bytes_decode_or_are_called_empty(data: bytes, declared: str | None) -> None:
    """Only blanks raise ReadError; the text of the others can be written as UTF-8."""
    if data.strip():
        decode(data, declared=declared).text.encode("utf-8")
    else:
        with pytest.raises(ReadError, match="empty"):
            decode(data, declared=declared)


@pytest.mark.parametrize("label", ["utf-7", "rot13", "base64", "idna", "unicode_escape", "utf-16", "", None, "no such"])
def test_labels_that_are_not_believed(label: str | None) -> None:
    """No codec that is no charset, or that would hide markup, comes out of a label."""
    assert known_encoding(label) is None
