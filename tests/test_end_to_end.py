"""The main job through the installed command: a folder of releases becomes a search engine."""

import json
import os
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

COMMAND = Path(sys.executable).parent / "presssearch"
SOME_FAILED, USAGE, FAILED, DAMAGED = 3, 2, 1, 6

TEXT = """International cooperation

Ministers agree on water

Almaty city3 May , 09:15

Foreign Minister of Kazakhstan Daulet Sarybay met Foreign Minister of Uzbekistan Rustam Olimjonov.

“Water knows no borders, and neither should our cooperation”, D. Sarybay said.

Aigerim Testova

Photo: the press service of the Ministry of Foreign Affairs of Kazakhstan
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The installed command, in an empty folder without settings of the tester."""
    folder = tmp_path_factory.mktemp("home")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PRESSSEARCH_")}

    def call(*arguments: object, expect: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(COMMAND), *map(str, arguments)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == expect, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done

    return call


@pytest.fixture(scope="module")
def index(run: Run, sample_docs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    run("index", sample_docs, "--index", folder, expect=SOME_FAILED)
    return folder


def search(run: Run, index: Path, *arguments: object) -> dict[str, Any]:
    found = json.loads(run("search", *arguments, "--index", index, "--json").stdout)
    assert isinstance(found, dict)
    return found


def test_a_second_run_does_nothing_and_says_so(run: Run, index: Path, sample_docs: Path) -> None:
    said = run("index", sample_docs, "--index", index, expect=SOME_FAILED).stdout
    assert "nothing to do" in said
    assert "empty.txt: empty" in said, "what could not be read is told again"


def test_the_report_counts_what_a_person_wants_to_know(run: Run, sample_docs: Path, tmp_path: Path) -> None:
    done = run("index", sample_docs, "--index", tmp_path / "new", "--json", expect=SOME_FAILED)
    report = json.loads(done.stdout)
    assert report["new"] >= 60
    dates = [report[f"dates_{kind}"] for kind in ("exact", "partial", "without_year", "unknown")]
    assert sum(dates) == report["new"]
    assert dates[2] >= 10, "the glued datelines print no year, and none is made up"
    assert {Path(failure["path"]).name for failure in report["failures"]} == {
        "broken-line.jsonl",
        "empty.txt",
        "not-a-page.html",
    }
    assert done.stderr == "", "no progress bar without a terminal"


def test_search_prints_json_with_facets_whose_counts_are_the_hits(run: Run, index: Path) -> None:
    everything = search(run, index)
    assert everything["total"] >= 60
    assert {"id", "title", "source", "date", "score"} <= set(everything["results"][0])
    checked = 0
    for field in ("city", "country", "language"):  # each choice is a process; all fields: see the contract suite
        facet = everything["facets"][field]
        for value in facet["values"][:2]:
            narrowed = search(run, index, "", "--filter", f"{field}={value['value']}", "--facets", "none")
            assert narrowed["total"] == value["count"], (field, value)
            checked += 1
        assert search(run, index, "", "--filter", f"{field}=~none", "--facets", "none")["total"] == facet["missing"]
    assert checked == 6


def test_a_phrase_in_a_city(run: Run, index: Path) -> None:
    found = search(run, index, "CSTO city:Almaty")
    assert found["total"] >= 1
    for result in found["results"]:
        shown = json.loads(run("show", result["id"], "--index", index, "--json").stdout)
        assert "Almaty" in [place["name"] for place in shown["dateline"]["places"]]


def test_a_date_narrows_to_that_year(run: Run, index: Path) -> None:
    found = search(run, index, "date:2024")
    assert found["total"] >= 5
    assert all(result["date"].startswith("2024") for result in found["results"])


def test_a_new_release_is_found_and_a_changed_one_is_a_revision(run: Run, tmp_path: Path) -> None:
    docs, index = tmp_path / "docs", tmp_path / "ix"
    docs.mkdir()
    (docs / "water.txt").write_text(TEXT, encoding="utf-8")
    run("index", docs, "--index", index, "--source", "kz-mfa")
    (result,) = search(run, index, "water")["results"]
    assert (result["title"], result["source"]) == ("Ministers agree on water", "kz-mfa")
    assert result["date"] == "--05-03T09:15"

    (docs / "water.txt").write_text(TEXT.replace("water", "glaciers"), encoding="utf-8")
    assert "changed         1" in run("index", docs, "--index", index, "--source", "kz-mfa").stdout
    (changed,) = search(run, index, "glaciers")["results"]
    assert changed["id"] == result["id"]
    assert json.loads(run("show", result["id"], "--index", index, "--json").stdout)["revision"] == 2


def test_parse_prints_one_article_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "water.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.html").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    dump = tmp_path / "dump.jsonl"
    dump.write_text('{"id": "7", "title": "A visit", "body": "The minister came. He left."}\n', encoding="utf-8")
    done = run("parse", tmp_path, "--json", expect=SOME_FAILED)
    articles = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(a["record_id"], Path(a["path"]).name) for a in articles} == {(None, "water.txt"), ("7", "dump.jsonl")}
    text = next(a for a in articles if a["record_id"] is None)
    assert text["people"][0]["name"] == "Daulet Sarybay"
    assert text["quotes"][0]["speaker"] == "Daulet Sarybay"
    assert text["byline"] == ["Aigerim Testova"]
    assert "bad.html" in done.stderr


