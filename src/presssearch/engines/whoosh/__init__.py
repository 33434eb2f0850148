"""The Whoosh engine. Whoosh keeps the index: schema, segments, table of contents, lock, terms and postings in
its stock codec. Inversion, merging and search are ours, over arrays.

    articles ── invert ─┐                          ┌─ execute ── score ── order
                        ├─ writer ── storage ── snapshot                        ├─ engine
    segments ── merge ──┘   (segments: postings,   └─ facets ──────────────────┘
                             arrays, read by segment)
"""

from presssearch.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
