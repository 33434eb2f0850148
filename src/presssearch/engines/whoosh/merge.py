"""Merge: several segments -> the arrays of one, without their deleted documents.

numbers, rows     those of the documents that are left, end to end
lists             term by term (postings.py)

A stem that had the list of a form in every segment has it still; where it had not in one, its lists of all
segments become one of its own.

A segment belongs to the tier of its number of live articles; FANOUT segments of a tier become one of a
higher tier. So a small update touches small segments only, there are at most FANOUT - 1 in a tier, and an
article is copied a few times in all.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from presssearch.engines.batches.arrays import (
    Array,
    Ints,
    Mask,
    NamedArrays,
    encoded,
    joined,
    narrow,
    ranges,
    sizes_of,
    starts,
)
from presssearch.engines.whoosh.invert import facet_arrays, id_arrays
from presssearch.engines.whoosh.lexicon import Lexicon
from presssearch.engines.whoosh.map import Lists, SegmentReader
from presssearch.engines.whoosh.namesakes import PEOPLE, merged_keys
from presssearch.engines.whoosh.postings import Part, lists_of_forms, merged, shared_with_forms, united
from presssearch.engines.whoosh.schema import (
    FACET_FIELDS,
    ID,
    NUMBERS,
    ROWS,
    TEXT,
    form_field,
    listed_by_existence,
    listed_with_places,
    same_stem,
    stem_field,
)
from presssearch.engines.whoosh.spool import narrowed
from presssearch.engines.whoosh.write import Run, field_arrays
from presssearch.fields import Field

FANOUT = 4
_SMALLEST = 4  # articles: smaller segments are all of one tier

_PIECE_BYTES = 1 << 24  # of cards
_DOCUMENTS = 20_000  # whose rows are taken at a time


def plan(sizes: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Groups of segments to write anew, by their places in `sizes`: (live, all) articles of each segment.
    One that has lost more than half of its articles is written anew, alone if need be."""
    groups = [[n] for n in range(len(sizes))]
    live = [size for size, _ in sizes]
    while True:
        tiers: dict[int, list[int]] = {}
        for n, size in enumerate(live):
            tiers.setdefault(_tier(size), []).append(n)
        full = next((members for members in tiers.values() if len(members) >= FANOUT), None)
        if full is None:
            break
        groups.append(sorted(place for n in full for place in groups[n]))
        live.append(sum(live[n] for n in full))
        groups = [group for n, group in enumerate(groups) if n not in full]
        live = [size for n, size in enumerate(live) if n not in full]
    return [group for group in groups if len(group) > 1 or 2 * sizes[group[0]][0] < sizes[group[0]][1]]


def _tier(articles: int) -> int:
    return int(math.log(max(articles, _SMALLEST) / _SMALLEST, FANOUT))


def merge(readers: Sequence[SegmentReader], live: Sequence[Mask]) -> NamedArrays:
    """The live articles of several segments as `invert` gives those of documents, in the same order."""
    documents: list[Ints] = []  # of each segment: the new number of each old document, -1 = gone
    size = 0
    for mask in live:
        documents.append(np.where(mask, size + np.cumsum(mask) - 1, -1))
        size += int(mask.sum())
    kept = [np.flatnonzero(mask) for mask in live]
    ids = [reader.ids() for reader in readers]
    yield from id_arrays([encoded(names[n]) for names, here in zip(ids, kept, strict=True) for n in here.tolist()])
    del ids
    for name in NUMBERS:
        yield name, narrow(joined([reader.numbers(name)[here] for reader, here in zip(readers, kept, strict=True)]))
    folder = readers[0].path.parent
    for name, columns in ROWS.items():
        at = [reader.array(f"{name}.at").astype(np.int64) for reader in readers]
        yield f"{name}.at", narrow(starts(joined([sizes_of(own)[here] for own, here in zip(at, kept, strict=True)])))
        for column in (f"{name}.{each}" for each in columns):
            yield column, narrowed(_of_rows(readers, column, at, kept), folder)
    yield from _cards(readers, kept)
    for field in FACET_FIELDS:
        yield from _facet(readers, kept, field)
    yield from _text(readers, documents, folder)
    for name in (*listed_with_places(), *listed_by_existence()):
        if name not in (ID, form_field(TEXT), stem_field(TEXT)):
            lists = [reader.lists(name) for reader in readers]
            terms, numbers = united(_lexicons(readers, lists))
            releases = [reader.release for reader in readers]
            yield from field_arrays(name, merged([*map(Part, lists, numbers, documents, releases)], terms), folder)


# ---- words ----


