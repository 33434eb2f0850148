"""Folders -> files -> documents: the walk, the limits, and the choice of a reader."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from presssearch.errors import ReadError
from presssearch.readers import limits, sniff
from presssearch.readers.eml import read_mail, read_mbox
from presssearch.readers.encoding import decode
from presssearch.readers.feed import read_feed
from presssearch.readers.html import read_html
from presssearch.readers.jsonl import read_json, read_json_lines
from presssearch.readers.mhtml import read_mhtml
from presssearch.readers.pdf import read_pdf
from presssearch.readers.raw import RawDocument, Unread, Wanted
from presssearch.readers.text import read_text
from presssearch.readers.warc import read_warc

# A folder that holds this file is an index of ours.
INDEX_MARK = "record.sqlite"
# What people put beside their files to describe them, by the name without its suffix.
ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "copying", "changelog"})


def walk(paths: Iterable[Path]) -> Iterator[Path | Unread]:
    """Every regular file under the paths, in a fixed order (by name, folders in their place), each once.

    Hidden files and folders, our own index and, inside a folder, files that describe it (README, LICENSE)
    are passed over. A link is followed only where it is
    named in `paths`; one that leads to a place inside the folder is passed over, for that place is walked
    anyway. What cannot be read (a link out of the folder, a pipe, a forbidden folder, a
    missing path) comes out as Unread, in its place.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _walk_root(Path(path)):
            if isinstance(found, Unread):
                yield found
                continue
            key = os.path.realpath(found) if found == path else os.path.abspath(found)  # noqa: PTH100  links in a path stay
            if key not in seen:
                seen.add(key)
                yield found


