"""The quotation that a result is found by."""

from collections.abc import Callable
from typing import Any

import pytest

from presssearch.search.page_json import page_to_json
from presssearch.search.params import SearchParams
from presssearch.search.quoted import BY
from presssearch.search.service import SearchService

WATER, PEACE, NEITHER = "Water is shared by all neighbours", "Peace needs water", "Trade grows"


def release() -> dict[str, Any]:
    body = f"Water was discussed. “{WATER}”, Ospan Dauletbay said. “{PEACE}”, Eve Roe said. “{NEITHER}.”"
    quotes = [
        {"text": WATER, "speaker": "Ospan Dauletbay", "office": "Minister of Water"},
        {"text": PEACE, "speaker": "Eve Roe", "office": None},
        {"text": NEITHER, "speaker": None},
    ]
    for quote in quotes:
        start = body.index(str(quote["text"]))
        quote["span"] = [start, start + len(str(quote["text"]))]
    people = [{"name": "Ospan Dauletbay"}, {"name": "Eve Roe"}]
    return {"headline": "Water", "body": body, "language": "en", "people": people, "quotes": quotes}


@pytest.fixture
def service(service_of: Callable[..., SearchService]) -> SearchService:
    return service_of(release(), {"headline": "Other water", "body": "Nobody is quoted on water."})


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("said:water", WATER, ["Water"]),
        ("said:water said:peace", PEACE, ["Peace", "water"]),
        ("by:Roe", PEACE, []),
        ("said:water by:Roe", PEACE, ["water"]),
        ("by:Даулетбай", WATER, []),
        ('by:"Ospan Dauletbay"', WATER, []),
        ("by:Dauletb*", WATER, []),
        ("by:Dauletbaj~", WATER, []),
        ("said:neighbour", WATER, ["neighbours"]),
        ("said:grows", NEITHER, ["grows"]),
        ("said:(water near/3 peace)", PEACE, ["Peace", "water"]),
        ("water", None, None),
        ("water -said:zebra", None, None),
    ],
)
def test_search_what_one_person_said(service: SearchService, query: str, text: str | None, marked: Any) -> None:
    """The complaint: a search for what somebody said shows releases, not the sentence."""
    shown = service.search(SearchParams(query=query)).results
    quotation = next((one.quotation for one in shown if one.quotation), None)
    assert (quotation and "".join(piece.text for piece in quotation.fragments)) == text
    if quotation:
        assert [piece.text for piece in quotation.fragments if piece.marked] == marked


def test_speaker_and_office_are_as_printed(service: SearchService) -> None:
    (result,) = page_to_json(service.search(SearchParams(query="said:shared")))["results"]
    assert result["quotation"] == {
        "text": WATER,
        "text_html": WATER.replace("shared", "<mark>shared</mark>"),
        "speaker": "Ospan Dauletbay",
        "office": "Minister of Water",
    }


def test_a_chosen_speaker_is_quoted(service: SearchService) -> None:
    (result,) = service.search(SearchParams().with_filter(BY, "Eve Roe")).results
    assert result.quotation is not None
    assert result.quotation.speaker == "Eve Roe"
