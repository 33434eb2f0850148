"""overrides.toml: what a person says is kept whatever is read, and what was read comes back."""

import json
import os
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import presssearch
from presssearch.archive import Archive
from presssearch.article import Article, Organisation, Person, Quote, published_on
from presssearch.cli.main import main
from presssearch.engines.memory import MemoryEngine
from presssearch.errors import SettingsError
from presssearch.indexing import IndexReport, Overrides, index_paths
from presssearch.indexing.overrides import NAME, as_read

CASES = tomllib.loads((Path(__file__).parent / "cases" / "overrides.toml").read_text(encoding="utf-8"))["case"]

TEXT = """Ministers agree on water

Almaty, 12 June 2018

Foreign Minister of Kazakhstan Daulet Sarybay met Foreign Minister of Uzbekistan Rustam Olimjonov.

“Water knows no borders, and neither should our cooperation”, Daulet Sarybay said. {more}
"""


class Bench:
    """A release in a folder, its record, an engine, and the overrides beside the record."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "releases"
        self.folder.mkdir()
        self.index = root / "index"
        self.archive = Archive.open(self.index / "record.sqlite", create=True)
        self.engine = MemoryEngine()
        self.clock = 1_600_000_000
        self.write()

    def write(self, more: str = "") -> None:
        self.clock += 10
        path = self.folder / "a.txt"
        path.write_text(TEXT.format(more=more), encoding="utf-8")
        os.utime(path, (self.clock, self.clock))

    def correct(self, text: str) -> None:
        """text: with {id} for the id of the article."""
        (id_,) = self.archive.ids() or ["none"]
        (self.index / NAME).write_text(text.replace("{id}", id_), encoding="utf-8")

    def run(self, **options: Any) -> IndexReport:
        return index_paths([self.folder], archive=self.archive, engine=self.engine, **options)

    @property
    def article(self) -> Article:
        (article,) = self.archive.get(self.archive.ids())
        assert article is not None
        assert self.engine.get([article.id]) == [article]
        return article


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    bench.run()
    yield bench
    bench.archive.close()


HEADLINE = '["{id}"]\nheadline = "Ministers agree on rivers"\nnote = "as in the printed bulletin"\n'


class TestCorrections:
    def test_a_correction_takes_effect_on_the_next_run(self, bench: Bench) -> None:
        """Without a changed file; the run says so, and it says where the value came from."""
        bench.correct(HEADLINE)
        report = bench.run()
        assert (report.corrected, report.files_read, report.applied) == (1, 0, 1)
        assert not report.nothing_to_do
        assert bench.article.headline == "Ministers agree on rivers"
        assert bench.article.origins["headline"] == "overrides.toml: as in the printed bulletin"
        assert bench.article.revision == 2
        assert bench.run().nothing_to_do

    def test_it_survives_another_reading(self, bench: Bench) -> None:
        """Of the same content: no revision. Of other content: its own text, and the correction."""
        bench.correct(HEADLINE)
        bench.run()
        report = bench.run(reread=True)
        assert (report.unchanged, report.changed, report.corrected) == (1, 0, 0)
        bench.write("They will meet again.")
        assert bench.run().changed == 1
        assert bench.article.revision == 3
        assert bench.article.headline == "Ministers agree on rivers"
        assert "meet again" in bench.article.body

    def test_without_it_what_was_read_comes_back(self, bench: Bench) -> None:
        """From the record, without the file; and then it is what a new reading gives."""
        before = bench.article
        bench.correct(HEADLINE)
        bench.run()
        (bench.folder / "a.txt").rename(bench.folder / ".a.txt")
        bench.correct("")
        assert bench.run().corrected == 1
        assert replace(bench.article, revision=1) == before
        assert bench.article.digest() == before.digest()
        (bench.folder / ".a.txt").rename(bench.folder / "a.txt")
        assert bench.run(reread=True).unchanged == 1

    def test_a_deleted_file_takes_everything_back(self, bench: Bench) -> None:
        before = bench.article
        bench.correct(HEADLINE)
        bench.run()
        (bench.index / NAME).unlink()
        assert bench.run().corrected == 1
        assert bench.article.headline == before.headline
        assert bench.run().nothing_to_do

    def test_a_correction_may_change(self, bench: Bench) -> None:
        """What was read stays what was read, not the former correction."""
        read = bench.article
        bench.correct(HEADLINE)
        bench.run()
        bench.correct('["{id}"]\nrubric = "Water"\n')
        bench.run()
        assert (bench.article.headline, bench.article.rubric) == (read.headline, "Water")
        assert as_read(bench.article).digest() == read.digest()

    def test_a_date_is_found_by_what_the_person_said(self, bench: Bench) -> None:
        """It is certain, its source is the correction, and what was read is kept among the losers."""
        bench.correct('["{id}"]\npublished = 2019-06-13\n')
        bench.run()
        published = bench.article.published
        assert (published.value, published.precision, published.confidence) == ("2019-06-13", "day", 1.0)
        assert published.source == "correction"
        assert published.candidates[0][0] == "2018-06-12"
        assert published.evidence[0].where == "overrides.toml"

    def test_unknown_is_said_by_name(self, bench: Bench) -> None:
        bench.correct('["{id}"]\nunknown = ["published", "dateline", "people"]\n')
        bench.run()
        article = bench.article
        assert (article.published.value, article.dateline, article.people) == (None, None, ())
        assert article.origins["people"] == "overrides.toml"

    def test_every_other_field_may_be_corrected(self, bench: Bench) -> None:
        bench.correct(
            '["{id}"]\nbyline = ["Saltanat Testova"]\ncountries = ["KZ"]\nsource = "xx-mfa"\n'
            'people = [{ name = "Daulet Sarybay", office = "Foreign Minister" }]\n'
            '[{id}.dateline]\nraw = "Astana, 12 June"\ndate = 2018-06-12\ntime = 10:39:00\n'
            'places = [{ raw = "Astana", country = "KZ" }]\n'
        )
        bench.run()
        article = bench.article
        assert (article.byline, article.countries, article.source) == (("Saltanat Testova",), ("KZ",), "xx-mfa")
        assert article.people == (Person("Daulet Sarybay", "Foreign Minister"),)
        assert article.dateline is not None
        assert (article.dateline.date, article.dateline.time) == ("2018-06-12", "10:39")
        assert article.dateline.places[0].country == "KZ"

    def test_an_id_that_is_not_there_is_a_warning(self, bench: Bench) -> None:
        """And no failure: the release may come later, and is corrected then."""
        bench.correct('\n["0123456789abcdef"]\nheadline = "New"\n' + HEADLINE)
        report = bench.run()
        assert report.warnings == ("overrides.toml, line 2: no article has the id 0123456789abcdef",)
        assert (report.failures, report.corrected) == ((), 1)

    def test_a_release_that_comes_later_is_corrected(self, bench: Bench) -> None:
        other = presssearch.Article.from_json({"path": str(bench.folder / "b.txt"), "body": "x"})
        bench.correct(f'["{other.id}"]\nheadline = "New"\n')
        assert len(bench.run().warnings) == 1
        (bench.folder / "b.txt").write_text(TEXT.format(more=""), encoding="utf-8")
        assert bench.run().warnings == ()
        (found,) = bench.archive.get([other.id])
        assert found is not None
        assert (found.headline, found.revision) == ("New", 1)

    def test_a_deleted_article_stays_deleted(self, bench: Bench) -> None:
        bench.correct(HEADLINE)
        bench.archive.delete(bench.archive.ids())
        assert bench.run().corrected == 0
        assert bench.archive.count() == 0


def test_a_new_body_keeps_the_spans_that_are_still_true(tmp_path: Path) -> None:
    """A span counts in the body: one that stands at other words now is dropped, and comes back with the old body."""
    article = Article(
        "a1",
        body="Ministers met.\n\nA. Testov of the UN said: “Yes.”",
        paragraphs=((0, 14), (16, 47)),
        people=(Person("A. Testov", spans=((16, 25),)),),
        organisations=(Organisation("United Nations", "UN", spans=((33, 35),)),),
        quotes=(Quote("Yes.", span=(42, 46)),),
    )
    (tmp_path / NAME).write_text('[a1]\nbody = "Ministers met.\\n\\nA. Testov, of the\\nUN, said: “Yes.”"\n')
    corrected = Overrides.beside(tmp_path / "record.sqlite").applied(article)
    assert [corrected.body[slice(*span)] for span in corrected.paragraphs] == corrected.body.split("\n\n")
    assert corrected.people == article.people
    assert corrected.organisations == (Organisation("United Nations", "UN"),)
    assert corrected.quotes == (Quote("Yes."),)
    assert as_read(corrected) == article


class TestFaultyFiles:
    @pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
    def test_the_message_names_the_line_and_the_key(self, case: dict[str, Any], tmp_path: Path) -> None:
        (tmp_path / NAME).write_text(case["file"], encoding="utf-8")
        with pytest.raises(SettingsError) as caught:
            Overrides.beside(tmp_path / "record.sqlite")
        for part in case["error"]:
            assert part in str(caught.value)

    @pytest.mark.parametrize("content", [b"\xff\xfe", None], ids=["not UTF-8", "a folder"])
    def test_a_file_that_cannot_be_read_is_named(self, content: bytes | None, tmp_path: Path) -> None:
        if content is None:
            (tmp_path / NAME).mkdir()
        else:
            (tmp_path / NAME).write_bytes(content)
        with pytest.raises(SettingsError, match=r"overrides\.toml"):
            Overrides.beside(tmp_path / "record.sqlite")

    def test_nothing_is_changed_then(self, bench: Bench) -> None:
        """Neither the good corrections are applied nor the files read."""
        before = bench.archive.last_change()
        bench.write("They will meet again.")
        bench.correct(HEADLINE + '["b"]\nheadline = 7\n')
        with pytest.raises(SettingsError, match="line 5, b, headline"):
            bench.run()
        assert bench.archive.last_change() == before


class TestFromOutside:
    def test_a_kill_between_the_file_and_the_record_is_mended_by_the_next_run(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Also where the correction was taken out again meanwhile."""
        bench.correct(HEADLINE)
        real = bench.archive.set_memo

        def killed(name: str, text: str) -> None:
            real(name, text)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(bench.archive, "set_memo", killed)
            with pytest.raises(KeyboardInterrupt):
                bench.run()
        assert bench.run().corrected == 1
        bench.correct("")
        with monkeypatch.context() as patch:
            patch.setattr(bench.archive, "put", lambda *_: killed("x", ""))
            with pytest.raises(KeyboardInterrupt):
                bench.run()
        assert bench.run().corrected == 1

    def test_the_library_and_a_rebuild_keep_to_it(self, tmp_path: Path) -> None:
        release = {"id": "a1", "headline": "Old", "body": "Ministers met.", "published": "2018-06-12"}
        with presssearch.open(tmp_path, create=True) as ix:
            ix.add([release])
        (tmp_path / NAME).write_text('["a1"]\nheadline = "New"\n')
        with presssearch.open(tmp_path) as ix:
            assert ix.add([release]).changed == 1
            assert ix.add([release]).unchanged == 1
            ix.commit()
            assert ix.search("headline:New").total == 1
        (tmp_path / NAME).write_text('["a1"]\nheadline = "Newest"\n')
        assert CliRunner().invoke(main, ["rebuild", "--index", str(tmp_path)]).exit_code == 0
        with presssearch.open(tmp_path) as ix:
            assert ix.search("headline:Newest").total == 1

    def test_it_is_explained_and_reported(self, tmp_path: Path) -> None:
        """With what was read, and where."""
        index = str(tmp_path)
        with presssearch.open(index, create=True) as ix:
            ix.add([replace(Article("a1", headline="Old", body="x"), origins={"headline": "block 2"})])
        (tmp_path / NAME).write_text('["a1"]\nheadline = "New"\nnote = "a typing error"\n["b2"]\nrubric = "x"\n')
        empty = tmp_path / "empty"
        empty.mkdir()
        said = CliRunner().invoke(main, ["index", str(empty), "--index", index])
        assert said.exit_code == 0
        assert "warning: overrides.toml, line 4: no article has the id b2" in said.output
        assert "corrected" in said.output
        shown = CliRunner().invoke(main, ["explain", "a1", "--index", index]).output
        assert "from overrides.toml: a typing error" in shown
        assert "read as Old (block 2)" in shown
        as_json = json.loads(CliRunner().invoke(main, ["explain", "a1", "--index", index, "--json"]).output)
        assert as_json["fields"]["headline"] == {
            "value": "New",
            "from": "overrides.toml: a typing error",
            "as_read": {"value": "Old", "from": "block 2"},
        }

    def test_a_faulty_file_ends_the_command_with_its_message(self, tmp_path: Path) -> None:
        (tmp_path / NAME).write_text("[a1]\nheadlin = 1\n")
        said = CliRunner().invoke(main, ["index", str(tmp_path / "none"), "--index", str(tmp_path)])
        assert said.exit_code == 2
        assert "line 2, a1, headlin" in said.output


