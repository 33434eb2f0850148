"""The map of datelines: the same numbers in circles, table and data."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from presssearch.search.service import SearchService
from presssearch.web.app import create_app
from presssearch.web.world.projection import HEIGHT, WIDTH, place_on_map

Services = Callable[[Iterable[dict[str, Any]]], SearchService]


def release(id_: str, city: str | None, **others: Any) -> dict[str, Any]:
    dateline = {"raw": city, "places": [{"raw": city, "name": city}]} if city else None
    return {"id": id_, "body": "Talks on water.", "dateline": dateline, **others}


@pytest.fixture
def client_of_places(service_of: Services) -> FlaskClient:
    cities = ["Almaty", "Almaty", "Paris", "Xyzzyville", None]
    return create_app(service=service_of([release(f"r{n}", city) for n, city in enumerate(cities)])).test_client()


def page_of(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def test_circles_table_and_data_have_the_same_numbers(client_of_places: FlaskClient) -> None:
    data = client_of_places.get("/places.json").get_json()
    assert [(p["name"], p["count"], p["country"]) for p in data["places"]] == [
        ("Almaty", 2, "KZ"),
        ("Paris", 1, "FR"),
        ("Xyzzyville", 1, None),
    ]
    assert (data["total"], data["missing"], data["other"]) == (5, 1, 0)
    page = page_of(client_of_places, "/places")
    assert [a["aria-label"] for a in page.select("svg a")] == ["Almaty: 2 releases", "Paris: 1 release"]
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert [(row[0], row[2]) for row in rows] == [("Almaty", "2"), ("Paris", "1"), ("Xyzzyville", "1")]
    assert "not on the map" in rows[2][1]
    assert "1 release" in page.select(".note")[0].text


def test_every_circle_leads_to_as_many_releases(client_of_places: FlaskClient) -> None:
    for place in client_of_places.get("/places.json").get_json()["places"]:
        found = client_of_places.get(place["search_url"].split("localhost", 1)[1]).get_json()
        assert found["total"] == place["count"]
    for link in page_of(client_of_places, "/places").select("svg a, tbody a"):
        assert client_of_places.get(str(link["href"])).status_code == 200


def test_the_map_is_of_the_search(service_of: Services) -> None:
    client = create_app(
        service=service_of([release("a", "Rome", source="x"), release("b", "Oslo", source="y")])
    ).test_client()
    assert [place["name"] for place in client.get("/places.json?source=x").get_json()["places"]] == ["Rome"]
    assert [place["name"] for place in client.get("/places.json?q=fire").get_json()["places"]] == []
    page = page_of(client, "/places?q=fire")
    assert not page.select("svg a, table")
    assert "0 releases" in page.text
    page = page_of(client, "/?source=x")
    link = page.find("a", string="Map of datelines")
    assert link is not None
    assert "source=x" in str(link["href"])


@pytest.mark.parametrize(
    ("place", "left", "top", "why"),
    [
        ((0.0, 0.0), 500.0, 241.4, "the middle of the equator"),
        ((0.0, 180.0), 1000.0, 241.4, "the equator is as long as the map is wide"),
        ((0.0, -180.0), 0.0, 241.4, "to the west too"),
        ((51.5, -0.1), 499.8, 63.2, "London, a little west of the middle"),
    ],
)
def test_projection(place: tuple[float, float], left: float, top: float, why: str) -> None:
    assert place_on_map(*place) == pytest.approx((left, top), abs=0.15), why


def test_areas_are_in_proportion() -> None:
    """A cell of a degree at 60° is half as large as one at the equator, as on the globe."""

    def area(latitude: float) -> float:
        corners = [place_on_map(latitude + a, 40 + b) for a, b in ((-0.5, -0.5), (-0.5, 0.5), (0.5, 0.5), (0.5, -0.5))]
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True))) / 2

    assert area(60) / area(0) == pytest.approx(0.5, abs=0.002)


def test_the_land_fits_the_map(client: FlaskClient) -> None:
    answer = client.get("/static/world.svg")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert len(answer.data) <= 20_000
    assert f'viewBox="0 0 {2 * WIDTH} {2 * HEIGHT}"' in answer.text
    for start in re.findall(r"M(-?\d+) (-?\d+)", answer.text):
        assert 0 <= int(start[0]) <= 2 * WIDTH
        assert -20 <= int(start[1]) <= 2 * HEIGHT
