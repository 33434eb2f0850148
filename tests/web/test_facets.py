"""Filters, wherever they are asked for: chosen, excluded, empty, listed, begun; counts that are hits."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from flask.testing import FlaskClient

import presssearch
from presssearch.cli.main import main
from presssearch.fields import FACETS
from presssearch.search.service import SearchService
from presssearch.web.app import create_app

SEARCHES = ("", "q=visa", "q=visa&city=Geneva&city=Nairobi&-source=ch-fdfa", "city=~none", "-people=~none&from=2018")


def total(client: FlaskClient, address: str) -> int:
    value = client.get(address).get_json()["total"]
    assert isinstance(value, int)
    return value


@pytest.mark.parametrize("search", SEARCHES)
def test_facet_totals_that_do_not_add_up(client: FlaskClient, search: str) -> None:
    """The complaint: the number beside a value is not what one gets. Every count, that of no value too, is the
    total of the search with that value alone in its field; toggle_url is the search with it added or taken away."""
    facets = client.get(f"/search.json?{search}&facet_size=3").get_json()["facets"]
    kept = [pair for pair in search.split("&") if pair]
    for name, facet in facets.items():
        others = [pair for pair in kept if not pair.lstrip("-").startswith(f"{name}=")]
        for value in facet["values"]:
            alone = "&".join([*others, f"{name}={value['value']}", "limit=0"])
            assert total(client, f"/search.json?{alone}") == value["count"]
            toggled = client.get(value["toggle_url"]).get_json()["facets"][name]["values"]
            (again,) = [one for one in toggled if one["value"] == value["value"]] or [{"active": False}]
            assert again["active"] == (not value["active"] and not value["excluded"])
    assert set(facets) == {field.name for field in FACETS}


def test_check_box_or_facets_with_right_counts(client: FlaskClient) -> None:
    """The complaint: choosing a second value narrows to nothing. Values of a filter are alternatives."""
    both = total(client, "/search.json?q=visa&city=Geneva&city=Nairobi")
    assert both == total(client, "/search.json?q=visa&city=Geneva") + total(client, "/search.json?q=visa&city=Nairobi")
    page = BeautifulSoup(client.get("/?q=visa&city=Geneva&city=Nairobi").text, "html.parser")
    assert len(page.select("input[name=city][checked]")) == 2


def test_exclude_a_value(client: FlaskClient) -> None:
    """The complaint: no way to leave a value out. In the address, and by a button beside each value."""
    for address in ("/?q=visa", "/facets/city?q=visa"):
        page = BeautifulSoup(client.get(address).text, "html.parser")
        assert {button["value"] for button in page.select("button[name=-city]")} >= {"Geneva", "Nairobi", "Vienna"}
    assert total(client, "/search.json?q=visa&-city=Geneva") + total(
        client, "/search.json?q=visa&city=Geneva"
    ) == total(client, "/search.json?q=visa")


def test_type_to_filter_long_facets(client: FlaskClient) -> None:
    """The complaint: the value is not among the ten shown. A page for each filter, without scripts, finds it by
    the beginning of any of its words, also of a country's name."""
    page = BeautifulSoup(client.get("/facets/people?q=visa&prefix=exa&sort=name").text, "html.parser")
    names = [box["value"].removeprefix("~as:") for box in page.select("input[name=people]")]
    assert len(names) == 14, "sixteen, of which two are others in another spelling"
    assert names == sorted(names)
    form = page.select_one("form.narrow")
    assert form is not None
    assert form["action"] == "/facets/people"
    assert {field["name"]: field["value"] for field in form.select("input")} == {
        "q": "visa",
        "sort": "name",
        "prefix": "exa",
    }
    found = client.get("/facets/country.json?prefix=switz").get_json()
    assert [(value["value"], value["label"]) for value in found["values"]] == [("CH", "Switzerland")]
    assert client.get("/facets/country.json?prefix=ch").get_json()["values"][0]["value"] == "CH"
    assert client.get("/facets/people.json?prefix=zz").get_json()["values"] == []


def test_slow_or_cut_facets_unsaid(client: FlaskClient) -> None:
    """The complaint: values are missing and nothing says so. What is not listed is numbered."""
    whole = client.get("/search.json?facet_size=100").get_json()["facets"]["people"]
    assert (whole["truncated"], whole["other"]) == (False, 0)
    cut = client.get("/search.json?facet_size=3").get_json()["facets"]["people"]
    assert cut["truncated"]
    assert len(cut["values"]) + cut["other"] == len(whole["values"])


