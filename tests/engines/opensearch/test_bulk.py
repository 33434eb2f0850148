"""Sending articles: what counts as taken, what is sent again and after which pause, what is told of a refusal.

A small server of ours answers as a cluster in trouble does; test_commands.py has a real one.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

import pytest

from presssearch.errors import EngineError, EngineUnavailable

client = pytest.importorskip("presssearch.engines.opensearch.client", reason="opensearch-py is not installed")
bulk = pytest.importorskip("presssearch.engines.opensearch.bulk", reason="opensearch-py is not installed")

Told = tuple[int, dict[str, Any]]
BUSY: dict[str, Any] = {"error": {"type": "busy", "reason": "busy"}}


@dataclass
class Heard:
    """ids: of each request; moments: when it came, in seconds."""

    ids: list[list[str]] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)

    @property
    def pauses(self) -> list[float]:
        return [after - before for before, after in pairwise(self.moments)]


@contextmanager
def answering(answer: Callable[[int, list[str]], Told]) -> Iterator[tuple[str, Heard]]:
    """The address of a server that answers so. answer: of the number of the request, from 1, and the ids in it."""
    heard = Heard()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            lines = self.rfile.read(int(self.headers["Content-Length"])).decode().splitlines()
            heard.ids.append([about["index"]["_id"] for about in map(json.loads, lines) if "index" in about])
            heard.moments.append(time.monotonic())
            status, told = answer(len(heard.ids), heard.ids[-1])
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", heard
    finally:
        server.shutdown()
        server.server_close()


def items(ids: list[str], **others: int) -> Told:
    """Each taken, but for those with another status."""
    told = [{"_id": id_, "status": others.get(id_, 201), "error": {"reason": f"why {id_}"}} for id_ in ids]
    return 200, {"errors": bool(others), "items": [{"index": one} for one in told]}


def send(address: str, count: int = 3) -> dict[int, str]:
    """The reasons of what is refused, by number."""
    cluster = client.Cluster(address)
    connection = client.connected(cluster, at_once=False)
    try:
        with client.border(cluster):
            refused: dict[int, str] = bulk.send(
                connection, "x", [bulk.Item(f"a{n}", n, {"id": f"a{n}"}) for n in range(count)]
            )
            return refused
    finally:
        connection.close()


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_PAUSE_S", 0.02)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_cluster_without_room_is_asked_again_after_longer_and_longer_pauses(status: int) -> None:
    with answering(lambda n, ids: (status, BUSY) if n < 4 else items(ids)) as (address, heard):
        send(address)
    assert heard.ids == [["a0", "a1", "a2"]] * 4
    assert [pause >= 0.02 * 2**n for n, pause in enumerate(heard.pauses)] == [True] * 3


def test_in_the_end_it_is_said_that_there_is_no_room() -> None:
    with answering(lambda n, ids: (503, BUSY)) as (address, heard), pytest.raises(EngineUnavailable, match="busy"):
        send(address)
    assert len(heard.ids) == client.TRIES


def test_an_article_counts_by_its_own_status_alone() -> None:
    with answering(lambda n, ids: items(ids, a1=429) if n == 1 else items(ids)) as (address, heard):
        send(address)
    assert heard.ids == [["a0", "a1", "a2"], ["a1"]]


def test_what_is_refused_for_itself_is_given_back_and_what_is_only_busy_waited_for() -> None:
    def answer(n: int, ids: list[str]) -> Told:
        return items(ids, a0=400, a1=429, a3=413) if n == 1 else items(ids)

    with answering(answer) as (address, heard):
        assert send(address, 4) == {0: "why a0", 3: "why a3"}
    assert heard.ids == [["a0", "a1", "a2", "a3"], ["a1"]]


def test_a_bulk_that_is_too_large_goes_in_halves_until_an_article_is_so_by_itself() -> None:
    with answering(lambda n, ids: (413, BUSY) if "a1" in ids else items(ids)) as (address, heard):
        refused = send(address, 5)
    assert refused.keys() == {1}
    assert "bytes are more than the cluster takes" in refused[1]
    assert [ids for ids in heard.ids if "a1" not in ids] == [["a0"], ["a2", "a3", "a4"]]


def test_any_other_refusal_stops_the_run_and_names_all() -> None:
    def answer(n: int, ids: list[str]) -> Told:
        return items(ids, a0=403, a1=429, a2=400, a3=500) if n == 1 else items(ids)

    with answering(answer) as (address, _), pytest.raises(EngineError) as told:
        send(address, 4)
    assert "refused 2 of 4 articles" in str(told.value)
    assert "a0: why a0; a3: why a3" in str(told.value)


def test_of_many_such_the_first_are_named_and_the_others_counted() -> None:
    with (
        answering(lambda n, ids: items(ids, **dict.fromkeys(ids, 403))) as (address, _),
        pytest.raises(EngineError, match=r"refused 25 of 25 .*a9: why a9 … and 15 more"),
    ):
        send(address, 25)


def test_what_was_taken_before_is_no_fault() -> None:
    with answering(lambda n, ids: items(ids, a0=409, a1=409, a2=409)) as (address, heard):
        send(address)
    assert len(heard.ids) == 1


def test_an_answer_about_too_few_articles_acknowledges_nothing() -> None:
    with (
        answering(lambda n, ids: items(ids[1:])) as (address, _),
        pytest.raises(EngineError, match="told of 2 of the 3"),
    ):
        send(address)


def test_what_the_cluster_had_no_time_for_is_told_with_the_mend() -> None:
    """The answer of a node whose deadline passed while a shard prepared."""
    from opensearchpy.exceptions import TransportError

    cause = {"type": "time_exceeded_exception", "reason": None}
    info = {"error": {"type": "search_phase_execution_exception", "failed_shards": [{"reason": cause}]}, "status": 500}
    with (
        pytest.raises(EngineUnavailable, match="set opensearch_deadline to more"),
        client.border(client.Cluster("http://h")),
    ):
        raise TransportError(500, "search_phase_execution_exception", info)
