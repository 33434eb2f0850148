"""The border of the room: the client of a cluster; what it raises becomes ours, with the host and the way out."""

import time
from collections.abc import Iterable, Iterator
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

_AGAIN = (429, 502, 503, 504)  # a node that is full, or not there for the moment
_TRIES = 8
_NAMED = 10  # of the articles that were refused
_PAUSE_S = 0.2  # before the second try; twice as long before each one that follows
_BULK_BYTES = 8_000_000


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
    """That of the client in a third of the time."""

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
    options |= {"timeout": wait_s, "max_retries": _TRIES, "retry_on_status": again}
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
        if error.status_code in _AGAIN:
            raise EngineUnavailable(f"OpenSearch at {cluster.shown} is too busy: try again later") from error
        raise EngineError(f"OpenSearch at {cluster.shown} answers {error.status_code}: {_reason(error)}") from error
    except (ImproperlyConfigured, OpenSearchException, ValueError) as error:
        raise EngineError(f"OpenSearch at {cluster.shown}: {error}") from error


def _reason(error: TransportError) -> str:
    """The innermost reason that the cluster gives."""
    told = error.info if isinstance(error.info, dict) else {}
    cause = told.get("error", {})
    causes = [
        cause,
        *cause.get("root_cause", ()),
        *(shard.get("reason", {}) for shard in cause.get("failed_shards", ())),
    ]
    deeper = [one.get("caused_by", {}).get("reason") for one in causes if isinstance(one, dict)]
    return next((str(reason) for reason in deeper if reason), str(error.error))[:500]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a bulk. source: plain values and an Article; None deletes. version: of two for one id, the one with
    the higher holds."""

    id: str
    version: int
    source: dict[str, Any] | None

    def lines(self) -> bytes:
        about = {"_id": self.id, "version": self.version, "version_type": "external"}
        if self.source is None:
            return as_json({"delete": about}) + b"\n"
        return b"%b\n%b\n" % (as_json({"index": about}), as_json(self.source))


def send(client: OpenSearch, index: str, items: Iterable[Item]) -> None:
    """Send all; EngineError if one of them is not taken. An item that the index has in this version, or a later
    one, was taken before."""
    batch: list[tuple[str, bytes]] = []
    size = 0
    for item in items:
        lines = item.lines()
        batch.append((item.id, lines))
        size += len(lines)
        if size >= _BULK_BYTES:
            _send(client, index, batch)
            batch, size = [], 0
    if batch:
        _send(client, index, batch)


def refresh(client: OpenSearch, index: str) -> None:
    """Make what was sent searchable in every copy; EngineUnavailable where one of them goes on not answering."""
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE_S * 2 ** (attempt - 1))
        if not client.indices.refresh(index=index)["_shards"]["failed"]:
            return
    raise EngineUnavailable(f"a part of the index {index} does not answer after {_TRIES} tries: run this again later")


def _send(client: OpenSearch, index: str, batch: list[tuple[str, bytes]]) -> None:
    """Again and again what the cluster has no room for, with longer and longer pauses; what it refuses is told when
    all the others are taken."""
    size, refused = len(batch), list[str]()
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE_S * 2 ** (attempt - 1))
        try:
            answer = client.bulk(body=b"".join(lines for _, lines in batch), index=index)
        except TransportError as error:
            if error.status_code not in _AGAIN or attempt == _TRIES - 1:
                raise
            continue
        if len(answer["items"]) != len(batch):
            raise EngineError(
                f"OpenSearch told of {len(answer['items'])} of the {len(batch)} articles it was sent; none counts as "
                "applied: run this again, and look whether something between here and the cluster changes answers"
            )
        again = []
        for sent, told in zip(batch, answer["items"], strict=True):
            outcome = next(iter(told.values()))
            status = outcome["status"]
            if status in _AGAIN:
                again.append(sent)
            elif not (200 <= status < 300 or status == 409 or (status == 404 and "delete" in told)):
                refused.append(f"{sent[0]}: {outcome.get('error', {}).get('reason', status)}"[:300])
        batch = again
        if not batch:
            break
    if refused:
        more = f" … and {len(refused) - _NAMED} more" if len(refused) > _NAMED else ""
        raise EngineError(
            f"OpenSearch refused {len(refused)} of {size} articles, and none of these counts as applied: "
            f"{'; '.join(refused[:_NAMED])}{more}"
        )
    if not batch:
        return
    raise EngineUnavailable(
        f"OpenSearch has no room for {len(batch)} articles after {_TRIES} tries: run this again later"
    )
