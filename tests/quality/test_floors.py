"""The floors of quality: pinned for every field, and held over the labelled releases."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from presssearch.cli.main import main
from presssearch.evaluation import evaluate
from presssearch.evaluation.gold import read_gold
from presssearch.evaluation.outcomes import FIELDS
from presssearch.evaluation.run import below

FILE = Path(__file__).parent / "floors.json"
FLOORS: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))


def test_every_field_has_a_floor() -> None:
    assert set(FLOORS["f1"]) == set(FIELDS)
    assert all(0 < floor <= 1 for floor in FLOORS["f1"].values())


def test_no_wrong_year_no_invented_date_and_no_crash_is_allowed() -> None:
    assert FLOORS["at_most"] == {"wrong_years": 0, "invented_dates": 0, "crashes": 0, "unread": 0}


@pytest.mark.shared
def test_the_floors_hold(shared: Path) -> None:
    """Lower a floor only with a reason in the commit."""
    assert below(evaluate(read_gold(shared / "gold" / "articles.jsonl")), FLOORS) == []


RELEASE = "Ministers open a bridge\n\nAlmaty, 12 June 2018\n\nThe bridge is open to everybody from today on."


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    expected = {"gold_id": "bridge", "headline": "Ministers close a bridge", "dateline": {"city": "Almaty"}}
    path.write_text(json.dumps({"document": {"text": RELEASE}, "expected": expected}), encoding="utf-8")
    return path


def test_the_command_prints_scores_and_misses(gold: Path) -> None:
    run = CliRunner().invoke(main, ["evaluate", str(gold)])
    assert run.exit_code == 0, run.output
    assert "1 documents; wrong years: 0" in run.output
    misses = CliRunner().invoke(main, ["evaluate", str(gold), "--misses", "headline"])
    assert misses.output == "bridge\n    ≠ Ministers close a bridge  →  Ministers open a bridge\n"
    scores = json.loads(CliRunner().invoke(main, ["evaluate", str(gold), "--json"]).output)
    assert scores["fields"]["dateline.city"]["f1"] == 1.0
    assert scores["fields"]["headline"]["f1"] == 0.0


def test_the_command_fails_below_a_floor(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"f1": {"dateline.city": 1.0}}', encoding="utf-8")
    arguments = ["evaluate", str(gold), "--floors", str(floors)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    floors.write_text('{"f1": {"headline": 0.5}}', encoding="utf-8")
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 1
    assert "headline: F1 0.000, the floor is 0.5" in run.stderr
    floors.write_text("{", encoding="utf-8")
    assert CliRunner().invoke(main, arguments).exit_code == 1
