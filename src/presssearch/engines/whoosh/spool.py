"""Spool: numbers that come in pieces, kept until all are there and it is known how wide they must be.

    add(2 5 9)   add(5 300)   ──►  pieces  2 5 9 │ 5 300     u2, since 300 is the most

A few are kept in memory; many go to a file without a name in the folder given, which is gone with the process.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

import numpy as np

from presssearch.engines.batches.arrays import U32, Array, width_of

_IN_MEMORY = 1 << 24  # bytes


class Spool:
    """folder: where a file may lie; None keeps all in memory. most, total: the highest number, and the sum of all."""

    def __init__(self, folder: Path | None) -> None:
        # the file is closed by __exit__
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY if folder else 0, dir=str(folder) if folder else None)  # noqa: SIM115
        self._parts: list[tuple[np.dtype[np.generic], int]] = []
        self.most = self.total = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    @property
    def is_used(self) -> bool:
        return bool(self._parts)

    def add(self, numbers: Array) -> None:
        """numbers: none negative."""
        self._parts.append((numbers.dtype, len(numbers)))
        if len(numbers):
            self.most = max(self.most, int(numbers.max()))
            self.total += int(numbers.sum(dtype=np.int64))
            self._file.write(np.ascontiguousarray(numbers).view(np.uint8).data)

    def pieces(self) -> Iterator[Array]:
        """As they came."""
        self._file.seek(0)
        for dtype, count in self._parts:
            yield np.frombuffer(self._file.read(count * dtype.itemsize), dtype=dtype)

    def narrow(self) -> Iterator[Array]:
        """In the least width that holds them."""
        width = width_of(self.most)
        yield np.zeros(0, dtype=width)
        for piece in self.pieces():
            yield piece.astype(width, copy=False)

    def ends(self) -> Iterator[Array]:
        """0, and where each of several parts laid end to end ends, if these are their sizes."""
        width = U32 if self.total <= np.iinfo(U32).max else np.dtype(np.uint64)
        yield np.zeros(1, dtype=width)
        reached = 0
        for piece in self.pieces():
            found: Array = np.cumsum(piece, dtype=width)
            np.add(found, reached, out=found, casting="unsafe")
            yield found
            reached = int(found[-1]) if len(found) else reached


def narrowed(pieces: Iterable[Array], folder: Path) -> Iterator[Array]:
    """Pieces as `Spool.narrow` gives them."""
    with Spool(folder) as spool:
        for piece in pieces:
            spool.add(piece)
        yield from spool.narrow()
