"""What was asked for last, as much of it as a bound of bytes holds; for all threads."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    @property
    def size_bytes(self) -> int: ...


_T = TypeVar("_T", bound=Sized)


class Kept(Generic[_T]):
    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._found: OrderedDict[Hashable, _T] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> _T | None:
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            return found

    def put(self, key: Hashable, value: _T) -> None:
        with self._lock:
            known = self._found.pop(key, None)
            self._bytes += value.size_bytes - (known.size_bytes if known is not None else 0)
            self._found[key] = value
            while self._bytes > self._most_bytes:
                _, oldest = self._found.popitem(last=False)
                self._bytes -= oldest.size_bytes
