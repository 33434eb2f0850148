"""Commands, library and page over an index on a cluster."""

import json
import os
import urllib.request
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner

import presssearch
from presssearch.cli.main import main
from presssearch.settings import load
from presssearch.web.app import create_app

pytestmark = pytest.mark.opensearch

TEXT = """Two ministers open a bridge

Almaty, 12 June 2018. Ministers opened a bridge and spoke of ferries.
"""


@pytest.fixture
def cluster(opensearch_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a cluster, with an alias of its own for each test."""
    monkeypatch.setenv("PRESSSEARCH_OPENSEARCH_INDEX", f"commands-{uuid4().hex[:8]}")
    return opensearch_url


def run(*words: str) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_from_files_to_a_page(cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    where = ("--index", str(tmp_path / "index"), "--engine", "opensearch", "--opensearch", cluster)
    run("index", str(tmp_path / "bridge.txt"), *where)
    assert not (tmp_path / "index" / "whoosh").exists()
    found = json.loads(run("search", "ferries", "--json", *where))
    assert (found["total"], found["results"][0]["place"]) == (1, "Almaty")
    assert json.loads(run("stats", "--json", *where))["engine"] == "opensearch"
    run("check", *where)
    monkeypatch.setenv("PRESSSEARCH_ENGINE", "opensearch")
    monkeypatch.setenv("PRESSSEARCH_OPENSEARCH", cluster)
    page = create_app(load({"index": str(tmp_path / "index")})).test_client().get("/?q=bridge")
    assert "Two ministers" in page.text


def test_a_rebuild_answers_until_the_new_index_is_whole(cluster: str, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    where = ("--index", str(tmp_path / "index"), "--engine", "opensearch", "--opensearch", cluster)
    run("index", str(tmp_path / "bridge.txt"), *where)
    assert json.loads(run("rebuild", "--json", *where)) == {"articles": 1, "refused": []}
    assert json.loads(run("search", "ferries", "--json", *where))["total"] == 1
    run("index", str(tmp_path / "bridge.txt"), *where)


def test_an_index_has_the_shards_that_it_was_made_with(cluster: str, tmp_path: Path) -> None:
    """A rebuild keeps them, unless it is told others; whoever only adds changes none."""
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    where = ("--index", str(tmp_path / "index"), "--engine", "opensearch", "--opensearch", cluster)
    run("index", str(tmp_path / "bridge.txt"), *where, "--shards", "3", "--replicas", "1")
    assert shape(cluster) == ("3", "1")
    run("index", str(tmp_path / "bridge.txt"), *where, "--reread")
    run("rebuild", *where)
    assert shape(cluster) == ("3", "1")
    run("rebuild", *where, "--shards", "2", "--replicas", "0")
    assert shape(cluster) == ("2", "0")
    assert json.loads(run("search", "ferries", "--json", *where))["total"] == 1


def shape(cluster: str) -> tuple[str, str]:
    """Shards and replicas of the index behind the alias."""
    with urllib.request.urlopen(f"{cluster}/{os.environ['PRESSSEARCH_OPENSEARCH_INDEX']}/_settings") as answer:
        (found,) = json.load(answer).values()
    return found["settings"]["index"]["number_of_shards"], found["settings"]["index"]["number_of_replicas"]


def test_an_index_of_another_record_is_refused(cluster: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(TEXT.replace("bridge", name), encoding="utf-8")
    where = ("--engine", "opensearch", "--opensearch", cluster)
    run("index", str(tmp_path / "one.txt"), "--index", str(tmp_path / "a"), *where)
    result = CliRunner().invoke(main, ["index", str(tmp_path / "two.txt"), "--index", str(tmp_path / "b"), *where])
    assert result.exit_code != 0
    assert "belongs to another record" in result.stderr
    assert "rebuild" in result.stderr


def test_the_library_names_the_cluster(cluster: str, tmp_path: Path) -> None:
    with presssearch.open(
        tmp_path, create=True, engine="opensearch", opensearch=cluster, opensearch_index=f"l-{uuid4().hex[:8]}"
    ) as index:
        index.add([{"id": "a", "headline": "Bridges", "body": "Ferries and bridges."}])
        index.commit()
        assert index.search("ferries").total == 1


def test_where_a_node_does_not_answer_the_next_is_asked(cluster: str, tmp_path: Path) -> None:
    name = f"nodes-{uuid4().hex[:8]}"
    for nodes in (f"http://127.0.0.1:9,{cluster}", f"{cluster}, http://127.0.0.1:9"):
        with presssearch.open(
            tmp_path, create=True, engine="opensearch", opensearch=nodes, opensearch_index=name
        ) as index:
            index.add([{"id": "a", "body": "Ferries and bridges."}])
            index.commit()
            for _ in range(3):  # the client takes turns
                assert index.search("ferries").total == 1


def test_all_nodes_are_named_without_their_passwords() -> None:
    from presssearch.engines.opensearch import Cluster

    cluster = Cluster("https://ann:secret@one:9200, https://ann:secret@two:9200")
    assert cluster.shown == "https://one:9200, https://two:9200"


def test_nobody_there_is_said_with_the_address(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    where = ["--index", str(tmp_path / "index"), "--engine", "opensearch", "--opensearch", "http://127.0.0.1:9"]
    result = CliRunner().invoke(main, ["index", str(tmp_path / "bridge.txt"), *where])
    assert result.exit_code != 0
    assert "http://127.0.0.1:9" in result.stderr
