"""Files read by worker processes: on all cores, within limits of time and memory, in the order given.

A worker is a Python of its own (`worker.py`), not one of multiprocessing's, which would run the script of
a program that embeds presssearch a second time. A thread of this process speaks with each worker; what
it sends waits here, pickled, until its file has its turn. A large file of records is shared: each worker
goes through it and takes every n-th chunk of its records apart.
"""

import itertools
import logging
import os
import pickle
import queue
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from presssearch.errors import PressSearchError, ReadError
from presssearch.indexing.process import END, LOG, Limits, Process, Task
from presssearch.indexing.reading import ReaderDied, Share, items_of
from presssearch.indexing.streams import Item, Room, Stream, merged

logger = logging.getLogger(__name__)

Visit = TypeVar("Visit")

# Less than this is read in this process: two workers cost half a second each before they read anything.
_FEW_FILES = 8
_FEW_BYTES = 1_000_000
_SHARED_BYTES = 500_000
_SHARED_NAMES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
# How far the workers may be ahead of the run, as while the engine is busy.
_FILES_AHEAD = 1_000
_BYTES_AHEAD = 64_000_000


def read_in_order(
    visits: Iterable[tuple[Visit, Task | None]], *, workers: int = 0, limits: Limits | None = None
) -> Generator[tuple[Visit, Iterator[Item]]]:
    """Each visit, in order, with what its file gives; nothing for one without a task.

    The items raise ReadError where the file, or its rest, could not be read. workers: processes; 0 is one
    for each core, 1 is none but this process, which has no limits. Few small files are read in this process.
    """
    if sys.platform == "win32":
        workers = 1  # it has neither these limits nor these signals
    coming = iter(visits)
    while window := list(itertools.islice(coming, _FILES_AHEAD)):
        crew = _crew_for([task for _, task in window if task], workers, limits or Limits())
        if crew is not None:
            with crew:
                yield from crew.read(itertools.chain(window, coming))
            return
        for visit, task in window:
            yield visit, items_of(task.path, task.key, source=task.source) if task else iter(())


def _crew_for(tasks: list[Task], workers: int, limits: Limits) -> "Crew | None":
    """A crew, where it is worth its start and can be started."""
    few = len(tasks) < _FEW_FILES and sum(task.size for task in tasks) < _FEW_BYTES
    if workers == 1 or few:
        return None
    try:
        return Crew(workers or _cores(), limits)
    except PressSearchError as error:
        logger.warning("%s: files are read in this process, without limits", error)
        return None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """Some workers, and the files that they read ahead. A context manager: its end kills the workers."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._room = Room(_BYTES_AHEAD)
        processes: list[Process] = []
        try:
            processes += (Process(limits) for _ in range(size))
            for process in processes:
                process.wait_until_ready()
        except BaseException:
            for process in processes:
                process.close()
            raise
        self._foremen = [_Foreman(process, self._orders, self._room) for process in processes]
        for foreman in self._foremen:
            foreman.start()

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        self._room.close()
        for foreman in self._foremen:
            self._orders.put(None)
            foreman.dismiss()
        for foreman in self._foremen:
            foreman.join()

    def read(self, visits: Iterable[tuple[Visit, Task | None]]) -> Iterator[tuple[Visit, Iterator[Item]]]:
        """As `read_in_order`. What is left of a file when the next one is asked for is given up."""
        coming = iter(visits)
        ahead: deque[tuple[Visit, list[Stream]]] = deque()
        while True:
            for visit, task in itertools.islice(coming, _FILES_AHEAD - len(ahead)):
                ahead.append((visit, self._ordered(task) if task else []))
            if not ahead:
                return
            visit, streams = ahead.popleft()
            yield visit, merged(streams)
            for stream in streams:
                stream.abandon()

    def _ordered(self, task: Task) -> list[Stream]:
        shared = task.size >= _SHARED_BYTES and task.path.name.lower().endswith(_SHARED_NAMES)
        of = len(self._foremen) if shared else 1
        orders = [_Order(task, Share(number, of), Stream(self._room)) for number in range(of)]
        for order in orders:
            self._orders.put(order)
        return [order.stream for order in orders]


@dataclass(frozen=True, slots=True)
class _Order:
    task: Task
    share: Share
    stream: Stream


class _Foreman(threading.Thread):
    """Gives orders to one worker, one after the other, and replaces it when it is dead or slow."""

    def __init__(self, process: Process, orders: "queue.SimpleQueue[_Order | None]", room: Room) -> None:
        super().__init__(name="presssearch worker", daemon=True)
        self._process = process
        self._orders = orders
        self._room = room
        self._lock = threading.Lock()  # of _process, which `dismiss` kills from another thread

    def run(self) -> None:
        while (order := self._orders.get()) is not None and not self._room.closed:
            if order.stream.abandoned:
                continue
            try:
                self._replace_if_dead()
                fault = self._fault_of(order)
            except Exception as error:  # noqa: BLE001 - raised again by the reader of the items
                order.stream.end(error)
            else:
                order.stream.end(fault)
        self._process.close()

    def dismiss(self) -> None:
        """When the room is closed: end what it is doing."""
        with self._lock:
            self._process.kill()

    def _replace_if_dead(self) -> None:
        with self._lock:
            if self._room.closed or self._process.is_alive():
                return
            self._process.close()
            self._process = Process(self._process.limits)
        self._process.wait_until_ready()

    def _fault_of(self, order: _Order) -> ReadError | None:
        """Have a worker carry out an order. What it did not manage, in words; it is dead then."""
        process = self._process
        try:
            process.connection.send((order.task, order.share))
            while process.connection.poll(process.limits.seconds):
                message = process.connection.recv_bytes()
                kind, content = message[:1], message[1:]
                if kind == END:
                    fault = pickle.loads(content)
                    return ReadError(fault) if fault is not None else None
                if kind == LOG:
                    _log(pickle.loads(content))
                elif not order.stream.put(content):
                    process.kill()
                    return None
        except (EOFError, OSError):
            return ReaderDied(process.death())
        process.kill()
        return ReaderDied(f"took longer than {process.limits.seconds:g} s")


def _log(record: logging.LogRecord) -> None:
    target = logging.getLogger(record.name)
    if target.isEnabledFor(record.levelno):
        target.handle(record)
