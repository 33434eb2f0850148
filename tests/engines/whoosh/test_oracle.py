"""Whoosh's own searcher over the same segments, through the codec, is the oracle of the search over arrays."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import whoosh.index
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from whoosh import query as stock
from whoosh.scoring import BM25F
from whoosh.sorting import Count, FieldFacet

from presssearch.analysis.folding import fold
from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import pattern
from presssearch.article import Article
from presssearch.engines.base import K1, B, FacetRequest, SearchRequest
from presssearch.engines.whoosh import merge, writer
from presssearch.engines.whoosh.execute import Execution
from presssearch.engines.whoosh.schema import ID, TEXT, code_field, form_field, stem_field
from presssearch.engines.whoosh.score import Scoring
from presssearch.fields import BY_NAME, Field, Kind
from presssearch.query.tree import And, Not, Or, Phrase, Prefix, Query, Word

BODY, HEADLINE, BYLINE, COUNTRY = (BY_NAME[name] for name in ("body", "headline", "byline", "country"))
PEOPLE = BY_NAME["people"]
WORDS = ["water", "dam", "the", "minister", "ministers", "talks", "C5+1", "外交部"]
LANGUAGES = ["en", "de", None]

texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
bylines = st.lists(st.sampled_from(["Anna Lee", "Lee Anna", "Bob Stone"]), max_size=2)
countries = st.lists(st.sampled_from(["KZ", "DE", "kz", "RU"]), max_size=3)


def articles_in(languages: list[str | None]) -> Any:
    return st.builds(
        lambda n, **parts: Article.from_json({"id": f"a{n}", **parts}),
        st.integers(0, 15),
        language=st.sampled_from(languages),
        headline=texts.map(lambda text: text or None),
        body=texts,
        byline=bylines,
        people=bylines.map(lambda names: [{"name": name} for name in names]),
        countries=countries,
    )


def histories(languages: list[str | None]) -> Any:
    """Batches of articles put, with ids that are deleted between them."""
    ids = st.sets(st.integers(0, 15).map(lambda n: f"a{n}"), max_size=2)
    batch = st.lists(articles_in(languages), min_size=1, max_size=8)
    return st.lists(st.tuples(batch, ids), min_size=1, max_size=4)


text_fields = st.sampled_from([BODY, HEADLINE, None])
leaves = st.one_of(
    st.builds(Word, st.sampled_from([*WORDS, "meeting"]), text_fields),
    st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(" ".join), text_fields),
    st.builds(Prefix, st.sampled_from(["m", "mi", "w", "外", "zz"]), text_fields),
    st.builds(Phrase, st.sampled_from(["anna lee", "lee", "lee anna"]), st.sampled_from([BYLINE, PEOPLE, None])),
    st.builds(Word, st.sampled_from(["KZ", "de", "xx"]), st.just(COUNTRY)),
    st.builds(Prefix, st.sampled_from(["k", ""]), st.just(COUNTRY)),
)
# Whoosh's Not is right at the root and beside something that matches, but not below an Or. The memory
# engine is the oracle of any nesting (test_properties.py).
positive: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda children: st.one_of(
        st.builds(lambda *parts: And(parts), children, children),
        st.builds(lambda *parts: Or(parts), children, children),
        st.builds(lambda some, other: And((some, Not(other))), children, children),
    ),
    max_leaves=5,
)
trees: st.SearchStrategy[Query] = st.one_of(positive, positive, st.builds(Not, positive))


Speakers = dict[str | None, list[str]]  # language -> ids of the articles in it; None: of those without one


def in_stock(query: Query, speakers: Speakers) -> stock.Query:
    """The same question as a query of Whoosh."""
    match query:
        case And():
            return stock.And([in_stock(child, speakers) for child in query.children])
        case Or():
            return stock.Or([in_stock(child, speakers) for child in query.children])
        case Not():
            return stock.Not(in_stock(query.child, speakers))
        case Word() | Phrase() | Prefix():
            return leaf_in_stock(query, query.field, speakers)
    raise AssertionError(query)


def leaf_in_stock(leaf: Any, field: Field | None, speakers: Speakers) -> stock.Query:
    wanted = pattern(leaf.text)
    if field is not None and field.kind is Kind.CODE:
        kind = stock.Prefix if isinstance(leaf, Prefix) else stock.Term
        return kind(code_field(field), fold(leaf.text))
    name = field.name if field else TEXT
    if wanted.prefix or isinstance(leaf, Prefix):
        return stock.Prefix(form_field(name), wanted.forms[-1])
    if field is not None and field.kind is Kind.NAME:
        return sequence(form_field(name), [form.encode() for form in wanted.forms])
    return stock.Or(
        [
            stock.And([sequence(stem_field(name), [stem(form, language).encode() for form in wanted.forms]), theirs])
            for language, ids in speakers.items()
            for theirs in [stock.Or([stock.Term(ID, id_) for id_ in ids])]
        ]
    )


def sequence(name: str, terms: list[bytes]) -> stock.Query:
    return stock.Term(name, terms[0]) if len(terms) == 1 else stock.Phrase(name, terms)


relaxed = settings(deadline=None)


@contextmanager
def indexed(make_bench: Any, history: Any) -> Iterator[tuple[Any, Any]]:
    """An index of several segments, some with deletions; and Whoosh's own searcher over it."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(merge, "FANOUT", 3)
        patch.setattr(writer, "BATCH_ARTICLES", 3)
        bench = make_bench("whoosh", Path(folder, "whoosh"))
        for batch, deleted in history:
            bench.put(*batch)
            bench.delete(*deleted)
        assume(bench.engine.stats().articles)
        weighting = BM25F(B=B, K1=K1)
        with whoosh.index.open_dir(str(bench.folder / "whoosh")).searcher(weighting=weighting) as searcher:
            yield bench, searcher
        bench.close()


