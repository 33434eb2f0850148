"""The codec: how Whoosh itself reads a segment of ours.

    table of contents ──pickle──► PackedSegment ──codec()──► PackedCodec ──► Terms        lexicons, postings
                                                                         └─► PerDocument  lengths, ids

With it `whoosh.index.open_dir(folder)` and the stock searcher work on the same files, one posting at a time:
it is the oracle of the fast path, which goes through map.py alone. Writing is ours too (writer.py): Whoosh's
own writer cannot write to such an index.
"""

import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from whoosh.codec.base import Automata, Codec, FieldCursor, PerDocumentReader, Segment, TermsReader
from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence, Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo

from presssearch.engines.batches.arrays import encoded
from presssearch.engines.whoosh.map import SegmentReader
from presssearch.engines.whoosh.schema import ID, cut_to_zones, listed_by_existence, listed_with_places
from presssearch.engines.whoosh.shown import Shown, weights_of
from presssearch.engines.whoosh.slices import Slice


class Positions(Format):  # type: ignore[misc]
    """The positions of a term in an article as Whoosh's matchers see them: little-endian u32."""

    posting_size = -1

    def decode_positions(self, value: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(value) // 4}I", value))

    def decode_frequency(self, value: bytes) -> int:
        return len(value) // 4


def schema() -> Schema:
    positions, existence = Positions(), Existence()
    made = Schema()
    for name in (*listed_with_places(), *cut_to_zones()):
        made.add(name, FieldType(positions, None, scorable=True))
    for name in listed_by_existence():
        made.add(name, FieldType(existence, None, unique=name == ID))
    return made


class PackedSegment(Segment):  # type: ignore[misc]
    """What the table of contents holds of a segment: its name, its size and what was deleted of it."""

    def __init__(self, name: str, size: int = 0, deleted: Iterable[int] = ()) -> None:
        index, _, key = name.partition("_")
        super().__init__(index)
        self.segid = key
        self._size = size
        self._deleted = set(deleted)

    def codec(self) -> "PackedCodec":
        return PackedCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, doccount: int) -> None:
        self._size = doccount

    def doc_count_all(self) -> int:
        return self._size

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> set[int]:
        return self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        (self._deleted.add if delete else self._deleted.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted


class PackedCodec(Codec):  # type: ignore[misc]
    def new_segment(self, storage: Any, indexname: str) -> PackedSegment:
        return PackedSegment(indexname)

    def terms_reader(self, storage: Any, segment: PackedSegment) -> "Terms":
        return Terms(_reader(storage, segment))

    def per_document_reader(self, storage: Any, segment: PackedSegment) -> "PerDocument":
        return PerDocument(_reader(storage, segment), segment)

    def automata(self, storage: Any, segment: PackedSegment) -> Automata:
        return Automata()

    def per_document_writer(self, storage: Any, segment: PackedSegment) -> NoReturn:
        raise NotImplementedError("segments are written by presssearch.engines.whoosh.writer")

    field_writer = postings_writer = postings_reader = per_document_writer


def _reader(storage: Any, segment: PackedSegment) -> SegmentReader:
    path = Path(storage.folder) / segment.make_filename(segment.COMPOUND_EXT)
    return SegmentReader(path, segment.segment_id(), segment.doc_count_all())


class Terms(TermsReader):  # type: ignore[misc]
    """Terms and postings for Whoosh's searcher."""

    def __init__(self, reader: SegmentReader) -> None:
        self._shown = Shown(reader)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return self._find(field, text) is not None

    def indexed_field_names(self) -> list[str]:
        return self._shown.fields

    def cursor(self, fieldname: str, fieldobj: Any) -> "Cursor":
        return Cursor(self._names(fieldname), fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((field, term) for field in self._shown.fields for term in self._names(field))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        names = self._names(fieldname)
        return ((fieldname, term) for term in names[bisect_left(names, prefix) :])

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        found = self._slice(fieldname, text)
        weights, lengths = weights_of(found), self._shown.lengths(fieldname)
        here = weights[:1] * 0 + 1 if lengths is None else lengths[found.ids]
        return TermInfo(
            weight=float(weights.sum()),
            df=len(found.ids),
            minlength=float(here.min()),
            maxlength=float(here.max()),
            maxweight=float(weights.max()),
            minid=int(found.ids[0]),
            maxid=int(found.ids[-1]),
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        found = self._find(fieldname, text)
        return 0 if found is None else len(found.ids)

    def frequency(self, fieldname: str, text: bytes) -> float:
        found = self._find(fieldname, text)
        return 0.0 if found is None else float(weights_of(found).sum())

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ListMatcher:
        found = self._slice(fieldname, text)
        return PackedMatcher(
            found.ids.tolist(),
            weights_of(found).astype(float).tolist(),
            None if found.first is None else _Places(found),
            format_,
            scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def _names(self, field: str) -> list[bytes]:
        lists = self._shown.lists(field)
        return lists.lexicon.terms() if lists else []

    def _find(self, field: str, text: bytes) -> Slice | None:
        lists = self._shown.lists(field)
        return lists.find(text) if lists else None

    def _slice(self, field: str, text: bytes) -> Slice:
        found = self._find(field, text)
        if found is None:
            raise KeyError((field, text))
        return found


class _Places:
    """The encoded positions of each posting of a slice (Positions)."""

    def __init__(self, found: Slice) -> None:
        counts = found.counts()
        self._places, self._ends, self._counts = found.places().astype("<u4"), counts.cumsum(), counts

    def __len__(self) -> int:
        return len(self._counts)

    def __getitem__(self, n: int) -> bytes:
        end = int(self._ends[n])
        return bytes(self._places[end - int(self._counts[n]) : end].tobytes())


class PackedMatcher(ListMatcher):  # type: ignore[misc]
    """Whoosh's matcher over lists, with the positions as spans and a copy that keeps all it had."""

    def spans(self) -> Any:
        from whoosh.query.spans import Span  # noqa: PLC0415 - a cycle of imports in Whoosh

        return [Span(place) for place in self.value_as("positions")]

    def copy(self) -> "PackedMatcher":
        return PackedMatcher(
            self._ids,
            self._weights,
            self._values,
            self._format,
            self._scorer,
            self._i,
            self._all_weights,
            self._term,
            self._terminfo,
        )


class Cursor(FieldCursor):  # type: ignore[misc]
    def __init__(self, names: list[bytes], fieldobj: Any) -> None:
        self._names, self._at, self._field = names, 0, fieldobj

    def first(self) -> str | None:
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        self._at = bisect_left(self._names, string if isinstance(string, bytes) else encoded(string))
        return self.text()

    def next(self) -> str | None:
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        return str(self._field.from_bytes(self._names[self._at])) if self._at < len(self._names) else None

    term = text


class PerDocument(PerDocumentReader):  # type: ignore[misc]
    """Lengths, ids and deletions for Whoosh's searcher. There are no columns: it groups by postings."""

    def __init__(self, reader: SegmentReader, segment: PackedSegment) -> None:
        self._reader, self._segment, self._shown = reader, segment, Shown(reader)

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._reader.size

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> set[int]:
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: float = 0) -> float:
        lengths = self._shown.lengths(fieldname)
        return default if lengths is None else float(lengths[docnum])

    def field_length(self, fieldname: str) -> float:
        lengths = self._shown.lengths(fieldname)
        return 0 if lengths is None else float(lengths.sum())

    def min_field_length(self, fieldname: str) -> float:
        lengths = self._shown.lengths(fieldname)
        return 0 if lengths is None else float(lengths.min())

    def max_field_length(self, fieldname: str) -> float:
        lengths = self._shown.lengths(fieldname)
        return 0 if lengths is None else float(lengths.max())

    def stored_fields(self, docnum: int) -> dict[str, str]:
        return {"id": self._reader.id_of(docnum)}
