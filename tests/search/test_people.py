"""The people facet: one person under one value, whose count is what choosing it gives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presssearch.archive import Archive
from presssearch.article import Article
from presssearch.engines import open_engine
from presssearch.engines.base import Filter
from presssearch.engines.memory import MemoryEngine
from presssearch.fields import BY_NAME
from presssearch.search.facet_params import FacetParams
from presssearch.search.page import FacetValue
from presssearch.search.page_json import page_to_json
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService
from presssearch.search.spellings import AS

PEOPLE = BY_NAME["people"]
NAMES = (
    "Ospan Dauletbay",
    "Оспан Даулетбай",
    "O. Dauletbay",
    "Ospan Dauletbaj",
    "Ada Doe",
    "A. Doe",
    "Abel Doe",
    "Doe",
)


def release(*people: str, language: str = "en") -> dict[str, Any]:
    return {"body": "Talks on water.", "language": language, "people": [{"name": name} for name in people]}


RELEASES = (
    release("Ospan Dauletbay", "Ada Doe"),
    release("Ospan Dauletbay", "Оспан Даулетбай"),
    release("Ospan Dauletbaj", language="de"),
    release("O. Dauletbay", "A. Doe"),
    release("Abel Doe", "Ada Doe"),
    release("Dauletbay"),
)


def values_of(service: SearchService, params: SearchParams) -> dict[str, int]:
    return {value.value: value.count for value in service.search(params).facets["people"].values}


@pytest.fixture(params=["whoosh", "memory"])
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    archive = Archive.open(tmp_path / "record.sqlite", create=True)
    engine = open_engine(request.param, tmp_path, archive=archive, create=True)
    archive.put([Article.from_json({"id": f"a{n}", **one}) for n, one in enumerate(RELEASES)])
    engine.apply(archive.changes(0))
    yield SearchService(engine)
    engine.close()
    archive.close()


def test_a_person_is_counted_under_the_commonest_spelling(service: SearchService) -> None:
    """Each release once; an initial that may be of two people joins neither, nor does a surname alone."""
    assert values_of(service, SearchParams()) == {
        f"{AS}Ospan Dauletbay": 4,
        "Ada Doe": 2,
        "A. Doe": 1,
        "Abel Doe": 1,
        "Dauletbay": 1,
    }
    value = service.search(SearchParams()).facets["people"].values[0]
    assert (value.label, set(value.also)) == ("Ospan Dauletbay", {"Оспан Даулетбай", "Ospan Dauletbaj", "O. Dauletbay"})
    shown = page_to_json(service.search(SearchParams()))["facets"]["people"]["values"][0]
    assert shown["also"] == list(value.also)


def test_as_typed_alone_every_name_is_a_value_of_its_own(service: SearchService) -> None:
    assert values_of(service, SearchParams(exact=True))["Ospan Dauletbay"] == 2


def test_a_chosen_person_stays_with_the_count_and_can_be_excluded(service: SearchService) -> None:
    chosen = SearchParams().with_filter(PEOPLE, f"{AS}Ospan Dauletbay")
    page = service.search(chosen)
    first = page.facets["people"].values[0]
    assert (page.total, first.selected, first.count) == (4, True, 4)
    assert service.count(SearchParams().with_filter(PEOPLE, f"{AS}Ospan Dauletbay", exclude=True)) == 2
    assert service.count(SearchParams().with_filter(PEOPLE, "Ospan Dauletbay")) == 2
    assert service.count(SearchParams().with_filter(PEOPLE, f"{AS}Nobody")) == 0


people = st.lists(st.lists(st.sampled_from(NAMES), max_size=3), min_size=1, max_size=6)
chosen = st.lists(st.sampled_from([*NAMES, *(AS + name for name in NAMES)]), max_size=2).map(tuple)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=people, include=chosen, exclude=chosen)
def test_a_count_is_the_number_of_hits_that_choosing_gives(
    engine_of: Callable[..., MemoryEngine], people: Any, include: Any, exclude: Any
) -> None:
    """Whatever the names, and whatever is chosen already."""
    service = SearchService(engine_of(*(release(*names) for names in people)))
    params = SearchParams(filters={PEOPLE: Filter(include, exclude)})
    for value in service.search(params).facets["people"].values:
        alone = SearchParams(filters={PEOPLE: Filter((value.value,))})
        assert service.count(alone) == value.count, value


def pages_of(service: SearchService, params: FacetParams) -> list[FacetValue]:
    """The values of all pages of a list."""
    values: list[FacetValue] = []
    page: FacetParams | None = params
    while page:
        found = service.facet(page)
        values += found.facet.values
        page = found.next
    return values


def test_a_list_has_a_person_once_where_its_first_name_stands(service: SearchService) -> None:
    shown = pages_of(service, FacetParams(PEOPLE, limit=2))
    assert [(value.label, value.count) for value in shown] == [
        ("Ospan Dauletbay", 4), ("Ada Doe", 2), ("A. Doe", 1), ("Abel Doe", 1), ("Dauletbay", 1),
    ]  # fmt: skip
    assert set(shown[0].also) == {"Оспан Даулетбай", "Ospan Dauletbaj", "O. Dauletbay"}
    assert len(pages_of(service, FacetParams(PEOPLE, SearchParams(exact=True)))) == 8
    (begun,) = pages_of(service, FacetParams(PEOPLE, prefix="оспан"))
    assert (begun.label, begun.count) == ("Оспан Даулетбай", 4), "under the name that begins so"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=people, include=chosen, limit=st.integers(1, 4), by_name=st.booleans(), prefix=st.sampled_from(("", "a")))
def test_all_pages_of_a_list_have_each_person_once(
    engine_of: Callable[..., MemoryEngine], people: Any, include: Any, limit: int, by_name: bool, prefix: str
) -> None:
    """Whatever the size of a page, its order and beginning, and the counts are those of choosing."""
    service = SearchService(engine_of(*(release(*names) for names in people)))
    search = SearchParams(filters={PEOPLE: Filter(include)})
    shown = pages_of(service, FacetParams(PEOPLE, search, prefix, by_name, limit))
    whole = pages_of(service, FacetParams(PEOPLE, search, prefix, by_name, 100))
    assert sorted((value.value, value.count) for value in shown) == sorted((v.value, v.count) for v in whole)
    assert len({value.value for value in whole}) == len(whole)
    for value in whole:
        assert service.count(SearchParams(filters={PEOPLE: Filter((value.value,))})) == value.count, value
    if not prefix:
        named = {name for value in whole for name in (value.label, *value.also)}
        assert named >= {name for names in people for name in names}
