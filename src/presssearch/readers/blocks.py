"""Blocks in the making -> blocks: what the classes of a page did not give away is left out by what it says."""

import re
from dataclasses import dataclass, replace

from presssearch.readers.page_words import page_words
from presssearch.readers.raw import Block, Role


@dataclass(slots=True)
class Piece:
    """A block in the making, with the share of its characters that are links."""

    text: str
    role: Role
    link_chars: int
    chars: int
    bold: bool

    @property
    def is_link(self) -> bool:
        return self.link_chars * 10 >= self.chars * 8

    @property
    def is_largely_link(self) -> bool:
        """In a short line a label before the link, or a date behind it, is allowed; a sentence may hold a long link."""
        return self.is_link or (self.link_chars * 2 >= self.chars and len(self.text) < 120)


def without_related(pieces: list[Piece]) -> list[Piece]:
    """Leave out what the classes did not give away: the path above the title, "Print" and the like, "Read also"
    with its links, and runs of bare links."""
    pieces = _without_cards(pieces)
    kept: list[Piece] = []
    related = False
    title = next((number for number, piece in enumerate(pieces) if piece.role is Role.TITLE), 0)
    for number, piece in enumerate(pieces):
        if (number < title and (_is_path(piece) or _is_menu(piece))) or is_control(piece.text):
            continue
        if _opens_related(pieces, number):
            related = True
            continue
        if _is_note(pieces, number):
            continue
        if related and (piece.is_link or _is_teaser(piece)):
            continue
        related = False
        if piece.is_largely_link and _in_run_of_links(pieces, number):
            continue
        kept.append(piece)
    while kept and (kept[-1].role is Role.HEADING or _is_card(kept[-1])):  # what the heading headed is gone
        kept.pop()
    return kept


_CARD_PIECES = 4  # of a card behind its date: a kicker, the link, an excerpt
_FEWEST_CARDS = 2
_DAY_CHARS = 40


def _without_cards(pieces: list[Piece]) -> list[Piece]:
    """Leave out the other releases below the text, each with its date, a link, and perhaps an excerpt.

    The days of a programme have no links.
    """
    cut, cards = len(pieces), 0
    for number in range(len(pieces) - 1, -1, -1):
        if cut - number - 1 > _CARD_PIECES:
            break
        if not _is_day(pieces[number]):
            continue
        if not any(piece.is_largely_link for piece in pieces[number + 1 : cut]):
            break
        cut, cards = number, cards + 1
    return pieces[:cut] if cards >= _FEWEST_CARDS else pieces


def _is_day(piece: Piece) -> bool:
    dated = piece.role is Role.DATE or _DAY.search(piece.text) is not None
    return dated and len(piece.text) <= _DAY_CHARS and any(char.isdigit() for char in piece.text)


_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\b\d{1,2}\b.{1,20}\b\d{4}\b")


def _is_card(piece: Piece) -> bool:
    """The link to another release with its date, below the text: a list of one."""
    return piece.role is Role.LIST_ITEM and piece.is_largely_link and _DAY.search(piece.text) is not None


_PATH_MARK = re.compile(r"\s*[»›→>]\s*|\s+/\s+")


def _is_path(piece: Piece) -> bool:
    """Breadcrumbs without a class that says so: "Home » Press » News", or with a link "Home » News"."""
    steps = _PATH_MARK.split(piece.text[:300])
    fewest = 2 if piece.link_chars and "/" not in piece.text else 3
    return len(piece.text) <= 300 and len(steps) >= fewest and all(len(step) <= 60 for step in steps)


def _is_menu(piece: Piece) -> bool:
    return piece.role is Role.LIST_ITEM and piece.is_link


def is_control(text: str) -> bool:
    """Nothing but words of buttons: "Print | Share", "【大 中 小】 【打印】"."""
    words = re.findall(r"\w+", text) if len(text) <= 80 else []
    return bool(words) and page_words().controls.issuperset(word.lower() for word in words)


