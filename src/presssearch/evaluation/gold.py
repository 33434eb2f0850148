"""Labelled releases: JSON Lines of `{"document": …, "expected": …}`.

A document is what a reader would meet: a record of a dump (`body`, `title`, `date` …), `text` alone for a
plain text, `html` alone (or with its `url`) for a saved page, or `path` to a file beside the labels, with `record`
(1, 2, …) for one of several releases in it. Each goes through the reader of its kind.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from presssearch.errors import ReadError
from presssearch.readers import read
from presssearch.readers.html import read_html
from presssearch.readers.jsonl import BODY, read_record
from presssearch.readers.page import is_page
from presssearch.readers.raw import RawDocument, Unread
from presssearch.readers.text import read_text

_DOCUMENT = ("document", "record", "input")
_EXPECTED = ("expected", "labels", "gold")
_PATH = ("path", "file", "page")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled release. folder: where a `path` of its document begins."""

    gold_id: str
    document: Mapping[str, Any]
    expected: Mapping[str, Any]
    folder: Path


def read_gold(path: Path) -> Iterator[Labelled]:
    """The labelled releases of a file, in order. ReadError names the line that is none."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}") from error
    found = False
    for number, line in enumerate(lines, 1):
        if line.strip():
            found = True
            yield _labelled(line, f"{path}, line {number}", f"{path.stem}:{number}", path.parent)
    if not found:
        raise ReadError(f"{path}: no labelled release in it")


def _labelled(line: bytes, where: str, name: str, folder: Path) -> Labelled:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise ReadError(f"{where}: not JSON: {error}") from None
    document = _first_mapping(value, _DOCUMENT)
    expected = _first_mapping(value, _EXPECTED)
    if document is None or expected is None:
        raise ReadError(f'{where}: not a labelled release; expected {{"document": {{…}}, "expected": {{…}}}}')
    if "aliases" in value and "aliases" not in expected:
        expected = {**expected, "aliases": value["aliases"]}
    gold_id = expected.get("gold_id") or value.get("gold_id") or value.get("id") or document.get("id") or name
    return Labelled(str(gold_id), document, expected, folder)


def _first_mapping(value: object, keys: tuple[str, ...]) -> Mapping[str, Any] | None:
    if not isinstance(value, Mapping):
        return None
    return next((value[key] for key in keys if isinstance(value.get(key), Mapping)), None)


def may_say_more(labelled: Labelled) -> bool:
    """Does the document carry dates that its labels cannot know of, such as meta tags?"""
    return _page_of(labelled.document) is not None or _path_of(labelled.document) is not None


def raw_document_of(labelled: Labelled) -> RawDocument:
    """The document through the reader of its kind. ReadError where that reader refuses it."""
    document = labelled.document
    name, location = labelled.gold_id, f"/{labelled.gold_id}"
    path = _path_of(document)
    if path is not None:
        return _with_url(_document_of(labelled.folder / path, document.get("record", 1)), document)
    page = _page_of(document)
    if page is not None:
        return _with_url(
            read_html(page.encode("utf-8", "surrogatepass"), path=name, location=location, source=None), document
        )
    text = document.get("text")
    if isinstance(text, str) and set(document) <= {"text", "path", "lang", "language", "id", "source", "format"}:
        return read_text(text, path=name, location=location, source=None)
    return read_record(document, path=name, location=location, source=None)


def _path_of(document: Mapping[str, Any]) -> str | None:
    if any(document.get(key) for key in document if key.lower().replace("_", "") in BODY):
        return None
    return next((str(document[key]) for key in _PATH if isinstance(document.get(key), str)), None)


def _page_of(document: Mapping[str, Any]) -> str | None:
    """The HTML of a document that is a whole page; a piece of HTML is the body of a record."""
    texts = [value for key, value in document.items() if key.lower().replace("_", "") in BODY and value]
    return texts[0] if len(texts) == 1 and isinstance(texts[0], str) and is_page(texts[0]) else None


def _document_of(path: Path, record: int) -> RawDocument:
    """record: counts what the file holds from 1, whether it could be read or not."""
    for number, item in enumerate(read(path), 1):
        if number == record:
            if isinstance(item, Unread):
                raise ReadError(item.reason)
            return item
    raise ReadError("it holds no release" if record == 1 else f"it holds no release {record}")


def _with_url(raw: RawDocument, document: Mapping[str, Any]) -> RawDocument:
    """A saved page with the address that it was saved from, where it does not say it itself."""
    url = document.get("url")
    return replace(raw, url=url) if raw.url is None and isinstance(url, str) else raw
