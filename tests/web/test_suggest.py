"""Suggestions as scripts and browsers ask for them."""

from flask.testing import FlaskClient


def test_entries_for_a_list_of_choices(client: FlaskClient) -> None:
    found = client.get("/suggest?q=arm").get_json()
    (person,) = [one for one in found["suggestions"] if one["kind"] == "people"]
    assert (person["text"], person["count"], person["query"]) == ("Arman Bekov", 1, 'people:"Arman Bekov"')
    for one in found["suggestions"]:
        assert client.get(one["url"]).status_code == 200
    assert client.get("/suggest").get_json()["suggestions"] == []
    assert len(client.get("/suggest?q=a&limit=3").get_json()["suggestions"]) == 3


def test_suggestions_for_browsers(client: FlaskClient) -> None:
    answer = client.get("/suggest.osd?q=arm")
    assert answer.mimetype == "application/x-suggestions+json"
    text, completions, descriptions, addresses = answer.get_json()
    assert text == "arm"
    assert 'people:"Arman Bekov"' in completions
    assert len(completions) == len(descriptions) == len(addresses)


def test_faulty_parameters_are_problems(client: FlaskClient) -> None:
    for address in ("/suggest?q=a&limit=0", "/suggest.osd?limit=x"):
        answer = client.get(address)
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert client.get("/suggest?q=a&colour=red").get_json()["warnings"]
