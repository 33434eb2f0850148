"""The record: one SQLite file with every revision of every article; the search index is derived.

Tables: `article` (id, revision -> JSON), `change` (the numbered log that engines apply), `file` (the ledger
of what was read), `meta` (format version). WAL, synchronous=FULL: what `put` acknowledged survives a
power cut. One process writes at a time; readers are never blocked.
"""

from dataclasses import dataclass

from presssearch.article import Article


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log. article is None where the id was deleted."""

    number: int
    id: str
    article: Article | None
