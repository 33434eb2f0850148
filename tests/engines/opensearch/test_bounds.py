"""What ends a search on a cluster before all is read: it is said, and nothing that has to be whole is cut."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner

import presssearch
from presssearch.cli.main import main
from presssearch.engines.base import FacetRequest, Filter, SearchRequest, Stop
from presssearch.errors import EngineUnavailable
from presssearch.fields import BY_NAME
from presssearch.query import parse
from presssearch.settings import load
from presssearch.web.app import create_app

pytestmark = pytest.mark.opensearch

COUNTRY = BY_NAME["country"]
ONE_ALONE = "The search was stopped after 1 releases in each shard: results and numbers are of these"
LONG = " ".join(["peace talks"] * 40_000)


def article(name: str, country: str = "KZ", body: str = "Bridges and ferries.") -> dict[str, Any]:
    return {"id": name, "body": body, "language": "en", "countries": [country], "people": [{"name": "Ana Sol"}]}


@pytest.fixture
def folder(opensearch_url: str, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """Three articles in an index; what opens it."""
    where: dict[str, Any] = {"folder": tmp_path, "engine": "opensearch", "opensearch": opensearch_url}
    where["opensearch_index"] = f"bounds-{uuid4().hex[:8]}"
    with presssearch.open(create=True, **where) as index:
        index.add([article("a"), article("b", "RU"), article("c")])
    return where


def test_what_is_left_out_of_a_page_is_said(folder: dict[str, Any]) -> None:
    with presssearch.open(**folder, opensearch_terminate_after=1) as index:
        page = index.search("ferries")
        assert (page.total, len(page.results), page.notes) == (1, 1, (ONE_ALONE,))
        assert (page.looser, page.suggestion) == (None, None)
        assert index.facet("country", "ferries").notes == (ONE_ALONE,)
        assert ONE_ALONE in index.person("Ana Sol").notes
    with presssearch.open(**folder, opensearch_terminate_after=4) as index:
        page = index.search("ferries")
        assert (page.total, page.notes) == (3, ())


def test_command_page_and_api_say_it(folder: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("engine", "opensearch", "opensearch_index"):
        monkeypatch.setenv(f"PRESSSEARCH_{name.upper()}", folder[name])
    monkeypatch.setenv("PRESSSEARCH_OPENSEARCH_TERMINATE_AFTER", "1")
    command = ["search", "ferries", "--index", str(folder["folder"])]
    assert ONE_ALONE in CliRunner().invoke(main, command).output
    assert json.loads(CliRunner().invoke(main, [*command, "--json"]).stdout)["warnings"] == [ONE_ALONE]
    client = create_app(load({"index": str(folder["folder"])})).test_client()
    assert ONE_ALONE in client.get("/?q=ferries").text
    assert "после 1 публикаций" in client.get("/?q=ferries&lang=ru").text
    assert client.get("/api/search?q=ferries").json["warnings"] == [ONE_ALONE]  # type: ignore[index]


def test_a_file_has_all_hits(folder: dict[str, Any]) -> None:
    with presssearch.open(**folder, opensearch_terminate_after=1) as index:
        assert len(b"".join(index.export("ndjson", "ferries")).splitlines()) == 3
        assert index.check() == []


def test_a_number_of_hits_alone_is_exact(folder: dict[str, Any]) -> None:
    with presssearch.open(**folder, opensearch_terminate_after=1) as index:
        engine = index.service._engine
        assert engine.search(SearchRequest(parse("ferries"), limit=0)).total == 3


@pytest.mark.parametrize(("chosen", "stopped"), [("KZ", Stop(articles=1)), ("RU", None)])
def test_counts_are_whole_unless_it_is_said(folder: dict[str, Any], chosen: str, stopped: Stop | None) -> None:
    """Articles count that pass the filter, while a facet is of those too that pass all filters but its own."""
    with presssearch.open(**folder, opensearch_terminate_after=1) as index:
        facets = (FacetRequest(COUNTRY),)
        request = SearchRequest(filters={COUNTRY: Filter((chosen,))}, facets=facets, limit=0)
        found = index.service._engine.search(request)
        assert found.stopped == stopped
        assert stopped or found.facets[COUNTRY].values == (("KZ", 2), ("RU", 1))


def test_a_long_search_ends_at_its_deadline_with_what_was_read(folder: dict[str, Any]) -> None:
    from presssearch.engines.opensearch import Cluster, OpenSearchEngine

    with presssearch.open(**folder) as index:
        for part in range(3):  # a segment each: between two of them the node looks at the clock
            index.add([article(f"{part}{n}", body=LONG) for n in range(2)])
            index.commit()
        cluster = Cluster(folder["opensearch"], folder["opensearch_index"], deadline_s=0.02)
        engine = OpenSearchEngine.open(cluster, archive=index._archive)
        try:
            found = engine.search(SearchRequest(parse("atleast5(peace near/3 talks)")))
        except EngineUnavailable as error:  # where it passes while the node prepares, there is nothing to show
            assert "ran out of time before it had read anything" in str(error)  # noqa: PT017 - either is an answer
        else:
            assert found.stopped == Stop(seconds=0.02)
            assert found.total < 6
        engine.close()


def test_a_shard_that_is_nowhere_is_an_error(opensearch_url: str) -> None:
    from presssearch.engines.opensearch.client import Cluster, connected
    from presssearch.engines.opensearch.reading import Reading
    from presssearch.engines.opensearch.schema import index_body

    client, name = connected(Cluster(opensearch_url)), f"bounds-{uuid4().hex[:8]}"
    body = index_body(shards=2, replicas=0)
    body["settings"]["routing.allocation.total_shards_per_node"] = 1
    client.indices.create(index=name, body=body, params={"wait_for_active_shards": "0"})
    try:
        client.cluster.health(index=name, params={"wait_for_no_initializing_shards": "true"})
        with pytest.raises(EngineUnavailable, match="1 of 2 shards of the index do not answer"):
            Reading(client, name).search({"size": 0})
    finally:
        client.indices.delete(index=name)
        client.close()
