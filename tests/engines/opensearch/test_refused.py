"""What a real node refuses for what it is: the rest goes on, it is named, and taken in when it can be."""

import json
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner

import presssearch
from presssearch.article import Article
from presssearch.cli.main import main
from presssearch.engines.base import Filter
from presssearch.errors import EngineError
from presssearch.fields import BY_NAME
from presssearch.indexing import catch_up
from presssearch.query.tree import Word
from presssearch.settings import load
from presssearch.web.app import create_app

pytestmark = pytest.mark.opensearch
applying = pytest.importorskip("presssearch.engines.opensearch.applying", reason="opensearch-py is not installed")
refusals = pytest.importorskip("presssearch.engines.opensearch.refusals", reason="opensearch-py is not installed")

TOO_LONG = "Bridges " * 5_000  # Lucene takes no value of more than 32,766 bytes


def article(id_: str, text: str = "Ministers opened a bridge.", **more: Any) -> Article:
    return Article.from_json({"id": id_, "headline": "Bridges", "body": text, "language": "en", **more})


@pytest.fixture
def bench(make_bench: Callable[..., Any], opensearch_url: str, tmp_path: Path) -> Iterator[Any]:
    bench = make_bench("opensearch", tmp_path, opensearch_url)
    yield bench
    bench.close()


def put(bench: Any, *articles: Article) -> int:
    bench.archive.put(articles)
    return catch_up(bench.archive, bench.engine)


def mend(bench: Any) -> None:
    """From now on the index leaves such values aside, and takes the rest of the article."""
    rubric = {"type": "keyword", "ignore_above": 8_000}
    bench.engine._client.indices.put_mapping(
        index=bench.cluster.name, body={"properties": {"facet_rubric": rubric, "forms_names": rubric}}
    )


def test_a_refused_article_is_named_and_holds_nothing_up(bench: Any) -> None:
    put(bench, article("a"), article("b", rubric=TOO_LONG), article("c"))
    put(bench, article("d"))
    assert sorted(bench.ids(Word("minister"))) == ["a", "c", "d"]
    assert bench.engine.applied() == bench.archive.last_change()
    (refusal,) = bench.engine.refused()
    assert refusal.id == "b"
    assert "facet_rubric" in refusal.reason
    stats = bench.engine.stats()
    assert (stats.articles, stats.refused, bench.archive.count()) == (3, 1, 4)
    (fault,) = bench.engine.check()
    assert "Article b: " in fault
    assert "overrides.toml" in fault


def test_the_others_are_found_and_ranked_as_if_it_were_not_there(bench: Any, make_bench: Any, tmp_path: Path) -> None:
    kept = [article("a", "A bridge."), article("c", "A bridge, and a bridge over a river.")]
    put(bench, kept[0], article("b", "bridge " * 50, rubric=TOO_LONG), kept[1])
    oracle = make_bench("memory", tmp_path / "oracle")
    oracle.put(*kept)
    hits = [(hit.id, pytest.approx(hit.score, abs=2e-6)) for hit in oracle.search(Word("bridge")).hits]
    assert [(hit.id, hit.score) for hit in bench.search(Word("bridge")).hits] == hits
    oracle.close()


def test_a_former_revision_does_not_stand_for_the_refused_one(bench: Any) -> None:
    put(bench, article("a"), article("b", "An old text."))
    put(bench, article("b", "A new text.", rubric=TOO_LONG))
    assert bench.ids() == ["a"]
    assert [refusal.id for refusal in bench.engine.refused()] == ["b"]


@pytest.mark.parametrize("later", ["corrected", "deleted"])
def test_a_later_change_makes_it_forgotten(bench: Any, later: str) -> None:
    put(bench, article("a"), article("b", rubric=TOO_LONG))
    if later == "corrected":
        assert put(bench, article("b", "A text.", rubric="Bridges")) == 1
    else:
        bench.delete("b")
    assert bench.engine.refused() == []
    assert sorted(bench.ids()) == (["a", "b"] if later == "corrected" else ["a"])
    assert bench.engine.check() == []


