"""Whatever the articles and the search: the engines agree, and counts are what choosing gives."""

import dataclasses
import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presssearch.article import Article
from presssearch.engines.base import MISSING, FacetRequest, Filter, Hint, Histogram, Hit, Interval, SearchRequest, Sort
from presssearch.engines.leaves import PARTS, WORD_FIELDS
from presssearch.fields import BY_NAME, FACETS, FIELDS, Field
from presssearch.query.rewrite import positive_leaves
from presssearch.query.tree import (
    And,
    AtLeast,
    DateRange,
    Everything,
    Exact,
    First,
    Fuzzy,
    Missing,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Quotation,
    Same,
    Wildcard,
    Word,
)

WORDS = [
    "minister",
    "ministers",
    "meet",
    "meeting",
    "met",
    "water",
    "dam",
    "Minister",
    "réunion",
    "外交部",
    "北京",
    "C5+1",
    "a",
]
NAMES = ["Anna Lee", "Lee Anna", "Lee", "Bob Stone", "Боб Стоун", "Ana Li"]
CODES = ["KZ", "DE", "kz-mfa", "en", "de"]

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
# Few words and many of them, so that some stand near each other.
COMMON = ["water", "dam", "met", "minister"]
bodies = texts | st.lists(st.sampled_from([*COMMON, *COMMON, *WORDS]), min_size=8, max_size=20).map(" ".join)
dates = st.sampled_from([{}, "2018", "2018-06", "2018-06-12", "2018-06-12T10:39", "2019-01-01", "--06-12T10:00"])
quotes = st.builds(
    lambda text, speaker, first, size: {"text": text, "speaker": speaker, "span": [first, first + size]},
    st.sampled_from(["water", "met", "nowhere"]),
    st.sampled_from([None, *NAMES]),
    st.integers(0, 40),
    st.integers(0, 30),
)
articles = st.builds(
    lambda id_, **parts: Article.from_json({"id": id_, **parts}),
    st.sampled_from([f"a{n}" for n in range(8)]),
    language=st.sampled_from([None, "en", "de", "fr", "zh"]),
    source=st.sampled_from([None, "kz-mfa", "de-mfa"]),
    headline=texts.map(lambda text: text or None),
    body=bodies,
    published=dates,
    byline=st.lists(st.sampled_from(NAMES), max_size=2),
    people=st.lists(
        st.builds(dict, name=st.sampled_from(NAMES), office=st.sampled_from([None, "Minister of water"])), max_size=3
    ),
    paragraphs=st.lists(st.integers(0, 40), max_size=5).map(lambda cuts: list(pairwise(sorted({0, *cuts})))),
    quotes=st.lists(quotes, max_size=4),
    organisations=st.lists(
        st.sampled_from([("UN", "United Nations"), ("UN", "Union"), (None, "x"), ("U\x1fN", "United Nations")]),
        max_size=2,
    ).map(lambda found: [{"name": name, "acronym": acronym} for acronym, name in found]),
    countries=st.lists(st.sampled_from(["KZ", "DE", "RU"]), max_size=3),
)

fields = st.sampled_from([None, None, *FIELDS])
ranges = st.builds(
    DateRange, *[st.sampled_from([None, date(2018, 6, 1), date(2018, 6, 12), date(2018, 12, 31)]) for _ in range(2)]
)


def leaves_of(names: st.SearchStrategy[Field | None]) -> st.SearchStrategy[Query]:
    return st.one_of(
        st.builds(Word, st.sampled_from(WORDS + CODES + ["Lee", "外"]), names),
        st.builds(
            Phrase, st.lists(st.sampled_from([*WORDS, "Lee", "Anna"]), min_size=2, max_size=3).map(" ".join), names
        ),
        st.builds(Prefix, st.sampled_from(["m", "mi", "water d", "外", "k", "lee a", ""]), names),
        st.builds(Exact, st.sampled_from([*WORDS, "Lee", "ministers meet"]), names),
        st.builds(Wildcard, st.sampled_from(["m?t", "mi*er", "wat*?", "l?e", "外?", "k?"]), names),
        st.builds(Fuzzy, st.sampled_from(["watre", "minster", "lea", "met", "dam"]), st.sampled_from([1, 2]), names),
    )


