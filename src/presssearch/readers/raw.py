"""RawDocument: what a reader hands to parsing. Text and clues, no markup, no judgement."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

Wanted = Callable[[int], bool]  # is the item at a position of its file, from 0, to be read?


class Role(Enum):
    """What the container said a block is. TEXT where it said nothing: parsing decides.

    DETAILS: from the lines beside a title that say when, by whom and in which section, with counters and labels.
    """

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    RUBRIC = "rubric"
    DATE = "date"
    BYLINE = "byline"
    CREDIT = "credit"
    DETAILS = "details"
    LIST_ITEM = "list-item"
    BLOCKQUOTE = "blockquote"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line. text: stripped, never empty; may hold newlines where the source has
    meaningful line breaks."""

    text: str
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True)
class Clue:
    """Something that the container says beside the text.

    kind: jsonld, meta, time, url, record, feed, header, site. name: `datePublished`, `og:title`, a record's
    key …; value: as found. A clue is evidence; parsing weighs it.
    """

    kind: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One article as read, before parsing.

    path: as walked, for the reader of a report. location: absolute path, with `#n` for the n-th record
    of a file; the identity of an article that has no better one. title: what the container itself calls
    the title (a record's key, a mail's subject, an `og:title`), if anything. language: as declared.
    extractor: which rule chose the blocks (`text`, `record`, `mail`, `feed`, `pdf`, `site:kz-mfa`, `blocks`).
    """

    path: str
    location: str
    media: str
    blocks: tuple[Block, ...]
    extractor: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    record_id: str | None = None
    language: str | None = None
    clues: tuple[Clue, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read: a file, or one record of a file whose others were.

    path: as walked. where: "line 12", "record 3", "12 records"; None when it is the whole file.
    reason: a phrase for the reader of a report, such as "an RTF file: not read yet".
    """

    path: str
    where: str | None
    reason: str
