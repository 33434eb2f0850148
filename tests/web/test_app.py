"""create_app: what it opens, and what it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

import presssearch
from presssearch.errors import IndexNotFound
from presssearch.settings import Settings
from presssearch.web.app import create_app


def test_the_index_of_the_settings_is_served(tmp_path: Path) -> None:
    """The page shows what the command line has put into the folder, as many on a page as the settings say."""
    with presssearch.open(tmp_path / "index", create=True) as index:
        index.add([{"headline": f"Visa number {n}", "body": "On visas.", "published": "2018-06-12"} for n in range(3)])
    app = create_app(Settings(index=str(tmp_path / "index"), page_size=2))
    try:
        client = app.test_client()
        assert client.get("/healthz").get_json()["articles"] == 3
        assert client.get("/?q=visas").text.count("<h2><a ") == 2
        assert client.get("/api/search?q=visas").get_json()["total"] == 3
    finally:
        app.extensions["presssearch.index"].close()


def test_without_an_index_nothing_is_served(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFound):
        create_app(Settings(index=str(tmp_path / "nothing")))


def test_importing_the_application_opens_nothing(tmp_path: Path) -> None:
    """In an empty folder the import succeeds and leaves the folder empty."""
    subprocess.run([sys.executable, "-c", "import presssearch.web.app"], cwd=tmp_path, check=True)
    assert list(tmp_path.iterdir()) == []
