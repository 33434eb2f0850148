"""The lines of a document, and which of them are taken as what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from presssearch.article import Span
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

    cut: number of a line -> where its prose begins, behind a dateline in the same paragraph.
    """

    lines: tuple[Line, ...]
    taken: dict[int, str] = field(default_factory=dict)
    cut: dict[int, int] = field(default_factory=dict)

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


def layout_of(blocks: tuple[Block, ...]) -> Layout:
    return Layout(
        tuple(
            Line(text, number, block.role)
            for number, block in enumerate(blocks)
            for text in (line.strip() for line in block.text.split("\n"))
            if text
        )
    )


def body_of(layout: Layout) -> tuple[str, tuple[Span, ...]]:
    """What no field has taken: paragraphs joined by blank lines, and their spans. A block is a paragraph."""
    paragraphs: list[str] = []
    last_block = -1
    for number in layout.free():
        line = layout.lines[number]
        text = line.text[layout.cut.get(number, 0) :].strip()
        if not text:
            continue
        if line.block == last_block:
            paragraphs[-1] += "\n" + text
        else:
            paragraphs.append(text)
        last_block = line.block
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return "\n\n".join(paragraphs), tuple(spans)
