"""A part of a page -> blocks, with what tags and classes say of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from presssearch.readers.furniture import is_furniture, name_words
from presssearch.readers.page_words import page_words
from presssearch.readers.raw import Block, Role
from presssearch.readers.text import clean

ROLE_ATTRIBUTE = "data-presssearch-role"  # set by a site rule

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_TAG_ROLES = {
    "h1": Role.TITLE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    "figcaption": Role.CREDIT,
    "li": Role.LIST_ITEM,
    "blockquote": Role.BLOCKQUOTE,
    "time": Role.DATE,
}
_LONGEST = {Role.DATE: 120, Role.BYLINE: 200, Role.RUBRIC: 120, Role.TITLE: 400, Role.CREDIT: 400}


@dataclass(slots=True)
class Piece:
    """A block in the making, with the share of its characters that are links."""

    text: str
    role: Role
    link_chars: int
    chars: int

    @property
    def is_link(self) -> bool:
        return self.link_chars * 10 >= self.chars * 8


@dataclass(slots=True)
class _Open:
    """The text of the block that is being read: pieces of text with their roles."""

    parts: list[tuple[str, Role | None]] = field(default_factory=list)
    link_chars: int = 0
    chars: int = 0

    def part(self, first: str) -> None:
        """Two inline elements that touch ("city" and "12 June") look apart on the page: part them."""
        last = self.parts[-1][0][-1:] if self.parts else ""
        if (last.islower() or last.isdigit()) and (first.isupper() or first.isdigit()) and not (last + first).isdigit():
            self.parts.append((" ", None))

    def add(self, text: str, role: Role | None, *, in_link: bool) -> None:
        self.parts.append((text, role))
        size = len(text.strip())
        self.chars += size
        if in_link:
            self.link_chars += size


def role_of(element: etree._Element) -> Role | None:
    """What the tag, the class or a site rule says of an element."""
    marked = element.get(ROLE_ATTRIBUTE)
    if marked:
        return Role(marked)
    role = _TAG_ROLES.get(str(element.tag))
    if role not in (None, Role.LIST_ITEM):
        return role
    prop = element.get("itemprop", "")
    if prop in ("datePublished", "dateCreated", "author", "headline"):
        return {"author": Role.BYLINE, "headline": Role.TITLE}.get(prop, Role.DATE)
    words = name_words(element)
    if words:
        for class_role, names in page_words().roles:
            if not words.isdisjoint(names):
                return class_role
    return role


def pieces_of(
    node: etree._Element, page_chars: int, *, start: etree._Element | None = None, end: etree._Element | None = None
) -> list[Piece]:
    """The blocks in a node, furniture left out.

    start, end: elements inside the node; what stands before the one or behind the other is left out.
    """
    kept = {node}.union(*((place, *place.iterancestors()) for place in (start, end) if place is not None))
    reading = _Reading(active=start is None)
    walker = etree.iterwalk(node, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            skipped = element not in kept and is_furniture(element, page_chars)
            if skipped:
                walker.skip_subtree()
            reading.active = reading.active or element is start
            reading.enter(element, skipped=skipped)
        else:
            reading.leave(element)
            if element is end:
                break
            if element is not node:
                reading.read_tail(element)
    reading.close_block()
    return reading.pieces


@dataclass(slots=True)
class _Reading:
    """The state of one walk through a node. active: False before its start is reached."""

    active: bool
    pieces: list[Piece] = field(default_factory=list)
    block: _Open = field(default_factory=_Open)
    roles: list[Role | None] = field(default_factory=list)  # of the open elements
    links: int = 0  # open <a> elements
    preformatted: int = 0
    touching: bool = False  # the last thing read was the end of an inline element

    def enter(self, element: etree._Element, *, skipped: bool) -> None:
        role = role_of(element)
        if self._parts_blocks(element, role):
            self.close_block()
        self.roles.append(_inherit(role, self.roles))
        self.links += element.tag == "a"
        self.preformatted += element.tag == "pre"
        if element.tag == "br":
            self.block.add("\n", None, in_link=False)
        elif element.text and self.active and not skipped:
            if self.touching and element.tag not in BLOCK_TAGS:
                self.block.part(element.text[0])
            self._read(element.text)

    def leave(self, element: etree._Element) -> None:
        if self._parts_blocks(element, self.roles[-1], depth=1):
            self.close_block()
        self.roles.pop()
        self.links -= element.tag == "a"
        self.preformatted -= element.tag == "pre"
        self.touching = element.tag not in BLOCK_TAGS and not element.tail

    def read_tail(self, element: etree._Element) -> None:
        if element.tail and self.active:
            self._read(element.tail)

    def close_block(self) -> None:
        self.pieces.extend(_pieces_of_block(self.block))
        self.block = _Open()

    def _read(self, text: str) -> None:
        """Line ends of the source are blanks in HTML; "\n" stands for <br> from here on."""
        text = text if self.preformatted else text.replace("\n", " ").replace("\r", " ")
        self.block.add(text, self.roles[-1] if self.roles else None, in_link=self.links > 0)

    def _parts_blocks(self, element: etree._Element, role: Role | None, *, depth: int = 0) -> bool:
        """A block element does, and a kicker inside a title ("Press release" in the h1)."""
        above = self.roles[: len(self.roles) - depth]
        return element.tag in BLOCK_TAGS or (role is Role.RUBRIC and Role.TITLE in above)


def _inherit(role: Role | None, above: list[Role | None]) -> Role | None:
    """A paragraph in a list item, a quotation or a title is one, too; a time in a title is not a date block."""
    outer = above[-1] if above else None
    if role is None or (outer is Role.TITLE and role is not Role.RUBRIC):
        return outer
    return role


_PARAGRAPH_BREAK = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")


def _pieces_of_block(block: _Open) -> Iterator[Piece]:
    if not block.chars:
        return
    own = {role for text, role in block.parts if text.strip()}
    role = own.pop() if len(own) == 1 else _shared(own)
    text = clean("".join(text for text, _ in block.parts))
    for paragraph in _PARAGRAPH_BREAK.split(text):
        for lines in _lines(paragraph):
            yield Piece(lines, _fitting(role, lines), block.link_chars, block.chars)


def _shared(roles: set[Role | None]) -> Role | None:
    """The role of a block whose parts differ: that of the container, not of the part."""
    for role in (Role.TITLE, Role.HEADING, Role.BLOCKQUOTE, Role.LIST_ITEM):
        if role in roles:
            return role
    known = roles - {None}
    return Role.CREDIT if known == {Role.CREDIT} else None


def _fitting(role: Role | None, text: str) -> Role:
    """A "date" of three sentences is no date: a class may be wrong."""
    if role is None or len(text) > _LONGEST.get(role, len(text)):
        return Role.TEXT
    return role


def _lines(paragraph: str) -> Iterator[str]:
    """Lines parted by <br>: one block where they are short, a block each where one is a paragraph by itself."""
    lines = [line for line in (" ".join(line.split()) for line in paragraph.split("\n")) if line]
    if len(lines) > 1 and any(len(line) > 140 and line[-1] in ".!?:;”»\"'。" for line in lines):
        yield from lines
    elif lines:
        yield "\n".join(lines)


def without_related(pieces: list[Piece]) -> list[Piece]:
    """Leave out what the classes did not give away: "Read also" with its links, and runs of bare links."""
    kept: list[Piece] = []
    related = False
    for number, piece in enumerate(pieces):
        starts = len(piece.text) <= 300 and page_words().related.match(piece.text) is not None
        if starts and (piece.is_link or (piece.role is Role.HEADING or len(piece.text) < 40)):
            related = True
            continue
        if related and (piece.is_link or _is_teaser(piece)):
            continue
        related = False
        if piece.is_link and _in_run_of_links(pieces, number):
            continue
        kept.append(piece)
    while kept and kept[-1].role is Role.HEADING:  # what it headed is gone
        kept.pop()
    return kept


def _is_teaser(piece: Piece) -> bool:
    return piece.role in (Role.LIST_ITEM, Role.DATE) and len(piece.text) < 150


def _in_run_of_links(pieces: list[Piece], number: int) -> bool:
    """One of at least three blocks in a row that are nothing but links, dates between them allowed."""
    run = 1
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(pieces) and (pieces[at].is_link or pieces[at].role is Role.DATE):
            run += pieces[at].is_link
            at += step
    return run >= 3


def as_blocks(pieces: list[Piece]) -> tuple[Block, ...]:
    """Blocks. Only the first title is one, others are headings; a rubric stands above the text or is none."""
    blocks: list[Block] = []
    titled = False
    in_text = False
    for piece in pieces:
        role = Role.HEADING if piece.role is Role.TITLE and titled else piece.role
        role = Role.TEXT if role is Role.RUBRIC and in_text else role
        titled = titled or role is Role.TITLE
        in_text = in_text or (role is Role.TEXT and len(piece.text) >= 200)
        if any(char.isalnum() or char == "#" for char in piece.text):
            blocks.append(Block(piece.text, role))
    return tuple(blocks)
