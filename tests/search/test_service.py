"""SearchService over the memory engine: from parameters to a page."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from presssearch.archive import Change
from presssearch.engines.base import MISSING, Interval, Sort
from presssearch.engines.memory import MemoryEngine
from presssearch.errors import EngineError, QueryError
from presssearch.fields import BY_NAME
from presssearch.query.tree import DateRange
from presssearch.search.page_json import page_to_json
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

ServiceOf = Callable[..., SearchService]
CITY, COUNTRY, LANGUAGE = BY_NAME["city"], BY_NAME["country"], BY_NAME["language"]


def in_city(city: str | None, **more: Any) -> dict[str, Any]:
    places = [{"raw": city, "name": city}] if city else []
    return {"dateline": {"raw": city or "-", "places": places}, **more}


def test_words_rank_and_no_words_mean_the_newest(service_of: ServiceOf) -> None:
    """The order is that asked for, else relevance for words, else newest."""
    service = service_of({"headline": "a visa", "published": "2018"}, {"body": "a visa", "published": "2020"})
    orders = {
        query: (page.sort, [result.article.id for result in page.results])
        for query in ("visa", "", "date:2018..2020", "country:KZ OR visa")
        if (page := service.search(SearchParams(query)))
    }
    assert orders["visa"] == (Sort.RELEVANCE, ["a0", "a1"])
    assert orders[""] == orders["date:2018..2020"] == (Sort.NEWEST, ["a1", "a0"])
    assert orders["country:KZ OR visa"][0] is Sort.RELEVANCE
    assert service.search(SearchParams("visa", sort=Sort.NEWEST)).results[0].article.id == "a1"


def test_chosen_values_come_first_and_stay_at_zero(service_of: ServiceOf) -> None:
    """A selected value never vanishes from its facet; one left out is named too."""
    service = service_of(in_city("Minsk"), in_city("Minsk"), in_city("Almaty"), in_city(None))
    params = SearchParams().with_filter(CITY, "Quito").with_filter(CITY, "Minsk", exclude=True)
    facet = service.search(params.with_filter(CITY, "Almaty")).facets["city"]
    assert [(value.value, value.count, value.selected, value.excluded) for value in facet.values] == [
        ("Almaty", 1, True, False),
        ("Quito", 0, True, False),
        ("Minsk", 2, False, True),
    ]
    assert (facet.missing, facet.missing_selected, facet.distinct) == (1, False, 2)
    assert service.search(params.with_filter(CITY, MISSING)).facets["city"].missing_selected


def test_codes_have_labels(service_of: ServiceOf) -> None:
    service = service_of({"countries": ["KZ", "XQ"], "language": "kk", "body": "x"})
    facets = service.search(SearchParams()).facets
    assert {value.value: value.label for value in facets["country"].values} == {"KZ": "Kazakhstan", "XQ": "XQ"}
    assert [value.label for value in facets["language"].values] == ["Kazakh"]


def test_every_count_is_the_number_of_hits_that_choosing_gives(service_of: ServiceOf) -> None:
    """What the page promises beside a check box, it keeps."""
    service = service_of(
        in_city("Minsk", countries=["BY", "KZ"]), in_city("Almaty", countries=["KZ"]), in_city("Minsk"), in_city(None)
    )
    asked = SearchParams().with_filter(CITY, "Minsk")
    for facet in service.search(asked).facets.values():
        rest = SearchParams(filters={field: chosen for field, chosen in asked.filters.items() if field != facet.field})
        for value in facet.values:
            assert service.count(rest.with_filter(facet.field, value.value)) == value.count
        assert service.count(rest.with_filter(facet.field, MISSING)) == facet.missing


@pytest.mark.parametrize(
    ("query", "dates", "interval"),
    [
        ("", None, Interval.YEAR),
        ("", DateRange(date(2018, 1, 1), date(2019, 12, 31)), Interval.MONTH),
        ("", DateRange(date(2018, 1, 1), date(2020, 2, 1)), Interval.YEAR),
        ("", DateRange(date(2018, 6, 1), date(2018, 7, 31)), Interval.DAY),
        ("", DateRange(date(2018, 6, 1), None), Interval.MONTH),
        ("date:2018-06", None, Interval.DAY),
        ("visa date:2018", None, Interval.MONTH),
        ("date:2018 OR visa", None, Interval.YEAR),
    ],
)
def test_the_histogram_fits_the_width_of_the_dates(
    service_of: ServiceOf, query: str, dates: DateRange | None, interval: Interval
) -> None:
    """By the range that is asked for, in the form or in the query; an open end is that of the index."""
    service = service_of({"body": "visa", "published": "2010-01-01"}, {"body": "visa", "published": "2019-12-31"})
    histogram = service.search(SearchParams(query, dates=dates)).histogram
    assert histogram is not None
    assert histogram.interval is interval


def test_the_days_covered_follow_the_index(engine_of: Callable[..., MemoryEngine]) -> None:
    """They are remembered only until another change is applied."""
    engine = engine_of({"body": "x", "published": "2018-01-01"}, {"body": "x", "published": "2018-01-20"})
    service = SearchService(engine)
    assert service.landing().histogram.interval is Interval.DAY  # type: ignore[union-attr]
    later = engine_of(*({"id": f"b{n}", "body": "x", "published": f"20{n}-01-01"} for n in (10, 11, 12)))
    engine.apply([*_changes(later, start=3)])
    assert service.landing().histogram.interval is Interval.YEAR  # type: ignore[union-attr]


def _changes(engine: MemoryEngine, *, start: int) -> list[Any]:
    found = engine.get(["b10", "b11", "b12"])
    return [Change(number, article.id, article) for number, article in enumerate(found, start) if article]


def test_only_what_is_asked_for_is_counted(service_of: ServiceOf) -> None:
    page = service_of({"body": "x"}).search(SearchParams(facets=(COUNTRY,), histogram=None))
    assert list(page.facets) == ["country"]
    assert page.histogram is None


def test_what_is_deleted_after_it_was_found_is_left_out(
    engine_of: Callable[..., MemoryEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of({"body": "x"}, {"body": "y"})
    real = engine.cards
    monkeypatch.setattr(engine, "cards", lambda ids: [None if one.id == "a0" else one for one in real(ids) if one])
    page = SearchService(engine).search(SearchParams())
    assert (page.total, [result.card.id for result in page.results]) == (2, ["a1"])


def test_a_result_gives_the_whole_article_while_there_is_one(engine_of: Callable[..., MemoryEngine]) -> None:
    engine = engine_of({"body": "x", "credit": "the press service"})
    (result,) = SearchService(engine).search(SearchParams()).results
    assert (result.card.body, result.article.credit) == ("x", "the press service")
    engine.apply([Change(2, "a0", None)])
    with pytest.raises(EngineError, match="deleted"):
        _ = result.article


def test_headline_and_text_are_marked(service_of: ServiceOf) -> None:
    page = service_of({"headline": "On visas", "body": "No visa needed.", "language": "en"}).search(
        SearchParams("visa")
    )
    (result,) = page.results
    assert [piece.text for piece in result.headline if piece.marked] == ["visas"]
    assert [[piece.text for piece in snippet if piece.marked] for snippet in result.snippets] == [["visa"]]


def test_what_is_excluded_is_not_marked(service_of: ServiceOf) -> None:
    page = service_of({"body": "A visa."}).search(SearchParams("visa -passport"))
    assert [piece.text for piece in page.results[0].snippets[0] if piece.marked] == ["visa"]


def test_an_article_is_marked_by_paragraphs(service_of: ServiceOf) -> None:
    """By its own paragraphs, or by lines where it has none; without a query nothing is marked."""
    service = service_of({"headline": "H", "body": "A visa.\n\nTwo visas.", "paragraphs": [[0, 7]], "language": "en"})
    article = service.article("a0")
    assert article is not None
    marked = service.marked(article, "visa")
    assert ["".join(piece.text for piece in paragraph) for paragraph in marked.paragraphs] == ["A visa."]
    lines = service_of({"body": "A visa.\n\nTwo visas.", "language": "en"})
    unparted = lines.article("a0")
    assert unparted is not None
    paragraphs = lines.marked(unparted, "visa").paragraphs
    assert [[piece.text for piece in paragraph if piece.marked] for paragraph in paragraphs] == [["visa"], ["visas"]]
    assert all(not piece.marked for paragraph in lines.marked(unparted).paragraphs for piece in paragraph)
    assert service.article("nobody") is None


def test_a_word_that_stands_for_too_many_is_said_to(service_of: ServiceOf) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    body = " ".join(f"wa{one}{two}{three}" for one in "bc" for two in letters for three in letters)
    (note,) = service_of({"body": body}).search(SearchParams("wa?*")).notes
    assert note == "wa?* stands for more than 1,000 words: the nearest ones alone were looked for"
    assert service_of({"body": "wall"}).search(SearchParams("wa?*")).notes == ()


def test_last_days_count_from_the_day_that_is_given(engine_of: Callable[..., MemoryEngine]) -> None:
    engine = engine_of({"body": "old", "published": "2018-05-01"}, {"body": "new", "published": "2018-06-01"})
    page = SearchService(engine, today=lambda: date(2018, 6, 12)).search(SearchParams("last 30 days"))
    assert [result.article.body for result in page.results] == ["new"]


def test_a_query_that_does_not_parse_says_where(service_of: ServiceOf) -> None:
    with pytest.raises(QueryError) as caught:
        service_of({"body": "x"}).search(SearchParams("visa ("))
    assert 0 <= caught.value.position <= len("visa (")


def test_paging_covers_every_hit_once(service_of: ServiceOf) -> None:
    service = service_of(*({"body": f"visa {n}", "published": f"20{n:02}"} for n in range(10, 33)))
    pages = [service.search(SearchParams("visa", limit=5, page=number)) for number in range(1, 7)]
    ids = [result.article.id for page in pages for result in page.results]
    assert (pages[0].total, pages[0].pages) == (23, 5)
    assert sorted(ids) == sorted({f"a{n}" for n in range(23)})
    assert pages[5].results == ()


def test_the_json_form_holds_what_is_promised(service_of: ServiceOf) -> None:
    """total, results, facets: the shape that the API and the command line share."""
    service = service_of(in_city("Minsk", headline="A visa", published="2018-06-12", source="by-mfa"))
    value = page_to_json(service.search(SearchParams("visa")))
    (result,) = value["results"]
    assert value["total"] == 1
    assert (result["id"], result["title"], result["source"], result["date"]) == (
        "a0",
        "A visa",
        "by-mfa",
        "2018-06-12",
    )
    assert result["date_precision"] == "day"
    assert result["score"] > 0
    assert value["facets"]["city"]["values"][0].items() >= {"value": "Minsk", "count": 1}.items()
    assert value["facets"]["people"]["missing"] == 1
    assert value["histogram"]["buckets"] == [{"date": "2018-06-12", "count": 1}]
