"""Saved news pages with labels: our reading beside trafilatura's and htmldate's.

    make bench-extraction

The pages are an archive of `NAME_YYYY_MM_DD.html` with `NAME.json` beside them: `{version: {"title", "authors",
"publishing_date", "body"}}`. Which version belongs to which page is told by the paragraphs that stand in the page.
Needs trafilatura and htmldate, which presssearch itself does not use.
"""

import argparse
import html
import json
import re
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

import trafilatura
from htmldate import find_date
from rich.console import Console
from rich.table import Table

from presssearch.errors import ParseError, ReadError
from presssearch.evaluation.matching import closeness_of_names, pair, same_text, words_of
from presssearch.evaluation.outcomes import Tally, wilson
from presssearch.parsing.assemble import parse_document
from presssearch.readers import RawDocument, read

_VERSION = re.compile(r"_\d{4}_\d\d_\d\d\Z")
_SNIPPET_CHARS = 40


@dataclass(frozen=True, slots=True)
class Page:
    path: Path
    title: str
    authors: tuple[str, ...]
    days: frozenset[str]  # the day on the clock of the publisher, and in UTC
    body: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a tool made of a page. None, or nothing, where it gave no answer."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    day: str | None = None
    body: str = ""


@dataclass(slots=True)
class Score:
    pages: int = 0
    failed: int = 0
    titles: int = 0
    authors: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    body_f1: list[float] = field(default_factory=list)
    body_precision: list[float] = field(default_factory=list)
    body_recall: list[float] = field(default_factory=list)
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path, help="the .tar.gz of pages and labels")
    parser.add_argument("--misses", action="store_true", help="print what each tool got wrong")
    given = parser.parse_args()
    if not given.archive.exists():
        sys.exit(f"{given.archive}: there is no such file")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(given.archive) as archive:
        archive.extractall(folder, filter="data")
        pages, left_out = labelled_pages(Path(folder))
        scores = {name: score(pages, tool) for name, tool in TOOLS.items()}
    print_table(scores, left_out)
    if given.misses:
        for name, found in scores.items():
            Console(highlight=False, markup=False, soft_wrap=True).print(f"\n{name}\n  " + "\n  ".join(found.misses))


def labelled_pages(folder: Path) -> tuple[list[Page], int]:
    """The pages whose labels are certain, and how many are not."""
    pages, left_out = [], 0
    for path in sorted(folder.rglob("*.html")):
        labels = path.with_name(_VERSION.sub("", path.stem) + ".json")
        versions = json.loads(labels.read_text(encoding="utf-8")).values() if labels.exists() else []
        text = squeeze(html.unescape(path.read_text(encoding="utf-8", errors="replace")))
        best = max(((shared(text, label), label) for label in versions), key=lambda pair: pair[0], default=(0.0, {}))
        if best[0] < 0.5:
            left_out += 1
        else:
            pages.append(page_of(path, best[1]))
    return pages, left_out


def shared(text: str, label: dict[str, Any]) -> float:
    """The share of a label's paragraphs that begin in the page as they do in the label."""
    starts = [squeeze(part)[:_SNIPPET_CHARS] for part in paragraphs_of(label) if len(part) > _SNIPPET_CHARS]
    return sum(start in text for start in starts) / len(starts) if starts else 0.0


def squeeze(text: str) -> str:
    return " ".join(re.sub(r"<[^<>]{0,500}>", "", text).replace('\\"', '"').split())


def paragraphs_of(label: dict[str, Any]) -> Iterator[str]:
    body = label.get("body") or {}
    yield from body.get("summary") or ()
    for section in body.get("sections") or ():
        yield from section.get("headline") or ()
        yield from section.get("paragraphs") or ()


def page_of(path: Path, label: dict[str, Any]) -> Page:
    published = datetime.fromisoformat(label["publishing_date"])
    days = {published.date().isoformat()}
    if published.tzinfo is not None:
        days.add(published.astimezone(UTC).date().isoformat())
    return Page(
        path, label["title"], tuple(label.get("authors") or ()), frozenset(days), "\n".join(paragraphs_of(label))
    )


def presssearch(path: Path) -> Reading | None:
    try:
        for raw in read(path):
            if isinstance(raw, RawDocument):
                article = parse_document(raw)
                value = article.published.value
                day = value[:10] if value and not value.startswith("--") else None
                return Reading(article.headline, article.byline, day, article.body)
    except (ReadError, ParseError):
        return None
    return None


