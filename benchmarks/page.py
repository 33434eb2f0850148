"""The search page over an index: how soon a cold server shows it, what it costs beside the search itself, and what
lists of values and suggestions cost while somebody types.

    python benchmarks/page.py INDEX [--searches 100]

A server is started on a free port, and a real browser that waits for it loads the first page; the time is that of a
clock, since that is what somebody waits. What a page costs is processor time of this process: that of the answer, less
that of the calls to the search service. Each search is made once before it counts. Lists and suggestions for two and
three letters are asked for once, by a server that has shown its first page.
"""

import argparse
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright
from rich.console import Console

import presssearch
from presssearch.cli.serve_command import spare_collections
from presssearch.fields import FACETS, Field
from presssearch.search.facet_params import MAX_LIST_SIZE, FacetParams
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService
from presssearch.web.app import create_app

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_WORD = re.compile(r"[^\W\d_]{5,}")
_PAUSE_S = 0.01
SEED = 5
_LETTERS = 60


def first_page(folder: Path) -> tuple[float, float]:
    """Seconds from the start of the command until it listens, and from there until the page is loaded."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with sync_playwright() as driver:
        page = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page()
        page.goto("about:blank")
        command = [sys.executable, "-m", "presssearch.cli.main", "serve", "--index", str(folder), "--port", str(port)]
        began = time.perf_counter()
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while not _listens(port):
                time.sleep(_PAUSE_S)
            listening = time.perf_counter()
            page.goto(f"http://127.0.0.1:{port}/", wait_until="load")
            return listening - began, time.perf_counter() - listening
        finally:
            server.terminate()
            server.wait()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


class Timed:
    """A search service whose calls are timed, those that it makes of its own not twice."""

    def __init__(self, service: SearchService) -> None:
        self._service, self._depth = service, 0
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._service, name)
        return self._timed(found) if callable(found) else found

    def _timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **keywords: Any) -> Any:
            self._depth += 1
            began = process_time()
            try:
                return call(*args, **keywords)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.seconds += process_time() - began

        return timed


def beside_the_search(folder: Path, searches: int) -> list[float]:
    """Milliseconds of each page that are not the search's."""
    with presssearch.open(folder) as index:
        timed = Timed(index.service)
        client = create_app(service=timed).test_client()  # type: ignore[arg-type]
        found = []
        for address in _addresses(index, searches):
            client.get(address)
            timed.seconds, began = 0.0, process_time()
            assert client.get(address).status_code == 200, address
            found.append(1000 * (process_time() - began - timed.seconds))
        return found


def _addresses(index: presssearch.Index, searches: int) -> list[str]:
    """Of the longest words of the newest headlines, one each."""
    headlines = [result.card.headline or "" for result in index.search("", limit=min(searches, 100)).results]
    words = [max(_WORD.findall(headline), key=len) for headline in headlines if _WORD.search(headline)]
    return [f"/?{urlencode({'q': word})}" for word in dict.fromkeys(words)]


def typed(folder: Path) -> Iterator[tuple[str, list[float]]]:
    """For each facet, and for suggestions: milliseconds of the answers to letters that were not asked for before."""
    with presssearch.open(folder) as index:
        client = create_app(service=index.service).test_client()
        assert client.get("/").status_code == 200
        spare_collections()

        def cost(address: str, **query: str) -> float:
            began = process_time()
            assert client.get(address, query_string=query).status_code == 200, (address, query)
            return 1000 * (process_time() - began)

        for field in FACETS:
            letters = _beginnings(index, field)
            cost(f"/facets/{field.name}")
            yield field.name, [cost(f"/facets/{field.name}", prefix=some) for some in letters]
            if field.name == "people":
                yield "suggestions", [cost("/suggest", q=some) for some in letters]


def _beginnings(index: presssearch.Index, field: Field) -> list[str]:
    """Of words of the values of a facet, in an order of chance that is always the same."""
    exactly = FacetParams(field, search=SearchParams(exact=True), limit=MAX_LIST_SIZE)
    words = {word.lower() for value in index.service.facet(exactly).facet.values for word in value.label.split()}
    found = sorted({word[:size] for word in words for size in (2, 3) if len(word) > size})
    random.Random(SEED).shuffle(found)
    return found[:_LETTERS]


def _p95(costs: Sequence[float]) -> float:
    return sorted(costs)[int(0.95 * len(costs))]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--searches", type=int, default=100, help="at most, of one word each; no more than 100")
    options = parser.parse_args(arguments)
    console = Console(highlight=False, soft_wrap=True)
    listening, loaded = first_page(options.index)
    console.print(
        f"first page loaded {loaded:.2f} s after the server listens (goal 1), {listening:.2f} s after its start"
    )
    costs = beside_the_search(options.index, options.searches)
    console.print(
        f"{len(costs)} pages: {statistics.median(costs):.1f} ms beside the search, p95 {_p95(costs):.1f} (goal 15)"
    )
    for name, costs in typed(options.index):
        if costs:
            spread = f"p95 {_p95(costs):.1f}, at most {max(costs):.1f} (goal 50)"
            console.print(f"{name} for {len(costs)} beginnings: {statistics.median(costs):.1f} ms, {spread}")


if __name__ == "__main__":
    main()
