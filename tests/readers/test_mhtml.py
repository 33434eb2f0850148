"""Pages that a browser saved in one file."""

from pathlib import Path

import pytest

from presssearch.errors import ReadError
from presssearch.readers import RawDocument, read

SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://www.mid.ru/ru/press/1
Subject: =?utf-8?B?0JLRgdGC0YDQtdGH0LA=?=
Date: Sun, 3 Feb 2019 04:05:06 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html; charset=windows-1251
Content-Transfer-Encoding: quoted-printable
Content-Location: https://www.mid.ru/ru/press/
 1

%s
--b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://www.mid.ru/a.png

iVBORw0KGgo=
--b
Content-Type: text/html
Content-Location: https://www.mid.ru/frame

<p>A frame.</p>
--b--
"""
PAGE = "<html><head><title>Встреча</title></head><body><article><h1>Встреча</h1><p>Министр принял посла.</p></article>"


def saved(page: str = PAGE) -> bytes:
    coded = "".join(
        char if char.isascii() and char != "=" else f"={char.encode('cp1251').hex().upper()}" for char in page
    )
    return (SAVED % coded).encode("ascii")


@pytest.mark.parametrize("name", ["page.mht", "page.mhtml", "page", "page.eml"])
def test_the_page_is_read_with_its_address(tmp_path: Path, name: str) -> None:
    """By its marks or its suffix; in the charset of its part; frames and images are no text of it."""
    path = tmp_path / name
    path.write_bytes(saved())
    (document,) = read(path)
    assert isinstance(document, RawDocument)
    assert [block.text for block in document.blocks] == ["Встреча", "Министр принял посла."]
    assert (document.title, document.url, document.source) == ("Встреча", "https://www.mid.ru/ru/press/1", "ru-mid")
    assert ("header", "Saved", "Sun, 3 Feb 2019 04:05:06 -0000") in [
        (clue.kind, clue.name, clue.value) for clue in document.clues
    ]


def test_a_page_alone_is_read(tmp_path: Path) -> None:
    """A file without parts, as old browsers saved a page without images."""
    path = tmp_path / "page.mht"
    head = "From: <Saved by Some Browser>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
    path.write_text(f"{head}Content-Location: file://C:\\page.htm\n\n{PAGE}", encoding="utf-8")
    (document,) = read(path)
    assert isinstance(document, RawDocument)
    assert document.url is None
    assert document.blocks[-1].text == "Министр принял посла."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (saved().replace(b"text/html", b"image/gif"), "without HTML"),
        (saved(""), "without HTML"),
        (saved("<p></p>"), "no text found"),
        (saved().replace(b"--b\n", b"--b\nContent-Type: multipart/mixed; boundary=a\n\n--a\n" * 300), "parts in parts"),
    ],
    ids=["no page", "empty", "no text", "bomb"],
)
def test_a_file_without_a_page_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "page.mhtml"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason):
        list(read(path))
