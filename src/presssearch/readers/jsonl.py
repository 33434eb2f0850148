"""Records: JSON Lines (streamed, one release a line) and JSON files with one record or a list of them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO

from presssearch.errors import ReadError
from presssearch.readers import limits
from presssearch.readers.encoding import decode
from presssearch.readers.html import blocks_of_html, read_html
from presssearch.readers.page import is_page
from presssearch.readers.raw import Block, Clue, RawDocument, Unread, Wanted
from presssearch.readers.repair import REPAIRED, repaired
from presssearch.readers.text import blocks_of, squeeze

# What a key means, by its name in lower case without "_", "-" and blanks; the first that has a value wins.
BODY = (
    "body", "text", "content", "article", "fulltext", "maintext", "statement", "articlebody", "articletext",
    "bodytext", "contenttext", "plaintext", "bodyhtml", "contenthtml", "html", "paragraphs", "message",
)  # fmt: skip
TITLE = ("title", "headline", "titleraw", "subject", "name")
ID = ("id", "recordid", "guid", "docid", "documentid", "articleid", "uid", "uuid", "slug")
URL = ("url", "link", "canonicalurl", "permalink", "sourceurl", "articleurl", "href", "webpage")
SOURCE = ("source", "publisher", "site", "sitename", "outlet", "agency", "ministry", "sourcedomain")
LANGUAGE = ("lang", "language", "languagecode", "inlanguage", "locale")
# Evidence: each value becomes a clue under the key's own name.
CLUES = frozenset(
    (
        "date", "published", "publishedat", "datepublished", "publishdate", "pubdate", "publicationdate",
        "posted", "postedat", "posteddate", "postedon", "createdat", "created", "time", "timestamp", "datetime",
        "releasedate", "issued", "updated", "updatedat", "modified", "modifiedat", "lastmodified",
        "author", "authors", "byline", "by", "creator", "writer",
        "place", "location", "city", "dateline",
        "rubric", "section", "category", "categories", "type",
        "credit", "photocredit", "imagecredit", "photo",
        "publisher", "agency", "ministry", "reference", "number", "releasenumber",
    )
)  # fmt: skip
_DATE_KEY = re.compile(r"date(?:raw|precision|time|modified|published|created|posted|updated)?\Z")
_INNER = ("value", "raw", "rendered", "name", "text", "title", "@value")
_HTML_BLOCK = re.compile(
    r"<(?:p|div|li|h[1-6]|td|blockquote|article|section)(?:\s[^<>]{0,500})?>|<br\s*/?>", re.IGNORECASE
)
_BLANK_LINE = re.compile(r"\n[ \t\r\xa0]*\n")


def read_json_lines(
    stream: IO[bytes], *, path: str, location: str, source: str | None, wanted: Wanted
) -> Iterator[RawDocument | Unread]:
    """One document a line; a bad line is reported and the next one read. Memory: one line. A line that is not
    wanted is not taken apart."""
    number = 0
    position = -1  # of the line among those that are not blank
    while True:
        try:
            line = stream.readline(limits.LINE_BYTES + 1)
        except ReadError as error:  # gzip, damaged on the way
            if number == 0:
                raise
            if wanted(position + 1):
                yield Unread(path, f"after line {number}", str(error))
            return
        if not line:
            break
        number += 1
        where = f"line {number}"
        too_long = len(line) > limits.LINE_BYTES
        if too_long:
            _skip_line(stream, line)
        elif line.isspace():
            continue
        position += 1
        if not wanted(position):
            continue
        if too_long:
            yield Unread(path, where, f"the line is longer than {limits.LINE_BYTES // limits.MB} MB")
            continue
        try:
            record = parse_json(line)
            yield read_record(record, path=path, location=f"{location}#{number}", source=source)
        except ReadError as error:
            yield Unread(path, where, str(error))
    if number == 0:
        raise ReadError("empty")


def _skip_line(stream: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(limits.LINE_BYTES)


def read_json(data: bytes, *, path: str, location: str, source: str | None) -> Iterator[RawDocument | Unread]:
    """A JSON file with one record, or a list of records. ReadError where nothing in it is a record."""
    value = parse_json(data)
    if isinstance(value, Mapping) and _find(value, BODY):
        yield read_record(value, path=path, location=location, source=source)
        return
    if not isinstance(value, list) or not any(isinstance(item, Mapping) and _find(item, BODY) for item in value):
        raise ReadError(_NO_RECORD)
    for number, item in enumerate(value, 1):
        try:
            yield read_record(item, path=path, location=f"{location}#{number}", source=source)
        except ReadError as error:
            yield Unread(path, f"record {number}", str(error))


_NO_RECORD = "JSON, but no record in it has a text (body, text, content …)"
_NO_TEXT = "a record without a text (body, text, content …)"


def parse_json(data: bytes) -> object:
    """A JSON value out of bytes in any of its encodings."""
    try:
        return json.loads(decode(data, repair=False).text.lstrip("\ufeff \t\r\n"))
    except RecursionError:
        raise ReadError("not JSON: nested too deeply") from None
    except ValueError as error:  # json's own, or an integer of thousands of digits
        raise ReadError(f"not JSON: {error}") from None


def read_record(record: object, *, path: str, location: str, source: str | None) -> RawDocument:
    """One record as a document. ReadError when it has no text."""
    if not isinstance(record, Mapping):
        raise ReadError(f"not a record but {_kind(record)}")
    record, warnings = _mended(record)
    found = _find(record, BODY)
    body = _body_text(found[1]) if found is not None else None
    if body is None:
        raise ReadError(_NO_TEXT if found is None else f"no text in {found[0]}")
    title = _first_text(record, TITLE)
    described = RawDocument(
        path=path,
        location=location,
        media="application/json",
        blocks=(),
        extractor="record",
        title=title if title is not None and len(title) <= limits.TITLE_CHARS else None,
        url=find_url(record),
        source=source or _first_text(record, SOURCE),
        record_id=_first_text(record, ID),
        language=_first_text(record, LANGUAGE),
        clues=tuple(_clues(record))[: limits.CLUES],
        warnings=warnings,
    )
    if is_page(body):
        return _with_page(described, body)
    blocks = blocks_of_markup_or_text(body)
    if not blocks:
        raise ReadError("no text found")
    return replace(described, blocks=blocks)


def _with_page(described: RawDocument, text: str) -> RawDocument:
    """What a record says of a page that was saved as its text, as crawlers do, and what the page says of itself."""
    data = text.encode("utf-8", "surrogatepass")
    page = read_html(
        data,
        path=described.path,
        location=described.location,
        source=described.source,
        charset="utf-8",
        url=described.url,
    )
    return replace(
        page,
        title=page.title or described.title,
        url=described.url or page.url,
        record_id=described.record_id,
        language=described.language or page.language,
        clues=(*described.clues, *page.clues)[: limits.CLUES],
        warnings=(*described.warnings, *page.warnings),
    )


def _mended(record: Mapping[object, object]) -> tuple[Mapping[object, object], tuple[str, ...]]:
    """The record without what was decoded wrongly before it was made; written out, for JSON may hide it in escapes."""
    try:
        mended = repaired(json.dumps(record, ensure_ascii=False))
        value = json.loads(mended) if mended is not None else None
    except (ValueError, RecursionError):
        return record, ()
    return (value, (REPAIRED,)) if isinstance(value, Mapping) else (record, ())


def blocks_of_markup_or_text(body: str) -> tuple[Block, ...]:
    """Blocks of a text that may be HTML: it is where block tags are no rarer than blank lines."""
    tags = len(_HTML_BLOCK.findall(body[:100_000])) if "<" in body else 0
    if tags and tags >= len(_BLANK_LINE.findall(body[:100_000])):
        return blocks_of_html(body)
    return blocks_of(body)


def find_url(record: Mapping[object, object]) -> str | None:
    """The first web address under a key that means one."""
    for key in URL:
        found = _find(record, (key,))
        values = _texts(found[1]) if found is not None else []
        for value in values:
            if value.startswith(("http://", "https://")) and " " not in value:
                return value
    return None


def _kind(value: object) -> str:
    names = {str: "a text", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), type(value).__name__)


def _folded(key: object) -> str:
    return str(key).lower().replace("_", "").replace("-", "").replace(" ", "")


def _find(record: Mapping[object, object], names: tuple[str, ...]) -> tuple[str, object] | None:
    """The key and value of the first name that has a value."""
    by_name: dict[str, str] = {}
    for key in record:
        if isinstance(key, str):
            by_name.setdefault(_folded(key), key)
    for name in names:
        key = by_name.get(name, "")
        if key and record[key] not in (None, "", [], {}):
            return key, record[key]
    return None


def _texts(value: object, depth: int = 0) -> list[str]:
    """A value as texts: a list item by item, a mapping by its `value`, `raw`, `rendered`, `name` …"""
    if isinstance(value, str):
        text = squeeze(value)
        return [text] if text else []
    if isinstance(value, bool) or value is None or depth > 3:
        return []
    if isinstance(value, (int, float)):
        return [str(value)]
    if isinstance(value, list):
        return [text for item in value[: limits.CLUES] for text in _texts(item, depth + 1)]
    if isinstance(value, Mapping):
        for key in _INNER:
            if texts := _texts(value.get(key), depth + 1):
                return texts
    return []


def _first_text(record: Mapping[object, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        found = _find(record, (name,))
        texts = _texts(found[1]) if found is not None else []
        if texts:
            return texts[0]
    return None


def _body_text(value: object) -> str | None:
    """The body, its line ends kept; the items of a list are paragraphs."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        parts = [part for part in (_body_text(item) for item in value) if part]
        return "\n\n".join(parts) or None
    if isinstance(value, Mapping):
        for key in (*_INNER, "html", "content", "body"):
            if isinstance(value.get(key), str) and value[key].strip():
                return str(value[key])
    return None


def _clues(record: Mapping[object, object]) -> Iterator[Clue]:
    for key, value in record.items():
        name = _folded(key)
        if name in CLUES or _DATE_KEY.match(name):
            for text in _texts(value):
                yield Clue("record", str(key), text[: limits.CLUE_CHARS])
