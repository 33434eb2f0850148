"""The words of a batch of articles -> what the index holds of them (schema.py).

texts ──chunks.py──► numbers of chunks ──vocabulary.py──► numbers of terms, one flat array for all articles
                                                                 │   (each distinct chunk is analysed once, each
      forms   stems   marks  ◄──── tables, by number of a term ──┘    distinct form once in each language)

An article takes its rows of these, as strings that are joined and as bytes.
"""

from array import array
from binascii import b2a_base64
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np

from presssearch.engines.batches.arrays import Array, Ints, decoded_all, distinct, numbered, ranges, starts
from presssearch.engines.batches.chunks import Chunks, chunks_of, forms_of
from presssearch.engines.batches.vocabulary import Vocabulary
from presssearch.engines.document import Document
from presssearch.engines.opensearch.schema import FORM, MARK, STEM, STEMMED, STEP, ZONE_OF, ZONES, mark_of, term_of
from presssearch.fields import BY_NAME

_WEIGHTED = tuple(field.name for field in STEMMED[1:])  # of which each value is a text by itself
_UNWEIGHTED = tuple(field.name for field in ZONES[len(STEMMED) :])
_MARK = np.dtype(f">u{MARK}")
_PLACE = 2 * MARK  # bytes
_FREE = bytes(_PLACE)


