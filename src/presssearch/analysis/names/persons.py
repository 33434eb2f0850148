"""Can two names as printed be of one person? By the names alone: that two people bear one name, no rule can tell."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from presssearch.analysis.names.fitting import Verdict, fitted
from presssearch.analysis.names.latin import in_latin_letters
from presssearch.analysis.names.likeness import (
    alike_in_korean,
    alike_in_mandarin,
    keys_together,
    name_keys,
    same_word,
)
from presssearch.analysis.names.words import Name, Word, korean_surname, names_of

_KOREAN_WORDS = 3
_SYLLABLE_LETTERS = 6


def same_name(one: str, other: str) -> Verdict:
    """Are two names as printed of one person, as far as names tell?

    They are where each word of the shorter one stands in the longer one, in any spelling, script or case, whole
    or as an initial, and where what is left out may be: patronymics, middle names, titles, second surnames. A
    surname alone is not enough beside a whole name.
    """
    return _verdict(one, other) if one <= other else _verdict(other, one)


@lru_cache(maxsize=1 << 16)
def _verdict(one: str, other: str) -> Verdict:
    found = Verdict(False, "no word is a name")
    for a in names_of(one):
        for b in names_of(other):
            found = _compare(a, b)
            if found.same:
                return found
    return found


@lru_cache(maxsize=1 << 12)
def keys_of_name(name: str) -> frozenset[str]:
    """The keys of its words, initials aside: a name of the same person, but for its given names in other languages,
    has one of them too."""
    return frozenset(key for words in _whole_words(name) for word in words for key in name_keys(word))


def _whole_words(name: str) -> list[list[str]]:
    """The words of each reading of a name, without initials."""
    return [[word.text for word in reading.words if not word.initial] for reading in names_of(name)]


@lru_cache(maxsize=1 << 14)
def is_alone(name: str) -> bool:
    """Is a name but a surname, or a given name, without so much as an initial?"""
    return all(len(reading.words) < 2 for reading in names_of(name))


@lru_cache(maxsize=1 << 14)
def words_in(name: str) -> int:
    """Words that tell who is meant: no titles, particles or initials."""
    return max(map(len, _whole_words(name)), default=0)


def _compare(a: Name, b: Name) -> Verdict:
    if a.characters and b.characters:
        alike = _same_characters(a.characters, b.characters)
        return Verdict(alike, "the same characters" if alike else "other characters")
    difference = _difference(a, b)
    if difference:
        return Verdict(False, difference)
    korean = _korean(a, b)
    if korean is not None:
        return Verdict(korean, "the same Korean name" if korean else "another given name")
    if _by_wade_and_giles(a, b):
        return Verdict(True, "the same Chinese name")
    return fitted(*_joined(a.words, b.words), linked=a.linked and b.linked)


def _difference(a: Name, b: Name) -> str:
    """What stands beside the words and tells two people apart; empty for nothing."""
    for what, mine, yours in (("numeral", a.numeral, b.numeral), ("generation", a.generation, b.generation)):
        if mine and yours and mine != yours:
            return f"another {what}: {mine}, {yours}"
    if a.note and b.note and a.note != b.note:
        return "the notes in parentheses differ"
    return ""


def _same_characters(one: str, other: str) -> bool:
    """Simplified and traditional characters of one reading that share one."""
    return one == other or (
        in_latin_letters(one) == in_latin_letters(other) and len(one) > 1 and bool(set(one) & set(other))
    )


def _korean(a: Name, b: Name) -> bool | None:
    """Do names that begin, or end, with spellings of one Korean surname go on alike? None where they may be no such
    names: False is said only of short words, three in one name or both, the surname first."""
    if _korean_surnames(a).isdisjoint(_korean_surnames(b)):
        return None
    for mine in _surname_first(a):
        for yours in _surname_first(b):
            group = korean_surname(mine[0])
            if group is not None and group == korean_surname(yours[0]):
                if alike_in_korean("".join(mine[1:]), "".join(yours[1:])):
                    return True
                short = all(len(word) <= _SYLLABLE_LETTERS for word in (*mine, *yours))
                surname_first = mine[0] == a.words[0].text and yours[0] == b.words[0].text
                if short and surname_first and _KOREAN_WORDS in (len(mine), len(yours)):
                    return False
    return None


def _korean_surnames(name: Name) -> set[str]:
    """The groups of spellings that its first and last word are in."""
    groups = (korean_surname(name.words[at].text) for at in (0, -1))
    return {group for group in groups if group is not None}


def _by_wade_and_giles(a: Name, b: Name) -> bool:
    """Is one in pinyin and one in the system of Wade and Giles, which parts the syllables: Mao Tse-tung?"""
    short, long = sorted((a.words, b.words), key=len)
    if (len(short), len(long)) != (2, 3) or any(word.initial or len(word.text) > _SYLLABLE_LETTERS for word in long):
        return False
    mine, yours = ([words[0].text, "".join(word.text for word in words[1:])] for words in (short, long))
    return all(alike_in_mandarin(one, other) for one, other in zip(mine, yours, strict=True))


def _surname_first(name: Name) -> Iterator[tuple[str, ...]]:
    words = tuple(word.text for word in name.words if not word.initial)
    if len(words) in (2, 3) and len(words) == len(name.words):
        yield words
        yield (words[-1], *words[:-1])


def _joined(mine: Sequence[Word], yours: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Both, with neighbours made one word where the other name has them so: "Amir Abdollahian", "En lai"."""
    if len(mine) == len(yours) == 2:  # one word would be left of one, which is not enough beside two
        return list(mine), list(yours)
    return _join_like(mine, yours), _join_like(yours, mine)


def _join_like(words: Sequence[Word], other: Sequence[Word]) -> list[Word]:
    found = list(words)
    at = 0
    while at < len(found) - 1:
        first, second = found[at], found[at + 1]
        if not first.initial and not second.initial and _is_one_word(first.text, second.text, other):
            found[at : at + 2] = [Word(first.text + second.text)]
        at += 1
    return found


def _is_one_word(first: str, second: str, other: Sequence[Word]) -> bool:
    keys = keys_together(first, second)
    whole = [word.text for word in other if not word.initial]
    # seldom, so asked first; and of the keys before the words are joined and read anew
    if not any(not keys.isdisjoint(name_keys(word)) and same_word(first + second, word) for word in whole):
        return False
    return not any(same_word(first, word) or same_word(second, word) for word in whole)
