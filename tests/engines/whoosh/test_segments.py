"""Few segments, written seldom; posting lists as Whoosh reads them."""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import whoosh.index
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage

from presssearch.analysis.stems import stem
from presssearch.article import Article
from presssearch.engines.base import FacetRequest, SearchRequest
from presssearch.engines.whoosh import merge, postings, segment, writer
from presssearch.engines.whoosh.schema import schema
from presssearch.fields import FACETS, FIELDS
from presssearch.query.tree import Or, Phrase, Prefix, Word


def segments(bench: Any) -> set[str]:
    return {path.name for path in (bench.folder / "whoosh").glob("*.seg")}


# ---- which segments are merged ----


@given(st.lists(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=60))
def test_after_a_merge_no_tier_is_full_and_no_segment_is_mostly_dead(sizes: list[tuple[int, int]]) -> None:
    groups = merge.plan(sizes)
    merged = [place for group in groups for place in group]
    assert len(merged) == len(set(merged))
    left = [size for n, size in enumerate(sizes) if n not in merged]
    left += [(live, live) for group in groups if (live := sum(sizes[n][0] for n in group)) or True]
    assert [group for group in merge.plan(left) if len(group) > 1] == []
    assert all(2 * live >= size for live, size in left)


def test_sixty_small_commits_leave_few_segments(whoosh: Any) -> None:
    for n in range(60):
        whoosh.put({"id": f"a{n}", "body": f"water {n}"})
    assert len(segments(whoosh)) <= 2 * merge.FANOUT
    assert len(whoosh.ids(Word("water"))) == 60
    assert whoosh.engine.check() == []


def test_a_small_update_leaves_a_large_segment_alone(whoosh: Any) -> None:
    whoosh.put(*({"id": f"a{n}", "body": f"water {n}"} for n in range(400)))
    (large,) = segments(whoosh)
    for n in range(40):
        whoosh.put({"id": f"a{n}", "body": f"dam {n}"})
        assert large in segments(whoosh)
    assert (len(whoosh.ids(Word("water"))), len(whoosh.ids(Word("dam")))) == (360, 40)


def test_a_new_generation_takes_over_what_was_read_of_segments_that_stay(whoosh: Any) -> None:
    whoosh.put({"id": "a", "body": "water"}, {"id": "b", "body": "water"}, {"id": "c", "body": "dam"})
    before = whoosh.engine._current()
    whoosh.put({"id": "a", "body": "dam"})
    after = whoosh.engine._current()
    assert after is not before
    assert after.readers[0] is before.readers[0]
    assert (before.count, after.count) == (3, 3)
    assert after.live.tolist() == [False, True, True, True]
    assert before.live.all()


def test_a_segment_of_which_all_is_deleted_goes(whoosh: Any) -> None:
    whoosh.put({"id": "a", "body": "water"})
    whoosh.delete("a")
    assert segments(whoosh) == set()
    assert whoosh.ids() == []


WORDS = ["water", "dam", "the", "minister", "ministers", "talks"]
bodies = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
puts = st.lists(
    st.lists(st.tuples(st.integers(0, 12), bodies, st.sampled_from(["en", "de", None])), max_size=6), max_size=6
)


@settings(deadline=None, max_examples=25)
@given(puts=puts)
def test_however_segments_batches_and_blocks_fall_the_answers_are_those_of_the_oracle(
    make_bench: Any, puts: Any
) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(merge, "FANOUT", 2)
        patch.setattr(merge, "_SMALLEST", 1)
        patch.setattr(writer, "BATCH_ARTICLES", 3)
        patch.setattr(postings, "BLOCK", 2)
        patch.setattr(segment, "CACHE_BYTES", 600)
        benches = [make_bench(kind, Path(folder, kind)) for kind in ("memory", "whoosh")]
        for batch in puts:
            made = [
                Article.from_json({"id": f"a{n}", "body": body, "language": language, "countries": body.split()[:2]})
                for n, body, language in batch
            ]
            for bench in benches:
                bench.put(*made)
                bench.delete("a3")
        for query in (Word("minister"), Phrase("the dam"), Prefix("w"), Or((Word("talks"), Phrase("dam the dam")))):
            request = SearchRequest(query, facets=tuple(FacetRequest(field) for field in FACETS))
            assert benches[1].engine.search(request) == benches[0].engine.search(request)
        assert benches[1].engine.check() == []
        for bench in benches:
            bench.close()


# ---- posting lists ----


def test_stock_whoosh_reads_the_same_lists_and_positions(
    whoosh: Any, collection: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its matchers over its own reader are the oracle of our reading of the blocks."""
    monkeypatch.setattr(postings, "BLOCK", 3)
    whoosh.put(*collection)
    (ours,) = whoosh.engine._current().readers
    reader = whoosh_reader(whoosh)
    count = 0
    for field, term in list(reader.all_terms()):
        matcher = reader.postings(field, term)
        found = ours.postings(field, term)
        documents, places = [], []
        while matcher.is_active():
            documents.append(matcher.id())
            places += matcher.value_as("positions") if matcher.supports("positions") else []
            matcher.next()
        assert found.documents.tolist() == documents
        assert found.places.tolist() == places
        count += 1
    assert count > 200
    assert reader.doc_frequency("body_stem", f"en\x1f{stem('dams', 'en')}".encode()) == 3


def whoosh_reader(bench: Any) -> Any:
    return whoosh.index.open_dir(str(bench.folder / "whoosh")).reader()


@given(
    st.lists(
        st.tuples(st.integers(0, 2**31 - 1), st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=4, unique=True)),
        min_size=1,
        max_size=40,
        unique_by=lambda p: p[0],
    )
)
def test_any_posting_list_is_read_as_it_was_written(lists: list[tuple[int, list[int]]]) -> None:
    lists = sorted((document, sorted(places)) for document, places in lists)
    documents = np.array([document for document, _ in lists])
    counts = np.array([len(places) for _, places in lists])
    values = [
        np.diff(np.array(places, dtype="<u4"), prepend=np.uint32(0)).astype("<u4").tobytes() for _, places in lists
    ]
    with tempfile.TemporaryDirectory() as folder:
        store = FileStorage(folder)
        made = postings.CODEC.new_segment(store, "X")
        fields = postings.CODEC.field_writer(store, made)
        fields.start_field("body_form", schema()["body_form"])
        postings.write_postings(fields, b"word", documents, counts, values)
        fields.finish_field()
        fields.close()
        found = postings.read_postings(Path(folder, made.make_filename(".pst")).read_bytes())
    assert found.documents.tolist() == documents.tolist()
    assert found.counts.tolist() == counts.tolist()
    assert found.places.tolist() == [place for _, places in lists for place in places]


def test_a_prefix_takes_all_of_its_terms(whoosh: Any) -> None:
    whoosh.put(*({"id": f"a{n}", "body": " ".join(f"ba{m}" for m in range(n, n + 100))} for n in range(0, 3000, 100)))
    assert len(whoosh.ids(Prefix("ba"))) == 30
    assert len(whoosh.engine._current().terms("body_form", b"ba")) == 3000


def test_names_of_fields_are_fit_to_be_names_of_files() -> None:
    assert all(field.name.isascii() and field.name.isalpha() and field.name.islower() for field in FIELDS)