def _walk_root(root: Path) -> Iterator[Path | Unread]:
    try:
        mode = root.stat().st_mode
    except (OSError, ValueError) as error:
        yield Unread(shown(root), None, _reason(error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk_folder(root, os.path.realpath(root))
    elif stat.S_ISREG(mode):
        yield root
    else:
        yield Unread(shown(root), None, _special(mode))


def _walk_folder(folder: Path, real_root: str) -> Iterator[Path | Unread]:
    pending = [folder]
    while pending:
        place = pending.pop()
        if place != folder and (found := _not_a_folder(place, real_root)) is not None:
            yield from found
            continue
        try:
            with os.scandir(place) as entries:
                names = sorted(entry.name for entry in entries)
        except OSError as error:
            yield Unread(shown(place), None, _reason(error))
            continue
        if INDEX_MARK in names:
            continue
        pending.extend(place / name for name in reversed(names) if not _is_passed_over(name))


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.partition(".")[0].lower() in ABOUT_THE_FOLDER


def _not_a_folder(place: Path, real_root: str) -> tuple[Path | Unread, ...] | None:
    """What to yield for a place that is no folder; None for a folder."""
    try:
        mode = os.lstat(place).st_mode
    except OSError as error:
        return (Unread(shown(place), None, _reason(error)),)
    if stat.S_ISDIR(mode):
        return None
    if stat.S_ISREG(mode):
        return (place,)
    if stat.S_ISLNK(mode):
        return _of_link(place, real_root)
    return (Unread(shown(place), None, _special(mode)),)


def _of_link(place: Path, real_root: str) -> tuple[Unread, ...]:
    try:
        target = os.path.realpath(place, strict=True)
    except OSError as error:
        return (Unread(shown(place), None, f"a link that leads nowhere: {_reason(error)}"),)
    if target == real_root or target.startswith(real_root.rstrip(os.sep) + os.sep):
        return ()
    return (Unread(shown(place), None, "a link that leaves the folder: not followed"),)


def _special(mode: int) -> str:
    kinds = (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISCHR, "a device"),
    )
    return next((f"{name}, not a file" for test, name in kinds if test(mode)), "not a regular file")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return getattr(error, "strerror", None) or str(error)


def shown(path: Path | str) -> str:
    r"""The path as valid text: bytes of a name that are not UTF-8 appear as \xff."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _every(position: int) -> bool:
    return True


def read(path: Path, *, source: str | None = None, wanted: Wanted = _every) -> Iterator[RawDocument | Unread]:
    """The documents of one file. ReadError when the file as a whole cannot be read.

    A container (JSON Lines, mbox, feed, WARC) yields an Unread for each record that could not be read.
    source: name of the publisher, stronger than what a record says of itself.
    wanted: which of the items are given, by their position in the file, from 0.
    The file is opened when the first document is asked for.
    """
    try:
        with _open(path) as handle:
            yield from _read_open(handle, path, source, wanted)
    except OSError as error:
        raise ReadError(_reason(error)) from error


def _open(path: Path) -> IO[bytes]:
    """Open without waiting: a pipe that took the place of a file must not hold the run."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError as error:
        raise ReadError(_reason(error)) from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise ReadError("a folder" if stat.S_ISDIR(mode) else _special(mode))
    return os.fdopen(descriptor, "rb")


def _read_open(handle: IO[bytes], path: Path, source: str | None, wanted: Wanted) -> Iterator[RawDocument | Unread]:
    head = handle.read(limits.HEAD_BYTES)
    if not head:
        raise ReadError("empty")
    handle.seek(0)
    name = path.name
    packed = sniff.is_gzip(head)
    stream: IO[bytes] = handle
    if packed:
        stream = cast(IO[bytes], io.BufferedReader(Unpacked(handle)))
        name = name.removesuffix(".gz")
        head = _head_of(cast(io.BufferedReader, stream))
        stream = cast(IO[bytes], io.BufferedReader(_Again(head, stream)))
    if not head.strip(b"\x00 \t\r\n\x0c"):
        raise ReadError("empty")
    kind = sniff.kind_of(head, name)
    if isinstance(kind, tuple):
        raise ReadError(kind[1])
    if kind == sniff.JSON_LINES:
        place, location = _names_of(path)
        yield from read_json_lines(stream, path=place, location=location, source=source, wanted=wanted)
        return
    items = _read_kind(kind, stream, path, source, packed=packed)
    yield from (item for position, item in enumerate(items) if wanted(position))


def _head_of(stream: io.BufferedReader) -> bytes:
    """The first bytes of an unpacked file; where it is damaged soon, what stands before: the reader will meet it."""
    head = b""
    while len(head) < limits.HEAD_BYTES:
        try:
            piece = stream.read1(limits.HEAD_BYTES - len(head))
        except ReadError:
            if not head or sniff.refusal_of(head) is not None:
                raise
            break
        if not piece:
            break
        head += piece
    return head


# Read record by record, in the memory of one.
_STREAMED = {sniff.MBOX: read_mbox, sniff.WARC: read_warc}
_CONTAINERS = {sniff.JSON: read_json, sniff.FEED: read_feed}
_DOCUMENTS = {sniff.MAIL: read_mail, sniff.HTML: read_html, sniff.PDF: read_pdf, sniff.MHTML: read_mhtml}


def _read_kind(
    kind: str, stream: IO[bytes], path: Path, source: str | None, *, packed: bool
) -> Iterator[RawDocument | Unread]:
    place, location = _names_of(path)
    if kind in _STREAMED:
        yield from _STREAMED[kind](stream, path=place, location=location, source=source)
        return
    data = _whole(stream, packed=packed)
    if kind in _CONTAINERS:
        yield from _CONTAINERS[kind](data, path=place, location=location, source=source)
    elif kind in _DOCUMENTS:
        yield _DOCUMENTS[kind](data, path=place, location=location, source=source)
    else:
        decoded = decode(data)
        yield read_text(decoded.text, path=place, location=location, source=source, warnings=decoded.warnings)


def _names_of(path: Path) -> tuple[str, str]:
    """As shown to people, and the location that ids are made of."""
    return shown(path), shown(os.path.abspath(path))  # noqa: PTH100  links in a path stay


def _whole(stream: IO[bytes], *, packed: bool) -> bytes:
    limit = limits.UNPACKED_BYTES if packed else limits.DOCUMENT_BYTES
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(f"too large: more than {limit // limits.MB} MB")
    return data


class _Again(io.RawIOBase):
    """Bytes that were read already, then the rest of their stream."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


class Unpacked(io.RawIOBase):
    """A gzip file as its content. ReadError where it is damaged, or grows like a bomb."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._content = gzip.GzipFile(fileobj=packed)
        self._taken = 0
        self._damage: ReadError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._damage is not None:
            raise self._damage
        try:
            piece = self._content.read1(len(buffer))  # what stands before the damage
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self._damage = ReadError(f"a damaged gzip file: {error}")
            raise self._damage from error
        self._taken += len(piece)
        if self._taken > limits.MB and self._taken > limits.UNPACK_RATIO * self._packed.tell():
            raise ReadError(f"unpacks to more than {limits.UNPACK_RATIO} times its size: refused")
        if self._taken > limits.STREAM_BYTES:
            raise ReadError(f"unpacks to more than {limits.STREAM_BYTES // limits.MB} MB: refused")
        buffer[: len(piece)] = piece
        return len(piece)
