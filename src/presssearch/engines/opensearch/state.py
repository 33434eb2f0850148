"""What an index says of itself, in `_meta` of its mapping: one small document, read with every search and replaced
with every commit. The sums are over live articles, so that scores depend on nothing else."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError

from presssearch.engines.base import MISSING
from presssearch.engines.opensearch.reading import Reading
from presssearch.engines.opensearch.schema import layout, lengths

_MAX_LANGUAGES = 1000


@dataclass(frozen=True, slots=True)
class State:
    """tokens: by length field, the sum over all articles. first, last: days covered, yyyymmdd, 0 for none."""

    index: str
    layout: str
    applied: int = 0
    changed_at: str | None = None
    articles: int = 0
    first: int = 0
    last: int = 0
    languages: tuple[str | None, ...] = ()
    tokens: tuple[tuple[str, float], ...] = ()

    def mean(self, length: str) -> float:
        """Of the lengths, in tokens; those of `length` are kept in quarters."""
        total = dict(self.tokens).get(length, 0.0) / (4 if length == "length" else 1)
        return total / self.articles if self.articles else 0.0


def read_state(client: OpenSearch, name: str) -> State | None:
    """name: of an index or its alias; None where there is none."""
    try:
        answer = client.indices.get_mapping(index=name, params={"filter_path": "*.mappings._meta"})
        answer = answer or client.indices.get_mapping(index=name)  # an index of somebody else
    except NotFoundError:
        return None
    index, found = next(iter(answer.items()))
    about = found["mappings"].get("_meta", {})
    return State(
        index=index,
        layout=str(about.get("layout")),
        applied=about.get("applied", 0),
        changed_at=about.get("changed_at"),
        articles=about.get("articles", 0),
        first=about.get("first", 0),
        last=about.get("last", 0),
        languages=tuple(about.get("languages", ())),
        tokens=tuple((name, total) for name, total in about.get("tokens", {}).items()),
    )


def write_state(client: OpenSearch, index: str, applied: int) -> None:
    """Count what is searchable now."""
    numbers: dict[str, Any] = {name: {"sum": {"field": name}} for name in lengths()}
    dated = {"first": {"min": {"field": "first"}}, "last": {"max": {"field": "last"}}}
    body = {
        "size": 0,
        "track_total_hits": True,
        "aggs": {
            **numbers,
            "dated": {"filter": {"term": {"present": "date"}}, "aggs": dated},
            "languages": {"terms": {"field": "spoken", "size": _MAX_LANGUAGES}},
        },
    }
    answer = Reading(client, index).search(body)
    found = answer["aggregations"]
    spoken = sorted(bucket["key"] for bucket in found["languages"]["buckets"])
    about = {
        "layout": layout(),
        "applied": applied,
        "changed_at": datetime.now(UTC).isoformat(),
        "articles": answer["hits"]["total"]["value"],
        "first": int(found["dated"]["first"]["value"] or 0),
        "last": int(found["dated"]["last"]["value"] or 0),
        "languages": [None if language == MISSING else language for language in spoken],
        "tokens": {name: found[name]["value"] for name in numbers},
    }
    client.indices.put_mapping(index=index, body={"_meta": about})
