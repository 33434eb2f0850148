"""What presssearch is to reach, beside what a run found."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.search.measure import YARDSTICK
from benchmarks.search.run import Run, SizeResult
from benchmarks.search.table import Table, number

GOALS_FROM = 100_000  # releases; goals for fewer are not set


@dataclass(frozen=True, slots=True)
class Goal:
    """value: None where the run did not measure it. unit: × of tantivy, ms or MB.

    releases: from how many on it is set.
    """

    name: str
    most: float
    unit: str
    value: Callable[[SizeResult], float | None]
    releases: int = 0


def compared(level: str, which: str, kind: str | None = None) -> Callable[[SizeResult], float | None]:
    def value(result: SizeResult) -> float | None:
        found = result.comparison(level, "ours", kind)
        return getattr(found, which) if found else None

    return value


def job_value(task: str, key: str, scale: float) -> Callable[[SizeResult], float | None]:
    return lambda result: getattr(result, task)["ours"][key] * scale


def building_ratio(result: SizeResult) -> float | None:
    yardstick = result.built.get(YARDSTICK)
    return result.built["ours"]["seconds"] / yardstick["seconds"] if yardstick else None


GOALS = (
    Goal("indexing", 2.0, "×", building_ratio),
    Goal("a, p50", 0.6, "×", compared("a", "ratio")),
    Goal("b, p50", 1.0, "×", compared("b", "ratio")),
    Goal("c, p50", 0.8, "×", compared("c", "ratio")),
    Goal("a, p95", 1.2, "×", compared("a", "ratio_p95")),
    Goal("b, p95", 1.2, "×", compared("b", "ratio_p95")),
    Goal("c, p95", 1.0, "×", compared("c", "ratio_p95")),
    Goal("phrases at level a, p50", 2.0, "×", compared("a", "ratio", "phrase")),
    Goal("one changed article until found", 50.0, "ms", job_value("updated", "seconds", 1000)),
    Goal("opening to the first faceted answer", 150.0, "ms", job_value("opened", "seconds", 1000)),
    Goal("memory of searching", 400.0, "MB", job_value("opened", "peak_bytes", 1e-6)),
    Goal("c, p50 of a million", 25.0, "ms", compared("c", "p50_ms"), 1_000_000),
    Goal("c, p95 of a million", 120.0, "ms", compared("c", "p95_ms"), 1_000_000),
    Goal("memory of indexing a million", 2_000.0, "MB", job_value("built", "peak_bytes", 1e-6), 1_000_000),
)


def goals_table(run: Run, result: SizeResult) -> Table:
    """The goals beside one archive of the run, and Whoosh beside the largest it took part in. Ratios are set for
    GOALS_FROM releases, and for fewer where the run has no more."""
    rows: list[tuple[str, ...]] = []
    for goal in GOALS:
        if not goal.releases <= result.size or (goal.unit == "×" and result.size > GOALS_FROM):
            continue
        value = goal.value(result)
        reached = "not measured" if value is None else "yes" if value <= goal.most else "no"
        rows.append((goal.name, f"≤ {goal.most:g} {goal.unit}", f"{number(value)} {goal.unit}", reached))
    if result.size <= GOALS_FROM:
        rows += beside_whoosh(run)
    set_for = "" if result.size >= GOALS_FROM else f" (they are set for {GOALS_FROM:,})"
    return Table(f"Goals{set_for}, {result.size:,} releases", ("", "goal", "found", "reached"), rows)


def beside_whoosh(run: Run) -> list[tuple[str, ...]]:
    """How many times plain Whoosh costs what ours does, in the largest archive that it took part in: what it costs
    more grows with the archive."""
    held = [result for result in run.sizes if "whoosh" in result.built]
    if not held:
        return []
    result = max(held, key=lambda result: result.size)
    theirs, ours = result.timing.medians("c", "whoosh"), result.timing.medians("c", "ours")
    ratios = [theirs[n] / ours[n] for n in theirs.keys() & ours.keys()]
    indexing = result.built["whoosh"]["seconds"] / result.built["ours"]["seconds"]
    found = [("indexing", 15.0, indexing), *([("c, p50", 100.0, median(ratios))] if ratios else [])]
    return [
        (
            f"plain Whoosh beside ours, {name}, {result.size:,} releases",
            f"≥ {least:g} ×",
            f"{number(value)} ×",
            "yes" if value >= least else "no",
        )
        for name, least, value in found
    ]
