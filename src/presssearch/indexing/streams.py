"""What workers have read ahead of the run: bounded in bytes, and put together in the order of the file."""

import itertools
import pickle
import threading
from collections import deque
from collections.abc import Iterator, Sequence

from presssearch.article import Article
from presssearch.indexing.reading import Share
from presssearch.readers.raw import Unread

Item = Article | Unread


class Room:
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


class Stream:
    """What a worker has read of a file, until the run takes it. Filled by a thread, emptied by another."""

    def __init__(self, room: Room) -> None:
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


def merged(streams: Sequence[Stream]) -> Iterator[Item]:
    """The items of all shares of a file as they stand in the file: chunk by chunk from one after the other."""
    for items in itertools.cycle([stream.items() for stream in streams]):
        for _ in range(Share.CHUNK):
            item = next(items, None)
            if item is None:
                return
            yield item
