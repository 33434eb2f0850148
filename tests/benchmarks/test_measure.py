"""What is made of the times: ratios are paired, only agreed searches count, and the report says what was left out."""

from typing import Any

from benchmarks.search.measure import compare, measure
from benchmarks.search.peers.base import Answer
from benchmarks.search.queries import FACETS, Search
from benchmarks.search.report import markdown
from benchmarks.search.run import Run, Setting, SizeResult


class Fake:
    """An engine that answers at once. wrong: a search that it counts otherwise."""

    def __init__(self, wrong: Search | None = None) -> None:
        self.wrong = wrong
        self.asked: list[tuple[Search, str]] = []

    def search(self, search: Search, level: str) -> Answer:
        self.asked.append((search, level))
        total = 2 if search == self.wrong else 1
        return Answer(total, (), (), dict.fromkeys(FACETS, ()), ())


SEARCHES = [Search("common", every=(word,)) for word in ("one", "two", "three")]


def measured(**peers: Any) -> Any:
    return measure(peers, SEARCHES, rounds=2, cap_seconds=10)


def test_ratios_are_those_of_the_searches_that_both_answered() -> None:
    found = compare({0: 2.0, 1: 4.0, 2: 100.0}, {0: 1.0, 1: 1.0, 3: 7.0})
    assert found is not None
    assert (found.searches, found.p50_ms, found.p95_ms) == (3, 4.0, 100.0)
    assert (found.ratio, found.ratio_p50, found.ratio_p95) == (3.0, 4.0, 4.0)
    assert compare({}, {0: 1.0}) is None


def test_a_search_is_timed_in_every_round_by_every_engine() -> None:
    one, other = Fake(), Fake()
    timing = measured(one=one, other=other)
    for level in "abc":
        assert {name: sorted(times) for name, times in timing.times[level].items()} == {
            "one": [0, 1, 2],
            "other": [0, 1, 2],
        }
        assert all(len(seconds) == 2 for times in timing.times[level].values() for seconds in times.values())
    assert len(one.asked) == len(other.asked) == len(SEARCHES) * (1 + 3 * 2)


def test_no_time_counts_where_the_engines_disagree() -> None:
    timing = measured(one=Fake(), other=Fake(wrong=SEARCHES[1]))
    assert sorted(timing.times["a"]["one"]) == sorted(timing.times["a"]["other"]) == [0, 2]
    assert len(timing.disagreements) == 1
    assert "'two'" in timing.disagreements[0]


def test_the_report_lists_disagreements_and_names_what_was_not_measured() -> None:
    """Without the yardstick there are times, but no ratios."""
    timing = measured(ours=Fake(), fts5=Fake(wrong=SEARCHES[1]))
    built = {"seconds": 2.0, "peak_bytes": 1e6, "size_bytes": 3000.0}
    task = {"seconds": 0.001, "worst_seconds": 0.002, "import_seconds": 0.001, "peak_bytes": 1e6}
    jobs = [dict.fromkeys(("ours", "fts5"), value) for value in (built, task, task)]
    result = SizeResult(3, SEARCHES, timing, jobs[0], jobs[1], jobs[2])
    text = markdown(Run(Setting("command", "2024-01-01", 1, 2, 10.0, "a machine"), [result]))
    assert "left out, no agreement: common every ('two',): total 1 (ours), 2 (fts5)" in text
    assert "| page presssearch | 2 |" in text
    assert "| indexing | ≤ 2 × | – × | not measured |" in text
    assert "| bytes per article, texts included | 1,000 | 1,000 |" in text
