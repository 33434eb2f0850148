"""Records of JSON Lines and JSON files: what their keys mean, and that one bad line costs one line."""

import gzip
import json
import tomllib
from pathlib import Path

import pytest

from presssearch.errors import ReadError
from presssearch.readers import RawDocument, Unread, read
from presssearch.readers.jsonl import parse_json, read_record

CASES = tomllib.loads(Path(__file__).with_name("records.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["why"][:60])
def test_a_record_reads_as_expected(case: dict[str, object]) -> None:
    """Each case of records.toml."""
    record = json.loads(str(case["record"]), strict=False)
    document = read_record(record, path="p", location="/p#1", source=None)
    found = {
        "blocks": [block.text for block in document.blocks],
        "clues": [[clue.name, clue.value] for clue in document.clues],
        **{name: getattr(document, name) for name in ("record_id", "url", "title", "language", "source")},
    }
    expect = case["expect"]
    assert isinstance(expect, dict)
    assert {name: found[name] for name in expect} == expect
    assert document.media == "text/html" or {clue.kind for clue in document.clues} <= {"record"}


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["why"])
def test_what_is_no_record_says_why(case: dict[str, str]) -> None:
    """Each refused case of records.toml."""
    with pytest.raises(ReadError, match=case["reason"]):
        read_record(parse_json(case["record"].encode()), path="p", location="/p#1", source=None)


def test_a_given_source_is_stronger_than_that_of_the_record() -> None:
    """`source` of the caller wins."""
    document = read_record({"body": "Text.", "source": "theirs"}, path="p", location="/p#1", source="ours")
    assert document.source == "ours"


LINES = b"""{"id": "a", "body": "First text."}
not json

[1]
{"id": "b", "body": "Second text."}\r
{"title": "no body"}
"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_bad_line_is_reported_and_the_others_are_read(tmp_path: Path, packed: bool) -> None:
    """Documents and Unread items come in the order of the lines; a location carries the number of its line."""
    path = tmp_path / ("dump.jsonl.gz" if packed else "dump.jsonl")
    path.write_bytes(gzip.compress(LINES) if packed else LINES)
    items = list(read(path))
    documents = [item for item in items if isinstance(item, RawDocument)]
    assert [(d.record_id, d.location) for d in documents] == [("a", f"{path}#1"), ("b", f"{path}#5")]
    assert [item.where for item in items if isinstance(item, Unread)] == ["line 2", "line 4", "line 6"]
    assert all(item.path == str(path) for item in items)


@pytest.mark.parametrize("name", ["dump.jsonl", "list.json", "cut.jsonl.gz"])
def test_items_that_are_not_wanted_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Positions are those of all items, bad ones too, so that the parts of a shared file are the whole."""
    monkeypatch.setattr("presssearch.readers.limits.LINE_BYTES", 1000)
    path = tmp_path / name
    long = b'{"body": "' + b"a" * 5000 + b'"}\n'
    whole = {
        "dump.jsonl": LINES + long + b" \n" + LINES,
        "list.json": b'[{"body": "A."}, {"title": "none"}, {"body": "C."}, {"body": "D."}]',
        "cut.jsonl.gz": gzip.compress(b"".join(b'{"body": "%d."}\n' % n for n in range(20_000)))[:-4000],
    }
    path.write_bytes(whole[name])
    items = list(read(path))
    assert len(items) >= 4
    for share in range(3):
        assert list(read(path, wanted=lambda position, share=share: position % 3 == share)) == items[share::3]


def test_a_json_file_of_one_record_and_of_many(tmp_path: Path) -> None:
    """One record has the location of the file; those of a list are numbered from 1; the bad one is reported."""
    one, many = tmp_path / "one.json", tmp_path / "many.json"
    one.write_text('{\n "body": "Text."\n}', encoding="utf-8")
    many.write_text('[{"body": "A."}, {"title": "none"}, {"body": "C."}]', encoding="utf-8")
    assert [item.location for item in read(one) if isinstance(item, RawDocument)] == [str(one)]
    items = list(read(many))
    assert [getattr(item, "location", None) for item in items] == [f"{many}#1", None, f"{many}#3"]
    assert items[1] == Unread(str(many), "record 2", "a record without a text (body, text, content …)")


@pytest.mark.parametrize("text", ['{"feeds": [1]}', "[]", "[1, 2]", '[{"title": "x"}]', '"text"', '{"a": 1}\n'])
def test_json_without_records_is_called_that(tmp_path: Path, text: str) -> None:
    """Label files, indexes of feeds and the like: the whole file is refused, or its one line."""
    path = tmp_path / "labels.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=r"no record in it has a text|not a record"):
        list(read(path))


def test_a_gzip_file_that_is_cut_short_gives_what_it_had(tmp_path: Path) -> None:
    """The records before the damage are read; the damage is reported once, with its place."""
    path = tmp_path / "dump.jsonl.gz"
    lines = b"".join(b'{"body": "Text number %d."}\n' % n for n in range(20_000))
    path.write_bytes(gzip.compress(lines)[:-4000])
    items = list(read(path))
    assert len(items) > 1000
    assert all(isinstance(item, RawDocument) for item in items[:-1])
    last = items[-1]
    assert isinstance(last, Unread)
    assert "damaged gzip" in last.reason


def test_a_line_beyond_the_limit_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is too long is reported; the next one is read."""
    monkeypatch.setattr("presssearch.readers.limits.LINE_BYTES", 1000)
    path = tmp_path / "dump.jsonl"
    path.write_bytes(b'{"body": "' + b"a" * 5000 + b'"}\n{"body": "Short."}\n')
    first, second = read(path)
    assert isinstance(first, Unread)
    assert "longer than" in first.reason
    assert isinstance(second, RawDocument)
    assert second.location == f"{path}#2"
