"""What was decoded wrongly before it was saved is mended, and what is right stays."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.readers import RawDocument, read
from presssearch.readers.encoding import decode
from presssearch.readers.html import read_html
from presssearch.readers.repair import REPAIRED, repaired

CASES = tomllib.loads(Path(__file__).with_name("repair.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:60])
def test_a_text_is_mended_or_left(case: dict[str, str]) -> None:
    """Each case of repair.toml. lost: bytes that the wrong charset lacks were lost, and stay so."""
    lost = case.get("lost", False)
    broken = case["text"]
    if "written" in case:
        broken = case["text"].encode(case["written"]).decode(case["read"], "replace" if lost else "strict")
        assert broken != case["text"]
    mended = repaired(broken)
    if "expect" in case:
        assert mended == case["expect"]
    elif not case.get("repaired", True):
        assert mended is None
    elif lost:
        assert mended is not None
        assert len(mended) == len(case["text"])
        assert all(found in (meant, "\ufffd") for found, meant in zip(mended, case["text"], strict=True))
        assert mended.count("\ufffd") * 10 <= len(mended)
    else:
        assert mended == case["text"]


@pytest.mark.parametrize(
    "language", ["Русский текст о министре", "Le texte français, été", "Türkçe ‘metin’ İğş", "外交部"]
)
def test_a_good_text_is_not_touched_however_often(language: str) -> None:
    assert repaired(language * 50) is None


@given(st.text(max_size=200))
def test_any_text_is_mended_to_valid_text(text: str) -> None:
    """No error; what comes out differs, and can be written."""
    mended = repaired(text)
    if mended is not None:
        assert mended != text
        mended.replace("\ud800", "").encode("utf-8", "surrogatepass")


RUSSIAN = "Министр принял посла республики по его просьбе. Стороны обсудили вопросы."


def test_decoding_says_that_it_mended() -> None:
    """A page that calls cp1251 iso-8859-1; without repair it stays as declared."""
    data = RUSSIAN.encode("cp1251")
    decoded = decode(data, declared="iso-8859-1")
    assert (decoded.text, decoded.how, decoded.warnings) == (RUSSIAN, "declared", (REPAIRED,))
    assert decode(data, declared="iso-8859-1", repair=False).warnings == ()


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_records_are_mended(tmp_path: Path, ensure_ascii: bool) -> None:
    """Whether JSON writes the broken letters as they are or as escapes; the warning is that of the record."""
    broken = RUSSIAN.encode().decode("latin-1")
    good = json.dumps({"title": "Встреча", "body": RUSSIAN}, ensure_ascii=ensure_ascii)
    line = json.dumps({"title": broken, "body": f"<p>{broken}</p>"}, ensure_ascii=ensure_ascii)
    path = tmp_path / "dump.jsonl"
    path.write_text(f"{line}\n{good}\n", encoding="utf-8")
    mended, untouched = read(path)
    assert isinstance(mended, RawDocument)
    assert isinstance(untouched, RawDocument)
    assert (mended.title, mended.blocks[0].text, mended.warnings) == (RUSSIAN, RUSSIAN, (REPAIRED,))
    assert untouched.warnings == ()


def test_a_page_is_mended_in_its_title_and_its_blocks() -> None:
    """Judged together: a title alone is too short to tell."""
    words = "Министр иностранных дел принял участие в совещании и провёл переговоры с коллегами"
    page = f"<html><head><title>x</title></head><body><article><h1>{words}</h1><p>{words}.</p><p>{words}.</p></article>"
    broken = page.encode("utf-8").decode("cp1251", "replace").encode("utf-8")
    document = read_html(broken, path="p", location="/p", source=None)
    assert REPAIRED in document.warnings
    assert [block.text for block in document.blocks if block.text.endswith(".")] == [f"{words}."] * 2
    assert document.title == words or any(block.text == words for block in document.blocks)
