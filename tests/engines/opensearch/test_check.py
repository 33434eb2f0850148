"""`check` over a cluster: what the index holds beside what the record says."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

import presssearch

pytestmark = pytest.mark.opensearch


def test_an_article_of_another_revision_is_named(opensearch_url: str, tmp_path: Path) -> None:
    from presssearch.engines.opensearch.bulk import Item, send
    from presssearch.engines.opensearch.client import Cluster, connected
    from presssearch.engines.opensearch.documents import sources_of
    from presssearch.engines.opensearch.schema import key_of
    from presssearch.engines.opensearch.words import Words

    name = f"check-{uuid4().hex[:8]}"
    where = {"engine": "opensearch", "opensearch": opensearch_url, "opensearch_index": name}
    with presssearch.open(tmp_path, create=True, **where) as index:
        index.add([{"id": "a", "body": "Bridges."}, {"id": "b", "body": "Ferries."}])
        index.commit()
        assert index.check() == []
        article = index.get("a")
        assert article is not None
        connection = connected(Cluster(opensearch_url, name=name))
        (source,) = sources_of([replace(article, revision=7)], Words())
        send(connection, name, [Item(key_of("a"), 1000, source)])
        connection.indices.refresh(index=name)
        connection.close()
        assert index.check() == ["Article a is in the index in revision 7, in the record in 1."]
