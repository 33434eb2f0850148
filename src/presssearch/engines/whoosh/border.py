"""The border of the room: what the disk raises, and what decoders do, becomes ours, with the file and the way
out. What Whoosh raises: storage.whoosh_border."""

import errno
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from presssearch.errors import EngineError, IndexDamaged, IndexNotFound, IndexOutdated

# What decoders raise on bytes that nobody wrote.
_UNREADABLE = (
    *(ValueError, TypeError, LookupError, AttributeError, NameError, AssertionError, OverflowError, MemoryError),
    *(EOFError, zlib.error, struct.error),
)


def outdated(folder: Path, reason: str) -> IndexOutdated:
    return IndexOutdated(f"the search index in {folder} {reason}: run `presssearch rebuild --index {folder.parent}`")


def damaged(path: Path, reason: str) -> IndexDamaged:
    return IndexDamaged(f"{path} {reason}: run `presssearch rebuild --index {path.parent.parent}`")


def not_found(folder: Path) -> IndexNotFound:
    return IndexNotFound(f"there is no search index in {folder}: run `presssearch index PATH --index {folder.parent}`")


@contextmanager
def border(folder: Path) -> Iterator[None]:
    """Translate the errors of the disk. folder: of the index, for the message."""
    try:
        yield
    except FileNotFoundError as error:
        raise damaged(Path(error.filename or folder / "?"), "is missing") from error
    except OSError as error:
        mend = "make room and try again" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "nothing was changed"
        raise EngineError(f"{error.filename or folder}: {error.strerror}; {mend}") from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Around the decoding of a file, and around nothing else: what goes wrong there is damage."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:  # the file is missing or closed to us
            raise
        raise damaged(path, f"cannot be read ({error.strerror})") from error
    except _UNREADABLE as error:
        raise damaged(path, f"cannot be read ({type(error).__name__})") from error
