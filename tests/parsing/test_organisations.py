"""Which bodies a release names, with their acronyms."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.parsing.institutions.organisations import find_organisations

TABLE = Path(__file__).parents[1] / "cases" / "organisations.toml"
CASES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_organisations(case: dict[str, Any]) -> None:
    found = find_organisations(case["text"], language=case.get("language"), body_chars=case.get("body_chars"))
    assert [[body.name, body.acronym or ""] for body in found] == case["expect"]


def test_spans_cover_every_mention() -> None:
    """By long name, by acronym, and in the bracket that explains it."""
    text = "The Shanghai Cooperation Organisation (SCO) met. The SCO agreed."
    [body] = find_organisations(text, language="en")
    assert [text[start:end] for start, end in body.spans] == ["Shanghai Cooperation Organisation", "SCO", "SCO"]


PIECES_OF_TEXT = (
    "Ministry Council of the Security and Kazakhstan 's ( ) CSTO CSSC UN European Union , . \n \n\n Ann"
    " министерства обороны ШОС далее – rådet EU-kommissionen 联合国 ministère des Affaires « » House Senate"
)
WORDS = st.lists(
    st.sampled_from(PIECES_OF_TEXT.split(" ")),
    max_size=40,
).map(" ".join)


@given(st.one_of(WORDS, st.text(max_size=200)), st.sampled_from([None, "en", "ru", "fr", "sv", "kk", "ar", "zh", "xx"]))
def test_spans_lie_in_the_body(body: str, language: str | None) -> None:
    """For every text whatever: no error, and a name with its mentions."""
    for found in find_organisations(body, language=language):
        assert found.name
        assert found.acronym != ""
        assert found.spans
        assert all(0 <= start < end <= len(body) for start, end in found.spans)


@pytest.mark.shared
def test_the_example_release(shared: Path) -> None:
    """The bodies of the example and their acronyms, as labelled."""
    lines = (shared / "gold" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    [record] = [r for r in map(json.loads, lines) if r["expected"]["gold_id"] == "seed"]
    body = record["document"]["text"].partition("10:39")[2].partition("Saltanat")[0]
    found = {(organisation.name, organisation.acronym) for organisation in find_organisations(body, language="en")}
    wanted = {(organisation["name"], organisation["acronym"]) for organisation in record["expected"]["organisations"]}
    # the Ministry of Foreign Affairs of Kazakhstan is named in the credit below the body
    assert wanted - found == {("Ministry of Foreign Affairs of Kazakhstan", None)}
    assert found <= wanted
