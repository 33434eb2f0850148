"""Plain text -> blocks: clean characters, paragraphs, wrapped lines, the light kinds of Markdown."""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from presssearch.errors import ReadError
from presssearch.readers import limits
from presssearch.readers.raw import Block, RawDocument, Role

# Joiners are letters' business in Sinhala, Persian or Hindi, and hold emoji together; they are
# noise only behind the simple scripts, which end at U+0590.
_LOOSE_JOINER = re.compile("(?<![^\x00-\u058f])[\u200c\u200d]+")
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u2060-\u2064\u3000\ufeff\ufffe\uffff\ud800-\udfff]"
)
_TABLE: dict[int, str | None] = {
    **dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)]),
    **dict.fromkeys([0xAD, 0x180E, 0x200B, *range(0x2060, 0x2065), 0xFEFF, 0xFFFE, 0xFFFF]),
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028], "\n"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0x2029: "\n\n",
}


def clean(text: str) -> str:
    """NFC; one kind of space and of line end; no control, zero-width or soft characters, no lone surrogates.

    Quotation marks, dashes and ligatures stay as printed. What is invisible but steers the direction
    of a line (U+200E, U+202A …) stays, for it is part of a right-to-left text.
    """
    if _ODD.search(text):
        text = text.replace("\r\n", "\n").translate(_TABLE)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _LOOSE_JOINER.sub("", text))
    return text.replace("\t", " ")


def squeeze(text: str) -> str:
    """The cleaned text as one line: every run of white space is one space."""
    return " ".join(clean(text).split())


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indented: bool
    hard: bool  # the source asks for a break behind it: two blanks or a backslash, as in Markdown


_DASH_ITEM = re.compile(r"[-–—]\s+")
_DAY = re.compile(
    r"[^\W\d_]{2,12},?\s\d{1,2}[.,]?\s[^\W\d_]{3,12}[.,]?\s\d{4}\b.{0,12}"
)  # "понедељак, 10. април 2017."
_SENTENCE = re.compile(r"[.!?…]\s*$")
_WORDS_SPOKEN = 8
_BULLET = re.compile(r"(?:[-*+•▪‣·] +|\d{1,3}[.)] +|[a-z]\) +)(?=\S)")
_LONG_LINE = 140  # a line that long is a paragraph by itself
_MIN_WRAP = 50
_RAGGED = 10  # how much earlier than need be a line may break and still count as wrapped


