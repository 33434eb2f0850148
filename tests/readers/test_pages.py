"""Saved pages in the manner of real ministries' sites: what is read from each is pinned beside it."""

import json
from pathlib import Path

import pytest

from presssearch.readers import RawDocument, read

PAGES = Path(__file__).parent / "pages"


def as_json(document: RawDocument) -> dict[str, object]:
    return {
        "extractor": document.extractor,
        "title": document.title,
        "url": document.url,
        "source": document.source,
        "language": document.language,
        "blocks": [[block.role.value, block.text] for block in document.blocks],
        "clues": [[clue.kind, clue.name, clue.value] for clue in document.clues],
        "warnings": list(document.warnings),
    }


@pytest.mark.parametrize("page", sorted(PAGES.rglob("*.html")), ids=lambda page: page.parent.name)
def test_a_page_reads_as_pinned(page: Path) -> None:
    """Title, blocks with their roles, and clues are those of the .expected.json file.

    A missing one is written, and the test fails until somebody has reviewed it and runs it again.
    """
    (document,) = read(page)
    assert isinstance(document, RawDocument)
    pinned = page.with_suffix(".expected.json")
    if not pinned.exists():
        pinned.write_text(json.dumps(as_json(document), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{pinned} was written: review it")
    assert as_json(document) == json.loads(pinned.read_text(encoding="utf-8"))
