"""Tables of a run, for the terminal and for docs/performance.md."""

from collections.abc import Callable

from benchmarks.search.goals import GOALS_FROM, goals_table
from benchmarks.search.measure import YARDSTICK
from benchmarks.search.peers.base import LEVEL_MEANS, LEVELS, PAGE
from benchmarks.search.queries import KINDS
from benchmarks.search.run import Run, SizeResult
from benchmarks.search.table import Table, number
from rich.console import Console

NAMES = {"ours": "presssearch", "tantivy": "tantivy", "fts5": "SQLite FTS5", "whoosh": "plain Whoosh"}

NOTES = """\
## What is equal, and what is not

- All engines index headline, body, six facets and the date, with positions; tokens are lower-cased runs of letters and
  digits, without stemming or stop words. Searches are for words of the body. A facet is counted without the filter of
  its own field by every engine, which costs each of them another query where there is a filter.
- A search counts only where its totals, the counts of the ten most frequent values of each facet and the histogram
  are the same in all engines that answered it; the others are listed. That round also warms all caches; presssearch
  keeps what single words score, up to 64 MB, so the times are those of words that were asked for before.
- Which ten releases come first is not compared: the engines score differently, and only presssearch breaks ties by
  date and id. tantivy scores every word of a prefix as 1, presssearch and Whoosh by frequency. Filters score nothing.
- presssearch does more than is asked: it indexes the words of a text twice, as forms and as stems (here the same); it
  counts hits without a value and the number of distinct values; at levels b and c it parses the query from its text,
  reads what a list shows of each article with its text, and gives up to two windows and a marked headline where the
  others give one snippet, and it lifts releases with the words near each other or in the lead. At level a it is asked
  as an engine, ranks by words alone, and gives ids; so do the others (tantivy from a fast field, FTS5 from its row
  numbers, Whoosh from its stored fields).
- presssearch keeps whole articles in the record, and what a list shows of them, with their texts, in the index: there
  they are not compressed. The time to put articles into the record stands beside that of the index; `bytes` and the
  update count both. tantivy, FTS5 and presssearch commit once.
- Times are processor times, summed over all threads of the process: waiting for the disk is not in them, and a busy
  machine makes them longer by its caches, so ratios are what to keep. Each time is the median of the rounds; engines
  take turns, search by search, in another order each time. Ratios are paired: only searches that both answered.
- An engine that is too slow for the time allowed answers the first searches only, which are as mixed as all of them;
  its percentiles are not those of the whole list, its ratios are paired.
- The releases are invented: a vocabulary of 150,000 words after Zipf and Mandelbrot, a median of 400 words, topics and
  sayings, facets with the skew of real ones. Real texts have more names and fewer words that occur once.

## What was tried

Searching 100,000 releases, three rounds each of both versions within two minutes: calls of Python for each search
(cProfile, mean of all kinds), and × tantivy (paired; p95 of p95).

|  | calls before | calls now | p50 before | p50 now | p95 before | p95 now |
|---|---:|---:|---:|---:|---:|---:|
| a | 429 | 301 | 2.35 × | 1.15 × | 1.64 × | 0.57 × |
| b | 3,036 | 2,604 | 2.04 × | 1.50 × | 2.07 × | 1.09 × |
| c | 4,765 | 4,110 | 1.25 × | 1.15 × | 0.58 × | 0.41 × |

- What a word scores in each document is kept between searches of a snapshot; common words fell from 1.7 × to 0.4 × at
  level a, days and exclusions from 1.3 and 1.8 × to 0.5 ×. A word that is asked for the first time costs what it did:
  with nothing kept, level a takes 2.0 ×. Bounds just below what all searches of a run need keep nothing of use,
  as they go round in turn: 48 MB gave 2.3 ×, 64 MB 1.3 ×.
- The list of another word is met through bits with ranks: 2,000 documents in 50,000 take 21 µs, by bisection 130 µs.
- Alternatives: the highest of each of many groups bound the tenth best score in a third of the time of a partition,
  and frequent words are looked up for the candidates alone (MaxScore): 2.0 × became 0.9 ×.
- What is left at level a is a floor of about 0.1 ms, 235 calls: the folder is asked for a newer generation, the tree is
  walked four times (matching, scoring, what was cut, what scores), ten ids are cut out and ten hits made. tantivy
  answers a rare word whole in 0.05 ms, so rare words (2.1 ×) and filters alone (2.2 ×) stay above it.
- Phrases (4 ×) are not kept, since that would keep results: each reads the postings of its words, meets them and
  compares places, some 610 calls of which few take more than 10 µs. Since then, both versions by turns on a busy
  machine: a set of documents that is not emptied before use, 0.53 to 0.39 ms at level a; what ranks a phrase takes its
  places from the phrase, 2.2 to 1.7 ms at level b. Ids cut out of one table instead of one by one gained nothing.
- Facets of several values are gathered up to an eighth of all documents, then picked by a mask: at the eighth both take
  0.1 to 0.5 ms. A mask repeated by the number of values of each document takes five times as long.
- Level b is flat, 2,600 calls: tokens around the marks, windows and fragments of ten articles take more than half of
  its time, the engine's answer a seventh, reading cards a sixteenth; the query's parsing, printing, description and
  forms the rest. Counting to one token instead of reading all before it saved most of the calls.
- Level c adds 1,500 calls: six counts, their best values, labels, and people under one spelling, whose names asked the
  folder twenty times for a newer generation, and now ask once.
- Indexing: a dictionary asked for each word, batches sorted whole, and sets of the terms of all segments gave way to a
  hash table of arrays; what that brought, and what did not pay, is in benchmarks/README.md.
"""


def print_tables(run: Run, console: Console) -> None:
    for table in [table for result in run.sizes for table in tables_of(result)] + summary(run):
        console.print(table.rich(), "")
    for result in run.sizes:
        console.print(f"{result.size} releases: {disagreed(result)}")


def markdown(run: Run) -> str:
    setting = run.setting
    parts = [
        "# Performance\n\nWritten by `make bench`; do not edit.\n",
        f"{setting.day}: `{setting.command}`: {setting.rounds} rounds, seed {setting.seed}, at most "
        f"{setting.cap_seconds:.0f} s for each engine and level.  \n{setting.machine}.\n",
        "\n".join(f"- level {level}: {means}" for level, means in LEVEL_MEANS.items())
        + "\n- page: the search page of presssearch, with twenty hits, every facet, a histogram\n",
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
    for level in (*LEVELS, PAGE):
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
    "importing, which is part of it, CPU ms": with_ratio("opened", "import_seconds", 1000),
    "peak memory of searching at level c, MB": with_ratio("opened", "peak_bytes", 1e-6),
}


def summary(run: Run) -> list[Table]:
    large = [result for result in run.sizes if result.size >= GOALS_FROM]
    growth = growth_table(run)
    goals = [goals_table(run, result) for result in large or run.sizes[-1:]]
    return [*goals, *([growth] if len(run.sizes) > 1 else [])]


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


def of_ours(cell: Callable[[SizeResult, str], str]) -> Callable[[SizeResult], str]:
    return lambda result: cell(result, "ours")


GROWTH: dict[str, Callable[[SizeResult], str]] = {
    **{f"level {level}, p50 / p95": ms_of(level) for level in LEVELS},
    "page, p50 / p95": ms_of(PAGE),
    **{label: of_ours(cell) for label, cell in BUILDING.items()},
}
