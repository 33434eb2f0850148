"""Does each word of the shorter of two names stand in the longer one?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from presssearch.analysis.names.endings import plain_forms
from presssearch.analysis.names.likeness import same_word
from presssearch.analysis.names.sounds import script_of, sounds_of
from presssearch.analysis.names.words import Word, cognates, is_patronymic

_MAX_PLACINGS = 100  # ways to lay one name over another; only names of many equal words have more
_RUSSIAN_ENDINGS = ("ov", "ev", "yev", "ova", "eva", "ов", "ев", "ова", "ева")
_MIN_STEM = 4  # letters
_FEMININE_ENDINGS = ("ова", "ева", "ина", "ая")


@dataclass(frozen=True, slots=True)
class Verdict:
    """reason: what decided, for people."""

    same: bool
    reason: str


def fitted(one: list[Word], other: list[Word], *, linked: bool) -> Verdict:
    """The verdict on two names by their words. linked: a word for "son of" stands in both."""
    short, long = sorted((one, other), key=len)
    reason = f"“{_spelled(short)}” is not in “{_spelled(long)}”"
    for places in islice(_placed(short, long, ()), _MAX_PLACINGS):
        found = _judged(short, long, places, linked)
        if found.same:
            return found
        reason = found.reason
    return Verdict(False, reason)


def _spelled(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def _placed(short: list[Word], long: list[Word], places: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The ways to find each word of the shorter name in the longer one; those in order first."""
    if len(places) == len(short):
        yield places
        return
    word, last = short[len(places)], places[-1] if places else 0
    for at in (*range(last, len(long)), *range(last)):
        if at not in places and _fits(word, long[at]):
            yield from _placed(short, long, (*places, at))


def _fits(one: Word, other: Word) -> bool:
    if one.initial or other.initial:
        return _begins(one.text, other.text)
    return _is_like(one.text, other.text)


@lru_cache(maxsize=1 << 16)
def _is_like(one: str, other: str) -> bool:
    return same_word(one, other) or _cognate(one, other) or _renamed(one, other)


def _cognate(one: str, other: str) -> bool:
    return any(cognates(a) & cognates(b) for a in plain_forms(one) for b in plain_forms(other))


def _begins(one: str, other: str) -> bool:
    """Is one an initial of the other? By sounds: Ю. is an initial of Yuri."""
    short, long = sorted((one, other), key=len)
    if script_of(short) == script_of(long) and long.startswith(short):
        return True
    mine = {sound for sound, _ in sounds_of(short[:1]).edges[0]}
    yours = {sound for sound, _ in sounds_of(long).edges[0]}
    return bool(mine & yours - {""}) or ("j" in yours and bool(mine & _after_glide(long)))


@lru_cache(maxsize=1 << 14)
def beginnings(word: str) -> frozenset[str]:
    """What a word, or an initial, may begin with: one is an initial of the other only where they share some of it."""
    first = {sound for sound, _ in (*sounds_of(word).edges[0], *sounds_of(word[:1]).edges[0])}
    return frozenset({f"={word[:1]}"} | first - {""} | _after_glide(word))


def _after_glide(word: str) -> set[str]:
    edges = sounds_of(word).edges
    return {sound for first, target in edges[0] if first == "j" for sound, _ in edges[target]}


def _renamed(one: str, other: str) -> bool:
    """A surname with and without the Russian ending: Rakhmonov, Rahmon."""
    long, short = sorted((one, other), key=len, reverse=True)
    return any(same_word(stem, short) for stem in without_russian_ending(long))


def without_russian_ending(surname: str) -> list[str]:
    """What Rakhmonov may be now; empty for a surname that has no such ending, or little else."""
    return [
        surname[: -len(ending)]
        for ending in _RUSSIAN_ENDINGS
        if surname.endswith(ending) and len(surname) - len(ending) >= _MIN_STEM
    ]


def _judged(short: list[Word], long: list[Word], places: tuple[int, ...], linked: bool) -> Verdict:
    whole = [n for n, at in enumerate(places) if not short[n].initial and not long[at].initial]
    left = [n for n in range(len(long)) if n not in places]
    ordered = all(a < b for a, b in pairwise(places))
    if not whole:
        return Verdict(False, "initials alone")
    if len(short) == 1 and len(long) > 1:
        return Verdict(False, "one word of a name is not enough")
    if not ordered:
        wrong = _out_of_order(short, long, places, left, linked)
        if wrong:
            return Verdict(False, wrong)
    conflict = _conflict(short, long, places, left, whole)
    if conflict:
        return Verdict(False, conflict)
    kind = "in another order" if not ordered else "with words left out" if left else "word by word"
    return Verdict(True, f"the same {kind}")


def _out_of_order(short: list[Word], long: list[Word], places: tuple[int, ...], left: list[int], linked: bool) -> str:
    """Why the order forbids it; empty where it does not. A surname may stand first."""
    if linked:
        return "father and son exchanged"
    turned = sum(a > b for a, b in zip(places, (*places[1:], places[0]), strict=True)) == 1
    if not turned:
        return "the words stand in another order"
    if not all(is_patronymic(long[n]) or long[n].initial for n in left):
        return "exchanged, and another word left out"
    return ""


def _conflict(short: list[Word], long: list[Word], places: tuple[int, ...], left: list[int], whole: list[int]) -> str:
    """Why the words that fit are still not of one person; empty where nothing forbids it."""
    pairs = [(short[n].text, long[places[n]].text) for n in whole]
    renamed = [pair for pair in pairs if not same_word(*pair) and not _cognate(*pair)]
    if renamed and (len(whole) < 2 or len(renamed) > 1):
        return "another surname"
    if any(word.initial for n, word in enumerate(short) if n) and any(long[n].initial for n in left):
        return "other middle initials"
    if any(long[at].initial and _left(long[:at], places) for at in places):
        return "an initial, and another given name before it"
    if len(whole) == 1 and len(short) > 1:
        wrong = _by_initials(short, long, places, whole[0])
        if wrong:
            return wrong
    return _gender_conflict(short, long, places)


def _by_initials(short: list[Word], long: list[Word], places: tuple[int, ...], surname: int) -> str:
    """One word in full, the rest initials: it has to be the surname, and the first initial that of the given name."""
    at = places[surname]
    if at == 0 < len(long) - 1 and not all(is_patronymic(word) or word.initial for word in _left(long, places)):
        return "an initial, and another word in place of the surname"
    firsts = [n for n in range(len(long)) if n != at and not is_patronymic(long[n])]
    if at not in (0, len(long) - 1) or surname not in (0, len(short) - 1):
        return "an initial, and no surname"
    initials = [places[n] for n in range(len(short)) if n != surname]
    if firsts and initials and initials[0] > firsts[0] and not long[firsts[0]].initial and len(firsts) == 1:
        return "another initial"
    return ""


def _left(long: list[Word], places: tuple[int, ...]) -> list[Word]:
    return [word for n, word in enumerate(long) if n not in places]


def _gender_conflict(short: list[Word], long: list[Word], places: tuple[int, ...]) -> str:
    """С. Иванов is not Светлана Иванова, though Иванова may be his genitive: Светлана is no man's."""
    for mine, yours in ((short[-1], long[places[-1]]), (long[places[-1]], short[-1])):
        if mine.text.endswith(_FEMININE_ENDINGS) and not yours.text.endswith(_FEMININE_ENDINGS):
            given = (short if mine is short[-1] else long)[0]
            men = any(cognates(form) for form in plain_forms(given.text)[1:])
            if any(word.initial for word in (short[0], long[0])) and given.text.endswith(("а", "я")) and not men:
                return "a woman's name"
    return ""