def blocks_of(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text, in order.

    Blank lines part them. Where long lines stand together, each is a paragraph. Lines that were
    broken at a fixed width are joined again; other line breaks stay inside their block.
    Markdown loses its marks; a `# heading` becomes a HEADING, a list item a LIST_ITEM.
    """
    if len(text) > limits.TEXT_CHARS:
        raise ReadError(f"the text is too long: {len(text):,} characters, the limit is {limits.TEXT_CHARS:,}")
    groups = list(_groups(text))
    width = _wrap_width([line for group in groups for line in group])
    loose = len(groups) == 1 and len(groups[0]) >= 3
    blocks: list[Block] = []
    for group in groups:
        blocks.extend(_blocks_of_group(group, width, loose))
    return tuple(_without_dashes_of_lists(list(_join_double_spaced(blocks))))


def _groups(text: str) -> Iterator[list[_Line]]:
    """Lines between blank lines. What asks for a hard break is read before the ends are stripped."""
    group: list[_Line] = []
    for raw in clean(text).split("\n"):
        line = raw.strip(" ")
        if line and not _ATTRIBUTES.fullmatch(line):
            hard = raw.endswith("  ") or line.endswith("\\")
            group.append(_Line(line.removesuffix("\\").rstrip() or line, raw.startswith("  "), hard))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _wrap_width(lines: list[_Line]) -> int | None:
    """The width at which the lines of the text were broken, None where they were not.

    Widely: nearly no line is longer, and at least two lines end only because the next word did not fit.
    """
    lengths = sorted(len(line.text) for line in lines if "](" not in line.text)
    if not lengths:
        return None
    if sum(length >= _LONG_LINE for length in lengths) * 20 > len(lengths):
        return None
    width = lengths[(len(lengths) - 1) * 49 // 50]
    if not _MIN_WRAP <= width <= _LONG_LINE - 10:
        return None
    joins = sum(_wraps(line, after, width) for line, after in itertools.pairwise(lines))
    return width if joins >= 2 or (len(lines) == 2 and joins and lines[1].text[:1].islower()) else None


def _wraps(line: _Line, after: _Line, width: int) -> bool:
    """Did `line` end because the first word of `after` did not fit?"""
    if line.hard or len(line.text) < _MIN_WRAP or _BULLET.match(after.text) or _DAY.fullmatch(after.text):
        return False
    word = after.text.partition(" ")[0]
    return len(line.text) + 1 + len(word) > width - _RAGGED


def _blocks_of_group(group: list[_Line], width: int | None, loose: bool) -> Iterator[Block]:
    pieces = [" ".join(lines) for lines in _joined(group, width)]
    if loose or any(len(piece) >= _LONG_LINE or _BULLET.match(piece) or _HEADING.match(piece) for piece in pieces):
        for piece in pieces:
            yield from _block(piece)
    else:
        yield from _block("\n".join(pieces))


def _joined(group: list[_Line], width: int | None) -> list[list[str]]:
    """The lines of a group, those together that are one line broken."""
    pieces = [[group[0].text]]
    for line, after in itertools.pairwise(group):
        wrapped = width is not None and _wraps(line, after, width)
        if wrapped or _goes_on(line, after) or _continues_item(line, after, pieces[-1][0]):
            pieces[-1].append(after.text)
        else:
            pieces.append([after.text])
    return pieces


def _goes_on(line: _Line, after: _Line) -> bool:
    """Does `after` go on, in small letters, with a sentence that `line` left open?"""
    end = (without_markdown(line.text) if "](" in line.text else line.text)[-1:]
    open_end = end.isalnum() or end in (",", "-", "–")
    small = after.text.lstrip("[(*_“\"'")[:1].islower()
    return open_end and not line.hard and small and not (_BULLET.match(after.text) or _DAY.fullmatch(after.text))


def _continues_item(previous: _Line, line: _Line, piece: str) -> bool:
    """Is `line` the hanging second line of a list item?"""
    hanging = line.indented and not previous.hard and not _BULLET.match(line.text)
    return hanging and _BULLET.match(piece) is not None


_ATTRIBUTES = re.compile(r"\{:[^{}]{0,200}\}")  # {:start="1"}
_PAGE_NUMBER = re.compile(r"[-–—]? ?\d{1,3} ?[-–—]")  # "- 2 -", its first dash perhaps taken for a bullet
_HEADING = re.compile(r"#{1,6} +(?=[^\s#])")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()\s]{0,1000}(?:\s\"[^\"]{0,300}\")?\)")
_LINK = re.compile(
    r"\[([^\[\]]{1,500})\]\((?:https?:|mailto:|[/#])[^()\s]{0,1000}(?:\([^()\s]{0,100}\)[^()\s]{0,500})?(?:\s\"[^\"]{0,300}\")?\)"
)
_BOLD = re.compile(r"(?<!\*)\*\*(?!\*)|(?<![\w_])__(?=\w)|(?<=\w)__(?![\w_])")
_STARS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,500}?)(?<=[^\s*])\*(?![\w*])")
_UNDERSCORES = re.compile(r"(?<![\w/])_(?=[^\s_])([^_]{1,300}?)(?<=[^\s_])_(?![\w/])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|$&'\"-])")
_BREAK = re.compile(r" ?<br */?> ?", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|u|i|em|strong|sup|sub|small|span|a|font|p|div)(?: [^<>]{0,500})?>", re.IGNORECASE)


def _block(text: str) -> Iterator[Block]:
    """One block without its Markdown, or none where nothing is left."""
    role = Role.TEXT
    if heading := _HEADING.match(text):
        role = Role.HEADING
        text = text[heading.end() :].rstrip("# ")
    elif bullet := _BULLET.match(text):
        numbered = bullet.group()[0].isdigit()  # "5. Oktober 2018", and statements number their paragraphs
        role = Role.TEXT if numbered else Role.LIST_ITEM
        text = text if bullet.group()[0].isalnum() or _DASH_ITEM.match(text) else text[bullet.end() :]
    text = without_markdown(text).strip()
    if not _PAGE_NUMBER.fullmatch(text) and any(char.isalnum() or char == "#" for char in text):
        yield Block(text, role)


def _without_dashes_of_lists(blocks: list[Block]) -> Iterator[Block]:
    """A list has two items: one sentence behind a dash, alone among paragraphs, is somebody's words."""
    for index, block in enumerate(blocks):
        dash = _DASH_ITEM.match(block.text) if block.role is Role.LIST_ITEM else None
        if dash is None:
            yield block
            continue
        beside = [blocks[i].role for i in (index - 1, index + 1) if 0 <= i < len(blocks)]
        spoken = (
            Role.LIST_ITEM not in beside and len(block.text.split()) >= _WORDS_SPOKEN and _SENTENCE.search(block.text)
        )
        if spoken:
            yield replace(block, role=Role.TEXT)
        elif text := block.text[dash.end() :].strip():
            yield replace(block, text=text)


def without_markdown(text: str) -> str:
    """The words of a Markdown line: links become their text; emphasis, escapes and stray inline tags go."""
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "*" in text or "_" in text:
        text = _UNDERSCORES.sub(r"\1", _STARS.sub(r"\1", _BOLD.sub("", text)))
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))


_OPEN_END = re.compile(r"[\w,;)’'-]\Z")


def _join_double_spaced(blocks: list[Block]) -> list[Block]:
    """Join a text in which every *line* is followed by a blank one, as scanned releases have it.

    Only where this is the habit of the text (a third of its blocks stop in mid-sentence, before a small letter).
    """
    cuts = [_runs_on(block, after) for block, after in itertools.pairwise(blocks)]
    if sum(cuts) < 3 or sum(cuts) * 3 < len(blocks):
        return blocks
    runs = [[blocks[0]]]
    for block, runs_on in zip(blocks[1:], cuts, strict=True):
        if runs_on:
            runs[-1].append(block)
        else:
            runs.append([block])
    return [Block(" ".join(block.text for block in run), run[0].role) for run in runs]


def _runs_on(block: Block, after: Block) -> bool:
    text_roles = block.role is Role.TEXT and after.role is Role.TEXT
    return text_roles and len(block.text) >= 40 and after.text[:1].islower() and bool(_OPEN_END.search(block.text))


def read_text(
    text: str, *, path: str, location: str, source: str | None, warnings: tuple[str, ...] = ()
) -> RawDocument:
    """A whole plain-text file as one document. ReadError when no text is in it."""
    blocks = blocks_of(text)
    if not blocks:
        raise ReadError("no text found")
    return RawDocument(
        path=path,
        location=location,
        media="text/plain",
        blocks=blocks,
        extractor="text",
        source=source,
        warnings=warnings,
    )
