"""Cursor: a place in the order of a search, as one opaque word of an address.

It holds the hit beside the place, with what orders it, so it stays good while the index changes, and in another
index of the same articles. In the order of dates whatever stays where it is comes once; in the order of relevance
a change of the index may move a release across the place.
"""

import base64
import json
import math
from dataclasses import dataclass
from typing import Self

from presssearch.engines.base import Hit, Sort
from presssearch.errors import ParamsError

_MAX_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Cursor:
    """Behind a hit; with `back`, ahead of it. sort: the order that it is a place in."""

    hit: Hit
    sort: Sort
    back: bool = False

    def to_text(self) -> str:
        value = [self.hit.score, self.hit.moment, self.hit.id, self.sort.value, "ahead" if self.back else "behind"]
        return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")

    @classmethod
    def from_text(cls, text: str) -> Self:
        """ParamsError for what `to_text` has not written."""
        try:
            if len(text) > _MAX_CHARS:
                raise ValueError
            score, moment, id_, sort, side = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), "-_", True))
            sound = isinstance(score, float | int) and math.isfinite(score) and type(moment) is int
            if not sound or not isinstance(id_, str) or not 0 <= moment < 1 << 63 or side not in ("ahead", "behind"):
                raise ValueError
            return cls(Hit(id_, float(score), moment), Sort(sort), side == "ahead")
        except (ValueError, TypeError, RecursionError):
            raise ParamsError("the cursor is not one that next or previous gave: start from the first page") from None
