"""The OpenSearch engine: what it costs beside the embedded one, and beside its node.

    python -m benchmarks.cluster [--sizes 10000] [--searches 100] [--language en]

preparing    processor time for each article from the record until it can be sent, beside that of the embedded engine
             until its batch is inverted; in each round both read the same releases, which are new to both. What reading
             the record takes by itself, which is in both, is told too
indexing     into an empty node of this machine: articles a second by the clock, processor time of ours and of the node,
             bytes of the index, as it is then and merged into one segment
searching    the time of a clock that is ours: the whole of a call, less what the node says that its requests took; and
             the processor time of our process. Of all of a page, which marks words and asks for other spellings too, of
             the engine's searches for it, and of a search that finds nothing, which is what any request costs: the
             client, the way there and back, the node's reading and writing. Waiting for a core counts as ours by the
             clock: how many processes wanted one is printed

The node has a heap of 512 MB, and the index one shard and no copies. All of it, this process too, is on this machine.
"""

import argparse
import gc
import os
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.search.generator import releases
from benchmarks.search.peers.base import in_batches
from benchmarks.search.peers.ours import day_of, query_of
from benchmarks.search.queries import SAMPLE, Drawing, Search
from rich.console import Console
from tests import opensearch_node

from presssearch.archive import Archive, Change
from presssearch.article import Article
from presssearch.engines.base import Filter
from presssearch.engines.batches.vocabulary import Vocabulary
from presssearch.engines.document import document_of
from presssearch.engines.opensearch import Cluster, OpenSearchEngine
from presssearch.engines.opensearch.applying import items
from presssearch.engines.opensearch.words import Words
from presssearch.engines.whoosh.invert import invert
from presssearch.fields import BY_NAME
from presssearch.indexing.catching_up import CHANGES_AT_ONCE
from presssearch.query import to_text
from presssearch.query.tree import DateRange
from presssearch.search.matching import Match
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

SEED = 20180612
GOAL = 1.3  # times what the embedded engine takes
GOAL_MS = 5.0  # of a page that are ours
PLAIN_REQUESTS = 200
ARTICLES_A_ROUND = 1_500
REST_S = 70

console = Console(highlight=False, soft_wrap=True)


def articles(count: int, language: str | None) -> Iterator[Article]:
    return map(Article.from_json, releases(SEED, count, language=language))


def changes(count: int, language: str | None) -> Iterator[Change]:
    for number, article in enumerate(articles(count, language), 1):
        yield Change(number, article.id, article)


# ---- preparing ----


def sent(words: Words, changes: Iterable[Change]) -> None:
    for item in items(changes, (), words):
        item.lines()


def inverted(vocabulary: Vocabulary, changes: Iterable[Change]) -> None:
    for _ in invert([document_of(change.article) for change in changes if change.article], vocabulary):
        pass


def read(changes: Iterable[Change]) -> None:
    for _ in changes:
        pass


def prepare(language: str | None, rounds: int) -> None:
    """send and embed both remember the words of earlier rounds."""
    send, embed = partial(sent, Words()), partial(inverted, Vocabulary())
    costs: dict[Callable[[Iterable[Change]], None], list[float]] = {send: [], embed: [], read: []}
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "record.sqlite", create=True) as archive:
        for number, batch in enumerate(in_batches(articles(rounds * ARTICLES_A_ROUND, language), ARTICLES_A_ROUND)):
            before = archive.last_change()
            archive.put(batch)
            gc.collect()
            for task in (read, send, embed) if number % 2 else (embed, send, read):
                began = process_time()
                task(archive.changes(before))
                costs[task].append(1000 * (process_time() - began) / len(batch))
    ours, embedded, record = (statistics.median(costs[task]) for task in (send, embed, read))
    console.print(
        f"preparing, language {language}: {ours:.3f} ms an article, the embedded engine {embedded:.3f}: "
        f"{ours / embedded:.2f} times (goal {GOAL}); {rounds} rounds of {ARTICLES_A_ROUND} new articles. Reading the "
        f"record is {record:.3f} ms of both; without it {(ours - record) / (embedded - record):.2f} times"
    )


# ---- a node ----


