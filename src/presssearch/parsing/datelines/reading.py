"""A dateline without its date, cut into pieces, and what they are read as."""

import re
from dataclasses import dataclass

from presssearch.article import Place
from presssearch.parsing.datelines.places import EDGES


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text between separators, at [start:end]; bracketed: stands in brackets or slashes.

    parted: a comma or a bracket stands between it and what is next to it.
    """

    text: str
    start: int
    end: int
    bracketed: bool = False
    parted: bool = False


@dataclass(slots=True)
class Reading:
    """What the pieces of a dateline say. start, end: of the pieces that belong to it.

    known: at least one place is in the tables. posted_at, updated_at: where the line says so first.
    unexplained: pieces that nothing explains, in order.
    """

    places: list[Place]
    agency: str | None = None
    venue: Piece | None = None
    known: bool = False
    located: bool = False
    posted: bool = False
    posted_at: int | None = None
    updated_at: int | None = None
    start: int | None = None
    end: int | None = None
    unexplained: tuple[Piece, ...] = ()

    def cover(self, piece: Piece) -> None:
        self.start = piece.start if self.start is None else min(self.start, piece.start)
        self.end = piece.end if self.end is None else max(self.end, piece.end)


# The hole that a cut-out date leaves, and every sign that parts places
HOLE = "\x00"
_SEPARATORS = re.compile(
    r"[\x00,،;；|•·\n()\[\]（）【】：]+|\s[-–—]+\s|[–—]+|\s/|/\s|:\s|:$|"
    r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]+|(?<=[^\W\d_]{2})(?<!\b[SFM][Tt])\.\s(?=[^\W\d_])|(?<=\x00)-|-(?=\x00)"
)


def split_pieces(text: str) -> list[Piece]:
    """The non-empty stretches between separators, trimmed, with their places in `text`."""
    pieces: list[Piece] = []
    at = 0
    for separator in [*_SEPARATORS.finditer(text), None]:
        end = separator.start() if separator else len(text)
        piece = _trim(text, at, end)
        if piece.text:
            opened = text[max(0, at - 1) : at] in ("(", "[", "（", "【") or (at > 0 and text[at - 1] == "/")
            around = text[max(0, at - 2) : piece.start] + text[piece.end : piece.end + 3]
            parted = any(sign in around for sign in ",،(（，")
            pieces.append(Piece(piece.text, piece.start, piece.end, opened, parted))
        at = separator.end() if separator else end
    return pieces


# Words that lead over to a date: "Doha on [3 March]", "No M151 Date: [5 September]"
_LEADING_OVER = re.compile(
    r"\s(?:on|of|de|vom|du|del|dal|från|fra|van|em|aos|a los|den|am|le|el|il|dnia|dne|в|на|от|في|يوم|"
    r"date|datum|fecha|data|дата|dated|tarih)\s?:?$",
    re.IGNORECASE,
)


def _trim(text: str, start: int, end: int) -> Piece:
    while start < end and (text[start] in EDGES or text[start].isspace() or ord(text[start]) >= 0x1F000):
        start += 1
    while end > start and (text[end - 1] in EDGES or text[end - 1].isspace()):
        end -= 1
    over = _LEADING_OVER.search(text, start, end)
    return _trim(text, start, over.start()) if over and over.start() > start else Piece(text[start:end], start, end)
