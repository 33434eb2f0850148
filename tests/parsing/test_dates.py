"""The date of publication: witnesses weighed, and no clock among them."""

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import presssearch.parsing.days.dates as dates_module
from presssearch.article import Evidence, published_on
from presssearch.parsing.datelines.dateline_parts import with_weekday
from presssearch.parsing.days.dates import resolve
from presssearch.parsing.days.printed_dates import find_dates
from presssearch.parsing.days.witnesses import (
    Witness,
    read_machine_date,
    witness_of_print,
    witness_of_value,
    witnesses_of_clues,
    witnesses_of_url,
)
from presssearch.readers.raw import Clue


def witnesses(case: dict[str, Any]) -> list[Witness]:
    found = [
        *witnesses_of_clues((Clue(*clue) for clue in case.get("clues", ())), language="en"),
        *witnesses_of_url(case.get("url")),
    ]
    for kind, text, time in case.get("printed", ()):
        date = with_weekday(text, find_dates(text, language="en")[0], "en")
        witness = witness_of_print(kind, date, "block 1", text=text, time=time or None)
        assert witness is not None
        found.append(witness)
    if "numbered" in case:
        found.append(witness_of_value("numbered", case["numbered"], "reference", case["numbered"]))
    return found


def test_the_date_is_what_the_evidence_bears(dates_case: dict[str, Any]) -> None:
    """See tests/cases/dates.toml."""
    published, warnings = resolve(witnesses(dates_case))
    for name in ("value", "precision", "source", "timezone"):
        assert getattr(published, name) == dates_case.get(name), name
    assert bool(warnings) == dates_case.get("warns", False)
    if "candidate" in dates_case:
        assert dates_case["candidate"] in dict(published.candidates)


PRINTED = tomllib.loads((Path(__file__).parents[1] / "cases" / "printed_dates.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: case["why"])
def test_a_date_is_read_as_its_language_prints_it(case: dict[str, str]) -> None:
    found = [date.value() for date in find_dates(case["text"], language=case["language"])]
    assert found == ([case["value"]] if case["value"] else [])


VALUES = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: f"--{day:%m-%d}"),
)
KINDS = st.sampled_from(
    ["jsonld", "meta", "record", "feed", "time", "header", "url", "dateline", "posted", "title", "reference"]
) | st.sampled_from(["updated", "embargo", "event", "fetched", "created"])
TIMES = st.none() | st.times().map(lambda time: f"{time:%H:%M}")


@given(st.lists(st.builds(lambda k, v, t: Witness(Evidence(k, v, k), (v,), t), KINDS, VALUES, TIMES), max_size=6))
def test_the_value_is_one_that_a_witness_gave_and_all_witnesses_are_kept(found: list[Witness]) -> None:
    """No day appears that nobody said: with a year lent, its month and day are still a witness's."""
    published, _ = resolve(found)
    assert published.evidence == tuple(witness.evidence for witness in found)
    assert 0 <= published.confidence <= 1
    if published.value is not None:
        day = published.value.partition("T")[0]
        assert any(day == value or day[4:] == value[1:] for witness in found for value in witness.values)
        checked = published_on(published.value)
        assert checked.precision == published.precision


@given(st.text(max_size=60))
def test_any_value_of_a_record_is_read_without_an_error(value: str) -> None:
    read = read_machine_date(value)
    if read is not None:
        published_on(read[0])


def test_no_module_of_parsing_asks_for_the_time() -> None:
    """Neither now, nor today, nor the time of a file: a release is as old as it says. No name that could."""
    forbidden = {"now", "today", "utcnow", "time_ns", "getmtime", "st_mtime", "localtime", "gmtime"}
    folder = Path(str(dates_module.__file__)).parent
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        assert not names & forbidden, path.name
        modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        assert "time" not in modules, path.name
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "parse"]
        assert not [c for c in calls if isinstance(c.value, ast.Name) and c.value.id == "parser"], path.name
