"""From hit to hit on the page of a release."""

from bs4 import BeautifulSoup
from flask.testing import FlaskClient


def test_highlights_that_are_lost_on_opening(client: FlaskClient) -> None:
    """The complaint: what was marked in the list is not on the page, or has to be looked for. Each has an address, in
    the order of the text, and works without scripts."""
    page = BeautifulSoup(client.get("/r/almaty1?q=cooperation+peace-building").text, "html.parser")
    marks = page.select("main mark")
    assert [mark["id"] for mark in marks] == [f"hit-{n}" for n in range(1, len(marks) + 1)]
    assert len(marks) > 2
    assert [link["href"] for link in page.select("nav.hits a")] == [f"#hit-{n}" for n in range(1, len(marks) + 1)]


def test_without_a_query_there_is_nothing_to_go_to(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/r/almaty1").text, "html.parser")
    assert not page.select("mark, nav.hits")
    results = BeautifulSoup(client.get("/?q=visa").text, "html.parser")
    assert results.select("mark")
    assert not results.select("mark[id]")
