"""What can be taken away from the page: the same searches, all of their hits, and single releases."""

import csv
import io
import json

import feedparser
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from presssearch.search.exports.formats import CITATIONS, FORMATS
from presssearch.web.app import create_app

SEARCHES = ("", "?q=talks", "?q=visa&-city=Geneva&from=2017&sort=oldest", "?city=~none", "?q=nothing+whatever")
COUNTS = {  # entries in the text of a file
    "csv": lambda text: len(list(csv.reader(io.StringIO(text, newline="")))) - 1,
    "tif": lambda text: len(list(csv.reader(io.StringIO(text, newline="")))) - 1,
    "ndjson": lambda text: text.count("\n"),
    "atom": lambda text: text.count("<entry"),
    "ris": lambda text: text.count("ER  - "),
    "bib": lambda text: text.count("@techreport{"),
    "csl": lambda text: len(json.loads(text)),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_has_as_many_releases_as_the_page_says(client: FlaskClient, name: str) -> None:
    """Export all results: not the page alone, and not one less."""
    for search in SEARCHES:
        total = client.get(f"/search.json{search}").get_json()["total"]
        response = client.get(f"/search.{name}{search}")
        assert response.status_code == 200
        assert response.mimetype == FORMATS[name].mimetype
        assert COUNTS[name](response.text) == total, search


def test_with_a_limit_a_file_is_a_page_of_them_and_a_feed_names_the_next(client: FlaskClient) -> None:
    assert COUNTS["csv"](client.get("/search.csv?q=talks&limit=7").text) == 7
    seen, address, pages = [], "/search.atom?q=talks&limit=20", 0
    while address:
        feed = feedparser.parse(client.get(address).text)
        assert not feed.bozo
        assert feed.feed.opensearch_totalresults == "50"
        seen += [entry.link for entry in feed.entries]
        address = next((link.href for link in feed.feed.links if link.rel == "next"), "")
        pages += 1
    assert (len(seen), len(set(seen)), pages) == (50, 50, 3)


def test_a_feed_is_latest_added_first_unless_another_order_is_asked_for(client: FlaskClient) -> None:
    """Among those that were added together, newest first."""

    def days(search: str) -> list[str]:
        return [entry.published for entry in feedparser.parse(client.get(search).text).entries]

    assert days("/search.atom?q=talks") == sorted(days("/search.atom?q=talks"), reverse=True)
    assert days("/search.atom?q=talks&sort=oldest") == sorted(days("/search.atom?q=talks"))


def test_the_page_links_what_it_shows(client: FlaskClient) -> None:
    """The feed stands in the head; a query that had to be mended is linked as it was searched."""
    page = BeautifulSoup(client.get('/?q="talks+Geneva&city=Geneva&page=1').text, "html.parser")
    links = {a.text: a["href"] for a in page.select("main .note a")}
    assert set(links) == {"JSON", *(format.label for format in FORMATS.values())}
    total = client.get(links["JSON"]).get_json()["total"]
    assert page.select_one("[role=status]").text.startswith(f"{total} release")  # type: ignore[union-attr]
    assert COUNTS["csv"](client.get(links["CSV"]).text) == total > 0
    feed = page.select_one('link[type="application/atom+xml"]')
    assert feed is not None
    assert len(feedparser.parse(client.get(str(feed["href"])).text).entries) == total


@pytest.mark.parametrize("name", CITATIONS)
def test_a_release_can_be_cited(client: FlaskClient, name: str) -> None:
    page = BeautifulSoup(client.get("/r/almaty1").text, "html.parser")
    links = {a.text: a["href"] for a in page.select(".facts .note a")}
    response = client.get(str(links[FORMATS[name].label]))
    assert response.mimetype == FORMATS[name].mimetype
    assert COUNTS[name](response.text) == 1
    assert "CSTO continues peace-building" in response.text
    assert "http://localhost/r/almaty1" in response.text or name == "bib"
    assert client.get(f"/r/nobody.{name}").mimetype == "application/problem+json"


def test_an_id_that_ends_like_a_format_has_its_page_and_its_formats(service_of: object) -> None:
    app: Flask = create_app(service=service_of([{"id": "a.json", "headline": "Odd"}, {"id": "a", "headline": "Even"}]))  # type: ignore[operator]
    client = app.test_client()
    assert client.get("/r/a.json").mimetype == "text/html"
    assert client.get("/r/a.json.json").get_json()["headline"] == "Odd"
    assert client.get("/r/a.ris").text.splitlines()[1] == "TI  - Even"


def test_a_table_begins_with_a_mark_for_excel_where_that_is_asked_for(client: FlaskClient) -> None:
    assert client.get("/search.csv?q=talks&bom=1").data.startswith(b"\xef\xbb\xbfid,")
    assert client.get("/search.csv?q=talks&bom=0").data.startswith(b"id,")
    assert client.get("/search.ris?bom=1").status_code == client.get("/search.csv?bom=yes").status_code == 400


@pytest.mark.parametrize("search", ["?q=visa+AND+(", "?colour=red", "?from=2018-13", "?limit=1000", "?cursor=x"])
def test_a_file_ignores_nothing_in_silence(client: FlaskClient, search: str) -> None:
    """It has no place to say so: a misspelt filter would take everything away."""
    response = client.get(f"/search.csv{search}")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")


def test_a_name_is_given_to_what_is_saved(client: FlaskClient) -> None:
    assert client.get("/search.tif").headers["Content-Disposition"] == 'attachment; filename="presssearch.tif.csv"'
    assert client.get("/r/almaty1.bib").headers["Content-Disposition"] == 'attachment; filename="release-almaty1.bib"'
    assert "Content-Disposition" not in client.get("/search.atom").headers
