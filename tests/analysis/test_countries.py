"""Countries by name, adjective and code."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.countries import code_of, name_of
from presssearch.analysis.country_mentions import mentions

TABLE = Path(__file__).parents[1] / "cases" / "countries.toml"
NAMES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["name"]
DATA = Path(__file__).parents[2] / "src/presssearch/analysis/data"


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["name"])
def test_a_name_in_any_language_has_one_code(case: dict[str, Any]) -> None:
    """Names, old names and ISO codes give the code; what is no country gives None."""
    assert code_of(case["name"]) == case.get("code")


def test_every_english_name_leads_back_to_its_code() -> None:
    """name_of and code_of are each other's inverse."""
    codes = [line.split("\t")[0] for line in (DATA / "countries.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert len(codes) > 240
    for code in codes:
        name = name_of(code)
        assert name is not None
        assert code_of(name) == code


def test_codes_in_any_case_have_a_name() -> None:
    assert name_of("kz") == name_of("KZ") == "Kazakhstan"
    assert name_of("ZZ") is None


def test_the_tables_have_the_columns_that_their_headers_promise() -> None:
    """Each row of the aliases names a known code and a known language."""
    header = (DATA / "countries.tsv").read_text(encoding="utf-8").splitlines()[0].split("\t")
    for line in (DATA / "country_aliases.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        code, language, names = line.split("\t")
        assert code == "--" or name_of(code), line
        assert language in header[2:], line
        assert all(names.split("|")), line


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("Ministers of Kazakhstan's neighbours", "en", "Kazakhstan"),
        ("the U.S. side", "en", "U.S."),
        ("в Соединенных Штатах Америки прошли", "ru", "Соединенных Штатах Америки"),
        ("访问哈萨克斯坦期间", "zh", "哈萨克斯坦"),
    ],
)
def test_a_mention_covers_the_printed_name(text: str, language: str, printed: str) -> None:
    [(_, start, end)] = mentions(text, language)
    assert text[start:end] == printed


LETTERS = st.text(st.sampled_from("Kazakhstan США中国U.S. Jordan-’' \n.ии"), max_size=60) | st.text(max_size=60)


@given(LETTERS, st.sampled_from([None, "en", "ru", "kk", "fr", "ar", "zh", "th", "xx"]))
def test_mentions_lie_in_the_text_in_its_order_and_apart(text: str, language: str | None) -> None:
    """For every text whatever."""
    for code, start, end in mentions(text, language):
        assert name_of(code)
        assert 0 <= start < end <= len(text)
