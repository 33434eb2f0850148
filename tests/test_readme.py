"""README.md keeps its word: its tour runs, its library examples are true, its tables are those of the code."""

import doctest
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from presssearch.fields import FIELDS
from presssearch.settings import SETTINGS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = README[README.index("<!-- tour -->") : README.index("<!-- /tour -->")]
COMMANDS = re.findall(r"^\$ (presssearch .+)$", TOUR, re.M)

# `index` and `parse` end with 3: the sample folder has files that nobody could read, on purpose
SOME_FAILED = 3


def test_the_tour_runs(tmp_path: Path) -> None:
    """Each command of the tour does what it says, in order, from the folder that holds sample_docs."""
    (tmp_path / "sample_docs").symlink_to(ROOT / "sample_docs")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    outputs = []
    for line in COMMANDS:
        done = subprocess.run(
            shlex.split(line), cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=240, check=False
        )
        indexes = " index " in line
        assert done.returncode == (SOME_FAILED if indexes else 0), f"{line}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        outputs.append(done.stdout)
    assert all(outputs), "every command of the tour says something"
    assert "nothing to do" in outputs[1], "the second run over the same folder does nothing and says so"


def test_make_demo_serves_the_samples(tmp_path: Path) -> None:
    """The first of the two commands: it indexes sample_docs, prints an address, and answers there."""
    if not (ROOT / ".venv" / "ready").exists():
        pytest.skip("make demo would set up an environment first: run `make install`")
    command = ["make", "--no-print-directory", "demo", "PORT=0", f"DEMO_INDEX={tmp_path / 'demo'}"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        watchdog = threading.Timer(120, os.killpg, (process.pid, signal.SIGKILL))
        watchdog.start()
        try:
            assert process.stdout is not None
            said = []
            address = None
            while address is None and (line := process.stdout.readline()):
                said.append(line)
                address = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert address is not None, "".join(said)
            with urllib.request.urlopen(address[0]) as answer:
                assert "Newest releases" in answer.read().decode()
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            watchdog.cancel()


def test_the_tour_shows_the_main_commands() -> None:
    shown = {line.split()[1] for line in COMMANDS}
    assert {"index", "search", "parse", "explain", "stats", "check", "rebuild"} <= shown


def test_the_library_examples_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
    failed, attempted = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=flags)
    assert attempted > 5
    assert failed == 0


@pytest.mark.parametrize("name", [field.name for field in FIELDS])
def test_each_field_is_documented(name: str) -> None:
    assert f"`{name}:`" in README


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_setting_is_documented(setting: object) -> None:
    assert f"`{setting.variable}`" in README  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", ["README.md", "docs/query-language.md", "docs/api.md"])
def test_generated_parts_are_up_to_date(page: str) -> None:
    """`make fix` renews the tables and the help pages."""
    cog = subprocess.run(
        [sys.executable, "-m", "cogapp", "-P", "--check", page],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert cog.returncode == 0, cog.stdout + cog.stderr
