"""The only rooms that know a search engine. base.py says what each of them must do."""

from pathlib import Path
from typing import TYPE_CHECKING

from presssearch.archive import Archive
from presssearch.engines.base import Engine
from presssearch.errors import EngineError

if TYPE_CHECKING:
    from presssearch.engines.opensearch import Cluster

ENGINES = ("whoosh", "memory", "opensearch")


def open_engine(
    kind: str, folder: Path, *, archive: Archive, create: bool = False, cluster: "Cluster | None" = None
) -> Engine:
    """Open the search index `folder/kind`; IndexNotFound without one, unless `create`.

    archive: the record that the index derives from. memory starts with all of the record applied. cluster: where
    OpenSearch keeps the index, in place of the folder; by default that of this machine.
    """
    match kind:
        case "memory":
            from presssearch.engines.memory import MemoryEngine  # noqa: PLC0415 - an engine is imported when it is used

            memory = MemoryEngine()
            memory.apply(archive.changes(0))
            return memory
        case "whoosh":
            from presssearch.engines.whoosh import WhooshEngine  # noqa: PLC0415 - as above

            return WhooshEngine.open(folder / kind, archive=archive, create=create)
        case "opensearch":
            try:
                from presssearch.engines.opensearch import Cluster, OpenSearchEngine  # noqa: PLC0415 - as above
            except ImportError as error:
                raise EngineError(
                    f"the engine for OpenSearch needs a library: pip install 'presssearch[opensearch]' ({error})"
                ) from error

            return OpenSearchEngine.open(cluster or Cluster(), archive=archive, create=create)
        case _:
            raise EngineError(f"no such engine: {kind!r}; there are: {', '.join(ENGINES)}")