def test_explain_says_where_each_field_came_from(run: Run, tmp_path: Path) -> None:
    (tmp_path / "water.txt").write_text(TEXT, encoding="utf-8")
    explained = json.loads(run("explain", tmp_path / "water.txt", "--json").stdout)
    for name, entry in explained["fields"].items():
        known = entry["value"] not in (None, [], "")
        assert bool(entry["from"]) == known, f"{name}: {entry}"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("search", '"unclosed'), USAGE, "character 1"),
        (("search", "colour:red"), USAGE, "colour"),
        (("search", "x", "--filter", "town=Almaty"), USAGE, "town"),
        (("search", "x", "--from", "2018-13"), USAGE, "2018-13"),
        (("show", "0000"), FAILED, "no article has the id"),
        (("explain", "no-such-file.txt"), FAILED, "neither a file nor the id"),
        (("frobnicate",), USAGE, "frobnicate"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_errors_say_what_is_wrong_and_how_to_mend_it(
    run: Run, index: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    where = () if arguments[0] == "frobnicate" else ("--index", index)
    done = run(*arguments, *where, expect=code)
    assert said in done.stderr
    assert done.stdout == ""


def test_without_an_index_the_way_to_one_is_told(run: Run, tmp_path: Path) -> None:
    for command in (("search", "x"), ("stats",), ("check",), ("rebuild",), ("serve",)):
        done = run(*command, "--index", tmp_path / "nothing", expect=FAILED)
        assert "presssearch index" in done.stderr


def test_a_deleted_search_index_is_made_anew_from_the_record(run: Run, index: Path, tmp_path: Path) -> None:
    before = search(run, index, "minister")
    for file in (index / "whoosh").iterdir():
        file.write_bytes(b"damaged")
    done = run("search", "minister", "--index", index, expect=DAMAGED)
    assert "presssearch rebuild" in done.stderr
    assert "rebuilt" in run("rebuild", "--index", index).stdout
    assert search(run, index, "minister")["results"] == before["results"]
    assert "sound" in run("check", "--index", index).stdout


@pytest.fixture
def server(index: Path) -> Iterator[str]:
    """A real server on a free port; gives its address."""
    command = [str(COMMAND), "serve", "--index", str(index), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        watchdog = threading.Timer(60, process.kill)
        watchdog.start()
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert found, "the address is printed when the server listens"
            yield found[0]
        finally:
            process.terminate()
            watchdog.cancel()


def test_serve_answers_pages_and_json(server: str, run: Run, index: Path) -> None:
    with urllib.request.urlopen(server) as answer:
        page = answer.read().decode()
    assert "<form" in page
    with urllib.request.urlopen(server + "api/search?q=minister") as answer:
        found = json.load(answer)
    assert found["total"] == search(run, index, "minister")["total"] > 0
    with urllib.request.urlopen(server + "api/articles/" + found["results"][0]["id"]) as answer:
        assert json.load(answer)["id"] == found["results"][0]["id"]