def test_each_run_tries_again_until_the_index_takes_it(bench: Any) -> None:
    put(bench, article("a"), article("b", rubric=TOO_LONG))
    before = bench.engine.changed_at(), bench.engine.applied()
    assert put(bench) == 0
    assert (bench.engine.changed_at(), bench.engine.applied()) == before  # nothing new can be found
    assert len(bench.engine.refused()) == 1
    mend(bench)
    assert put(bench) == 1
    assert bench.engine.refused() == []
    assert sorted(bench.ids(Word("minister"))) == ["a", "b"]
    assert bench.engine.check() == []


@pytest.mark.parametrize("mended", [False, True], ids=["refused again", "taken in now"])
@pytest.mark.parametrize("step", ["remember", "withdraw", "refresh", "write_state", "forget", "set_watermark"])
def test_a_run_that_ends_anywhere_is_made_whole_by_the_next(
    bench: Any, monkeypatch: pytest.MonkeyPatch, step: str, mended: bool
) -> None:
    put(bench, article("a"), article("b", "An old text."), article("c", rubric=TOO_LONG))
    bench.archive.put([article("b", "A new text.", rubric=TOO_LONG), article("c", "Corrected."), article("d")])
    number = {"withdraw": 2, "forget": 2}.get(step, 1)
    name = {"withdraw": "send", "forget": "remember"}.get(step, step)
    place = bench.archive if step == "set_watermark" else applying
    with monkeypatch.context() as patched:
        patched.setattr(place, name, dying(getattr(place, name), number))
        with pytest.raises(Killed):
            bench.engine.apply(bench.archive.changes(bench.engine.applied()))
    if mended:
        mend(bench)
    bench.reopen()
    put(bench)
    put(bench)
    assert sorted(bench.ids()) == (["a", "b", "c", "d"] if mended else ["a", "c", "d"])
    assert [refusal.id for refusal in bench.engine.refused()] == ([] if mended else ["b"])
    assert bench.engine.stats().articles == (4 if mended else 3)
    assert bench.ids(Word("old")) == []


class Killed(BaseException):
    """In place of a signal: nothing catches it."""


def dying(call: Callable[..., Any], number: int) -> Callable[..., Any]:
    """A function that ends the run in place of its call of that number."""
    calls = iter(range(1, 100))

    def called(*args: Any, **keywords: Any) -> Any:
        if next(calls) == number:
            raise Killed
        return call(*args, **keywords)

    return called


def test_where_many_are_refused_the_index_is_at_fault_and_nothing_counts(
    bench: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "MOST", 3)
    put(bench, *(article(f"a{n}", rubric=TOO_LONG) for n in range(3)))
    applied = bench.engine.applied()
    bench.archive.put([article("b"), article("c", rubric=TOO_LONG)])
    with pytest.raises(EngineError, match=r"refuses 4 articles.*rebuild"):
        catch_up(bench.archive, bench.engine)
    assert bench.engine.applied() == applied
    assert [refusal.id for refusal in bench.engine.refused()] == ["a0", "a1", "a2"]
    mend(bench)
    assert catch_up(bench.archive, bench.engine) == 2
    assert sorted(bench.ids()) == ["a0", "a1", "a2", "b", "c"]


def test_an_id_that_is_no_text_is_refused_by_name_and_no_other_article_suffers(bench: Any) -> None:
    put(bench, article("x\ufffd"), article("x\ud800"), article("x\udc00"))
    assert bench.ids() == ["x\ufffd"]
    assert [refusal.id for refusal in bench.engine.refused()] == ["x\ud800", "x\udc00"]
    assert "another id" in bench.engine.refused()[0].reason
    bench.delete("x\ud800", "x\udc00")
    assert bench.ids() == ["x\ufffd"]
    assert bench.engine.refused() == []


