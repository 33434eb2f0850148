"""Few segments, written seldom; arrays that come back as they were written."""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presssearch.article import Article
from presssearch.engines.base import FacetRequest, SearchRequest
from presssearch.engines.batches import arrays, chunks
from presssearch.engines.leaves import WEIGHTED
from presssearch.engines.whoosh import lexicon, merge, postings, snapshot, spool, streams, writer
from presssearch.engines.whoosh.map import Lists, SegmentReader
from presssearch.engines.whoosh.schema import QUARTERS
from presssearch.engines.whoosh.write import Run, field_arrays, write_segment
from presssearch.fields import FACETS, FIELDS
from presssearch.query.rewrite import positive_leaves
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
        patch.setattr(chunks, "_AT_ONCE", 30)
        patch.setattr(postings, "_AT_ONCE", 5)
        patch.setattr(merge, "_DOCUMENTS", 2)
        patch.setattr(spool, "_IN_MEMORY", 8)
        patch.setattr(snapshot, "_READ", 2)
        patch.setattr(streams, "PART", 5)
        patch.setattr(lexicon, "_BLOCK", 2)
        patch.setattr(lexicon, "_SMALL", 0)
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
            leaves, everything = positive_leaves(query), list(benches[0].engine.scan(request).articles)
            assert benches[1].engine.marks(leaves, everything) == benches[0].engine.marks(leaves, everything)
        assert benches[1].engine.check() == []
        for bench in benches:
            bench.close()


# ---- arrays ----


@given(st.lists(st.lists(st.integers(0, 2**33), max_size=9), max_size=6), st.booleans())
def test_a_spool_gives_back_what_it_was_given_in_the_least_width(parts: list[list[int]], in_memory: bool) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(spool, "_IN_MEMORY", 16)
        with spool.Spool(None if in_memory else Path(folder)) as held:
            for part in parts:
                held.add(arrays.narrow(np.array(part, dtype=np.int64)))
            flat = np.array([number for part in parts for number in part], dtype=np.int64)
            assert [piece.tolist() for piece in held.pieces()] == parts
            narrow, ends = np.concatenate([*held.narrow()]), np.concatenate([*held.ends()])
        assert (narrow.tolist(), narrow.dtype) == (flat.tolist(), arrays.narrow(flat).dtype)
        assert (ends.tolist(), held.is_used) == (arrays.starts(flat).tolist(), bool(parts))
        assert [*Path(folder).iterdir()] == []


def written(folder: str, arrays_of: Any, size: int = 0) -> SegmentReader:
    path = Path(folder, "MAIN_x.seg")
    write_segment(path, arrays_of)
    return SegmentReader(path, "MAIN_x", size)


documents_of_term = st.dictionaries(
    st.integers(0, 2**32 - 1), st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=4, unique=True), min_size=1
)


@given(
    st.dictionaries(st.binary(max_size=9).map(lambda term: term.replace(b"\xff", b"")), documents_of_term, max_size=80)
)
def test_any_posting_lists_are_read_as_they_were_written(found: dict[bytes, dict[int, list[int]]]) -> None:
    rows = [
        (term, document, sorted(found[term][document])) for term in sorted(found) for document in sorted(found[term])
    ]
    run = Run(
        sorted(found),
        np.array([len(found[term]) for term in sorted(found)], dtype=np.int64),
        np.array([document for _, document, _ in rows], dtype=np.int64),
        np.array([len(places) for _, _, places in rows], dtype=np.int64),
        np.array([place for _, _, places in rows for place in places], dtype=np.int64),
    )
    with tempfile.TemporaryDirectory() as folder:
        lists = written(folder, field_arrays("text_form", [run])).lists("text_form")
        lists.check(2**32)
        assert lists.lexicon.terms() == sorted(found)
        for term, documents in found.items():
            _check_slice(lists, term, documents)


def _check_slice(lists: Lists, term: bytes, documents: dict[int, list[int]]) -> None:
    part = lists.find(term)
    assert part is not None
    assert part.ids.tolist() == sorted(documents)
    assert part.counts().tolist() == [len(documents[document]) for document in sorted(documents)]
    assert part.places().tolist() == [place for d in sorted(documents) for place in sorted(documents[d])]
    chosen = np.arange(len(documents))[::2]
    some = [sorted(documents)[row] for row in chosen.tolist()]
    taken = part.take(chosen)
    assert (taken.ids.tolist(), taken.counts().tolist()) == (some, [len(documents[d]) for d in some])
    assert taken.places().tolist() == [place for d in some for place in sorted(documents[d])]


