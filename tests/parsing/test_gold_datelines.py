"""The collected strings of real datelines: each parses to its label, as far as fields exist for it."""

import json
from pathlib import Path
from typing import Any

import pytest

from presssearch.analysis.countries import code_of
from presssearch.parsing.datelines.dateline import find_dateline_line
from presssearch.parsing.days.printed_dates import find_dates
from presssearch.parsing.days.witnesses import read_machine_date
from presssearch.parsing.lines.boilerplate import is_boilerplate
from presssearch.parsing.lines.byline import find_byline, is_byline_label
from presssearch.parsing.lines.credit import find_credit
from presssearch.parsing.lines.rubric import find_labelled_rubric

GOLD = Path(__file__).parents[2] / "../shared/gold/datelines.jsonl"
ROWS: list[dict[str, Any]] = (
    [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()] if GOLD.exists() else []
)

# What is not read out of the string alone, and why
KNOWN = {
    23: "a building that no table has; its city stands on the next line",
    41: "of a span of days the last is taken",
    49: "a day without its month",
    56: "the city is labelled from the line behind the string",
    61: "a letter read for a digit by the scanner",
    62: "the hour of an embargo without its day",
    63: "the day of an embargo is no dateline (see test_dates)",
    64: "the day of an embargo is no dateline (see test_dates)",
    65: "the city is labelled from the line behind the string",
    77: "the city is labelled from the line before the string",
    101: "the names of the second line are labelled too",
}
# Labels that have no field: notes, kinds of dates, whatever the parser leaves where it stands
NO_FIELD = {"note", "status", "kind", "updated", "publisher", "place", "region", "agency"}


def read(raw: str) -> dict[str, Any]:
    """What the finders of lines make of one string."""
    found = find_dateline_line(raw, language=_language(raw), country=None, expected=True)
    said: dict[str, Any] = {}
    if found:
        line = found.dateline
        place = line.places[0] if line.places else None
        said = {"date": line.date, "time": line.time, "tz": line.timezone, "number": found.reference}
        said |= {"city": place and place.name, "country": place and place.country}
    machine = read_machine_date(raw) if "+0000" in raw else None
    if machine:
        said = {"date": machine[0], "time": machine[1], "tz": machine[2]}
    rubric, names = find_labelled_rubric(raw), find_byline(raw)
    author = names[0] if names else None
    return said | {
        "rubric": rubric and rubric[0], "authors": list(names or ()), "author": author,
        "photo_credit": find_credit(raw, beside_byline=True),
    }  # fmt: skip


def _language(raw: str) -> str | None:
    return "sv" if " mars " in raw or " den " in raw else "en"


def wanted(gold: dict[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in gold.items() if name not in NO_FIELD and value is not None}
    if "country" in values:
        values["country"] = code_of(values["country"])
    if "time" in values:
        values["time"] = values["time"][:5]
    return values


@pytest.mark.shared
@pytest.mark.skipif(not ROWS, reason="no labelled datelines beside the checkout")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['n']}")
def test_a_collected_string_says_what_its_label_says(row: dict[str, Any]) -> None:
    expected, said = wanted(row["gold"]), read(row["raw"])
    wrong = {name: (value, said.get(name)) for name, value in expected.items() if said.get(name) != value}
    if row["n"] in KNOWN:
        assert wrong, "it is read now: take it off the list"
    else:
        assert wrong == {}


@pytest.mark.shared
@pytest.mark.skipif(not ROWS, reason="no labelled datelines beside the checkout")
def test_no_collected_string_gives_a_wrong_year() -> None:
    """Whatever else is missed, a year that is printed is the one that is read."""
    for row in ROWS:
        label = str(row["gold"].get("date", ""))[:4]
        years = {str(date.year) for date in find_dates(row["raw"], language="en") if date.year}
        assert not label.isdecimal() or not years or label in years, row["n"]


@pytest.mark.shared
@pytest.mark.skipif(not ROWS, reason="no labelled datelines beside the checkout")
def test_labels_and_notes_are_neither_names_nor_places() -> None:
    """ "As prepared for delivery", "Author of the article:", "Last updated" say nothing of their own."""
    notes = [row["raw"] for row in ROWS if set(row["gold"]) <= {"note", "kind"} and "crawl" not in str(row["gold"])]
    for raw in notes:
        assert find_byline(raw) is None
        found = find_dateline_line(raw, language="en", expected=True)
        assert found is None or found.updated or is_boilerplate(raw) or is_byline_label(raw)
