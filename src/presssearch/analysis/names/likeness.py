"""How far two words of names sound apart, and the keys under which like words are found.

`same_word` reads both words aloud in every way that their letters allow (sounds.py) and takes the two readings
that are nearest. `name_keys` are coarser: the consonants of each reading by their kind, as in the Soundex of Daitch
and Mokotoff, so that words which `same_word` holds for one share a key.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from presssearch.analysis.folding import fold
from presssearch.analysis.names.endings import plain_forms
from presssearch.analysis.names.sounds import SILENT, Sounds, sounds_of, units_of

_VOWELS = "aeiouy"
_SAME_SCRIPT, _OTHER_SCRIPT = 0.11, 0.15  # distance allowed for each sound
_SHORT = 3  # words of so few sounds are held to less
_SHORT_SAME, _SHORT_OTHER = 0.5, 0.7
_FAR = 9.0
_EPSILON = 1e-9
_DOUBLED = re.compile(r"(.)\1+")
_MAX_KEYS = 48  # of one word
_KIND_OF = {
    **dict.fromkeys("pb", "P"), **dict.fromkeys("fvw", "V"), **dict.fromkeys("td", "T"), "m": "M", "n": "N", "N": "N",
    **dict.fromkeys("szSZcDCJ", "S"), **dict.fromkeys("kg", "K"), "l": "L", "r": "R",
}  # fmt: skip
_SUBSTITUTES = {
    0.0: "vw uw ij Gh Gg",
    0.1: "Gx xh Dz iy JZ",
    0.15: "uy ey",
    0.2: "ei oy cz nN",
    0.25: "ao ou",
    0.3: "ae ay",
    0.35: "pb td kg sz SZ CJ fv eo ow",
    0.4: "sS zZ cs iu DJ CZ",
    0.5: "au xk gh gx cC SC eu DZ",
    0.6: "ai bv io cD",
    0.8: "pf nm",
}
_COST = {pair: cost for cost, pairs in _SUBSTITUTES.items() for two in pairs.split() for pair in (two, two[::-1])}
_KOREAN_PAIRS = ("pb", "td", "kg", "CJ", "Nn", "rl", "eo", "yo", "sS")
_KOREAN = {**_COST, **{pair: 0.05 for two in _KOREAN_PAIRS for pair in (two, two[::-1])}}
_KOREAN_G = re.compile("(?<!n)g")
_MANDARIN_PAIRS = ("pb", "td", "kg", "CJ", "cD", "zD", "ou", "nN")
_MANDARIN = {**_COST, **{pair: 0.05 for two in _MANDARIN_PAIRS for pair in (two, two[::-1])}}
_DROPPED = {**dict.fromkeys(_VOWELS, 0.45), SILENT: 0.0, "j": 0.12, "h": 0.3, "x": 0.6, "w": 0.3}
_CONSONANT, _OTHER = 1.3, 1.6
_FIRST_VOWEL = 0.8
_UNWRITTEN = 0.04  # a vowel that the other script leaves out
_MUTE, _UNSPOKEN = "T", 0.3  # what French does not speak, another script does not write
_FEMININE = 2.0  # an a at the end that the other word lacks


def same_word(one: str, other: str) -> bool:
    """Are two words of names one word in two spellings, scripts or cases? "Lavrov" and "Лавровым" are;
    "Ivanov" and "Ivanova" are not."""
    return not _signs(one).isdisjoint(_signs(other)) and unlikeness(one, other) is not None


def unlikeness(one: str, other: str) -> float | None:
    """How far two words are from sounding alike: 0 where they do, 1 where they are just held for one word; None for
    two words."""
    return _unlikeness(one, other) if one <= other else _unlikeness(other, one)


@lru_cache(maxsize=1 << 15)
def _unlikeness(one: str, other: str) -> float | None:
    if _is_feminine(one, other):
        return None
    found = (_unlike(a, b) for a in plain_forms(one) for b in plain_forms(other))
    return min((share for share in found if share is not None), default=None)


def _is_feminine(one: str, other: str) -> bool:
    """Michel and Michelle, Julien and Julienne: two given names in French."""
    short, long = sorted((fold(one), fold(other)), key=len)
    return short[-1:] in ("l", "n") and long == f"{short}{short[-1]}e"


@lru_cache(maxsize=1 << 16)
def name_keys(word: str) -> frozenset[str]:
    """The keys of a word of a name; words with none in common never are the same. Empty for one without consonants."""
    return frozenset(key for form in plain_forms(word) for key in _keys(form) if key)


@lru_cache(maxsize=1 << 14)
def keys_together(first: str, second: str) -> frozenset[str]:
    """The keys of two words read as one: a consonant that ends the first and begins the second is once."""
    ends, begins = (name_keys(word) or {""} for word in (first, second))
    found = (a + b[a[-1:] == b[:1] :] if a and b else a + b for a in ends for b in begins)
    return frozenset(filter(None, found))


@lru_cache(maxsize=1 << 16)
def _signs(word: str) -> frozenset[str]:
    """The keys of a word, the empty one too; a form without any has itself. Most words have none in common, and need no
    further look."""
    return frozenset(key for form in plain_forms(word) for key in _keys(form) or (form,))


@lru_cache(maxsize=1 << 14)
def _keys(form: str) -> frozenset[str]:
    length, units = units_of(form)
    found: list[set[str]] = [set() for _ in range(length + 1)]
    found[0].add("")
    for unit in units:
        before = found[unit.start]
        for kinds in _kinds(unit.readings):
            for key in before if len(before) <= _MAX_KEYS else sorted(before)[:_MAX_KEYS]:
                found[unit.end].add(key + (kinds[1:] if kinds and key.endswith(kinds[0]) else kinds))
    return frozenset(sorted(found[-1])[:_MAX_KEYS])


@lru_cache(maxsize=1 << 10)
def _kinds(readings: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of consonants in each reading, neighbours of one kind once."""
    spelled = ("".join(_KIND_OF.get(sound, "") for sound in reading) for reading in readings)
    return tuple(dict.fromkeys(_DOUBLED.sub(r"\1", kinds) for kinds in spelled))


