"""A word of a name -> what it can sound like: a graph from its start to its end whose edges are sounds.

    0 ─c─ 1 ─h─ 2 ─o─ 3 ─u─ 4       letters are read alone or together, each in several ways:
    0 ──ch── 2 ──ou──────── 4       every way from 0 to the end is one way to read the word aloud

The readings of letters, their sources and the symbols of sounds: data/name_sounds.toml.
"""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from presssearch.analysis.folding import fold
from presssearch.analysis.names.latin import in_latin_letters
from presssearch.analysis.tables import text_of

SILENT = ""
MAX_LETTERS = 24  # of a word; what is behind them is not compared
_VOWELLESS = frozenset(("arabic", "hebrew", "other"))
_SCRIPTS = (
    *(("latin", "a", "\u024f"), ("greek", "\u0370", "\u03ff"), ("cyrillic", "\u0400", "\u052f")),
    *(("armenian", "\u0531", "\u058f"), ("hebrew", "\u0590", "\u05ff"), ("arabic", "\u0600", "\u06ff")),
    *(("georgian", "\u10a0", "\u10ff"),),
)

Edges = tuple[tuple[tuple[str, int], ...], ...]


class Unit(NamedTuple):
    """Letters that are read together, at [start, end) of a word, and their readings: the sounds of each as a string.

    A named tuple, for thousands are made before the first search.
    """

    start: int
    end: int
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sounds:
    """edges[n]: (sound, next node) of node n, the nodes in the order of reading; the last node is the end.

    size: sounds of the way that takes the longest letters and their first readings.
    """

    script: str
    edges: Edges
    size: int

    @property
    def vowels(self) -> bool:
        """False where the script leaves them out."""
        return self.script not in _VOWELLESS


def script_of(word: str) -> str:
    """The script of a folded word, by its first letter: a section of name_sounds.toml, or `other`."""
    letter = word[:1]
    return next((name for name, first, last in _SCRIPTS if first <= letter <= last), "other")


@lru_cache(maxsize=1 << 14)
def sounds_of(word: str) -> Sounds:
    """The sounds of a folded word of a name."""
    length, units = units_of(word)
    edges = _graph(length, units)
    return Sounds(script_of(word), edges, _size(length, units))


@lru_cache(maxsize=1 << 12)
def units_of(word: str) -> tuple[int, list[Unit]]:
    """The letters of a folded word, counted, and what can be read together; letters without a reading are silent.

    Scripts without a table of ours are spelled in Latin letters by anyascii.
    """
    script, letters = script_of(word), word[:MAX_LETTERS]
    if script == "other":
        script, letters = "latin", fold(in_latin_letters(letters)).replace(" ", "")[:MAX_LETTERS]
    table, longest = _tables()[script]
    found: list[Unit] = []
    for start, letter in enumerate(letters):
        if letter not in table:
            found.append(Unit(start, start + 1, (SILENT,)))
            continue
        known = len(found)
        for end in range(min(start + longest[letter], len(letters)), start, -1):
            for written in table.get(letters[start:end], ()):
                if written.stands_in(letters, start, end):
                    found.append(Unit(start, end, written.readings))
                    break
        if letters.startswith(letter, start + 1) and all(unit.end != start + 2 for unit in found[known:]):
            found.append(Unit(start, start + 2, table[letter][-1].readings))  # doubled, and read as one
    return len(letters), found


def _graph(length: int, units: list[Unit]) -> Edges:
    # A reading of several sounds needs nodes of its own, between that of its first letter and the next one.
    inner = [0] * (length + 1)
    for unit in units:
        inner[unit.start] += sum(max(0, len(reading) - 1) for reading in unit.readings)
    at, number = [], 0
    for place in range(length + 1):
        at.append(number)
        number += 1 + inner[place]
    free = [node + 1 for node in at]
    edges: list[list[tuple[str, int]]] = [[] for _ in range(number)]
    for unit in units:
        for reading in unit.readings:
            node = at[unit.start]
            for sound in reading[:-1]:
                edges[node].append((sound, free[unit.start]))
                node = free[unit.start]
                free[unit.start] += 1
            edges[node].append((reading[-1:], at[unit.end]))
    return tuple(tuple(dict.fromkeys(found)) for found in edges)


def _size(length: int, units: list[Unit]) -> int:
    longest: dict[int, Unit] = {}
    for unit in units:
        if unit.start not in longest or unit.end > longest[unit.start].end:
            longest[unit.start] = unit
    place = size = 0
    while place < length:
        size += len(longest[place].readings[0])
        place = longest[place].end
    return size


@dataclass(frozen=True, slots=True)
class _Written:
    """A row of the table: where its letters must stand (^ and $), and one of which letters must follow."""

    at_start: bool
    at_end: bool
    before: str
    readings: tuple[str, ...]

    def stands_in(self, word: str, start: int, end: int) -> bool:
        return (
            (not self.at_start or start == 0)
            and (not self.at_end or end == len(word))
            and (not self.before or (end < len(word) and word[end] in self.before))
        )


@cache
def _tables() -> dict[str, tuple[dict[str, list[_Written]], dict[str, int]]]:
    """Script -> letters -> their rows, those of a certain place before others; first letter -> the most letters."""
    found: dict[str, tuple[dict[str, list[_Written]], dict[str, int]]] = {}
    for script, table in tomllib.loads(text_of("name_sounds.toml")).items():
        rows, longest = found[script] = ({}, {})
        for written in sorted(table, key=len, reverse=True):
            readings = tuple(SILENT if reading == "-" else reading for reading in table[written].split())
            letters, _, before = written.partition("+")
            bare = _bare(written)
            rows.setdefault(bare, []).append(_Written(written.startswith("^"), letters.endswith("$"), before, readings))
            longest[bare[0]] = max(len(bare), longest.get(bare[0], 0))
    return found


def _bare(written: str) -> str:
    return written.partition("+")[0].strip("^$")
