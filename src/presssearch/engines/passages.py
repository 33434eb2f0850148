"""The passages of a text that show most of a query, in numbers of tokens.

leaves     0 1          0            1 0 1
tokens  ───■─■──────────■────────────■─■■────
           └─ passage ┘ └─ passage ┘ └─ passage ┘      of the two best: the first and the last
"""

from collections.abc import Sequence
from typing import NamedTuple

PASSAGE = 30  # tokens: about 200 letters, the length of a snippet


class Stand(NamedTuple):
    """Where a leaf stands: its first and its last token in the text."""

    first: int
    last: int
    leaf: int


def best(stands: Sequence[Stand], count: int) -> list[Stand]:
    """Those in the `count` best passages. stands: ascending. A passage begins where a leaf stands behind the one
    before, and is PASSAGE tokens long; the best have most leaves, then most stands, then come first."""
    passages: list[list[Stand]] = []
    for stand in stands:
        if passages and stand.last < passages[-1][0].first + PASSAGE:
            passages[-1].append(stand)
        else:
            passages.append([stand])
    if len(passages) <= count:
        return list(stands)
    ranked = sorted(passages, key=lambda passage: (-len({stand.leaf for stand in passage}), -len(passage)))
    return sorted(stand for passage in ranked[:count] for stand in passage)
