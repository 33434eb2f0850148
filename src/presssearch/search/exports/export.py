"""Export: what is taken away, and Format: how it is written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from presssearch.article import Article
from presssearch.engines.base import Sort
from presssearch.search.params import SearchParams

_CHUNK_BYTES = 32 << 10


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things stand on the server that is asked; None where there is none, as on the command line.

    article: of the page of an id. page: of the search itself. export: of a search in this format.
    """

    article: Callable[[str], str | None] = field(default=lambda id_: None)
    page: str | None = None
    export: Callable[[SearchParams], str | None] = field(default=lambda params: None)


NO_ADDRESSES = Addresses()


@dataclass(frozen=True, slots=True)
class Export:
    """total: hits of the search, as many as articles unless a page of them was asked for. described: the query
    in plain English. next: what follows, where a page was asked for. changed_at: when the index last changed."""

    params: SearchParams
    total: int
    articles: Iterable[Article]
    described: str
    next: SearchParams | None = None
    changed_at: datetime | None = None
    addresses: Addresses = NO_ADDRESSES


@dataclass(frozen=True, slots=True)
class Format:
    """name: in addresses and for --format. write: the pieces of the file, in order. suffix: of its file name.
    table: may begin with a byte order mark, which tells Excel that it is UTF-8. feed: read again and again, latest
    added first unless another order is asked for."""

    name: str
    label: str
    mimetype: str
    suffix: str
    help: str
    write: Callable[[Export], Iterator[str]]
    table: bool = False
    feed: bool = False

    def ordered(self, params: SearchParams) -> SearchParams:
        """In the order of this format, where no other is asked for."""
        given = params.sort or params.cursor
        return params if given or not self.feed else params.with_sort(Sort.ADDED)


def encoded(format: Format, export: Export, *, bom: bool = False) -> Iterator[bytes]:
    """The file in UTF-8, in pieces of some size."""
    waiting: list[bytes] = [b"\xef\xbb\xbf"] if bom and format.table else []
    size = 0
    for piece in format.write(export):
        waiting.append(piece.encode())
        size += len(waiting[-1])
        if size >= _CHUNK_BYTES:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)