def _text(readers: Sequence[SegmentReader], documents: Sequence[Ints], folder: Path) -> NamedArrays:
    """The lists of forms, which of them are those of stems too, and the lists of the other stems."""
    forms, stems = ([reader.lists(name) for reader in readers] for name in (form_field(TEXT), stem_field(TEXT)))
    terms, numbers = united(chain(_lexicons(readers, forms), _lexicons(readers, stems)))
    of_forms, of_stems = numbers[: len(readers)], numbers[len(readers) :]
    same = _same(stems, of_forms, of_stems, len(terms))
    releases = [reader.release for reader in readers]
    held: list[bytes] = []
    runs = _noted(merged([*map(Part, forms, of_forms, documents, releases)], terms), held)
    yield from field_arrays(form_field(TEXT), runs, folder)
    shared = {terms[n] for n in same.nonzero()[0].tolist()}
    yield same_stem(TEXT), np.fromiter(map(shared.__contains__, held), dtype=np.uint8, count=len(held))
    both: list[Part] = []
    for lists, own, of_form, number, release in zip(stems, of_stems, of_forms, documents, releases, strict=True):
        chosen = lists_of_forms(lists, ~same[of_form])
        both += [Part(lists, own, number, release), Part(chosen, of_form[chosen.numbers], number, release)]
        release()
    yield from field_arrays(stem_field(TEXT), merged(both, terms), folder)


def _lexicons(readers: Sequence[SegmentReader], lists: Sequence[Lists]) -> Iterator[Lexicon]:
    for reader, own in zip(readers, lists, strict=True):
        yield own.lexicon
        reader.release()


def _same(stems: Sequence[Lists], of_forms: Sequence[Array], of_stems: Sequence[Array], size: int) -> Mask:
    """Which terms will be form and stem in one: those that are so in every segment that has either. of_forms,
    of_stems: the numbers of their terms, below size."""
    one, two = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    for lists, forms, own in zip(stems, of_forms, of_stems, strict=True):
        shared = shared_with_forms(lists)
        one[forms[shared]] = True
        two[forms[~shared]] = True
        two[own] = True
    return one & ~two


def _noted(runs: Iterable[Run], terms: list[bytes]) -> Iterator[Run]:
    for run in runs:
        terms += run.terms
        yield run


# ---- rows of numbers ----


def _rows(reader: SegmentReader, name: str, kept: Ints) -> tuple[Ints, Ints]:
    """Of the documents kept how many numbers each has, and where they are."""
    at = reader.array(f"{name}.at").astype(np.int64)
    sizes = np.diff(at)[kept]
    return sizes, ranges(at[kept], sizes)


def _of_rows(
    readers: Sequence[SegmentReader], column: str, at: Sequence[Ints], kept: Sequence[Ints]
) -> Iterator[Array]:
    """The numbers of a column, those of some documents at a time. at: where the row of each begins."""
    for reader, own, here in zip(readers, at, kept, strict=True):
        for begun in range(0, len(here), _DOCUMENTS):
            some = here[begun : begun + _DOCUMENTS]
            yield reader.array(column)[ranges(own[some], own[some + 1] - own[some])]
        reader.release()


def _cards(readers: Sequence[SegmentReader], kept: Sequence[Ints]) -> NamedArrays:
    """As they lie in the files: they are not brought together in memory."""
    at = [reader.array("card.at").astype(np.int64) for reader in readers]
    yield "card.at", narrow(starts(joined([sizes_of(own)[here] for own, here in zip(at, kept, strict=True)])))
    yield "card", _pieces(readers, at, kept)


def _pieces(readers: Sequence[SegmentReader], at: Sequence[Ints], kept: Sequence[Ints]) -> Iterator[Array]:
    """The cards of documents that follow each other, a few at a time: what was taken is let go of again."""
    for reader, own, here in zip(readers, at, kept, strict=True):
        cards = reader.array("card")
        yield cards[:0]
        for run in np.split(here, np.flatnonzero(np.diff(here) != 1) + 1):
            first, end = (int(own[run[0]]), int(own[run[-1] + 1])) if len(run) else (0, 0)
            for begun in range(first, end, _PIECE_BYTES):
                yield cards[begun : min(begun + _PIECE_BYTES, end)]
                reader.release()


def _facet(readers: Sequence[SegmentReader], kept: Sequence[Ints], field: Field) -> NamedArrays:
    name = f"facet_{field.name}"
    own = [reader.lexicon(name).terms() for reader in readers]
    names = sorted(set().union(*own))
    ordinal = {value: n for n, value in enumerate(names, 1)}
    found, sizes = [], []
    tables = [np.array([0, *(ordinal[value] for value in values)], dtype=np.int64) for values in own]
    for reader, renumbered, here in zip(readers, tables, kept, strict=True):
        ordinals = renumbered[reader.array(name)]
        if field.many:
            counts, at = _rows(reader, name, here)
            sizes.append(counts)
            found.append(ordinals[at])
        else:
            sizes.append((ordinals[here] > 0).astype(np.int64))
            found.append(ordinals[here][sizes[-1] > 0])
    ordinals = joined(found)
    used = np.flatnonzero(np.bincount(ordinals, minlength=len(names) + 1)[1:]) + 1
    table = np.zeros(len(names) + 1, dtype=np.int64)
    table[used] = np.arange(1, len(used) + 1)
    yield from facet_arrays(field, [names[n - 1] for n in used.tolist()], table[ordinals], joined(sizes))
    if field == PEOPLE:
        yield from merged_keys(readers, [table[renumbered] for renumbered in tables])
