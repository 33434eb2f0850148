"""One small record with an engine over it, for every engine; trees and requests from plain lists."""

import tomllib
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from presssearch.archive import Archive
from presssearch.article import Article
from presssearch.engines import open_engine
from presssearch.engines.base import EngineResult, Filter, SearchRequest
from presssearch.engines.opensearch import Cluster, OpenSearchEngine
from presssearch.fields import BY_NAME, Field
from presssearch.query.tree import And, DateRange, Everything, Missing, Not, Or, Phrase, Prefix, Query, Word

HERE = Path(__file__).parent
KINDS = ("whoosh", "memory", pytest.param("opensearch", marks=pytest.mark.opensearch))


class Bench:
    """A record and an engine that follows it."""

    def __init__(self, kind: str, folder: Path, url: str | None = None) -> None:
        """url: of the node that keeps an index of OpenSearch."""
        self.kind, self.folder = kind, folder
        folder.mkdir(exist_ok=True)
        self.archive = Archive.open(folder / "record.sqlite", create=True)
        self.cluster = Cluster(url, name=f"test-{uuid.uuid4().hex}") if url else None
        self.engine = open_engine(kind, folder, archive=self.archive, create=True, cluster=self.cluster)

    def put(self, *articles: dict[str, Any] | Article) -> None:
        """Into the record and, as one batch, into the engine."""
        self.archive.put([a if isinstance(a, Article) else Article.from_json(a) for a in articles])
        self.catch_up()

    def delete(self, *ids: str) -> None:
        self.archive.delete(ids)
        self.catch_up()

    def catch_up(self) -> None:
        self.engine.apply(self.archive.changes(self.engine.applied()))

    def reopen(self) -> None:
        self.engine.close()
        self.engine = open_engine(self.kind, self.folder, archive=self.archive, cluster=self.cluster)

    def search(self, query: Query | None = None, **options: Any) -> EngineResult:
        return self.engine.search(SearchRequest(query=query or Everything(), **options))

    def ids(self, query: Query | None = None, **options: Any) -> list[str]:
        return [hit.id for hit in self.search(query, **({"limit": 1000} | options)).hits]

    def close(self) -> None:
        if isinstance(self.engine, OpenSearchEngine):
            self.engine.drop()
        self.engine.close()
        self.archive.close()


def tree_of(node: Sequence[Any]) -> Query:
    match node:
        case ["everything"]:
            return Everything()
        case ["word" | "phrase" | "prefix" as kind, text, *name]:
            leaf = {"word": Word, "phrase": Phrase, "prefix": Prefix}[kind]
            return leaf(text, BY_NAME[name[0]] if name else None)
        case ["dates", first, last]:
            return range_of(first, last)
        case ["missing", name]:
            return Missing(BY_NAME[name])
        case ["not", child]:
            return Not(tree_of(child))
        case ["and" | "or" as kind, *children]:
            return {"and": And, "or": Or}[kind](tuple(tree_of(child) for child in children))
    raise AssertionError(f"no such node: {node}")


def range_of(first: str, last: str) -> DateRange:
    return DateRange(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def filters_of(chosen: dict[str, list[str]]) -> dict[Field, Filter]:
    names = {name.removeprefix("-") for name in chosen}
    return {BY_NAME[n]: Filter(tuple(chosen.get(n, ())), tuple(chosen.get(f"-{n}", ()))) for n in names}


def table(name: str) -> list[Any]:
    return next(iter(tomllib.loads((HERE / f"{name}.toml").read_text("utf-8")).values()))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Cases of the tables: `query_case`, `search_case`, `place_case`."""
    for argument, name in (("query_case", "queries"), ("search_case", "searches"), ("place_case", "places")):
        if argument in metafunc.fixturenames:
            metafunc.parametrize(argument, table(name), ids=lambda case: case["why"][:60])


@pytest.fixture(scope="session")
def collection() -> list[dict[str, Any]]:
    return table("articles")


@pytest.fixture(scope="session")
def make_tree() -> Callable[[Sequence[Any]], Query]:
    return tree_of


@pytest.fixture(scope="session")
def make_filters() -> Callable[[dict[str, list[str]]], dict[Field, Filter]]:
    return filters_of


@pytest.fixture(scope="session")
def make_range() -> Callable[[str, str], DateRange]:
    return range_of


@pytest.fixture(scope="session")
def read_table() -> Callable[[str], list[Any]]:
    return table


@pytest.fixture(scope="session")
def engine_url() -> Callable[[pytest.FixtureRequest], str | None]:
    return _url_of


@pytest.fixture(scope="session")
def make_bench() -> Callable[..., Bench]:
    return Bench


def _url_of(request: pytest.FixtureRequest) -> str | None:
    """Of the node, for the engine that needs one."""
    return str(request.getfixturevalue("opensearch_url")) if request.param == "opensearch" else None


@pytest.fixture(scope="session", params=KINDS)
def full(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, collection: list[Any]
) -> Iterator[Bench]:
    """Every engine over the whole collection, put in three batches, after a deletion; to be read only."""
    bench = Bench(request.param, tmp_path_factory.mktemp("full"), _url_of(request))
    bench.put(*collection[:4], {"id": "gone", "body": "minister water 外交部", "language": "en", "countries": ["KZ"]})
    bench.put(*collection[4:7])
    bench.put(*collection[7:])
    bench.delete("gone")
    yield bench
    bench.close()


@pytest.fixture(params=KINDS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """Every engine, empty."""
    bench = Bench(request.param, tmp_path, _url_of(request))
    yield bench
    bench.close()


@pytest.fixture
def whoosh(tmp_path: Path) -> Iterator[Bench]:
    """The Whoosh engine, empty."""
    bench = Bench("whoosh", tmp_path)
    yield bench
    bench.close()
