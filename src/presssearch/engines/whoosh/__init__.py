"""The Whoosh engine. Whoosh keeps the index: schema, table of contents, lock, and a codec of ours on its own
extension point, so that its searcher reads the same segments. The rooms, each with its data in its docstring:

    articles ── invert ──┐                        ┌─ execute ── score ── order ─┐
                         ├─ write ── [file] ── map ── snapshot                  ├─ engine
    segments ── merge ───┘                        └─ facets ────────────────────┘

writer.py drives invert, merge and write; generation.py says which segments are current, and storage.py makes
them so; codec.py shows a segment to Whoosh. Searching imports none of writer, storage and codec, nor Whoosh.
"""

from presssearch.engines.whoosh import blas  # noqa: F401 - before anything loads numpy
from presssearch.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
