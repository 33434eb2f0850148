"""What is taken away, read back by what others read it with: the csv module, feedparser, rispy, bibtexparser."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import bibtexparser
import feedparser
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from presssearch.article import Article
from presssearch.search.exports.export import Addresses, Export, encoded
from presssearch.search.exports.formats import FORMATS
from presssearch.search.exports.tables import COLUMNS, guarded
from presssearch.search.exports.text import plain
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

DATES = tomllib.loads(Path(__file__).with_name("exports.toml").read_text(encoding="utf-8"))["date"]
HERE = Addresses(
    article=lambda id_: f"https://search.example/r/{len(id_)}",
    page="https://search.example/?q=%26",
    export=lambda params: f"https://search.example/search.atom?{params.to_query()}",
)


def written(name: str, *articles: Article, addresses: Addresses = HERE, **more: Any) -> str:
    export = Export(SearchParams(), len(articles), articles, "articles with “x & y”", addresses=addresses, **more)
    return b"".join(encoded(FORMATS[name], export)).decode()


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def table(text: str) -> list[dict[str, str]]:
    header, *lines = rows(text)
    return [dict(zip(header, line, strict=True)) for line in lines]


def entries_of(name: str, text: str) -> list[Any]:
    """As many as a reader of that format finds."""
    match name:
        case "csv" | "tif":
            return table(text)
        case "ndjson":
            return [json.loads(line) for line in text.splitlines()]
        case "atom":
            parsed = feedparser.parse(io.BytesIO(text.encode()))
            assert not parsed.bozo, parsed.bozo_exception
            return list(parsed.entries)
        case "ris":
            return list(rispy.loads(text))
        case "bib":
            parsed = bibtexparser.parse_string(text)
            assert not parsed.failed_blocks
            return [{key: field.value for key, field in entry.fields_dict.items()} for entry in parsed.entries]
        case "csl":
            return list(json.loads(text))
    raise AssertionError(f"{name} is read by no test")


RELEASE = Article.from_json(
    {
        "id": "3f9a1c0b7e2155d0",
        "source": "kz-mfa",
        "url": "https://mfa.example/press/1",
        "language": "en",
        "headline": "Peace & {trade} at 50 %: a #1 “topic”",
        "rubric": "News",
        "dateline": {"raw": "Almaty", "places": [{"raw": "Almaty city", "name": "Almaty"}]},
        "published": "2018-06-12",
        "byline": ["Dana Serikova", "Arman, Bekov"],
        "reference": "12-3",
        "body": "One.\n\nTwo <b>bold</b>; “three”.",
        "people": [{"name": "Wang; Yi"}, {"name": "=Bekov"}],
        "recorded": {"first": "2026-01-02T03:04:05Z", "edited": "2026-02-03T04:05:06Z"},
    }
)


def test_the_table_has_the_columns_it_always_had() -> None:
    """Programs of others count on them: a new one goes to the end."""
    assert ",".join(COLUMNS) == (
        "id,headline,date,date_precision,date_source,timezone,places,source,language,rubric,byline,credit,reference,"
        "people,organisations,countries,url,article_url,first_recorded,last_edited,body,publisher"
    )


def test_a_row_of_the_table_is_a_release() -> None:
    """Unknown is empty; several values are a JSON list, so that no name is cut at its semicolon."""
    (row,) = table(written("csv", RELEASE))
    assert json.loads(row["people"]) == ["Wang; Yi", "=Bekov"]
    assert json.loads(row["places"]) == ["Almaty"]
    assert (row["credit"], row["countries"], row["timezone"]) == ("", "", "")
    assert (row["first_recorded"], row["last_edited"]) == ("2026-01-02T03:04:05Z", "2026-02-03T04:05:06Z")
    assert row["body"] == RELEASE.body
    assert row["article_url"] == "https://search.example/r/16"


def test_excel_is_told_the_encoding_where_that_is_asked_for() -> None:
    export = Export(SearchParams(), 0, [], "")
    for name, format in FORMATS.items():
        marked = b"".join(encoded(format, export, bom=True)).startswith(b"\xef\xbb\xbf")
        assert marked == (name in ("csv", "tif"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", "'=1", "''@x", "--06-12", "it's", "'tis", "a=b", ""]
)
def test_no_cell_is_a_formula_and_each_can_be_undone(text: str) -> None:
    """What begins like a formula gets an apostrophe; what has one already gets one more."""
    cell = guarded(text)
    assert not re.match("[=+\\-@＝＋－＠\t]", cell)
    undone = cell[1:] if re.match("'+[=+\\-@＝＋－＠\t\n]", cell) else cell
    assert undone == text


@pytest.mark.parametrize("case", DATES, ids=lambda case: case["why"])
def test_partial_dates_and_unknown_years_stay_what_they_are(case: dict[str, Any]) -> None:
    published = {"value": case["value"], "timezone": case.get("timezone")} if "value" in case else {}
    article = Article.from_json({"id": "a", "published": published})
    assert table(written("csv", article))[0]["date"] == case["csv"]
    (ris,) = rispy.loads(written("ris", article))
    assert {"year": ris.get("year"), "date": ris.get("date"), "note": ris.get("notes", [None])[0]} == {
        "year": None,
        "date": None,
        "note": None,
    } | case["ris"]
    (bib,) = entries_of("bib", written("bib", article))
    assert {key: str(bib[key]) for key in ("year", "month", "date", "note") if key in bib} == case["bib"]
    (csl,) = json.loads(written("csl", article))
    assert csl.get("issued") == ({"date-parts": [case["csl"]]} if "csl" in case else None)
    (entry,) = entries_of("atom", written("atom", article))
    assert entry.get("published") == case.get("atom")


def test_citations_ris_bibtex_zotero() -> None:
    """The complaint: no way to cite. A report of the type “Press release”, its ministry the publisher, both
    addresses, and the day of access: what Zotero's and JabRef's readers of these formats look for."""
    (ris,) = rispy.loads(written("ris", RELEASE))
    assert ris == {
        "type_of_reference": "RPRT",
        "title": RELEASE.headline,
        "authors": ["Dana Serikova", "Arman, Bekov"],
        "publisher": "Ministry of Foreign Affairs of the Republic of Kazakhstan",
        "place_published": "Almaty",
        "year": "2018",
        "date": "2018/06/12/",
        "type_of_work": "Press release",
        "issn": "12-3",
        "language": "en",
        "keywords": ["News"],
        "urls": ["https://mfa.example/press/1"],
        "file_attachments2": "https://search.example/r/16",
        "access_date": "2026/01/02/",
        "accession_number": "3f9a1c0b7e2155d0",
    }
    bib = written("bib", RELEASE)
    assert bib.startswith("@techreport{3f9a1c0b7e2155d0,")
    (entry,) = entries_of("bib", bib)
    assert entry["title"] == r"{Peace \& \textbraceleft{}trade\textbraceright{} at 50 \%: a \#1 “topic”}"
    assert entry["author"] == "{Dana Serikova} and {Arman, Bekov}"
    assert (entry["type"], entry["institution"], entry["urldate"]) == ("Press release", ris["publisher"], "2026-01-02")
    (csl,) = json.loads(written("csl", RELEASE))
    assert (csl["type"], csl["genre"], csl["publisher"]) == ("report", "Press release", ris["publisher"])
    assert csl["accessed"] == {"date-parts": [[2026, 1, 2]]}


@pytest.mark.parametrize(
    ("source", "publisher"),
    [
        ("jp-mofa", "Ministry of Foreign Affairs of Japan"),
        ("Ministry of Rivers", "Ministry of Rivers"),
        ("mfa.example", "mfa.example"),
        ("JP-MOFA", "JP-MOFA"),
    ],
)
def test_without_a_byline_the_ministry_is_the_author_by_its_name_where_that_is_known(
    source: str, publisher: str
) -> None:
    """The same in every format. A source that no site is known for is given as it is."""
    article = Article("a", source=source)
    (ris,) = rispy.loads(written("ris", article))
    assert (ris["authors"], ris["publisher"]) == ([publisher], publisher)
    (bib,) = entries_of("bib", written("bib", article))
    assert (bib["author"], bib["institution"]) == (f"{{{publisher}}}", publisher)
    (csl,) = json.loads(written("csl", article))
    assert (csl["author"], csl["publisher"]) == ([{"literal": publisher}], publisher)
    (entry,) = entries_of("atom", written("atom", article))
    assert entry.author == publisher
    (row,) = table(written("csv", article))
    assert (row["source"], row["publisher"]) == (source, publisher)


def test_without_a_byline_and_a_source_there_is_no_author() -> None:
    (nobody,) = rispy.loads(written("ris", Article("a")))
    assert "authors" not in nobody
    assert nobody["title"] == "Without a headline"


def test_rss_atom_of_a_search() -> None:
    """The complaint: no feed of a search. feedparser reads it without a warning; the id of an entry is that of
    its release for ever, whatever the server, the query and the revision."""
    other = Article.from_json(
        {
            "id": "b",
            "published": "2019",
            "recorded": {"first": "2026-01-01T00:00:00Z", "edited": "2026-01-01T00:00:00Z"},
        }
    )
    text = written("atom", RELEASE, other)
    parsed = feedparser.parse(io.BytesIO(text.encode()))
    assert not parsed.bozo
    assert parsed.feed.title == "Press releases: articles with “x & y”"
    assert parsed.feed.opensearch_totalresults == "2"
    assert {link.rel: link.href for link in parsed.feed.links} == {
        "self": "https://search.example/search.atom?",
        "alternate": "https://search.example/?q=%26",
    }
    first, second = parsed.entries
    assert first.id == "urn:uuid:362fb6c9-01a3-5edd-9324-7489ffaf491a"
    assert first.title == RELEASE.headline
    assert first.summary == "One. Two <b>bold</b>; “three”."
    assert (first.published, first.updated) == ("2018-06-12T00:00:00Z", "2026-02-03T04:05:06Z")
    assert {link.rel: link.href for link in first.links} == {
        "alternate": "https://search.example/r/16",
        "via": "https://mfa.example/press/1",
    }
    assert "published" not in second
    assert first.id in written("atom", Article(RELEASE.id, revision=7, body="other"), addresses=Addresses())


def test_the_time_of_a_feed_is_that_of_its_newest_entry_and_never_now() -> None:
    """An empty one has the time of the index; what was recorded before times were kept has its own day."""
    assert feedparser.parse(written("atom", RELEASE)).feed.updated == "2026-02-03T04:05:06Z"
    assert feedparser.parse(
        written("atom", Article.from_json({"id": "a", "published": "2018-06-12"}))
    ).feed.updated == ("2018-06-12T00:00:00Z")
    changed = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert feedparser.parse(written("atom", changed_at=changed)).feed.updated == "2026-03-04T05:06:07Z"
    assert feedparser.parse(written("atom")).feed.updated == "1970-01-01T00:00:00Z"


def test_tif_is_doc_id_and_text() -> None:
    assert rows(written("tif", RELEASE)) == [
        ["doc_id", "text"],
        [RELEASE.id, f"{RELEASE.headline}\n\n{RELEASE.body}"],
    ]


anything = st.text(
    st.characters(exclude_categories=[]) | st.sampled_from("\x00\x0b\x1b\r\n\t\u2028{}\\%$&#_~^'\"=<>]]>—ж外")
)
texts = st.none() | anything
articles = st.builds(
    Article,
    id=anything.filter(bool),
    headline=texts,
    source=texts,
    url=texts,
    rubric=texts,
    credit=texts,
    reference=texts,
    language=st.sampled_from([None, "en", 'x"y', "zh-Hans"]),
    body=anything,
    byline=st.lists(anything, max_size=2).map(tuple),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@settings(deadline=None)
@given(st.lists(articles, max_size=3, unique_by=lambda article: article.id))
def test_whatever_stands_in_a_release_every_format_has_one_entry_for_it(found: list[Article]) -> None:
    """Rows are as many as hits; no control character leaves; what is text stays that text."""
    for name in FORMATS:
        text = written(name, *found)
        assert len(entries_of(name, text)) == len(found), name
        assert not _CONTROLS.search(text), name
    for article, row in zip(found, table(written("csv", *found)), strict=True):
        assert row["body"] == guarded(plain(article.body))
    for article, line in zip(found, written("ndjson", *found).splitlines(), strict=True):
        assert json.loads(line)["body"] == article.body


def test_export_all_results_to_csv(service_of: Callable[..., SearchService]) -> None:
    """The complaint: the file has fewer rows than the page says. All hits in its order, in every format; with
    `page`, those of that page."""
    service = service_of(*({"body": f"visa {n}", "published": f"{1900 + n}"} for n in range(130)), {"body": "other"})
    params = SearchParams("visa", limit=20)
    page = service.search(params)
    for name, format in FORMATS.items():
        export = service.export(params)
        found = entries_of(name, b"".join(encoded(format, export)).decode())
        assert len(found) == export.total == page.total == 130
    (first, *_), second = page.results, service.export(params.with_page(2), page=True)
    assert next(iter(service.export(params).articles)).id == first.article.id
    assert [a.id for a in second.articles] == [a.id for a in service.export(params).articles][20:40]
    assert second.next is not None
