"""A part of a page -> blocks, with what tags and classes say of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from lxml import etree

from presssearch.readers.blocks import Piece, is_control
from presssearch.readers.captions import credit_of, credit_of_bare_caption, is_credit
from presssearch.readers.furniture import is_furniture, is_menu_cell
from presssearch.readers.marks import LONGEST, Mark, Part, is_label, is_labelled, role_of
from presssearch.readers.page import text_of
from presssearch.readers.raw import Role
from presssearch.readers.related import related_boxes
from presssearch.readers.text import clean

_BLOCK_TAGS = (
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 "
    "h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())


_YEAR_CHARS = 4


@dataclass(slots=True)
class _Open:
    """The text of the block that is being read: pieces of text with their roles."""

    parts: list[tuple[str, Mark | None]] = field(default_factory=list)
    link_chars: int = 0
    chars: int = 0
    plain_chars: int = 0  # not bold
    opens_bold: bool = False  # its first line is bold and stands alone
    controls: list[int] = field(default_factory=list)  # parts that are links such as "Print"

    def part(self, text: str) -> None:
        """Two inline elements that touch ("city" and "12 June") look apart on the page: part them.

        Two figures are one number, unless both elements hold more than a year: "10:39", "1126-12-06-2018".
        """
        before = self.parts[-1][0] if self.parts else ""
        last, first = before[-1:], text[:1]
        apart = not (last + first).isdigit() or min(len(before.strip()), len(text.strip())) > _YEAR_CHARS
        if (last.islower() or last.isdigit()) and (first.isupper() or first.isdigit()) and apart:
            self.parts.append((" ", None))

    def label_end(self) -> None:
        """Put a colon behind a label, "Published: 12 June", but not behind "No."."""
        while self.parts and not self.parts[-1][0].strip():
            self.parts.pop()  # the line end of the source between the two
        text, role = self.parts[-1] if self.parts else ("", None)
        text = text.rstrip()
        if text and text[-1].isalpha() and text[-1] not in "ºª":
            text += ":"
        self.parts[-1:] = [(f"{text} ", role)]

    def is_bare_label(self) -> bool:
        """Does what was read want something behind it: "By", "Written by", "Published:"?"""
        text = "".join(text for text, _ in self.parts).strip()
        words = text.split()
        return text.endswith((":", "：")) or len(words) == 1 or (len(words) == 2 and words[1].islower())

    def part_names(self) -> None:
        """Put a comma behind what was read last."""
        text, role = self.parts[-1] if self.parts else ("", None)
        self.parts[-1:] = [(f"{text.rstrip()}, ", role)]

    def line_end(self) -> None:
        """A <br>. A bold line that opens a block is a heading by itself: it is parted like a paragraph."""
        heading = self.chars > 0 and self.plain_chars == 0 and not any("\n" in text for text, _ in self.parts)
        self.opens_bold = self.opens_bold or heading
        self.parts.append(("\n\n" if heading else "\n", None))

    def add(self, text: str, role: Mark | None, *, in_link: bool, bold: bool) -> None:
        if in_link and is_control(text):
            self.controls.append(len(self.parts))
        self.parts.append((text, role))
        size = len(text.strip())
        self.chars += size
        self.plain_chars += 0 if bold else size
        if in_link:
            self.link_chars += size


def pieces_of(
    node: etree._Element,
    page_chars: int,
    *,
    start: etree._Element | None = None,
    title: etree._Element | None = None,
    end: etree._Element | None = None,
) -> list[Piece]:
    """The blocks in a node, furniture left out.

    start, end: elements inside the node; what stands before the one or behind the other is left out.
    title: an element that is the title, whatever its tag says.
    """
    kept = {node}.union(*((place, *place.iterancestors()) for place in (start, end) if place is not None))
    boxes = related_boxes(node, kept)
    reading = _Reading(active=start is None, title=title)
    walker = etree.iterwalk(node, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            furniture = element in boxes or is_furniture(element, page_chars) or is_menu_cell(element)
            skipped = furniture and element not in kept
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
    title: etree._Element | None
    pieces: list[Piece] = field(default_factory=list)
    block: _Open = field(default_factory=_Open)
    roles: list[Mark | None] = field(default_factory=list)  # of the open elements
    links: int = 0  # open <a> elements
    bold: int = 0
    preformatted: int = 0
    touching: bool = False  # the last thing read was the end of an inline element

    def enter(self, element: etree._Element, *, skipped: bool) -> None:
        role = Role.TITLE if element is self.title else role_of(element)
        if role is None and self.block.chars and is_labelled(element):
            self.block.label_end()
        elif self._parts_blocks(element, role) or self._parts_details(element):
            self.close_block()
        self.roles.append(_inherit(role, self.roles))
        self.links += element.tag == "a"
        self.bold += element.tag in ("b", "strong")
        self.preformatted += element.tag == "pre"
        if self.active and not skipped and self.roles[-1] is Role.BYLINE and _is_next_name(element):
            self.block.part_names()
        if element.tag == "br":
            self.block.line_end()
        elif element.text and self.active and not skipped:
            if element.tag == "time" or (self.touching and element.tag not in BLOCK_TAGS):
                self.block.part(element.text)
            self._read(element.text)

    def leave(self, element: etree._Element) -> None:
        if self._parts_blocks(element, self.roles[-1], depth=1) and not is_label(element):
            self.close_block()
        self.roles.pop()
        self.links -= element.tag == "a"
        self.bold -= element.tag in ("b", "strong")
        self.preformatted -= element.tag == "pre"
        self.touching = element.tag not in BLOCK_TAGS and not element.tail

    def read_tail(self, element: etree._Element) -> None:
        if element.tail and self.active:
            if self.roles and self.roles[-1] is Role.TITLE and element.tag == "span":
                self.block.part(element.tail)
            self._read(element.tail)

    def close_block(self) -> None:
        self.pieces.extend(_pieces_of_block(self.block))
        self.block = _Open()

    def _read(self, text: str) -> None:
        """Line ends of the source are blanks in HTML; "\n" stands for <br> from here on."""
        text = text if self.preformatted else text.replace("\n", " ").replace("\r", " ")
        self.block.add(text, self.roles[-1] if self.roles else None, in_link=self.links > 0, bold=self.bold > 0)

    def _parts_blocks(self, element: etree._Element, role: Mark | None, *, depth: int = 0) -> bool:
        """A block element does, and a kicker inside a title ("Press release" in the h1)."""
        above = self.roles[: len(self.roles) - depth]
        return element.tag in BLOCK_TAGS or (role is Role.RUBRIC and Role.TITLE in above)

    def _parts_details(self, element: etree._Element) -> bool:
        """Each <span> of a line of details is a line by itself, unless a label stands before it."""
        details = bool(self.roles) and self.roles[-1] is Role.DETAILS
        return details and element.tag in _INLINE_PARTS and self.block.chars > 0 and not self.block.is_bare_label()


_INLINE_PARTS = frozenset(("span", "time", "a", "i", "b", "strong", "small", "em"))


def _is_next_name(element: etree._Element) -> bool:
    """Is it one of several names that only blanks part: <span>Ana Ruiz</span> <span>Ben Cole</span>?"""
    before = element.getprevious()
    if before is None or before.tag != element.tag or element.tag not in ("a", "span") or (before.tail or "").strip():
        return False
    words = [text_of(place).split() for place in (before, element)]
    return all(len(name) >= 2 and name[0][0].isupper() for name in words) and len(words[1]) <= 4


def _inherit(role: Mark | None, above: list[Mark | None]) -> Mark | None:
    """A paragraph in a list item, a quotation or a title is one, too; a time in a title is not a date block.

    Nor is anything in a caption what it seems, but for its credit, and for a title or quotation that stands
    in a <figure>.
    """
    outer = above[-1] if above else None
    if outer is Part.CAPTION and role not in (Role.CREDIT, Role.TITLE, Role.BLOCKQUOTE):
        return outer
    if outer is Role.BLOCKQUOTE and role in (Role.BYLINE, Role.CREDIT):
        return outer  # who is quoted
    if outer is Role.DETAILS and role not in (*_SIDE_BY_SIDE, Role.TITLE):
        return outer
    if role is None or (outer is Role.TITLE and role is not Role.RUBRIC):
        return outer
    return role


_BOLD_LINE_END = re.compile(r"(?<!\n)\n[ \t\xa0]*\n(?![ \t\xa0]*\n)")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")


_DETAILS_CHARS = 80  # of a line that holds a date and "Print"


def _pieces_of_block(block: _Open) -> Iterator[Piece]:
    if not block.chars:
        return
    if block.controls and block.chars <= _DETAILS_CHARS and any(c.isdigit() for text, _ in block.parts for c in text):
        block.parts = [part for number, part in enumerate(block.parts) if number not in block.controls]
    own = {role for text, role in block.parts if text.strip(_SEPARATORS)}
    if Part.CAPTION in own:
        yield from _credit_of_caption(block)
        return
    if len(own) > 1 and own <= _SIDE_BY_SIDE:
        yield from _side_by_side(block)
        return
    if own == {Role.DATE, None}:
        day = _opening_day(block)
        if day:
            yield Piece(day, Role.DATE, 0, len(day), bold=False)
    role = own.pop() if len(own) == 1 else _shared(own)
    text = "".join(text for text, _ in block.parts)
    if block.plain_chars == 0:
        text = _BOLD_LINE_END.sub("\n", text)  # a title of two lines, not a heading above a text
    text = clean(text)
    bold = block.opens_bold or block.plain_chars == 0
    for paragraph in _PARAGRAPH_BREAK.split(text):
        for lines in _lines(paragraph, role):
            credit = credit_of_bare_caption(lines) if role is None else None
            if credit:
                yield Piece(credit, Role.CREDIT, 0, len(credit), bold=False)
                continue
            yield Piece(lines, _fitting(role, lines), block.link_chars, block.chars, bold)
            bold = block.plain_chars == 0


_SEPARATORS = " \t\n\xa0|·•–—-/,;:"
_SIDE_BY_SIDE = frozenset((Role.RUBRIC, Role.DATE, Role.BYLINE, Role.CREDIT, Role.DETAILS))


def _opening_day(block: _Open) -> str | None:
    """Take the date out that stands in front of a text: <span class="news-date">13.08.2018 18:05</span> The …

    What a dash joins to the text is a dateline, and stays.
    """
    opening = list(takewhile(lambda part: part[1] is Role.DATE or not part[0].strip(), block.parts))
    day = clean("".join(text for text, _ in opening)).strip()
    behind = "".join(text for text, _ in block.parts[len(opening) :]).lstrip()
    if not any(c.isdecimal() for c in day) or len(day) > LONGEST[Role.DATE] or not behind[:1].isalnum():
        return None
    del block.parts[: len(opening)]
    return day


def _side_by_side(block: _Open) -> Iterator[Piece]:
    """A line of <span>s of which each has its role: "Press release | 12 June 2018"."""
    parts = [(text, role) for text, role in block.parts if text.strip(_SEPARATORS)]
    for role, run in groupby(parts, key=lambda part: part[1]):
        text = clean(" ".join(text.strip() for text, _ in run))
        yield Piece(text, _fitting(role, text), block.link_chars, block.chars, bold=False)


def _credit_of_caption(block: _Open) -> Iterator[Piece]:
    marked = clean("".join(text for text, role in block.parts if role is Role.CREDIT))
    credit = marked or credit_of(" ".join(clean("".join(text for text, _ in block.parts)).split()))
    if credit and len(credit) <= LONGEST[Role.CREDIT]:
        yield Piece(credit, Role.CREDIT, 0, len(credit), bold=False)


def _shared(roles: set[Mark | None]) -> Mark | None:
    """The role of a block whose parts differ: that of the container, not of the part."""
    for role in (Role.TITLE, Role.HEADING, Role.BLOCKQUOTE, Role.LIST_ITEM):
        if role in roles:
            return role
    known = roles - {None}
    return Role.CREDIT if known == {Role.CREDIT} else None


def _fitting(role: Mark | None, text: str) -> Role:
    """A "date" of three sentences is no date: a class may be wrong."""
    if not isinstance(role, Role) or len(text) > LONGEST.get(role, len(text)):
        return Role.TEXT
    if role in (Role.BYLINE, Role.DATE) and is_credit(text):
        return Role.CREDIT  # the author of a photo
    return role


def _lines(paragraph: str, role: Mark | None) -> Iterator[str]:
    """Lines parted by <br>: one block where they are short, a block each where one is a paragraph by itself.

    In a title a <br> is a matter of looks.
    """
    lines = [line for line in (" ".join(line.split()) for line in paragraph.split("\n")) if line]
    if role in (Role.TITLE, Role.HEADING) and lines:
        yield " ".join(lines)
    elif len(lines) > 1 and any(len(line) > 140 and line[-1] in ".!?:;”»\"'。" for line in lines):
        yield from lines
    elif lines:
        yield "\n".join(lines)
