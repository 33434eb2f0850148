"""Web archives (WARC): each page, text and PDF file that was fetched becomes a document."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from typing import IO, Any
from urllib.parse import urlsplit

from warcio.bufferedreaders import BufferedReader
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader

from presssearch.errors import ReadError
from presssearch.readers import limits, sniff
from presssearch.readers.encoding import decode
from presssearch.readers.html import read_html
from presssearch.readers.pdf import read_pdf
from presssearch.readers.raw import Clue, RawDocument, Unread
from presssearch.readers.text import read_text, squeeze

_LINE_BYTES = 64 * 1024  # of a header
_HEADER_BYTES = 1024 * 1024  # of all headers of a record
_KINDS = {
    "text/html": sniff.HTML,
    "application/xhtml+xml": sniff.HTML,
    "text/plain": sniff.TEXT,
    "application/pdf": sniff.PDF,
}
_UNKNOWN = ("", "application/octet-stream", "binary/octet-stream", "unknown/unknown")
_OTHER = {"image": "images", "video": "videos", "audio": "sounds", "font": "fonts"}
_FOR_MACHINES = ("/robots.txt", "/ads.txt", "/security.txt", "/humans.txt", "/llms.txt")
_FETCHED = ("response", "resource")  # the other records tell how it was fetched


@dataclass(frozen=True, slots=True)
class _Fetched:
    """What one record holds. kind: of sniff."""

    number: int
    kind: str
    url: str | None
    charset: str | None
    content: bytes
    clues: tuple[Clue, ...]


class _Skipped(ReadError):
    """A record that is no release. The text is the same for all of its kind."""


class _Lines:
    """A stream whose lines are no longer than a header may be, for the parser asks for lines without a limit."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.left = _HEADER_BYTES

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)

    def readline(self, size: int = _LINE_BYTES) -> bytes:
        line = self._stream.readline(min(size, _LINE_BYTES))
        self.left -= len(line)
        if self.left < 0:
            raise ReadError("damaged: a record with endless headers")
        return line


def read_warc(stream: IO[bytes], *, path: str, location: str, source: str | None) -> Iterator[RawDocument | Unread]:
    """The pages of an archive. What is no page is counted, reason by reason. Memory: one record.

    When a page was fetched and when its server says that it was changed are clues: it was published before.
    An archive that ends in the middle of a record, or is damaged, gives what stands before, and an Unread.
    """
    skipped: Counter[str] = Counter()
    found = 0
    damage: Unread | None = None
    try:
        for item in _items(stream):
            found += 1
            if isinstance(item, _Skipped):
                skipped[str(item)] += 1
                continue
            try:
                yield _document(item, path=path, location=f"{location}#{item.number}", source=source)
            except ReadError as error:
                yield Unread(path, f"record {item.number}", str(error))
    except ReadError as error:
        if not found:
            raise
        damage = Unread(path, f"after {found} fetched file{'s' if found > 1 else ''}", str(error))
    if not found:
        raise ReadError("a web archive without a page")
    for reason, count in skipped.items():
        yield Unread(path, f"{count} record{'s' if count > 1 else ''}", reason)
    if damage is not None:
        yield damage


def _items(stream: IO[bytes]) -> Iterator[_Fetched | _Skipped]:
    lines = _Lines(stream)
    loader = ArcWarcRecordLoader()
    number = 0
    while start := lines.readline():
        lines.left = _HEADER_BYTES
        if not start.strip():
            continue
        if not start.startswith(b"WARC/"):
            raise ReadError("damaged: where a record should begin there is none")
        number += 1
        record = _record(loader, lines, start)
        item: _Fetched | _Skipped | None = None
        if record.rec_type in _FETCHED:
            try:
                item = _item(loader, record, number)
            except _Skipped as reason:
                item = reason
        while record.raw_stream.read(limits.MB):
            pass
        if record.raw_stream.limit > 0:
            raise ReadError("it ends in the middle of a record")
        if item is not None:
            yield item


def _record(loader: ArcWarcRecordLoader, lines: _Lines, start: bytes) -> ArcWarcRecord:
    try:
        record = loader.parse_record_stream(lines, start, known_format="warc", no_record_parse=True)
        length = int(record.rec_headers.get_header("Content-Length") or -1)
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(f"damaged: {error}") from error
    if length < 0:
        raise ReadError("it ends in the middle of a record, or a record does not say its length")
    return record


