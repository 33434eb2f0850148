"""What every engine must do, over one small collection. Names of tests are what is true."""

import math
from datetime import date
from typing import Any

import pytest

from presssearch.analysis.tokens import tokens
from presssearch.article import Article
from presssearch.engines.base import (
    K1,
    MISSING,
    B,
    FacetRequest,
    Filter,
    Hint,
    Histogram,
    Interval,
    Marks,
    SearchRequest,
    Sort,
)
from presssearch.errors import EngineError
from presssearch.fields import BY_NAME, FACETS
from presssearch.query.tree import (
    And,
    DateRange,
    Everything,
    Exact,
    Fuzzy,
    Missing,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Wildcard,
    Word,
)

COUNTRY, SOURCE, BYLINE, LANGUAGE = (BY_NAME[name] for name in ("country", "source", "byline", "language"))


def test_a_query_matches_these_articles(full: Any, query_case: dict[str, Any], make_tree: Any) -> None:
    found = full.search(make_tree(query_case["query"]), limit=100)
    assert sorted(hit.id for hit in found.hits) == sorted(query_case["expect"])
    assert found.total == len(query_case["expect"])


def test_filters_leave_these_articles(
    full: Any, search_case: dict[str, Any], make_filters: Any, make_range: Any
) -> None:
    dates = make_range(*search_case["dates"]) if "dates" in search_case else None
    found = full.search(filters=make_filters(search_case["filters"]), dates=dates, limit=100)
    assert sorted(hit.id for hit in found.hits) == sorted(search_case["expect"])
    assert found.total == len(search_case["expect"])


# ---- counts ----


def counts(bench: Any, field: Any, **options: Any) -> dict[str, int]:
    return dict(bench.search(facets=(FacetRequest(field, size=100),), **options).facets[field].values)


def test_a_facet_counts_every_value_of_an_article_and_the_hits_without_one(full: Any) -> None:
    found = full.search(facets=(FacetRequest(COUNTRY, size=3),)).facets[COUNTRY]
    assert found.values == (("KZ", 4), ("US", 2), ("UZ", 2))
    assert (found.missing, found.distinct) == (2, 9 - 1)


def test_values_are_ordered_by_count_then_by_name(full: Any) -> None:
    found = full.search(facets=(FacetRequest(SOURCE, size=4),)).facets[SOURCE].values
    assert found == (("kz-mfa", 5), ("cn-mfa", 1), ("de-mfa", 1), ("fr-mfa", 1))


def test_a_facet_ignores_the_filter_of_its_own_field_and_keeps_the_others(full: Any) -> None:
    filters = {COUNTRY: Filter(("UZ",)), SOURCE: Filter(("kz-mfa",))}
    assert counts(full, COUNTRY, filters=filters) == {"KZ": 4, "US": 2, "UZ": 1}
    assert counts(full, SOURCE, filters=filters) == {"kz-mfa": 1, "uz-mfa": 1}
    assert counts(full, BYLINE, filters=filters) == {"Nura Saparova": 1, "Ilya Marchenko": 1}


def test_a_facet_ignores_what_its_own_field_excludes(full: Any) -> None:
    assert counts(full, SOURCE, filters={SOURCE: Filter(exclude=("kz-mfa",))})["kz-mfa"] == 5


def test_the_date_range_narrows_the_facets(full: Any, make_range: Any) -> None:
    assert counts(full, SOURCE, dates=make_range("2019-01-01", "")) == {"kz-mfa": 2, "ru-mfa": 1}


def test_values_asked_for_are_shown_even_at_zero_and_missing_never_as_a_value(full: Any) -> None:
    facet = FacetRequest(COUNTRY, size=1, always=("CN", "XX", MISSING))
    found = full.search(Word("minister"), facets=(facet,)).facets[COUNTRY]
    assert found.values == (("AT", 1), ("CN", 0), ("XX", 0))


def test_a_facet_of_size_zero_still_counts_what_is_missing(full: Any) -> None:
    found = full.search(facets=(FacetRequest(BYLINE, size=0),)).facets[BYLINE]
    assert (found.values, found.missing, found.distinct) == ((), 6, 3)


