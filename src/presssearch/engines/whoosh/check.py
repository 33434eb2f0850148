"""Read every byte of the index and compare it with the record."""

from collections.abc import Iterator
from pathlib import Path

from presssearch.archive import Archive
from presssearch.engines.whoosh.generation import Generation, read_generation
from presssearch.engines.whoosh.map import SegmentReader, is_as_written
from presssearch.engines.whoosh.snapshot import Snapshot, open_snapshot
from presssearch.engines.whoosh.storage import check_table
from presssearch.errors import IndexDamaged


def faults(folder: Path, archive: Archive) -> list[str]:
    """A sentence for each fault."""
    try:
        generation = read_generation(folder)
        check_table(folder, generation)
    except IndexDamaged as error:
        return [str(error)]
    found = list(_of_files(folder, generation))
    if found:
        return found
    snapshot = open_snapshot(folder, generation, None)
    found = [fault for reader in snapshot.readers for fault in _of_segment(reader)]
    return found or list(_against(archive, snapshot))


def _of_files(folder: Path, generation: Generation) -> Iterator[str]:
    for segment in generation.segments:
        path = folder / segment.file
        if not path.exists():
            yield f"{path} is missing."
        elif not is_as_written(path, segment.size_bytes, segment.digest):
            yield f"{path} is not as it was written."


def _of_segment(reader: SegmentReader) -> Iterator[str]:
    try:
        reader.check()
    except IndexDamaged as error:
        yield str(error)


def _against(archive: Archive, snapshot: Snapshot) -> Iterator[str]:
    behind = archive.last_change() - snapshot.generation.applied
    if behind:
        yield f"{behind} changes of the record are not in the index yet: `presssearch index` or `rebuild` applies them."
        return
    held = snapshot.ids(snapshot.live.nonzero()[0].tolist())
    recorded = set(archive.ids())
    for id_ in sorted(recorded.difference(held)):
        yield f"Article {id_} is in the record but not in the index."
    for id_ in sorted(set(held) - recorded):
        yield f"Article {id_} is in the index but not in the record."
    if len(held) != len(set(held)):
        yield f"{len(held) - len(set(held))} articles are in the index more than once."