@lru_cache(maxsize=1 << 13)
def alike_in_korean(one: str, other: str) -> bool:
    """Are two given names, their syllables joined, one Korean name? Its systems differ in voicing and in r and l."""
    a, b = (sounds_of(_without_doubt(word)) for word in (one, other))
    return distance(a, b, _KOREAN) <= allowed(a, b) + _EPSILON


def _without_doubt(word: str) -> str:
    """Korean in Latin letters, where g is never soft, nor ch hard: "Chung-hee" is not "Geun-hye"."""
    return _KOREAN_G.sub("k", word).replace("ch", "tch").replace("j", "dzh")


@lru_cache(maxsize=1 << 13)
def alike_in_mandarin(one: str, other: str) -> bool:
    """As in Korean, where pinyin has d, g, b, j for the t, k, p, ch of Wade and Giles, and o for u."""
    a, b = sounds_of(one), sounds_of(other)
    return distance(a, b, _MANDARIN) <= allowed(a, b) + _EPSILON


def _unlike(one: str, other: str) -> float | None:
    if one == other:
        return 0.0
    if not _share_a_key(one, other):
        return None
    a, b = sounds_of(one), sounds_of(other)
    limit = allowed(a, b)
    found = distance(a, b)
    return found / limit if limit and found <= limit + _EPSILON else None


def _share_a_key(one: str, other: str) -> bool:
    """That both can be read without a consonant counts only where one of them must be."""
    keys, others = _keys(one) - {""}, _keys(other) - {""}
    return not keys.isdisjoint(others) if keys and others else "" in _keys(one) & _keys(other)


def allowed(one: Sounds, other: Sounds) -> float:
    size = (one.size + other.size) / 2
    if one.script == other.script:
        return size * _SAME_SCRIPT * (_SHORT_SAME if size <= _SHORT else 1.0)
    return size * _OTHER_SCRIPT * (_SHORT_OTHER if size <= _SHORT else 1.0)


def distance(one: Sounds, other: Sounds, costs_of: Mapping[str, float] = _COST) -> float:
    """The least sum of what it costs to turn a reading of one word into one of the other, where that is allowed; else
    some greater number."""
    limit = allowed(one, other) + _EPSILON
    pair = _Pair(not (one.vowels and other.vowels), one.script != other.script, costs_of)
    width, last = len(other.edges), len(one.edges) - 1
    costs = {0: [0.0] + [_FAR] * (width - 1)}  # by node of one that is reached at an allowed cost

    def reach(m: int, n: int, cost: float) -> None:
        if cost <= limit:
            row = costs.get(m) or costs.setdefault(m, [_FAR] * width)
            row[n] = min(row[n], cost)

    for m, edges in enumerate(one.edges):
        row = costs.get(m, [])
        for n in range(len(row)):
            here = row[n]
            if here > limit:
                continue
            for sound, to in edges:
                reach(to, n, here + pair.dropped(sound, m, to == last))
                for heard, target in other.edges[n] if sound else ():
                    if heard:
                        reach(to, target, here + pair.substituted(sound, heard))
            for heard, target in other.edges[n]:
                reach(m, target, here + pair.dropped(heard, n, target == width - 1))
    return costs[last][-1] if last in costs else _FAR


@dataclass(frozen=True, slots=True)
class _Pair:
    """What sounds cost between two words. unwritten: one leaves vowels out; scripts: they are in two."""

    unwritten: bool
    scripts: bool
    costs_of: Mapping[str, float]

    def dropped(self, sound: str, node: int, at_end: bool) -> float:
        """That one word lacks a sound of the other, which leaves `node` there."""
        if sound and sound in _VOWELS:
            if self.unwritten:
                return _UNWRITTEN
            if at_end and node and sound == "a":
                return _FEMININE
            return _DROPPED[sound] if node else _FIRST_VOWEL
        if sound == _MUTE and self.scripts:
            return _UNSPOKEN
        return _DROPPED.get(sound, _CONSONANT)

    def substituted(self, one: str, other: str) -> float:
        if one == other:
            return _OTHER if one == _MUTE else 0.0
        if self.unwritten and one in _VOWELS and other in _VOWELS:
            return _UNWRITTEN
        return self.costs_of.get(one + other, _OTHER)
