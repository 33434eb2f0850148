"""Options: which place wins, and what a wrong one is told."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from presssearch.errors import SettingsError
from presssearch.settings import FILE_NAME, FILE_VARIABLE, SETTINGS, Settings, load

CASES = tomllib.loads((Path(__file__).parent / "cases" / "settings.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_each_place_is_read_and_checked(case: dict, tmp_path: Path) -> None:
    """The case's options come out, or its error names the option and says what to do."""
    file = None
    if "file" in case:
        file = tmp_path / "given.toml"
        file.write_text(case["file"], encoding="utf-8")
    if "error" in case:
        with pytest.raises(SettingsError) as caught:
            load(case.get("arguments"), environment=case.get("environment", {}), file=file)
        for part in case["error"]:
            assert part in str(caught.value)
    else:
        settings = load(case.get("arguments"), environment=case.get("environment", {}), file=file)
        assert {key: getattr(settings, key) for key in case["expect"]} == case["expect"]


def test_without_anything_the_defaults_hold() -> None:
    """Every default is that of the table."""
    settings = load(environment={})
    assert settings == Settings()
    assert {s.name: getattr(settings, s.name) for s in SETTINGS} == {s.name: s.default for s in SETTINGS}


def test_the_table_has_each_option_once() -> None:
    """SETTINGS and Settings are the same list, and every row says what it is for."""
    assert [s.name for s in SETTINGS] == [f.name for f in fields(Settings)]
    assert len({s.variable for s in SETTINGS}) == len(SETTINGS)
    assert all(s.help.endswith(".") for s in SETTINGS)


def test_the_environment_of_the_process_is_read_on_each_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """load() looks at os.environ when called, not when imported."""
    monkeypatch.setenv("PRESSSEARCH_PORT", "8123")
    assert load().port == 8123
    monkeypatch.delenv("PRESSSEARCH_PORT")
    assert load().port == Settings().port


def test_a_settings_file_in_the_current_folder_is_found(tmp_path: Path) -> None:
    """presssearch.toml is read where no other file is named."""
    (tmp_path / FILE_NAME).write_text("page_size = 50\n", encoding="utf-8")
    assert load(environment={}).page_size == 50


def test_the_environment_names_the_settings_file(tmp_path: Path) -> None:
    """PRESSSEARCH_SETTINGS goes before the file of the current folder."""
    (tmp_path / FILE_NAME).write_text("page_size = 50\n", encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text("page_size = 30\n", encoding="utf-8")
    assert load(environment={FILE_VARIABLE: str(other)}).page_size == 30


@pytest.mark.parametrize("content", [None, b"page_size = = 3", b"\xff\xfe"], ids=["missing", "not TOML", "not UTF-8"])
def test_a_settings_file_that_cannot_be_read_is_named(content: bytes | None, tmp_path: Path) -> None:
    """A file that was asked for is never passed over in silence."""
    file = tmp_path / "broken.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"broken\.toml"):
        load(environment={}, file=file)
