"""The folder of the index as a reader sees it: what lies in it, and which generation is the current one.

    meta.json          uid, layout; written once
    state_N.json       of generation N: the last change applied; its segments, with what was deleted of them
    _MAIN_N.toc        Whoosh's table of contents of generation N, which says the same to Whoosh
    MAIN_….seg         a segment: its arrays, see write.py; how Whoosh reads them: codec.py
    MAIN_WRITELOCK     Whoosh's lock, held while a generation is written

A generation is current as soon as its table of contents has its name, and state_N.json is on the disk before
(storage.py). Reading takes the state alone: the table is a pickle, and Whoosh takes a third as long to import
as everything that a search needs.
"""

import json
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

from presssearch.engines.whoosh.border import damaged, not_found, outdated, reading
from presssearch.engines.whoosh.schema import layout

INDEX = "MAIN"
META = "meta.json"
_LOOKS, _PAUSE_S = 5, 0.02
_SETTLED_NS = 1_000_000_000
_TOC = re.compile(rf"_{INDEX}_([0-9]+)\.toc")
_OURS = re.compile(rf"(?:_{INDEX}_([0-9]+)\.toc(?:\..*)?|state_([0-9]+)\.json|({INDEX}_[0-9a-z]+)\..*)")


@dataclass(frozen=True, slots=True)
class Segment:
    """size: documents, deleted ones included; size_bytes, digest: of its file; deleted: numbers of documents."""

    name: str
    size: int
    size_bytes: int
    digest: str
    deleted: frozenset[int] = frozenset()

    @property
    def file(self) -> str:
        return f"{self.name}.seg"


@dataclass(frozen=True, slots=True)
class Generation:
    """A committed state of the index. stamp: differs between any two commits, also of a rebuilt index."""

    number: int
    applied: int
    segments: tuple[Segment, ...]
    stamp: tuple[int, int, int]


def uid_of(folder: Path) -> str:
    """What tells this index from every other, also from one that is made anew in the same folder."""
    with reading(folder / META):
        return str(json.loads((folder / META).read_bytes())["uid"])


def exists(folder: Path) -> bool:
    """Is there an index, sound or not? IndexOutdated where another version or another program wrote."""
    names = names_in(folder) if folder.is_dir() else []
    if META not in names:
        if any(_OURS.fullmatch(name) for name in names):
            raise outdated(folder, "was not written by this version of presssearch")
        return False
    with reading(folder / META):
        meta = json.loads((folder / META).read_bytes())
        written = meta["layout"]
    if written != layout():
        raise outdated(folder, "was written by another version of presssearch")
    for _ in range(_LOOKS):
        if any(_TOC.fullmatch(name) for name in names):
            return True
        if not any(name.endswith(".seg") for name in names):
            return False
        time.sleep(_PAUSE_S)  # a folder read while a commit renames may show neither its old table nor the new
        names = names_in(folder)
    raise damaged(folder / f"_{INDEX}_*.toc", "is missing")


def latest(folder: Path) -> int | None:
    """Number of the newest generation."""
    numbers = [int(match[1]) for name in names_in(folder) if (match := _TOC.fullmatch(name))]
    return max(numbers, default=None)


def stamp_of(folder: Path) -> tuple[int, int, int] | None:
    """Stamp of the newest generation, without reading it."""
    try:
        number = latest(folder)
        found = (folder / toc_name(number)).stat() if number is not None else None
    except FileNotFoundError:  # a commit or a rebuild went by
        return None
    return (number or 0, found.st_ino, found.st_mtime_ns) if found else None


class Watch:
    """Stamps of the newest generation, asked for at every search. The folder is listed anew when it has
    changed; one that changed in the last second may change again without a later time."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._name = folder, str(folder)
        self._seen: tuple[tuple[int, int], tuple[int, int, int] | None] | None = None

    def stamp(self) -> tuple[int, int, int] | None:
        try:
            found = os.stat(self._name)  # noqa: PTH116 - a tenth of the time of Path.stat
        except FileNotFoundError:
            return None
        folder = (found.st_ino, found.st_mtime_ns)
        seen = self._seen
        if seen is not None and seen[0] == folder:
            return seen[1]
        stamp = stamp_of(self._folder)
        self._seen = (folder, stamp) if time.time_ns() - found.st_mtime_ns > _SETTLED_NS else None
        return stamp


def read_generation(folder: Path) -> Generation:
    """The newest generation. FileNotFoundError when a commit swept it away while it was read, IndexNotFound
    where there is none."""
    stamp = stamp_of(folder)
    if stamp is None:
        raise not_found(folder)
    path = folder / state_name(stamp[0])
    with reading(path):
        state = json.loads(path.read_bytes())
        segments = tuple(
            Segment(str(s["name"]), int(s["size"]), int(s["bytes"]), str(s["sum"]), frozenset(map(int, s["deleted"])))
            for s in state["segments"]
        )
        return Generation(stamp[0], int(state["applied"]), segments, stamp)


def state_json(applied: int, segments: tuple[Segment, ...]) -> bytes:
    """What read_generation reads."""
    described = [
        {"name": s.name, "size": s.size, "bytes": s.size_bytes, "sum": s.digest, "deleted": sorted(s.deleted)}
        for s in segments
    ]
    return json.dumps({"applied": applied, "segments": described}).encode()


def superfluous(folder: Path, generation: Generation) -> list[str]:
    """Names of the files that belong to other generations."""
    keep = {segment.name for segment in generation.segments}
    current = (toc_name(generation.number), state_name(generation.number))
    ours = [match for name in names_in(folder) if (match := _OURS.fullmatch(name))]
    return [match[0] for match in ours if match[0] not in current and match[3] not in keep]


def toc_name(number: int) -> str:
    return f"_{INDEX}_{number}.toc"


def state_name(number: int) -> str:
    return f"state_{number}.json"


def names_in(folder: Path) -> list[str]:
    return os.listdir(folder)  # noqa: PTH208 - no Path for each name
