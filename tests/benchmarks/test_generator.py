"""The releases of the benchmark are the same each time, and engines agree on them before a time counts."""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from benchmarks.search.generator import releases
from benchmarks.search.measure import comparable, differences
from benchmarks.search.peers.base import Answer
from benchmarks.search.peers.ours import Engine as Ours
from benchmarks.search.peers.with_fts5 import Engine as Fts5
from benchmarks.search.queries import FACETS, KINDS, Drawing, Search, row_of, words_of

from presssearch.analysis.tokens import forms
from presssearch.article import Article
from presssearch.engines.document import document_of

SEED, SIZE, SEARCHES = 7, 300, 66
BY_MEMORY = 2 * len(KINDS)  # searches: it takes half a second for each


@pytest.fixture(scope="module")
def some() -> list[dict[str, Any]]:
    return list(releases(SEED, SIZE))


def test_a_seed_gives_the_same_releases_and_another_seed_others(some: list[dict[str, Any]]) -> None:
    assert list(releases(SEED, 20)) == some[:20]
    assert list(releases(SEED + 1, 20)) != some[:20]


def test_a_seed_gives_the_same_searches_of_every_kind(some: list[dict[str, Any]]) -> None:
    drawn = list(Drawing(SEED, some).searches(SEARCHES))
    assert list(Drawing(SEED, some).searches(SEARCHES)) == drawn
    assert {search.kind for search in drawn[: len(KINDS)]} == set(KINDS)


def test_releases_are_whole_articles_whose_spans_fit(some: list[dict[str, Any]]) -> None:
    for release in some:
        article = Article.from_json(release)
        assert article.published.days()
        assert "\n".join(article.body[start:end] for start, end in article.paragraphs) == article.body
        for named in (*article.people, *article.organisations):
            assert [article.body[start:end] for start, end in named.spans] in ([], [named.name])


def test_our_tokens_are_the_words_that_every_engine_sees(some: list[dict[str, Any]]) -> None:
    for release in some[:50]:
        assert forms(release["body"]) == words_of(release["body"])


def test_other_engines_are_given_the_values_that_ours_counts(some: list[dict[str, Any]]) -> None:
    for release in some:
        document = document_of(Article.from_json(release))
        assert row_of(release).facets == {facet: document.values[facet] for facet in FACETS}
        assert row_of(release).day == document.first


@pytest.fixture(scope="module")
def answers(
    some: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> dict[int, dict[str, dict[str, Answer]]]:
    """For each search and level what Whoosh and FTS5 say; for some of them at levels a and c, memory."""
    found: dict[int, dict[str, dict[str, Answer]]] = {n: {} for n in range(SEARCHES)}
    searches = list(Drawing(SEED, some).searches(SEARCHES))
    for name in ("memory", "whoosh", "fts5"):
        folder = tmp_path_factory.mktemp(name)
        peer: Any = Fts5(folder) if name == "fts5" else Ours(folder, name)
        if name != "fts5":
            peer.record(map(peer.prepare, some))
        if name != "memory":  # which is filled from the record when it is opened
            peer.build(map(peer.prepare, some))
        peer.open()
        asked, levels = (searches[:BY_MEMORY], "ac") if name == "memory" else (searches, "abc")
        for n, search in enumerate(asked):
            found[n][name] = {level: peer.search(search, level) for level in levels}
        peer.close()
    return found


def test_totals_facets_and_years_agree_between_memory_whoosh_and_fts5(answers: Any) -> None:
    assert all("memory" in answers[n] for n in range(BY_MEMORY))
    for n, found in answers.items():
        assert differences({name: levels["c"] for name, levels in found.items()}) == [], n
    assert sum(found["fts5"]["c"].total for found in answers.values()) > SEARCHES


def test_every_level_has_the_same_hits(answers: Any) -> None:
    for found in answers.values():
        for levels in (found["whoosh"], found["fts5"]):
            assert levels["a"].total == levels["b"].total == levels["c"].total
            assert levels["b"].ids == levels["c"].ids
            assert len(levels["b"].snippets) == len(levels["b"].ids)
        assert found["fts5"]["a"].ids == found["fts5"]["b"].ids


def test_the_first_hits_are_those_of_the_memory_engine(answers: Any) -> None:
    """At level a by their words alone, at level c with what the page adds to that: nearness, typed forms, the lead."""
    for n in range(BY_MEMORY):
        for level in "ac":
            assert answers[n]["memory"][level].ids == answers[n]["whoosh"][level].ids, (n, level)


def test_an_updated_release_is_found_by_its_new_words(some: list[dict[str, Any]], tmp_path: Path) -> None:
    few = list(islice(some, 20))
    for name in ("whoosh", "fts5"):
        folder = tmp_path / name
        folder.mkdir()
        peer: Any = Fts5(folder) if name == "fts5" else Ours(folder, name)
        if name != "fts5":
            peer.record(map(peer.prepare, few))
        peer.build(map(peer.prepare, few))
        peer.open()
        peer.update(peer.prepare(few[3] | {"body": "Qqnew words"}))
        assert peer.search(Search("update", every=("qqnew",)), "a").ids == (few[3]["id"],)
        peer.close()


def test_a_difference_is_told_and_a_tie_at_the_end_is_none() -> None:
    counts = dict.fromkeys(FACETS, (("a", 3),))
    answer = Answer(3, (), (), counts, (("2018", 3),))
    assert differences({"one": answer, "other": answer}) == []
    other = Answer(4, (), (), {**counts, "city": (("b", 3),)}, (("2019", 3),))
    assert len(differences({"one": answer, "other": other})) == 3
    tied = tuple((value, 9 - n if n < 9 else 1) for n, value in enumerate("abcdefghij"))
    assert comparable(tied) == comparable((*tied[:9], ("k", 1)))
    assert comparable(tied) != comparable((*tied[:8], ("k", 1)))
