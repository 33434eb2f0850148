"""A part of a page -> blocks, with what tags and classes say of them."""

from dataclasses import dataclass, field

from lxml import etree

from presssearch.readers.blocks import Piece
from presssearch.readers.furniture import is_furniture, is_menu_cell
from presssearch.readers.marks import Mark, Part, is_label, is_labelled, role_of
from presssearch.readers.open_block import SIDE_BY_SIDE, OpenBlock
from presssearch.readers.page import text_of
from presssearch.readers.raw import Role
from presssearch.readers.related import related_boxes

_BLOCK_TAGS = (
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 "
    "h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())


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
    block: OpenBlock = field(default_factory=OpenBlock)
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
        self.pieces.extend(self.block.pieces())
        self.block = OpenBlock()

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
    if outer is Role.DETAILS and role not in (*SIDE_BY_SIDE, Role.TITLE):
        return outer
    if role is None or (outer is Role.TITLE and role is not Role.RUBRIC):
        return outer
    return role
