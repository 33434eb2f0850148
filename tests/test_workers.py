"""Worker processes: the same as without them, in the same order, whatever becomes of one of them."""

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from multiprocessing.connection import Pipe
from pathlib import Path

import pytest

from presssearch.archive import Archive, FileOutcome
from presssearch.article import Article
from presssearch.errors import ReadError
from presssearch.indexing import IndexReport, Progress, index_paths, process, worker, workers
from presssearch.indexing.process import Limits, Task
from presssearch.indexing.reading import ReaderDied, items_of
from presssearch.indexing.workers import Crew, read_in_order

LARGE = 3_000  # records; enough for a file to be shared, and for a worker to be busy with


def release(text: str = "The meeting ended.") -> str:
    return f"Ministers met in Arvena\n\nMinisters of the two countries met on Monday. {text}\n\nThey will meet again.\n"


def records(number: int) -> str:
    lines = (
        json.dumps({"id": n, "source": "xx-mfa", "title": f"Release {n}", "body": release(f"No. {n}.")})
        for n in range(number)
    )
    return "".join(line + "\n" for line in lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty small files, and behind the tenth a large one."""
    folder = tmp_path / "releases"
    folder.mkdir()
    for n in range(20):
        (folder / f"{'a' if n < 10 else 'c'}{n:02}.txt").write_text(release(f"No. {n}."))
    (folder / "b.jsonl").write_text(records(LARGE) + "{broken\n")
    return folder


def tasks_of(folder: Path) -> list[tuple[str, Task | None]]:
    return [(path.name, task_of(path)) for path in sorted(folder.iterdir())]


def task_of(path: Path) -> Task:
    return Task(path, str(path), None, path.stat().st_size)


@pytest.fixture
def crew_of() -> Iterator[Callable[..., Crew]]:
    made: list[Crew] = []

    def make(size: int = 2, limits: Limits | None = None) -> Crew:
        made.append(Crew(size, limits or Limits()))
        return made[-1]

    yield make
    for crew in made:
        crew.__exit__()


def pids_of(crew: Crew) -> list[int]:
    return [foreman._process.pid for foreman in crew._foremen]


class TestSameAsWithout:
    @pytest.mark.parametrize("bytes_ahead", [workers._BYTES_AHEAD, 1], ids=["much room", "no room"])
    def test_every_item_of_every_file_comes_in_order(
        self, folder: Path, crew_of: Callable[..., Crew], monkeypatch: pytest.MonkeyPatch, bytes_ahead: int
    ) -> None:
        """Whoever read it: a large file is shared, and without room to read ahead nobody waits for ever."""
        monkeypatch.setattr(workers, "_BYTES_AHEAD", bytes_ahead)
        monkeypatch.setattr(workers, "_SHARED_BYTES", 50_000)
        (folder / "b.jsonl").write_text(records(200) + "{broken\n\n \n" + records(103))
        found = [(name, list(items)) for name, items in crew_of(3).read(tasks_of(folder))]
        expected = [(name, list(items_of(task.path, task.key, source=None))) for name, task in tasks_of(folder) if task]
        assert found == expected

    def test_a_run_makes_the_same_record_and_report(self, sample_docs: Path, tmp_path: Path) -> None:
        """With the failures in the same order, and the changes in the same order in the log."""
        reports: list[IndexReport] = []
        contents: list[list[Article | None]] = []
        for number in (1, 3):
            with Archive.open(tmp_path / f"{number}.sqlite", create=True) as archive:
                report = index_paths([sample_docs], archive=archive, engine=None, workers=number)
                reports.append(replace(report, seconds=0.0))
                contents.append([change.article for change in archive.changes(0)])
        assert reports[0] == reports[1]
        assert reports[0].failures
        assert contents[0] == contents[1]

    def test_what_is_not_read_further_is_given_up(self, folder: Path, crew_of: Callable[..., Crew]) -> None:
        """A run that takes a few items of a large file goes on with the next."""
        taken = [(name, len(list(islice(items, 3)))) for name, items in crew_of().read(tasks_of(folder))]
        assert taken == [(name, 3 if name == "b.jsonl" else 1) for name, _ in taken]

    def test_few_small_files_start_no_process(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workers, "Crew", None)
        few = tasks_of(folder)[:7]
        assert [name for name, items in read_in_order(few, workers=2) if list(items)] == [name for name, _ in few]

    def test_where_no_worker_starts_files_are_read_here(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(sys, "executable", "/bin/false")
        small = tasks_of(folder)[:10]
        assert sum(len(list(items)) for _, items in read_in_order(small, workers=2)) == 10
        assert "cannot be started" in caplog.text

    def test_a_script_without_a_main_guard_runs_once(self, folder: Path, tmp_path: Path) -> None:
        script = tmp_path / "script.py"
        script.write_text(
            "import sys, presssearch\nfrom pathlib import Path\nprint('started')\n"
            "with presssearch.open(sys.argv[2], create=True) as ix:\n"
            "    print(ix.index_paths([Path(sys.argv[1])], workers=2).files_read)\n"
        )
        (folder / "b.jsonl").unlink()
        done = subprocess.run(
            [sys.executable, str(script), str(folder), str(tmp_path / "index")],
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        assert done.stdout.split() == ["started", "20"]
        assert done.stderr == ""


class TestHostileFiles:
    def test_a_file_that_needs_too_much_memory_costs_itself_alone(
        self, folder: Path, crew_of: Callable[..., Crew]
    ) -> None:
        """JSON of 18 MB that needs 400 MB, within 250 MB of addresses."""
        (folder / "b.jsonl").unlink()
        (folder / "b.json").write_text("[" + "[]," * 6_000_000 + "[]]")
        reasons = {}
        for name, items in crew_of(2, Limits(memory_bytes=250_000_000)).read(tasks_of(folder)):
            try:
                reasons[name] = [item.reason for item in items if not isinstance(item, Article)]
            except ReadError as error:
                reasons[name] = [str(error)]
        assert "memory" in reasons.pop("b.json")[0]
        assert reasons == {name: [] for name, _ in tasks_of(folder) if name != "b.json"}

    @pytest.mark.parametrize(
        ("blow", "reason"),
        [
            (signal.SIGKILL, "the reader died: out of memory?"),
            (signal.SIGSEGV, "the reader died: SIGSEGV"),
            (signal.SIGSTOP, "took longer than 5 s"),
        ],
        ids=lambda value: getattr(value, "name", ""),
    )
    def test_what_was_read_before_a_worker_died_or_hung_stays(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blow: signal.Signals, reason: str
    ) -> None:
        """One line in the report; the other files are read, and the next run does not try again."""
        crews: list[Crew] = []
        monkeypatch.setattr(workers, "_BYTES_AHEAD", 20_000)
        monkeypatch.setattr(workers, "Crew", lambda size, limits: crews.append(Crew(size, limits)) or crews[-1])
        monkeypatch.setattr(workers, "Limits", lambda: Limits(seconds=5.0))

        def strike(state: Progress) -> None:
            if state.articles >= 200 and len(struck) == 0:
                struck.extend(pids_of(crews[0]))
                for pid in struck:
                    os.kill(pid, blow)

        struck: list[int] = []
        with Archive.open(tmp_path / "record.sqlite", create=True) as archive:
            report = index_paths([folder], archive=archive, engine=None, workers=2, progress=strike)
            assert [(Path(f.path).name, f.where, f.reason) for f in report.failures] == [("b.jsonl", None, reason)]
            assert report.files_read == 21
            assert 200 <= archive.count() < LARGE
            line = archive.file(str(folder / "b.jsonl"))
            assert line is not None
            assert (line.outcome, line.reason) == (FileOutcome.READ, reason)
            assert index_paths([folder], archive=archive, engine=None, workers=2).nothing_to_do
        assert len(struck) == 2
        assert not any(exists(pid) for pid in struck)

    def test_a_worker_that_died_between_two_files_is_replaced(self, folder: Path, crew_of: Callable[..., Crew]) -> None:
        (folder / "b.jsonl").unlink()
        crew = crew_of()
        first = list(crew.read(tasks_of(folder)[:5]))
        for pid in pids_of(crew):
            os.kill(pid, signal.SIGKILL)
        while any(foreman._process.is_alive() for foreman in crew._foremen):
            time.sleep(0.01)
        rest = [list(items) for _, items in crew.read(tasks_of(folder)[5:])]
        assert len(first) == 5
        assert [len(items) for items in rest] == [1] * 15

    def test_a_dead_reader_is_told_apart_from_a_bad_file(self, folder: Path, crew_of: Callable[..., Crew]) -> None:
        (folder / "b.jsonl").write_bytes(b"")
        for name, items in crew_of().read(tasks_of(folder)):
            if name == "b.jsonl":
                with pytest.raises(ReadError, match="empty") as caught:
                    list(items)
        assert not isinstance(caught.value, ReaderDied)


class TestTheEnd:
    def test_ctrl_c_keeps_what_was_read_and_ends_the_workers(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crews: list[Crew] = []
        monkeypatch.setattr(workers, "Crew", lambda size, limits: crews.append(Crew(size, limits)) or crews[-1])
        pids: list[int] = []

        def interrupt(state: Progress) -> None:
            if state.articles >= 200 and not pids:
                pids.extend(pids_of(crews[0]))
                raise KeyboardInterrupt

        with Archive.open(tmp_path / "record.sqlite", create=True) as archive:
            with pytest.raises(KeyboardInterrupt) as caught:
                index_paths([folder], archive=archive, engine=None, workers=2, progress=interrupt)
            assert caught.value.__notes__ == [f"while reading {folder}/b.jsonl"]
            assert archive.count() == 200
            assert len(archive.files()) == 10
            assert not any(exists(pid) for pid in pids)
            assert index_paths([folder], archive=archive, engine=None, workers=2).new == LARGE + 20 - 200

    def test_workers_do_not_outlive_a_run_that_was_killed(self, folder: Path, tmp_path: Path) -> None:
        code = (
            "import sys, time\nfrom pathlib import Path\n"
            "from presssearch.indexing.process import Limits, Task\nfrom presssearch.indexing.workers import Crew\n"
            "crew = Crew(2, Limits())\n"
            "path = Path(sys.argv[1])\n"
            "for _, items in crew.read([('b', Task(path, str(path), None, path.stat().st_size))]):\n"
            "    next(items)\n"
            "    print(*(f._process.pid for f in crew._foremen), flush=True)\n"
            "    time.sleep(600)\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(folder / "b.jsonl")], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        pids = [int(word) for word in process.stdout.readline().split()]
        process.kill()
        process.stdout.close()
        process.wait()
        assert len(pids) == 2
        deadline = time.monotonic() + 60
        while any(exists(pid) for pid in pids):
            assert time.monotonic() < deadline
            time.sleep(0.05)


def exists(pid: int) -> bool:
    """Does it run? One that waits for whoever inherited it to take its exit code does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # no such folder on this system, or it has just ended
        return not Path("/proc/self/stat").exists()
    return state != "Z"


def test_what_a_worker_logs_is_logged_by_the_run(caplog: pytest.LogCaptureFixture) -> None:
    """With the trace of an error, which cannot be sent itself."""
    ours, theirs = Pipe()
    handler = worker._LogOfParent(theirs)
    try:
        raise KeyError("nobody thought of this")
    except KeyError:
        error = sys.exc_info()
    handler.handle(logging.LogRecord("presssearch.x", logging.ERROR, "", 0, "failed at %s", ("a.html",), error))
    message = ours.recv_bytes()
    assert message[:1] == process.LOG
    workers._log(pickle.loads(message[1:]))
    assert "failed at a.html" in caplog.text
    assert "nobody thought of this" in caplog.text
    ours.close()
    theirs.close()