@pytest.mark.parametrize("search", ["", "q=visa&-city=Geneva", "prefix=ex&sort=name"])
def test_the_pages_of_a_list_are_the_whole_list(client: FlaskClient, search: str) -> None:
    """Of any size, in both orders; previous leads back. Somebody of several names stands where the first of them
    does, among the values of that page by all that are counted."""
    whole = client.get(f"/facets/people.json?{search}&limit=1000").get_json()
    assert (whole["next"], whole["previous"]) == (None, None)
    values, address, seen = [], f"/facets/people.json?{search}&limit=5", []
    while address:
        seen.append(client.get(address).get_json())
        values += seen[-1]["values"]
        address = seen[-1]["next"]
    assert len(seen) == 4
    assert sorted(value["value"] for value in values) == sorted(value["value"] for value in whole["values"])
    if "sort=name" in search:
        assert values == whole["values"]
    assert client.get(seen[1]["previous"]).get_json()["values"] == seen[0]["values"]


def test_a_list_counts_as_the_facet_of_the_search_does(client: FlaskClient) -> None:
    """One person's names are one value in both."""
    for search in SEARCHES:
        for field in FACETS:
            facet = client.get(f"/search.json?{search}&facet_size=100").get_json()["facets"][field.name]
            listed = client.get(f"/facets/{field.name}.json?{search}").get_json()
            assert listed["total"] == total(client, f"/search.json?{search}")
            counts = {value["value"]: value["count"] for value in listed["values"]}
            alike = {value["value"]: value["count"] for value in facet["values"] if value["count"]}
            assert counts == alike


def test_values_chosen_and_not_listed_are_kept_by_the_page(client: FlaskClient) -> None:
    """Ticking one more on a filtered list does not drop what was ticked before."""
    page = BeautifulSoup(
        client.get("/facets/city?q=visa&city=Geneva&-city=Minsk&from=2017&prefix=nai").text, "html.parser"
    )
    form = page.select("main form")[1]
    kept = {(str(field["name"]), str(field["value"])) for field in form.select("input[type=hidden]")}
    assert kept == {("q", "visa"), ("from", "2017"), ("city", "Geneva"), ("-city", "Minsk")}
    assert [str(field["value"]) for field in form.select("input[type=checkbox]")] == ["Nairobi"]


def test_faults_of_a_list_are_those_of_a_search(client: FlaskClient) -> None:
    """A program is told; a page goes on and says so."""
    assert (
        client.get("/facets/people.json?colour=red")
        .get_json()["warnings"][0]
        .startswith("Ignored: there is no parameter")
    )
    for search in ("sort=newest", "page=0", "limit=1001", "q=(", "from=x", "prefix=" + "a" * 501):
        assert client.get(f"/facets/people.json?{search}").status_code == 400
        page = client.get(f"/facets/people?{search}")
        assert page.status_code == 200
        assert "notices" in page.text
    for name in ("colour", "headline", "person", "date"):
        assert client.get(f"/facets/{name}.json").mimetype == "application/problem+json"
        assert client.get(f"/facets/{name}").status_code == 404


def test_an_empty_index_has_lists(service_of: Callable[[Iterable[dict[str, Any]]], SearchService]) -> None:
    client = create_app(service=service_of([])).test_client()
    assert client.get("/facets/people.json").get_json()["values"] == []
    assert "0 values in 0 releases" in client.get("/facets/people").text


def test_the_command_lists_counts_and_tells_faults(tmp_path: Path) -> None:
    with presssearch.open(tmp_path, create=True) as index:
        index.add(
            [
                {"headline": "A", "countries": ["KZ", "FR"], "source": "b"},
                {"headline": "B", "countries": ["KZ"], "source": "a"},
                {"headline": "C", "body": "x", "source": "a"},
            ]
        )

    def run(*arguments: str) -> list[str]:
        result = CliRunner().invoke(main, ["facets", *arguments, "--index", str(tmp_path)])
        assert result.exit_code == 0, result.output
        return [" ".join(line.split()) for line in result.stdout.splitlines()]

    assert run("country") == ["2 Kazakhstan (KZ)", "1 France (FR)", "1 ~none"]
    assert run("country", "--sort", "name", "--limit", "1") == ["1 France (FR)", "1 ~none"]
    assert run("country", "--prefix", "kaz") == ["2 Kazakhstan (KZ)"]
    assert run("source", "--filter", "-source=b") == ["2 a", "1 − b"]
    assert run("source", "date:2018") == []
    faulty = CliRunner().invoke(main, ["facets", "colour", "--index", str(tmp_path)])
    assert faulty.exit_code == 2
