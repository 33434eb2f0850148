"""RawDocument -> Article: whole releases."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.article import Article
from presssearch.errors import ParseError
from presssearch.parsing.assemble import parse_document
from presssearch.readers.raw import Block, Clue, RawDocument, Role
from presssearch.readers.text import read_text

TWIN = """Water diplomacy

Council of the two rivers keeps its gauges open

Aktobe city7 May , 09:05

A meeting of the Council of the Two Rivers was held in Aktobe as part of the chairmanship of Kazakhstan.

“We count the same water twice, and from now on we count it together”, the chairman of the Council said.

Nine documents were signed in the course of the day.

Ospan Dauletbay

Photo: the press service of the Council of the Two Rivers"""


def test_a_release_in_the_shape_of_the_kazakh_ministry_parses_completely() -> None:
    """Rubric, headline, glued dateline without a year, body, bare name, credit: every line in its field."""
    article = parse_document(read_text(TWIN, path="a.txt", location="/a.txt", source="kz-mfa"))
    assert article.rubric == "Water diplomacy"
    assert article.headline == "Council of the two rivers keeps its gauges open"
    assert article.dateline is not None
    assert article.dateline.raw == "Aktobe city7 May , 09:05"
    assert [(p.raw, p.name, p.country) for p in article.dateline.places] == [("Aktobe city", "Aktobe", "KZ")]
    assert (article.dateline.date, article.dateline.time) == ("--05-07", "09:05")
    assert (article.published.value, article.published.precision) == ("--05-07T09:05", "day-without-year")
    assert article.published.source == "dateline"
    assert [e.where for e in article.published.evidence] == ["block 2"]
    assert article.byline == ("Ospan Dauletbay",)
    assert article.credit == "the press service of the Council of the Two Rivers"
    assert article.body.startswith("A meeting of the Council")
    assert article.body.endswith("in the course of the day.")
    assert len(article.paragraphs) == 3
    assert article.language == "en"
    assert article.source == "kz-mfa"
    assert article.origins["dateline"] == "block 2"
    assert article.origins["credit"] == "block 7"


def test_the_number_and_the_day_in_front_of_a_title_are_no_part_of_it() -> None:
    title = "No: 96, 25 Nisan 2023, Bulgaristan’da Açılan Köprü Hk."
    text = "İki bakan nehrin üzerindeki köprüyü açtı ve bir köprü daha yapılmasına karar verdi."
    raw = RawDocument("a", "/a", "text/plain", (Block(text),), "record", title=title)
    article = parse_document(raw)
    assert article.headline == "Bulgaristan’da Açılan Köprü Hk."
    assert (article.reference, article.published.value) == ("96", "2023-04-25")


def test_a_release_of_the_table_parses_line_by_line(releases_case: dict[str, Any]) -> None:
    """Other ministries, agencies and languages: see tests/cases/releases.toml."""
    case = releases_case
    article = parse_document(read_text(case["text"], path="a.txt", location="/a.txt", source=None))
    for name in ("language", "headline", "rubric", "reference", "credit"):
        assert getattr(article, name) == case.get(name), name
    assert list(article.byline) == case.get("byline", [])
    assert article.published.value == case.get("published")
    dateline = article.dateline
    assert (dateline and dateline.raw) == case.get("dateline")
    if dateline is not None:
        assert [f"{place.name}/{place.country or '?'}" for place in dateline.places] == case.get("places", [])
        assert (dateline.date, dateline.time) == (case.get("date"), case.get("time"))
        assert dateline.agency == case.get("agency")
    first, last = case["body"]
    assert article.body.startswith(first)
    assert article.body.endswith(last)


@pytest.mark.shared
def test_the_example_parses_exactly(shared: Path) -> None:
    """Every field that the labels give, and nothing of the other lines in the body."""
    text = (shared / "corpus/text/000_033808dda143b908.txt").read_text(encoding="utf-8")
    lines = (shared / "gold/articles.jsonl").read_text(encoding="utf-8").splitlines()
    expected = next(e for e in (json.loads(line)["expected"] for line in lines) if e["gold_id"] == "seed")
    article = parse_document(read_text(text, path="seed.txt", location="/seed.txt", source=None))
    dateline = article.dateline
    assert dateline is not None
    for name in ("headline", "rubric", "credit"):
        assert getattr(article, name) == expected[name]
    assert list(article.byline) == expected["byline"]
    assert dateline.raw == expected["dateline"]["raw"]
    assert [(p.name, p.country) for p in dateline.places] == [
        (expected["dateline"]["city"], expected["dateline"]["country"])
    ]
    assert (dateline.date, dateline.time) == (expected["dateline"]["date"], expected["dateline"]["time"])
    assert article.published.value == "--06-12T10:39"
    assert article.published.candidates == ()
    paragraphs = [p.strip() for p in text.split("\n\n")]
    assert article.body == "\n\n".join(paragraphs[3:-2])


@pytest.mark.shared
def test_labelled_releases_keep_their_score(shared: Path) -> None:
    """How many of the labelled fields come out equal; a floor, so that a change cannot lower it unseen."""
    right = dict.fromkeys(("headline", "rubric", "byline", "city", "date"), 0)
    wrong: dict[str, list[str]] = {name: [] for name in right}
    for line in (shared / "gold/articles.jsonl").read_text(encoding="utf-8").splitlines():
        labelled = json.loads(line)
        expected = labelled["expected"]
        if expected["gold_id"] == "seed":
            continue
        got = _fields(_parse_record(labelled["document"]))
        wanted = {**expected, **{k: (expected["dateline"] or {}).get(k) for k in ("city", "date")}}
        for name in right:
            if _folded(got[name]) == _folded(wanted[name]):
                right[name] += 1
            else:
                wrong[name].append(f"{expected['gold_id']}: {got[name]!r}, not {wanted[name]!r}")
    floors = {"headline": 56, "rubric": 56, "byline": 56, "city": 54, "date": 53}
    assert all(right[name] >= floor for name, floor in floors.items()), wrong


def _parse_record(record: dict[str, Any]) -> Article:
    from presssearch.readers.jsonl import read_record

    return parse_document(read_record(record, path="gold.jsonl", location="/gold.jsonl#1", source=None))


def _fields(article: Article) -> dict[str, Any]:
    dateline = article.dateline
    city = dateline.places[0].name if dateline and dateline.places else None
    fields = {"city": city, "date": dateline.date if dateline else None}
    return {**fields, "headline": article.headline, "rubric": article.rubric, "byline": list(article.byline)}


def _folded(value: object) -> str:
    text = "" if value is None or value == [] else str(value)
    return "".join(c for c in text.casefold() if c.isalnum())


def test_a_wire_opening_leaves_the_body(documents: Any) -> None:
    raw = documents.of(
        "Ministers open a bridge", "ALMATY, May 7 (Kazinform) – Two ministers opened a bridge over the river."
    )
    article = parse_document(raw)
    assert article.headline == "Ministers open a bridge"
    assert article.body == "Two ministers opened a bridge over the river."
    assert article.dateline is not None
    assert article.dateline.agency == "Kazinform"


def test_the_title_of_a_record_leaves_the_body_where_the_text_repeats_it(documents: Any) -> None:
    raw = documents.of(
        "TWO MINISTERS OPEN A BRIDGE",
        "The bridge was opened on Tuesday by both ministers.",
        title="Two ministers open a bridge",
        extractor="record",
    )
    article = parse_document(raw)
    assert article.headline == "TWO MINISTERS OPEN A BRIDGE"
    assert article.origins["headline"] == "block 0"
    assert article.body == "The bridge was opened on Tuesday by both ministers."


def test_only_a_sure_name_beside_the_dateline_is_a_byline(documents: Any) -> None:
    """Two capitalised words above a date may be a rubric; a known given name tells them apart."""

    def byline(line: str) -> tuple[str, ...]:
        raw = documents.of(
            line,
            "7 May 2019, 09:05",
            "Ministers open a bridge",
            "The bridge was opened on Tuesday.",
            title="Ministers open a bridge",
        )
        return parse_document(raw).byline

    assert byline("Aigerim Dauletbay") == ("Aigerim Dauletbay",)
    assert byline("Rivers Forum") == ()


def test_a_cut_title_yields_to_the_fuller_line(documents: Any) -> None:
    raw = documents.of(
        "Two ministers open a bridge over the river",
        "The bridge is long.",
        title="Two ministers open a bri…",
        extractor="record",
    )
    assert parse_document(raw).headline == "Two ministers open a bridge over the river"


def test_a_title_that_the_text_does_not_print_is_taken_from_the_record(documents: Any) -> None:
    raw = documents.of(
        "Dear colleagues,", "The bridge was opened on Tuesday.", title="Letter about a bridge", extractor="record"
    )
    article = parse_document(raw)
    assert (article.headline, article.origins["headline"]) == ("Letter about a bridge", "record title")
    assert article.body.startswith("Dear colleagues")


def test_letterhead_and_kind_stand_above_the_headline_and_leave_the_body(documents: Any) -> None:
    raw = documents.of(
        "MEDIA RELEASE",
        "MINISTER FOR BRIDGES",
        "The Hon Petra Alder MP",
        "BR 04 076      Tuesday 7 May 2019",
        "Two ministers open a bridge",
        "Two ministers opened a bridge over the river on Tuesday.",
        title="Two ministers open a bridge.",
        extractor="record",
    )
    article = parse_document(raw)
    assert (article.rubric, article.reference) == ("MEDIA RELEASE", "BR 04 076")
    assert article.dateline is not None
    assert article.dateline.raw == "Tuesday 7 May 2019"
    assert article.body == "Two ministers opened a bridge over the river on Tuesday."
    assert article.byline == ()


def test_venue_city_and_clock_time_are_one_dateline(documents: Any) -> None:
    raw = documents.of(
        "Harbour Hotel\nOslo, Norway\n2:15 P.M. CET",
        "MINISTER ALDER: Good afternoon to everybody.",
        title="Remarks at a bridge",
    )
    article = parse_document(raw)
    assert article.dateline is not None
    assert article.dateline.raw == "Harbour Hotel\nOslo, Norway\n2:15 P.M. CET"
    assert [p.name for p in article.dateline.places] == ["Oslo"]
    assert article.body == "MINISTER ALDER: Good afternoon to everybody."


def test_place_and_date_at_the_end_and_a_signature(documents: Any) -> None:
    raw = documents.of(
        "Dear Mr Speaker:", "I hereby report that the bridge is open to traffic in both directions.", "Sincerely,",
        "EZRA W. PENDLECOTT JR.", "THE CASTLE,\nMay 7, 2019.", title="Letter to the Speaker",
    )  # fmt: skip
    article = parse_document(raw)
    assert article.byline == ("EZRA W. PENDLECOTT JR.",)
    assert article.published.value == "2019-05-07"


def test_a_signature_may_have_the_house_below_it_and_a_list_of_names_is_none(documents: Any) -> None:
    prose = "The bridge is open to traffic in both directions, and the toll is halved."
    signed = documents.of(prose, "EZRA W. PENDLECOTT", "THE CASTLE", "May 7, 2019.", title="Order on a bridge")
    assert parse_document(signed).byline == ("EZRA W. PENDLECOTT",)
    medals = documents.of(prose, "Ailsa Merriweather", "Ospan Dauletbay", title="Medals for a bridge")
    assert parse_document(medals).byline == ()


def test_posted_on_dates_the_release_and_the_dateline_is_the_other_line(documents: Any) -> None:
    raw = documents.of(
        "Statement of the minister\nPosted onMay 8, 2019May 9, 2019",
        "Istanbul, 7 May 2019",
        "Mr Chairman, it is an honour to speak to this assembly of engineers.",
        "CategoriesSpeech",
        title="Statement of the minister",
        clues=[("record", "date", "2019-05-08")],
    )
    article = parse_document(raw)
    assert article.dateline is not None
    assert article.dateline.raw == "Istanbul, 7 May 2019"
    assert article.published.value == "2019-05-08"
    assert dict(article.published.candidates) == {"2019-05-07": 0.3}
    assert article.rubric == "Speech"
    assert article.body == "Mr Chairman, it is an honour to speak to this assembly of engineers."


def test_marked_blocks_go_where_their_container_says(documents: Any) -> None:
    raw = documents.of(
        ("Press release", Role.RUBRIC), ("Two ministers open a bridge", Role.TITLE), ("7 May 2019", Role.DATE),
        ("Commentary by Ospan Dauletbay", Role.BYLINE), "The bridge was opened.", ("Petra Alder / Agency", Role.CREDIT),
    )  # fmt: skip
    article = parse_document(raw)
    assert (article.rubric, article.headline) == ("Press release", "Two ministers open a bridge")
    assert article.dateline is not None
    assert article.dateline.date == "2019-05-07"
    assert (article.byline, article.credit) == (("Ospan Dauletbay",), "Petra Alder / Agency")
    assert article.body == "The bridge was opened."


def test_the_name_of_a_section_above_a_heading_is_no_headline(documents: Any) -> None:
    raw = documents.of(
        ("Press Releases", Role.TITLE),
        ("Two ministers open a bridge", Role.HEADING),
        "7 May 2019",
        "Two ministers opened a bridge over the river and decided to build the second one next year.",
        title="Press Releases",
    )
    article = parse_document(raw)
    assert (article.headline, article.rubric) == ("Two ministers open a bridge", "Press Releases")


def test_the_title_of_a_page_that_names_its_site_alone_is_no_headline(documents: Any) -> None:
    raw = documents.of("The bridge was opened on Tuesday by both ministers.", title="MOFA :: Statement")
    assert parse_document(raw).headline is None


def test_an_ambiguous_date_takes_the_reading_that_the_machine_confirms(documents: Any) -> None:
    raw = documents.of(
        "Geneva, 05/07/2019",
        "The bridge was opened.",
        title="A bridge",
        language="en",
        clues=[("record", "date", "2019-05-07")],
    )
    article = parse_document(raw)
    assert article.dateline is not None
    assert article.dateline.date == "2019-05-07"


def test_a_folder_of_a_site_is_no_rubric_and_a_printed_word_is(documents: Any) -> None:
    def rubric(value: str) -> str | None:
        raw = documents.of("The bridge was opened.", title="A bridge", clues=[("record", "section", value)])
        return parse_document(raw).rubric

    assert rubric("statements-releases") is None
    assert rubric("Statements") == "Statements"


def test_furniture_leaves_the_edges(documents: Any) -> None:
    raw = documents.of(
        "FOR IMMEDIATE RELEASE",
        "A bridge is open",
        "The bridge was opened.",
        "###",
        "Share this page",
        title="A bridge is open",
    )
    assert parse_document(raw).body == "The bridge was opened."


def test_a_document_without_text_is_an_error(documents: Any) -> None:
    with pytest.raises(ParseError):
        parse_document(documents.of())
    with pytest.raises(ParseError):
        parse_document(documents.of("   "))


LINES = st.one_of(
    st.text(min_size=1, max_size=200).map(str.strip).filter(bool),
    st.sampled_from(
        [
            "Almaty city12 June , 10:39",
            "Photo: X",
            "Media release",
            "By A Smith",
            "–",
            "###",
            "1",
            "No: 162",
            "ALMATY – Text.",
        ]
    ),
)
BLOCKS = st.lists(st.builds(Block, LINES, st.sampled_from(Role)), max_size=12)
CLUES = st.lists(
    st.builds(
        Clue,
        st.sampled_from(["record", "meta", "jsonld", "time", "header", "site"]),
        st.sampled_from(["date", "author", "section", "country", "datePublished"]),
        st.text(max_size=40),
    ),
    max_size=4,
)


@given(BLOCKS, CLUES, st.none() | st.text(max_size=80))
def test_any_document_is_an_article_or_a_parse_error(blocks: list[Block], clues: list[Clue], title: str | None) -> None:
    """Paragraphs lie inside the body and rejoin to it; no field is empty text; the JSON form round-trips."""
    raw = RawDocument("x", "/x", "text/plain", tuple(blocks), "text", title=title, clues=tuple(clues))
    try:
        article = parse_document(raw)
    except ParseError:
        return
    assert "\n\n".join(article.body[start:end] for start, end in article.paragraphs) == article.body
    for person in article.people:
        assert all(0 <= start < end <= len(article.body) for start, end in person.spans)
    for value in (article.headline, article.rubric, article.credit, article.reference):
        assert value is None or value.strip()
    assert all(name.strip() for name in article.byline)
    assert Article.from_json(article.to_json()) == article


@pytest.mark.parametrize(
    ("categories", "rubric"),
    [(["Integration"], "Integration"), (["Integration", "Water"], None), (["Kazakhstan"], None), (["news-en"], None)],
)
def test_the_one_category_of_an_entry_of_a_feed_is_its_rubric(categories: list[str], rubric: str | None) -> None:
    """Of several, the others are topics; a country or the name of a folder is none."""
    clues = tuple(Clue("feed", "category", category) for category in categories)
    blocks = (Block("Ministers of the two countries met and spoke of the water of the rivers for a day."),)
    raw = RawDocument("x", "/x", "application/rss+xml", blocks, "feed", title="Ministers agree on water", clues=clues)
    assert parse_document(raw).rubric == rubric


def test_a_feed_that_has_only_dublin_core_dates_its_entries() -> None:
    blocks = (Block("Ministers of the two countries met and spoke of the water of the rivers for a day."),)
    clues = (Clue("feed", "dc:date", "2018-06-12T10:39:00+06:00"),)
    published = parse_document(RawDocument("x", "/x", "application/rss+xml", blocks, "feed", clues=clues)).published
    assert (published.value, published.source) == ("2018-06-12T10:39", "feed")


@pytest.mark.parametrize(
    "letterhead",
    [
        ["MINISTRY OF FOREIGN AFFAIRS", "Press Service"],
        ["MINISTERIO DE RELACIONES EXTERIORES", "Dirección General de Comunicación", "Comunicado de prensa"],
        ["EMBASSY OF JAPAN IN KENYA", "Press Section"],
        ["PERMANENT MISSION OF JAPAN", "TO THE UNITED NATIONS", "Press release"],
        ["Government of Arvena", "Ministry of Foreign Affairs", "Public Diplomacy Division"],
    ],
    ids=lambda lines: lines[-2] if len(lines) > 1 else lines[0],
)
def test_a_letterhead_is_no_headline_and_no_rubric(letterhead: list[str]) -> None:
    """The name of the house, of its press office, and where they are: the title stands below them."""
    text = "Ministers of the two countries met and spoke of the water of the rivers for a day."
    blocks = tuple(Block(line) for line in [*letterhead, "Ministers agree on water", "12 June 2018", text])
    article = parse_document(RawDocument("x", "/x", "application/pdf", blocks, "pdf"))
    assert article.headline == "Ministers agree on water"
    assert (article.rubric or "Press release").lower() in ("press release", "comunicado de prensa")
    assert article.body == text
