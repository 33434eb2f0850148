"""Names and acronyms: the floors hold, over pairs of ours and over others."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from presssearch.cli.main import main
from presssearch.errors import ParseError, ReadError
from presssearch.evaluation.judged import SHARES, below, judge, kind_of, shares

HERE = Path(__file__).parent
FLOORS: dict[str, Any] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
OWN = {
    "names.recall": 0.99,
    "names.false_merges": 0.05,
    "acronyms.names": 1.0,
    "acronyms.back": 1.0,
    "acronyms.across": 1.0,
}


def test_every_share_has_a_floor() -> None:
    assert set(FLOORS["shares"]) == set(SHARES) == set(OWN)


@pytest.mark.parametrize("kind", ["names", "acronyms"])
def test_the_floors_hold_for_ours(kind: str) -> None:
    path = HERE / f"{kind}.jsonl"
    assert kind_of(path) == kind
    assert below(shares(judge(path, kind)), {"shares": OWN}) == []


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["names", "acronyms"])
def test_the_floors_hold(shared: Path, kind: str) -> None:
    assert below(shares(judge(shared / "gold" / f"{kind}.dev.jsonl", kind)), FLOORS) == []


def test_the_command_judges_names_and_acronyms(tmp_path: Path) -> None:
    names, acronyms, floors = tmp_path / "n.jsonl", tmp_path / "a.jsonl", tmp_path / "floors.json"
    names.write_text(
        '{"a": "Sergey Lavrov", "b": "Sergej Lawrow", "same": true}\n\n{"a": "Ada Doe", "b": "Ada Doe", "same": false}',
        encoding="utf-8",
    )
    acronyms.write_text('{"acronym": "CSTO", "long": ["Nobody\'s Union"]}\n', encoding="utf-8")
    floors.write_text('{"shares": {"names.recall": 1.0, "names.false_merges": 0.5}}', encoding="utf-8")
    run = CliRunner().invoke(main, ["evaluate", str(names), str(acronyms), "--floors", str(floors)])
    assert run.exit_code == 1
    assert "names.recall: 1 of 1, 1.000" in run.output
    assert "acronyms.names: 0 of 1, 0.000" in run.output
    assert "below the floor: names.false_merges: 1.000, the ceiling is 0.5" in run.output
    missed = CliRunner().invoke(main, ["evaluate", str(names), "--misses", "names"])
    assert missed.output == "names.false_merges: Ada Doe | Ada Doe: the same word by word\n"
    found = json.loads(CliRunner().invoke(main, ["evaluate", str(names), "--json"]).output)
    assert found["shares"]["names.false_merges"] == {"counted": 1, "of": 1}


def test_what_is_no_label_is_named(tmp_path: Path) -> None:
    """The line for a bad row; a share that there is not; a file that is not there."""
    path = tmp_path / "n.jsonl"
    path.write_text('{"a": "X", "b": "Y", "same": true}\n{"a": "X"}\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"line 2: expected an object with a, b, same"):
        list(judge(path, "names"))
    with pytest.raises(ParseError, match=r"no such share: names\.f1"):
        below({}, {"shares": {"names.f1": 1}})
    with pytest.raises(ReadError, match="No such file"):
        kind_of(tmp_path / "none.jsonl")
    path.write_text("no JSON\n", encoding="utf-8")
    assert kind_of(path) is None
