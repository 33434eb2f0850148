"""The page of a person, and its data."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from presssearch.search.service import SearchService
from presssearch.web.app import create_app

NAMES = ("Оспан Даулетбай", "李明", "أحمد سالم", "O’Neil <b>", "A/B Doe", "Doe 100%?", "José da Silva")


def test_the_page_says_what_the_data_say(client: FlaskClient) -> None:
    data = client.get("/people/Arman%20Bekov.json").get_json()
    page = BeautifulSoup(client.get("/people/arman%20bekov").text, "html.parser")
    assert page.h1 is not None
    assert page.h1.text == data["name"] == "Arman Bekov"
    (quotation,) = data["quotations"]
    blockquote = page.select_one("blockquote")
    assert blockquote is not None
    assert blockquote.text == quotation["text"]
    assert client.get(quotation["article_url"]).status_code == 200
    assert data["offices"][0]["office"] in page.text
    for link in page.select("main a"):
        assert client.get(str(link["href"])).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_an_address_in_any_script(
    service_of: Callable[[Iterable[dict[str, Any]]], SearchService], name: str
) -> None:
    client = create_app(service=service_of([{"id": "a", "body": "Talks.", "people": [{"name": name}]}])).test_client()
    data = client.get(f"/people/{quote(name, safe='')}.json")
    assert data.get_json()["name"] == name
    assert client.get(data.get_json()["person_url"]).get_json()["total"] == 1
    page = BeautifulSoup(client.get(f"/people/{quote(name, safe='')}").text, "html.parser")
    assert page.h1 is not None
    assert page.h1.text == name


def test_an_unknown_name_is_answered_with_names_that_may_be_meant(client: FlaskClient) -> None:
    answer = client.get("/people/Bekov.json")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.get_json()["suggestions"] == ["Arman Bekov"]
    answer = client.get("/people/Bekov")
    assert answer.status_code == 404
    link = BeautifulSoup(answer.text, "html.parser").select_one("main a")
    assert link is not None
    assert client.get(str(link["href"])).status_code == 200


def test_parameters_that_do_not_exist_are_named(client: FlaskClient) -> None:
    assert "city" in client.get("/people/Arman%20Bekov.json?city=Minsk").get_json()["warnings"][0]
    assert client.get("/people/Arman%20Bekov.json?page=0").status_code == 400
    assert "page must be" in client.get("/people/Arman%20Bekov?page=0").text