def found_by_stock(searcher: Any, query: stock.Query) -> list[str]:
    """Live articles: behind the last match of what it negates, Whoosh's Not lets a deleted one pass."""
    reader = searcher.reader()
    found = {number for number in searcher.docs_for_query(query) if not reader.is_deleted(number)}
    return sorted(reader.stored_fields(number)["id"] for number in found)


@settings(relaxed, max_examples=30)
@given(history=histories(LANGUAGES), wanted=st.lists(trees, min_size=30, max_size=30))
def test_the_stock_searcher_finds_the_same_articles(make_bench: Any, history: Any, wanted: list[Query]) -> None:
    with indexed(make_bench, history) as (bench, searcher):
        speakers: Speakers = {}
        for id_ in bench.ids():
            speakers.setdefault(bench.archive.get([id_])[0].language, []).append(id_)
        for query in wanted:
            assert sorted(bench.ids(query)) == found_by_stock(searcher, in_stock(query, speakers)), query


@settings(relaxed, max_examples=12)
@given(history=st.lists(articles_in(["en"]), min_size=1, max_size=16, unique_by=lambda article: article.id))
def test_the_stock_searcher_gives_the_same_scores(make_bench: Any, history: list[Article]) -> None:
    """Without deletions, which Whoosh counts among the articles and we do not."""
    with indexed(make_bench, [(history, set())]) as (bench, searcher):
        snapshot = bench.engine._current()
        for field in (BODY, HEADLINE, None):
            for text in ("water", "dam", "the", "minister", "talks"):
                query = Word(text, field)
                execution = Execution(snapshot)
                selected = execution.matching(query)
                ours = Scoring(execution, SearchRequest(query)).scores(selected)
                term = stock.Term(stem_field(field.name if field else TEXT), stem(text, "en").encode())
                theirs = {hit["id"]: hit.score for hit in searcher.search(term, limit=None)}
                ids = snapshot.ids(selected.documents.tolist())
                assert theirs == pytest.approx(dict(zip(ids, ours.tolist(), strict=True)), abs=1e-9)
                best = [hit["id"] for hit in searcher.search(term, limit=2)]
                assert {theirs[id_] for id_ in best} == set(sorted(theirs.values(), reverse=True)[: len(best)])


@settings(relaxed, max_examples=10)
@given(history=histories(["en"]), text=st.sampled_from(["water", "the", "minister"]))
def test_the_stock_searcher_counts_the_same_values(make_bench: Any, history: Any, text: str) -> None:
    with indexed(make_bench, history) as (bench, searcher):
        query = Word(text, BODY)
        asked = stock.Term(stem_field("body"), stem(text, "en").encode())
        counts = bench.search(query, facets=(FacetRequest(COUNTRY, size=100),)).facets[COUNTRY]
        facet = FieldFacet(code_field(COUNTRY), allow_overlap=True)
        found = searcher.search(asked, limit=None, groupedby={"country": facet}, maptype=Count)
        theirs = Counter({value: count for value, count in found.groups("country").items() if value})
        if not any(value in ("KZ", "kz") for value, _ in counts.values):  # those two are one code, but two values
            assert theirs == Counter({fold(value): count for value, count in counts.values})
        assert found.groups("country").get(None, 0) + found.groups("country").get("", 0) == counts.missing


def test_the_stock_searcher_reads_the_same_lists_and_places(whoosh: Any, collection: list[Any]) -> None:
    whoosh.put(*collection)
    (ours,) = whoosh.engine._current().readers
    reader = open_stock(whoosh)
    count = 0
    own = set(ours.fields())
    for field, term in [(field, term) for field, term in reader.all_terms() if field in own]:
        matcher = reader.postings(field, term)
        found = ours.lists(field).find(term)
        documents, places = [], []
        while matcher.is_active():
            documents.append(matcher.id())
            places += matcher.value_as("positions") if matcher.supports("positions") else []
            matcher.next()
        assert found.ids.tolist() == documents
        assert (found.places().tolist() if found.first is not None else []) == places
        count += 1
    assert count > 200
    assert reader.doc_frequency("body_stem", stem("dams", "en").encode()) == 3


def open_stock(bench: Any) -> Any:
    return whoosh.index.open_dir(str(bench.folder / "whoosh")).reader()


def test_the_stock_reader_knows_lengths_ids_and_near_spellings(whoosh: Any) -> None:
    whoosh.put({"id": "a", "body": "water dam dam"}, {"id": "b", "body": "waters"}, {"id": "c"})
    whoosh.delete("c")
    reader = open_stock(whoosh)
    ids = [reader.stored_fields(n)["id"] for n in reader.all_doc_ids()]
    lengths = {id_: reader.doc_field_length(n, "body_form") for id_, n in zip(ids, reader.all_doc_ids(), strict=True)}
    assert lengths == {"a": 3, "b": 1}
    assert (reader.field_length("body_form"), reader.max_field_length("body_form")) == (4, 3)
    assert sorted(reader.terms_within("body_form", "watem", 2)) == ["water", "waters"]
    assert list(reader.lexicon("body_form")) == [b"dam", b"water", b"waters"]
    assert reader.frequency("body_form", b"dam") == 2


def test_the_stock_writer_is_refused(whoosh: Any) -> None:
    """What it would write, ours could not read."""
    whoosh.put({"id": "a", "body": "water"})
    segment = open_stock(whoosh).segment()
    for make in (segment.codec().field_writer, segment.codec().per_document_writer):
        with pytest.raises(NotImplementedError):
            make(None, segment)
