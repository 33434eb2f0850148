"""Updates, deletions, repetition and reopening, on every engine."""

import dataclasses
from typing import Any

import pytest

from presssearch.archive import Change
from presssearch.article import Article, card_of
from presssearch.engines.base import FacetRequest
from presssearch.fields import BY_NAME
from presssearch.query.tree import And, Not, Phrase, Query, Word

SOURCE, COUNTRY = BY_NAME["source"], BY_NAME["country"]


def article(id_: str, body: str = "water", **more: Any) -> Article:
    return Article.from_json({"id": id_, "language": "en", "body": body, **more})


def test_an_empty_engine_finds_nothing_and_says_so(bench: Any) -> None:
    found = bench.search(Word("water"), facets=(FacetRequest(SOURCE),))
    assert (found.total, found.hits, found.facets[SOURCE].values) == (0, (), ())
    assert bench.engine.applied() == 0
    assert bench.engine.terms(SOURCE, "", 5) == []
    assert (bench.engine.stats().articles, bench.engine.stats().first) == (0, None)
    assert bench.engine.check() == []


def test_a_new_revision_replaces_the_old_one_everywhere(bench: Any) -> None:
    bench.put(article("a", "old words", source="x-mfa", countries=["KZ"]), article("b", "other"))
    bench.put(article("a", "new words", source="y-mfa"))
    assert bench.ids(Word("old")) == []
    assert bench.ids(Word("new")) == ["a"]
    found = bench.search(facets=(FacetRequest(SOURCE), FacetRequest(COUNTRY)))
    assert found.total == 2
    assert found.facets[SOURCE].values == (("y-mfa", 1),)
    assert (found.facets[COUNTRY].values, found.facets[COUNTRY].missing) == ((), 2)
    assert bench.engine.terms(SOURCE, "", 5) == [("y-mfa", 1)]


def test_a_deleted_article_is_gone_from_hits_counts_scores_and_stats(bench: Any) -> None:
    bench.put(article("a", "water dam", published="2001"), article("b", "water", published="2002"), article("c", "dam"))
    bench.delete("a")
    bench.put(article("d", "peace"))
    assert bench.ids(Word("water")) == ["b"]
    assert bench.engine.stats().first == "2002-01-01"
    survivors = {hit.id: hit.score for hit in bench.search(Word("water")).hits}
    bench.put(article("a", "water dam"))
    bench.delete("a")
    assert {hit.id: hit.score for hit in bench.search(Word("water")).hits} == survivors


def test_a_change_moves_the_time_of_the_last_change_where_an_engine_keeps_it(bench: Any) -> None:
    bench.put(article("a"))
    first = bench.engine.changed_at()
    bench.put(article("b"))
    assert (first is None) == (bench.kind == "memory")
    assert first is None or bench.engine.changed_at() > first


def test_cards_are_those_of_the_revision_that_the_index_holds(bench: Any) -> None:
    """Over segments, merged ones and deletions in their midst; with half a pair of UTF-16 too."""
    for n in range(12):
        rest = {
            "headline": "Talks",
            "people": [{"name": "Anna Ott"}],
            "dateline": {"raw": "x", "places": [{"raw": "x"}]},
        }
        bench.put(*(article(f"{m}-{n}", f"text {m} {n} \ud800" if m == 1 else f"text {m}", **rest) for m in range(3)))
    bench.put(*(article(f"0-{n}", f"new text {n}") for n in range(0, 12, 2)))
    bench.delete("2-3", "2-4")
    ids = bench.ids()
    articles = bench.engine.get(ids)
    assert bench.engine.cards(ids) == [card_of(one) for one in articles]
    assert {card.revision for card in bench.engine.cards(ids)} == {1, 2}
    assert bench.engine.cards(["2-3", "nobody", "0-0"])[:2] == [None, None]


def test_deleting_what_is_not_there_does_nothing(bench: Any) -> None:
    bench.put(article("a"))
    bench.engine.apply([Change(7, "nobody", None)])
    assert bench.ids() == ["a"]
    assert bench.engine.applied() == 7


def test_of_several_changes_of_one_id_in_a_batch_the_last_holds(bench: Any) -> None:
    """Whoosh alone would keep them all."""
    changes = [
        Change(1, "a", article("a", "first")),
        Change(2, "b", article("b", "kept")),
        Change(3, "a", article("a", "second")),
        Change(4, "b", None),
        Change(5, "c", None),
        Change(6, "c", article("c", "third")),
    ]
    assert bench.engine.apply(changes) == 6
    assert sorted(bench.ids()) == ["a", "c"]
    assert bench.ids(Word("first")) == []
    assert bench.ids(Word("second")) == ["a"]


