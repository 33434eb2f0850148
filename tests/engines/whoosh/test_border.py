"""What goes wrong in Whoosh, in its files and on the disk comes out as our errors, with the way to mend it."""

import errno
import importlib
import json
import os
import pkgutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import whoosh as whoosh_library

from presssearch.archive import Archive, Change
from presssearch.article import Article
from presssearch.engines import open_engine
from presssearch.engines.base import FacetRequest, Interval
from presssearch.engines.whoosh import WhooshEngine, storage, writer
from presssearch.errors import EngineError, IndexDamaged, IndexLocked, IndexNotFound, IndexOutdated
from presssearch.fields import FACETS
from presssearch.query.tree import Phrase, Prefix, Word

ARTICLES = [{"id": f"a{n}", "body": f"water and number {n}", "language": "en"} for n in range(5)]


def whoosh_exceptions() -> list[type[BaseException]]:
    """Every exception class of the library, by importing all of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module in pkgutil.walk_packages(whoosh_library.__path__, "whoosh."):
            try:
                importlib.import_module(module.name)
            except ImportError:  # parts that need what does not exist
                continue

    def below(kind: type[BaseException]) -> Iterator[type[BaseException]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return sorted(
        {k for k in below(Exception) if k.__module__.startswith("whoosh.")}, key=lambda k: (k.__module__, k.__name__)
    )


def test_every_exception_of_whoosh_becomes_ours_at_the_border() -> None:
    found = whoosh_exceptions()
    assert len(found) >= 20
    for kind in found:
        error = kind.__new__(kind)
        with pytest.raises(EngineError) as caught, storage.whoosh_border(Path("index/whoosh")):
            raise error
        assert caught.value.__cause__ is error, kind


def test_without_an_index_the_message_names_the_folder_and_the_command(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "record.sqlite", create=True) as archive:
        with pytest.raises(IndexNotFound, match=f"{tmp_path}/whoosh: run `presssearch index PATH --index {tmp_path}`"):
            open_engine("whoosh", tmp_path, archive=archive)
        assert not (tmp_path / "whoosh").exists()
        (tmp_path / "whoosh").mkdir()
        with pytest.raises(IndexNotFound):
            open_engine("whoosh", tmp_path, archive=archive)


def test_an_engine_that_does_not_exist_is_named_beside_those_that_do(whoosh: Any) -> None:
    with pytest.raises(EngineError, match="no such engine: 'lucene'; there are: whoosh, memory"):
        open_engine("lucene", whoosh.folder, archive=whoosh.archive)


@pytest.mark.parametrize("meta", [{"uid": "x", "layout": "older"}, None])
def test_an_index_of_another_version_is_outdated(whoosh: Any, meta: dict[str, str] | None) -> None:
    whoosh.put(*ARTICLES)
    path = whoosh.folder / "whoosh" / "meta.json"
    if meta is None:
        path.unlink()
    else:
        path.write_text(json.dumps(meta))
    with pytest.raises(IndexOutdated, match="presssearch rebuild --index"):
        whoosh.reopen()
    with pytest.raises(IndexOutdated):
        open_engine("whoosh", whoosh.folder, archive=whoosh.archive, create=True)


def test_an_index_of_another_record_is_refused_though_it_knows_less(whoosh: Any, tmp_path: Path) -> None:
    """An index knows its record by the watermark there: counting changes alone would mix two up."""
    whoosh.put({"id": "a", "body": "water"})
    other = Archive.open(tmp_path / "other" / "record.sqlite", create=True)
    try:
        other.put([Article.from_json({"id": name, "body": "gas"}) for name in "bcd"])
        with pytest.raises(IndexOutdated, match="presssearch rebuild"):
            open_engine("whoosh", whoosh.folder, archive=other)
    finally:
        other.close()


def test_an_index_that_knows_more_than_the_record_belongs_to_another_one(whoosh: Any) -> None:
    whoosh.engine.apply([Change(5, "a", None)])
    with pytest.raises(IndexOutdated, match="another record"):
        whoosh.reopen()


def _newest(folder: Path, pattern: str) -> Path:
    return next(iter(sorted((folder / "whoosh").glob(pattern))))


def _truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize(
    ("pattern", "harm"),
    [
        ("_MAIN_*.toc", Path.unlink),
        ("state_*.json", _truncate),
        ("state_*.json", Path.unlink),
        ("state_*.json", lambda path: path.write_text('{"applied": 1}')),
        ("MAIN_*.seg", _truncate),
        ("MAIN_*.seg", Path.unlink),
        ("meta.json", _truncate),
    ],
)
def test_a_damaged_file_is_named_with_the_command_and_a_rebuild_mends_it(whoosh: Any, pattern: str, harm: Any) -> None:
    whoosh.put(*ARTICLES)
    harm(path := _newest(whoosh.folder, pattern))
    with pytest.raises(IndexDamaged, match="presssearch rebuild --index") as caught:
        whoosh.reopen()
    assert path.name.split("_")[0] in str(caught.value)
    for file in (whoosh.folder / "whoosh").iterdir():
        file.unlink()
    whoosh.engine = open_engine("whoosh", whoosh.folder, archive=whoosh.archive, create=True)
    whoosh.catch_up()
    assert len(whoosh.ids()) == 5


@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "MAIN_*.seg"])
def test_check_finds_what_is_missing(whoosh: Any, pattern: str) -> None:
    whoosh.put(*ARTICLES)
    path = _newest(whoosh.folder, pattern)
    _truncate(path)
    assert any(path.name in fault for fault in whoosh.engine.check())


@pytest.mark.parametrize(
    "harm",
    [
        _truncate,
        lambda path: os.truncate(path, 0),
        lambda path: path.write_bytes(os.urandom(500)),
        lambda path: path.write_bytes(path.read_bytes().replace(b"_deleted", b"_depleted")),
    ],
)
def test_check_names_a_table_of_contents_that_whoosh_could_not_read_and_a_commit_mends_it(
    whoosh: Any, harm: Any
) -> None:
    """Searching does not need it: it is for Whoosh."""
    whoosh.put(*ARTICLES)
    harm(path := _newest(whoosh.folder, "_MAIN_*.toc"))
    whoosh.reopen()
    assert len(whoosh.ids()) == 5
    (fault,) = whoosh.engine.check()
    assert str(path) in fault
    assert "presssearch rebuild --index" in fault
    whoosh.put({"id": "another", "body": "water"})
    assert whoosh.engine.check() == []


def test_check_compares_the_table_of_contents_with_the_generation(whoosh: Any) -> None:
    whoosh.put(*ARTICLES)
    path = _newest(whoosh.folder, "state_*.json")
    state = json.loads(path.read_bytes())
    state["segments"][0]["deleted"] = [0]
    path.write_text(json.dumps(state))
    (fault,) = whoosh.engine.check()
    assert "_MAIN_1.toc does not belong to its generation" in fault


def test_check_finds_a_flipped_bit_anywhere(whoosh: Any) -> None:
    whoosh.put(*ARTICLES)
    path = _newest(whoosh.folder, "MAIN_*.seg")
    sound = path.read_bytes()
    for at in range(0, len(sound), len(sound) // 40):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 4]) + sound[at + 1 :])
        assert whoosh.engine.check() == [f"{path} is not as it was written."]


def test_bytes_that_nobody_wrote_raise_nothing_but_our_errors(whoosh: Any) -> None:
    """Flipped bits that no check has found: an answer, or IndexDamaged."""
    whoosh.put(*ARTICLES)
    path = _newest(whoosh.folder, "MAIN_*.seg")
    sound = path.read_bytes()
    for at in range(0, len(sound), len(sound) // 60):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :])
        try:
            whoosh.reopen()
            whoosh.search(limit=5)
        except IndexDamaged:
            continue


@pytest.mark.parametrize("bits", [0x55, 0x80, 0xFF])
def test_a_search_over_flipped_bits_answers_or_names_the_file(whoosh: Any, bits: int) -> None:
    """Bytes are not verified when they are mapped; what cannot come of sound ones is damage."""
    whoosh.put(*ARTICLES)
    path = _newest(whoosh.folder, "MAIN_*.seg")
    sound = path.read_bytes()
    facets = tuple(FacetRequest(field) for field in FACETS)
    named: list[str] = []
    for at in range(0, len(sound), len(sound) // 90):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ bits]) + sound[at + 1 :])
        try:
            whoosh.reopen()
            for query in (Word("water"), Phrase("water and number"), Prefix("n"), None):
                whoosh.search(query, facets=facets, histogram=Interval.YEAR)
        except IndexDamaged as error:
            named.append(str(error))
    assert named
    assert all(path.name in message for message in named)


def test_check_tells_which_articles_the_record_and_the_index_do_not_share(whoosh: Any) -> None:
    whoosh.put(*ARTICLES)
    whoosh.archive.put([Article.from_json({"id": "later", "body": "x"})])
    assert whoosh.engine.check() == [
        "1 changes of the record are not in the index yet: `presssearch index` or `rebuild` applies them."
    ]
    last = whoosh.archive.last_change()
    whoosh.engine.apply(
        [Change(last, "a0", None), Change(last, "extra", Article.from_json({"id": "extra", "body": "x"}))]
    )
    assert whoosh.engine.check() == [
        "Article a0 is in the record but not in the index.",
        "Article later is in the record but not in the index.",
        "Article extra is in the index but not in the record.",
    ]


def test_a_second_writer_waits_and_then_says_that_the_index_is_locked(whoosh: Any) -> None:
    other = WhooshEngine.open(whoosh.folder / "whoosh", archive=whoosh.archive, lock_wait_s=0.01)
    held = storage.locked(whoosh.folder / "whoosh", wait_s=0)
    with held, pytest.raises(IndexLocked, match="another process is writing"):
        other.apply([Change(1, "a", None)])
    assert other.apply([Change(1, "a", None)]) == 1


def test_a_lock_file_that_nobody_holds_is_no_lock(whoosh: Any) -> None:
    whoosh.put(*ARTICLES[:1])
    assert (whoosh.folder / "whoosh" / "MAIN_WRITELOCK").exists()
    whoosh.reopen()
    whoosh.put(*ARTICLES)
    assert len(whoosh.ids()) == 5


@pytest.mark.parametrize("stage", ["sealed", "commit", "_write"])
def test_a_full_disk_changes_nothing_frees_the_lock_and_leaves_no_file(
    whoosh: Any, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    whoosh.put(*ARTICLES)
    before = sorted(path.name for path in (whoosh.folder / "whoosh").iterdir())

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(storage if stage == "_write" else writer, stage, full)
        with pytest.raises(EngineError, match="No space left on device; make room and try again"):
            whoosh.put({"id": "b", "body": "water"})
    assert sorted(path.name for path in (whoosh.folder / "whoosh").iterdir()) == before
    assert len(whoosh.ids()) == 5
    whoosh.catch_up()
    assert len(whoosh.ids()) == 6


def test_the_folder_is_closed_to_others_for_its_files_hold_pickles(whoosh: Any) -> None:
    assert (whoosh.folder / "whoosh").stat().st_mode & 0o077 == 0