def free_port() -> int:
    """That of talk between nodes is 100 above it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Asked:
    """Requests of an engine: how many, and the milliseconds that its node says they took."""

    def __init__(self, engine: OpenSearchEngine) -> None:
        self.count, self.took = 0, 0.0
        transport = engine._client.transport
        self._perform, transport.perform_request = transport.perform_request, self._counted

    def _counted(self, *arguments: Any, **options: Any) -> Any:
        self.count += 1
        answer = self._perform(*arguments, **options)
        if isinstance(answer, dict):
            self.took += answer.get("took", 0)
        return answer


def node_seconds(engine: OpenSearchEngine) -> float:
    """Processor time of all nodes."""
    nodes = engine._client.nodes.stats(metric="process")["nodes"]
    return sum(node["process"]["cpu"]["total_in_millis"] for node in nodes.values()) / 1000


def index_bytes(engine: OpenSearchEngine) -> int:
    sizes = engine._client.indices.stats(index=engine._name, metric="store")
    return int(sizes["_all"]["primaries"]["store"]["size_in_bytes"])


def merged_bytes(engine: OpenSearchEngine) -> int:
    """A node keeps all that was sent until a commit holds it and no copy will ask for it, which it looks after twice a
    minute; merging lets go of it then."""
    client = engine._client
    client.indices.flush(index=engine._name)
    time.sleep(REST_S)
    client.indices.forcemerge(index=engine._name, params={"max_num_segments": 1, "request_timeout": 1800})
    client.indices.refresh(index=engine._name)
    return index_bytes(engine)


def fill(engine: OpenSearchEngine, count: int, language: str | None) -> None:
    node, ours, clock, text = node_seconds(engine), 0.0, 0.0, 0
    for batch in in_batches(changes(count, language), CHANGES_AT_ONCE):
        text += sum(len(change.article.body.encode()) for change in batch if change.article)
        began, began_clock = process_time(), perf_counter()
        engine.apply(batch)
        ours += process_time() - began
        clock += perf_counter() - began_clock
    node = node_seconds(engine) - node
    written = index_bytes(engine)
    merged = merged_bytes(engine)
    console.print(
        f"indexing {count:,} articles of {text / count:,.0f} bytes of text: {count / clock:.0f} a second; processor "
        f"time of an article {1000 * ours / count:.2f} ms ours, {1000 * node / count:.2f} the node's; in the index "
        f"{written / count:,.0f} bytes each, {merged / count:,.0f} once it is merged"
    )


@dataclass(frozen=True, slots=True)
class Times:
    """Of one call, in milliseconds. ours: of the clock, less what the node took; processor: of our process. requests:
    how many were made."""

    ours: float
    processor: float
    took: float
    requests: int


class Watch:
    """Times calls of an engine."""

    def __init__(self, engine: OpenSearchEngine) -> None:
        self._asked = Asked(engine)

    def timed(self, call: Callable[[Any], Any], argument: Any, into: list[Times]) -> Any:
        asked = self._asked
        took, number, processor, begun = asked.took, asked.count, process_time(), perf_counter()
        found = call(argument)
        clock, processor = 1000 * (perf_counter() - begun), 1000 * (process_time() - processor)
        took = asked.took - took
        into.append(Times(clock - took, processor, took, asked.count - number))
        return found


def params_of(search: Search) -> SearchParams:
    return SearchParams(
        query=to_text(query_of(search)),
        filters={BY_NAME[facet]: Filter((value,)) for facet, value in search.filters},
        dates=DateRange(*map(day_of, search.days)) if search.days else None,
        match=Match.ALL,
    )


def search(engine: OpenSearchEngine, count: int, asked: int, language: str | None) -> None:
    """Each search is made once before it counts."""
    sample = list(releases(SEED, min(count, SAMPLE), language=language))
    watch, service, engines_own = Watch(engine), SearchService(engine), engine.search
    pages: list[Times] = []
    searches: list[Times] = []
    plain: list[Times] = []
    engine.search = lambda request: watch.timed(engines_own, request, searches)
    for drawn in Drawing(SEED, sample).searches(asked):
        before = len(searches)
        service.search(params_of(drawn))
        del searches[before:]
        watch.timed(service.search, params_of(drawn), pages)
    nothing = {"size": 0, "query": {"match_none": {}}}
    for _ in range(PLAIN_REQUESTS):
        watch.timed(lambda body: engine._client.search(index=engine._name, body=body), nothing, plain)
    busy = f"{os.getloadavg()[0]:.1f} processes wanted one of {os.cpu_count()} cores"
    console.print(f"searching {count:,} articles; {busy} in the last minute")
    for name, times in (("pages", pages), ("the engine's searches", searches), ("requests for nothing", plain)):
        ours, processor = sorted(one.ours for one in times), sorted(one.processor for one in times)
        end = int(0.95 * len(times))
        console.print(
            f"{len(times)} {name}: p50 {statistics.median(ours):.1f} ms ours by the clock, p95 {ours[end]:.1f} (goal "
            f"{GOAL_MS:.0f} for a page); processor time of ours p50 {statistics.median(processor):.1f} ms, "
            f"p95 {processor[end]:.1f}; p50 of what the node took {statistics.median(one.took for one in times):.0f}; "
            f"{statistics.mean(one.requests for one in times):.1f} requests"
        )


def measure(size: int, options: argparse.Namespace, url: str) -> None:
    cluster = Cluster(url, name=f"benchmark-{size}", wait_s=600)
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "record.sqlite", create=True) as archive:
        engine = OpenSearchEngine.open(cluster, archive=archive, create=True)
        try:
            fill(engine, size, options.language)
            search(engine, size, options.searches, options.language)
            engine.drop()
        finally:
            engine.close()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.cluster", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[10_000], help="articles of each index; none: prepare alone"
    )
    parser.add_argument("--searches", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--language", default="en", help="of the invented releases that are indexed")
    options = parser.parse_args(arguments)
    for language in (options.language, None):
        prepare(language, options.rounds)
    if not options.sizes:
        return
    node = opensearch_node.start(free_port())
    try:
        opensearch_node.wait(node)
        for size in options.sizes:
            measure(size, options, node.url)
    finally:
        node.stop()


if __name__ == "__main__":
    main()
