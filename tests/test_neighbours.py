"""Years that neighbours tell: only where both sides agree, whatever the order of reading, and taken back with them."""

import json
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import presssearch
from presssearch.archive import Archive
from presssearch.article import Article
from presssearch.engines.memory import MemoryEngine
from presssearch.indexing import IndexReport, index_paths, positions_of
from presssearch.indexing.series import Shelf, begins_again, file_series
from presssearch.parsing.days.neighbours import Side, Surroundings, dated_by_itself, numbers_go_on, years_between

CASES = Path(__file__).parent / "cases"
BETWEEN = tomllib.loads((CASES / "neighbours.toml").read_text(encoding="utf-8"))["case"]
SERIES = tomllib.loads((CASES / "series.toml").read_text(encoding="utf-8"))["case"]
FIRST = date(2018, 6, 1)


@pytest.mark.parametrize("case", BETWEEN, ids=lambda case: case["why"])
def test_years_between(case: dict[str, Any]) -> None:
    month, day = map(int, case["day"].split("-"))
    before, after = (Side(tuple(map(date.fromisoformat, case[side])), "id") for side in ("before", "after"))
    found = years_between((month, day), Surroundings("a series", before, after))
    assert found == (frozenset(case["years"]) if "years" in case else None)


@pytest.mark.parametrize("case", SERIES, ids=lambda case: case["why"])
def test_series(case: dict[str, Any]) -> None:
    positions = positions_of(article(**case["article"]))
    assert sorted(position.number for position in positions) == case["numbers"]
    names = {position.series for position in positions}
    if "same" in case:
        assert names & {position.series for position in positions_of(article(**case["same"]))}
    if "other" in case:
        assert not names & {position.series for position in positions_of(article(**case["other"]))}


def test_reference_numbers_may_begin_again() -> None:
    """Unless the year stands in them; and one year alone does not show that they go on."""
    bare, dated = (positions_of(article(source="xx", reference=text))[0].series for text in ("No. 45", "45/2018"))
    assert (begins_again(bare), begins_again(dated)) == (True, False)
    year, next_year = [date(2018, 1, 5), date(2018, 12, 5)], [date(2019, 1, 9), date(2019, 11, 1)]
    assert not numbers_go_on(year)
    assert numbers_go_on([*year, *next_year])
    assert not numbers_go_on([year[0], next_year[0], year[1], next_year[1]])
    assert not numbers_go_on([])


def article(**fields: Any) -> Article:
    return Article(**{"id": "a", **fields})


