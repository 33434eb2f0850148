"""The record: what was acknowledged stays, every revision is kept, and the log tells each change once."""

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presssearch.archive import Archive, Change, FileEntry, FileOutcome, Outcome, PutReport
from presssearch.article import Article, Published, Recorded
from presssearch.errors import ArchiveError, IndexLocked, IndexNotFound
from presssearch.parsing.assemble import parse_document
from presssearch.readers import RawDocument
from presssearch.readers import read as read_file

SAMPLES = Path(__file__).parents[1] / "sample_docs"

NEW, CHANGED, UNCHANGED = Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED
READ, FAILED = FileOutcome.READ, FileOutcome.FAILED


def article(id_: str, body: str = "text", **more: object) -> Article:
    return Article(id=id_, body=body, **more)  # type: ignore[arg-type]


def entry(path: str, outcome: FileOutcome = READ, **more: object) -> FileEntry:
    return FileEntry(path, 10, 1_700_000_000_123_456_789, "ab" * 32, outcome, **more)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "record.sqlite"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive.open(path, create=True) as archive:
        yield archive


class TestArticles:
    def test_put_says_what_became_of_each(self, archive: Archive) -> None:
        """New ids, equal content and other content are told apart, in the order given."""
        assert archive.put([article("a"), article("b")]).outcomes == (NEW, NEW)
        report = archive.put([article("b"), article("a", "other"), article("c")])
        assert report.outcomes == (UNCHANGED, CHANGED, NEW)
        assert (report.new, report.changed, report.unchanged) == (1, 1, 1)

    def test_the_same_id_twice_in_a_call_is_two_revisions(self, archive: Archive) -> None:
        """The later one wins."""
        assert archive.put([article("a", "1"), article("a", "2"), article("a", "2")]).outcomes == (
            NEW,
            CHANGED,
            UNCHANGED,
        )
        assert [a.body for a in archive.revisions("a")] == ["1", "2"]
        assert archive.get(["a"]) == [article("a", "2", revision=2)]

    def test_times_of_recording_move_for_other_words_and_not_for_commas(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Tell me when a story changes, not for commas: spaces, punctuation and other fields are no edit."""
        given = (
            article("a", "One, two.", recorded=Recorded("1999", "1999")),
            article("a", "One two"),
            article("a", "One two", rubric="News"),
            article("a", "One three", rubric="News"),
        )
        for day, one in enumerate(given, 1):
            monkeypatch.setattr("presssearch.archive.record._now", lambda day=day: f"2026-01-0{day}T00:00:00Z")
            archive.put([one])
        edited = [a.recorded.edited[:10] for a in archive.revisions("a") if a.recorded]
        assert edited == ["2026-01-01", "2026-01-01", "2026-01-01", "2026-01-04"]
        archive.delete(["a"])
        archive.put([given[-1]])
        (found,) = archive.get(["a"])
        assert found is not None
        assert found.recorded == Recorded("2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z")

    def test_the_record_numbers_revisions_itself(self, archive: Archive) -> None:
        """What an article says of its revision counts for nothing."""
        archive.put([article("a", "1", revision=7)])
        archive.put([article("a", "2", revision=1)])
        assert [a.revision for a in archive.revisions("a")] == [1, 2]

    def test_another_path_is_no_other_content(self, archive: Archive) -> None:
        archive.put([article("a", path="/x/a.txt")])
        assert archive.put([article("a", path="/y/a.txt")]).outcomes == (UNCHANGED,)

    def test_nothing_is_put_when_the_source_of_articles_fails(self, archive: Archive) -> None:
        def broken() -> Iterator[Article]:
            yield article("a")
            raise OSError

        with pytest.raises(OSError):  # noqa: PT011 - the one raised above
            archive.put(broken())
        assert archive.count() == 0

    def test_get_keeps_the_order_and_the_gaps(self, archive: Archive) -> None:
        archive.put([article("a"), article("b")])
        archive.delete(["b"])
        found = archive.get(["b", "a", "zz", "a"])
        assert [a and a.id for a in found] == [None, "a", None, "a"]

    def test_get_takes_more_ids_than_a_statement_of_sqlite(self, archive: Archive) -> None:
        ids = [str(n) for n in range(1200)]
        archive.put([article(id_) for id_ in ids])
        assert [a and a.id for a in archive.get([*ids, "no"])] == [*ids, None]

    def test_everything_that_an_article_can_hold_comes_back(self, archive: Archive) -> None:
        """Lone surrogates, the character NUL and any script, in ids too."""
        odd = article("id \ud800 \x00 é", "Тоқаев \udcff \x00 中", published=Published("--06-12", "day-without-year"))
        archive.put([odd])
        assert archive.get([odd.id]) == [odd]
        assert archive.ids() == [odd.id]
        assert [change.id for change in archive.changes(0)] == [odd.id]

    def test_the_samples_come_back_as_they_were(self, archive: Archive) -> None:
        """What is unpacked without a check of every type is what the check would give, offices and evidence too."""
        read = [item for path in sorted(SAMPLES.rglob("*.html"))[:12] for item in read_file(path)]
        samples = [parse_document(item) for item in read if isinstance(item, RawDocument)]
        assert len(samples) > 10
        archive.put(samples)
        found = archive.get([sample.id for sample in samples])
        assert found == samples
        assert [Article.from_json(a.to_json()) for a in found if a] == samples
        assert all(type(a.people) is tuple and type(a.paragraphs[0]) is tuple for a in found if a)

    def test_ids_are_those_alive_in_order(self, archive: Archive) -> None:
        archive.put([article("b"), article("ä"), article("a"), article("c")])
        archive.delete(["c"])
        assert archive.ids() == ["a", "b", "ä"]
        assert archive.count() == 3


class TestDeletion:
    def test_delete_counts_what_was_there(self, archive: Archive) -> None:
        archive.put([article("a"), article("b")])
        assert archive.delete(["a", "a", "zz"]) == 1
        assert archive.delete(["a"]) == 0

    def test_what_comes_back_goes_on_with_its_revisions(self, archive: Archive) -> None:
        """Even with the old content: it is a new article again."""
        archive.put([article("a")])
        archive.delete(["a"])
        assert [a.revision for a in archive.revisions("a")] == [1]
        assert archive.put([article("a")]).outcomes == (NEW,)
        assert [a.revision for a in archive.revisions("a")] == [1, 2]


class TestLog:
    def test_equal_content_is_no_change(self, archive: Archive) -> None:
        archive.put([article("a")])
        before = archive.last_change()
        archive.put([article("a")])
        archive.delete(["zz"])
        assert archive.last_change() == before

    def test_only_the_newest_state_of_an_id_is_told(self, archive: Archive) -> None:
        archive.put([article("a", "1"), article("b")])
        archive.put([article("a", "2")])
        archive.delete(["b"])
        changes = list(archive.changes(0))
        assert [(change.id, change.article and change.article.body) for change in changes] == [("a", "2"), ("b", None)]
        assert [change.number for change in changes] == [3, 4]
        assert list(archive.changes(4)) == []

    @pytest.mark.parametrize("limit", [0, 1, 49, 50, 51, 120, 500])
    def test_limit_bounds_the_changes(self, archive: Archive, limit: int) -> None:
        archive.put([article(str(n)) for n in range(120)])
        assert [change.number for change in archive.changes(0, limit=limit)] == list(range(1, min(limit, 120) + 1))

    def test_what_is_written_while_reading_comes_too(self, archive: Archive) -> None:
        """Reading the log holds no transaction, and no id is lost between its pages."""
        archive.put([article(str(n)) for n in range(120)])
        changes = archive.changes(0)
        seen = list(itertools.islice(changes, 60))
        archive.put([article("0", "other"), article("119", "other"), article("new")])
        seen += changes
        assert [change.number for change in seen] == sorted({change.number for change in seen})
        latest = {change.id: change.article for change in seen}
        assert latest == {id_: archive.get([id_])[0] for id_ in archive.ids()}

    def test_a_number_is_never_given_twice(self, path: Path) -> None:
        """An engine that applied a number must not miss what came after the record was opened again."""
        with Archive.open(path, create=True) as archive:
            archive.put([article("a")])
            archive.delete(["a"])
            last = archive.last_change()
        with Archive.open(path) as archive:
            archive.put([article("a", "back")])
            assert archive.last_change() > last

    def test_each_engine_has_its_watermark(self, archive: Archive) -> None:
        archive.set_watermark("whoosh:1f", 3)
        archive.set_watermark("whoosh:1f", 5)
        assert archive.watermark("whoosh:1f") == 5
        assert archive.watermark("whoosh:2e") is None


IDS = st.sampled_from("abc")
STEPS = st.lists(
    st.tuples(st.just("put"), st.lists(st.tuples(IDS, st.sampled_from("xy")), max_size=4))
    | st.tuples(st.just("delete"), st.lists(IDS, max_size=2)),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_an_engine_that_follows_the_log_holds_the_live_articles(
    steps: list, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After any puts and deletions, read in steps or at once, the log leads to the same articles."""
    live: dict[str, str] = {}
    followed: dict[str, str] = {}
    applied = 0
    path = tmp_path_factory.mktemp("record") / "record.sqlite"
    with Archive.open(path, create=True) as archive:
        for kind, given_ in steps:
            if kind == "put":
                expected = []
                for id_, body in given_:
                    same, known = live.get(id_) == body, id_ in live
                    expected.append(UNCHANGED if same else CHANGED if known else NEW)
                    live[id_] = body
                assert archive.put([article(*pair) for pair in given_]) == PutReport(tuple(expected))
            else:
                assert archive.delete(given_) == len(live.keys() & set(given_))
                live = {id_: body for id_, body in live.items() if id_ not in given_}
            for change in archive.changes(applied):
                assert change.number > applied
                applied = change.number
                _follow(followed, change)
        at_once: dict[str, str] = {}
        for change in archive.changes(0):
            _follow(at_once, change)
        assert followed == at_once == live
        assert archive.ids() == sorted(live)
        assert archive.check() == []


def _follow(index: dict[str, str], change: Change) -> None:
    index.pop(change.id, None)
    if change.article is not None:
        index[change.id] = change.article.body


class TestLedger:
    def test_a_line_is_kept_and_replaced(self, archive: Archive) -> None:
        archive.record_files([entry("/x/a.txt", articles=1), entry("/x/b.txt", FAILED, reason="empty")])
        archive.record_files([entry("/x/b.txt", articles=2, source="kz-mfa")])
        assert archive.file("/x/a.txt") == entry("/x/a.txt", articles=1)
        assert archive.file("/x/c.txt") is None
        assert archive.files() == [entry("/x/a.txt", articles=1), entry("/x/b.txt", articles=2, source="kz-mfa")]

    def test_file_names_need_not_be_valid_text(self, archive: Archive) -> None:
        """Nor need what is unknown be made up."""
        odd = FileEntry(os.fsdecode(b"/x/\xff\xfe.txt"), 0, None, None, FAILED, "not \udcff read")
        archive.record_files([odd])
        assert archive.file(odd.path) == odd

    def test_articles_and_lines_are_committed_together(self, archive: Archive) -> None:
        """A file is never marked as read without its articles."""
        too_large_for_sqlite = FileEntry("/x/b", 2**70, None, None, READ)
        with pytest.raises(OverflowError):
            archive.put([article("a")], [entry("/x/a"), too_large_for_sqlite])
        assert archive.count() == 0
        assert archive.files() == []
        assert archive.put([article("a")], [entry("/x/a")]).outcomes == (NEW,)
        assert archive.files() == [entry("/x/a")]


def test_stats_count(archive: Archive) -> None:
    archive.put([article("a", "1"), article("a", "2"), article("b"), article("c", published=Published("2018", "year"))])
    archive.put([], [entry("/1"), entry("/2"), entry("/3", FAILED)])
    archive.delete(["b"])
    stats = archive.stats()
    assert (stats.articles, stats.deleted, stats.revisions) == (2, 1, 4)
    assert (stats.files_read, stats.files_failed) == (2, 1)
    assert stats.last_change == archive.last_change() == 5
    assert stats.precisions == {None: 1, "year": 1}
    assert stats.size_bytes > 4096


class TestOpening:
    def test_what_is_not_there_is_not_made_unasked(self, path: Path) -> None:
        with pytest.raises(IndexNotFound, match="folder"):
            Archive.open(path)
        assert not path.parent.exists()

    def test_it_is_the_same_after_reopening(self, path: Path) -> None:
        with Archive.open(path, create=True) as archive:
            archive.put([article("a")])
        with Archive.open(path, create=True) as archive:
            assert archive.get(["a"]) == [article("a")]

    def test_an_empty_file_is_filled_or_not_found(self, path: Path) -> None:
        """A kill between making the file and its tables leaves one."""
        path.parent.mkdir()
        path.touch()
        with pytest.raises(IndexNotFound):
            Archive.open(path)
        with Archive.open(path, create=True) as archive:
            assert archive.count() == 0

    @pytest.mark.parametrize("create", [False, True])
    def test_a_file_of_another_kind_is_named_and_left_alone(self, path: Path, create: bool) -> None:
        path.parent.mkdir()
        path.write_bytes(b"Minutes of the meeting. " * 500)
        with pytest.raises(ArchiveError, match=r"record\.sqlite: it is not a record"):
            Archive.open(path, create=create)
        assert path.read_bytes() == b"Minutes of the meeting. " * 500

    def test_a_database_of_another_program_is_left_alone(self, path: Path) -> None:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE article (x)")
        with pytest.raises(ArchiveError, match="not a record"):
            Archive.open(path, create=True)

    def test_another_format_says_what_to_do(self, path: Path) -> None:
        Archive.open(path, create=True).close()
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE meta SET value = '999' WHERE key = 'format'")
        with pytest.raises(ArchiveError, match=r"format 999.*index the files into another folder"):
            Archive.open(path)

    def test_a_folder_in_its_place_is_an_error_of_ours(self, path: Path) -> None:
        path.mkdir(parents=True)
        with pytest.raises(ArchiveError, match="cannot be opened"):
            Archive.open(path, create=True)

    def test_a_file_in_the_place_of_its_folder_is_an_error_of_ours(self, path: Path) -> None:
        path.parent.write_text("x")
        with pytest.raises(ArchiveError, match="folder"):
            Archive.open(path, create=True)

    def test_others_may_not_write_whatever_the_umask(self, tmp_path: Path) -> None:
        code = (
            "import os, sys; from pathlib import Path\n"
            "from presssearch.archive import Archive; from presssearch.article import Article\n"
            "os.umask(0)\n"
            "path = Path(sys.argv[1]); archive = Archive.open(path, create=True); archive.put([Article('a')])\n"
            "print(*(oct(p.stat().st_mode & 0o022) for p in (*path.parent.iterdir(), path.parent)))\n"
        )
        said = _python(code, tmp_path / "new" / "record.sqlite").communicate(timeout=60)[0]
        assert set(said.split()) == {"0o0"}

    def test_a_path_with_signs_of_a_uri_is_a_path(self, tmp_path: Path) -> None:
        path = tmp_path / "a?mode=memory#b%20c" / "record.sqlite"
        Archive.open(path, create=True).close()
        assert path.is_file()

    def test_a_closed_record_says_so(self, path: Path) -> None:
        archive = Archive.open(path, create=True)
        archive.close()
        archive.close()
        with pytest.raises(ArchiveError, match="closed"):
            archive.count()


class TestFaults:
    def test_a_second_writer_is_told_to_wait_and_readers_go_on(self, path: Path, archive: Archive) -> None:
        archive.put([article("a")])
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with Archive.open(path, wait_s=0.05) as second:
                with pytest.raises(IndexLocked, match="another process is writing"):
                    second.put([article("b")])
                assert second.ids() == ["a"]
            other.execute("ROLLBACK")
        archive.put([article("b")])
        assert archive.ids() == ["a", "b"]

    def test_a_full_disk_keeps_what_was_there(self, path: Path) -> None:
        """A limit on the size of files stands for the disk."""
        code = (
            "import random, resource, sys; from pathlib import Path\n"
            "from presssearch.archive import Archive; from presssearch.article import Article\n"
            "from presssearch.errors import ArchiveError\n"
            "archive = Archive.open(Path(sys.argv[1]), create=True); archive.put([Article('a')])\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
            "noise = random.Random(1).randbytes(2_000_000).hex()\n"
            "try: archive.put([Article('b', body=noise)])\n"
            "except ArchiveError as error: print(error)\n"
            "print(archive.ids())\n"
        )
        said = _python(code, path).communicate(timeout=60)[0]
        assert "disk" in said
        assert said.endswith("['a']\n")
        with Archive.open(path) as archive:
            archive.put([article("b")])
            assert archive.ids() == ["a", "b"]
            assert archive.check() == []

    def test_a_kill_loses_nothing_that_was_acknowledged(self, path: Path) -> None:
        """Articles are there up to the last that was reported, and each with the line of its file."""
        code = (
            "import sys; from pathlib import Path\n"
            "from presssearch.archive import *; from presssearch.article import Article\n"
            "archive = Archive.open(Path(sys.argv[1]), create=True)\n"
            "for n in range(100_000):\n"
            "    archive.put([Article(str(n))], [FileEntry(f'/{n}', 1, None, None, FileOutcome.READ)])\n"
            "    print(n, flush=True)\n"
        )
        process = _python(code, path)
        assert process.stdout
        acknowledged = [int(line) for line in itertools.islice(process.stdout, 25)]
        process.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in process.stdout if line.endswith("\n")]
        process.wait(timeout=60)
        process.stdout.close()
        with Archive.open(path) as archive:
            ids = {int(id_) for id_ in archive.ids()}
            assert set(acknowledged) <= ids
            assert ids == {int(line.path[1:]) for line in archive.files()}
            assert archive.check() == []

    def test_a_damaged_article_is_found_and_named(self, path: Path) -> None:
        with Archive.open(path, create=True) as archive:
            archive.put([article("a"), article("b"), article("c")])
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE article SET packed = x'00' WHERE id = CAST('a' AS BLOB)")
            other.execute("UPDATE article SET digest = x'00' WHERE id = CAST('b' AS BLOB)")
            other.execute("DELETE FROM article WHERE id = CAST('c' AS BLOB)")
        with Archive.open(path) as archive:
            faults = archive.check()
            assert len(faults) == 3
            for words in ("article a, revision 1", "article b, revision 1: its content does not fit", "is missing"):
                assert any(words in fault for fault in faults)
            with pytest.raises(ArchiveError, match="presssearch check"):
                archive.get(["a"])

    def test_a_torn_file_is_an_error_of_ours(self, path: Path) -> None:
        with Archive.open(path, create=True) as archive:
            archive.put([article(str(n), "text " * n) for n in range(400)])
        whole = path.read_bytes()
        path.write_bytes(whole[:4096] + b"\xaa" * (len(whole) - 4096))
        with pytest.raises(ArchiveError, match="damaged"), Archive.open(path) as archive:
            list(archive.changes(0))

    def test_check_of_a_torn_file_says_so(self, path: Path) -> None:
        """It answers instead of raising."""
        with Archive.open(path, create=True) as archive:
            archive.put([article(str(n), str(n) * 300) for n in range(400)])
        whole = bytearray(path.read_bytes())
        middle = len(whole) // 2 // 4096 * 4096
        whole[middle : middle + 8192] = b"\xaa" * 8192
        path.write_bytes(whole)
        with Archive.open(path) as archive:
            assert archive.check()


def test_many_threads_read_while_one_writes(archive: Archive) -> None:
    """Each reader always sees whole batches, and no error."""
    archive.put([article(f"0-{n}") for n in range(10)])
    faults: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                ids = archive.ids()
                if len(ids) % 10 or None in archive.get(ids):
                    faults.append(len(ids))
                list(archive.changes(0))
            except Exception as error:  # noqa: BLE001 - whatever it is, the thread must report it
                faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(6)]
    for reader in readers:
        reader.start()
    for batch in range(1, 20):
        archive.put([article(f"{batch}-{n}") for n in range(10)])
    done.set()
    for reader in readers:
        reader.join(timeout=60)
    assert faults == []
    assert archive.count() == 200


def test_threads_may_write_at_the_same_time(archive: Archive) -> None:
    """They take turns."""

    def write(name: str) -> None:
        for n in range(20):
            archive.put([article(f"{name}{n}")])

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert archive.count() == archive.last_change() == 80


def _python(code: str, *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, text=True)
