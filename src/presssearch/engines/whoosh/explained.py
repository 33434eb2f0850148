"""Acronyms and the names that articles print for them, found by either.

A CSTO ▮ Collective Security Treaty Organization                        lists of documents, one for each pair;
N collective security treaty organization ▮ CSTO ▮ Collective …         ▮ is a separator, which is not printable
"""

import numpy as np

from presssearch.analysis.folding import fold
from presssearch.engines.batches.arrays import decoded, encoded
from presssearch.engines.document import Document
from presssearch.engines.whoosh.schema import EXPLAINED
from presssearch.engines.whoosh.snapshot import Snapshot

_END = "\x1f"


def terms_of(document: Document) -> set[bytes]:
    found = set()
    for acronym, name in document.explained:
        found.add(encoded(f"A{acronym}{_END}{name}"))
        found.add(encoded(f"N{fold(name)}{_END}{acronym}{_END}{name}"))
    return found


def acronyms(snapshot: Snapshot, text: str) -> list[tuple[str, str, int]]:
    """(acronym, name, live articles), most frequent first."""
    if _END in text:
        return []
    found = _counted(snapshot, f"A{text}{_END}")
    if fold(text):
        found |= _counted(snapshot, f"N{fold(text)}{_END}")
    return sorted(((*pair, count) for pair, count in found.items()), key=lambda row: (-row[2], row[:2]))


def _counted(snapshot: Snapshot, start: str) -> dict[tuple[str, str], int]:
    """(acronym, name) -> live articles, of the terms that begin so."""
    found: dict[tuple[str, str], int] = {}
    for reader, base in zip(snapshot.readers, snapshot.bases, strict=True):
        lists = reader.lists(EXPLAINED)
        first, end = lists.lexicon.beginning(encoded(start))
        for number, term in enumerate(lists.lexicon.terms(first, end), first):
            *_, acronym, name = decoded(term)[1:].split(_END)
            ids = lists.slice(number, number + 1).ids.astype(np.int64)
            live = int(np.count_nonzero(snapshot.live[base + ids]))
            if live:
                found[acronym, name] = found.get((acronym, name), 0) + live
    return found
