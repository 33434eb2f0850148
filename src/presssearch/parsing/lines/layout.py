"""The lines of a document, which of them are taken as what, and what they turned out to say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from presssearch.article import Span
from presssearch.parsing.datelines.dateline_parts import FoundDateline
from presssearch.parsing.days.printed_dates import PrintedDate
from presssearch.parsing.lines.flattened import lines_of
from presssearch.readers.raw import Block, Role

PROSE_CHARS = 160  # a line of so many characters is a paragraph of the text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block. block: its number, from 0; role: of the block."""

    text: str
    block: int
    role: Role


@dataclass(slots=True)
class Layout:
    """The lines in order; taken: number of a line -> the field that it went to, such as headline.

    cut: number of a line -> where its prose begins, behind a dateline in the same paragraph. events: lines that
    say when something is to be: no datelines.
    """

    lines: tuple[Line, ...]
    taken: dict[int, str] = field(default_factory=dict)
    cut: dict[int, int] = field(default_factory=dict)
    events: set[int] = field(default_factory=set)

    def take(self, numbers: Iterable[int], name: str) -> None:
        for number in numbers:
            self.taken.setdefault(number, name)

    def where(self, number: int) -> str:
        return f"block {self.lines[number].block}"

    def free(self) -> Iterator[int]:
        return (number for number in range(len(self.lines)) if number not in self.taken)

    def top(self) -> list[int]:
        """The numbers of the lines down to the second paragraph of prose, at most 24 of them."""
        numbers, prose = [], 0
        for number, line in enumerate(self.lines[:24]):
            numbers.append(number)
            prose += len(line.text) >= PROSE_CHARS
            if prose == 2:
                break
        return numbers


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that the layout printed: in a dateline, behind "Posted on", or in a title."""

    kind: str
    printed: PrintedDate
    where: str
    text: str
    time: str | None = None
    zone: str | None = None


@dataclass(slots=True)
class Segments:
    """What the lines turned out to be. where: field -> the place that it came from."""

    headline: str | None = None
    rubric: str | None = None
    dateline: FoundDateline | None = None
    byline: tuple[str, ...] = ()
    credit: str | None = None
    reference: str | None = None
    dates: list[Dated] = field(default_factory=list)
    where: dict[str, str] = field(default_factory=dict)

    def give(self, name: str, value: object, where: str) -> None:
        """Fill a field that is still empty."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.where[name] = where


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the text before it is read: its language, its publisher's country, the declared title and
    authors."""

    language: str | None
    country: str | None
    title: str | None
    authors: tuple[str, ...] = ()


def layout_of(blocks: tuple[Block, ...]) -> Layout:
    return Layout(
        tuple(
            Line(text, number, block.role)
            for number, block in enumerate(blocks)
            for line in block.text.split("\n")
            for text in lines_of(line.strip())
        )
    )


def body_of(layout: Layout) -> tuple[str, tuple[Span, ...]]:
    """What no field has taken: paragraphs joined by blank lines, and their spans. A block is a paragraph."""
    paragraphs = [text for text, _ in _paragraphs(layout)]
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return "\n\n".join(paragraphs), tuple(spans)


_ASIDE = frozenset(("letterhead", "speaker", "contact"))


def aside_of(layout: Layout) -> str:
    """Lines that are no text and name people all the same: whose letter it is, who speaks, whom to ask."""
    return "\n".join(layout.lines[n].text for n in sorted(layout.taken) if layout.taken[n] in _ASIDE)


def set_apart(layout: Layout, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Those of the paragraphs of body_of that the container marks as block quotations."""
    roles = (role for _, role in _paragraphs(layout))
    return tuple(span for span, role in zip(paragraphs, roles, strict=True) if role is Role.BLOCKQUOTE)


def _paragraphs(layout: Layout) -> list[tuple[str, Role]]:
    paragraphs: list[tuple[str, Role]] = []
    last_block = -1
    for number in layout.free():
        line = layout.lines[number]
        text = line.text[layout.cut.get(number, 0) :].strip()
        if not text:
            continue
        if line.block == last_block:
            paragraphs[-1] = (paragraphs[-1][0] + "\n" + text, line.role)
        else:
            paragraphs.append((text, line.role))
        last_block = line.block
    return paragraphs