class Words:
    """Remembers the words of earlier batches. One thread may use it at a time."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._known: list[bytes] = self._vocabulary.terms
        self._begin()

    def _begin(self) -> None:
        self._terms: list[str] = []  # by number
        self._marks = array("I")

    def of(self, documents: Sequence[Document]) -> Iterator[dict[str, Any]]:
        """What the index holds of the words of each."""
        if not documents:
            return
        self._vocabulary.forget()
        texts: list[str] = []
        firsts, others = [0], []  # text of each document, and first one of a field without a weight
        for document in documents:
            texts += document.pieces()
            for name in _WEIGHTED:
                texts += document.values[name]
            others.append(len(texts))
            for name in _UNWEIGHTED:
                texts += document.values[name]
            firsts.append(len(texts))
        chunks = chunks_of(texts, self._vocabulary)
        forms, at = forms_of(chunks.numbers, *self._vocabulary.forms())
        ends = chunks.first if at is None else at[chunks.first]
        stems = self._stems(documents, forms, np.diff(ends[firsts]))
        terms, marks = self._tables()
        places = np.empty((len(forms), 2), dtype=_MARK)
        places[:, FORM], places[:, STEM] = marks[forms], marks[stems]
        has_no_stems = bool((forms == stems).all())
        begins = _starts(documents, chunks, at, np.array(firsts[:-1]))
        met = _distinct(forms, ends[[*chain.from_iterable(zip(firsts, others, strict=False)), firsts[-1]]])
        begun = ends.tolist()
        for document, (first, last), own_starts in zip(documents, pairwise(firsts), begins, strict=True):
            rows = slice(begun[first], begun[last])
            own = terms.take(forms[rows]).tolist()
            words = {"forms_text": terms.take(next(met)).tolist(), "forms_names": terms.take(next(met)).tolist()}
            yield (
                _words(
                    document,
                    [end - begun[first] for end in begun[first : last + 1]],
                    own,
                    own if has_no_stems else terms.take(stems[rows]).tolist(),
                    places[rows].tobytes(),
                )
                | words
                | {"starts": own_starts}
            )

    def _stems(self, documents: Sequence[Document], forms: Array, sizes: Array) -> Array:
        """sizes: how many of the forms are of each document."""
        languages = numbered(document.language for document in documents)
        spoken = np.repeat([languages[document.language] for document in documents], sizes)
        found = np.empty_like(forms)
        for language, n in languages.items():
            rows = slice(None) if len(languages) == 1 else (spoken == n).nonzero()[0]
            here = forms[rows]
            found[rows] = self._vocabulary.stems(language, np.bincount(here).nonzero()[0])[here]
        return found

    def _tables(self) -> tuple[Array, Array]:
        """By number, terms as strings of the index, and their marks."""
        if self._known is not self._vocabulary.terms:  # it has forgotten them
            self._known = self._vocabulary.terms
            self._begin()
        new = list(map(term_of, decoded_all(self._known[len(self._terms) :])))
        self._terms += new
        self._marks.extend(map(mark_of, new))
        return np.array(self._terms, dtype=object), np.array(self._marks, dtype=_MARK)


def _distinct(forms: Array, at: Ints) -> Iterator[Array]:
    """The different forms of successive stretches, which begin and end at `at`."""
    stretches = np.repeat(np.arange(len(at) - 1), np.diff(at))
    keys = distinct(stretches << 32 | forms)
    bounds = np.searchsorted(keys, np.arange(len(at)) << 32).tolist()
    return (keys[first:last] & 0xFFFFFFFF for first, last in pairwise(bounds))


def _starts(documents: Sequence[Document], chunks: Chunks, at: Ints | None, firsts: Array) -> Iterator[list[int]]:
    """What the index holds of them, for each document. at: how many tokens are before each chunk, None for as many as
    chunks; firsts: the first text of each document, of which those of the body come first."""
    pieces = np.array([len(document.cuts) for document in documents])
    begun, end = chunks.first[firsts], chunks.first[firsts + pieces]
    counts = -(-(end - begun) // STEP)
    rows = np.repeat(begun, counts) + STEP * ranges(np.zeros_like(counts), counts)
    texts = np.searchsorted(chunks.first, rows, side="right") - 1
    cuts = np.zeros(len(chunks.first), dtype=np.int64)
    cuts[ranges(firsts, pieces)] = [cut for document in documents for cut in document.cuts]
    before = rows if at is None else at[rows]
    before = before - np.repeat(begun if at is None else at[begun], counts)
    found = (before << 32 | cuts[texts] + chunks.offsets[rows]).tolist()
    return (found[first:last] for first, last in pairwise(starts(counts).tolist()))


def _words(document: Document, ends: list[int], forms: list[str], stems: list[str], places: bytes) -> dict[str, Any]:
    """ends: how many tokens are before each text of the document, and behind all."""
    pieces = len(document.cuts)
    begun = ends[: pieces + 1]
    columns = [name for name in (*_WEIGHTED, *_UNWEIGHTED) for _ in document.values[name]]
    if pieces:  # of the body make one value
        columns.insert(0, "body")
        del ends[1:pieces]
    found: dict[str, Any] = {}
    lengths: dict[str, int] = {}
    values: list[int] = []
    marks: list[bytes] = []
    place = 0
    for name, (first, end) in zip(columns, pairwise(ends), strict=True):
        values.append(place << 8 | ZONE_OF[name])
        place += end - first + 1
        lengths[name] = lengths.get(name, 0) + end - first
        marks.append(places[first * _PLACE : end * _PLACE])
        if first < end:
            text = " ".join(forms[first:end])
            found.setdefault(f"form_{name}", []).append(text)
            if ZONE_OF[name] < len(STEMMED):
                text = text if stems is forms else " ".join(stems[first:end])
                found.setdefault(f"stem_{name}", []).append(text)
    for name, length in lengths.items():
        found[f"length_{name}"] = length
    quotations = [
        (begun[q.first], begun[q.end], 0 if q.speaker is None else q.speaker + 1) for q in document.quotations
    ]
    return found | {
        "length": round(4 * sum(BY_NAME[name].weight * length for name, length in lengths.items())),
        "length_lead": begun[document.lead],
        "length_said": _covered(quotations),
        "places": b2a_base64(_FREE.join(marks), newline=False).decode(),
        "values": values,
        "paragraphs": [begun[piece] for piece in document.paragraphs],
        "lead": begun[document.lead],
        "quotations": [first << 36 | end << 12 | speaker for first, end, speaker in quotations],
    }


def _covered(quotations: Iterable[tuple[int, int, int]]) -> int:
    """Tokens that are quoted, those that are quoted twice once. quotations: in order of their places."""
    count = reached = 0
    for first, end, _ in quotations:
        count += max(0, end - max(first, reached))
        reached = max(reached, end)
    return count
