"""The text of one block of a page while it is read, and what it turns out to be made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from presssearch.readers.blocks import Piece, is_control
from presssearch.readers.captions import credit_of, credit_of_bare_caption, is_credit
from presssearch.readers.marks import LONGEST, Mark, Part
from presssearch.readers.raw import Role
from presssearch.readers.text import clean

_YEAR_CHARS = 4
_DETAILS_CHARS = 80  # of a line that holds a date and "Print"
_SEPARATORS = " \t\n\xa0|·•–—-/,;:"
SIDE_BY_SIDE = frozenset((Role.RUBRIC, Role.DATE, Role.BYLINE, Role.CREDIT, Role.DETAILS))
_BOLD_LINE_END = re.compile(r"(?<!\n)\n[ \t\xa0]*\n(?![ \t\xa0]*\n)")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")


@dataclass(slots=True)
class OpenBlock:
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

    def pieces(self) -> Iterator[Piece]:
        """What the block is made of: its paragraphs, or parts side by side that have roles of their own."""
        if not self.chars:
            return
        if self.controls and self.chars <= _DETAILS_CHARS and any(c.isdigit() for text, _ in self.parts for c in text):
            self.parts = [part for number, part in enumerate(self.parts) if number not in self.controls]
        own = {role for text, role in self.parts if text.strip(_SEPARATORS)}
        if Part.CAPTION in own:
            yield from _credit_of_caption(self)
        elif own == {Role.DATE, None} and self._is_link_and_day():
            self.parts = [(text, role or Role.DETAILS) for text, role in self.parts]
            yield from _side_by_side(self)
        elif len(own) > 1 and own <= SIDE_BY_SIDE:
            yield from _side_by_side(self)
        else:
            day = _opening_day(self) if own == {Role.DATE, None} else None
            if day:
                yield Piece(day, Role.DATE, 0, len(day), bold=False)
            yield from _paragraphs(self, own.pop() if len(own) == 1 else _shared(own))

    def _is_link_and_day(self) -> bool:
        """A short link beside a day, and no more: <a>Bilateral relations</a> <time>12 June 2018</time>."""
        plain = sum(len(text.strip(_SEPARATORS)) for text, role in self.parts if role is None)
        return 0 < plain == self.link_chars <= LONGEST[Role.DATE] // 2


def _paragraphs(block: OpenBlock, role: Mark | None) -> Iterator[Piece]:
    text = "".join(text for text, _ in block.parts)
    if block.plain_chars == 0:
        text = _BOLD_LINE_END.sub("\n", text)  # a title of two lines, not a heading above a text
    bold = block.opens_bold or block.plain_chars == 0
    for paragraph in _PARAGRAPH_BREAK.split(clean(text)):
        for lines in _lines(paragraph, role):
            credit = credit_of_bare_caption(lines) if role is None else None
            if credit:
                yield Piece(credit, Role.CREDIT, 0, len(credit), bold=False)
                continue
            yield Piece(lines, _fitting(role, lines), block.link_chars, block.chars, bold)
            bold = block.plain_chars == 0


def _opening_day(block: OpenBlock) -> str | None:
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


def _side_by_side(block: OpenBlock) -> Iterator[Piece]:
    """A line of <span>s of which each has its role: "Press release | 12 June 2018"."""
    parts = [(text, role) for text, role in block.parts if text.strip(_SEPARATORS)]
    for role, run in groupby(parts, key=lambda part: part[1]):
        text = clean(" ".join(text.strip() for text, _ in run))
        yield Piece(text, _fitting(role, text), block.link_chars, block.chars, bold=False)


def _credit_of_caption(block: OpenBlock) -> Iterator[Piece]:
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
