"""Scores: right answers raise them, wrong ones lower them, and what the labels leave open does neither."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from presssearch.article import Article, Dateline, Organisation, Person, Place, Quote, published_on
from presssearch.errors import ParseError, ReadError
from presssearch.evaluation import evaluate
from presssearch.evaluation.compare import compare
from presssearch.evaluation.dates import INVENTED, WRONG_YEAR, compare_published, faults_of, truth_of
from presssearch.evaluation.gold import Labelled, raw_document_of, read_gold
from presssearch.evaluation.outcomes import FIELDS, Outcome, Tally, tally, wilson
from presssearch.evaluation.run import Evaluation, below

SAID = "We shall build this bridge together with all our neighbours"
SAID_TOO = "It will be open to everybody by the end of the summer"
EXPECTED: dict[str, Any] = {
    "headline": "Ministers open a bridge",
    "rubric": None,
    "language": "en",
    "dateline": {"raw": "Almaty, 12 June", "city": "Almaty", "country": "KZ", "date": "--06-12", "time": None},
    "byline": ["Hedwig Brunnthaler"],
    "credit": None,
    "people": [{"name": "Ospan Dauletbay", "office": "Minister of Bridges", "country": "KZ"}],
    "organisations": [{"name": "Ferry Council", "acronym": "FC"}, {"name": "Ministry of Bridges", "acronym": None}],
    "countries": ["KZ", "UY"],
    "quotes": [{"text": SAID, "speaker": "Ospan Dauletbay", "office": "Minister of Bridges"}],
}
PERFECT = Article(
    id="a",
    language="en",
    headline="Ministers open a bridge",
    dateline=Dateline("Almaty, 12 June", (Place("Almaty", "Almaty", "KZ"),), "--06-12"),
    byline=("Hedwig Brunnthaler",),
    people=(Person("Ospan Dauletbay", "Minister of Bridges", "KZ"),),
    organisations=(Organisation("Ferry Council", "FC"), Organisation("Ministry of Bridges")),
    countries=("KZ", "UY"),
    quotes=(Quote(SAID, "Ospan Dauletbay"),),
)


def scores(article: Article | None, **labels: Any) -> dict[str, Tally]:
    found = Evaluation(1, list(compare("g", article, {**EXPECTED, **labels})))
    return found.tallies()


def test_a_perfect_article_has_full_scores_and_null_beside_null_does_not_count() -> None:
    found = scores(PERFECT)
    for name in set(FIELDS) - {"published", "rubric", "credit", "dateline.time"}:
        assert found[name].f1 == 1.0, name
    assert found["rubric"] == Tally(), "none expected, none found"
    assert found["organisations.acronym"].outcomes == 1, "the ministry has none and none was found"


WRONG = {
    "headline": {"headline": "Ministers close a bridge"},
    "rubric": {"rubric": "Speeches"},
    "language": {"language": "fr"},
    "credit": {"credit": "Ministry of Bridges"},
    "byline": {"byline": ("Hedwig Brunnthaler", "Ministry of Bridges")},
    "dateline.city": {"dateline": replace(PERFECT.dateline or Dateline(""), places=(Place("TASS", "TASS"),))},
    "dateline.date": {"dateline": replace(PERFECT.dateline or Dateline(""), date="--12-06")},
    "dateline.time": {"dateline": replace(PERFECT.dateline or Dateline(""), time="10:39")},
    "people": {"people": (*PERFECT.people, Person("Ferry Council"))},
    "people.office": {"people": (Person("Ospan Dauletbay", "Deputy Minister of Bridges", "KZ"),)},
    "people.country": {"people": (Person("Ospan Dauletbay", "Minister of Bridges", "UY"),)},
    "organisations": {"organisations": (*PERFECT.organisations, Organisation("Ospan Dauletbay"))},
    "organisations.acronym": {"organisations": (Organisation("Ferry Council", "FCC"), *PERFECT.organisations[1:])},
    "countries": {"countries": ("KZ", "UY", "PY")},
    "quotations": {"quotes": (*PERFECT.quotes, Quote("a so-called bridge"))},
    "quotations.speaker": {"quotes": (Quote(SAID, "Hedwig Brunnthaler"),)},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_lowers_the_score_of_its_field(name: str) -> None:
    before, after = scores(PERFECT)[name], scores(replace(PERFECT, **WRONG[name]))[name]
    assert after.precision is not None
    assert after.precision < 1.0
    assert after.spurious == before.spurious + 1


@pytest.mark.parametrize("name", [name for name in FIELDS if scores(PERFECT)[name].right and "." not in name])
def test_an_answer_that_is_missing_lowers_recall_only(name: str) -> None:
    found = scores(Article(id="a"))[name]
    assert found.recall == 0.0
    assert found.spurious == 0


def test_a_release_that_was_not_read_misses_everything() -> None:
    found = scores(None)
    assert found["people"] == Tally(missed=1, outcomes=1)
    assert found["countries"].missed == 2


def test_what_is_not_labelled_is_not_judged() -> None:
    assert not list(compare("g", PERFECT, {}))
    nameless = {"people": [{"name": "Ospan Dauletbay"}]}
    assert [o.field for o in compare("g", PERFECT, nameless)] == ["people"]


def test_neutral_and_optional_values_count_neither_way() -> None:
    more = replace(PERFECT, people=(*PERFECT.people, Person("Hedwig Brunnthaler")))
    optional = [*EXPECTED["people"], {"name": "Hedwig Brunnthaler", "optional": True}]
    assert scores(more)["people"].spurious == 1
    assert scores(more, neutral_people=["H. Brunnthaler"])["people"].spurious == 0
    assert scores(more, people=optional)["people"] == scores(PERFECT, people=optional)["people"]
    assert scores(more, more=["people"])["people"].spurious == 0


def test_an_alias_is_as_good_as_the_name() -> None:
    named = [{"name": "Union of Ferries", "acronym": "UF", "aliases": ["Ferry Council"]}, EXPECTED["organisations"][1]]
    assert scores(PERFECT, organisations=named)["organisations"].f1 == 1.0


def test_aliases_of_all_labels_stand_under_the_field_or_the_value() -> None:
    labels = {"headline": "The bridge opens", "organisations": [{"name": "Union of Ferries", "acronym": None}]}
    aliases = {"The bridge opens": ["Ministers open a bridge"], "Union of Ferries": "Ferry Council"}
    assert scores(PERFECT, **labels)["headline"].f1 == 0
    found = scores(PERFECT, **labels, aliases=aliases)
    assert found["headline"].f1 == 1.0
    assert found["organisations"].missed == 0
    assert scores(PERFECT, headline="x", aliases={"headline": "Ministers open a bridge"})["headline"].f1 == 1.0


def test_aliases_may_stand_beside_the_labels(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    line = {"document": {"text": RELEASE}, "expected": {"headline": "x"}, "aliases": {"x": ["Ministers open a bridge"]}}
    gold.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert evaluate(read_gold(gold)).tallies()["headline"].f1 == 1.0


def test_a_neutral_value_of_a_field_of_one_value_counts_neither_way() -> None:
    found = replace(PERFECT, rubric="News")
    assert scores(found)["rubric"].spurious == 1
    assert scores(found, neutral_rubric=["News"])["rubric"] == Tally()


def test_an_acronym_found_with_its_long_name_is_the_labelled_acronym() -> None:
    only_acronym = [{"name": "FC", "acronym": "FC"}, EXPECTED["organisations"][1]]
    assert scores(PERFECT, organisations=only_acronym)["organisations"].f1 == 1.0


def test_transcripts_have_no_labelled_quotations() -> None:
    found = scores(PERFECT, transcript=True, quotes=[])
    assert found["quotations"] == found["quotations.speaker"] == Tally()


def test_the_paragraphs_of_a_quotation_may_be_one_or_one_each() -> None:
    whole, parts = Quote(f"{SAID}\n\n{SAID_TOO}", "Ospan Dauletbay"), (Quote(SAID), Quote(SAID_TOO))
    labels = [{"text": SAID, "speaker": "Ospan Dauletbay"}, {"text": SAID_TOO, "speaker": "Ospan Dauletbay"}]
    as_one = scores(replace(PERFECT, quotes=(whole,)), quotes=labels)
    assert (as_one["quotations"].right, as_one["quotations"].spurious) == (2, 0)
    as_two = scores(replace(PERFECT, quotes=parts), quotes=[{"text": whole.text, "speaker": None}])
    assert as_two["quotations"] == Tally(right=1, outcomes=1)
    half = scores(replace(PERFECT, quotes=parts[:1]), quotes=[{"text": whole.text, "speaker": None}])
    assert half["quotations"] == Tally(missed=1, spurious=1, outcomes=2)


DATES = [
    # value found, labels, record, the fault, whether the answer is right
    ("2018-06-12", {}, {"date": "2018-06-12"}, None, True),
    ("2018-06-12T10:39", {}, {"date": "2018-06-12 10:39"}, None, True),
    ("2018-06-13", {}, {"date": "2018-06-12"}, None, False),
    ("2017-06-12", {}, {"date": "2018-06-12"}, WRONG_YEAR, False),
    ("2018-06-11", {"dateline": {"date": "2018-06-11"}}, {"date": "2018-06-12"}, None, True),
    ("2017-06-12", {"published": "2018-06-12"}, {"date": "2017-06-12"}, WRONG_YEAR, False),
    ("2018-06", {}, {"date": "2018-06-12"}, None, False),
    ("2018-06-30", {}, {"date": "2018-06-01", "date_precision": "month"}, None, True),
    ("--06-12", {"dateline": {"date": "--06-12"}}, {}, None, True),
    ("2018-06-12", {"dateline": {"date": "--06-12"}}, {}, INVENTED, False),
    ("2018-06-12", {"dateline": None}, {}, INVENTED, False),
    ("--06-12", {"dateline": None}, {}, INVENTED, False),
    ("2018-06-12", {"published": None}, {"date": "2018-06-12"}, INVENTED, False),
    ("2018-06-12", {}, {"date_raw": "12 June 2018"}, None, None),
    (None, {"dateline": None}, {}, None, None),
]


@pytest.mark.parametrize(("value", "labels", "record", "fault", "right"), DATES)
def test_publication_dates(
    value: str | None, labels: dict[str, Any], record: dict[str, str], fault: str | None, right: bool | None
) -> None:
    """Wrong years and invented dates are faults of their own; where nobody can know, nothing is judged."""
    article = replace(PERFECT, published=published_on(value)) if value else replace(PERFECT, dateline=None)
    truth = truth_of(record, labels, is_page=False)
    faults = [f.kind for f in faults_of("g", article, labels, truth) if f.field == "published"]
    assert faults == ([fault] if fault else [])
    outcomes = list(compare_published("g", article, labels, truth))
    assert [o.right for o in outcomes] == ([] if right is None else [right])


def test_a_page_may_have_evidence_that_its_labels_do_not_know() -> None:
    article = replace(PERFECT, published=published_on("2018-06-12"))
    truth = truth_of({"html": "<html>"}, {"dateline": None}, is_page=True)
    assert not list(compare_published("g", article, {}, truth))
    assert not list(faults_of("g", article, {}, truth))


@pytest.mark.parametrize(
    ("label", "found", "fault"),
    [("2018-06-12", "2019-06-12", WRONG_YEAR), (None, "2019-06-12", INVENTED), ("--06-12", "2019-06-12", INVENTED)],
)
def test_years_of_datelines(label: str | None, found: str, fault: str) -> None:
    labels = {"dateline": {"date": label}}
    article = replace(PERFECT, dateline=Dateline("x", date=found))
    faults = list(faults_of("g", article, labels, truth_of({}, labels, is_page=False)))
    assert [f.kind for f in faults] == [fault]


def test_wilson_knows_small_numbers() -> None:
    """Values of the textbook formula: 8 of 10, and 10 of 10."""
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert wilson(0, 0) is None


def test_a_wrong_value_is_both_spurious_and_missed() -> None:
    found = tally([Outcome("g", "headline", "a", "b", right=False), Outcome("g", "headline", "a", "a", right=True)])
    assert found == Tally(right=1, spurious=1, missed=1, outcomes=2)
    assert (found.precision, found.recall, found.f1, found.exact) == (0.5, 0.5, 0.5, 0.5)


def test_floors_name_what_falls_short() -> None:
    found = Evaluation(1, list(compare("g", replace(PERFECT, countries=("KZ",)), EXPECTED)))
    assert below(found, {"f1": {"people": 1.0}, "at_most": {"crashes": 0}}) == []
    assert below(found, {"f1": {"countries": 0.9}}) == ["countries: F1 0.667, the floor is 0.9"]
    assert below(found, {"f1": {"credit": 0.5}}) == ["credit: F1 unknown, the floor is 0.5"]
    with pytest.raises(ParseError, match="colour"):
        below(found, {"f1": {"colour": 1.0}})
    with pytest.raises(ParseError, match="none given"):
        below(found, {})


RELEASE = "Ministers open a bridge\n\nAlmaty, 12 June 2018\n\nThe bridge is open to everybody from today on."
PAGE = (
    "<!doctype html><html><head><title>Ministers open a bridge</title></head><body><h1>Ministers open a bridge</h1>"
    "<p>The bridge is open to everybody from today on, and the ferries will stop in autumn.</p></body></html>"
)


@pytest.mark.parametrize(
    ("document", "extractor"),
    [
        ({"text": RELEASE}, "text"),
        ({"title": "Ministers open a bridge", "body": RELEASE, "date": "2018-06-12"}, "record"),
        ({"title": "Ministers open a bridge", "text": RELEASE}, "record"),
        ({"html": "<p>The bridge is open.</p>", "title": "Ministers open a bridge"}, "record"),
    ],
)
def test_each_document_goes_through_the_reader_of_its_kind(document: dict[str, str], extractor: str) -> None:
    raw = raw_document_of(Labelled("g", document, {}, Path()))
    assert raw.extractor == extractor


def test_pages_are_read_as_pages(tmp_path: Path) -> None:
    (tmp_path / "bridge.html").write_text(PAGE, encoding="utf-8")
    url = "https://example.org/2018/06/12/bridge"
    inline = raw_document_of(Labelled("g", {"html": PAGE, "url": url}, {}, tmp_path))
    beside = raw_document_of(Labelled("g", {"path": "bridge.html"}, {}, tmp_path))
    assert inline.media == beside.media == "text/html"
    assert inline.url == url
    assert inline.blocks == beside.blocks


def test_what_cannot_be_read_is_counted_and_the_rest_is_scored(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    lines = [
        {"document": {"path": "nowhere.html"}, "expected": {"headline": "x"}},
        {"document": {"title": "no text"}, "expected": {"gold_id": "two"}},
        {"document": {"text": RELEASE}, "expected": {"gold_id": "three", "headline": "Ministers open a bridge"}},
    ]
    gold.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    found = evaluate(read_gold(gold))
    assert [item.gold_id for item in found.unparsed] == ["gold:1", "two"]
    assert found.counts()["unread"] == 2
    assert found.tallies()["headline"] == Tally(right=1, missed=1, outcomes=2)
    assert json.loads(json.dumps(found.to_json()))["documents"] == 3


def test_a_crash_is_counted(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(raw: object) -> None:
        raise IndexError("of ours")

    monkeypatch.setattr("presssearch.evaluation.run.parse_document", fail)
    found = evaluate([Labelled("g", {"text": RELEASE}, {"headline": "x"}, Path())])
    assert found.counts()["crashes"] == 1
    assert found.unparsed[0].reason == "IndexError: of ours"
    assert "parsing failed" in caplog.text


@pytest.mark.parametrize("line", ["{", "[]", '{"document": {"text": "x"}}', ""])
def test_a_file_of_something_else_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(ReadError, match=r"gold\.jsonl"):
        list(read_gold(tmp_path / "gold.jsonl"))
