"""Three nodes on this machine: one is killed while articles are sent, another while people search."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from presssearch.archive import Archive
from presssearch.article import Article
from presssearch.engines.base import SearchRequest
from presssearch.errors import EngineError
from presssearch.query.tree import Word

pytestmark = [pytest.mark.opensearch, pytest.mark.slow, pytest.mark.timeout(600)]

PORTS = (38_210, 38_230, 38_250)
ARTICLES, AT_ONCE = 4_000, 400
KILLED_AFTER = 3  # batches
PATIENCE_S = 120
LONGEST_PAUSE_S = 60
BRIDGES = SearchRequest(Word("bridge"))


class Three:
    """Three nodes, by number; each can be killed and started again."""

    def __init__(self, nodes: Any) -> None:
        self._nodes = nodes
        self.running = {number: self._start(number, first=True) for number in range(len(PORTS))}
        self.whole()

    def _start(self, number: int, *, first: bool = False) -> Any:
        masters = [f"node{n}" for n in range(len(PORTS))] if first else ()
        seeds = [port + 100 for port in PORTS]
        return self._nodes.start(PORTS[number], name=f"node{number}", seeds=seeds, masters=masters)

    def kill(self, number: int) -> None:
        """SIGKILL: nothing is said to anybody, and what it had on its disk is lost."""
        self.running[number].kill()

    def again(self, number: int) -> None:
        self.running[number].stop()
        self.running[number] = self._start(number)
        self.whole()

    def whole(self) -> None:
        for node in self.running.values():
            self._nodes.wait(node, nodes=len(PORTS))

    def stop(self) -> None:
        for node in self.running.values():
            node.stop()


@pytest.fixture
def three() -> Iterator[Three]:
    sys.path.insert(0, str(Path(__file__).parents[2]))
    import opensearch_node

    try:
        nodes = Three(opensearch_node)
    except opensearch_node.NoNode as error:
        pytest.skip(str(error))
    try:
        yield nodes
    finally:
        nodes.stop()


def holder_of_primary(engine: Any) -> int:
    """The number of the node that has the first copy of the index."""
    (shard,) = (row for row in engine._client.cat.shards(format="json", index=engine._name) if row["prirep"] == "p")
    return int(shard["node"].removeprefix("node"))


def copied(engine: Any) -> None:
    """Wait until each copy of the index is whole."""
    engine._client.cluster.health(wait_for_status="green", timeout=f"{PATIENCE_S}s", request_timeout=PATIENCE_S)


class Searching(Thread):
    """Searches without a pause until it is told to stop. totals: of those that were answered; pauses: seconds between
    two answers."""

    def __init__(self, engine: Any) -> None:
        super().__init__()
        self._engine = engine
        self._over = Event()
        self.totals: list[int] = []
        self.pauses: list[float] = []

    def run(self) -> None:
        asked = time.monotonic()
        while not self._over.is_set():
            try:
                self.totals.append(self._engine.search(BRIDGES).total)
            except EngineError:
                continue  # an error, not a smaller number
            self.pauses.append(time.monotonic() - asked)
            asked = time.monotonic()

    def wait_for(self, more: int) -> bool:
        wanted, until = len(self.totals) + more, time.monotonic() + PATIENCE_S
        while len(self.totals) < wanted and time.monotonic() < until:
            time.sleep(0.2)
        return len(self.totals) >= wanted

    def stop(self) -> None:
        self._over.set()
        self.join()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "record.sqlite", create=True) as archive:
        for first in range(0, ARTICLES, AT_ONCE):
            archive.put(Article(f"a{n:05}", body=f"Bridge number {n}.") for n in range(first, first + AT_ONCE))
        yield archive


def test_a_node_dies_and_nothing_is_lost_nor_do_searches_end(three: Three, archive: Archive) -> None:
    """What is acknowledged is there once, whoever dies; what a search answers is right, and searches go on."""
    from presssearch.engines.opensearch import Cluster, OpenSearchEngine

    urls = ",".join(f"http://127.0.0.1:{port}" for port in PORTS)
    cluster = Cluster(urls, name="three", shards=1, replicas=1, wait_s=10)
    engine = OpenSearchEngine.open(cluster, archive=archive, create=True)
    copied(engine)
    dead = holder_of_primary(engine)
    fill(engine, archive, killer=Thread(target=three.kill, args=(dead,)))
    assert engine.check() == []

    three.again(dead)
    copied(engine)
    searching = Searching(engine)
    searching.start()
    try:
        assert searching.wait_for(20)
        three.kill(holder_of_primary(engine))
        assert searching.wait_for(100), "searches go on"
    finally:
        searching.stop()
    assert set(searching.totals) == {ARTICLES}
    assert max(searching.pauses) < LONGEST_PAUSE_S
    assert engine.check() == []
    engine.close()


def fill(engine: Any, archive: Archive, killer: Thread) -> None:
    """Apply all changes, while somebody kills a node."""
    acknowledged: list[int] = []
    failures = 0
    while engine.applied() < archive.last_change():
        if len(acknowledged) == KILLED_AFTER and killer.ident is None:
            killer.start()
        try:
            acknowledged.append(engine.apply(archive.changes(engine.applied(), limit=AT_ONCE)))
        except EngineError:
            failures += 1  # said aloud; the next run sends it again
            assert failures < PATIENCE_S
            time.sleep(1)
            continue
        assert engine.search(BRIDGES).total >= len(acknowledged) * AT_ONCE
    killer.join()
    assert acknowledged == sorted(set(acknowledged))
