"""One engine in a fresh process, so that memory and processor time are its own. Prints JSON.

    python -m benchmarks.search.job build|open|update ENGINE FOLDER

FOLDER holds corpus.jsonl and searches.json, and a folder for each engine.
"""

import json
import resource
import statistics
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import process_time, thread_time
from typing import Any

from benchmarks.search.peers import peer_named
from benchmarks.search.queries import Search

UPDATES = 7
OPEN_SECONDS = 20.0  # at most so long are searches made before memory is read


class Clock:
    """Processor time of all threads, less that of preparing what is indexed."""

    def __init__(self) -> None:
        self._began = process_time()
        self._aside = 0.0

    def aside(self, items: Iterable[Any]) -> Iterator[Any]:
        source = iter(items)
        while True:
            began = thread_time()
            item = next(source, None)
            self._aside += thread_time() - began
            if item is None:
                return
            yield item

    def seconds(self) -> float:
        return process_time() - self._began - self._aside


def read_releases(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_searches(folder: Path) -> list[Search]:
    def tuples(value: Any) -> Any:
        return tuple(map(tuples, value)) if isinstance(value, list) else value

    found = json.loads((folder / "searches.json").read_text(encoding="utf-8"))
    return [Search(**{key: tuples(value) for key, value in search.items()}) for search in found]


def peak_bytes() -> int:
    """Of this process. Linux counts in ru_maxrss what the parent had, so it is asked in another way there."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def build(name: str, folder: Path) -> dict[str, float]:
    home = folder / name
    home.mkdir(parents=True)
    peer: Any = peer_named(name, home)
    found = {}
    if hasattr(peer, "record"):
        clock = Clock()
        peer.record(clock.aside(map(peer.prepare, read_releases(folder))))
        found["record_seconds"] = clock.seconds()
    clock = Clock()
    peer.build(clock.aside(map(peer.prepare, read_releases(folder))))
    return found | {"seconds": clock.seconds(), "peak_bytes": peak_bytes(), "size_bytes": peer.size_bytes()}


def open_(name: str, folder: Path) -> dict[str, float]:
    searches = read_searches(folder)
    clock = Clock()
    peer = peer_named(name, folder / name)
    imported = clock.seconds()
    peer.open()
    peer.search(searches[0], "c")
    first = clock.seconds()
    answered = 0
    for search in searches:
        if clock.seconds() > OPEN_SECONDS:
            break
        peer.search(search, "c")
        answered += 1
    return {"seconds": first, "import_seconds": imported, "peak_bytes": peak_bytes(), "answered": answered}


def update(name: str, folder: Path) -> dict[str, float]:
    """The median of a few; the first pays for what is loaded once and is left out."""
    peer = peer_named(name, folder / name)
    peer.open()
    releases = [release for release, _ in zip(read_releases(folder), range(UPDATES + 1), strict=False)]
    seconds = []
    for n, release in enumerate(releases):
        word = f"qqupdated{n}"
        changed = peer.prepare(release | {"body": f"{release['body']} {word}"})
        clock = Clock()
        peer.update(changed)
        answer = peer.search(Search("update", every=(word,)), "a")
        seconds.append(clock.seconds())
        assert answer.ids == (release["id"],), f"{name} does not find what it was given: {answer}"
    peer.close()
    return {"seconds": statistics.median(seconds[1:]), "worst_seconds": max(seconds[1:])}


JOBS = {"build": build, "open": open_, "update": update}

if __name__ == "__main__":
    print(json.dumps(JOBS[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))))  # noqa: T201 - the answer to who started it
