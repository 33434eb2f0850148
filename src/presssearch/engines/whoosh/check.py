"""Read every byte of the index and compare it with the record."""

from collections.abc import Iterator
from pathlib import Path

from presssearch.archive import Archive
from presssearch.engines.whoosh.codec import open_reader
from presssearch.engines.whoosh.map import SegmentReader, is_as_written
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.engines.whoosh.storage import Generation, Store, read_generation, segment_file
from presssearch.errors import IndexDamaged


def faults(store: Store, archive: Archive) -> list[str]:
    """A sentence for each fault."""
    try:
        generation = read_generation(store)
    except IndexDamaged as error:
        return [str(error)]
    found = list(_of_files(store.path, generation))
    if found:
        return found
    readers = [open_reader(store.path, s, generation.files[segment_file(s)][0]) for s in generation.segments]
    found = [fault for reader in readers for fault in _of_segment(reader)]
    return found or list(_against(archive, Snapshot(generation, readers)))


def _of_files(folder: Path, generation: Generation) -> Iterator[str]:
    for name, (size, digest) in generation.files.items():
        path = folder / name
        if not path.exists():
            yield f"{path} is missing."
        elif not is_as_written(path, size, digest):
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
