"""Mentions of people, and which of them are the same person."""

import re
from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from presssearch.analysis.folding import fold
from presssearch.article import Span

MAX_PEOPLE = 400  # in one article: a longer list is a list of something else
_MAX_NAMESAKES = 60
_MAX_PARTICLE_CHARS = 3
_ENDINGS = (
    "ого",
    "ему",
    "ому",
    "ыми",
    "ой",
    "ей",
    "ом",
    "ем",
    "ым",
    "им",
    "ую",
    "ою",
    "а",
    "у",
    "е",
    "ы",
    "и",
    "ю",
    "я",
    "й",
    "ь",
)
_BETWEEN_NAMES = re.compile("[-.,·•・＝=]")
_SIGNS = re.compile("[\u3400-\u9fff\uac00-\ud7af]")
_SUFFIXES = frozenset({"jr", "sr", "junior", "ii", "iii"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as printed at a span. implicit: its country is the publisher's, for want of a named one.

    oblique: printed in another case than the nominative. heading: a single word in a line that is no sentence,
    which is a name only if it is one elsewhere too.
    """

    name: str
    span: Span
    office: str | None = None
    country: str | None = None
    implicit: bool = False
    oblique: bool = False
    heading: bool = False


@dataclass(slots=True)
class Somebody:
    """One person, as far as mentions have told. starts: of the spans, sorted."""

    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    spans: set[Span] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)

    def add(self, span: Span) -> None:
        if span not in self.spans:
            self.spans.add(span)
            insort(self.starts, span[0])

    def named_before(self, position: int) -> int:
        """Where the last mention up to a position starts; -1 if there is none."""
        index = bisect_right(self.starts, position)
        return self.starts[index - 1] if index else -1


@lru_cache(maxsize=1 << 14)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, as they are compared: folded, Cyrillic ones without case endings, initials as one letter."""
    words = fold(_BETWEEN_NAMES.sub(" ", name)).split()
    return tuple(_stem(word) for word in words if word not in _SUFFIXES) or tuple(words)


def _stem(word: str) -> str:
    if not "\u0400" <= word[0] <= "\u052f":
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def is_same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Can two names, as name_words gives them, be of one person?

    Same surname and compatible given names: equal, one the initial of the other, spelled alike, or left out.
    A single word is compared with the surname, and with the first word of short names (Xi Jinping).
    """
    if one == other:
        return True
    if _SIGNS.match(one[0]) and len(one) == len(other) == 1:  # the surname comes first, without a space behind it
        return one[0].startswith(other[0]) or other[0].startswith(one[0])
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        word = short[0]
        of_two = len(long) > 2 and word == long[-2] and len(word) > _MAX_PARTICLE_CHARS  # "Rocío Allende Marín"
        return len(word) > 1 and (of_two or word == long[-1] or (word == long[0] and len(long) <= 3))
    if short == long[-len(short) :] or set(short) <= set(long):
        return True
    if short[-1] != long[-1]:
        return False
    return all(_compatible(a, b) for a, b in zip(short[:-1], long[:-1], strict=False))


def _compatible(a: str, b: str) -> bool:
    if min(len(a), len(b)) <= 2:  # an initial; two letters in "Дж. Орлов"
        return a.startswith(b) or b.startswith(a)
    return a[:3] == b[:3]


def merge(mentions: Iterable[Mention]) -> list[Somebody]:
    """People, in the order of their first mention. The longest names are placed first; others join them."""
    people: list[Somebody] = []
    by_word: dict[str, list[Somebody]] = {}
    for mention in sorted(mentions, key=lambda m: (m.heading, -len(name_words(m.name)), -len(m.name), m.span)):
        words = name_words(mention.name)
        if not words:
            continue
        near = {id(p): p for word in sorted(_keys_of(words)) for p in by_word.get(word, ())}
        same = [person for person in near.values() if is_same_person(words, person.words)]
        if not same and mention.heading:
            continue
        if same:
            person = nearest(same, mention.span[0])
        elif len(people) >= MAX_PEOPLE:
            continue
        else:
            person = Somebody(words)
            people.append(person)
            for word in _keys_of(words):
                namesakes = by_word.setdefault(word, [])
                if len(namesakes) < _MAX_NAMESAKES:
                    namesakes.append(person)
        person.mentions.append(mention)
        person.add(mention.span)
    return sorted(people, key=lambda person: person.starts[0])


def _keys_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Under what a name is found by the names that may be of the same person."""
    signs = _SIGNS.match(words[0]) is not None
    two = words[-2:-1] if len(words) > 2 and len(words[-2]) > _MAX_PARTICLE_CHARS else ()
    return tuple(dict.fromkeys((words[0][:1] if signs else words[0], *two, words[-1])))


def join(people: list[Somebody], mention: Mention) -> list[Somebody]:
    """People, with one more mention, which may be of somebody new."""
    words = name_words(mention.name)
    same = [person for person in people if is_same_person(words, person.words)]
    if same:
        person = nearest(same, mention.span[0])
    elif mention.heading or len(people) >= MAX_PEOPLE:
        return people
    else:
        person = Somebody(words)
        people = [*people, person]
    person.mentions.append(mention)
    person.add(mention.span)
    return people


def nearest(people: list[Somebody], position: int) -> Somebody:
    """The one mentioned last before a position, else the first one behind it."""
    if len(people) == 1:
        return people[0]
    return max(people, key=lambda person: (person.named_before(position), -person.starts[0]))