class Bench:
    """A folder, its record and an engine. A release's number is its day from 1 June 2018 on."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "releases"
        self.folder.mkdir(parents=True)
        self.archive = Archive.open(root / "record.sqlite", create=True)
        self.engine = MemoryEngine()

    def write(self, name: str, *records: dict[str, Any]) -> Path:
        path = self.folder / name
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return path

    def index(self, *paths: Path, **options: Any) -> IndexReport:
        return index_paths(paths or [self.folder], archive=self.archive, engine=self.engine, workers=1, **options)

    def articles(self) -> dict[str, Article]:
        found = [one for one in self.archive.get(self.archive.ids()) if one]
        assert self.engine.get([one.id for one in found]) == found
        return {one.record_id or one.url or one.path or "": one for one in found}

    def values(self) -> dict[str, str | None]:
        return {name: one.published.value for name, one in self.articles().items()}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.archive.close()


def release(number: int, *, dated: bool = True, weekday: str = "", **more: Any) -> dict[str, Any]:
    day = FIRST + timedelta(days=number)
    text = f"Arvena, {weekday}{day.day} {day:%B} – Ministers of the two countries met. They spoke of water."
    record = {
        "id": str(number),
        "source": "xx-mfa",
        "title": f"Ministers speak of water {number}",
        "body": text,
        **more,
    }
    return {**record, "date": day.isoformat()} if dated else record


class TestYears:
    def test_a_year_follows_from_both_sides(self, bench: Bench) -> None:
        """With a source, a confidence and an evidence of its own; the dateline stays as printed."""
        bench.write("a.jsonl", release(9), release(11, dated=False), release(13))
        report = bench.index()
        assert (report.dated_by_neighbours, report.dates_without_year) == (1, 1)
        found = bench.articles()["11"]
        assert found.published.value == "2018-06-12"
        assert (found.published.source, found.published.precision, found.published.confidence) == (
            "neighbours",
            "day",
            0.8,
        )
        assert found.published.candidates == (("--06-12", 0.4),)
        assert found.dateline is not None
        assert found.dateline.date == "--06-12"
        told = [each for each in found.published.evidence if each.kind == "neighbour"]
        assert {each.value for each in told} == {"2018-06-10", "2018-06-14"}
        assert "before it in the record ids of xx-mfa" in " ".join(each.where for each in told)
        assert found.origins["published"].endswith("the year by neighbours")

    def test_no_path_of_this_machine_stands_in_the_article(self, bench: Bench) -> None:
        bench.write("a.jsonl", release(9), release(11, dated=False), release(13))
        bench.index()
        found = bench.articles()["11"]
        assert str(bench.folder) not in json.dumps({**found.to_json(), "path": None})

    def test_the_order_of_a_file_is_enough(self, bench: Bench) -> None:
        """As of a feed, newest first, whose entries have no numbers."""
        records = [release(n, dated=n != 11) for n in (13, 12, 11, 10, 9)]
        bench.write(
            "a.jsonl", *({**record, "id": f"{number:x}-{'abcde'[number]}x"} for number, record in enumerate(records))
        )
        bench.index()
        assert "2018-06-12" in bench.values().values()

    def test_files_of_a_folder_by_their_numbers(self, bench: Bench) -> None:
        for number in (9, 10, 11, 12):
            record = release(number, dated=number != 11)
            del record["id"]
            bench.write(f"release-{number:03}.json", record)
        bench.index()
        assert sum(one.published.source == "neighbours" for one in bench.articles().values()) == 1

    @pytest.mark.parametrize(
        "records",
        [
            pytest.param([release(9), release(11, dated=False)], id="no release behind it"),
            pytest.param([release(9), release(400, dated=False), release(13)], id="the order and its day disagree"),
            pytest.param([release(9), release(11, dated=False), release(100)], id="too far apart"),
            pytest.param([release(9), release(11, dated=False, weekday="Friday, "), release(13)], id="another weekday"),
        ],
    )
    def test_otherwise_the_year_stays_unknown(self, bench: Bench, records: Sequence[dict[str, Any]]) -> None:
        bench.write("a.jsonl", *records)
        bench.index()
        assert [value for value in bench.values().values() if value and value.startswith("--")]
        assert "neighbours" not in {one.published.source for one in bench.articles().values()}

    def test_one_that_was_told_by_neighbours_tells_nobody(self, bench: Bench) -> None:
        """Each year follows from days that are known without it: 100 releases in a row prove no more than one."""
        bench.write("a.jsonl", release(9), *(release(n, dated=False) for n in (10, 11, 12)), release(13))
        bench.index()
        assert {one.published.source for one in bench.articles().values()} == {"record", "neighbours"}
        bench.write("a.jsonl", release(9), *(release(n, dated=False) for n in (10, 11, 12)))
        bench.archive.delete([bench.articles()["13"].id])
        bench.index()
        assert {one.published.source for one in bench.articles().values()} == {"record", "dateline"}


class TestRuns:
    def test_reading_again_changes_nothing(self, bench: Bench) -> None:
        bench.write("a.jsonl", release(9), release(11, dated=False), release(13))
        bench.index()
        before = bench.articles()
        report = bench.index(reread=True)
        assert (report.changed, report.dated_by_neighbours, report.applied) == (0, 0, 0)
        assert bench.articles() == before
        assert bench.index().nothing_to_do

    def test_a_year_goes_with_the_neighbour_that_told_it(self, bench: Bench) -> None:
        """And what is left is what was read, to the letter."""
        alone = Bench(bench.folder.parent / "alone")
        alone.write("a.jsonl", release(9), release(11, dated=False))
        alone.index()
        bench.write("a.jsonl", release(9), release(11, dated=False))
        bench.write("b.jsonl", release(13))
        bench.index()
        assert bench.values()["11"] == "2018-06-12"
        bench.archive.delete([bench.articles()["13"].id])
        bench.index()
        (found, read) = (each.articles()["11"] for each in (bench, alone))
        assert found.published == read.published
        assert found.origins == read.origins
        assert dated_by_itself(found) == found
        alone.archive.close()

    def test_a_correction_is_evidence_for_others_and_wins(self, bench: Bench) -> None:
        bench.write("a.jsonl", release(9), release(11, dated=False), release(12, dated=False))
        bench.index()
        ids = {name: one.id for name, one in bench.articles().items()}
        overrides = bench.archive.path.with_name("overrides.toml")
        overrides.write_text(f'["{ids["12"]}"]\npublished = 2018-06-13\n', encoding="utf-8")
        bench.index()
        assert bench.values()["11"] == "2018-06-12"
        overrides.write_text(f'["{ids["11"]}"]\npublished = 2017-06-12\n', encoding="utf-8")
        bench.index()
        assert (bench.values()["11"], bench.values()["12"]) == ("2017-06-12", "--06-13")
        overrides.unlink()
        bench.index()
        assert bench.values()["11"] == "--06-12"

    def test_a_file_that_became_shorter_has_no_end_of_old(self, bench: Bench) -> None:
        bench.write("a.jsonl", release(9), release(11), release(13))
        bench.index()
        bench.write("a.jsonl", release(9), release(11))
        bench.index()
        series = file_series(str(bench.folder / "a.jsonl"))
        assert bench.archive.days_in(series, limit=10) == [date(2018, 6, 10), date(2018, 6, 12)]

    def test_articles_of_a_program_too(self, tmp_path: Path) -> None:
        """Added one by one, and committed."""
        with presssearch.open(tmp_path / "index", create=True) as index:
            for number, value in ((116, "2018-06-11"), (117, "--06-12"), (118, "2018-06-13")):
                index.add([{"source": "xx", "record_id": str(number), "published": value, "body": "Ministers met."}])
            index.commit()
            found = index.search("ministers", from_="2018-06-12", to="2018-06-12")
            assert found.total == 1


def test_a_place_in_a_file_has_one_release() -> None:
    positions = positions_of(article(), Shelf("/a/b.jsonl", 3))
    assert [(position.number, position.alone) for position in positions] == [(3, True)]


DUMPS = st.permutations([(0, True), (2, False), (4, True), (6, False), (8, False), (30, True), (31, False), (33, True)])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=DUMPS, cuts=st.lists(st.integers(1, 7), max_size=3))
def test_neither_order_nor_number_of_runs_matters(
    order: Sequence[tuple[int, bool]], cuts: list[int], tmp_path: Path
) -> None:
    """Whatever is read first, in however many runs: the same dates with the same evidence."""
    shutil.rmtree(tmp_path)
    bench, at_once = Bench(tmp_path / "bench"), Bench(tmp_path / "at-once")
    for number, dated in order:
        for each in (bench, at_once):
            each.write(f"{'abcdefgh'[number % 8]}x{number}y.jsonl", release(number, dated=dated))
    at_once.index()
    paths = [bench.folder / f"{'abcdefgh'[number % 8]}x{number}y.jsonl" for number, _ in order]
    ends = sorted({*cuts, len(paths)})
    for start, end in zip([0, *ends], ends, strict=False):
        bench.index(*paths[start:end])
    assert {n: (one.published.value, len(one.published.evidence)) for n, one in bench.articles().items()} == {
        n: (one.published.value, len(one.published.evidence)) for n, one in at_once.articles().items()
    }
    assert sum(one.published.source == "neighbours" for one in bench.articles().values()) == 4
    bench.archive.close()
    at_once.archive.close()