def test_half_a_pair_in_a_text_or_a_value_stops_nothing(bench: Any) -> None:
    odd = article("b", "The \udc00 minister spoke \ud800", source="x\ud800", people=[{"name": "Anna \ud800 Ott"}])
    put(bench, article("a", source="y"), odd)
    assert bench.engine.refused() == []
    assert sorted(bench.ids(Word("minister"))) == ["a", "b"]
    assert bench.ids(filters={BY_NAME["source"]: Filter(("x\ud800",))}) == ["b"]
    assert bench.ids(Word("x\ud800", BY_NAME["source"])) == ["b"]
    (held,) = bench.engine.get(["b"])
    assert held.body == odd.body
    assert bench.engine.marks([Word("minister")], [held])[0].body
    assert bench.engine.get(["x\ud800"]) == [None]
    assert bench.engine.check() == []


def test_the_commands_and_the_page_name_what_is_refused(
    opensearch_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, name = tmp_path / "index", f"refused-{uuid4().hex[:8]}"
    where = {"engine": "opensearch", "opensearch": opensearch_url, "opensearch_index": name}
    with presssearch.open(folder, create=True, **where) as index:
        index.add([article("b", rubric=TOO_LONG).to_json()])
    (tmp_path / "bridge.txt").write_text("Two ministers open a bridge\n\nMinisters opened a bridge.\n", "utf-8")
    for key, value in where.items():
        monkeypatch.setenv(f"PRESSSEARCH_{key.upper()}", value)
    to = ["--index", str(folder)]

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, [*words, *to])
        return result.exit_code, result.output

    code, told = run("index", str(tmp_path / "bridge.txt"))
    assert (code, "  b: " in told, "not searchable           1" in told) == (3, True, True)
    code, told = run("index", str(tmp_path / "bridge.txt"))
    assert (code, "nothing to do" in told, "  b: " in told) == (3, True, True)
    code, told = run("index", str(tmp_path / "bridge.txt"), "--json")
    assert [refusal["id"] for refusal in json.loads(told)["refused"]] == ["b"]
    code, told = run("check")
    assert (code, "Article b: " in told, "overrides.toml" in told) == (6, True, True)
    assert json.loads(run("stats", "--json")[1])["engine_refused"] == 1
    code, told = run("rebuild")
    assert (code, "1 articles" in told, "  b: " in told) == (3, True, True)
    health = create_app(load({"index": str(folder)})).test_client().get("/healthz").get_json()
    assert (health["articles"], health["refused"]) == (1, 1)
    (folder / "overrides.toml").write_text('["b"]\nnote = "ran over"\nrubric = "Bridges"\n', "utf-8")
    code, told = run("index", str(tmp_path / "bridge.txt"))
    assert (code, "not searchable" in told) == (0, False)


@pytest.fixture
def narrow_url() -> Iterator[str]:
    """A node that takes no more than a megabyte in one request."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    import opensearch_node

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1] % 20_000 + 20_000
    try:
        node = opensearch_node.start(port, settings=["http.max_content_length: 1mb"])
    except opensearch_node.NoNode as error:
        pytest.skip(str(error))
    try:
        opensearch_node.wait(node)
        yield node.url
    finally:
        node.stop()


@pytest.mark.slow
def test_a_node_that_takes_little_at_once_gets_all_but_what_is_too_much_by_itself(
    make_bench: Callable[..., Any], narrow_url: str, tmp_path: Path
) -> None:
    bench = make_bench("opensearch", tmp_path, narrow_url)
    text = "Ministers opened a bridge. " * 1_500
    put(bench, *(article(f"a{n}", text) for n in range(30)), article("b", text * 30), article("c"))
    assert len(bench.ids(Word("minister"))) == 31
    (refusal,) = bench.engine.refused()
    assert refusal.id == "b"
    assert "bytes are more than the cluster takes" in refusal.reason
    bench.close()
