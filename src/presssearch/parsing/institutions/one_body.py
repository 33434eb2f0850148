"""The mentions of one body, and which names of a release are one body's."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from presssearch.analysis.folding import fold
from presssearch.article import Span
from presssearch.parsing.words import Words

_MIN_ACRONYM_CHARS = 3
_MAX_POSSESSIVE_CHARS = 4
_CAPITAL = re.compile(r"(?<![^\W\d_])[^\W\d_]")


@dataclass(slots=True)
class Body:
    """The mentions of one organisation so far. key: of the table, else the folded name behind "="."""

    key: str
    longs: dict[str, None] = field(default_factory=dict)
    acronyms: dict[str, None] = field(default_factory=dict)
    spans: set[Span] = field(default_factory=set)

    @property
    def longest(self) -> str:
        return max(self.longs, key=len, default="")


def join_shortened(bodies: dict[str, Body], words: Words, links: frozenset[str]) -> None:
    """Join "Ministry of Trade" to the "Ministry of Trade of Malta" named before it, unless a country stands right
    before it ("Fiji's Ministry of Trade"). links: small words before countries."""
    printed = {fold(words.text[start:end]) for _, start, end in words.countries}
    behind_country = {end for _, _, end in words.countries}
    for body in [body for body in bodies.values() if body.key[0] == "=" and body.longs]:
        short, first = fold(body.longest), min(body.spans)
        if any(first[0] - chars in behind_country for chars in range(1, _MAX_POSSESSIVE_CHARS)):
            continue
        longer = (b for b in bodies.values() if b is not body and b.key[0] == "=" and min(b.spans) < first)
        whole = next(
            (other for other in longer if _is_all_but_country(short, fold(other.longest), printed, links)), None
        )
        if whole is not None:
            whole.spans |= body.spans
            whole.acronyms |= body.acronyms
            del bodies[body.key]


def _is_all_but_country(short: str, long: str, countries: set[str], links: frozenset[str]) -> bool:
    if long.startswith(short + " "):
        rest = long[len(short) + 1 :]
    elif long.endswith(" " + short):
        rest = long[: -len(short) - 1]
    else:
        return False
    while rest not in countries and rest.partition(" ")[0] in links:
        rest = rest.partition(" ")[2]
    return rest in countries


def give_spelled_acronyms(bodies: Collection[Body], words: Words) -> None:
    """Give a body the acronym that the release prints anywhere and that the capitals of its name spell."""
    taken = {acronym for body in bodies for acronym in body.acronyms}
    spelled = ((_spelled(body), body) for body in bodies if body.key[0] == "=" and not body.acronyms)
    wanted = {letters: body for letters, body in spelled if letters and letters not in taken}
    for word in words if wanted else ():
        body = wanted.get(word.text)
        if body is not None:
            body.acronyms.setdefault(word.text)
            body.spans.add((word.start, word.end))


def _spelled(body: Body) -> str | None:
    letters = "".join(letter for letter in _CAPITAL.findall(body.longest) if letter.isupper())
    return letters if len(letters) >= _MIN_ACRONYM_CHARS else None
