"""Datelines: the table of forms, and what no text may do to the reader of them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from presssearch.article import Place
from presssearch.parsing.datelines.dateline import find_dateline_line
from presssearch.parsing.datelines.dateline_parts import FoundDateline
from presssearch.parsing.datelines.opening_dateline import find_opening_dateline
from presssearch.parsing.datelines.title_dateline import find_title_dateline


def read(case: dict[str, Any]) -> FoundDateline | None:
    given_language = {"language": case.get("language"), "country": case.get("country")}
    match case["form"]:
        case "line":
            return find_dateline_line(case["text"], expected=True, **given_language)
        case "opening":
            return find_opening_dateline(case["text"], **given_language)
        case "title":
            return find_title_dateline(case["text"], **given_language)
    raise AssertionError(case["form"])


def spelt(place: Place) -> str:
    return f"{place.name}/{place.country or '?'}"


def test_a_dateline_says_what_the_table_says(dateline_case: dict[str, Any]) -> None:
    """Each form of the table is read so, and what is no dateline is none."""
    found = read(dateline_case)
    if dateline_case.get("none"):
        assert found is None
        return
    assert found is not None
    line = found.dateline
    assert [spelt(place) for place in line.places] == dateline_case.get("places", [])
    for name in ("date", "time", "timezone", "agency"):
        assert getattr(line, name) == dateline_case.get(name), name
    assert line.raw == dateline_case.get("raw", line.raw)
    assert (found.reference, found.rubric) == (dateline_case.get("reference"), dateline_case.get("rubric"))
    assert found.posted == dateline_case.get("posted", found.posted)
    assert list(found.byline) == dateline_case.get("byline", [])
    if "prose" in dateline_case:
        assert dateline_case["text"][found.rest :] == dateline_case["prose"]


SIGNS = st.sampled_from(
    [" ", ",", "–", "/", "(", ")", ".", "\n", "12", "2018", "June", "Almaty", "10:39", "г.", "Paris", "月", "a", "،"]
)


@given(st.one_of(st.text(max_size=220), st.lists(SIGNS, max_size=30).map("".join)))
def test_any_text_is_read_without_an_error_and_spans_lie_inside_it(text: str) -> None:
    """A found dateline is a piece of the text: its raw stands at its span, its prose begins behind it."""
    for find in (find_dateline_line, find_opening_dateline, find_title_dateline):
        found = find(text, language=None)
        if found is not None:
            assert text[found.start : found.end].rstrip() == found.dateline.raw
            assert 0 <= found.start < found.end <= len(text)
            assert found.end <= found.rest <= len(text)
            assert all(place.raw for place in found.dateline.places)


@given(st.text(max_size=400))
def test_a_date_is_a_day_that_exists(text: str) -> None:
    found = find_dateline_line(text, language="en", expected=True)
    if found is not None and found.printed is not None:
        assert 1 <= found.printed.month <= 12
        assert found.printed.day is None or 1 <= found.printed.day <= 31