def test_values_come_by_name_from_an_offset_on_and_those_that_begin_so(full: Any) -> None:
    def values(**options: Any) -> tuple[list[str], int]:
        found = full.search(facets=(FacetRequest(BY_NAME["people"], **options),)).facets[BY_NAME["people"]]
        return [value for value, _ in found.values], found.distinct

    names, distinct = values(size=100, by_name=True)
    assert names == sorted(names, key=str.casefold)
    assert distinct == len(names)
    assert values(size=2, offset=1, by_name=True) == (names[1:3], distinct)
    frequent, _ = values(size=100)
    assert values(size=2, offset=1)[0] == frequent[1:3]
    assert values(prefix="KAR") == (["Lola Karimi", "Karimi Bekov"], 2)
    assert values(prefix="kar", by_name=True) == (["Karimi Bekov", "Lola Karimi"], 2)
    assert values(prefix="zz", always=("Lola Karimi",)) == (["Lola Karimi"], 0)


@pytest.mark.parametrize("field", FACETS, ids=lambda field: field.name)
def test_a_count_is_the_number_of_hits_that_choosing_the_value_gives(full: Any, field: Any) -> None:
    query = Or((Word("water"), Word("meeting"), Word("minister")))
    filters = {SOURCE: Filter(("kz-mfa", "uz-mfa", "de-mfa", MISSING)), LANGUAGE: Filter(exclude=("fr",))}
    found = full.search(query, filters=filters, facets=(FacetRequest(field, size=100),)).facets[field]
    for value, count in (*found.values, (MISSING, found.missing)):
        assert full.search(query, filters=filters | {field: Filter((value,))}).total == count


def test_only_facet_fields_can_be_filtered_by_and_counted(full: Any) -> None:
    body = BY_NAME["body"]
    for options in ({"filters": {body: Filter(("x",))}}, {"facets": (FacetRequest(body),)}):
        with pytest.raises(EngineError, match="body is no facet"):
            full.search(**options)
    with pytest.raises(EngineError, match="body is no facet"):
        full.engine.terms(body, "x", 1)


# ---- the histogram ----


@pytest.mark.parametrize(
    ("interval", "buckets", "undated"),
    [
        (Interval.YEAR, (("2017", 1), ("2018", 5), ("2019", 3)), 2),
        (Interval.MONTH, (("2017-03", 1), ("2018-06", 2), ("2018-07", 2), ("2019-01", 1), ("2019-12", 2)), 3),
        (Interval.DAY, (("2018-06-12", 2), ("2018-07-03", 1), ("2019-01-05", 1), ("2019-12-31", 2)), 5),
    ],
)
def test_a_bucket_counts_the_hits_whose_days_all_lie_in_it(
    full: Any, interval: Any, buckets: Any, undated: int
) -> None:
    assert full.search(histogram=interval).histogram == Histogram(interval, buckets, undated)


def test_the_histogram_counts_hits_not_pages(full: Any) -> None:
    found = full.search(filters={SOURCE: Filter(("kz-mfa",))}, histogram=Interval.YEAR, limit=1)
    assert found.histogram.buckets == (("2017", 1), ("2018", 1), ("2019", 2))


# ---- scores and order ----


def test_a_score_is_what_the_definition_says(full: Any) -> None:
    """`dam` stands three times among the twelve words of one text and `dams` once in two others."""
    lengths = {id_: len(tokens(full.engine.get([id_])[0].body)) for id_ in full.ids()}
    mean = sum(lengths.values()) / len(lengths)
    found = {hit.id: hit.score for hit in full.search(Word("dam", BY_NAME["body"])).hits}
    assert lengths["yearless"] == 12
    for id_, tf in (("yearless", 3), ("late", 1), ("later", 1)):
        norm = K1 * (1 - B + B * lengths[id_] / mean)
        assert found[id_] == pytest.approx((math.log(11 / 4) + 1) * tf * (K1 + 1) / (tf + norm), abs=1e-6)


