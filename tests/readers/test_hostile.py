"""Whatever a file holds: documents of clean text come out, or ReadError, and nothing else."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presssearch.errors import ReadError
from presssearch.readers import RawDocument, Unread, read

NAMES = ("a.html", "a.txt", "a.json", "a.jsonl", "a.eml", "a.mbox", "a.mht", "a.xml", "a.gz", "a")
PAGE = b"""<html lang="en"><head><title>Visit</title>
<script type="application/ld+json">{"@type":"Article","datePublished":"2018-06-12"}</script></head>
<body><article><h1>Visit</h1><p>Ministers met in Almaty.</p><ul></ul></article></body></html>"""
MAIL = b"""From: a@example.org
Date: Tue, 12 Jun 2018 10:39:00 +0600
Subject: =?utf-8?b?0KTQvtGA0YPQvA==?=
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain

Text.
--b
Content-Type: text/html

<p>Text.</p>
--b--
"""
SEEDS = (
    PAGE,
    MAIL,
    b"From a@example.org Tue Jun 12 10:39:00 2018\n"
    + MAIL
    + b"\nFrom b@example.org Tue Jun 12 10:39:00 2018\n\nText.\n",
    b'{"id": 1, "title": "T", "body": "Ministers met.\\n\\nThey agreed."}\n{"id": 2, "body": "<p>x</p>"}\n',
    "Пресс-релиз\n\nАлматы, 12 июня\n\n«Паром не спрашивает», сказал министр.".encode(),
    "<p>Сообщение</p>".encode("utf-16"),
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Visit</title>'
    b"<description>Ministers &amp; &lt;b&gt;men&lt;/b&gt; met.</description></item></channel></rss>",
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nContent-Length: 72\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Ministers met in Almaty.\r\n\r\n",
)
RANDOM = st.binary(max_size=400)


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """A good file, cut, with bytes changed, or with rubbish in the middle; packed now and then."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(data) - 1))
        data[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=4))
        data = data or bytearray(b"x")
    data = data[: draw(st.integers(0, len(data)))]
    return gzip.compress(bytes(data)) if draw(st.booleans()) and draw(st.booleans()) else bytes(data)


def check(path: Path) -> None:
    """Read; whatever comes out must be text that can be stored, shown and sent."""
    try:
        items = list(read(path))
    except ReadError as error:
        items = [Unread(str(path), "file", str(error))]
    assert items
    for item in items:
        if isinstance(item, Unread):
            assert item.reason
            assert item.where
            continue
        assert item.blocks
        texts = [block.text for block in item.blocks] + [clue.value for clue in item.clues] + list(item.warnings)
        texts += [
            text for text in (item.title, item.url, item.source, item.record_id, item.language) if text is not None
        ]
        for text in texts:
            text.encode("utf-8")
            assert text
            assert "\x00" not in text


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=mutilated() | RANDOM, name=st.sampled_from(NAMES))
def test_any_bytes_become_clean_documents_or_a_reason(tmp_path: Path, data: bytes, name: str) -> None:
    """No other exception, no lone surrogate, no NUL, no empty article."""
    path = tmp_path / name
    path.write_bytes(data)
    check(path)


def nested(tag: str, levels: int) -> bytes:
    return b"<html><body>" + f"<{tag}>".encode() * levels + b"Ministers met in Almaty, and agreed on ferries."


@pytest.mark.parametrize(
    ("why", "data"),
    [
        ("50,000 levels of div", nested("div", 50_000)),
        ("50,000 unclosed b", nested("b", 50_000)),
        ("20,000 tables in tables", nested("table", 20_000)),
        ("more tags than the limit", b"<html><body>" + b"<p>" * 250_000),
        ("100,000 attributes", b"<p " + b" ".join(b"a%d=x" % n for n in range(100_000)) + b">Text.</p>"),
        ("100,000 attributes, tags in them", b"<p " + b" ".join(b'a%d="<"' % n for n in range(100_000)) + b">x</p>"),
        ("unclosed comments", b"<html><body>" + b"<!-- -- " * 50_000),
        ("unclosed CDATA", b"<html><body>" + b"<![CDATA[" * 20_000),
        ("an entity of entities", b'<!DOCTYPE html [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><html><p>&b;</p></html>'),
        ("an entity from outside", b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/fstab">]><html><p>&x;</p></html>'),
        ("JSON of 100,000 brackets", b"[" * 100_000),
        ("JSON of 100,000 objects", b'{"body":' * 100_000),
        ("an integer of 100,000 digits", b'{"body": ' + b"9" * 100_000 + b"}\n"),
        ("stars", b"*a " * 200_000),
        ("brackets", b"[a](" * 200_000),
        ("underscores", b"_a" * 200_000),
        ("200,000 short lines", b"abc def\n" * 200_000),
        ("one long line", b"a" * 4_000_000),
        ("headers without end", b"From: a\nTo: b\nSubject: " + b"=?utf-8?q?a?= " * 50_000),
        ("a page of NULs", b"<html>\x00<body>\x00" * 2000),
        ("wrong declaration", b'<meta charset="big5"><p>' + bytes(range(128, 256)) * 20),
        ("record of surrogates", b'{"body": "\\ud83d", "title": "\\udc00"}\n'),
    ],
)  # fmt: skip
def test_bombs_do_no_harm(tmp_path: Path, why: str, data: bytes) -> None:
    """Each is read or refused; the time-out of the test run would tell of an endless one."""
    for name in ("a.html", "a.txt", "a.json", "a.eml"):
        path = tmp_path / name
        path.write_bytes(data)
        check(path)


def test_nothing_outside_the_page_is_read(tmp_path: Path) -> None:
    """An entity that names a file of this machine stays unresolved."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the-secret-text", encoding="utf-8")
    page = tmp_path / "a.html"
    page.write_text(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
        "<html><body><p>Text &x; here.</p></body></html>",
        encoding="utf-8",
    )
    (document,) = read(page)
    assert isinstance(document, RawDocument)
    assert "the-secret-text" not in repr(document)
