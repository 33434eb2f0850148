"""Searches of many kinds, drawn from the releases themselves, from a seed. All words are those of the body; they are
searched in every field that a page searches."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

FACETS = ("source", "country", "city", "rubric", "people", "organisations")
MANY = frozenset({"country", "people", "organisations"})
SAMPLE = 5_000  # releases whose words are counted
RARE, MID, COMMON = (0.0004, 0.004), (0.01, 0.08), (0.2, 1.0)  # shares of the releases that hold a word


@dataclass(frozen=True, slots=True)
class Search:
    """Words that must all occur, of which any must, which must not; a phrase; the beginning of a word.

    filters: facet and value; all must hold. days: first and last, yyyymmdd. Without words the newest come first.
    """

    kind: str
    every: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    days: tuple[int, int] | None = None

    @property
    def worded(self) -> bool:
        return bool(self.every or self.either or self.phrase or self.prefix)

    def shown(self) -> str:
        """What was asked, without what was not."""
        asked = {field.name: getattr(self, field.name) for field in fields(self)[1:]}
        return f"{self.kind} " + ", ".join(f"{name} {value}" for name, value in asked.items() if value)


@dataclass(frozen=True, slots=True)
class Row:
    """A release as engines other than ours take it. head: what is searched beside the body, a line for each
    value; facets: the values of each; day: yyyymmdd."""

    number: int
    id: str
    head: str
    body: str
    day: int
    facets: dict[str, tuple[str, ...]]

    @property
    def year(self) -> int:
        return self.day // 10_000


def row_of(release: dict[str, Any]) -> Row:
    return Row(
        number=int(release["id"][1:]),
        id=release["id"],
        head="\n".join(head_of(release)),
        body=release["body"],
        day=int(release["published"][:10].replace("-", "")),
        facets={
            "source": (release["source"],),
            "country": tuple(release["countries"]),
            "city": tuple(place["name"] for place in (release["dateline"] or {"places": ()})["places"]),
            "rubric": (release["rubric"],) if release["rubric"] else (),
            "people": tuple(person["name"] for person in release["people"]),
            "organisations": tuple(body["name"] for body in release["organisations"]),
        },
    )


def head_of(release: dict[str, Any]) -> Iterator[str]:
    """The values of the fields with a weight, but for the body."""
    yield release["headline"]
    if release["dateline"]:
        yield release["dateline"]["raw"]
        yield from (place["name"] for place in release["dateline"]["places"])
    if release["rubric"]:
        yield release["rubric"]


def words_of(text: str) -> list[str]:
    return text.lower().replace(",", "").replace(".", "").split()


class Drawing:
    """Draws searches from a sample of releases."""

    def __init__(self, seed: int, sample: Sequence[dict[str, Any]]) -> None:
        self._chance = random.Random(f"searches {seed}")
        self._sample = sample
        self._rows = [row_of(release) for release in sample]
        found = Counter(word for row in self._rows for word in set(words_of(row.body)) if word.isalpha())
        ranked = sorted(found.items())
        self._words = {
            bounds: [w for w, n in ranked if bounds[0] <= n / len(sample) <= bounds[1]]
            for bounds in (RARE, MID, COMMON)
        }

    def searches(self, count: int) -> Iterator[Search]:
        """Kind after kind in turn, so that the first of them are as mixed as all."""
        for number in range(count):
            yield self._of(KINDS[number % len(KINDS)])

    def _of(self, kind: str) -> Search:  # noqa: PLR0911 - one for each kind
        match kind:
            case "rare" | "mid" | "common":
                return Search(kind, every=(self._word({"rare": RARE, "mid": MID, "common": COMMON}[kind]),))
            case "and":
                return Search(kind, every=self._different(MID, self._chance.choice((MID, COMMON))))
            case "or":
                return Search(kind, either=self._different(MID, MID, self._chance.choice((MID, COMMON))))
            case "not":
                every, without = self._different(COMMON, self._chance.choice((MID, COMMON)))
                return Search(kind, every=(every,), without=(without,))
            case "phrase":
                return Search(kind, phrase=self._phrase())
            case "prefix":
                return Search(kind, prefix=self._long_word()[: self._chance.choice((4, 5))])
            case "dates":
                return Search(kind, every=(self._word(self._chance.choice((MID, COMMON))),), days=self._days())
            case "filter":
                return Search(kind, filters=self._filters(self._chance.choice((1, 2))))
            case _:
                return Search(kind, every=(self._word(self._chance.choice((MID, COMMON))),), filters=self._filters(1))

    def _word(self, bounds: tuple[float, float]) -> str:
        return self._chance.choice(self._words[bounds])

    def _long_word(self) -> str:
        return self._chance.choice([word for word in self._words[MID] if len(word) > 5])

    def _different(self, *bounds: tuple[float, float]) -> tuple[str, ...]:
        found: list[str] = []
        for bound in bounds:
            found.append(self._chance.choice([word for word in self._words[bound] if word not in found]))
        return tuple(found)

    def _phrase(self) -> tuple[str, ...]:
        """Two or three words as they stand in some release."""
        words = words_of(self._chance.choice(self._rows).body)
        at = self._chance.randrange(len(words) - 3)
        return tuple(words[at : at + self._chance.choice((2, 2, 3))])

    def _days(self) -> tuple[int, int]:
        first, last = sorted(self._chance.choice(self._rows).day for _ in range(2))
        return first, last

    def _filters(self, count: int) -> tuple[tuple[str, str], ...]:
        row = self._chance.choice(self._rows)
        facets = [facet for facet in FACETS if row.facets[facet]]
        chosen = sorted(self._chance.sample(facets, min(count, len(facets))))
        return tuple((facet, self._chance.choice(row.facets[facet])) for facet in chosen)


KINDS = ("common", "and", "phrase", "filter", "or", "mid", "dates", "prefix", "not", "filtered", "rare")
