"""How many pages of 50 kB are read and parsed in a second of processor time.

    make bench-parsing
    python benchmarks/parsing.py --profile

The pages are those of sample_docs in UTF-8. A seeded generator gives them what pages on the web have around a text:
menus, scripts and styles, lists of other news with dates, footers; and more paragraphs, out of the other samples.
Garbage is collected as seldom as in the worker processes of `presssearch index`, whose work this is.
"""

import argparse
import calendar
import cProfile
import gc
import pstats
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from rich.console import Console

from presssearch.indexing.worker import OBJECTS_BETWEEN_COLLECTIONS
from presssearch.parsing.assemble import parse_document
from presssearch.readers import RawDocument, read

SAMPLES = Path(__file__).parent.parent / "sample_docs"
PAGE_BYTES = 50_000
TEXT_CHARS = 4_000  # a release of a page and a half
SEED = 20180612
GOAL = 80  # pages per second of processor time
PARAGRAPH = re.compile(r"<p>.{200,2000}?</p>", re.DOTALL)
WORDS = (  # noqa: SIM905 - easier to read
    "About Ministry Minister Structure History Press Centre News Statements Speeches Interviews Gallery Calendar "
    "Foreign Policy Bilateral Relations Europe Asia Africa Americas Consular Services Visas Passports Legalisation "
    "Citizens Abroad Embassies Missions Treaties Archive Vacancies Procurement Contacts Cooperation Energy Water Trade"
).split()
MONTHS = calendar.month_name[1:]


def pages(count: int) -> Iterator[str]:
    """Pages of PAGE_BYTES, each of another sample in turn; the same for the same count."""
    chance = random.Random(SEED)
    found = [path.read_bytes() for path in sorted(SAMPLES.glob("*-*/*.html"))]
    samples = [page.decode() for page in found if b"utf-8" in page[:500].lower()]
    paragraphs = [paragraph for page in samples for paragraph in PARAGRAPH.findall(page)]
    for number in range(count):
        page = with_more_text(samples[number % len(samples)], paragraphs, chance)
        while len(page.encode()) < PAGE_BYTES:
            part = chance.choice((menu, menu, side_list, script, footer))
            before = "</head>" if part is script else "</body>"
            # menus stand before the text, lists and footers behind it
            place = re.search("<body[^>]*>", page).end() if part is menu else page.index(before)  # type: ignore[union-attr]
            page = page[:place] + part(chance) + page[place:]
        yield page


def with_more_text(page: str, paragraphs: list[str], chance: random.Random) -> str:
    found = list(PARAGRAPH.finditer(page))
    if not found:
        return page
    more = ""
    while len(more) + sum(len(match[0]) for match in found) < TEXT_CHARS:
        more += "\n" + chance.choice(paragraphs)
    return page[: found[-1].end()] + more + page[found[-1].end() :]


def words(chance: random.Random, low: int, high: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(low, high)))


def menu(chance: random.Random) -> str:
    items = "".join(
        f'<li class="menu__item level-{chance.randint(1, 3)}"><a href="/en/{n}/{chance.getrandbits(24)}">'
        f"{words(chance, 1, 3)}</a></li>\n"
        for n in range(chance.randint(5, 15))
    )
    return f'<nav class="menu" role="navigation"><ul class="menu__list">\n{items}</ul></nav>\n'


def side_list(chance: random.Random) -> str:
    items = "".join(
        f'<li><a href="/news/{chance.getrandbits(32)}"><img src="/img/{chance.getrandbits(32)}.jpg" alt=""/>'
        f'<span class="date">{chance.randint(1, 28)} {chance.choice(MONTHS)} 20{chance.randint(10, 25)}</span> '
        f"<h4>{words(chance, 5, 11)}</h4></a></li>\n"
        for _ in range(chance.randint(4, 10))
    )
    return f'<aside class="related"><h3>Other news</h3><ul>\n{items}</ul></aside>\n'


def script(chance: random.Random) -> str:
    lines = "".join(
        f"  window.q.push({{'k{n}': '{chance.getrandbits(128):x}'}});\n" for n in range(chance.randint(20, 60))
    )
    return (
        f"<script>\n{lines}</script>\n<style>.c{chance.getrandbits(16)} {{ margin: 0 auto; display: flex }}</style>\n"
    )


def footer(chance: random.Random) -> str:
    return (
        f'<div class="footer-block"><p>{chance.randint(1, 99)} {words(chance, 1, 2)} Street, '
        f"tel. +{chance.getrandbits(36)}</p><p>{words(chance, 6, 14)}</p></div>\n"
    )


def parse_all(paths: list[Path]) -> int:
    """Number of articles."""
    documents = (item for path in paths for item in read(path))
    return sum(parse_document(item) is not None for item in documents if isinstance(item, RawDocument))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--profile", action="store_true", help="print the 15 functions that take the longest")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number:05}.html" for number in range(options.pages)]
        for path, page in zip(paths, pages(options.pages), strict=True):
            path.write_text(page, encoding="utf-8")
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
        parse_all(paths[:40])  # tables are read on first use, those of a language with its first page
        profile = cProfile.Profile()
        started = process_time()
        count = profile.runcall(parse_all, paths) if options.profile else parse_all(paths)
        seconds = process_time() - started
    Console(highlight=False, soft_wrap=True).print(
        f"{count} of {options.pages} pages of {PAGE_BYTES // 1000} kB in {seconds:.1f} s of processor time: "
        f"{count / seconds:.0f} a second (the goal is {GOAL}{', without a profiler' if options.profile else ''})"
    )
    if options.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(15)


if __name__ == "__main__":
    main()
