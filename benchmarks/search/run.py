"""What one run found, before it is put into tables."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks.search.measure import YARDSTICK, Comparison, Timing, compare
from benchmarks.search.queries import Search


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


def machine() -> str:
    """Processor, memory, system and versions; nothing that names the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("tantivy", "Whoosh", "numpy"))
    return (
        f"{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {versions}, SQLite {sqlite3.sqlite_version}; "
        f"load {os.getloadavg()[0]:.1f} when the run began"
    )


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown processor"
