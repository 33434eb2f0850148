"""Zotero itself reads our references: its importers run in Node, and what they make of a release is compared."""

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from presssearch.article import Article
from presssearch.search.exports.export import Addresses, Export, encoded
from presssearch.search.exports.formats import CITATIONS, FORMATS
from presssearch.search.params import SearchParams

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / ".cache" / "zotero"
RELEASES: list[dict[str, Any]] = tomllib.loads((HERE / "zotero.toml").read_text(encoding="utf-8"))["release"]
ADDRESSES = Addresses(article=lambda id_: f"https://search.example/r/{id_}")
FORMS = {"%B %d, %Y": "%Y-%m-%d", "%B %Y": "%Y-%m"}  # of dates, in which Zotero writes those that come in parts
COMPARED = ("title", "institution", "place", "date", "language", "url", "reportNumber", "accessDate")


@pytest.fixture(scope="session")
def zotero_items() -> Callable[[str], list[dict[str, Any]]]:
    """Makes items of a file of references. Skipped where there is no Node, or npm cannot fetch the importers."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("no Node with npm, in which Zotero's importers run")
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "import.js"):
        shutil.copy(HERE / "zotero" / name, CACHE)
    if not (CACHE / "node_modules" / "zotero-translators").exists():
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
        done = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, timeout=240, check=False)
        if done.returncode:
            pytest.skip(f"Zotero's importers could not be fetched: {done.stderr[-500:]}")

    def items(text: str) -> list[dict[str, Any]]:
        command = ["node", "import.js"]
        done = subprocess.run(command, cwd=CACHE, input=text.encode(), capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        return list(json.loads(done.stdout))

    return items


@pytest.mark.parametrize("name", CITATIONS)
def test_zotero_imports_a_report_of_its_ministry(
    zotero_items: Callable[[str], list[dict[str, Any]]], name: str
) -> None:
    """The complaint: citations that have to be mended by hand."""
    articles = [Article.from_json({"id": f"a{n}", **release["article"]}) for n, release in enumerate(RELEASES)]
    export = Export(SearchParams(), len(articles), articles, "", addresses=ADDRESSES)
    items = zotero_items(b"".join(encoded(FORMATS[name], export)).decode())
    reports = [item for item in items if "parentItem" not in item]
    notes = {item["parentItem"]: re.sub("<[^>]*>", "", item["note"]) for item in items if "parentItem" in item}
    assert len(reports) == len(RELEASES)
    for release, report in zip(RELEASES, reports, strict=True):
        assert (report["itemType"], report["reportType"]) == ("report", "Press release")
        assert [_plain(author["name"]) for author in report["creators"]] == release["authors"], release["why"]
        assert {key: _field(report, key) for key in COMPARED if key in report} == {
            key: release[key] for key in COMPARED if key in release
        }, release["why"]
        assert (notes.get(report["key"]) or report.get("extra")) == release.get("note"), release["why"]


def _field(report: dict[str, Any], key: str) -> str:
    value = str(report[key])
    return _iso(value) if key == "date" else value.replace("%7E", "~")  # two ways to write one address


def _iso(day: str) -> str:
    for form, iso in FORMS.items():
        try:
            return datetime.strptime(day, form).strftime(iso)
        except ValueError:
            continue
    return day


def _plain(name: str) -> str:
    """RIS has no comma for names: see `ris`."""
    return name.replace("\N{SINGLE LOW-9 QUOTATION MARK}", ",")
