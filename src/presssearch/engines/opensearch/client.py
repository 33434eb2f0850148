"""The border of the room: the client of a cluster; what it raises becomes ours, with the host and the way out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,
    ImproperlyConfigured,
    NotFoundError,
    OpenSearchException,
    TransportError,
)
from opensearchpy.serializer import JSONSerializer

from presssearch.archive.packing import as_json, read_json
from presssearch.errors import EngineError, EngineUnavailable, IndexNotFound

BUSY = (429, 502, 503, 504)  # a node that is full, or not there for the moment
TRIES = 8
_OUT_OF_TIME = "time_exceeded_exception"  # a deadline that passes while a shard prepares; later it only cuts the answer


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where an index is kept. url: with `https` and `user:password@` as the cluster asks for; of several nodes with
    commas between, and where one does not answer the next is asked. ca: a file with the certificate that signed the
    cluster's own, None for those that the system trusts. name: the alias of the index. shards, replicas: of an index
    that is made; None: as many as the one has that it replaces, else one shard and no replica. wait_s: for an answer.
    deadline_s: that one search may take; terminate_after: articles that it may find in each shard; None for any number.
    What either ends says so."""

    url: str = "http://127.0.0.1:9200"
    name: str = "presssearch"
    ca: str | None = None
    shards: int | None = None
    replicas: int | None = None
    wait_s: float = 30.0
    deadline_s: float | None = 10.0
    terminate_after: int | None = None

    @property
    def shown(self) -> str:
        """The addresses without the password."""
        parts = (url.rpartition("://") for url in self.urls)
        return ", ".join(f"{scheme or 'http'}://{rest.rpartition('@')[2]}" for scheme, _, rest in parts)

    @property
    def urls(self) -> list[str]:
        return [url for url in map(str.strip, self.url.split(",")) if url] or [self.url]


class _Json(JSONSerializer):
    """That of the client in a third of the time. Half of a pair of UTF-16, which bytes of UTF-8 cannot say, goes as an
    escape, and a cluster takes U+FFFD for it, in articles as in what is looked for."""

    def loads(self, s: str) -> Any:
        return read_json(s)

    def dumps(self, data: Any) -> Any:
        return data if isinstance(data, str | bytes) else as_json(data).decode()


def connected(cluster: Cluster, *, at_once: bool = True) -> OpenSearch:
    """at_once: ask again without a pause where a node does not answer for the moment, as suits who reads: another
    node may have the same. Who sends articles waits (`send`)."""
    options: dict[str, Any] = {"ca_certs": cluster.ca} if cluster.ca else {}
    again = (502, 503, 504) if at_once else ()
    wait_s = cluster.wait_s + (cluster.deadline_s or 0)
    options |= {"timeout": wait_s, "max_retries": TRIES, "retry_on_status": again}
    with border(cluster):
        return OpenSearch(cluster.urls, serializer=_Json(), **options)


@contextmanager
def border(cluster: Cluster) -> Iterator[None]:
    try:
        yield
    except (AuthenticationException, AuthorizationException) as error:
        raise EngineError(f"{cluster.shown} refuses this user: name one as https://USER:PASSWORD@HOST:PORT") from error
    except NotFoundError as error:
        raise IndexNotFound(f"{cluster.shown} has no index {cluster.name!r}: run `presssearch rebuild`") from error
    except ConnectionError as error:
        raise EngineUnavailable(
            f"no answer from OpenSearch at {cluster.shown}: is it running? ({error.error})"
        ) from error
    except TransportError as error:
        if error.status_code in BUSY:
            raise EngineUnavailable(f"OpenSearch at {cluster.shown} is too busy: try again later") from error
        if any(cause.get("type") == _OUT_OF_TIME for cause in _causes(error)):
            raise EngineUnavailable(
                f"OpenSearch at {cluster.shown} ran out of time before it had read anything: ask for less, or set "
                "opensearch_deadline to more"
            ) from error
        raise EngineError(f"OpenSearch at {cluster.shown} answers {error.status_code}: {_reason(error)}") from error
    except (ImproperlyConfigured, OpenSearchException, ValueError) as error:
        raise EngineError(f"OpenSearch at {cluster.shown}: {error}") from error


def _causes(error: TransportError) -> list[dict[str, Any]]:
    """What the cluster says was wrong, as a whole and in each shard."""
    told = error.info if isinstance(error.info, dict) else {}
    cause = told.get("error", {})
    if not isinstance(cause, dict):
        return []
    shards = (shard.get("reason", {}) for shard in cause.get("failed_shards", ()))
    return [one for one in (cause, *cause.get("root_cause", ()), *shards) if isinstance(one, dict)]


def _reason(error: TransportError) -> str:
    """The innermost reason that the cluster gives."""
    deeper = [one.get("caused_by", {}).get("reason") for one in _causes(error)]
    return next((str(reason) for reason in deeper if reason), str(error.error))[:500]
