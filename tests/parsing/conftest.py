"""Case tables and documents for the tests of parsing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from presssearch.readers.raw import Block, Clue, RawDocument, Role

CASES = Path(__file__).parents[1] / "cases"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with an argument `<table>_case` runs once for each case of tests/cases/<table>.toml."""
    for name in metafunc.fixturenames:
        table = CASES / f"{name.removesuffix('_case')}.toml"
        if name.endswith("_case") and table.exists():
            cases = tomllib.loads(table.read_text(encoding="utf-8"))["case"]
            metafunc.parametrize(name, cases, ids=[f"{case['why'][:60]}" for case in cases])


class Documents:
    """Makes RawDocuments out of lines."""

    @staticmethod
    def of(*blocks: str | tuple[str, Role], **given: Any) -> RawDocument:
        made = tuple(Block(b) if isinstance(b, str) else Block(*b) for b in blocks)
        clues = tuple(Clue(*clue) for clue in given.pop("clues", ()))
        named = {"path": "release.txt", "location": "/releases/release.txt", "media": "text/plain", "extractor": "text"}
        return RawDocument(blocks=made, clues=clues, **{**named, **given})


@pytest.fixture
def documents() -> type[Documents]:
    return Documents
