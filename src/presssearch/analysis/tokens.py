"""Text -> tokens with offsets, the same for articles and for queries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """form: folded. start, end: code points in the text. Its position is its index in the list."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a typed word or phrase demands: forms at consecutive positions; prefix: the last one need
    only begin so (a single Chinese character, which the index holds inside bigrams)."""

    forms: tuple[str, ...]
    prefix: bool = False


def tokens(text: str) -> list[Token]:
    raise NotImplementedError


def pattern(text: str) -> Pattern:
    raise NotImplementedError
