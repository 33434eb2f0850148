"""Indexes are made under a name of their own; the alias in front of one is what everybody asks."""

import uuid

from opensearchpy import OpenSearch

from presssearch.engines.opensearch.client import Cluster
from presssearch.engines.opensearch.schema import index_body


def make(client: OpenSearch, cluster: Cluster) -> str:
    """Make an empty index, with the shards and replicas that the cluster asks for, else with those of the index behind
    the alias; returns its name."""
    index = f"{cluster.name}-{uuid.uuid4().hex[:12]}"
    shards, replicas = _present(client, cluster.name)
    body = index_body(
        shards=shards if cluster.shards is None else cluster.shards,
        replicas=replicas if cluster.replicas is None else cluster.replicas,
    )
    client.indices.create(index=index, body=body)
    return index


def _present(client: OpenSearch, alias: str) -> tuple[int, int]:
    """Shards and replicas of the index behind an alias; one and none where there is no index."""
    if not client.indices.exists_alias(name=alias):
        return 1, 0
    found = next(iter(client.indices.get_settings(index=alias).values()))["settings"]["index"]
    return int(found["number_of_shards"]), int(found["number_of_replicas"])


def put_in_front(client: OpenSearch, alias: str, index: str) -> None:
    """Let the alias stand for this index, in one step, and take away those that it stood for."""
    old = list(client.indices.get_alias(name=alias)) if client.indices.exists_alias(name=alias) else []
    moves = [{"remove_index": {"index": name}} for name in old]
    client.indices.update_aliases(body={"actions": [*moves, {"add": {"index": index, "alias": alias}}]})
