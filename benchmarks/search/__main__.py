"""Builds, measures, prints, and writes docs/performance.md. See the docstring of the package."""

import argparse
import cProfile
import dataclasses
import json
import os
import pstats
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.search.generator import releases
from benchmarks.search.job import read_releases, read_searches
from benchmarks.search.measure import measure
from benchmarks.search.peers import NAMES, peer_named
from benchmarks.search.peers.base import LEVELS, Peer
from benchmarks.search.queries import KINDS, SAMPLE, Drawing
from benchmarks.search.report import markdown, print_tables
from benchmarks.search.run import Run, Setting, SizeResult, machine
from rich.console import Console

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "performance.md"
SEED = 20180612
SIZES = (3_000, 20_000)
# beyond which it would take hours; goals for a million are times and bytes, without a yardstick
LARGEST = {"whoosh": 20_000, "fts5": 100_000, "tantivy": 100_000}

console = Console(highlight=False, soft_wrap=True)


def options_of(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of releases")
    parser.add_argument("--peers", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--cap", type=float, default=30.0, help="seconds that an engine may spend on one level")
    parser.add_argument("--folder", type=Path, help="keep corpora and indexes here, and take those that are there")
    parser.add_argument("--write", type=Path, default=DOCUMENT, help="the document to write")
    parser.add_argument("--profile", nargs=2, metavar=("LEVEL", "KIND"), help="profile ours on one size, and no more")
    options = parser.parse_args(arguments)
    if "ours" not in options.peers:
        parser.error("--peers must hold ours: the others are compared with it")
    if options.profile and (options.profile[0] not in LEVELS or options.profile[1] not in (*KINDS, "all")):
        parser.error(f"--profile takes one of {', '.join(LEVELS)} and one of all, {', '.join(KINDS)}")
    return options


def main() -> None:
    options = options_of()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        if options.profile:
            profile(make_corpus(folder, options.sizes[0], options), *options.profile)
            return
        run = Run(
            setting=Setting(
                command=command_of(options),
                day=date.today().isoformat(),
                seed=options.seed,
                rounds=options.rounds,
                cap_seconds=options.cap,
                machine=machine(),
            ),
            sizes=[compare_at(make_corpus(folder, size, options), size, options) for size in options.sizes],
        )
    print_tables(run, console)
    options.write.write_text(markdown(run), encoding="utf-8")


def command_of(options: argparse.Namespace) -> str:
    """What makes such a run again, without folders."""
    words = ["python -m benchmarks.search --sizes", *map(str, options.sizes)]
    if tuple(options.peers) != NAMES:
        words += ["--peers", *options.peers]
    for name in ("rounds", "searches", "seed", "cap"):
        words += [f"--{name}", f"{getattr(options, name)}"]
    return " ".join(words)


def make_corpus(folder: Path, size: int, options: argparse.Namespace) -> Path:
    """A folder with the releases and the searches of one size."""
    home: Path = folder / f"{size}-{options.seed}"
    home.mkdir(parents=True, exist_ok=True)
    corpus = home / "corpus.jsonl"
    if not corpus.exists():
        console.print(f"[dim]{size} releases are made up[/]")
        part = corpus.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(release) + "\n" for release in releases(options.seed, size))
        part.rename(corpus)
    sample = list(islice(read_releases(home), SAMPLE))
    searches = [dataclasses.asdict(search) for search in Drawing(options.seed, sample).searches(options.searches)]
    (home / "searches.json").write_text(json.dumps(searches), encoding="utf-8")
    return home


def compare_at(home: Path, size: int, options: argparse.Namespace) -> SizeResult:
    names = [name for name in options.peers if size <= LARGEST.get(name, size)]
    built = {name: build(home, name) for name in names}
    # the time of opening is that of a process that reads files from memory: all have just been written
    opened = {name: job(home, "open", name) for name in names}
    peers: dict[str, Peer] = {name: peer_named(name, home / name) for name in names}
    for peer in peers.values():
        peer.open()
    searches = read_searches(home)
    console.print(f"[dim]{len(searches)} searches, {options.rounds} rounds, {size} releases[/]")
    timing = measure(peers, searches, rounds=options.rounds, cap_seconds=options.cap)
    for peer in peers.values():
        peer.close()
    updated = {name: job(home, "update", name) for name in random.Random(size).sample(names, len(names))}
    for name in names:  # an index that was updated is not the one that was built
        (home / f"{name}.json").unlink(missing_ok=True)
    return SizeResult(size, searches, timing, built, opened, updated)


def build(home: Path, name: str) -> dict[str, Any]:
    """What building took; of an index that is kept, what it took then."""
    kept = home / f"{name}.json"
    if not kept.exists():
        remove(home / name)
        kept.write_text(json.dumps(job(home, "build", name)), encoding="utf-8")
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return found


def remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    if folder.exists():
        folder.rmdir()


def job(home: Path, task: str, name: str) -> dict[str, Any]:
    console.print(f"[dim]{task} {name}[/]")
    command = [sys.executable, "-m", "benchmarks.search.job", task, name, str(home)]
    done = subprocess.run(command, cwd=ROOT, env=as_installed(home), stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def as_installed(home: Path) -> dict[str, str]:
    """The environment of a job: modules are compiled by the job that builds, once, as an installation has them.
    Whoever forbids Python to write bytecode would measure the compiler with every opening."""
    others = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return others | {"PYTHONPYCACHEPREFIX": str(home / "bytecode")}


def profile(home: Path, level: str, kind: str) -> None:
    """Where ours spends its time on the searches of one kind, or of all."""
    build(home, "ours")
    peer = peer_named("ours", home / "ours")
    peer.open()
    searches = [search for search in read_searches(home) if kind in (search.kind, "all")]
    for search in searches:
        peer.search(search, level)
    profiler = cProfile.Profile()
    profiler.enable()
    for search in searches * 5:
        peer.search(search, level)
    profiler.disable()
    console.print(f"{len(searches) * 5} searches")
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
    peer.close()


if __name__ == "__main__":
    main()
