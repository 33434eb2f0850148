"""Files read by worker processes: on all cores, within limits of time and memory, in the order given.

A worker is a Python of its own (`worker.py`), not one of multiprocessing's, which would run the script of
a program that embeds presssearch a second time. A thread of this process speaks with each worker; what
it sends waits here, pickled, until its file has its turn. A large file of records is shared: each worker
reads it and parses every n-th chunk.
"""

import contextlib
import itertools
import logging
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from pathlib import Path
from typing import TypeVar

from presssearch.article import Article
from presssearch.errors import PressSearchError, ReadError
from presssearch.indexing.reading import ReaderDied, Share, items_of
from presssearch.readers.raw import Unread

logger = logging.getLogger(__name__)

Visit = TypeVar("Visit")
Item = Article | Unread

# The first byte of a message from a worker: it is ready, items of a file, the end of one, a line for the log.
READY, ITEMS, END, LOG = b"r", b"i", b"e", b"l"

# Less than this is read in this process: two workers cost half a second each before they read anything.
_FEW_FILES = 8
_FEW_BYTES = 1_000_000
_SHARED_BYTES = 500_000
_SHARED_NAMES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
# How far the workers may be ahead of the run, as while the engine is busy.
_FILES_AHEAD = 1_000
_BYTES_AHEAD = 64_000_000
_START_S = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Of a worker. memory_bytes: of addresses. seconds: until the next document must be there."""

    memory_bytes: int = 2 * 1024**3
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read; the arguments of `items_of`, and its size in bytes."""

    path: Path
    key: str
    source: str | None
    size: int


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
        self._room = _Room(_BYTES_AHEAD)
        processes: list[_Process] = []
        try:
            processes += (_Process(limits) for _ in range(size))
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
        ahead: deque[tuple[Visit, list[_Stream]]] = deque()
        while True:
            for visit, task in itertools.islice(coming, _FILES_AHEAD - len(ahead)):
                ahead.append((visit, self._ordered(task) if task else []))
            if not ahead:
                return
            visit, streams = ahead.popleft()
            yield visit, _merged(streams)
            for stream in streams:
                stream.abandon()

    def _ordered(self, task: Task) -> "list[_Stream]":
        shared = task.size >= _SHARED_BYTES and task.path.name.lower().endswith(_SHARED_NAMES)
        of = len(self._foremen) if shared else 1
        orders = [_Order(task, Share(number, of), _Stream(self._room)) for number in range(of)]
        for order in orders:
            self._orders.put(order)
        return [order.stream for order in orders]


def _merged(streams: "list[_Stream]") -> Iterator[Item]:
    """The items of all shares of a file as they stand in the file: chunk by chunk from one after the other."""
    for items in itertools.cycle([stream.items() for stream in streams]):
        for _ in range(Share.CHUNK):
            item = next(items, None)
            if item is None:
                return
            yield item


class _Room:
    """The memory for what was read ahead: so many bytes in all, and beyond them one message a stream."""

    def __init__(self, limit: int) -> None:
        self.changed = threading.Condition()
        self.limit = limit
        self.held = 0
        self.closed = False

    def close(self) -> None:
        with self.changed:
            self.closed = True
            self.changed.notify_all()


class _Stream:
    """What a worker has read of a file, until the run takes it. Filled by a thread, emptied by another."""

    def __init__(self, room: _Room) -> None:
        self._room = room
        self._messages: deque[bytes] = deque()
        self._ended = False
        self._error: Exception | None = None
        self.abandoned = False

    def put(self, message: bytes) -> bool:
        """Waits for room; False where nobody wants it any more."""
        room = self._room
        with room.changed:
            room.changed.wait_for(lambda: self.abandoned or room.closed or room.held < room.limit or not self._messages)
            if self.abandoned or room.closed:
                return False
            self._messages.append(message)
            room.held += len(message)
            room.changed.notify_all()
            return True

    def end(self, error: Exception | None) -> None:
        """error: what the reader of the items gets after the last of them."""
        with self._room.changed:
            self._ended, self._error = True, error
            self._room.changed.notify_all()

    def items(self) -> Iterator[Item]:
        while True:
            with self._room.changed:
                self._room.changed.wait_for(lambda: self._messages or self._ended)
                if not self._messages:
                    break
                message = self._messages.popleft()
                self._room.held -= len(message)
                self._room.changed.notify_all()
            yield from pickle.loads(message)
        if self._error is not None:
            raise self._error

    def abandon(self) -> None:
        with self._room.changed:
            self.abandoned = True
            self._room.held -= sum(map(len, self._messages))
            self._messages.clear()
            self._room.changed.notify_all()


@dataclass(frozen=True, slots=True)
class _Order:
    task: Task
    share: Share
    stream: _Stream


class _Foreman(threading.Thread):
    """Gives orders to one worker, one after the other, and replaces it when it is dead or slow."""

    def __init__(self, process: "_Process", orders: "queue.SimpleQueue[_Order | None]", room: _Room) -> None:
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
            self._process = _Process(self._process.limits)
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


class _Process:
    """A worker process and the connection to it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.connection, theirs = Pipe()
        try:
            # -P: not the current folder, which may hold anything; a session of its own: Ctrl-C is for us alone
            self._popen = subprocess.Popen(
                [sys.executable, "-P", "-m", "presssearch.indexing.worker", str(theirs.fileno()), *self._arguments()],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        except OSError as error:
            self.connection.close()
            raise PressSearchError(f"a worker process cannot be started: {error.strerror or error}") from error
        finally:
            theirs.close()

    def _arguments(self) -> tuple[str, str]:
        return str(self.limits.memory_bytes), str(self.limits.seconds)

    @property
    def pid(self) -> int:
        return self._popen.pid

    def wait_until_ready(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            if self.connection.poll(_START_S) and self.connection.recv_bytes() == READY:
                return
        self.close()
        raise PressSearchError(f"a worker process cannot be started: {sys.executable} ended at once")

    def is_alive(self) -> bool:
        return self._popen.poll() is None

    def kill(self) -> None:
        """End it, and whatever it has started."""
        if self.is_alive():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()

    def close(self) -> None:
        self.kill()
        self.connection.close()

    def death(self) -> str:
        """Why it is dead, in words."""
        code = self._popen.wait()
        if code == -signal.SIGKILL:
            return "the reader died: out of memory?"
        return f"the reader died: {signal.Signals(-code).name if code < 0 else f'exit code {code}'}"