def test_what_stands_in_several_fields_is_weighed_and_then_saturated_once(bench: Any) -> None:
    """BM25F, in the order of the definition: `dam` stands in a headline and twice in a text, and in a byline."""
    bench.put(
        {"id": "a", "language": "en", "headline": "Dam", "body": "dam dams wall"},
        {"id": "b", "language": "en", "body": "wall", "byline": ["Dam Wall"]},
    )
    found = {hit.id: hit.score for hit in bench.search(Word("dam")).hits}
    length = {"a": 3.0 * 1 + 1.0 * 3, "b": 1.0 * 1 + 0.5 * 2}
    for id_, tf in (("a", 3.0 * 1 + 1.0 * 2), ("b", 0.5)):
        norm = K1 * (1 - B + B * length[id_] / 4.0)
        assert found[id_] == pytest.approx((math.log(2 / 3) + 1) * tf * (K1 + 1) / (tf + norm), abs=1e-6)


def test_a_phrase_counts_as_often_as_it_stands_there(bench: Any) -> None:
    """However many words it has, and one that is printed with a hyphen is one of two words."""
    bench.put(
        {"id": "a", "language": "en", "body": "peace building and peace-building"},
        {"id": "b", "language": "en", "body": "building and peace of peace"},
    )
    tf, norm = 2, K1 * (1 - B + B * 5 / 5)
    expected = (math.log(2 / 2) + 1) * tf * (K1 + 1) / (tf + norm)
    for query in (Phrase("peace building"), Word("peace-building")):
        assert [(hit.id, hit.score) for hit in bench.search(query).hits] == [("a", pytest.approx(expected, abs=1e-6))]


def test_words_of_the_headline_count_more(bench: Any) -> None:
    bench.put(
        {"id": "text", "language": "en", "headline": "Morning talks", "body": "The ministers met on water."},
        {"id": "head", "language": "en", "headline": "Water talks", "body": "The ministers met on mornings."},
    )
    assert bench.ids(Word("water")) == ["head", "text"]


def test_what_stands_in_not_scores_nothing_and_codes_and_dates_neither(full: Any, make_range: Any) -> None:
    alone = {hit.id: hit.score for hit in full.search(Word("dam")).hits}
    query = And((Word("dam"), Not(Word("北京")), Word("kz", COUNTRY), Not(Missing(SOURCE)), Everything()))
    assert {hit.id: hit.score for hit in full.search(query).hits} == alone
    assert {hit.score for hit in full.search(make_range("", "")).hits} == {0.0}


NEWEST = [
    "later",
    "late",
    "moscow",
    "berlin",
    "paris",
    "almaty",
    "tashkent",
    "beijing",
    "undeclared",
    "bare",
    "yearless",
]
OLDEST = [
    "undeclared",
    "beijing",
    "tashkent",
    "almaty",
    "paris",
    "berlin",
    "moscow",
    "late",
    "later",
    "bare",
    "yearless",
]


def test_equal_scores_are_ordered_newest_first_then_by_id(full: Any) -> None:
    assert full.ids() == NEWEST
    assert full.ids(Phrase("experts are meeting")) == ["later", "late"]


def test_newest_and_oldest_have_the_undated_last_and_order_within_a_day_by_the_minute(full: Any) -> None:
    assert full.ids(sort=Sort.NEWEST) == NEWEST
    assert full.ids(sort=Sort.OLDEST) == OLDEST


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("limit", [1, 2, 4, 100])
def test_pages_laid_end_to_end_are_the_whole(full: Any, sort: Sort, limit: int) -> None:
    query = Or((Prefix("m"), Word("water"), Word("dam")))
    pages = [full.ids(query, sort=sort, offset=n, limit=limit) for n in range(0, 12, limit)]
    assert [id_ for page in pages for id_ in page] == full.ids(query, sort=sort)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("limit", [1, 3])
