"""The JSON API."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

import presssearch
from presssearch.archive import Change
from presssearch.article import Article
from presssearch.engines.base import Hit, Sort
from presssearch.engines.memory import MemoryEngine
from presssearch.search.cursor import Cursor
from presssearch.search.service import SearchService
from presssearch.settings import Settings
from presssearch.web.app import create_app


def test_a_search_has_total_results_and_facets(client: FlaskClient) -> None:
    response = client.get("/api/search?q=negotiations&city=Almaty")
    assert (response.status_code, response.mimetype) == (200, "application/json")
    value = response.get_json()
    (result,) = value["results"]
    assert value["total"] == 1
    assert result["id"] == "almaty1"
    assert result["title"] == "CSTO continues peace-building cooperation with UN"
    assert result["source"] == "kz-mfa"
    assert (result["date"], result["date_precision"]) == ("--06-12T10:39", "day-without-year")
    assert result["score"] > 0
    cities = {entry["value"]: entry["count"] for entry in value["facets"]["city"]["values"]}
    assert cities == {"Almaty": 1}
    assert value["facets"]["city"]["missing"] == 0
    assert result["matched_terms"] == ["negotiated", "negotiations"]
    assert "<mark>negotiated</mark>" in result["snippets"][0]


def test_the_api_finds_what_the_page_finds(client: FlaskClient) -> None:
    for address in ("?q=visa&from=2018&to=2019&sort=oldest", "?-city=Geneva&language=en&page=2", ""):
        ids = [result["id"] for result in client.get("/api/search" + address).get_json()["results"]]
        html = client.get("/" + address).text
        assert [html.index(f'"/r/{id}') for id in ids] == sorted(html.index(f'"/r/{id}') for id in ids)


def test_an_article_is_the_article_json(client: FlaskClient) -> None:
    value = client.get("/api/articles/almaty1").get_json()
    assert Article.from_json(value).people[0].name == "Arman Bekov"


def test_faults_are_named_with_their_place(client: FlaskClient) -> None:
    """Read strictly: a program is told at once. The form is that of RFC 9457."""
    for address, words in (
        ("/api/search?q=visa+AND+(", "parenthes"),
        ("/api/search?from=2018-13", "is not a date"),
        ("/api/search?limit=1000", "limit must be a number"),
    ):
        response = client.get(address)
        assert (response.status_code, response.mimetype) == (400, "application/problem+json")
        assert words in response.get_json()["detail"]
    assert client.get("/api/search?q=visa+AND+(").get_json()["position"] == 9
    for address in ("/api/articles/nobody", "/api/nothing"):
        response = client.get(address)
        assert (response.status_code, response.mimetype) == (404, "application/problem+json")


def test_health_is_one_line(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok", "engine": "memory", "articles": 56, "refused": 0}


def ids(client: FlaskClient, address: str) -> tuple[list[str], str | None, str | None]:
    value = client.get(address).get_json()
    return [result["id"] for result in value["results"]], value["next"], value["previous"]


@pytest.mark.parametrize("search", ["q=talks", "q=talks&sort=oldest", "", "q=nothing+whatever", "q=visa&city=Geneva"])
def test_next_leads_through_every_hit_and_previous_back(client: FlaskClient, search: str) -> None:
    """Deep paging: no wall at 10,000, no number at all; each page is met again on the way back."""
    whole, *_ = ids(client, f"/search.json?{search}&limit=100")
    address: str | None = f"/search.json?{search}&limit=8"
    pages, before = [], None
    while address:
        page, address, before = ids(client, address)
        pages.append(page)
    assert [id for page in pages for id in page] == whole
    back = [pages[-1]]
    while before:
        page, _, before = ids(client, before)
        back.append(page)
    assert back[::-1] == pages


def test_pages_with_a_number_have_neighbours_too(client: FlaskClient) -> None:
    _, after, before = ids(client, "/search.json?q=talks&limit=8&page=2")
    assert before == "http://localhost/search.json?q=talks&limit=8"
    assert after is not None
    assert ids(client, after)[0] == ids(client, "/search.json?q=talks&limit=8&page=3")[0]
    links = client.get("/search.json?q=talks&limit=8&page=2").headers.getlist("Link")
    assert links == [f'<{after}>; rel="next"', f'<{before}>; rel="prev"']
    assert ids(client, "/search.json?q=talks&limit=0")[1:] == (None, None)


def test_pages_go_on_while_the_index_changes() -> None:
    """A release that comes or goes between two pages neither repeats nor hides another."""
    engine = MemoryEngine()

    def put(*days: int, number: int = 1) -> None:
        found = [Article.from_json({"id": f"d{day:02}", "published": f"2018-06-{day:02}"}) for day in days]
        engine.apply([Change(number, article.id, article) for article in found])

    put(*range(2, 20, 2))
    client = create_app(service=SearchService(engine)).test_client()
    first, after, _ = ids(client, "/search.json?limit=4")
    put(1, 19, number=2)
    engine.apply([Change(3, first[-1], None)])
    assert after is not None
    assert first + ids(client, after)[0] == ["d18", "d16", "d14", "d12", "d10", "d08", "d06", "d04"]


@pytest.mark.parametrize(
    ("cursor", "said"),
    [
        ("cursor=nonsense", "not one that next or previous gave"),
        ("cursor=" + "A" * 5000, "not one that next or previous gave"),
        ("cursor=WzFd", "not one that next or previous gave"),
        ("cursor={}&page=2", "two places"),
        ("cursor={}&sort=oldest", "a place in the order newest"),
    ],
)
def test_a_cursor_that_cannot_be_is_refused(client: FlaskClient, cursor: str, said: str) -> None:
    given = Cursor(Hit("a", 0.0, 5), Sort.NEWEST).to_text()
    response = client.get("/search.json?" + cursor.format(given))
    assert response.status_code == 400
    assert said in response.get_json()["detail"]


@given(st.text(max_size=20), st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 10**11), st.booleans())
def test_a_cursor_is_read_back(id_: str, score: float, moment: int, back: bool) -> None:
    cursor = Cursor(Hit(id_, score, moment), Sort.RELEVANCE, back)
    assert Cursor.from_text(cursor.to_text()) == cursor
    assert cursor.to_text().isascii()


def test_unknown_parameters_are_named_in_warnings(client: FlaskClient) -> None:
    """A misspelt filter would otherwise find everything, in silence."""
    value = client.get("/search.json?q=visa&contry=KZ").get_json()
    assert value["warnings"] == ["Ignored: there is no parameter “contry”: did you mean country?"]
    assert value["total"] == client.get("/search.json?q=visa").get_json()["total"]


def test_copies_flood_the_list_and_are_told(service_of: Callable[[Iterable[dict[str, Any]]], SearchService]) -> None:
    """The complaint: one text fills the page. Results that are one text name their group; all are there."""
    text = "Ministers of the river states agreed on water, on fish and on the common patrol of their banks. " * 4
    other = {"headline": "Visa", "body": "Water in another text."}
    copies = [{"id": name, "headline": "Rivers", "body": text, "published": "2018-06-12"} for name in "ab"]
    client = create_app(service=service_of([*copies, {"id": "c", **other}])).test_client()
    results = client.get("/search.json?q=water&sort=newest").get_json()["results"]
    assert {result["id"]: result["group"] for result in results} == {
        "a": {"id": "a", "size": 2},
        "b": {"id": "a", "size": 2},
        "c": None,
    }


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    """Neither is it searched. A change of the index, another search, another day change the tag."""
    with presssearch.open(tmp_path, create=True) as index:
        index.add([{"id": "a", "headline": "Visa", "published": "2018"}])
        index.commit()
        day = date(2018, 6, 12)
        client = create_app(service=SearchService(index._engine, today=lambda: day)).test_client()
        for address in ("/search.json?q=visa", "/search.csv?q=visa", "/r/a.json", "/r/a.ris", "/facets/city.json"):
            first = client.get(address)
            assert first.headers["Cache-Control"] == "no-cache"
            tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
            for headers in ({"If-None-Match": tag}, {"If-Modified-Since": modified}):
                again = client.get(address, headers=headers)
                assert (again.status_code, again.data) == (304, b"")
                assert again.headers["ETag"] == tag
            assert client.get(address + ("&" if "?" in address else "?") + "x=1").headers.get("ETag") != tag
        counted = client.get("/search.json?q=last+30+days")
        assert "Last-Modified" not in counted.headers
        day = date(2018, 6, 13)
        assert client.get("/search.json?q=last+30+days").headers["ETag"] != counted.headers["ETag"]
        tag = client.get("/search.json?q=visa").headers["ETag"]
        index.add([{"id": "b", "headline": "Visa"}])
        index.commit()
        changed = client.get("/search.json?q=visa", headers={"If-None-Match": tag})
        assert (changed.status_code, changed.get_json()["total"]) == (200, 2)


@pytest.mark.parametrize(
    ("cors", "allowed"), [("*", "*"), ("https://mine.example", "https://mine.example"), ("none", None)]
)
def test_other_origins_read_what_the_settings_allow(service: SearchService, cors: str, allowed: str | None) -> None:
    """Data, also of errors; never the pages."""
    client = create_app(Settings(cors=cors), service=service).test_client()
    for address in ("/search.json", "/search.csv", "/r/almaty1.json", "/openapi.json", "/search.json?limit=x"):
        assert client.get(address).headers.get("Access-Control-Allow-Origin") == allowed, address
    for address in ("/", "/r/almaty1", "/help"):
        assert "Access-Control-Allow-Origin" not in client.get(address).headers
