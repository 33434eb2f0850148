"""Readers and a writer at once, in threads and across engines over one folder."""

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from presssearch.archive import Change
from presssearch.article import Article
from presssearch.engines.base import FacetRequest, SearchRequest
from presssearch.engines.whoosh import WhooshEngine
from presssearch.fields import BY_NAME, FACETS
from presssearch.query.tree import Or, Phrase, Prefix, Word

SOURCE = BY_NAME["source"]
ALL = tuple(FacetRequest(field) for field in FACETS)
SEARCHES = [
    SearchRequest(Word("water"), facets=ALL),
    SearchRequest(Phrase("the dam number"), facets=ALL),
    SearchRequest(Prefix("w"), facets=ALL),
    SearchRequest(Or((Word("dam"), Word("7"))), facets=ALL),
]


def generation(k: int, size: int = 30) -> list[Change]:
    """Every article anew, all with the source `k`."""
    return [
        Change(
            k * size + n,
            f"a{n}",
            Article.from_json({"id": f"a{n}", "source": f"s{k}", "body": f"water at the dam number {n}"}),
        )
        for n in range(size)
    ]


def test_threads_share_a_snapshot_and_get_what_one_thread_gets(whoosh: Any) -> None:
    whoosh.engine.apply(generation(1, 300))
    expected = [whoosh.engine.search(request) for request in SEARCHES]
    fresh = WhooshEngine(whoosh.engine._folder, whoosh.archive)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: fresh.search(SEARCHES[n % len(SEARCHES)]), range(200)))
    for n, result in enumerate(found):
        assert result == expected[n % len(SEARCHES)]


@pytest.mark.parametrize("reopening", [False, True], ids=["one engine", "an engine for each search"])
def test_a_reader_sees_one_generation_whole_while_a_writer_commits(whoosh: Any, reopening: bool) -> None:
    whoosh.engine.apply(generation(1))
    folder, done, faults, searches = whoosh.folder / "whoosh", threading.Event(), [], []

    def read() -> None:
        engine = WhooshEngine(whoosh.engine._folder, whoosh.archive)
        seen = 0
        while not done.is_set() or not seen:
            if reopening:
                engine = WhooshEngine(folder, whoosh.archive)
            found = engine.search(SearchRequest(Word("water"), facets=(FacetRequest(SOURCE),)))
            ((source, count),) = found.facets[SOURCE].values or (("none", 0),)
            if (count, found.total) != (30, 30) or int(source[1:]) < seen:
                faults.append((source, count, found.total, seen))
            seen = int(source[1:])
            searches.append(seen)

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for k in range(2, 16):
            whoosh.engine.apply(generation(k))
        done.set()
        for reader in readers:
            reader.result()
    assert faults == []
    assert len(searches) > 10


def test_a_reader_keeps_its_answers_while_a_rebuild_takes_the_files_away(whoosh: Any) -> None:
    whoosh.engine.apply(generation(1))
    reader = WhooshEngine(whoosh.engine._folder, whoosh.archive)
    before = reader.search(SEARCHES[0])
    shutil.rmtree(whoosh.folder / "whoosh")
    (whoosh.folder / "whoosh").mkdir()
    assert reader.search(SEARCHES[0]) == before
    assert reader.search(SEARCHES[1]).total == 30
    rebuilt = WhooshEngine.open(whoosh.folder / "whoosh", archive=whoosh.archive, create=True)
    rebuilt.apply(generation(0, 4))
    assert reader.search(SEARCHES[0]).total == 4


def test_two_writers_in_one_process_take_turns(whoosh: Any) -> None:
    engines = [WhooshEngine(whoosh.engine._folder, whoosh.archive) for _ in range(4)]
    batches = [[Change(n, f"a{n}", Article.from_json({"id": f"a{n}", "body": "water"}))] for n in range(1, 13)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: engines[n % 4].apply(batches[n]), range(12)))
    assert len(whoosh.ids()) == 12
