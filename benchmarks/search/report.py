"""Tables of a run, for the terminal and for docs/performance.md."""

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.search.measure import YARDSTICK, Comparison, Timing, compare
from benchmarks.search.peers.base import LEVEL_MEANS, LEVELS
from benchmarks.search.queries import KINDS, Search
from rich.console import Console
from rich.table import Table as RichTable

NAMES = {"ours": "presssearch", "tantivy": "tantivy", "fts5": "SQLite FTS5", "whoosh": "plain Whoosh"}
GOALS_FROM = 100_000  # releases; goals for fewer are not set

NOTES = """\
## What is equal, and what is not

- All engines index headline, body, six facets and the date, with positions; tokens are lower-cased runs of letters and
  digits, without stemming or stop words. Searches are for words of the body. A facet is counted without the filter of
  its own field by every engine, which costs each of them another query where there is a filter.
- A search counts only where its totals, the counts of the ten most frequent values of each facet and the histogram
  are the same in all engines that answered it; the others are listed. That round also warms all caches.
- Which ten releases come first is not compared: the engines score differently, and only presssearch breaks ties by
  date and id. tantivy scores every word of a prefix as 1, presssearch and Whoosh by frequency. Filters score nothing.
- presssearch does more than is asked: it indexes the words of a text twice, as forms and as stems (here the same); it
  counts hits without a value and the number of distinct values; at levels b and c it parses the query from its text,
  reads whole articles from the record, and gives up to two windows and a marked headline where the others give one
  snippet. At level a it is asked as an engine, and gives ids; so do the others (tantivy from a fast field, FTS5 from
  its row numbers, Whoosh from its stored fields).
- presssearch keeps texts in the record, the others in the index. The time to put them into the record stands beside
  that of the index; `bytes` and the update count both. tantivy, FTS5 and presssearch commit once.
- Times are processor times, summed over all threads of the process: waiting for the disk is not in them, and a busy
  machine makes them longer by its caches, so ratios are what to keep. Each time is the median of the rounds; engines
  take turns, search by search, in another order each time. Ratios are paired: only searches that both answered.
- An engine that is too slow for the time allowed answers the first searches only, which are as mixed as all of them;
  its percentiles are not those of the whole list, its ratios are paired.
- The releases are invented: a vocabulary of 150,000 words after Zipf and Mandelbrot, a median of 400 words, topics and
  sayings, facets with the skew of real ones. Real texts have more names and fewer words that occur once.
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a run was made."""

    command: str
    day: str
    seed: int
    rounds: int
    cap_seconds: float
    machine: str


@dataclass(frozen=True, slots=True)
class SizeResult:
    """built, opened, updated: what the job of each engine printed."""

    size: int
    searches: Sequence[Search]
    timing: Timing
    built: dict[str, dict[str, Any]]
    opened: dict[str, dict[str, Any]]
    updated: dict[str, dict[str, Any]]

    def comparison(self, level: str, name: str, kind: str | None = None) -> Comparison | None:
        wanted = {n for n, search in enumerate(self.searches) if kind in (None, search.kind)}
        mine, yardstick = (
            {n: ms for n, ms in self.timing.medians(level, engine).items() if n in wanted}
            for engine in (name, YARDSTICK)
        )
        return compare(mine, yardstick)


@dataclass(frozen=True, slots=True)
class Run:
    setting: Setting
    sizes: Sequence[SizeResult]


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]

    def markdown(self) -> str:
        rule = "|".join(["---", *["---:"] * (len(self.columns) - 1)])
        lines = [" | ".join(self.columns), rule, *(" | ".join(row) for row in self.rows)]
        return (
            f"### {self.title}\n\n" + "\n".join(f"| {line} |" if line != rule else f"|{line}|" for line in lines) + "\n"
        )


