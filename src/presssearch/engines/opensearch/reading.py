"""Requests that read. Those of one search share its bounds, and tell when these ended it; a part of the index that does
not answer is an error, never a smaller number."""

import time
from collections.abc import Sequence
from typing import Any

from opensearchpy import OpenSearch

from presssearch.engines.base import Stop
from presssearch.engines.opensearch.client import Cluster
from presssearch.errors import EngineUnavailable

_LEAST = 0.1  # of the deadline, that the last request gets even if those before it took all


class Reading:
    """The requests of one search to an index or its alias; None where they name a point in time.

    bounds: of the cluster: together the requests take no longer than its deadline, and those that collect hits or
    counts take so many articles of each shard; None for what has to be whole. stopped: what ended one of them early.
    """

    def __init__(self, client: OpenSearch, index: str | None, bounds: Cluster | None = None) -> None:
        self._client, self._index = client, index
        self._deadline_s = bounds.deadline_s if bounds else None
        self._articles = bounds.terminate_after if bounds else None
        self._began = time.monotonic()
        self.stopped: Stop | None = None

    def search(self, body: dict[str, Any], *, collects: bool = False) -> dict[str, Any]:
        """collects: hits or the counts of values, not a number of articles alone."""
        bounds = {"terminate_after": self._articles} if collects and self._articles else {}
        answer: dict[str, Any] = self._client.search(index=self._index, body=body | self._in_time() | bounds)
        return self._heard(answer)

    def searches(self, bodies: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Several at once, in one request."""
        if not bodies:
            return []
        lines = [line for body in bodies for line in ({}, body | self._in_time())]
        answers: list[dict[str, Any]] = self._client.msearch(body=lines, index=self._index)["responses"]
        return [
            self.search(body)
            if "error" in answer
            else self._heard(answer)  # alone it raises what is wrong, if it still is
            for body, answer in zip(bodies, answers, strict=True)
        ]

    def totals(self, queries: Sequence[dict[str, Any]]) -> list[int]:
        """How many articles each of some queries finds."""
        answers = self.searches([{"size": 0, "track_total_hits": True, "query": query} for query in queries])
        return [answer["hits"]["total"]["value"] for answer in answers]

    def _in_time(self) -> dict[str, str]:
        if self._deadline_s is None:
            return {}
        left = self._began + self._deadline_s - time.monotonic()
        return {"timeout": f"{int(1000 * max(left, _LEAST * self._deadline_s))}ms"}

    def _heard(self, answer: dict[str, Any]) -> dict[str, Any]:
        shards = answer["_shards"]
        absent = shards["total"] - shards["successful"]  # those that are nowhere are not among the failed
        if absent:
            reasons = {str(failure.get("reason", {}).get("reason")) for failure in shards.get("failures", ())}
            raise EngineUnavailable(
                f"{absent} of {shards['total']} shards of the index do not answer: look at the health of the "
                f"cluster, and try again later ({'; '.join(sorted(reasons))[:300] or 'no reason is given'})"
            )
        if answer.get("timed_out"):
            self.stopped = Stop(seconds=self._deadline_s)
        elif answer.get("terminated_early") and self.stopped is None:
            self.stopped = Stop(articles=self._articles)
        return answer
