"""Sending articles in bulks: what counts as taken, what is sent again and after which pause, what is refused."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from opensearchpy import OpenSearch
from opensearchpy.exceptions import TransportError

from presssearch.archive.packing import as_json
from presssearch.engines.opensearch.client import BUSY, TRIES
from presssearch.errors import EngineError, EngineUnavailable

_TOO_LARGE = 413
_FAULTY = (400, _TOO_LARGE)  # said of one article: a term that is too long, a value of another kind, too many bytes
_NAMED = 10  # of the articles that stopped a run
_REASON_CHARS = 300
_PAUSE_S = 0.2  # before the second try; twice as long before each one that follows
_BULK_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a bulk. source: plain values and an Article; None deletes. version: the number of its change; of two
    for one id, the one with the higher holds. again: it was refused, and the tombstone that stands there since has
    this very version."""

    id: str
    version: int
    source: dict[str, Any] | None
    again: bool = False

    def lines(self) -> bytes:
        kind = "external_gte" if self.again else "external"
        about = {"_id": self.id, "version": self.version, "version_type": kind}
        if self.source is None:
            return as_json({"delete": about}) + b"\n"
        return b"%b\n%b\n" % (as_json({"index": about}), as_json(self.source))


class _Sent(NamedTuple):
    id: str
    version: int
    deletes: bool
    lines: bytes


def send(client: OpenSearch, index: str, items: Iterable[Item]) -> dict[int, str]:
    """Send all; gives back those that are refused for what they are, by version, with the reason. EngineError if one
    is not taken for another reason. An item that the index has in this version, or a later one, was taken before."""
    refused: dict[int, str] = {}
    batch: list[_Sent] = []
    size = 0
    for item in items:
        batch.append(_Sent(item.id, item.version, item.source is None, item.lines()))
        size += len(batch[-1].lines)
        if size >= _BULK_BYTES:
            refused |= _send(client, index, batch)
            batch, size = [], 0
    return refused | _send(client, index, batch) if batch else refused


def refresh(client: OpenSearch, index: str) -> None:
    """Make what was sent searchable in every copy; EngineUnavailable where one of them goes on not answering."""
    for attempt in range(TRIES):
        _pause_before(attempt)
        if not client.indices.refresh(index=index)["_shards"]["failed"]:
            return
    raise EngineUnavailable(f"a part of the index {index} does not answer after {TRIES} tries: run this again later")


def _pause_before(attempt: int) -> None:
    if attempt:
        time.sleep(_PAUSE_S * 2 ** (attempt - 1))


def _send(client: OpenSearch, index: str, batch: Sequence[_Sent]) -> dict[int, str]:
    """Again and again what the cluster has no room for, with longer and longer pauses; what it refuses is told when
    all the others are taken. A bulk that is too large goes in halves."""
    size, refused, faults = len(batch), dict[int, str](), list[str]()
    for attempt in range(TRIES):
        _pause_before(attempt)
        try:
            answer = client.bulk(body=b"".join(one.lines for one in batch), index=index)
        except TransportError as error:
            if error.status_code == _TOO_LARGE:
                refused |= _in_halves(client, index, batch)
                batch = []
                break
            if error.status_code not in BUSY or attempt == TRIES - 1:
                raise
            continue
        again = []
        for sent, outcome in _outcomes(batch, answer):
            status = outcome["status"]
            if status in BUSY:
                again.append(sent)
            elif status in _FAULTY and not sent.deletes:
                refused[sent.version] = _reason(outcome)
            elif not (200 <= status < 300 or status == 409 or (status == 404 and sent.deletes)):
                faults.append(f"{sent.id}: {_reason(outcome)}")
        batch = again
        if not batch:
            break
    if faults:
        more = f" … and {len(faults) - _NAMED} more" if len(faults) > _NAMED else ""
        raise EngineError(
            f"OpenSearch refused {len(faults)} of {size} articles, and none of these counts as applied: "
            f"{'; '.join(faults[:_NAMED])}{more}"
        )
    if batch:
        raise EngineUnavailable(
            f"OpenSearch has no room for {len(batch)} articles after {TRIES} tries: run this again later"
        )
    return refused


def _in_halves(client: OpenSearch, index: str, batch: Sequence[_Sent]) -> dict[int, str]:
    """What was too large in one; an article that is so by itself is refused."""
    if len(batch) == 1:
        (sent,) = batch
        return {sent.version: f"its {len(sent.lines):,} bytes are more than the cluster takes in one request"}
    half = len(batch) // 2
    return _send(client, index, batch[:half]) | _send(client, index, batch[half:])


def _outcomes(batch: Sequence[_Sent], answer: dict[str, Any]) -> list[tuple[_Sent, dict[str, Any]]]:
    if len(answer["items"]) != len(batch):
        raise EngineError(
            f"OpenSearch told of {len(answer['items'])} of the {len(batch)} articles it was sent; none counts as "
            "applied: run this again, and look whether something between here and the cluster changes answers"
        )
    return [(sent, next(iter(told.values()))) for sent, told in zip(batch, answer["items"], strict=True)]


def _reason(outcome: dict[str, Any]) -> str:
    error = outcome.get("error", {})
    told = [error.get("reason"), error.get("caused_by", {}).get("reason")]
    reason = "; ".join(str(one) for one in told if one) or f"status {outcome['status']}"
    return " ".join(reason.split())[:_REASON_CHARS]
