"""Do all engines agree? Then processor times, round by round, engine after engine for each search."""

import gc
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import process_time

from benchmarks.search.peers.base import LEVELS, PAGE, VALUES, Answer, Counts, Peer
from benchmarks.search.queries import FACETS, Search

YARDSTICK = "tantivy"

Times = dict[str, dict[int, list[float]]]  # engine -> number of the search -> seconds of each round


@dataclass(slots=True)
class Timing:
    """times: by level. disagreements: a line for each search that is left out. agreed: by engine, the
    searches whose answers were compared and found equal."""

    times: dict[str, Times] = field(default_factory=dict)
    disagreements: list[str] = field(default_factory=list)
    agreed: dict[str, set[int]] = field(default_factory=dict)

    def medians(self, level: str, name: str) -> dict[int, float]:
        """Milliseconds by number of the search."""
        return {n: 1000 * statistics.median(seconds) for n, seconds in self.times[level].get(name, {}).items()}


def measure(peers: Mapping[str, Peer], searches: Sequence[Search], *, rounds: int, cap_seconds: float) -> Timing:
    """cap_seconds: what an engine may spend on the comparison, and on each level; one that is slow answers only
    the first searches, which are as mixed as all of them."""
    timing = Timing()
    _compare(peers, searches, timing, cap_seconds)
    for level in LEVELS:
        timing.times[level] = _rounds(peers, searches, level, timing, rounds=rounds, cap_seconds=cap_seconds)
    ours = {name: peer for name, peer in peers.items() if name == "ours"}
    timing.times[PAGE] = _rounds(ours, searches, PAGE, timing, rounds=rounds, cap_seconds=cap_seconds)
    return timing


def _compare(peers: Mapping[str, Peer], searches: Sequence[Search], timing: Timing, cap_seconds: float) -> None:
    answers: dict[int, dict[str, Answer]] = {n: {} for n in range(len(searches))}
    for name, peer in peers.items():
        began = process_time()
        for n, search in enumerate(searches):
            if process_time() - began > cap_seconds:
                break
            answers[n][name] = peer.search(search, "c")
        timing.agreed[name] = {n for n in answers if name in answers[n]}
    for n, found in answers.items():
        faults = differences(found)
        if faults:
            timing.disagreements.append(f"{searches[n].shown()}: {'; '.join(faults)}")
            for agreed in timing.agreed.values():
                agreed.discard(n)


def differences(answers: Mapping[str, Answer]) -> list[str]:
    """Where totals, facet counts or years differ from those of the first engine."""
    faults = []
    first = next(iter(answers), None)
    for name, answer in answers.items():
        expected = answers[first]  # type: ignore[index]
        if answer.total != expected.total:
            faults.append(f"total {expected.total} ({first}), {answer.total} ({name})")
        if answer.years != expected.years:
            faults.append(f"years differ ({name})")
        for facet in FACETS:
            if comparable(answer.facets[facet]) != comparable(expected.facets[facet]):
                faults.append(f"counts of {facet} differ ({name})")
    return faults


def comparable(counts: Counts) -> tuple[list[int], dict[str, int]]:
    """The counts, and the values that no tie at the end can push out."""
    ordered = sorted((count for _, count in counts if count), reverse=True)[:VALUES]
    last = ordered[-1] if len(ordered) == VALUES else 0
    return ordered, {value: count for value, count in counts if count > last}


def _rounds(
    peers: Mapping[str, Peer],
    searches: Sequence[Search],
    level: str,
    timing: Timing,
    *,
    rounds: int,
    cap_seconds: float,
) -> Times:
    times: Times = {name: {} for name in peers}
    spent = dict.fromkeys(peers, 0.0)
    names = list(peers)
    for turn in range(rounds if names else 0):
        gc.collect()
        for n, search in enumerate(searches):
            # another engine begins each time: who comes first finds the caches as the last one left them
            for name in (*names[(n + turn) % len(names) :], *names[: (n + turn) % len(names)]):
                wanted = n in timing.agreed[name] if turn == 0 else n in times[name]
                if not wanted or (turn == 0 and spent[name] * rounds > cap_seconds):
                    continue
                began = process_time()
                peers[name].search(search, level)
                seconds = process_time() - began
                spent[name] += seconds
                times[name].setdefault(n, []).append(seconds)
    return times


def percentile(values: Sequence[float], share: float) -> float:
    """Of sorted or unsorted values; the nearest rank."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One engine beside the yardstick on the searches that both answered.

    p50_ms, p95_ms: of the engine. ratio: the median of the ratios search by search; ratio_p50, ratio_p95: of
    the percentiles. Ratios are None for want of the yardstick.
    """

    searches: int
    p50_ms: float
    p95_ms: float
    ratio: float | None
    ratio_p50: float | None
    ratio_p95: float | None


def compare(mine: Mapping[int, float], yardstick: Mapping[int, float]) -> Comparison | None:
    """Milliseconds by number of the search; None where the engine answered nothing."""
    if not mine:
        return None
    both = sorted(mine.keys() & yardstick.keys())
    here, there = [mine[n] for n in both], [yardstick[n] for n in both]
    return Comparison(
        len(mine),
        percentile(list(mine.values()), 0.5),
        percentile(list(mine.values()), 0.95),
        statistics.median(a / b for a, b in zip(here, there, strict=True)) if both else None,
        percentile(here, 0.5) / percentile(there, 0.5) if both else None,
        percentile(here, 0.95) / percentile(there, 0.95) if both else None,
    )