def placed_in(field: Field | None) -> st.SearchStrategy[Query]:
    """Near and the like, of one field."""
    common = st.builds(Word, st.sampled_from(COMMON), st.just(field))
    return st.recursive(
        common | common | common | leaves_of(st.just(field)),
        lambda children: st.one_of(
            st.builds(Near, st.lists(children, min_size=2, max_size=3).map(tuple), st.integers(0, 4)),
            st.builds(Same, st.lists(children, min_size=2, max_size=3).map(tuple)),
            st.builds(Or, st.lists(children, min_size=2, max_size=2).map(tuple)),
            st.builds(AtLeast, children, st.integers(1, 3)),
            st.builds(First, children, st.integers(1, 5)),
        ),
        max_leaves=4,
    )


quotations = st.recursive(
    leaves_of(st.sampled_from([BY_NAME["said"], BY_NAME["by"]])) | placed_in(BY_NAME["said"]),
    lambda children: st.one_of(
        st.builds(Not, children),
        st.builds(lambda a, b: And((a, b)), children, children),
        st.builds(lambda a, b: Or((a, b)), children, children),
    ),
    max_leaves=3,
)
leaves = st.one_of(
    leaves_of(fields),
    leaves_of(fields),
    st.sampled_from([None, None, BY_NAME["body"], *PARTS]).flatmap(placed_in),
    st.sampled_from(WORD_FIELDS).flatmap(placed_in),
    quotations.map(Quotation),
    ranges,
    st.builds(Missing, st.sampled_from(FIELDS)),
    st.just(Everything()),
)
queries: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda children: st.one_of(
        st.builds(Not, children),
        st.builds(lambda a, b: And((a, b)), children, children),
        st.builds(lambda a, b: Or((a, b)), children, children),
    ),
    max_leaves=4,
)
values = st.lists(st.sampled_from([*CODES, *NAMES, "nobody", MISSING]), max_size=2).map(tuple)
filters = st.dictionaries(st.sampled_from([*FACETS, BY_NAME["date"]]), st.builds(Filter, values, values), max_size=2)
places = st.sampled_from([None, None, Hit("a3", 0.0), Hit("a5", 0.5, 20180612 * 1440), Hit("zz", 0.0, 20180601 * 1440)])
facets = st.tuples(
    st.integers(0, 4), st.sampled_from([0, 0, 1]), st.booleans(), st.sampled_from(["", "", "l", "K", "bob s", "-"])
).map(
    lambda drawn: tuple(
        FacetRequest(f, drawn[0], ("KZ", "nobody"), offset=drawn[1], by_name=drawn[2], prefix=drawn[3]) for f in FACETS
    )
)
several = st.lists(leaves, min_size=2, max_size=4).map(lambda children: And(tuple(children)))
requests = st.builds(
    SearchRequest,
    query=queries | several,
    least=st.sampled_from([None, None, 1, 2, 3]),
    hints=st.sampled_from(
        [
            (),
            (Hint(Near((Word("water"), Word("dam")), 4), 0.25),),
            (
                Hint(Word("met"), 0.1),
                Hint(Word("nowhere"), 2.0),
                Hint(Exact("dam"), 0.1),
                Hint(Word("water", BY_NAME["lead"]), 0.1),
            ),
        ]
    ),
    towards=st.sampled_from([None, None, date(2018, 6, 12), date(2011, 1, 31)]),
    filters=filters,
    dates=st.one_of(st.none(), ranges),
    sort=st.sampled_from(Sort),
    offset=st.sampled_from([0, 0, 2]),
    limit=st.sampled_from([0, 1, 3, 20]),
    after=places,
    before=places,
    facets=facets,
    histogram=st.sampled_from([None, *Interval]),
)
# Batches of articles put, with an id that is deleted between them.
histories = st.lists(
    st.tuples(st.lists(articles, min_size=1, max_size=5), st.sampled_from(["a0", "a1", "zz"])), min_size=1, max_size=3
)

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@settings(relaxed, max_examples=40)
@given(history=histories, wanted=st.lists(requests, min_size=4, max_size=8))
def test_the_engines_agree_in_hits_order_scores_facets_and_histogram(
    make_bench: Any, history: Any, wanted: Any
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        benches = [make_bench(kind, Path(folder, kind)) for kind in ("memory", "whoosh")]
        for bench in benches:
            for batch, deleted in history:
                bench.put(*batch)
                bench.delete(deleted)
        memory, whoosh = (bench.engine for bench in benches)
        everything = list(memory.scan(SearchRequest()).articles)
        for request in wanted:
            found = memory.search(request)
            assert whoosh.search(request) == found
            leaves = positive_leaves(request.query)
            for passages in (None, 1):
                assert whoosh.marks(leaves, everything, passages) == memory.marks(leaves, everything, passages)
            every = dataclasses.replace(request, offset=0, limit=100, after=None, before=None)
            for engine in (memory, whoosh):
                scan = engine.scan(request)
                assert scan.total == found.total
                assert [article.id for article in scan.articles] == [hit.id for hit in engine.search(every).hits]
        for field in FACETS:
            assert whoosh.terms(field, "l", 3) == memory.terms(field, "l", 3)
        for leaf in (Prefix("l"), Fuzzy("dams", 1), Wildcard("*a")):
            assert whoosh.words(leaf, 3) == memory.words(leaf, 3)
            assert whoosh.words(leaf, 3, 2) == memory.words(leaf, 3, 2)
        for text in ("UN", "united nations", "x"):
            assert whoosh.acronyms(text) == memory.acronyms(text)
        for name in NAMES:
            assert whoosh.names_like(name, 4) == memory.names_like(name, 4)
        assert whoosh.namesakes(NAMES, 4) == memory.namesakes(NAMES, 4)
        assert dataclasses.replace(whoosh.stats(), engine="", size_bytes=0) == dataclasses.replace(
            memory.stats(), engine="", size_bytes=0
        )
        assert whoosh.check() == []
        for bench in benches:
            bench.close()


@settings(relaxed, max_examples=20)
@given(history=histories, wanted=requests)
def test_counts_are_the_hits_that_choosing_gives(make_bench: Any, history: Any, wanted: SearchRequest) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = make_bench("whoosh", Path(folder, "whoosh"))
        for batch, deleted in history:
            bench.put(*batch)
            bench.delete(deleted)
        search = bench.engine.search
        found = search(dataclasses.replace(wanted, histogram=wanted.histogram or Interval.MONTH))
        for field, counts in found.facets.items():
            for value, count in (*counts.values, (MISSING, counts.missing)):
                chosen = dataclasses.replace(wanted, filters={**wanted.filters, field: Filter((value,))})
                assert search(chosen).total == count
        _check_histogram(search, wanted, found.histogram, found.total)
        bench.close()


def _check_histogram(search: Any, wanted: SearchRequest, histogram: Histogram, total: int) -> None:
    assert sum(count for _, count in histogram.buckets) + histogram.undated == total
    asked = wanted.query.children if isinstance(wanted.query, And) else (wanted.query,)
    for bucket, count in histogram.buckets:
        chosen = dataclasses.replace(wanted, query=And((*asked, _range_of(bucket))))
        assert search(chosen).total == count


def _range_of(bucket: str) -> DateRange:
    days = Article.from_json({"id": "x", "published": bucket}).published.days()
    assert days is not None
    return DateRange(*days)
