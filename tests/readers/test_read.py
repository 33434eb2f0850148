"""One file: opened carefully, unpacked within limits, and either read or refused with a reason."""

import gzip
import os
import random
from pathlib import Path

import pytest

from presssearch.errors import ReadError
from presssearch.readers import RawDocument, Unread, read

PAGE = b"<html><body><h1>Forum opens</h1><p>Ministers of five states met in Almaty on Tuesday.</p></body></html>"


def read_one(path: Path, **options: str) -> RawDocument:
    (document,) = read(path, **options)
    assert isinstance(document, RawDocument)
    return document


@pytest.mark.parametrize(
    ("name", "data", "extractor"),
    [
        ("a.txt", b"Press release\n\nAlmaty, 12 June", "text"),
        ("a.html", PAGE, "blocks"),
        ("a.json", b'{"body": "Text."}', "record"),
        ("a.eml", b"From: a@example.org\nDate: x\nSubject: y\n\nText.", "mail"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_each_kind_is_read_plain_and_packed(
    tmp_path: Path, name: str, data: bytes, extractor: str, packed: bool
) -> None:
    """gzip changes nothing but the name; path is as walked, location is absolute."""
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(data) if packed else data)
    document = read_one(path)
    assert document.extractor == extractor
    assert document.path == document.location == str(path)


def test_a_relative_path_has_an_absolute_location(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The identity of an article does not hang on where one stands."""
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    document = read_one(Path("a.txt"))
    assert (document.path, document.location) == ("a.txt", str(tmp_path / "a.txt"))


def test_the_source_of_the_caller_is_kept(tmp_path: Path) -> None:
    """Text, pages and records alike."""
    for name, data in (("a.txt", b"Text."), ("a.html", PAGE), ("a.json", b'{"body": "x", "source": "theirs"}')):
        (tmp_path / name).write_bytes(data)
        assert read_one(tmp_path / name, source="ours").source == "ours"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (gzip.compress(b""), "empty"),
        (b"\xef\xbb\xbf", "no text found"),
        (b"<html><body><nav><a href='/'>Home</a></nav><script>var a;</script></body></html>", "no text found"),
        (b"<html><body><img src=a.png></body></html>", "no text found"),
        (
            b"<html><frameset><frame src=menu.htm><frame src=112.htm></frameset></html>",
            "a page of frames: its text is in other files .menu.htm, 112.htm.",
        ),
        (b"----\n****\n", "no text found"),
        (gzip.compress(b"a" * 50_000_000), "more than 200 times its size"),
        (gzip.compress(random.Random(1).randbytes(5000))[:-20], "damaged gzip"),
        (b"\x1f\x8b\x08rubbish", "damaged gzip"),
        (gzip.compress(gzip.compress(b"text")), "a gzip file in a gzip file"),
        (b"{\\rtf1 text}", "an RTF file"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}-bytes",
)
def test_what_holds_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    """Never an empty article: the reason says what is wrong."""
    path = tmp_path / "a.html" if data.startswith(b"<") else tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason):
        list(read(path))


def test_records_before_the_damage_of_a_packed_file_are_read(tmp_path: Path) -> None:
    """Though the file is cut within its first bytes."""
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"body": "One."}\n') + gzip.compress(b'{"body": "Two."}\n')[:-9])
    one, *rest = read(path)
    assert isinstance(one, RawDocument)
    assert one.blocks[0].text == "One."
    damage = rest[-1]
    assert isinstance(damage, Unread)
    assert "damaged gzip" in damage.reason


def test_a_document_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is that of the content, packed or not."""
    monkeypatch.setattr("presssearch.readers.limits.DOCUMENT_BYTES", 1000)
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 300)
    with pytest.raises(ReadError, match="too large"):
        list(read(path))


def test_a_file_that_vanished_is_reported(tmp_path: Path) -> None:
    """Between the walk and the reading a file may go, or become a folder."""
    with pytest.raises(ReadError, match="there is no such file"):
        list(read(tmp_path / "gone.txt"))
    with pytest.raises(ReadError, match="a folder"):
        list(read(tmp_path))


def test_a_pipe_in_the_place_of_a_file_does_not_hold_the_run(tmp_path: Path) -> None:
    """It is opened without waiting, and refused."""
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadError, match="a pipe"):
        list(read(tmp_path / "a.txt"))


def test_a_forbidden_file_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission is refused by hand here, since root may read everything."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(ReadError, match="no permission"):
        list(read(tmp_path / "a.txt"))
