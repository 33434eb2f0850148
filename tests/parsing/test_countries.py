"""Which countries a release names."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from presssearch.parsing.institutions.countries import find_countries

TABLE = Path(__file__).parents[1] / "cases" / "countries.toml"
CASES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_countries(case: dict[str, Any]) -> None:
    assert list(find_countries(case["text"], language=case.get("language"))) == case["expect"]


@pytest.mark.shared
def test_countries_of_real_releases(shared: Path) -> None:
    """The labelled releases, headline and body: at least 95 in 100 of the countries, and no more than 5 too many."""
    found, wanted, right = 0, 0, 0
    for line in (shared / "gold" / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        document, expected = record["document"], record["expected"]
        text = f"{document.get('title') or ''}\n\n{document.get('body') or document.get('text')}"
        codes = set(find_countries(text, language=expected["language"]))
        found, wanted = found + len(codes), wanted + len(expected["countries"])
        right += len(codes & set(expected["countries"]))
    assert right >= 0.95 * wanted
    assert right >= 0.95 * found
