"""The program of one worker process: it reads the files that it is told to, and sends what they give.

Started by `process.py`, as `python -m presssearch.indexing.worker FD MEMORY_BYTES SECONDS`.
"""

import gc
import logging
import pickle
import resource
import signal
import sys
import time
from contextlib import suppress
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection

from presssearch.errors import ReadError
from presssearch.indexing.process import END, ITEMS, LOG, READY, Task
from presssearch.indexing.reading import Share, items_of
from presssearch.indexing.streams import Item

_ITEMS_AT_ONCE = 16
_SECONDS_AT_ONCE = 1.0  # so that silence means one slow document
# Parsing makes many objects and hardly a cycle: with the usual 700 a tenth of its time is spent on looking for some.
OBJECTS_BETWEEN_COLLECTIONS = 50_000


def main() -> None:
    connection = Connection(int(sys.argv[1]))
    _limit_memory(int(sys.argv[2]))
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    logging.getLogger().addHandler(_LogOfParent(connection))
    try:
        connection.send_bytes(READY)
        while True:
            task, share = connection.recv()
            _Reply(connection, patience_s=float(sys.argv[3])).send(task, share)
    except (EOFError, OSError):
        return  # the run has ended


def _limit_memory(limit: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError, OSError):  # macOS knows the limit, and refuses it
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


class _Reply:
    """What is sent of one file."""

    def __init__(self, connection: Connection, *, patience_s: float) -> None:
        self._connection = connection
        self._items: list[Item] = []
        self._sent = time.monotonic()
        # the run kills what is slow; this is for the day when nobody is there to do it
        self._alarm_s = 2 * int(patience_s) + 10

    def send(self, task: Task, share: Share) -> None:
        fault = None
        signal.alarm(self._alarm_s)
        try:
            for item in items_of(task.path, task.key, source=task.source, share=share):
                self._items.append(item)
                if len(self._items) >= _ITEMS_AT_ONCE or time.monotonic() - self._sent > _SECONDS_AT_ONCE:
                    self._flush()
        except ReadError as error:
            fault = str(error)
        self._flush()
        signal.alarm(0)
        self._connection.send_bytes(END + pickle.dumps(fault))

    def _flush(self) -> None:
        signal.alarm(0)
        if self._items:
            self._connection.send_bytes(ITEMS + pickle.dumps(self._items, protocol=5))
            self._items = []
        self._sent = time.monotonic()
        signal.alarm(self._alarm_s)


class _LogOfParent(QueueHandler):
    """Sends what is logged to the process of the run."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)  # type: ignore[arg-type]
        self._connection = connection

    def enqueue(self, record: logging.LogRecord) -> None:
        self._connection.send_bytes(LOG + pickle.dumps(record))


if __name__ == "__main__":
    main()
