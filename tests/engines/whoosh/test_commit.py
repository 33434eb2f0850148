"""A commit is all or nothing, also when the process dies in it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from presssearch.archive import Change
from presssearch.article import Article
from presssearch.engines.whoosh import generation, writer
from presssearch.query.tree import Word

DIE = """
import os, sys
from pathlib import Path
from presssearch.archive import Archive
from presssearch.engines import open_engine
from presssearch.engines.whoosh import storage, writer

folder, room, name = Path(sys.argv[1]), sys.argv[2], sys.argv[3]

def die(*_, **__):
    os._exit(9)

setattr({"storage": storage, "writer": writer, "store": storage.Store}[room], name, die)
archive = Archive.open(folder / "record.sqlite")
open_engine("whoosh", folder, archive=archive).apply(archive.changes(0))
"""


def names(bench: Any) -> list[str]:
    return sorted(path.name for path in (bench.folder / "whoosh").iterdir())


@pytest.mark.parametrize(
    ("room", "name"), [("writer", "sealed"), ("writer", "commit"), ("store", "rename_file"), ("writer", "sweep")]
)
def test_a_process_that_dies_in_a_commit_leaves_the_index_whole_and_the_lock_free(
    whoosh: Any, room: str, name: str
) -> None:
    whoosh.put({"id": "a", "body": "water"})
    whoosh.archive.put([Article.from_json({"id": "b", "body": "water"}), Article.from_json({"id": "a", "body": "dam"})])
    died = subprocess.run([sys.executable, "-c", DIE, str(whoosh.folder), room, name], check=False)
    assert died.returncode == 9
    whoosh.reopen()
    committed = name == "sweep"
    assert whoosh.ids(Word("water")) == (["b"] if committed else ["a"])
    assert whoosh.engine.applied() == (3 if committed else 1)
    whoosh.catch_up()
    whoosh.put({"id": "c", "body": "water"})
    assert sorted(whoosh.ids(Word("water"))) == ["b", "c"]
    current = generation.read_generation(whoosh.folder / "whoosh")
    kept = {segment.file for segment in current.segments} | {f"_MAIN_{current.number}.toc"}
    assert set(names(whoosh)) == kept | {"meta.json", "MAIN_WRITELOCK", f"state_{current.number}.json"}


def test_an_interrupted_commit_leaves_no_file_behind(whoosh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whoosh.put({"id": "a", "body": "water"})
    before = names(whoosh)

    def changes() -> Any:
        yield Change(2, "b", Article.from_json({"id": "b", "body": "dam"}))
        raise KeyboardInterrupt

    monkeypatch.setattr(writer, "BATCH_ARTICLES", 1)
    with pytest.raises(KeyboardInterrupt):
        whoosh.engine.apply(changes())
    assert names(whoosh) == before
    assert whoosh.engine.applied() == 1


def test_what_a_commit_names_is_on_the_disk_before_it_and_the_folder_after(
    whoosh: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    sync, rename = os.fsync, os.rename

    def recorded_sync(descriptor: int) -> None:
        events.append("sync " + Path(f"/proc/self/fd/{descriptor}").readlink().name.split("_")[0].split(".")[0])
        sync(descriptor)

    def recorded_rename(old: Any, new: Any, **options: Any) -> None:
        events.append("rename")
        rename(old, new, **options)

    monkeypatch.setattr(os, "fsync", recorded_sync)
    monkeypatch.setattr(os, "rename", recorded_rename)
    whoosh.engine.apply([Change(1, "a", Article.from_json({"id": "a", "body": "water"}))])
    at = events.index("rename")
    assert {"sync MAIN", "sync state", "sync "} <= set(events[:at])
    assert events[at + 1] == "sync whoosh"


def test_an_index_that_was_being_made_is_made_anew(whoosh: Any) -> None:
    """A kill between meta.json and the first table of contents."""
    for path in (whoosh.folder / "whoosh").glob("_MAIN_*"):
        path.unlink()
    (whoosh.folder / "whoosh" / "state_0.json").unlink()
    engine = type(whoosh.engine).open(whoosh.folder / "whoosh", archive=whoosh.archive, create=True)
    assert engine.applied() == 0