def test_a_corrected_date_that_was_the_same_is_no_candidate(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('[a1]\npublished = "2018-06-12"\n')
    article = Article("a1", published=published_on("2018-06-12"))
    assert Overrides.beside(tmp_path / "record.sqlite").applied(article).published.candidates == ()


class TestNames:
    """Entities are messy: let me merge, or hide, in all releases at once."""

    GIVEN = (
        {
            "id": "a",
            "headline": "One",
            "body": "Bong Doe, that is Ferdinand Doe, met the Press Service.",
            "people": [
                {"name": "Bong Doe", "spans": [[0, 8]]},
                {"name": "Ferdinand Doe", "office": "President", "spans": [[18, 31]]},
                {"name": "Press Service", "spans": [[40, 53]]},
            ],
            "quotes": [{"text": "met", "speaker": "Bong Doe"}, {"text": "the", "speaker": "Press Service"}],
            "organisations": [{"name": "UN"}, {"name": "United Nations", "acronym": "UN"}],
            "dateline": {"raw": "Alma Ata", "places": [{"raw": "Alma Ata", "name": "Alma Ata"}]},
            "byline": ["Desk", "Eve Roe"],
        },
        {"id": "b", "headline": "Two", "body": "Bong Doe.", "people": [{"name": "Bong Doe", "spans": [[0, 8]]}]},
        {"id": "c", "headline": "Three", "body": "Ada.", "people": [{"name": "Ada", "spans": [[0, 3]]}]},
    )
    FILE = """
[names.people]
"Bong Doe" = "Ferdinand Doe"
"Press Service" = ""
[names.organisations]
"UN" = "United Nations"
[names.city]
"Alma Ata" = "Almaty"
[names.byline]
"Desk" = ""
"""

    def test_two_names_become_one_and_what_is_none_goes(self, tmp_path: Path) -> None:
        (tmp_path / NAME).write_text(self.FILE, encoding="utf-8")
        with presssearch.open(tmp_path, create=True) as index:
            index.add(self.GIVEN)
            index.commit()
            one = index.get("a")
            assert one is not None
            assert one.people == (Person("Ferdinand Doe", "President", spans=((0, 8), (18, 31))),)
            assert [quote.speaker for quote in one.quotes] == ["Ferdinand Doe", None]
            assert one.organisations == (Organisation("United Nations", "UN"),)
            assert [place.name for place in one.dateline.places if one.dateline] == ["Almaty"]  # type: ignore[union-attr]
            assert one.byline == ("Eve Roe",)
            assert one.origins["people"] == "overrides.toml: names"
            people = index.search(facets=["people"]).facets["people"].values
            assert [(value.label, value.count) for value in people] == [("Ferdinand Doe", 2), ("Ada", 1)]

    def test_what_was_recorded_before_is_brought_in_line_and_back(self, tmp_path: Path) -> None:
        with presssearch.open(tmp_path, create=True) as index:
            index.add(self.GIVEN)
            index.commit()
            (tmp_path / NAME).write_text(self.FILE + '["b"]\nheadline = "2"\n', encoding="utf-8")
            index.commit()
            assert index.search("person:Ferdinand").total == 2
            last = index._archive.last_change()
            index.commit()
            assert index._archive.last_change() == last, "once is enough"
            assert [one.revision for id_ in "abc" if (one := index.get(id_))] == [2, 2, 1]
            (tmp_path / NAME).write_text('["b"]\nheadline = "2"\n', encoding="utf-8")
            index.commit()
            assert [person.name for id_ in "ab" for person in index.get(id_).people] == [  # type: ignore[union-attr]
                "Bong Doe", "Ferdinand Doe", "Press Service", "Bong Doe",
            ]  # fmt: skip
            assert [one.headline for id_ in "ab" if (one := index.get(id_))] == ["One", "2"]

    def test_a_correction_of_one_release_goes_before(self, tmp_path: Path) -> None:
        (tmp_path / NAME).write_text(self.FILE + '["b"]\npeople = [{name = "Bong Doe"}]\n', encoding="utf-8")
        with presssearch.open(tmp_path, create=True) as index:
            index.add(self.GIVEN)
            one = index.get("b")
            assert one is not None
            assert [person.name for person in one.people] == ["Bong Doe"]
