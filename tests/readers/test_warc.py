"""Web archives: the pages come out, the rest is counted, and a cut archive says so."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presssearch.errors import ReadError
from presssearch.readers import RawDocument, Unread, read

PAGE = (
    "<html lang=ru><head><title>Встреча</title></head><body><article><h1>Встреча министров</h1>"
    "<p>Министр принял посла республики и обсудил с ним паромы.</p></article></body></html>"
)


class Archive:
    """An archive in the making; packed record by record, as crawlers do it."""

    def __init__(self, packed: bool = True) -> None:
        self._packed = packed
        self._records: list[bytes] = []

    def add(
        self,
        url: str,
        content: bytes = b"",
        media: str | None = "text/html",
        status: str = "200 OK",
        kind: str = "response",
        **headers: str,
    ) -> None:
        fields = {**({"Content-Type": media} if media else {}), **headers}
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
        if kind == "response":
            content = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + content
            lines = "Content-Type: application/http; msgtype=response\r\n"
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-02-03T04:05:06Z\r\n"
            f"{lines}Content-Length: {len(content)}\r\n\r\n"
        )
        record = head.encode() + content + b"\r\n\r\n"
        self._records.append(gzip.compress(record) if self._packed else record)

    def data(self) -> bytes:
        return b"".join(self._records)


def read_all(tmp_path: Path, data: bytes, name: str = "crawl.warc.gz") -> list[RawDocument | Unread]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read(path))


def shown(items: list[RawDocument | Unread]) -> list[str]:
    return [f"{item.where}: {item.reason}" if isinstance(item, Unread) else item.blocks[-1].text[:40] for item in items]


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_is_read_with_what_its_server_said(tmp_path: Path, packed: bool) -> None:
    """Charset and address of the server, the number of the record, and dates that are no publication."""
    archive = Archive(packed)
    archive.add("crawl.warc", b"software: x", "application/warc-fields", kind="warcinfo")
    archive.add(
        "https://www.mid.ru/ru/1#top",
        PAGE.encode("cp1251"),
        "text/html; charset=windows-1251",
        Last_Modified="Tue, 12 Jun 2018 10:39:00 GMT",
    )
    (document,) = read_all(tmp_path, archive.data(), "crawl.warc.gz" if packed else "crawl.warc")
    assert isinstance(document, RawDocument)
    assert document.blocks[-1].text == "Министр принял посла республики и обсудил с ним паромы."
    assert (document.url, document.source) == ("https://www.mid.ru/ru/1", "ru-mid")
    assert document.location.endswith("#2")
    assert [(clue.name, clue.value) for clue in document.clues if clue.kind == "header"] == [
        ("WARC-Date", "2019-02-03T04:05:06Z"),
        ("Last-Modified", "Tue, 12 Jun 2018 10:39:00 GMT"),
    ]


def test_the_address_of_the_page_itself_is_stronger(tmp_path: Path) -> None:
    archive = Archive()
    page = PAGE.replace("<head>", '<head><link rel=canonical href="https://example.org/own">')
    archive.add("https://example.org/print?id=1", page.encode())
    (document,) = read_all(tmp_path, archive.data())
    assert isinstance(document, RawDocument)
    assert document.url == "https://example.org/own"


def test_texts_and_files_are_read_by_what_they_are(tmp_path: Path) -> None:
    """A resource, a page without a type, a page that is called a text, chunks, gzip inside."""
    archive = Archive()
    archive.add("https://example.org/a.txt", b"A text of a ministry.", "text/plain", kind="resource")
    archive.add("https://example.org/b", PAGE.encode(), None)
    archive.add("https://example.org/c", PAGE.encode(), "text/plain")
    page = PAGE.encode()
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (50, page[:50], len(page) - 50, page[50:])
    archive.add("https://example.org/d", chunks, Transfer_Encoding="chunked")
    archive.add("https://example.org/e", gzip.compress(page), Content_Encoding="gzip")
    archive.add("https://example.org/f", b"%PDF-1.4 and nothing else", "text/html")
    text, *pages, broken = read_all(tmp_path, archive.data())
    assert isinstance(text, RawDocument)
    assert (text.media, text.url) == ("text/plain", "https://example.org/a.txt")
    assert [page.title for page in pages if isinstance(page, RawDocument)] == ["Встреча"] * 4
    assert isinstance(broken, Unread)
    assert (broken.where, "PDF" in broken.reason) == ("record 6", True)


def test_what_is_no_page_is_counted_by_reason(tmp_path: Path) -> None:
    """One line for all images, one for each status; records about the fetching are not counted."""
    archive = Archive()
    archive.add("https://example.org/1", PAGE.encode())
    for number in range(3):
        archive.add(f"https://example.org/{number}.png", b"\x89PNG\r\n", "image/png")
        archive.add(f"https://example.org/gone{number}", b"<p>Gone</p>", status="404 Not Found")
    archive.add("https://example.org/robots.txt", b"User-agent: *", "text/plain")
    archive.add("https://example.org/x.css", b"a{}", "text/css")
    archive.add("https://example.org/packed", b"\x0b\x02\x80", Content_Encoding="br-x")
    archive.add("https://example.org/fake", b"\x89PNG\r\n\x1a\n", "text/html")
    archive.add("https://example.org/empty", b"<html><body><img src=a></body></html>")
    archive.add("dns:example.org", b"example.org 1.2.3.4", "text/dns", kind="resource")
    assert shown(read_all(tmp_path, archive.data())) == [
        "Министр принял посла республики и обсуди",
        "record 12: no text found",
        "3 records: images",
        "3 records: answers with HTTP status 404",
        "1 record: files for machines (robots.txt and the like)",
        "1 record: files of the kind text/css",
        "1 record: pages packed with br-x",
        "1 record: files of other kinds",
        "1 record: records that are not of the web",
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_archive_gives_what_is_whole_and_says_so(tmp_path: Path, packed: bool) -> None:
    """Wherever the second record is cut, the first is read; the second never is in part."""
    archive = Archive(packed)
    archive.add("https://example.org/1", PAGE.encode())
    first = len(archive.data())
    archive.add("https://example.org/2", PAGE.replace("Министр принял", "Посол принял").encode())
    data = archive.data()
    for at in range(first + 12, len(data) - 12, 23):
        items = read_all(tmp_path, data[:at], "crawl.warc.gz" if packed else "crawl.warc")
        assert shown(items)[0].startswith("Министр принял")
        assert len(items) == 2
        damage = items[1]
        assert isinstance(damage, Unread)
        assert damage.where == "after 1 fetched file"
        assert "ends in the middle" in damage.reason or "damaged" in damage.reason


HEAD = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: "


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"WARC/1.0\r\n", "ends in the middle"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 1000\r\n\r\nHTTP/1.1 200 OK\r\n", "ends in the middle"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n", "damaged"),
        (HEAD + b"1\r\n\r\nx\r\n\r\n", "without a page"),
        (HEAD + b"1\r\n\r\nxyz and so on", "damaged"),
        (b"WARC/1.0\r\n" + b"A: b\r\n" * 400_000, "endless headers"),
        (b"WARC/1.0\r\n" + b"A" * 3_000_000, "endless headers|ends in the middle"),
        (gzip.compress(HEAD + b"90000000\r\n\r\n" + b"a" * 90_000_000), "its size"),
    ],
    ids=["head", "body", "no number", "no page", "wrong length", "many headers", "a long header", "bomb"],
)  # fmt: skip
def test_a_damaged_archive_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read_all(tmp_path, data, "crawl.warc")


def test_a_page_that_unpacks_beyond_the_limit_is_skipped(tmp_path: Path) -> None:
    """A bomb inside an answer costs its record only."""
    archive = Archive()
    archive.add("https://example.org/1", gzip.compress(b"a" * 60_000_000), Content_Encoding="gzip")
    archive.add("https://example.org/2", PAGE.encode())
    assert shown(read_all(tmp_path, archive.data())) == [
        "Министр принял посла республики и обсуди",
        "1 record: larger than 20 MB",
    ]


GOOD = Archive(packed=False)
GOOD.add("https://example.org/1", PAGE.encode())
GOOD.add("https://example.org/2", b"A text.", "text/plain")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, len(GOOD.data()) - 1), piece=st.binary(max_size=6), gone=st.integers(0, 6))
def test_any_damage_is_survived(tmp_path: Path, at: int, piece: bytes, gone: int) -> None:
    """Bytes changed, added or lost anywhere: documents, reasons or ReadError, and nothing else."""
    data = bytearray(GOOD.data())
    data[at : at + gone] = piece
    try:
        items = read_all(tmp_path, bytes(data), "crawl.warc")
    except ReadError:
        return
    assert items
