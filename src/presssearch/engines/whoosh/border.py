"""The border of the room: what Whoosh and the disk raise becomes ours, with the file and the way out."""

import errno
import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.analysis.acore import CompositionError
from whoosh.codec.base import OutOfOrderError
from whoosh.fields import FieldConfigurationError, UnknownFieldError
from whoosh.filedb.filestore import StorageError
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import EmptyIndexError, IndexVersionError, LockError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.lang import NoStemmer, NoStopWords
from whoosh.matching.mcore import NoQualityAvailable, ReadTooFar
from whoosh.qparser.common import QueryParserError
from whoosh.qparser.dateparse import DateParseError
from whoosh.query.qcore import QueryError
from whoosh.reading import ReaderClosed, TermNotFound
from whoosh.searching import NoTermsException, TimeLimit
from whoosh.util.times import TimeError
from whoosh.writing import IndexingError

from presssearch.errors import EngineError, IndexDamaged, IndexLocked, IndexNotFound, IndexOutdated

_OF_WHOOSH = (
    *(CompositionError, OutOfOrderError, FieldConfigurationError, UnknownFieldError, StorageError, FileFormatError),
    *(WhooshIndexError, NoStemmer, NoStopWords, NoQualityAvailable, ReadTooFar, QueryParserError, QueryError),
    *(ReaderClosed, TermNotFound, NoTermsException, TimeLimit, TimeError, IndexingError, DateParseError),
)
# What decoders raise on bytes that nobody wrote: the table of contents and the postings hold pickles.
_UNREADABLE = (
    *(pickle.UnpicklingError, EOFError, zlib.error, struct.error, FileFormatError, WhooshIndexError, ImportError),
    *(
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        NameError,
        AssertionError,
        OverflowError,
        MemoryError,
    ),
)


def outdated(folder: Path, reason: str) -> IndexOutdated:
    return IndexOutdated(f"the search index in {folder} {reason}: run `presssearch rebuild --index {folder.parent}`")


def damaged(path: Path, reason: str) -> IndexDamaged:
    return IndexDamaged(f"{path} {reason}: run `presssearch rebuild --index {path.parent.parent}`")


def not_found(folder: Path) -> IndexNotFound:
    return IndexNotFound(f"there is no search index in {folder}: run `presssearch index PATH --index {folder.parent}`")


@contextmanager
def border(folder: Path) -> Iterator[None]:
    """Translate the errors of Whoosh and of the disk. folder: of the index, for the message."""
    try:
        yield
    except EngineError:
        raise
    except LockError as error:
        raise IndexLocked(f"another process is writing to {folder}: try again when it has ended") from error
    except EmptyIndexError as error:
        raise not_found(folder) from error
    except IndexVersionError as error:
        raise outdated(folder, "was written by another version of Whoosh") from error
    except FileNotFoundError as error:
        raise damaged(Path(error.filename or folder / "?"), "is missing") from error
    except OSError as error:
        mend = "make room and try again" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "nothing was changed"
        raise EngineError(f"{error.filename or folder}: {error.strerror}; {mend}") from error
    except _OF_WHOOSH as error:
        raise EngineError(f"the search index in {folder} failed: {type(error).__name__}: {error}") from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Around the decoding of a file, and around nothing else: what goes wrong there is damage."""
    try:
        yield
    except (EngineError, EmptyIndexError, IndexVersionError):
        raise
    except OSError as error:
        if error.filename is not None:  # the file is missing or closed to us
            raise
        raise damaged(path, f"cannot be read ({error.strerror})") from error
    except _UNREADABLE as error:
        raise damaged(path, f"cannot be read ({type(error).__name__})") from error