def with_trafilatura(path: Path) -> Reading | None:
    text = path.read_text(encoding="utf-8", errors="replace")
    found = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    if found is None:
        return None
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Reading(found.title, authors, found.date, found.text or "")


def with_htmldate(path: Path) -> Reading | None:
    return Reading(day=find_date(path.read_text(encoding="utf-8", errors="replace"), original_date=True))


TOOLS: dict[str, Callable[[Path], Reading | None]] = {
    "presssearch": presssearch,
    "trafilatura": with_trafilatura,
    "htmldate": with_htmldate,
}


def score(pages: list[Page], tool: Callable[[Path], Reading | None]) -> Score:
    result = Score()
    for page in pages:
        begin = process_time()
        reading = tool(page.path)
        result.seconds += process_time() - begin
        result.pages += 1
        result.failed += reading is None
        judge(page, reading or Reading(), result)
    return result


def judge(page: Page, reading: Reading, result: Score) -> None:
    miss = f"{page.path.parent.name}/{page.path.name}: "
    titled = reading.title is not None and same_text(reading.title, page.title)
    result.titles += titled
    if not titled:
        result.misses.append(f"{miss}title {page.title!r} → {reading.title!r}")
    pairs = pair(page.authors, reading.authors, closeness_of_names)
    result.authors["right"] += len(pairs)
    result.authors["spurious"] += len(reading.authors) - len(pairs)
    result.authors["missed"] += len(page.authors) - len(pairs)
    if len(pairs) != len(page.authors) or len(pairs) != len(reading.authors):
        result.misses.append(f"{miss}authors {list(page.authors)} → {list(reading.authors)}")
    dated = "none" if reading.day is None else "right" if reading.day in page.days else "wrong"
    result.dates[dated] += 1
    if dated != "right":
        result.misses.append(f"{miss}date {' or '.join(sorted(page.days))} → {reading.day}")
    precision, recall, f1 = word_scores(page.body, reading.body)
    result.body_precision.append(precision)
    result.body_recall.append(recall)
    result.body_f1.append(f1)
    if f1 < 0.8:
        result.misses.append(f"{miss}body F1 {f1:.2f}, precision {precision:.2f}, recall {recall:.2f}")


def word_scores(label: str, text: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over the folded words, each as often as it occurs."""
    expected, got = Counter(words_of(label)), Counter(words_of(text))
    both = (expected & got).total()
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / got.total(), both / expected.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def print_table(scores: dict[str, Score], left_out: int) -> None:
    table = Table(box=None)
    table.add_column("")
    for name in scores:
        table.add_column(name, justify="right")
    for name, cell in ROWS.items():
        table.add_row(
            name, *(cell(found) if tool != "htmldate" or name in DATE_ROWS else "" for tool, found in scores.items())
        )
    console = Console(highlight=False)
    console.print(table)
    console.print(f"\n{left_out} pages left out: no label fits them. Intervals: Wilson, 95 %.")


def share(part: float, whole: float) -> str:
    interval = wilson(part, whole)
    return f"{part / whole:.3f} ({interval[0]:.2f}–{interval[1]:.2f})" if interval else "–"


def authors_f1(found: Score) -> str:
    tally = Tally(found.authors["right"], found.authors["spurious"], found.authors["missed"])
    return share(tally.right, tally.right + (tally.spurious + tally.missed) / 2)


def mean(values: list[float]) -> str:
    return f"{sum(values) / len(values):.3f}" if values else "–"


DATE_ROWS = {"pages", "date right", "date wrong", "date none", "ms of CPU a page"}
ROWS: dict[str, Callable[[Score], str]] = {
    "pages": lambda found: str(found.pages),
    "not read": lambda found: str(found.failed),
    "title the same": lambda found: share(found.titles, found.pages),
    "authors F1": authors_f1,
    "date right": lambda found: share(found.dates["right"], found.pages),
    "date wrong": lambda found: str(found.dates["wrong"]),
    "date none": lambda found: str(found.dates["none"]),
    "body word F1": lambda found: mean(found.body_f1),
    "body word precision": lambda found: mean(found.body_precision),
    "body word recall": lambda found: mean(found.body_recall),
    "ms of CPU a page": lambda found: f"{1000 * found.seconds / max(found.pages, 1):.0f}",
}


if __name__ == "__main__":
    main()
