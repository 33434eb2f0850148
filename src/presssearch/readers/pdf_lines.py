"""Lines of printed pages -> blocks: a PDF file knows where letters stand, and nothing of paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from presssearch.readers.raw import Block, Role
from presssearch.readers.text import squeeze


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. x, y: of its first letter, in points from the lower left; size: of its letters, in points."""

    x: float
    y: float
    size: float
    bold: bool
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class _Habit:
    """How the text is set. width: of a full line, in characters; leading: from line to line, in sizes of letters."""

    size: float
    left: float
    width: int
    leading: float


# "Vice-­‐Presidente": fonts that give one hyphen three readings, and print them all.
_HYPHENS = re.compile("-?\xad?[\u2010\u2011]|-\xad")
_MARK = r"[•▪‣·●○■□◦*\ue000-\uf8ff]\s*"  # Word's own bullets are private signs of a symbol font
_BULLET = re.compile(rf"(?:{_MARK}|" r"[–—-]\s+|\d{1,2}[.)]\s+|\(?[a-zа-я]\)\s+)(?=\S)", re.IGNORECASE)
_LEADING = re.compile(_MARK)
_TERMINAL = re.compile(r"[.!?…:;。！？：；؟۔][\"”’»“)\]]{0,3}\Z")
_PAGE_NUMBER = re.compile(
    r"[\W_]{0,5}(?:(?:page|p\.|seite|página|pág\.|стр\.|страница|sayfa|бет|第)?\s{0,3}\d{1,4}"
    r"(?:\s{0,3}(?:/|of|von|de|sur|из|页|頁)\s{0,3}\d{0,4})?|[ivxl]{1,7})[\W_]{0,5}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_BAND = 0.14  # of a page's height, at its top and at its foot: where headers and page numbers stand
_NEAR = 0.8  # sizes of a letter: what is less is no indent


def lines_of(pages: Iterable[tuple[float, Iterable[tuple[float, float, float, bool, str]]]]) -> list[Line]:
    """The lines of a file without its page numbers, repeated headers and footers.

    pages: height, and lines as (x, y, size, bold, text) in the order of the file. A header that is on the first
    page stays there once, for it may be the letterhead.
    """
    read: list[list[Line]] = []
    bands: list[list[str | None]] = []
    for number, (height, given) in enumerate(pages):
        lines = [
            Line(x, y, size or 1.0, bold, text, number)
            for x, y, size, bold, raw in given
            if (text := squeeze(_HYPHENS.sub("-", raw)))
        ]
        lines = _in_order(lines)
        read.append(lines)
        bands.append([_band(line, height) for line in lines])
    seen = Counter(
        key
        for lines, places in zip(read, bands, strict=True)
        for key in {(place, _mask(line)) for line, place in zip(lines, places, strict=True) if place}
    )
    often = max(2, (len(read) + 1) // 2)
    return [
        line
        for lines, places in zip(read, bands, strict=True)
        for line, place in zip(lines, places, strict=True)
        if place is None or not _is_furniture(line, place, seen[place, _mask(line)] >= often)
    ]


def _in_order(lines: list[Line]) -> list[Line]:
    """The order of the file is that of reading, unless it mostly runs upwards."""
    up = sum(after.y > line.y for line, after in pairwise(lines))
    return sorted(lines, key=lambda line: (-line.y, line.x)) if up * 2 > len(lines) else lines


def _band(line: Line, height: float) -> str | None:
    if line.y > height * (1 - _BAND):
        return "top"
    return "foot" if line.y < height * _BAND else None


def _mask(line: Line) -> str:
    return _DIGITS.sub("0", line.text.casefold())


def _is_furniture(line: Line, place: str, repeated: bool) -> bool:
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    return repeated and not (place == "top" and line.page == 0)


def blocks_of_lines(lines: list[Line]) -> tuple[Block, ...]:
    """Paragraphs, by the gaps, indents and sizes of the lines, and by how the lines end.

    A word parted at the end of a line is made whole where its hyphen is not its own. What is printed larger
    than the text is a HEADING.
    """
    if not lines:
        return ()
    habit = _habit(lines)
    runs: list[list[Line]] = [[lines[0]]]
    for number, (line, after) in enumerate(pairwise(lines), 1):
        following = lines[number + 1] if number + 1 < len(lines) else None
        if _parts(line, after, following, habit):
            runs.append([after])
        else:
            runs[-1].append(after)
    hyphenated = {word.casefold() for line in lines for word in re.findall(r"\w+(?:-\w+)+", line.text)}
    return tuple(_block(run, hyphenated, habit) for run in runs)


def _habit(lines: list[Line]) -> _Habit:
    chars: Counter[float] = Counter()
    for line in lines:
        chars[round(line.size)] += len(line.text)
    size = max(chars.most_common(1)[0][0], 1.0)
    body = [line for line in lines if abs(line.size - size) <= 0.15 * size] or lines
    lefts = Counter(round(line.x) for line in body)
    widths = sorted(len(line.text) for line in body)
    gaps = Counter(
        round((line.y - after.y) / line.size, 1)
        for line, after in pairwise(body)
        if line.page == after.page and 0.8 * line.size <= line.y - after.y <= 3 * line.size
    )
    frequent = [gap for gap, count in gaps.items() if count * 7 >= gaps.total()]
    return _Habit(
        size=float(size),
        left=float(lefts.most_common(1)[0][0]),
        width=widths[(len(widths) - 1) * 9 // 10],
        leading=min(frequent, default=1.4),
    )


def _parts(line: Line, after: Line, following: Line | None, habit: _Habit) -> bool:
    """Does a new paragraph begin between two lines?"""
    if abs(line.size - after.size) > 0.15 * max(line.size, after.size) or _BULLET.match(after.text):
        return True
    if line.page != after.page or after.y > line.y:
        return _parts_over_pages(line, after, habit)
    titles = _stands_out(line, habit) and _stands_out(after, habit)
    if (line.y - after.y) / line.size > (1.5 if titles else 1.25) * habit.leading:
        return True
    if titles:
        return _ends(line)
    return _parts_by_shape(line, after, following, habit)


def _ends(line: Line) -> bool:
    return _TERMINAL.search(line.text) is not None


def _parts_over_pages(line: Line, after: Line, habit: _Habit) -> bool:
    """Across a page or a column, only a sentence that is not finished runs on."""
    if _ends(line):
        return True
    full = len(line.text) >= 0.7 * habit.width and after.x - habit.left <= _NEAR * after.size
    return not (after.text[:1].islower() or (full and line.bold == after.bold))


def _parts_by_shape(line: Line, after: Line, following: Line | None, habit: _Habit) -> bool:
    small = after.text[:1].islower()
    if line.bold != after.bold and not small:
        return True
    if _BULLET.match(line.text) and after.x > line.x + 1:
        return False
    step = _NEAR * after.size
    opens = following is not None and following.page == after.page and after.x - following.x > step
    if after.x - habit.left > step and (after.x - line.x > step or opens):
        return True
    length = len(line.text)
    return not small and length < (0.7 if _ends(line) else 0.6) * habit.width


def _stands_out(line: Line, habit: _Habit) -> bool:
    """Larger than the text, or in capitals: a title, whose lines are as short as they like."""
    return line.size > 1.1 * habit.size or (line.text.isupper() and len(line.text) > 3)


def _block(run: list[Line], hyphenated: set[str], habit: _Habit) -> Block:
    text = _joined(run, hyphenated)
    if len(text) <= 300 and all(line.size >= 1.15 * habit.size for line in run):
        return Block(text, Role.HEADING)
    if _BULLET.match(run[0].text):
        return Block(_LEADING.sub("", text) or text, Role.LIST_ITEM)
    return Block(text)


def _joined(run: list[Line], hyphenated: set[str]) -> str:
    return "".join(_pieces(run, hyphenated))


def _pieces(run: list[Line], hyphenated: set[str]) -> Iterator[str]:
    for line, after in pairwise(run):
        text = line.text
        if not text.endswith("-") or not text[-2:-1].isalpha() or not after.text[:1].isalpha():
            yield text + " "
        elif _hyphen_is_its_own(text, after.text, hyphenated):
            yield text
        else:
            yield text[:-1]
    yield run[-1].text


# Parts of words that keep their hyphen: prefixes, and the pronouns that follow a Portuguese, French or Romanian verb.
_PREFIXES = re.compile("vice|ex|non|self|co|anti|pro|cross|inter|multi|well|euro|afro|sino|вице|экс|по", re.IGNORECASE)
_ENCLITICS = re.compile(
    "[mts]e|lhes?|l[oae]s?|[nmv]os|je|tu|ils?|elles?|on|[nv]ous|lui|leur|y|en|ce|то|либо|нибудь", re.IGNORECASE
)


def _hyphen_is_its_own(text: str, after: str, hyphenated: set[str]) -> bool:
    """Is "well-" / "known" a word with a hyphen, and not "minis-" / "ter"?"""
    first = re.split(r"[^\w-]", text[:-1])[-1]
    second = re.split(r"[^\w-]", after)[0]
    if not second[:1].islower() or "-" in first or f"{first}-{second}".casefold() in hyphenated:
        return True
    return bool(_PREFIXES.fullmatch(first) or _ENCLITICS.fullmatch(second.partition("-")[0]))
