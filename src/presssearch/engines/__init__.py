"""The only rooms that know a search engine. base.py says what each of them must do."""

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from presssearch.archive import Archive
from presssearch.engines.base import Engine
from presssearch.errors import EngineError

if TYPE_CHECKING:
    from presssearch.engines.opensearch import Cluster, OpenSearchEngine

ENGINES = ("whoosh", "memory", "opensearch")
_TRUSTED = "system"  # the certificates that this machine trusts
_AS_BEFORE = -1  # as many replicas as the index has that a new one replaces


class ClusterKeywords(TypedDict, total=False):
    """A cluster, by the names of the settings. opensearch: its address. opensearch_index: the name of the index there.
    opensearch_ca: a file with the certificate that signed the cluster's own, or `system`. opensearch_deadline: seconds
    that one search may take. opensearch_terminate_after: articles that it may find in each shard; 0 is any number.
    opensearch_shards, opensearch_replicas: of an index that is made; 0 and -1: as the one that it replaces has."""

    opensearch: str
    opensearch_index: str
    opensearch_ca: str
    opensearch_deadline: int
    opensearch_terminate_after: int
    opensearch_shards: int
    opensearch_replicas: int


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
            cluster = cluster or cluster_at()
            from presssearch.engines.opensearch import OpenSearchEngine  # noqa: PLC0415 - as above

            return OpenSearchEngine.open(cluster, archive=archive, create=create)
        case _:
            raise EngineError(f"no such engine: {kind!r}; there are: {', '.join(ENGINES)}")


def cluster_at(**where: Unpack[ClusterKeywords]) -> "Cluster":
    """A cluster; what is not given is as on this machine. EngineError where the library is missing."""
    try:
        from presssearch.engines.opensearch import Cluster  # noqa: PLC0415 - as above
    except ImportError as error:
        raise EngineError(
            f"the engine for OpenSearch needs a library: pip install 'presssearch[opensearch]' ({error})"
        ) from error
    here = Cluster()
    ca, replicas = where.get("opensearch_ca", _TRUSTED), where.get("opensearch_replicas", _AS_BEFORE)
    return Cluster(
        url=where.get("opensearch", here.url),
        name=where.get("opensearch_index", here.name),
        ca=None if ca == _TRUSTED else ca,
        shards=where.get("opensearch_shards") or None,
        replicas=None if replicas == _AS_BEFORE else replicas,
        deadline_s=where.get("opensearch_deadline", here.deadline_s) or None,
        terminate_after=where.get("opensearch_terminate_after") or None,
    )


def anew_on(cluster: "Cluster", archive: Archive) -> "OpenSearchEngine":
    """An empty index on a cluster, beside the one in use, which answers until `take_over` of the new one."""
    from presssearch.engines.opensearch import OpenSearchEngine  # noqa: PLC0415 - as above

    return OpenSearchEngine.anew(cluster, archive=archive)
