"""One file -> its articles, and a note of what did not become one."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from presssearch.article import Article
from presssearch.errors import ParseError, ReadError
from presssearch.indexing.report import Failure
from presssearch.parsing.assemble import parse_document
from presssearch.readers import read
from presssearch.readers.files import shown
from presssearch.readers.raw import RawDocument, Unread

logger = logging.getLogger(__name__)

_LISTED = 100  # records that are reported one by one; the rest is counted


@dataclass(slots=True)
class FileResult:
    """path: as shown to people. fault: why the file as a whole, or its rest, could not be read.
    reader_died: the fault was the end of a worker process."""

    path: str
    articles: int = 0
    fault: str | None = None
    reader_died: bool = False
    refused: int = 0
    _listed: list[Unread] = field(default_factory=list)

    def refuse(self, record: Unread) -> None:
        """Note a record, or the one document of the file, that did not become an article."""
        self.refused += 1
        if len(self._listed) < _LISTED:
            self._listed.append(record)

    def reason(self) -> str | None:
        """One phrase for the ledger; None where every record became an article."""
        if self.fault is not None:
            return self.fault
        if not self.refused:
            return None if self.articles else "it holds no release"
        first = self._listed[0]
        if first.where is None:
            return first.reason
        total = self.refused + self.articles
        return f"{self.refused} of {total} records not read; the first, {first.where}: {first.reason}"

    def failures(self, *, again: bool) -> Iterator[Failure]:
        for record in self._listed:
            yield Failure(self.path, record.where, record.reason, again)
        if self.refused > len(self._listed):
            yield Failure(self.path, None, f"{self.refused - len(self._listed)} more records not read", again)
        if self.fault is not None or not (self.refused or self.articles):
            yield Failure(self.path, None, self.reason() or "", again)


@dataclass(frozen=True, slots=True)
class Share:
    """One of several parts of a file that are read apart: every `of`-th chunk of its records."""

    number: int = 0
    of: int = 1

    CHUNK: ClassVar[int] = 16

    def has(self, position: int) -> bool:
        """position: of a document in its file, from 0."""
        return position // self.CHUNK % self.of == self.number


_WHOLE = Share()


class ReaderDied(ReadError):
    """The process that read a file came to its end: to read the file here would be the end of us."""


def articles_of(path: Path, key: str, *, source: str | None, result: FileResult) -> Iterator[Article]:
    """The articles of a file. Never raises for the file's sake: `result` takes the faults, and counts.

    key: the absolute path, which the locations of its documents begin with.
    """
    return taken(items_of(path, key, source=source), result)


def taken(items: Iterable[Article | Unread], result: FileResult) -> Iterator[Article]:
    """The articles among what `items_of` gives, here or in a worker; the rest goes to `result`."""
    try:
        for item in items:
            if isinstance(item, Unread):
                result.refuse(item)
            else:
                result.articles += 1
                yield item
    except ReadError as error:
        result.fault = str(error)
        result.reader_died = isinstance(error, ReaderDied)


def items_of(path: Path, key: str, *, source: str | None, share: Share = _WHOLE) -> Iterator[Article | Unread]:
    """What a file, or a share of it, gives. ReadError where the file, or its rest, cannot be read."""
    for item in _documents(path, source, share):
        yield item if isinstance(item, Unread) else _parsed(item, key, source)


def _documents(path: Path, source: str | None, share: Share) -> Iterator[RawDocument | Unread]:
    try:
        yield from read(path, source=source, wanted=share.has)
    except ReadError:
        raise
    except OSError as error:
        raise ReadError(error.strerror or str(error)) from error
    except MemoryError as error:
        raise ReadError(_TOO_LARGE) from error
    except Exception as error:
        logger.exception("reading failed at %s", shown(path))
        raise ReadError(_defect(error)) from error


def _parsed(raw: RawDocument, key: str, source: str | None) -> Article | Unread:
    number = raw.location.removeprefix(shown(key)).removeprefix("#")
    where = f"record {number}" if number.isdigit() else None
    try:
        return parse_document(raw, source=source)
    except ParseError as error:
        return Unread(raw.path, where, str(error))
    except MemoryError:
        return Unread(raw.path, where, _TOO_LARGE)
    except Exception as error:
        logger.exception("parsing failed at %s", raw.location)
        return Unread(raw.path, where, _defect(error))


_TOO_LARGE = "it needs more memory than a reader may take"


def _defect(error: Exception) -> str:
    return f"a defect of presssearch ({type(error).__name__}: {error}); please report it"
