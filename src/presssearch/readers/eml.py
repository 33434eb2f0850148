"""Mail: one message, or an mbox of several, as press offices send them."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from typing import IO

from presssearch.errors import ReadError
from presssearch.readers import limits
from presssearch.readers.encoding import decode
from presssearch.readers.forwarded import bare_subject, find_forwarded
from presssearch.readers.html import blocks_of_html
from presssearch.readers.raw import Block, Clue, RawDocument, Unread
from presssearch.readers.text import blocks_of, squeeze

_PLAIN_SHARE = 0.8  # of the HTML text: a plain part that is shorter is a "please view in a browser"
_SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
# In a mail that passes a release on they say nothing of the release
_OF_SENDER = ("Date", "From", "Sender", "Reply-To", "Organization", "Date-Sent")
_MOST_MULTIPARTS = 200
_MOST_NESTED = 5
_HEADER_CHARS = 64 * 1024
_POSTMARK = re.compile(rb"From \S{1,200} .{0,30}\d{2}:\d{2}")


def read_mail(data: bytes, *, path: str, location: str, source: str | None) -> RawDocument:
    """One message. The plain part is read where it says as much as the HTML part does."""
    if data.count(b"boundary=") > _MOST_MULTIPARTS:
        raise ReadError(f"a mail with more than {_MOST_MULTIPARTS} parts in parts")
    try:
        # The old policy: the new one needs gigabytes for a header of 100,000 encoded words.
        message = _passed_on(message_from_bytes(data))
        plain, page, others = _parts(message)
        subject, clues = _headers(message)
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(f"a mail that cannot be taken apart: {error}") from error
    forwarded = find_forwarded(plain)
    if forwarded is not None:
        plain, page = forwarded.text, ""
        subject = bare_subject(forwarded.headers.get("Subject", subject or "")) or None
        clues = {name: value for name, value in clues.items() if name not in _OF_SENDER}
        clues |= {name: value for name, value in forwarded.headers.items() if name in _OF_SENDER}
    blocks = _blocks(plain, page)
    if not blocks:
        raise ReadError(f"a mail without text ({others} attachments)" if others else "no text found")
    return RawDocument(
        path=path,
        location=location,
        media="message/rfc822",
        blocks=blocks,
        extractor="mail",
        title=subject,
        source=source,
        record_id=clues.pop("Message-ID", None),
        language=clues.pop("Content-Language", None),
        clues=tuple(Clue("header", name, value) for name, value in clues.items()),
        warnings=(f"{others} attachments were not read",) if others else (),
    )


def _passed_on(message: Message) -> Message:
    """The one mail that is attached to a mail, with its own headers; the mail itself, where there is none."""
    for _ in range(_MOST_NESTED):
        inner = [part for part in message.walk() if part.get_content_type() == "message/rfc822"]
        content = inner[0].get_payload() if len(inner) == 1 else None
        if not isinstance(content, list) or len(content) != 1 or not isinstance(content[0], Message):
            return message
        message = content[0]
    return message


def _parts(message: Message) -> tuple[str, str, int]:
    """The plain text, the HTML text, and the number of other parts."""
    plain: list[str] = []
    pages: list[str] = []
    others = 0
    for part in message.walk():
        if any(len(str(value)) > _HEADER_CHARS for _, value in part.raw_items()):
            raise ReadError(f"a mail with a header of more than {_HEADER_CHARS:,} characters")
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        attached = part.get_content_disposition() == "attachment"
        if attached or kind not in ("text/plain", "text/html"):
            others += 1
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            text = decode(content, declared=part.get_content_charset()).text
            (plain if kind == "text/plain" else pages).append(text)
    return "\n\n".join(plain), "\n".join(pages), others


def _blocks(plain: str, page: str) -> tuple[Block, ...]:
    plain_blocks = blocks_of(_SIGNATURE.split(plain, maxsplit=1)[0]) if plain.strip() else ()
    page_blocks = blocks_of_html(page) if page.strip() else ()
    enough = _PLAIN_SHARE * sum(len(block.text) for block in page_blocks)
    return plain_blocks if plain_blocks and sum(len(block.text) for block in plain_blocks) >= enough else page_blocks


def _headers(message: Message) -> tuple[str | None, dict[str, str]]:
    """The subject, and the headers that are evidence or identity, decoded."""
    subject = bare_subject(squeeze(_header(message, "Subject")))[: limits.TITLE_CHARS] or None
    names = (*_OF_SENDER, "Message-ID", "Content-Language")
    values = {name: squeeze(_header(message, name))[: limits.CLUE_CHARS] for name in names}
    return subject, {name: value for name, value in values.items() if value}


def _header(message: Message, name: str) -> str:
    """A header as text, its encoded words read (RFC 2047), in whatever charset they or its bare bytes are."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    parts: list[str] = []
    for coded, charset in decode_header(raw[: limits.CLUE_CHARS * 2]):
        word = coded.encode("utf-8", "surrogateescape") if isinstance(coded, str) else coded
        parts.append(decode(word, declared=charset).text if word.strip() else " ")
    return "".join(parts)


def read_mbox(stream: IO[bytes], *, path: str, location: str, source: str | None) -> Iterator[RawDocument | Unread]:
    """Each message of an mbox; one that cannot be read is reported. Memory: one message."""
    number = 0
    for number, data in enumerate(_messages(stream), 1):
        try:
            if len(data) > limits.MESSAGE_BYTES:
                raise ReadError(f"the message is longer than {limits.MESSAGE_BYTES // limits.MB} MB")
            yield read_mail(data, path=path, location=f"{location}#{number}", source=source)
        except ReadError as error:
            yield Unread(path, f"message {number}", str(error))
    if number == 0:
        raise ReadError("no message in it")


def _messages(stream: IO[bytes]) -> Iterator[bytes]:
    lines: list[bytes] = []
    size = 0
    after_blank = True
    while line := stream.readline(limits.MB):
        if after_blank and _POSTMARK.match(line):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= limits.MESSAGE_BYTES:
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        after_blank = not line.strip()
    if lines:
        yield b"".join(lines)
