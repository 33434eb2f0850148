"""When an answer counts as the labelled one: differences of printing are forgiven, different facts are not.

Cases with reasons: tests/cases/matching.toml.
"""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeVar

from presssearch.analysis.country_mentions import mentions
from presssearch.analysis.folding import fold

ENOUGH_OVERLAP = 0.8

_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_ABBREVIATED = re.compile(r"\b(?:h\.? ?e|s\.? ?e|ph\.? ?d|rt\.? ?hon)\.", re.IGNORECASE)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HONORIFICS = _set(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady hon honble honourable honorable rt right excellency
    excellencies his her highness majesty royal sheikh shaikh sheikha rev reverend mme madame monsieur mlle m herr frau
    sr sra senor senora senhor senhora dom don sayin bay bayan se he
    господин госпожа г н жа д р его ее превосходительство мырза ханым
    """
)
_SUFFIXES = _set("jr sr ii iii iv mp phd esq")
_ARTICLES = _set("the a an le la les l el los las der die das den dem des o os as il lo gli i")
_SMALL_WORDS = _ARTICLES | _set(
    "of for and to at in on de du d da do dos del e et y und fur zu vid och i pri po для по и в при на"
)
_Expected = TypeVar("_Expected")
_Got = TypeVar("_Got")


@lru_cache(10_000)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words: no case, no accents, no punctuation."""
    return tuple(_WORD.findall(fold(text)))


def same_text(one: str, other: str) -> bool:
    """Equal but for case, accents, white space and punctuation; glued and spaced words are equal too."""
    return "".join(words_of(one)) == "".join(words_of(other)) and bool(words_of(one))


def closeness_of_names(one: str, other: str) -> int:
    """3: the same name; 2: one lacks parts of the other; 1: same surname and initial; 0: somebody else.

    A bare surname is not its bearer's full name: whoever prints more has to be read in full.
    """
    first, second = _name_words(one), _name_words(other)
    if not first or not second:
        return 0
    if "".join(first) == "".join(second) or sorted(first) == sorted(second):
        return 3
    if len(first) < 2 or len(second) < 2:
        return 0
    if set(first) <= set(second) or set(second) <= set(first):
        return 2
    return int(first[-1] == second[-1] and len(first[-1]) > 1 and _compatible(first[0], second[0]))


def _compatible(one: str, other: str) -> bool:
    """May two given names be one? "J" and "Joseph", "Joe" and "Joseph"; not "Dmitry" and "Daniil"."""
    if one[0] != other[0]:
        return False
    return 1 in (len(one), len(other)) or SequenceMatcher(None, one, other).ratio() >= 0.5


def same_surname(one: str, other: str) -> bool:
    first, second = _name_words(one), _name_words(other)
    return bool(first and second) and (first[-1] == second[-1])


@lru_cache(10_000)
def _name_words(name: str) -> tuple[str, ...]:
    words = list(words_of(_ABBREVIATED.sub(" ", name)))
    while len(words) > 1 and words[0] in _HONORIFICS and (len(words[0]) > 1 or len(words) > 2):
        words.pop(0)
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return tuple(words)


def same_organisation(one: str, other: str) -> bool:
    """Equal but for articles, case and punctuation."""
    return same_text(_without(one, _ARTICLES), _without(other, _ARTICLES))


def same_office(one: str, other: str) -> bool:
    """The same words in any order, without small words; a country that only one of them prints is forgiven
    ("US President", "President"), two different ones are not."""
    bare_one, countries_one = _office(one)
    bare_other, countries_other = _office(other)
    if countries_one and countries_other and not (countries_one <= countries_other or countries_other <= countries_one):
        return False
    if set(bare_one) == set(bare_other) and bare_one:
        return True
    return sorted(_without(one, _SMALL_WORDS).split()) == sorted(_without(other, _SMALL_WORDS).split())


@lru_cache(10_000)
def _office(office: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Its words without the countries, and the countries."""
    found = sorted(mentions(office, None), key=lambda mention: mention[1])
    kept, end = [], 0
    for _, start, stop in found:
        kept.append(office[end:start])
        end = max(end, stop)
    kept.append(office[end:])
    return tuple(_without(" ".join(kept), _SMALL_WORDS | {"s"}).split()), frozenset(code for code, _, _ in found)


def _without(text: str, small: frozenset[str]) -> str:
    words = words_of(text)
    return " ".join(word for word in words if word not in small) or " ".join(words)


def overlap(one: str, other: str) -> float:
    """The share of the longer text's characters that both have, in order (0 to 1)."""
    first, second = words_of(one), words_of(other)
    sizes = sorted((_chars(first), _chars(second)))
    if not sizes[0] or sizes[0] / sizes[1] < ENOUGH_OVERLAP / 2:
        return 0.0
    if first == second:
        return 1.0
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(_chars(first[block.a : block.a + block.size]) for block in blocks) / sizes[1]


def contains(whole: str, part: str) -> bool:
    """Is the part inside the whole, word by word?"""
    return f" {' '.join(words_of(part))} " in f" {' '.join(words_of(whole))} "


def chars(text: str) -> int:
    return _chars(words_of(text))


def _chars(words: Sequence[str]) -> int:
    return sum(map(len, words))


def pair(
    expected: Sequence[_Expected], got: Sequence[_Got], closeness: Callable[[_Expected, _Got], float]
) -> dict[int, int]:
    """Index of expected -> index of got, each used once, the closest first. 0 means: no match."""
    ranked = sorted(
        ((closeness(e, g), i, j) for i, e in enumerate(expected) for j, g in enumerate(got)),
        key=lambda ranked: (-ranked[0], ranked[1], ranked[2]),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for close, i, j in ranked:
        if close and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
