"""Index: an open index folder, for those who embed presssearch. The command line and the page stand on it.

folder/record.sqlite    the record: every revision of every article
folder/whoosh/          the search index, derived from it
folder/overrides.toml   corrections by a person, if there are any
"""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from presssearch.archive import Archive, PutReport
from presssearch.article import Article
from presssearch.engines import open_engine
from presssearch.engines.base import Engine
from presssearch.errors import IndexNotFound
from presssearch.fields import FACETS
from presssearch.search.page import ResultPage
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

if TYPE_CHECKING:
    from presssearch.indexing import IndexReport, Progress

RECORD = "record.sqlite"
DEFAULT_ENGINE = "whoosh"

_FACET_NAMES = tuple(facet.name for facet in FACETS)


class Index:
    """The record and the search index over it. Searching is safe from several threads; one process
    at a time adds. As a context manager it commits what it added when the block ends without an error."""

    def __init__(self, archive: Archive, engine: Engine) -> None:
        self._archive = archive
        self._engine = engine
        self._added = False
        self.service = SearchService(engine)

    def add(self, articles: Iterable[Article | Mapping[str, Any]]) -> PutReport:
        """Put articles, or mappings in the Article JSON form, into the record. When it returns they are
        kept; `commit` makes them searchable. One faulty mapping (ParseError) refuses all of them."""
        from presssearch.indexing import Overrides, positions_of  # noqa: PLC0415 - who only searches need not wait for readers and parsing

        self._added = True
        overrides = Overrides.beside(self._archive.path)
        given = [a if isinstance(a, Article) else Article.from_json(a) for a in articles]
        positions = {article.id: positions_of(article) for article in given}
        return self._archive.put([overrides.applied(article) for article in given], positions=positions)

    def delete(self, ids: Iterable[str]) -> int:
        """Take articles out; returns how many there were. The record keeps their revisions."""
        self._added = True
        return self._archive.delete(ids)

    def commit(self) -> None:
        """Make everything in the record searchable, with the corrections that overrides.toml has now and with
        the years that releases beside each other tell."""
        from presssearch.indexing import Neighbours, Overrides, catch_up  # noqa: PLC0415 - as above

        overrides = Overrides.beside(self._archive.path)
        overrides.refresh(self._archive)
        Neighbours(self._archive).refresh(overrides)
        catch_up(self._archive, self._engine)
        self._added = False

    def index_paths(
        self,
        paths: Sequence[Path],
        *,
        source: str | None = None,
        reread: bool = False,
        workers: int = 0,
        progress: "Callable[[Progress], None] | None" = None,
    ) -> "IndexReport":
        """Read files and folders, as `presssearch index` does, and commit. See `indexing.index_paths`."""
        from presssearch.indexing import index_paths  # noqa: PLC0415 - as above

        return index_paths(
            paths,
            archive=self._archive,
            engine=self._engine,
            source=source,
            reread=reread,
            workers=workers,
            progress=progress,
        )

    def search(
        self,
        text: str = "",
        *,
        filters: Mapping[str, str | Sequence[str]] | None = None,
        dates: tuple[str | None, str | None] = (None, None),
        sort: str | None = None,
        limit: int = 20,
        page: int = 1,
        facets: Sequence[str] = _FACET_NAMES,
        histogram: str | None = None,
    ) -> ResultPage:
        """Search, in the words of the URL: `filters={"city": ["Almaty"], "-language": "ru"}`.

        dates: first and last day, such as ("2018-06", None). sort: relevance, newest or oldest.
        limit: results on a page, 100 at most; page counts from 1. histogram: year, month, day or auto.
        Raises QueryError, UnknownField or ParamsError for what cannot be searched.
        """
        pairs = [("q", text), ("limit", str(limit)), ("page", str(page)), ("facets", ",".join(facets))]
        options = {"from": dates[0], "to": dates[1], "sort": sort, "histogram": histogram or "none"}
        pairs += [(key, value) for key, value in options.items() if value is not None]
        for name, values in (filters or {}).items():
            pairs += [(name, value) for value in ([values] if isinstance(values, str) else values)]
        return self.search_params(SearchParams.from_args(pairs))

    def search_params(self, params: SearchParams) -> ResultPage:
        return self.service.search(params)

    def get(self, article_id: str) -> Article | None:
        return self._archive.get([article_id])[0]

    def stats(self) -> dict[str, int | str | None]:
        """What there is: articles, revisions, files, days covered, sizes in bytes."""
        record, engine = self._archive.stats(), self._engine.stats()
        return {
            "articles": record.articles,
            "revisions": record.revisions,
            "files_read": record.files_read,
            "files_failed": record.files_failed,
            "first_day": engine.first,
            "last_day": engine.last,
            "record_bytes": record.size_bytes,
            "engine": engine.engine,
            "engine_articles": engine.articles,
            "engine_bytes": engine.size_bytes,
            "changes_to_apply": self._archive.last_change() - engine.applied,
        }

    def check(self) -> list[str]:
        """Read everything; a sentence for each fault, none when sound."""
        return [*self._archive.check(), *self._engine.check()]

    def close(self) -> None:
        """Close without committing. What was added stays in the record."""
        self._engine.close()
        self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._added:
                self.commit()
        finally:
            self.close()


def open_index(folder: str | Path = "index", *, create: bool = False, engine: str = DEFAULT_ENGINE) -> Index:
    """Open the index in a folder; `create` makes it where there is none, else IndexNotFound."""
    folder = Path(folder)
    archive = Archive.open(folder / RECORD, create=create)
    try:
        return Index(archive, open_engine(engine, folder, archive=archive, create=True))
    except BaseException:
        archive.close()
        raise


def rebuild(folder: str | Path, *, engine: str = DEFAULT_ENGINE) -> int:
    """Throw the search index away and make it anew from the record; returns the number of articles."""
    folder = Path(folder)
    if not (folder / RECORD).exists():
        raise IndexNotFound(f"no record in {folder}: run `presssearch index PATH --index {folder}` first")
    shutil.rmtree(folder / engine, ignore_errors=True)
    with open_index(folder, engine=engine) as index:
        index.commit()
        return index.service.stats().articles