def _item(loader: ArcWarcRecordLoader, record: ArcWarcRecord, number: int) -> _Fetched:
    """The record read, where its headers call it a page; what is not read of it is left in its stream."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        record.http_headers = loader.load_http_headers(record.rec_type, url, record.raw_stream, record.length)
    except ReadError:
        raise
    except Exception as error:
        raise _Skipped("answers of servers that are not HTTP") from error
    http = record.http_headers
    if http is not None and (status := http.get_statuscode()) != "200":
        raise _Skipped(f"answers with HTTP status {squeeze(status)[:10] or 'unknown'}")
    said = (http.get_header("Content-Type") if http is not None else record.content_type) or ""
    media = Message()
    media["Content-Type"] = squeeze(said)[:200] or "application/octet-stream"
    declared = _kind(media.get_content_type(), url)
    content = _content(record)
    kind = _by_content(declared, content, url)
    if kind is None:
        raise _Skipped("files of other kinds")
    return _Fetched(number, kind, _address(url), media.get_content_charset(), content, tuple(_clues(record, http)))


def _kind(media: str, url: str) -> str | None:
    """The kind that is declared, None where none is."""
    if not url.lower().startswith(("http:", "https:", "file:", "ftp:")):
        raise _Skipped("records that are not of the web")
    if media in _UNKNOWN:
        return None
    if media not in _KINDS:
        raise _Skipped(_OTHER.get(media.partition("/")[0], f"files of the kind {media}"))
    if _path_of(url).endswith(_FOR_MACHINES):
        raise _Skipped("files for machines (robots.txt and the like)")
    return _KINDS[media]


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path.lower()
    except ValueError:
        return ""


def _content(record: ArcWarcRecord) -> bytes:
    """The content, its chunks joined and unpacked."""
    http = record.http_headers
    packing = (http.get_header("Content-Encoding") if http is not None else None) or ""
    if packing.lower() not in ("", "identity", *BufferedReader.get_supported_decompressors()):
        raise _Skipped(f"pages packed with {squeeze(packing)[:20]}")
    parts: list[bytes] = []
    size = 0
    try:
        stream: Any = record.content_stream()
        while size <= limits.DOCUMENT_BYTES and (part := stream.read(64 * 1024)):
            parts.append(part)
            size += len(part)
    except ReadError:
        raise
    except Exception as error:
        raise _Skipped("damaged content") from error
    if size > limits.DOCUMENT_BYTES:
        raise _Skipped(f"larger than {limits.DOCUMENT_BYTES // limits.MB} MB")
    return b"".join(parts)


def _by_content(kind: str | None, content: bytes, url: str) -> str | None:
    """The kind by the first bytes: a server may call a PDF file a page, or say nothing."""
    head = content[: limits.HEAD_BYTES]
    if not head.strip():
        return kind
    seen = sniff.kind_of(head, _path_of(url).rpartition("/")[2])
    if kind is None:
        return seen if isinstance(seen, str) and seen in _KINDS.values() else None
    if sniff.PDF in (seen, kind):
        return sniff.PDF if seen == sniff.PDF else None
    if sniff.refusal_of(head) is not None:
        return None
    return sniff.HTML if seen == sniff.HTML else kind


def _clues(record: ArcWarcRecord, http: Any) -> Iterator[Clue]:
    """No evidence of a day of publication, but of one before which it was."""
    changed = http.get_header("Last-Modified") if http is not None else None
    for name, value in (("WARC-Date", record.rec_headers.get_header("WARC-Date")), ("Last-Modified", changed)):
        if value and (text := squeeze(value)):
            yield Clue("header", name, text[: limits.CLUE_CHARS])


def _address(url: str) -> str | None:
    is_web = url.startswith(("http://", "https://")) and len(url) <= limits.CLUE_CHARS
    return squeeze(url).partition("#")[0] if is_web else None


def _document(fetched: _Fetched, *, path: str, location: str, source: str | None) -> RawDocument:
    content = fetched.content
    if fetched.kind == sniff.PDF:
        document = read_pdf(content, path=path, location=location, source=source)
    elif fetched.kind == sniff.HTML:
        document = read_html(
            content, path=path, location=location, source=source, charset=fetched.charset, url=fetched.url
        )
    else:
        decoded = decode(content, declared=fetched.charset)
        document = read_text(decoded.text, path=path, location=location, source=source, warnings=decoded.warnings)
    return replace(
        document,
        url=document.url or fetched.url,
        clues=(*document.clues, *fetched.clues)[: limits.CLUES],
    )
