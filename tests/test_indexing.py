"""A run: what is read, what is not read again, what is reported, and what a kill leaves behind."""

import gzip
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presssearch.archive import Archive, Change, FileOutcome
from presssearch.article import Article
from presssearch.engines.memory import MemoryEngine
from presssearch.errors import EngineError, IndexOutdated, ParseError, ReadError
from presssearch.indexing import IndexReport, Progress, catch_up, catching_up, index_paths, reading, rebuild, run
from presssearch.readers import RawDocument, Unread

OLD = 1_600_000_000  # seconds: a time of files that have settled


class Bench:
    """A folder of files, a record, an engine, and a list of the files that a run opened."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = root / "releases"
        self.folder.mkdir()
        self.record = root / "index" / "record.sqlite"
        self.archive = Archive.open(self.record, create=True)
        self.engine = MemoryEngine()
        self.opened: list[str] = []
        real = reading.read

        def spy(path: Path, **options: Any) -> Iterator[RawDocument | Unread]:
            self.opened.append(path.name)
            return real(path, **options)

        monkeypatch.setattr(reading, "read", spy)

    def write(self, name: str, content: str | bytes, mtime: int = OLD) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(path, (mtime, mtime))
        return path

    def index(self, **options: Any) -> IndexReport:
        self.opened.clear()
        return index_paths([self.folder], archive=self.archive, engine=self.engine, **options)

    def articles(self) -> list[Article]:
        return [article for article in self.archive.get(self.archive.ids()) if article]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    bench = Bench(tmp_path, monkeypatch)
    yield bench
    bench.archive.close()


def release(text: str = "The meeting ended.") -> str:
    return f"Ministers met in Arvena\n\nMinisters of the two countries met on Monday. {text}\n\nThey will meet again.\n"


def records(number: int, **more: object) -> str:
    lines = (
        {"id": n, "source": "xx-mfa", "title": f"Release {n}", "body": release(f"No. {n}."), **more}
        for n in range(number)
    )
    return "".join(json.dumps(line) + "\n" for line in lines)


def counts(report: IndexReport) -> tuple[int, int, int]:
    return report.new, report.changed, report.unchanged


class TestRuns:
    def test_the_first_run_reads_everything(self, bench: Bench) -> None:
        bench.write("a.txt", release())
        bench.write("b.jsonl", records(3))
        report = bench.index()
        assert (report.files_seen, report.files_read, report.files_unchanged, report.files_failed) == (2, 2, 0, 0)
        assert counts(report) == (4, 0, 0)
        assert not report.nothing_to_do
        assert report.applied == 4
        assert bench.engine.stats().articles == bench.archive.count() == 4

    def test_the_second_run_does_nothing_and_says_so(self, bench: Bench) -> None:
        bench.write("a.txt", release())
        bench.write("b.jsonl", records(3))
        bench.index()
        last = bench.archive.last_change()
        report = bench.index()
        assert report.nothing_to_do
        assert report.files_unchanged == 2
        assert bench.opened == []
        assert bench.archive.last_change() == last

    def test_unchanged_files_are_read_again_on_demand(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        """After an update that understands more, `reread` makes revisions of what it understands otherwise."""
        bench.write("a.txt", release())
        bench.index()
        real = reading.parse_document

        def wiser(raw: RawDocument, *, source: str | None) -> Article:
            return replace(real(raw, source=source), rubric="Meetings")

        monkeypatch.setattr(reading, "parse_document", wiser)
        assert counts(bench.index()) == (0, 0, 0)
        assert counts(bench.index(reread=True)) == (0, 1, 0)

    def test_a_changed_file_is_a_new_revision(self, bench: Bench) -> None:
        bench.write("a.txt", release("One."))
        bench.write("b.txt", release("Two."))
        bench.index()
        bench.write("a.txt", release("Three."), OLD + 9)
        report = bench.index()
        assert bench.opened == ["a.txt"]
        assert counts(report) == (0, 1, 0)
        assert sorted(article.revision for article in bench.articles()) == [1, 2]
        (changed,) = (article for article in bench.articles() if article.revision == 2)
        assert "Three." in changed.body
        assert bench.engine.get([changed.id]) == [changed]

    def test_a_file_with_a_new_time_only_is_not_read_again(self, bench: Bench) -> None:
        """A copy or a checkout touches every file; the ledger learns the new time."""
        path = bench.write("a.txt", release())
        bench.index()
        os.utime(path, (OLD + 9, OLD + 9))
        assert bench.index().nothing_to_do
        assert bench.opened == []
        line = bench.archive.file(str(path))
        assert line
        assert line.mtime_ns == (OLD + 9) * 10**9

    def test_a_change_within_one_tick_of_the_clock_is_seen(self, bench: Bench) -> None:
        """Same size, same time: such a file was young when it was read, so its content decides."""
        now = int(time.time())
        bench.write("a.txt", release("One."), now)
        bench.index()
        bench.write("a.txt", release("Two."), now)
        assert counts(bench.index()) == (0, 1, 0)

    def test_a_young_file_that_stays_is_not_read_again(self, bench: Bench) -> None:
        bench.write("a.txt", release(), int(time.time()))
        bench.index()
        assert bench.index().nothing_to_do
        assert bench.opened == []

    def test_equal_content_read_again_is_unchanged(self, bench: Bench) -> None:
        """A record that stays while its neighbour changes gets no revision."""
        bench.write("b.jsonl", records(3))
        bench.index()
        bench.write("b.jsonl", records(4), OLD + 9)
        assert counts(bench.index()) == (1, 0, 3)

    def test_two_files_with_the_same_content_are_two_articles(self, bench: Bench) -> None:
        bench.write("a.txt", release())
        bench.write("b.txt", release())
        assert counts(bench.index()) == (2, 0, 0)
        assert len({article.id for article in bench.articles()}) == 2

    def test_a_file_that_went_away_stays_in_the_record(self, bench: Bench) -> None:
        bench.write("a.txt", release())
        bench.index()
        (bench.folder / "a.txt").unlink()
        assert bench.index().nothing_to_do
        assert bench.archive.count() == 1

    def test_another_source_replaces_the_articles_of_a_file(self, bench: Bench) -> None:
        """The source is part of an id that is made of a path: none may be found twice."""
        bench.write("a.txt", release())
        bench.write("b.jsonl", records(3))
        bench.index()
        bench.index(source="yy-mfa")
        assert {article.source for article in bench.articles()} == {"yy-mfa"}
        assert bench.archive.count() == bench.engine.stats().articles == 4
        assert bench.index(source="yy-mfa").nothing_to_do
        bench.write("b.jsonl", records(2), OLD + 9)
        bench.index(source="yy-mfa")
        assert bench.archive.count() == 4

    def test_an_address_outlives_another_source(self, bench: Bench) -> None:
        """Such an article keeps its id, and gets a revision."""
        bench.write("b.jsonl", records(1, url="https://mfa.example/1"))
        bench.index()
        assert counts(bench.index(source="yy-mfa")) == (0, 1, 0)
        assert [(article.source, article.revision) for article in bench.articles()] == [("yy-mfa", 2)]

    def test_without_an_engine_it_only_records(self, bench: Bench) -> None:
        bench.write("a.txt", release())
        report = index_paths([bench.folder], archive=bench.archive, engine=None)
        assert (report.new, report.applied) == (1, 0)
        later = bench.index()
        assert (later.files_read, later.applied) == (0, 1)
        assert not later.nothing_to_do

    def test_the_dates_are_counted_by_what_is_known(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        values = ["2018-06-12", "2018-06-12T10:39", "2018-06", "2018", "--06-12", None]
        dates = iter(values)
        monkeypatch.setattr(
            reading,
            "parse_document",
            lambda raw, source: Article.from_json({"id": raw.location, "published": next(dates) or {}}),
        )
        bench.write("b.jsonl", records(len(values)))
        report = bench.index()
        assert (report.dates_exact, report.dates_partial) == (2, 2)
        assert (report.dates_without_year, report.dates_unknown) == (1, 1)

    def test_progress_goes_on_within_a_large_file(self, bench: Bench) -> None:
        bench.write("a.txt", release())
        bench.write("b.jsonl", records(450))
        told: list[Progress] = []
        bench.index(progress=told.append)
        assert [state.articles for state in told] == sorted(state.articles for state in told)
        assert len({state.articles for state in told if state.files_done == 1}) > 2
        assert told[-1] == Progress(2, 2, 451, "done")

    def test_the_report_is_plain_json(self, bench: Bench) -> None:
        bench.write("a.txt", release())
        bench.write("b.pdf", b"%PDF-1.7 x")
        as_json = json.loads(json.dumps(bench.index().to_json()))
        assert as_json["new"] == 1
        assert as_json["nothing_to_do"] is False
        assert as_json["failures"][0]["path"].endswith("b.pdf")


class TestFailures:
    def test_a_bad_file_is_reported_and_stops_nothing(self, bench: Bench) -> None:
        bench.write("a.txt", release())
        bench.write("b.pdf", b"%PDF-1.7 x")
        bench.write("c.txt", b"")
        bench.write("d.txt", release())
        report = bench.index()
        assert counts(report) == (2, 0, 0)
        assert report.files_failed == 2
        assert [(Path(failure.path).name, failure.where, failure.again) for failure in report.failures] == [
            ("b.pdf", None, False),
            ("c.txt", None, False),
        ]
        assert all(failure.reason and failure.reason in str(failure) for failure in report.failures)

    def test_an_unchanged_bad_file_is_reported_again_unread(self, bench: Bench) -> None:
        bench.write("b.pdf", b"%PDF-1.7 x")
        first = bench.index()
        second = bench.index()
        assert bench.opened == []
        assert second.nothing_to_do
        assert [(f.path, f.reason) for f in second.failures] == [(f.path, f.reason) for f in first.failures]
        assert [f.again for f in second.failures] == [True]

    def test_a_bad_file_that_was_mended_is_read(self, bench: Bench) -> None:
        bench.write("b.txt", b"")
        bench.index()
        bench.write("b.txt", release(), OLD + 9)
        report = bench.index()
        assert counts(report) == (1, 0, 0)
        assert report.failures == ()

    def test_a_good_file_that_was_damaged_is_reported_and_its_article_kept(self, bench: Bench) -> None:
        bench.write("b.txt", release())
        bench.index()
        bench.write("b.txt", b"", OLD + 9)
        assert [failure.again for failure in bench.index().failures] == [False]
        assert bench.archive.count() == 1

    def test_a_bad_record_does_not_harm_its_neighbours(self, bench: Bench) -> None:
        bench.write("b.jsonl", records(2) + "{broken\n" + records(3))
        first = bench.index()
        assert first.files_read == 1
        assert [failure.where for failure in first.failures] == ["line 3"]
        second = bench.index()
        assert second.nothing_to_do
        assert [failure.again for failure in second.failures] == [True]
        assert "1 of 6 records" in second.failures[0].reason
        assert "line 3" in second.failures[0].reason

    def test_a_thousand_bad_records_are_listed_in_part_and_counted(self, bench: Bench) -> None:
        bench.write("b.jsonl", records(1) + "{broken\n" * 1000)
        report = bench.index()
        assert len(report.failures) == 101
        assert "900 more" in report.failures[-1].reason
        assert counts(report) == (1, 0, 0)

    def test_a_text_that_parsing_refuses_is_reported(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        real = reading.parse_document

        def choosy(raw: RawDocument, *, source: str | None) -> Article:
            if raw.record_id == "1" or raw.path.endswith("a.txt"):
                raise ParseError("nothing but a menu")
            return real(raw, source=source)

        monkeypatch.setattr(reading, "parse_document", choosy)
        bench.write("a.txt", release())
        bench.write("b.jsonl", records(3))
        report = bench.index()
        assert [(Path(failure.path).name, failure.where) for failure in report.failures] == [
            ("a.txt", None),
            ("b.jsonl", "record 2"),
        ]
        assert {failure.reason for failure in report.failures} == {"nothing but a menu"}
        assert counts(report) == (2, 0, 0)

    def test_a_defect_of_ours_costs_one_release_and_says_so(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = reading.parse_document

        def defective(raw: RawDocument, *, source: str | None) -> Article:
            if raw.record_id == "1":
                raise KeyError("nobody thought of this")
            return real(raw, source=source)

        monkeypatch.setattr(reading, "parse_document", defective)
        bench.write("b.jsonl", records(3))
        report = bench.index()
        assert counts(report) == (2, 0, 0)
        (failure,) = report.failures
        assert failure.where == "record 2"
        assert "a defect of presssearch" in failure.reason

    def test_a_file_that_breaks_off_gives_what_came_before(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "parse_document", lambda raw, source: Article(raw.location))
        packed = gzip.compress(records(2000).encode(), compresslevel=0)
        bench.write("b.jsonl.gz", packed[: len(packed) // 2])
        report = bench.index()
        assert report.new > 0
        assert report.files_read == 1
        assert report.failures

    @pytest.mark.parametrize(
        "error", [ReadError("no permission"), OSError(5, "Input/output error")], ids=["ours", "OSError"]
    )
    def test_a_file_that_cannot_be_opened_is_tried_again_each_time(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        """A new permission changes neither its size nor its time."""
        path = bench.write("a.txt", release())
        with monkeypatch.context() as patch:

            def refuse(*_: object, **__: object) -> None:
                raise error

            patch.setattr(run, "stamp_of", _refusing_stamp)
            patch.setattr(reading, "read", refuse)
            assert [failure.again for failure in bench.index().failures] == [False]
            second = bench.index()
            assert [failure.again for failure in second.failures] == [True]
            assert second.nothing_to_do
        line = bench.archive.file(str(path))
        assert line
        assert (line.outcome, line.digest) == (FileOutcome.FAILED, None)
        assert counts(bench.index()) == (1, 0, 0)

    def test_what_the_walk_could_not_enter_is_reported(self, bench: Bench) -> None:
        (bench.folder / "out.txt").symlink_to("/")
        first = bench.index()
        assert [failure.again for failure in first.failures] == [False]
        second = bench.index()
        assert [failure.again for failure in second.failures] == [True]
        assert second.nothing_to_do

    def test_a_path_that_is_not_there_is_a_failure(self, bench: Bench) -> None:
        report = index_paths([bench.folder / "no"], archive=bench.archive, engine=bench.engine)
        assert [Path(failure.path).name for failure in report.failures] == ["no"]

    def test_a_file_name_need_not_be_valid_text(self, bench: Bench) -> None:
        (Path(os.fsdecode(os.fsencode(bench.folder) + b"/\xff.txt"))).write_text(release())
        assert counts(bench.index()) == (1, 0, 0)
        assert bench.index().nothing_to_do


def _refusing_stamp(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


class TestInterruption:
    @pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit], ids=["Ctrl-C", "a signal"])
    def test_what_was_read_is_kept_and_made_searchable(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
    ) -> None:
        """Whatever stops a run; it says at which file."""
        bench.write("a.txt", release())
        bench.write("b.jsonl", records(9))
        bench.write("c.txt", release())
        real = reading.parse_document

        def interrupted(raw: RawDocument, *, source: str | None) -> Article:
            if raw.record_id == "4":
                raise stop
            return real(raw, source=source)

        with monkeypatch.context() as patch:
            patch.setattr(reading, "parse_document", interrupted)
            with pytest.raises(stop) as caught:
                bench.index()
        assert caught.value.__notes__ == [f"while reading {bench.folder}/b.jsonl"]
        assert bench.archive.count() == bench.engine.stats().articles == 5
        assert [Path(line.path).name for line in bench.archive.files()] == ["a.txt"]
        report = bench.index()
        assert counts(report) == (6, 0, 4)
        assert bench.opened == ["b.jsonl", "c.txt"]

    def test_a_kill_in_the_middle_loses_nothing_and_the_next_run_completes(self, bench: Bench) -> None:
        """No file is marked as read without its articles, and none gets a revision too many."""
        for n in range(30):
            bench.write(f"a{n:02}.txt", release(f"No. {n}."))
        bench.write("b.jsonl", records(1000))
        for n in range(30):
            bench.write(f"c{n:02}.txt", release(f"No. {n}."))
        code = (
            "import sys; from pathlib import Path\n"
            "from presssearch.archive import Archive; from presssearch.indexing import index_paths\n"
            "archive = Archive.open(Path(sys.argv[2]))\n"
            "tell = lambda state: print(archive.count(), flush=True)\n"
            "index_paths([Path(sys.argv[1])], archive=archive, engine=None, progress=tell)\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(bench.folder), str(bench.record)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        acknowledged = next(number for line in process.stdout if (number := int(line)) >= 200)
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        assert process.wait(timeout=60) == -signal.SIGKILL
        assert acknowledged <= bench.archive.count() < 1060
        locations = {article.path for article in bench.articles()}
        assert {line.path for line in bench.archive.files()} <= locations
        bench.index()
        assert bench.archive.count() == bench.engine.stats().articles == 1060
        assert {article.revision for article in bench.articles()} == {1}
        assert bench.archive.check() == []
        assert bench.index().nothing_to_do


class SlowEngine(MemoryEngine):
    """Notes the size of each batch; may fail before one, or never move on."""

    def __init__(self, fails_at: int | None = None, stuck: bool = False) -> None:
        super().__init__()
        self.batches: list[int] = []
        self.fails_at = fails_at
        self.stuck = stuck

    def apply(self, changes: Iterable[Change]) -> int:
        batch = list(changes)
        if self.stuck:
            return self.applied()
        if len(self.batches) == self.fails_at:
            raise EngineError("the disk is full")
        self.batches.append(len(batch))
        return super().apply(batch)


class TestCatchingUp:
    @pytest.fixture
    def archive(self, tmp_path: Path) -> Iterator[Archive]:
        with Archive.open(tmp_path / "record.sqlite", create=True) as archive:
            archive.put([Article(str(n)) for n in range(2500)])
            yield archive

    def test_it_goes_in_bounded_batches(self, archive: Archive) -> None:
        engine = SlowEngine()
        assert catch_up(archive, engine) == 2500
        assert max(engine.batches) <= 2000
        assert engine.stats().articles == 2500
        assert catch_up(archive, engine) == 0

    def test_large_articles_make_small_batches(self, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(catching_up, "_CHARS_AT_ONCE", 1000)
        archive.put([Article(f"large {n}", body="word " * 80) for n in range(7)])
        engine = SlowEngine()
        catch_up(archive, engine)
        assert engine.batches == [2000, 503, 3, 1]

    def test_after_a_failure_it_goes_on_where_it_stopped(self, archive: Archive) -> None:
        engine = SlowEngine(fails_at=1)
        with pytest.raises(EngineError, match="disk is full"):
            catch_up(archive, engine)
        done = engine.applied()
        assert 0 < done < 2500
        engine.fails_at = None
        assert catch_up(archive, engine) == 2500 - done
        assert engine.stats().articles == 2500

    def test_deletions_and_revisions_reach_the_engine(self, archive: Archive) -> None:
        engine = MemoryEngine()
        catch_up(archive, engine)
        archive.delete(["7"])
        archive.put([Article("8", body="new")])
        assert catch_up(archive, engine) == 2
        assert engine.get(["7", "8"]) == [None, Article("8", revision=2, body="new")]

    def test_an_engine_that_stays_is_an_error_and_no_endless_loop(self, archive: Archive) -> None:
        with pytest.raises(EngineError, match="rebuild"):
            catch_up(archive, SlowEngine(stuck=True))

    def test_an_index_of_another_record_is_told_apart(self, archive: Archive, tmp_path: Path) -> None:
        """Its number is beyond the log: without the check it would silently miss everything."""
        engine = MemoryEngine()
        catch_up(archive, engine)
        with Archive.open(tmp_path / "other.sqlite", create=True) as other:
            other.put([Article("x")])
            with pytest.raises(IndexOutdated, match="another record"):
                catch_up(other, engine)

    def test_a_rebuild_needs_only_the_record(self, archive: Archive) -> None:
        engine = MemoryEngine()
        assert rebuild(archive, engine) == 2500
        assert engine.stats().articles == 2500
        with pytest.raises(EngineError, match="empty"):
            rebuild(archive, engine)

    def test_a_long_run_lets_the_engine_follow(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        """Not only at its end, so that a kill leaves little to catch up."""
        monkeypatch.setattr(run, "_CATCH_UP_AFTER", 300)
        bench.write("b.jsonl", records(900))
        engine = SlowEngine()
        index_paths([bench.folder], archive=bench.archive, engine=engine)
        assert engine.batches == [400, 400, 100]


EDITS = st.lists(
    st.tuples(st.sampled_from(["a.txt", "b.txt", "c.txt"]), st.sampled_from(["One.", "Two.", ""]), st.booleans()),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_runs_between_edits_lead_where_one_run_leads(edits: Sequence[tuple[str, str, bool]], tmp_path: Path) -> None:
    """The record and the engine hold each file's last readable content, however often it was indexed."""
    shutil.rmtree(tmp_path)
    folder = tmp_path / "releases"
    folder.mkdir(parents=True)
    clock = itertools.count(OLD)
    expected: dict[str, str] = {}
    engine = MemoryEngine()
    with Archive.open(tmp_path / "record.sqlite", create=True) as archive:
        run_now: Callable[[], IndexReport] = lambda: index_paths([folder], archive=archive, engine=engine)  # noqa: E731
        on_disk: dict[str, str] = {}
        for name, text, then_index in [*edits, ("a.txt", "Last.", True)]:
            (folder / name).write_text(release(text) if text else "")
            when = next(clock)
            os.utime(folder / name, (when, when))
            on_disk[name] = text
            if then_index:
                run_now()
                expected.update({name: text for name, text in on_disk.items() if text})
        articles = {Path(a.path or "").name: a for a in archive.get(archive.ids()) if a}
        assert articles.keys() == expected.keys()
        for name, text in expected.items():
            assert text in articles[name].body
            assert engine.get([articles[name].id]) == [articles[name]]
        assert run_now().nothing_to_do
