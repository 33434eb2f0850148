"""SearchParams: one search, one address."""

import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.engines.base import MISSING, Filter, Interval, Sort
from presssearch.errors import ParamsError, UnknownField
from presssearch.fields import BY_NAME, FACETS
from presssearch.query.tree import DateRange
from presssearch.search.args import MAX_SELECTED
from presssearch.search.params import SearchParams

CASES = tomllib.loads(Path(__file__).with_name("params.toml").read_text(encoding="utf-8"))["case"]
CITY = BY_NAME["city"]

values = st.text(min_size=1, max_size=20).filter(str.strip) | st.just(MISSING)
filters = st.dictionaries(
    st.sampled_from(FACETS),
    st.builds(Filter, st.lists(values, max_size=3).map(tuple), st.lists(values, max_size=2).map(tuple)),
    max_size=4,
)
ranges = st.lists(st.dates(), min_size=2, max_size=2).map(sorted)
dates = st.none() | st.tuples(ranges, st.sampled_from([(1, 1), (1, 0), (0, 1)])).map(
    lambda drawn: DateRange(drawn[0][0] if drawn[1][0] else None, drawn[0][1] if drawn[1][1] else None)
)
params = st.builds(
    SearchParams,
    query=st.text(max_size=30),
    filters=filters,
    dates=dates,
    sort=st.none() | st.sampled_from(Sort),
    page=st.integers(1, 100),
    limit=st.integers(0, 100),
    facets=st.lists(st.sampled_from(FACETS), unique=True).map(tuple),
    facet_size=st.integers(1, 100),
    exact=st.booleans(),
    histogram=st.sampled_from(["auto", None, *Interval]),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_an_address_has_one_canonical_form_or_a_fault(case: dict[str, Any]) -> None:
    """Read strictly, a URL gives its canonical form or raises with words that mend it."""
    pairs = parse_qsl(case["url"], keep_blank_values=True)
    if "error" in case:
        with pytest.raises((ParamsError, UnknownField)) as caught:
            SearchParams.from_args(pairs)
        assert case["error"] in str(caught.value)
    else:
        assert urlencode(SearchParams.from_args(pairs).to_args(), safe="~") == case["canonical"]


@pytest.mark.parametrize("case", [case for case in CASES if "error" in case], ids=lambda case: case["why"])
def test_read_leniently_a_fault_is_left_out_and_named(case: dict[str, Any]) -> None:
    """The page goes on without the faulty pair, and says so once."""
    notices: list[str] = []
    read = SearchParams.from_args(
        [("city", "Almaty"), *parse_qsl(case["url"], keep_blank_values=True)], notices=notices
    )
    assert len(notices) == 1
    assert notices[0].startswith("Ignored: ")
    assert case["error"].partition(" (at")[0] in notices[0]
    assert read.filters[CITY].include == ("Almaty",)


@given(params)
def test_every_search_is_read_back_from_its_address(asked: SearchParams) -> None:
    """from_args(to_args(p)) == p, and its address is the same again."""
    again = SearchParams.from_args(asked.to_args())
    assert again == asked
    assert again.to_args() == asked.to_args()


@given(params, st.sampled_from(FACETS), values, st.booleans())
def test_a_filter_added_and_removed_leaves_the_address(asked: SearchParams, field: Any, value: str, out: bool) -> None:
    """What a chip takes away is what the check box gave; only the page starts anew."""
    start = asked.without_filter(field, value)
    added = start.with_filter(field, value, exclude=out)
    assert added.to_args() != start.to_args()
    assert added.without_filter(field, value).to_args() == start.to_args()


@given(params)
def test_narrowing_starts_at_the_first_page(asked: SearchParams) -> None:
    """A page number outlives no change of what is searched."""
    changed = [
        asked.with_query("x"),
        asked.with_filter(CITY, "Almaty"),
        asked.without_filters(),
        asked.with_dates(None),
        asked.with_sort(Sort.OLDEST),
    ]
    assert {one.page for one in changed} == {1}
    assert asked.with_page(1) == asked.with_page(7).with_page(1)


@given(st.lists(st.tuples(st.text(max_size=12) | st.sampled_from(["q", "from", "page", "-city", "facets"]), st.text())))
def test_no_address_breaks_the_lenient_reading(pairs: list[tuple[str, str]]) -> None:
    """Whatever stands in a URL, the page gets parameters that are valid."""
    SearchParams.from_args(pairs, notices=[])


@given(params)
def test_what_is_taken_away_is_what_is_searched(asked: SearchParams) -> None:
    """Only what is shown of the hits is left aside: whatever a new parameter means for them, files mean too."""
    shown = {"page", "cursor", "limit", "facets", "facet_size", "histogram"}
    whole = asked.whole()
    for field in fields(SearchParams):
        assert field.name in shown or getattr(whole, field.name) == getattr(asked, field.name)


def test_too_many_values_are_refused() -> None:
    """The limit holds for the URL and for the library."""
    many = [f"c{number}" for number in range(MAX_SELECTED + 1)]
    with pytest.raises(ParamsError, match="at most 50 values"):
        SearchParams.from_args([("city", value) for value in many])
    with pytest.raises(ParamsError, match="at most 50 values"):
        SearchParams(filters={CITY: Filter(tuple(many))})


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": 0},
        {"limit": 101},
        {"facet_size": 0},
        {"histogram": "week"},
        {"dates": DateRange(date(2019, 1, 1), date(2018, 1, 1))},
        {"page": 101, "limit": 100},
    ],
    ids=str,
)
def test_parameters_that_cannot_be_are_never_made(wrong: dict[str, Any]) -> None:
    """A SearchParams that exists is valid."""
    with pytest.raises(ParamsError):
        SearchParams(**wrong)


def test_a_range_without_ends_is_no_range() -> None:
    assert SearchParams(dates=DateRange(None, None)).dates is None