def test_changes_applied_twice_are_applied_once(bench: Any) -> None:
    changes = [Change(1, "a", article("a", "water")), Change(2, "b", article("b", "dam")), Change(3, "a", None)]
    bench.engine.apply(changes)
    before = bench.search()
    assert bench.engine.apply(changes) == 3
    assert bench.search() == before


def test_no_changes_change_nothing(bench: Any) -> None:
    bench.put(article("a"))
    assert bench.engine.apply([]) == 1
    assert bench.ids() == ["a"]


def test_applied_is_the_number_of_the_last_change(bench: Any) -> None:
    assert bench.engine.apply([Change(4, "a", article("a")), Change(9, "b", None)]) == 9
    assert bench.engine.applied() == 9


def test_a_reopened_engine_answers_as_before(bench: Any) -> None:
    for n in range(5):
        bench.put(article(f"a{n}", f"water {n}", published=f"201{n}"))
    bench.delete("a3")
    before = bench.search(Word("water"), facets=(FacetRequest(SOURCE),)), bench.engine.applied()
    bench.reopen()
    assert (bench.search(Word("water"), facets=(FacetRequest(SOURCE),)), bench.engine.applied()) == before


def test_a_batch_with_a_fault_leaves_the_index_as_it_was_and_the_next_one_works(bench: Any) -> None:
    bench.put(article("a", "water"))
    before = bench.search()
    faulty = dataclasses.replace(article("b", "dam"), body=7)  # no Article that was read can be so

    def changes() -> Any:
        yield Change(2, "a", None)
        yield Change(3, "c", article("c", "peace"))
        yield Change(4, "b", faulty)

    with pytest.raises(TypeError):
        bench.engine.apply(changes())
    with pytest.raises(ZeroDivisionError):
        bench.engine.apply(Change(1 // n, "d", article("d")) for n in (1, 0))
    assert bench.search() == before
    assert bench.engine.applied() == 1
    bench.put(article("c", "peace"))
    assert sorted(bench.ids()) == ["a", "c"]


@pytest.mark.parametrize("body", ["", " ", "—…!", "\x00", "\ud800 lone", "x" * 70_000, "слово " * 5000])
def test_odd_texts_are_indexed_and_found_by_what_they_hold(bench: Any, body: str) -> None:
    bench.put(article("a", body, headline="water"), article("b"))
    assert sorted(bench.ids(Word("water"))) == ["a", "b"]
    assert bench.ids(Word("слово")) == (["a"] if "слово" in body else [])


def test_odd_ids_and_values_come_back_as_they_were(bench: Any) -> None:
    odd = chr(0xFFFD if bench.kind == "opensearch" else 0xD800)  # half a pair is no letter to a cluster
    ids = ["ü/../x", "a b", odd, "z" * 3000, "'; --"]
    bench.put(*(article(id_, source=f"s{odd} " + id_[:3]) for id_ in ids))
    assert sorted(bench.ids()) == sorted(ids)
    bench.delete(ids[0], ids[3])
    assert sorted(bench.ids()) == sorted(ids[1:3] + ids[4:])
    assert [value for value, _ in bench.engine.terms(SOURCE, "", 9)] == sorted(
        f"s{odd} " + id_[:3] for id_ in ids[1:3] + ids[4:]
    )


def test_the_language_of_an_article_may_be_anything(bench: Any) -> None:
    bench.put(
        *(article(f"a{n}", "meetings", language=code) for n, code in enumerate(["en", "xx", None, "EN", "zh-Hant"]))
    )
    assert bench.ids(Word("meeting")) == ["a0"]
    assert len(bench.ids(Word("meetings"))) == 5


def test_a_phrase_is_found_at_the_end_of_a_long_text(bench: Any) -> None:
    bench.put(article("a", "word " * 70_000 + "the very end"))
    assert bench.ids(Phrase("the very end")) == ["a"]


def test_a_phrase_keeps_to_its_value_when_values_are_long(bench: Any) -> None:
    long, longer = (" ".join(f"{letter}{n}" for n in range(150)) for letter in "ab")
    bench.put(article("a", byline=[long, longer, "c0 c1"]))
    byline = BY_NAME["byline"]
    for text, expected in (
        ("a99 a100", ["a"]),
        ("b0 b1", ["a"]),
        ("a99 b0", []),
        ("a149 b0", []),
        ("b149 c0", []),
        ("c0 c1", ["a"]),
    ):
        assert bench.ids(Phrase(text, byline)) == expected, text
    assert bench.ids(Phrase("a100 b1", byline)) == []


def test_a_deep_tree_is_answered(bench: Any) -> None:
    bench.put({"id": "a", "body": "water"})
    query: Query = Word("water")
    for _ in range(100):
        query = And((Not(Not(query)), Word("water")))
    assert bench.ids(query) == ["a"]
