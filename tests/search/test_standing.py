"""Marks where a query asks for places: only what stands together is marked."""

from collections.abc import Callable
from typing import Any

import pytest

from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

BODY = "\n".join(
    (
        "A dam of the water. It is far from here and from there. Some dam is far from all that is wet, unlike water.",
        "Far from all of it is water alone, and far off from there it is dry.",
        "Dam and water.",
    )
)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("dam near/2 water", ["dam", "water", "Dam", "water"]),
        ("dam near/1 water", ["Dam", "water"]),
        ("(dam near/1 water) dam", ["dam", "dam", "Dam", "water"]),
        ("alone same water", ["water", "alone"]),
        ("first3(dam)", ["dam"]),
        ("atleast2(water)", ["water"] * 4),
        ("headline:(river near/1 bank)", []),
        ("dam OR (alone same water)", ["dam", "dam", "water", "alone", "Dam"]),
        ("water near/6 water", ["water", "water"]),
    ],
)
def test_marks_agree_with_near_same_and_first(service_of: Callable[..., Any], query: str, marked: list[str]) -> None:
    service: SearchService = service_of({"headline": "River bank and a river", "body": BODY, "language": "en"})
    (result,) = service.search(SearchParams(query=query)).results
    article = service.article("a0")
    assert article is not None
    whole = service.marked(article, query)
    assert [piece.text for text in whole.paragraphs for piece in text if piece.marked] == marked
    shown = [piece.text for text in result.snippets for piece in text if piece.marked]
    assert set(shown) <= set(marked)
    assert bool(shown) == bool(marked)


def test_a_headline_is_one_paragraph(service_of: Callable[..., Any]) -> None:
    service: SearchService = service_of({"headline": "River bank and a river", "body": BODY, "language": "en"})
    (result,) = service.search(SearchParams(query="headline:(river near/0 bank)")).results
    assert [piece.text for piece in result.headline if piece.marked] == ["River", "bank"]
