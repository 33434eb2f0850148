"""Cities by any of their names."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.cities import city_key, find_city

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/cities.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_printed_name_means_the_city_of_the_table(case: dict[str, Any]) -> None:
    """Scripts, accents, old names and countries: see tests/cases/cities.toml."""
    city = find_city(case["name"], country=case.get("within"))
    assert (city and f"{city.name}/{city.country}") == case.get("expect")
    if city and "until" in case:
        assert city.until == case["until"]
        assert city.since == case.get("since", city.since)


@given(st.text(max_size=60))
def test_any_name_is_looked_up_without_an_error(name: str) -> None:
    """A key of a key is itself, so that a name can be looked up by its key."""
    find_city(name)
    assert city_key(city_key(name)) == city_key(name)


def test_every_row_of_the_table_is_found_by_its_own_name() -> None:
    """The name that is given out can be looked up again, in its country."""
    table = Path(str(find_city.__globals__["__file__"])).parent / "data/cities.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    assert 9000 < len(rows) < 12000
    lost = [(name, country) for name, country, _, keys, *_ in rows if keys and find_city(name, country=country) is None]
    assert lost == []


def test_cities_have_their_place_on_earth() -> None:
    """In degrees, north and east positive; every city of GeoNames has one."""
    almaty, quito = find_city("Алматы"), find_city("Quito")
    assert almaty is not None
    assert almaty.place == (43.25, 76.91)
    assert quito is not None
    assert quito.place is not None
    assert quito.place[0] < 0
    assert quito.place[1] < 0
