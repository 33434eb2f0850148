"""What differs between two texts, word by word, for people who read it.

A text is compared in words with the space behind each, so that pieces joined are the text again; case and
punctuation count, the amount of white space does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+\s*")
# where a text is longer, only what lies between its first and its last difference is compared at all
_COMPARED_WORDS = 6_000


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of both texts, or what stands in its place: `removed` in the first, `added` in the second.
    Equal pieces have the same text in both, that of the second."""

    removed: str
    added: str
    equal: bool = False


def changes(first: str, second: str) -> tuple[Change, ...]:
    """In the order of the text. The pieces that were added or kept, joined, are the second text."""
    old, new = _WORD.findall(first), _WORD.findall(second)
    begun = _shared(old, new)
    ended = _shared(old[begun:][::-1], new[begun:][::-1])
    old_middle, new_middle = old[begun : len(old) - ended], new[begun : len(new) - ended]
    pieces = [_kept(new[:begun]), *_middle(old_middle, new_middle), _kept(new[len(new) - ended :])]
    lead = second[: len(second) - len(second.lstrip())]
    return tuple(piece for piece in (_kept([lead]), *pieces) if piece.removed or piece.added)


def _shared(old: list[str], new: list[str]) -> int:
    """How many words at the front are the same."""
    return next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a.split() != b.split()), min(len(old), len(new))
    )


def _kept(words: list[str]) -> Change:
    text = "".join(words)
    return Change(text, text, equal=True)


def _middle(old: list[str], new: list[str]) -> Iterator[Change]:
    if max(len(old), len(new)) > _COMPARED_WORDS:
        yield Change("".join(old), "".join(new))
        return
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield _kept(new[c:d]) if kind == "equal" else Change("".join(old[a:b]), "".join(new[c:d]))
