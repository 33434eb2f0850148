"""presssearch export: the files of the page, in the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import presssearch
from presssearch.cli.main import main
from presssearch.search.exports.formats import FORMATS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    with presssearch.open(folder, create=True) as index:
        index.add(
            [{"headline": f"Visa {n}", "body": "=visas", "source": "kz-mfa", "published": "2018"} for n in range(120)]
        )
        index.add([{"headline": "Other", "body": "–"}])
    return folder


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments, "--index", str(folder)])


@pytest.mark.parametrize("name", FORMATS)
def test_every_hit_goes_to_stdout_or_into_a_file(folder: Path, tmp_path: Path, name: str) -> None:
    printed = run(folder, "visas", "--format", name)
    assert printed.exit_code == 0, printed.output
    assert printed.stdout.count("Visa ") == 120
    path = tmp_path / f"out.{name}"
    path.write_text("what was there")
    saved = run(folder, "visas", "--format", name, "--output", str(path))
    assert (saved.exit_code, saved.stdout) == (0, "")
    assert "120 found" in saved.stderr
    assert path.read_bytes() == printed.stdout_bytes
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_it_is_narrowed_ordered_and_limited_like_a_search(folder: Path) -> None:
    lines = run(folder, "--format", "tif", "--filter", "source=~none").stdout.splitlines()
    assert lines[1].endswith(',"Other')
    assert len(lines) == 4
    assert run(folder, "--format", "csv", "--limit", "3", "--bom").stdout.count("Visa ") == 3
    assert run(folder, "--format", "csv", "--from", "2019").stdout_bytes.count(b"\r\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("(", "--format", "csv"), "parenthes"),
        (("--format", "xls"), "'xls' is not one of"),
        (("--filter", "colour=red", "--format", "csv"), "no parameter “colour”"),
        (("--format", "csv", "--limit", "101"), "limit must be a number from 0 to 100"),
        (("visas",), "--format"),
    ],
)
def test_faults_are_those_of_a_search_and_write_nothing(
    folder: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run(folder, *arguments, "--output", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert said in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "--format", "csv", "--output", str(tmp_path / "no" / "out.csv"))
    assert result.exit_code == 1
    assert "cannot write" in result.output