@given(st.sets(st.text(max_size=5), max_size=300), st.lists(st.text(max_size=3), max_size=9), st.booleans())
def test_a_lexicon_is_a_sorted_list(texts: set[str], wanted: list[str], small: bool) -> None:
    terms = sorted(text.encode() for text in texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon, "_SMALL", 1000 if small else 0)
        packed = lexicon.pack_lexicon("x", terms)
        found = lexicon.Lexicon(packed["x.terms"], packed["x.marks"])
        found.check()
        assert [found.term(n) for n in range(found.size)] == found.terms() == terms
        for text in [*wanted, *sorted(texts)[::7]]:
            term = text.encode()
            assert found.number_of(term) == (terms.index(term) if term in terms else None)
            first, end = found.beginning(term)
            assert found.terms(first, end) == [other for other in terms if other.startswith(term)]


@given(st.lists(st.lists(st.integers(0, 2**40), max_size=20), max_size=9))
def test_arrays_of_any_width_are_read_as_they_were_written(rows: list[list[int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = [(f"a{n}", arrays.narrow(np.array(row, dtype=np.int64))) for n, row in enumerate(rows)]
        reader = written(folder, made)
        assert [reader.array(name).tolist() for name, _ in made] == rows
        assert reader.is_sound()
        sound = reader.path.read_bytes()
        at = len(sound) - 16  # in the sum
        reader.path.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        assert not SegmentReader(reader.path, "MAIN_x", 0).is_sound()


def test_a_file_of_a_segment_holds_no_pickle_and_ends_with_its_sum(whoosh: Any) -> None:
    whoosh.put({"id": "a", "body": "water", "countries": ["KZ"]})
    (path,) = (whoosh.folder / "whoosh").glob("*.seg")
    data = path.read_bytes()
    assert data.startswith(b"PRESSSEG")
    assert data.endswith(b"PRESSSEG")
    assert b"\x80\x02" not in data  # how a pickle of Whoosh's begins


def test_a_stem_has_a_list_of_its_own_only_where_it_differs_from_the_form_of_its_letters(whoosh: Any) -> None:
    """`minister` is its own stem in one article and has another in the next: when the two segments are merged,
    what was one list in the first becomes two."""
    whoosh.put({"id": "a", "body": "minister water"}, {"id": "b", "body": "minister"}, {"id": "c", "body": "dam"})
    (reader,) = whoosh.engine._current().readers
    assert reader.lists("text_stem").lexicon.terms() == []
    assert reader.lists("text_stem").find(b"minister").ids.tolist() == [0, 1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge, "FANOUT", 2)
        whoosh.put({"id": "d", "body": "minister ministers water", "language": "en"})
    (reader,) = whoosh.engine._current().readers
    assert reader.lists("text_stem").lexicon.terms() == [b"minist", b"minister"]
    assert reader.lists("text_stem").find(b"minister").ids.tolist() == [0, 1]
    assert reader.lists("text_form").find(b"minister").ids.tolist() == [0, 1, 3]
    assert reader.lists("text_stem").find(b"water").ids.tolist() == [0, 3]
    assert sorted(whoosh.ids(Word("minister"))) == ["a", "b", "d"]


def test_a_prefix_takes_all_of_its_terms(whoosh: Any) -> None:
    whoosh.put(*({"id": f"a{n}", "body": " ".join(f"ba{m}" for m in range(n, n + 100))} for n in range(0, 3000, 100)))
    assert len(whoosh.ids(Prefix("ba"))) == 30
    (reader,) = whoosh.engine._current().readers
    lists = reader.lists("text_form")
    first, end = lists.lexicon.beginning(b"ba")
    assert end - first == 3000


def test_weights_are_quarters_which_is_how_they_are_stored() -> None:
    assert all(4 * field.weight == QUARTERS[field.name] > 0 for field in WEIGHTED)


def test_a_word_that_fills_a_text_and_a_headline_is_weighed_exactly(make_bench: Any, tmp_path: Path) -> None:
    """Frequencies that no byte holds, in each of the two numbers of a posting."""
    article = {"id": "a", "headline": "dam " * 100, "body": "dam " * 300 + "water"}
    found = []
    for kind in ("memory", "whoosh"):
        bench = make_bench(kind, tmp_path / kind)
        bench.put(article, {"id": "b", "body": "dam"})
        found.append([bench.search(query) for query in (Word("dam"), Prefix("da"), Phrase("dam dam"))])
        bench.close()
    assert found[0] == found[1]


def test_names_of_fields_are_fit_to_be_names_of_files() -> None:
    assert all(field.name.isascii() and field.name.isalpha() and field.name.islower() for field in FIELDS)