def test_what_follows_the_last_hit_is_the_next_page_and_what_is_ahead_of_the_first_the_one_before(
    full: Any, sort: Sort, limit: int
) -> None:
    query = Or((Prefix("m"), Word("water"), Word("dam")))
    whole = full.search(query, sort=sort, limit=100).hits
    forth = [full.search(query, sort=sort, limit=limit).hits]
    while page := full.search(query, sort=sort, limit=limit, after=forth[-1][-1]).hits:
        forth.append(page)
    back = [full.search(query, sort=sort, limit=limit, before=forth[-1][0]).hits]
    while page := full.search(query, sort=sort, limit=limit, before=back[-1][0]).hits:
        back.append(page)
    assert [hit for page in forth for hit in page] == list(whole)
    assert list(reversed(back)) == forth[:-1]


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_a_list_gone_through_while_articles_come_and_go_shows_each_that_stays_once(bench: Any, sort: Sort) -> None:
    bench.put(*({"id": f"s{n}", "body": "x", "published": f"2018-06-{n:02}"} for n in range(1, 10)))
    first = bench.search(sort=sort, limit=4).hits
    bench.put(*({"id": f"new{n}", "body": "x", "published": f"2018-06-{n:02}"} for n in (1, 9)))
    bench.delete(first[-1].id)
    rest = bench.ids(sort=sort, after=first[-1])
    assert [hit.id for hit in first] + [id_ for id_ in rest if id_.startswith("s")] == [
        f"s{n}" for n in (range(1, 10) if sort is Sort.OLDEST else range(9, 0, -1))
    ]


@pytest.mark.parametrize("sort", Sort)
def test_a_scan_is_every_hit_in_order_of_the_index_as_it_was(bench: Any, sort: Sort) -> None:
    """More than are looked up at a time, many of one day; some are changed and deleted while it runs."""
    bench.put(
        *({"id": f"{n * 7919 % 1300:04}", "body": "water", "published": f"2018-06-{1 + n % 2:02}"} for n in range(1300))
    )
    bench.put({"id": "dry", "body": "nothing"})
    query = Word("water")
    expected = bench.ids(query, sort=sort, limit=2000)
    scan = bench.engine.scan(SearchRequest(query, sort=sort, limit=3, offset=2))
    seen = [next(scan.articles).id]
    bench.delete(*expected[1:4])
    bench.put({"id": expected[-1], "body": "changed"}, {"id": "added", "body": "water", "published": "2018-06-02"})
    assert scan.total == 1300
    assert seen + [article.id for article in scan.articles] == expected


