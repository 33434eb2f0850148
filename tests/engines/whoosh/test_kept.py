"""What is kept between searches: bounded, and never seen in an answer."""

from dataclasses import dataclass
from typing import Any

from presssearch.engines.whoosh import snapshot
from presssearch.engines.whoosh.kept import Kept
from presssearch.query.tree import And, Or, Word


@dataclass(frozen=True)
class Thing:
    size_bytes: int


def test_what_was_asked_for_last_is_kept() -> None:
    kept: Kept[Thing] = Kept(30)
    for name in "abc":
        kept.put(name, Thing(10))
    assert kept.get("a")
    kept.put("d", Thing(10))
    assert [name for name in "abcd" if kept.get(name)] == ["a", "c", "d"]


def test_one_that_is_put_again_takes_its_bytes_once() -> None:
    kept: Kept[Thing] = Kept(30)
    for size in (20, 10, 20):
        kept.put("a", Thing(size))
    kept.put("b", Thing(10))
    assert kept.get("a")
    assert kept.get("b")


def test_what_is_larger_than_the_bound_is_not_kept() -> None:
    kept: Kept[Thing] = Kept(30)
    kept.put("a", Thing(31))
    assert kept.get("a") is None


def test_a_word_is_kept_until_the_index_changes(whoosh: Any) -> None:
    whoosh.put(*({"id": f"a{n}", "body": f"water {'dam ' * n}"} for n in range(9)))
    queries = (Word("dam"), And((Word("water"), Word("dam"))), Or((Word("water"), Word("dam"))))
    first = [whoosh.search(query) for query in queries]
    assert [whoosh.search(query) for query in queries] == first
    whoosh.delete("a8")
    assert [hit.id for hit in whoosh.search(Word("dam")).hits] == [f"a{n}" for n in range(7, 0, -1)]


def test_nothing_need_be_kept(whoosh: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(snapshot, "_TERMS_BYTES", 0)
    whoosh.put(*({"id": f"a{n}", "body": f"water {'dam ' * n}"} for n in range(9)))
    for query in (Word("dam"), And((Word("water"), Word("dam"))), Or((Word("water"), Word("dam")))):
        assert whoosh.search(query) == whoosh.search(query)
        assert whoosh.search(query).hits
