"""Index: an open index folder, for those who embed presssearch. The command line and the page stand on it.

folder/record.sqlite    the record: every revision of every article
folder/whoosh/          the search index, derived from it
folder/overrides.toml   corrections by a person, if there are any
folder/alerts.toml      searches that are kept, if there are any
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from presssearch.archive import Archive, PutReport
from presssearch.article import Article
from presssearch.engines import ClusterKeywords, anew_on, cluster_at, open_engine
from presssearch.engines.base import Engine, Refusal
from presssearch.errors import IndexNotFound, ParamsError
from presssearch.search.args import SIMILAR_SIZE, SUGGESTIONS, facet_named, read_plain
from presssearch.search.exports.export import encoded
from presssearch.search.facet_params import FacetParams
from presssearch.search.keywords import (
    ExportKeywords,
    FacetKeywords,
    PersonKeywords,
    SearchKeywords,
    SimilarKeywords,
    SuggestKeywords,
    pairs_of,
)
from presssearch.search.page import FacetPage, ResultPage
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

if TYPE_CHECKING:
    from presssearch.alerts import Alerts
    from presssearch.engines.opensearch import Cluster
    from presssearch.indexing import IndexReport, Progress
    from presssearch.search.person_page import PersonPage
    from presssearch.search.similar import SimilarPage
    from presssearch.search.suggest import Suggestions

RECORD = "record.sqlite"
DEFAULT_ENGINE = "whoosh"
CLUSTER = "opensearch"  # the engine that keeps its index elsewhere


class Index:
    """The record and the search index over it. Searching is safe from several threads; one process
    at a time adds. As a context manager it commits what it added when the block ends without an error."""

    def __init__(self, archive: Archive, engine: Engine) -> None:
        self._archive = archive
        self._engine = engine
        self._added = False
        self.service = SearchService(engine, revisions=archive.revisions)

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

    def search(self, q: str = "", **keywords: Unpack[SearchKeywords]) -> ResultPage:
        """Search, in the words of an address (docs/api.md): `filters={"city": ["Almaty"], "-language": "ru"}`.

        Raises QueryError, UnknownField or ParamsError for what cannot be searched.
        """
        return self.search_params(SearchParams.from_args(pairs_of(q, keywords)))

    def facet(self, field: str, q: str = "", **keywords: Unpack[FacetKeywords]) -> FacetPage:
        """One page of the values of a filter, counted over a search. Errors as in `search`."""
        return self.service.facet(FacetParams.from_args(facet_named(field), pairs_of(q, keywords)))

    def person(self, name: str, **keywords: Unpack[PersonKeywords]) -> "PersonPage":
        """What the releases say of somebody, by a name in any spelling. ParamsError as in `search`."""
        from presssearch.search.person_page import PersonParams  # noqa: PLC0415 - who only searches needs none of these

        return self.service.person(PersonParams.from_args(name, pairs_of("", keywords)))

    def similar(self, article_id: str, **keywords: Unpack[SimilarKeywords]) -> "SimilarPage | None":
        """Releases like one, and those of the same event; None where there is no such release."""
        from presssearch.search.similar import SIMILAR_PARAMETERS  # noqa: PLC0415 - as above

        given = read_plain(SIMILAR_PARAMETERS, pairs_of("", keywords))
        return self.service.similar(article_id, given.get("limit", SIMILAR_SIZE))

    def suggest(self, q: str, **keywords: Unpack[SuggestKeywords]) -> "Suggestions":
        """People, cities, bodies, sources, words and headlines that begin as the text does."""
        from presssearch.search.suggest import SUGGEST_PARAMETERS  # noqa: PLC0415 - as above

        given = read_plain(SUGGEST_PARAMETERS, pairs_of("", keywords))
        return self.service.suggest(q, given.get("limit", SUGGESTIONS))

    def export(
        self, format: str, q: str = "", *, bom: bool = False, **keywords: Unpack[ExportKeywords]
    ) -> Iterator[bytes]:
        """Every hit as a file, piece by piece: csv, ndjson, atom, ris, bib, csl or tif. limit: only the first of
        them. Errors as in `search`, before the first piece."""
        from presssearch.search.exports.formats import FORMATS  # noqa: PLC0415 - who only searches writes no files

        if format not in FORMATS:
            raise ParamsError(f"there is no format {format!r:.60}: there are {', '.join(FORMATS)}")
        params = FORMATS[format].ordered(SearchParams.from_args(pairs_of(q, keywords)))
        return encoded(FORMATS[format], self.service.export(params, page="limit" in keywords), bom=bom)

    @property
    def alerts(self) -> "Alerts":
        """The searches that are kept here, and what is new to them."""
        from presssearch.alerts import Alerts  # noqa: PLC0415 - who only searches keeps none

        return Alerts(self._archive, self.service)

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
            "engine_refused": engine.refused,
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


def open_index(
    folder: str | Path = "index",
    *,
    create: bool = False,
    engine: str = DEFAULT_ENGINE,
    **where: Unpack[ClusterKeywords],
) -> Index:
    """Open the index in a folder; `create` makes it where there is none, else IndexNotFound.

    engine: whoosh, in the folder; memory; or opensearch, on the cluster that the other keywords name. The record lies
    in the folder with any of them.
    """
    folder = Path(folder)
    archive = Archive.open(folder / RECORD, create=create)
    try:
        cluster = cluster_at(**where) if engine == CLUSTER else None
        return Index(archive, open_engine(engine, folder, archive=archive, create=True, cluster=cluster))
    except BaseException:
        archive.close()
        raise


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a new search index holds. refused: what it could not take in."""

    articles: int
    refused: tuple[Refusal, ...] = ()


def rebuild(folder: str | Path, *, engine: str = DEFAULT_ENGINE, **where: Unpack[ClusterKeywords]) -> Rebuilt:
    """Throw the search index away and make it anew from the record. On a cluster the old one answers until the new
    one is whole."""
    folder = Path(folder)
    if not (folder / RECORD).exists():
        raise IndexNotFound(f"no record in {folder}: run `presssearch index PATH --index {folder}` first")
    if engine == CLUSTER:
        return _rebuild_on(cluster_at(**where), folder)
    shutil.rmtree(folder / engine, ignore_errors=True)
    with open_index(folder, engine=engine) as index:
        index.commit()
        return Rebuilt(index.service.stats().articles)


def _rebuild_on(cluster: "Cluster", folder: Path) -> Rebuilt:
    from presssearch.indexing import catch_up  # noqa: PLC0415 - who only searches need not wait for readers and parsing

    with Archive.open(folder / RECORD) as archive:
        engine = anew_on(cluster, archive)
        catch_up(archive, engine)
        engine.take_over()
        return Rebuilt(engine.stats().articles, tuple(engine.refused()))