def test_the_order_added_is_that_of_the_record_to_the_minute_then_newest(
    bench: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release of long ago that came today is the latest added; a change of its words leaves it where it is."""
    for minute, id_, day in ((10, "b", "2018"), (10, "a", "2019"), (10, "c", "--06-12"), (12, "old", "1999")):
        monkeypatch.setattr("presssearch.archive.record._now", lambda m=minute: f"2026-01-01T07:{m}:30Z")
        bench.put({"id": id_, "body": "x", "published": day})
    monkeypatch.setattr("presssearch.archive.record._now", lambda: "2026-01-01T07:59:00Z")
    bench.put({"id": "b", "body": "y", "published": "2018"})
    assert bench.ids(sort=Sort.ADDED) == ["old", "a", "b", "c"]
    first = bench.search(sort=Sort.ADDED, limit=2).hits
    assert bench.ids(sort=Sort.ADDED, after=first[-1]) == ["b", "c"]
    assert [article.id for article in bench.engine.scan(SearchRequest(sort=Sort.ADDED)).articles] == [
        "old",
        "a",
        "b",
        "c",
    ]


def test_a_page_behind_the_last_is_empty_and_keeps_the_total(full: Any) -> None:
    found = full.search(offset=1000)
    assert (found.hits, found.total) == ((), 11)


def test_a_limit_of_zero_counts_only(full: Any) -> None:
    found = full.search(Word("water"), limit=0, facets=(FacetRequest(SOURCE),))
    assert (found.hits, found.total, found.facets[SOURCE].distinct) == ((), 3, 2)


# ---- loosened ----


def test_of_an_and_so_many_are_enough_and_the_rarer_words_come_first(bench: Any) -> None:
    bench.put(
        {"id": "both", "language": "en", "body": "A dam and a bridge on the river."},
        {"id": "dam", "language": "en", "body": "A dam was built on the lake."},
        {"id": "bridge", "language": "en", "body": "A bridge was built on the lake."},
        {"id": "also", "language": "en", "body": "A bridge was built on the hill."},
        {"id": "none", "language": "en", "body": "A road was built on the hill."},
    )
    query = And((Word("dam"), Word("bridge"), Word("river")))
    assert bench.ids(query) == ["both"]
    assert bench.ids(query, least=3) == bench.ids(query, least=9) == ["both"]
    assert bench.ids(query, least=2) == ["both"]
    assert bench.ids(query, least=1) == ["both", "dam", "also", "bridge"]
    assert bench.ids(query, least=0) == bench.ids(query, least=1)
    assert bench.ids(Word("dam"), least=1) == bench.ids(Word("dam"))


def test_what_scores_nothing_must_hold_however_loose_the_words(full: Any) -> None:
    words = Word("dam"), Word("water")
    either = set(full.ids(Or(words)))
    bound = Not(Word("北京")), Word("kz", COUNTRY), DateRange(date(2018, 1, 1), None)
    assert set(full.ids(And((*words, *bound)), least=1)) == either & set(full.ids(And(bound)))
    assert set(full.ids(And(bound), least=1)) == set(full.ids(And(bound)))


def test_hints_score_where_the_query_scores_nothing(bench: Any) -> None:
    bench.put({"id": "a", "body": "water"}, {"id": "b", "body": "water and a dam"}, {"id": "c", "body": "a dam"})
    found = bench.engine.search(SearchRequest(Not(Word("nobody")), hints=(Hint(Word("water"), 0.5),))).hits
    assert [(hit.id, hit.score > 0) for hit in found] == [("a", True), ("b", True), ("c", False)]


def test_later_articles_gain_towards_a_day_and_what_has_no_year_loses_nothing(bench: Any) -> None:
    """The factors are those of the definition; a clear better match stays ahead."""
    days = {"that": "2018-06-12", "after": "2019-01-01", "year": "2017-06-12", "old": "1950-06-12", "none": "--06-12"}
    bench.put(*({"id": id_, "language": "en", "body": "a dam", "published": day} for id_, day in days.items()))
    bench.put({"id": "best", "language": "en", "headline": "Dam", "body": "dam dam", "published": "1950-06-12"})
    plain = {hit.id: hit.score for hit in bench.search(Word("dam")).hits}
    found = bench.engine.search(SearchRequest(Word("dam"), towards=date(2018, 6, 12))).hits
    factors = {hit.id: hit.score / plain[hit.id] for hit in found}
    expected = {"that": 1.25, "after": 1.25, "year": 1.125, "none": 1.0}
    for id_, factor in expected.items():
        assert factors[id_] == pytest.approx(factor, abs=1e-4)
    assert 1.0 < factors["old"] < 1.0001 or factors["old"] == pytest.approx(1.0, abs=1e-4)
    assert [hit.id for hit in found] == ["best", "after", "that", "year", "old", "none"]


def test_hints_move_hits_and_neither_add_nor_take_any(bench: Any) -> None:
    bench.put(
        {"id": "apart", "language": "en", "body": "dam " + "road " * 9 + "bridge"},
        {"id": "close", "language": "en", "body": "road " * 9 + "dam bridge"},
        {"id": "other", "language": "en", "body": "road " * 10},
    )
    query = And((Word("dam"), Word("bridge")))
    near = Near(query.children, 4)
    plain, hinted = (bench.engine.search(SearchRequest(query, hints=hints)) for hints in ((), (Hint(near, 0.25),)))
    assert plain.total == hinted.total == 2
    assert len({hit.score for hit in plain.hits}) == 1
    assert [hit.id for hit in hinted.hits] == ["close", "apart"]
    assert hinted.hits[1].score == plain.hits[1].score
    alone = bench.engine.search(SearchRequest(near)).hits[0].score
    assert hinted.hits[0].score == pytest.approx(plain.hits[0].score + 0.25 * alone, abs=2e-6)


def test_a_hint_counts_where_one_of_its_leaves_is_rare(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In any form, and outside of the field that the hint names."""
    monkeypatch.setattr("presssearch.engines.leaves.MANY", 1)
    bench.put(
        {"id": "a", "language": "en", "body": "water near the dams"},
        {"id": "b", "language": "en", "body": "water"},
        {"id": "c", "language": "en", "body": "no dam", "headline": "A lake"},
    )

    def moved(hint: Any) -> set[str]:
        plain, hinted = (bench.engine.search(SearchRequest(Word("water"), hints=hints)) for hints in ((), (hint,)))
        scores = {hit.id: hit.score for hit in plain.hits}
        return {hit.id for hit in hinted.hits if hit.score != scores[hit.id]}

    water, dam = Word("water"), Word("dam")
    assert moved(Hint(water, 1.0)) == moved(Hint(Exact("dams"), 1.0)) == set()
    assert moved(Hint(Near((water, dam), 4), 1.0)) == set()
    assert moved(Hint(Near((water, Word("the")), 4), 1.0)) == moved(Hint(Exact("near"), 1.0)) == {"a"}


# ---- marks ----


def marked(bench: Any, id_: str, *leaves: Any, passages: int | None = None) -> tuple[list[Any], list[Any]]:
    """The marked pieces of headline and body, each with the number of its leaf."""
    (article,) = bench.engine.get([id_])
    (found,) = bench.engine.marks(leaves, [article], passages)
    texts = ((article.headline or "", found.headline), (article.body, found.body))
    headline, body = ([(text[mark.start : mark.end], mark.leaf) for mark in marks] for text, marks in texts)
    return headline, body


def test_marks_are_where_leaves_stand_in_headline_and_body(full: Any) -> None:
    assert marked(full, "almaty", Word("minister"), Prefix("ju")) == (
        [("Ministers", 0)],
        [("ministers", 0), ("minister", 0)],
    )
    assert marked(full, "almaty", Word("minister", BY_NAME["body"]))[0] == []
    assert marked(full, "almaty", Word("minister", BY_NAME["headline"]))[1] == []
    assert marked(full, "almaty", Word("absent"), Word("-"), Word("kz", COUNTRY)) == ([], [])


def test_a_phrase_is_marked_whole_and_what_overlaps_is_marked_twice(full: Any) -> None:
    found = marked(full, "almaty", Phrase("security councils"), Word("council"))[1]
    assert found == [("Security Council", 0), ("Council", 1)]


def test_marks_are_by_the_stem_of_the_language_and_in_any_script(full: Any) -> None:
    assert marked(full, "paris", Word("réunion")) == ([("Réunion", 0)], [("réunions", 0)])
    assert marked(full, "beijing", Word("发言人"))[1] == [("发言人", 0)]


def test_a_leaf_that_names_people_is_marked_in_the_body_by_its_form(full: Any) -> None:
    people, byline = BY_NAME["people"], BY_NAME["byline"]
    assert marked(full, "tashkent", Phrase("Lola Karimi", people))[1] == [("Lola Karimi", 0)]
    assert marked(full, "tashkent", Word("talk", people), Word("talks", byline))[1] == []


def test_marks_far_into_a_text_are_where_the_words_are(bench: Any) -> None:
    """Apostrophes, dots and lines in between: offsets are counted anew from place to place."""
    filling = "L’Union, the U.S. and O‘zbekiston met: 3.5 per cent.\n\n外交部发言人。 "
    body = "".join(f"{filling * n}dam{n} " for n in range(9))
    bench.put({"id": "a", "language": "en", "body": body})
    leaves = [Word(f"dam{n}") for n in range(9)]
    assert marked(bench, "a", *leaves)[1] == [(f"dam{n}", n) for n in range(9)]


def test_of_many_marks_those_of_the_best_passages_are_given(bench: Any) -> None:
    """Most leaves first, then most marks, then what comes first; the headline is always marked."""
    gap = " word" * 40
    body = f"dam{gap} dam dam{gap} dam wall{gap} dam"
    bench.put({"id": "a", "language": "en", "headline": "A dam", "body": body})
    leaves = (Word("dam"), Word("wall"))
    assert marked(bench, "a", *leaves, passages=1) == ([("dam", 0)], [("dam", 0), ("wall", 1)])
    assert marked(bench, "a", *leaves, passages=2)[1] == [("dam", 0), ("dam", 0), ("dam", 0), ("wall", 1)]
    assert len(marked(bench, "a", *leaves)[1]) == 6


def test_another_revision_than_that_of_the_index_is_not_marked(bench: Any) -> None:
    bench.put({"id": "a", "body": "the dam"})
    (old,) = bench.engine.get(["a"])
    bench.archive.put([Article.from_json({"id": "a", "body": "no more than a dam"})])
    (new,) = bench.archive.get(["a"])
    assert bench.engine.marks([Word("dam")], [new]) == [Marks()]
    assert len(bench.engine.marks([Word("dam")], [old])[0].body) == 1
    bench.catch_up()
    assert bench.engine.marks([Word("dam")], [old]) == [Marks()]
    assert len(bench.engine.marks([Word("dam")], [new])[0].body) == 1
    bench.delete("a")
    assert bench.engine.marks([Word("dam")], [new]) == [Marks()]


def test_what_is_guessed_is_guessed_from_live_articles_alone(bench: Any) -> None:
    """A form that only an article had which is gone is none: its field would lend it to the texts of others."""
    office = {"name": "Anna Lee", "office": "Minister of Water"}
    bench.put({"id": "a", "body": "Water ran."}, {"id": "b", "body": "Gone.", "people": [office]}, {"id": "c"})
    guess = Fuzzy("watre", 1, BY_NAME["people"])
    held = bench.engine.get(["a"])
    assert len(bench.engine.marks([guess], held)[0].body) == 1
    bench.delete("b")
    assert bench.engine.marks([guess], held) == [Marks()]


# ---- the rest of the protocol ----


def test_names_are_found_in_other_spellings_most_frequent_first(bench: Any) -> None:
    """Those of live articles, whatever the segments; a word without consonants, or unknown, has none."""
    people = {
        "a": ["Sergey Lavrov", "Ada Doe"],
        "b": ["Лавров Сергей"],
        "c": ["Sergej Lawrow", "Ada Doe"],
        "d": ["Ada Doe"],
    }
    for id_, names in people.items():
        bench.put({"id": id_, "people": [{"name": name} for name in names]})
    bench.put({"id": "e", "people": [{"name": "Sergey Lavrov"}]})
    found = [("Sergey Lavrov", 2), ("Sergej Lawrow", 1), ("Лавров Сергей", 1)]
    assert bench.engine.names_like("lavroff", 10) == found
    assert bench.engine.names_like("Лаврову", 2) == found[:2]
    assert bench.engine.names_like("", 10) == bench.engine.names_like("Aio", 10) == []
    assert bench.engine.namesakes(["Serguei Lavrov"], 10) == [found]
    bench.delete("b")
    assert bench.engine.names_like("Lavrov", 10) == found[:2]
    assert bench.engine.namesakes(["Lavrov Sergey", "", "Doe Ada"], 10) == [found[:2], [], [("Ada Doe", 3)]]
    assert bench.engine.namesakes([], 10) == []


def test_a_namesake_may_have_its_given_name_in_another_language(bench: Any) -> None:
    """But no relative: that takes two words, where both have two; nor one with another initial."""
    for id_, name in {
        "a": "George Papadakis",
        "b": "Giorgos Papadakis",
        "c": "G. Papadakis",
        "d": "Ada Papadakis",
    }.items():
        bench.put({"id": id_, "people": [{"name": name}]})
    bench.put({"id": "e", "people": [{"name": "Jorge Luna"}]})
    (found,) = bench.engine.namesakes(["Jorge Papadakis"], 10)
    assert [name for name, _ in found] == ["George Papadakis", "Giorgos Papadakis"]
    assert bench.engine.namesakes(["", "Aio"], 10) == [[], []]


def test_a_namesake_may_have_two_words_as_one(bench: Any) -> None:
    """Or its surname without the Russian ending; a word alone is nobody's namesake."""
    names = ("Hossein Amirabdollahian", "Emomali Rahmon", "Rahmon", "Hossein Rezai")
    for n, name in enumerate(names):
        bench.put({"id": str(n), "people": [{"name": name}]})
    asked = ["Hossein Amir-Abdollahian", "Emomali Rakhmonov", "Rahmon"]
    assert bench.engine.namesakes(asked, 10) == [[(names[0], 1)], [(names[1], 1)], []]


def test_values_can_be_counted_together(bench: Any) -> None:
    """A hit that has two of them counts once; the filter of their own field does not count, a value unknown is none."""
    city, people = BY_NAME["city"], BY_NAME["people"]
    named = {"a": ["Ada", "Bo"], "b": ["Bo"], "c": ["Cy"], "d": []}
    for id_, names in named.items():
        bench.put({"id": id_, "people": [{"name": name} for name in names]})
    groups = (("Ada", "Bo"), ("Cy",), ("Cy", "Nobody"), ("Nobody",), ())
    for filters in ({}, {people: Filter(("Cy",))}):
        facets = (FacetRequest(people, size=0, together=groups), FacetRequest(city, together=(("Rome",),)))
        found = bench.engine.search(SearchRequest(filters=filters, facets=facets)).facets
        assert found[people].together == (2, 1, 1, 0, 0)
        assert found[city].together == (0,)


def test_words_that_begin_so_or_are_nearly_so_most_frequent_first(bench: Any) -> None:
    """Folded, of live articles, each article once; people, whose words are no prose, have a vocabulary of their own."""
    bench.put(
        {"id": "a", "headline": "Dams", "body": "The dam and the dams."}, {"id": "b", "body": "Le délégué, un dam."}
    )
    bench.put({"id": "c", "body": "Damage.", "people": [{"name": "Dama Doe"}]})
    everything = [("dam", 2), ("damage", 1), ("dams", 1), ("delegue", 1)]
    assert bench.engine.words(Prefix("D"), 10) == everything
    assert bench.engine.words(Prefix("da"), 2) == everything[:2]
    assert bench.engine.words(Fuzzy("damz", 1), 10) == [("dam", 2), ("dams", 1)]
    assert bench.engine.words(Wildcard("d?m*"), 10) == everything[:3]
    assert bench.engine.words(Prefix("da", BY_NAME["people"]), 10) == [("dama", 1)]
    assert bench.engine.words(Prefix("—"), 10) == bench.engine.words(Prefix("a dam"), 10) == []
    bench.delete("a")
    assert bench.engine.words(Prefix("D"), 10) == [("dam", 1), ("damage", 1), ("delegue", 1)]


def test_acronyms_are_known_as_articles_explain_them(bench: Any) -> None:
    """Both ways, an acronym to the letter, and not beyond the articles that say so."""
    council = {"name": "Ferry Council", "acronym": "FEC"}
    bench.put(
        {"id": "a", "organisations": [council, {"name": "FEC", "acronym": "FEC"}]},
        {"id": "b", "organisations": [council]},
    )
    bench.put({"id": "c", "organisations": [{"name": "Fen Committee", "acronym": "FEC"}, {"name": "No Acronym"}]})
    both = [("FEC", "Ferry Council", 2), ("FEC", "Fen Committee", 1)]
    assert bench.engine.acronyms("FEC") == both
    assert bench.engine.acronyms("ferry council") == both[:1]
    assert bench.engine.acronyms("fec") == bench.engine.acronyms("Fec") == bench.engine.acronyms("") == []
    bench.delete("c")
    assert bench.engine.acronyms("FEC") == both[:1]


def test_terms_are_values_with_a_word_that_begins_so_most_frequent_first(full: Any) -> None:
    people = BY_NAME["people"]
    assert full.engine.terms(people, "kar", 10) == [("Lola Karimi", 2), ("Karimi Bekov", 1)]
    assert full.engine.terms(people, "LOLA k", 10) == [("Lola Karimi", 2)]
    assert full.engine.terms(people, "", 1) == [("Lola Karimi", 2)]
    assert full.engine.terms(COUNTRY, "k", 10) == [("KZ", 4)]
    assert full.engine.terms(people, "zz", 10) == []


def test_get_keeps_the_order_asked_for_and_has_none_for_what_is_not_there(full: Any) -> None:
    found = full.engine.get(["paris", "gone", "bare", "paris"])
    assert [article and article.id for article in found] == ["paris", None, "bare", "paris"]


def test_stats_cover_the_live_articles(full: Any) -> None:
    stats = full.engine.stats()
    assert (stats.articles, stats.first, stats.last) == (11, "2017-03-01", "2019-12-31")
    assert stats.applied == full.archive.last_change() == full.engine.applied()


def test_a_sound_index_has_no_faults(full: Any) -> None:
    assert full.engine.check() == []