def machine() -> str:
    """Processor, memory, system and versions; nothing that names the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("tantivy", "Whoosh", "numpy"))
    return (
        f"{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {versions}, SQLite {sqlite_version()}; load {os.getloadavg()[0]:.1f} "
        "when the run began"
    )


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown processor"


def sqlite_version() -> str:
    import sqlite3  # noqa: PLC0415 - for its version alone

    return sqlite3.sqlite_version


def print_tables(run: Run, console: Console) -> None:
    for table in [table for result in run.sizes for table in tables_of(result)] + summary(run):
        shown = RichTable(*table.columns, title=table.title, title_justify="left", box=None)
        for column in shown.columns[1:]:
            column.justify = "right"
        for row in table.rows:
            shown.add_row(*row)
        console.print(shown, "")
    for result in run.sizes:
        console.print(f"{result.size} releases: {disagreed(result)}")


def markdown(run: Run) -> str:
    setting = run.setting
    parts = [
        "# Performance\n\nWritten by `make bench`; do not edit.\n",
        f"{setting.day}: `{setting.command}`: {setting.rounds} rounds, seed {setting.seed}, at most "
        f"{setting.cap_seconds:.0f} s for each engine and level.  \n{setting.machine}.\n",
        "\n".join(f"- level {level}: {means}" for level, means in LEVEL_MEANS.items()) + "\n",
        *(table.markdown() for table in summary(run)),
    ]
    for result in reversed(run.sizes):
        parts.append(f"## {result.size:,} releases\n\n{disagreed(result)}\n")
        parts += [table.markdown() for table in tables_of(result)]
    return "\n".join([*parts, NOTES])


def disagreed(result: SizeResult) -> str:
    compared = ", ".join(f"{NAMES[name]} {len(found)}" for name, found in result.timing.agreed.items())
    faults = result.timing.disagreements
    text = f"Searches with equal totals, facet counts and years: {compared}."
    return text + "".join(f"\n- left out, no agreement: {fault}" for fault in faults)


def tables_of(result: SizeResult) -> list[Table]:
    return [levels_table(result), *(kinds_table(result, level) for level in LEVELS), building_table(result)]


def levels_table(result: SizeResult) -> Table:
    columns = ("level, engine", "searches", "p50 ms", "p95 ms", "× (paired)", "× of p50", "× of p95")
    rows = []
    for level in LEVELS:
        for name in result.built:
            found = result.comparison(level, name)
            if found:
                ratios = (found.ratio, found.ratio_p50, found.ratio_p95)
                times = (str(found.searches), number(found.p50_ms), number(found.p95_ms))
                rows.append((f"{level} {NAMES[name]}", *times, *map(number, ratios)))
    return Table(f"Searching {result.size:,} releases, × {YARDSTICK}", columns, rows)


def kinds_table(result: SizeResult, level: str) -> Table:
    """Medians of each kind, with the paired ratio."""

    def cell(kind: str, name: str) -> str:
        found = result.comparison(level, name, kind)
        ratio = f" ({number(found.ratio)})" if found and found.ratio and name != YARDSTICK else ""
        return number(found.p50_ms) + ratio if found else "–"

    columns = (f"level {level}", *(NAMES[name] for name in result.built))
    rows = [(kind, *(cell(kind, name) for name in result.built)) for kind in KINDS]
    return Table(f"By kind, {result.size:,} releases: p50 ms (× {YARDSTICK}, paired)", columns, rows)


def building_table(result: SizeResult) -> Table:
    columns = ("", *(NAMES[name] for name in result.built))
    rows = [(label, *(cell(result, name) for name in result.built)) for label, cell in BUILDING.items()]
    return Table(f"Indexing, updating and opening, {result.size:,} releases", columns, rows)


def with_ratio(task: str, key: str, scale: float) -> Callable[[SizeResult, str], str]:
    def cell(result: SizeResult, name: str) -> str:
        found = getattr(result, task)
        ratio = f" ({number(found[name][key] / found[YARDSTICK][key])})" if YARDSTICK in found else ""
        return number(found[name][key] * scale) + (ratio if name != YARDSTICK else "")

    return cell


def rate(result: SizeResult, name: str) -> str:
    return f"{result.size / result.built[name]['seconds']:,.0f}"


def record_rate(result: SizeResult, name: str) -> str:
    seconds = result.built[name].get("record_seconds")
    return f"{result.size / seconds:,.0f}" if seconds else "–"


BUILDING: dict[str, Callable[[SizeResult, str], str]] = {
    "articles indexed per CPU second": rate,
    "CPU seconds to index (× tantivy)": with_ratio("built", "seconds", 1),
    "articles put into the record per CPU second": record_rate,
    "bytes per article, texts included": lambda r, name: f"{r.built[name]['size_bytes'] / r.size:,.0f}",
    "peak memory of indexing, MB": with_ratio("built", "peak_bytes", 1e-6),
    "one changed article until found, CPU ms": with_ratio("updated", "seconds", 1000),
    "the slowest of seven, CPU ms": with_ratio("updated", "worst_seconds", 1000),
    "opening to the first faceted answer, CPU ms": with_ratio("opened", "seconds", 1000),
    "peak memory of searching at level c, MB": with_ratio("opened", "peak_bytes", 1e-6),
}


def summary(run: Run) -> list[Table]:
    largest = max(run.sizes, key=lambda result: result.size)
    growth = growth_table(run)
    return [goals_table(run, largest), *([growth] if len(run.sizes) > 1 else [])]


def growth_table(run: Run) -> Table:
    rows = []
    for label, cell in GROWTH.items():
        rows.append((label, *(cell(result) for result in run.sizes)))
    return Table("presssearch as the archive grows", ("", *(f"{result.size:,}" for result in run.sizes)), rows)


def ms_of(level: str) -> Callable[[SizeResult], str]:
    def cell(result: SizeResult) -> str:
        found = result.comparison(level, "ours")
        return f"{number(found.p50_ms)} / {number(found.p95_ms)} ms" if found else "–"

    return cell


GROWTH: dict[str, Callable[[SizeResult], str]] = {
    **{f"level {level}, p50 / p95": ms_of(level) for level in LEVELS},
    **{label: partial(cell, name="ours") for label, cell in BUILDING.items()},
}


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
    """The goals beside the largest archive of the run, and Whoosh where it took part."""
    rows = []
    for goal in (goal for goal in GOALS if goal.releases <= result.size):
        value = goal.value(result)
        reached = "not measured" if value is None else "yes" if value <= goal.most else "no"
        rows.append((goal.name, f"≤ {goal.most:g} {goal.unit}", f"{number(value)} {goal.unit}", reached))
    rows += [row for other in run.sizes for row in beside_whoosh(other)]
    set_for = "" if result.size >= GOALS_FROM else f" (they are set for {GOALS_FROM:,})"
    return Table(f"Goals{set_for}, {result.size:,} releases", ("", "goal", "found", "reached"), rows)


def beside_whoosh(result: SizeResult) -> list[tuple[str, ...]]:
    """How many times plain Whoosh costs what ours does."""
    if "whoosh" not in result.built:
        return []
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


def number(value: float | None) -> str:
    """Three figures."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
