"""The page of one release: how sure its date is, its versions, how to cite it, what is near it."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

import presssearch
from presssearch.article import Evidence, Published
from presssearch.search.service import SearchService
from presssearch.web.app import create_app
from presssearch.web.dating_view import dating

Services = Callable[[Iterable[dict[str, Any]]], SearchService]


def page_of(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


@pytest.mark.parametrize(
    ("published", "sentence", "why"),
    [
        (Published(), None, "nothing is known, and nothing is said"),
        (
            Published("2018-06-12", "day", "dateline", confidence=1.0),
            "From: dateline.",
            "a date that is certain names its witness alone",
        ),
        (
            Published("2018-06-12T10:39", "minute", "meta", "+06:00", 0.9),
            "From: metadata of the page. Time zone: +06:00. 90% sure.",
            "less than certain: how much",
        ),
        (
            Published("--06-12", "day-without-year", "dateline", confidence=0.4, candidates=(("2018-06-12", 0.3),)),
            "The year is not printed, and nothing else tells it. 40% sure. Perhaps 12 June 2018 (30%).",
            "a guess is called one",
        ),
        (
            Published("2018-06-12", "day", "neighbours", confidence=0.8),
            "The year is not printed; 2018 is inferred from the releases before and after it. 80% sure.",
            "what others told is no print",
        ),
        (
            Published(candidates=(("2017-05-01", 0.5), ("2018-05-01", 0.5))),
            "The evidence does not settle it. Perhaps 1 May 2017 (50%).",
            "witnesses that disagree",
        ),
        (
            Published("2018-06-12", "day", "record", confidence=1.0, candidates=(("2017-06-12", 0.2),)),
            "From: date of the record.",
            "what lost stands in the evidence, not in the sentence",
        ),
    ],
)
def test_how_sure_a_date_is(client: FlaskClient, published: Published, sentence: str | None, why: str) -> None:
    with client.application.test_request_context("/"):
        assert dating(published).sentence == sentence, why


def test_the_evidence_can_be_asked_for(service_of: Services) -> None:
    published = Published(
        "2018-06-12",
        "day",
        "dateline",
        confidence=0.9,
        candidates=(("2017-06-12", 0.1),),
        evidence=(Evidence("dateline", "2018-06-12", "block 3"), Evidence("url", "2017-06-12", "address")),
    )
    release = {
        "id": "a",
        "body": "Talks.",
        "published": presssearch.Article("x", published=published).to_json()["published"],
    }
    page = page_of(create_app(service=service_of([release])).test_client(), "/r/a")
    found = [item.text for item in page.select("dd details li")]
    assert found == [
        "dateline: 12 June 2018 (block 3)",
        "address of the page: 12 June 2017 (address)",
        "not taken: 12 June 2017 (10%)",
    ]


def test_what_a_release_names_leads_to_searches_and_people(client: FlaskClient) -> None:
    page = page_of(client, "/r/almaty1")
    for link in page.select(".facts a"):
        assert client.get(str(link["href"]).removeprefix("http://localhost")).status_code == 200
    assert any("/people/" in str(link["href"]) for link in page.select("ul.people a"))
    offices = [link for link in page.select("ul.people a") if "q=office" in str(link["href"])]
    assert offices
    for link in offices:
        assert page_of(client, str(link["href"])).select(".results li")


def test_each_paragraph_has_an_address(client: FlaskClient) -> None:
    """That a reader can copy: a link beside the paragraph, which no keyboard has to pass."""
    page = page_of(client, "/r/almaty1")
    paragraphs = [p["id"] for p in page.select(".text p[id]")]
    assert paragraphs == [f"p{n}" for n in range(1, len(paragraphs) + 1)]
    assert [link["href"] for link in page.select(".text a.anchor")] == [f"#{name}" for name in paragraphs]
    assert {link["tabindex"] for link in page.select(".text a.anchor")} == {"-1"}


def test_it_can_be_cited(client: FlaskClient) -> None:
    page = page_of(client, "/r/almaty1")
    data = client.get("/r/almaty1.json").get_json()
    cited = page.select_one(".cite")
    assert cited is not None
    assert data["headline"] in cited.text
    assert page.select_one("link[rel=canonical]")["href"] == "http://localhost/r/almaty1"
    script = page.select_one("script[type='application/ld+json']")
    assert script is not None
    linked = json.loads(script.text)
    assert (linked["@type"], linked["headline"]) == ("NewsArticle", data["headline"])
    assert "datePublished" not in linked or not linked["datePublished"].startswith("--")
    assert linked["publisher"]["name"] == "Ministry of Foreign Affairs of the Republic of Kazakhstan"
    assert f"{linked['publisher']['name']}, “{data['headline']}”" in cited.text


def test_google_scholar_and_zotero_find_a_report_in_its_head(service_of: Services) -> None:
    """The date is as exact as it is known, and who signed it is the author."""
    app = create_app(
        service=service_of(
            [
                {
                    "id": "a",
                    "source": "kz-mfa",
                    "headline": 'Talks "in" <Astana>',
                    "published": "2018-06-02",
                    "language": "en",
                },
                {
                    "id": "b",
                    "source": "b.example",
                    "byline": ["Ada Doe", "Ben Roe"],
                    "published": "--06-12",
                    "reference": "7",
                },
                {"id": "c"},
            ]
        )
    )

    def metas(id_: str) -> list[tuple[str, str]]:
        page = page_of(app.test_client(), f"/r/{id_}")
        return [(m["name"], m["content"]) for m in page.select("meta[name^=citation_]")]

    ministry = "Ministry of Foreign Affairs of the Republic of Kazakhstan"
    assert metas("a") == [
        ("citation_title", 'Talks "in" <Astana>'),
        ("citation_author", ministry),
        ("citation_publication_date", "2018/06/02"),
        ("citation_technical_report_institution", ministry),
        ("citation_language", "en"),
        ("citation_public_url", "http://localhost/r/a"),
    ]
    assert metas("b") == [
        ("citation_title", "Without a headline"),
        ("citation_author", "Ada Doe"),
        ("citation_author", "Ben Roe"),
        ("citation_technical_report_institution", "b.example"),
        ("citation_technical_report_number", "7"),
        ("citation_public_url", "http://localhost/r/b"),
    ]
    assert metas("c") == [
        ("citation_title", "Without a headline"),
        ("citation_public_url", "http://localhost/r/c"),
    ]


@pytest.fixture
def edited(tmp_path: Path) -> Iterator[FlaskClient]:
    """An index whose one release was edited: first only read better, then its text changed."""
    release = {"id": "a", "headline": "Talks on water", "body": "The talks began on Monday in the old town hall."}
    with presssearch.open(tmp_path, create=True) as index:
        for change in ({}, {"credit": "Press service"}, {"body": release["body"].replace("Monday", "Tuesday")}):
            index.add([release | change])
            index.commit()
        yield create_app(service=index.service).test_client()


def test_versions_show_what_changed(edited: FlaskClient) -> None:
    page = page_of(edited, "/r/a")
    versions = page.find("h3", string="Versions")
    assert versions is not None
    items = versions.find_next("ul").find_all("li", recursive=False)
    names = [item.find(["strong", "a"]).text for item in items]
    assert [name.partition(",")[0] for name in names] == ["Version 2", "Version 1"]
    assert [(e.name, e.text.strip()) for e in items[0].find_all(["del", "ins"])] == [
        ("del", "Monday"),
        ("ins", "Tuesday"),
    ]
    assert "The talks began on" in items[0].text
    older = page_of(edited, str(items[1].a["href"]))
    assert "on Monday" in older.select_one(".text").text
    assert "older version" in older.select_one(".notices").text
    assert edited.get("/r/a?version=99").status_code == 404
    assert edited.get("/r/a?version=x").status_code == 404


def test_a_release_of_one_version_has_no_versions(client: FlaskClient) -> None:
    assert page_of(client, "/r/almaty1").find("h3", string="Versions") is None


def test_releases_like_it_are_shown(service_of: Services) -> None:
    text = "The ministers signed the Caspian desalination accord, a treaty on hydrology and sturgeon."
    releases = [{"id": f"r{n}", "headline": f"Round {n}", "body": f"{text} Round {n} began."} for n in range(3)]
    others = [{"id": f"o{n}", "headline": "Consular hours", "body": f"Visas are given on day {n}."} for n in range(20)]
    page = page_of(create_app(service=service_of([*releases, *others])).test_client(), "/r/r0")
    title = page.find("h3", string="Similar releases")
    assert title is not None
    assert {link["href"] for link in title.find_next("ul").find_all("a")} == {"/r/r1", "/r/r2"}
