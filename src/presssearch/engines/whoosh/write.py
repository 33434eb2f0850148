"""Write: named arrays -> the one file of a segment.

    ┌──────────────────────────────┐ 0
    │ "PRESSSEG"  u32 format  u32 0│
    ├──────────────────────────────┤ 16
    │ array │ array │ array │ …    │ little-endian, each begun at a multiple of 16 bytes
    ├──────────────────────────────┤ directory
    │ JSON: {name: [type, at, size]}│ type as numpy has it, such as "<u4"; at: bytes; size: numbers
    ├──────────────────────────────┤ end − 24
    │ u64 directory   u32 CRC-32   │ of all that stands before the sum
    │ u32 format      "PRESSSEG"   │
    └──────────────────────────────┘

The posting lists of a field. Terms ascend; a term is its place among them:

    FIELD.terms, FIELD.marks    the lexicon, see arrays.py
    FIELD.first     [terms + 1]      where the postings of a term begin
    FIELD.ids       [postings] u32   documents, ascending within a term
    FIELD.at        [postings + 1]   where the places of a posting begin    } streams
    FIELD.places    [occurrences]    the places, by posting                 } only
    FIELD.main      [postings]       how many of them are in the body       } the text
    FIELD.others    [postings]       what those in other zones weigh, in    } only
                                     quarters: 12 for one in the headline
    FIELD.same      [terms] u8       1: the list is that of the stem of    } text_form
                                     the same letters too                  } only

      terms    dam        dams    …
      first    0          3       4
      ids      2  5  9    5  …                 dam: in 2 once, in 5 twice, in 9 once
      at       0  1  3    4  …
      places   7  0 412 3 40 …                 in 2 at 7, in 5 at 0 and 412, …
      main     1  1  1    1  …                 412 is in the headline of 5
      others   0 12  0    0  …

So a search without a field reads tf = main + others / 4, and one for words of the body reads main: neither
looks at places. Both mostly fit in a byte, which numbers of all zones in one would not.
"""

import json
import struct
import zlib
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from presssearch.engines.batches.arrays import U32, Array, NamedArrays, joined, narrow, starts
from presssearch.engines.whoosh.lexicon import pack_lexicon
from presssearch.engines.whoosh.spool import Spool

MAGIC = b"PRESSSEG"
FORMAT = 1  # of the bytes around the arrays
HEAD = struct.Struct("<8sII")
TAIL = struct.Struct("<QII8s")
_ALIGNMENT = 16


@dataclass(frozen=True, slots=True)
class Run:
    """The posting lists of successive terms. sizes: postings of each term, one or more, of which the runs before may
    have brought some; counts: places of each posting. What a field has not is None."""

    terms: list[bytes]
    sizes: Array
    ids: Array
    counts: Array | None = None
    places: Array | None = None
    main: Array | None = None
    others: Array | None = None


def write_segment(path: Path, arrays: NamedArrays) -> None:
    """Write the file of a segment; its sum is in its tail."""
    directory: dict[str, tuple[str, int, int]] = {}
    with path.open("wb") as file:
        at, crc = 0, 0

        def put(data: bytes | memoryview) -> None:
            nonlocal at, crc
            file.write(data)
            crc = zlib.crc32(data, crc)
            at += len(data)

        put(HEAD.pack(MAGIC, FORMAT, 0))
        for name, array in arrays:
            put(bytes(-at % _ALIGNMENT))
            begun = at
            parts = [array] if isinstance(array, np.ndarray) else array
            for part in parts:
                flat = np.ascontiguousarray(part, dtype=part.dtype.newbyteorder("<"))
                put(flat.view(np.uint8).data)
            directory[name] = (flat.dtype.str, begun, (at - begun) // flat.dtype.itemsize)
        end = at
        put(json.dumps(directory, separators=(",", ":")).encode())
        tail = TAIL.pack(end, 0, FORMAT, MAGIC)
        crc = zlib.crc32(tail[:8], crc)
        file.write(TAIL.pack(end, crc, FORMAT, MAGIC))


def field_arrays(field: str, runs: Iterable[Run], folder: Path | None = None) -> NamedArrays:
    """The arrays of a field, to be taken in this order. runs: together all of its terms, ascending. folder: where what
    is too much for the memory may lie meanwhile."""
    with ExitStack() as stack:
        columns = {name: stack.enter_context(Spool(folder)) for name in ("ids", "counts", "places", "main", "others")}
        terms, sizes = [], []
        for run in runs:
            terms += run.terms
            sizes.append(run.sizes)
            for name, spool in columns.items():
                part = getattr(run, name)
                if part is not None:
                    spool.add(part)
        yield from pack_lexicon(field, terms).items()
        yield f"{field}.first", narrow(starts(joined(sizes)))
        yield (
            f"{field}.ids",
            chain([np.zeros(0, dtype=U32)], (p.astype(U32, copy=False) for p in columns["ids"].pieces())),
        )
        if columns["counts"].is_used:
            yield f"{field}.at", columns["counts"].ends()
        for name in ("places", "main", "others"):
            if columns[name].is_used:
                yield f"{field}.{name}", columns[name].narrow()