def _opens_related(pieces: list[Piece], number: int) -> bool:
    """ "Read also" and the like: with its link, or above links. "More about the fund" may stand above prose."""
    piece = pieces[number]
    if len(piece.text) > 300 or page_words().related.match(piece.text) is None:
        return False
    if piece.is_largely_link:
        return True
    return (piece.role is Role.HEADING or len(piece.text) < 40) and not _is_above_prose(pieces, number)


_ENDS = (".", "!", "?", "。", "؟", "।")


def _is_above_prose(pieces: list[Piece], number: int) -> bool:
    if number + 1 == len(pieces):
        return False
    behind = pieces[number + 1]
    return behind.role is Role.TEXT and behind.link_chars == 0 and behind.text.endswith(_ENDS)


def _is_note(pieces: list[Piece], number: int) -> bool:
    """Words of the page to its reader: "Advertisement", "Story continues below". "Comments" may head a chapter."""
    piece = pieces[number]
    if len(piece.text) > 300 or piece.role in (Role.TITLE, Role.BLOCKQUOTE):
        return False
    words = page_words()
    if piece.text.casefold().strip(" :.0123456789") in words.labels:
        return piece.role is not Role.HEADING or not _is_above_prose(pieces, number)
    return words.notes.match(piece.text) is not None


def _is_teaser(piece: Piece) -> bool:
    return piece.role in (Role.LIST_ITEM, Role.DATE) and len(piece.text) < 150


def _in_run_of_links(pieces: list[Piece], number: int) -> bool:
    """One of at least three blocks in a row that are nothing but links, dates between them allowed; or of two items
    of a list. A figure in those may be a date, and they are left alone."""
    piece = pieces[number]
    plain = piece.role is Role.LIST_ITEM and piece.is_link and not any(char.isdigit() for char in piece.text)
    fewest = 2 if plain else 3
    run = 1
    for step in (-1, 1):
        at = number + step
        while run < fewest and 0 <= at < len(pieces) and (pieces[at].is_largely_link or pieces[at].role is Role.DATE):
            run += pieces[at].is_largely_link
            at += step
    return run >= fewest


_LETTERHEAD = 4  # pieces that may stand above a bold title
_LETTERHEAD_CHARS = 300


def with_bold_title(pieces: list[Piece]) -> list[Piece]:
    """Where no element is the title, a bold line above the text is: so it was done before there were styles.

    Above it may stand a letterhead that is not bold. A line with figures may be a dateline, and is left alone.
    """
    if any(piece.role is Role.TITLE for piece in pieces):
        return pieces
    for at, piece in enumerate(pieces[: _LETTERHEAD + 1]):
        if piece.bold:
            title = replace(piece, text=" ".join(piece.text.split()), role=Role.TITLE)
            return [*pieces[:at], title, *pieces[at + 1 :]] if _may_be_title(piece, pieces[at + 1 :]) else pieces
        if len(piece.text) > _LETTERHEAD_CHARS or piece.text.endswith(_ENDS):
            break
    return pieces


def _may_be_title(piece: Piece, text: list[Piece]) -> bool:
    wordy = 4 <= len(piece.text.split()) <= 40 and not any(char.isdigit() for char in piece.text)
    return piece.role is Role.TEXT and wordy and any(len(below.text) >= 100 and not below.bold for below in text)


def as_blocks(pieces: list[Piece]) -> tuple[Block, ...]:
    """Blocks. Only the first title is one, others are headings; a rubric stands above the text or is none; a
    byline above or below it: inside of it is who is quoted."""
    blocks: list[Block] = []
    titled = False
    in_text = False
    last_text = max((n for n, piece in enumerate(pieces) if _is_long_text(piece)), default=0)
    for number, piece in enumerate(pieces):
        role = Role.HEADING if piece.role is Role.TITLE and titled else piece.role
        role = Role.TEXT if role is Role.RUBRIC and in_text else role
        role = Role.TEXT if role is Role.BYLINE and in_text and number < last_text else role
        titled = titled or role is Role.TITLE
        in_text = in_text or _is_long_text(piece)
        if any(char.isalnum() or char == "#" for char in piece.text):
            blocks.append(Block(piece.text, role))
    return tuple(blocks)


def _is_long_text(piece: Piece) -> bool:
    return piece.role is Role.TEXT and len(piece.text) >= 200
