"""MHTML: a page that a browser saved in one file (.mht, .mhtml), in the form of a mail."""

from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from presssearch.errors import ReadError
from presssearch.readers import limits
from presssearch.readers.html import read_html
from presssearch.readers.raw import Clue, RawDocument
from presssearch.readers.text import squeeze

_MOST_MULTIPARTS = 200


def read_mhtml(data: bytes, *, path: str, location: str, source: str | None) -> RawDocument:
    """The page: the first part that is HTML, at the address where it was. The others are its images and frames.

    The date of the file is that of the saving: a clue named `Saved`, no evidence of publication.
    """
    if data.count(b"boundary=") > _MOST_MULTIPARTS:
        raise ReadError(f"a saved page with more than {_MOST_MULTIPARTS} parts in parts")
    try:
        message = message_from_bytes(data)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content = page.get_payload(decode=True) if page is not None else None
        charset = page.get_content_charset() if page is not None else None
    except Exception as error:
        raise ReadError(f"a saved page that cannot be taken apart: {error}") from error
    if page is None or not isinstance(content, bytes) or not content.strip():
        raise ReadError("a saved page without HTML in it")
    url = _address(page, "Content-Location") or _address(message, "Snapshot-Content-Location", "Content-Location")
    document = read_html(content, path=path, location=location, source=source, charset=charset, url=url)
    saved = squeeze(_header(message, "Date"))[: limits.CLUE_CHARS]
    clues = (*document.clues, Clue("header", "Saved", saved)) if saved else document.clues
    return replace(document, clues=clues[: limits.CLUES])


def _address(part: Message, *names: str) -> str | None:
    """The first web address in the headers, without what was folded into it."""
    for name in names:
        value = "".join(_header(part, name).split())
        if value.startswith(("http://", "https://")) and len(value) <= limits.CLUE_CHARS:
            return value.partition("#")[0]
    return None


def _header(part: Message, name: str) -> str:
    return next(
        (str(value)[: limits.CLUE_CHARS * 2] for key, value in part.raw_items() if key.lower() == name.lower()), ""
    )
