"""Feeds: each entry with a text is a document, and its dates are evidence as they stand."""

import contextlib
import tomllib
from pathlib import Path

import pytest

from presssearch.errors import ReadError
from presssearch.readers import RawDocument, Role, Unread, read

CASES = tomllib.loads(Path(__file__).with_name("feed.toml").read_text(encoding="utf-8"))["case"]


def read_all(tmp_path: Path, feed: str | bytes) -> list[RawDocument | Unread]:
    path = tmp_path / "feed.xml"
    path.write_bytes(feed if isinstance(feed, bytes) else feed.encode())
    return list(read(path))


def shown(item: RawDocument | Unread) -> dict[str, object]:
    """What feed.toml says of an entry; what is None is left out."""
    if isinstance(item, Unread):
        return {"unread": item.reason}
    names = ("title", "url", "source", "record_id", "language")
    facts = {name: value for name in names if (value := getattr(item, name)) is not None}
    return {
        **facts,
        "blocks": [b.text if b.role is Role.TEXT else f"{b.role.value}: {b.text}" for b in item.blocks],
        "clues": [f"{clue.name}: {clue.value}" for clue in item.clues if clue.kind == "feed"],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:60])
def test_a_feed_becomes_the_expected_documents(tmp_path: Path, case: dict[str, object]) -> None:
    """Each case of feed.toml."""
    assert [shown(item) for item in read_all(tmp_path, str(case["feed"]))] == case["expect"]


def test_an_entry_has_its_place_and_says_where_it_is_cut(tmp_path: Path) -> None:
    """The location counts the entries; a teaser is read, with a warning."""
    item = "<item><title>T</title><description>%s</description></item>"
    feed = f'<rss version="2.0"><channel>{item % ""}{item % "Ministers met and […]"}</channel></rss>'
    empty, teaser = read_all(tmp_path, feed)
    assert isinstance(empty, Unread)
    assert empty.where == "entry 1"
    assert isinstance(teaser, RawDocument)
    assert teaser.location == f"{tmp_path}/feed.xml#2"
    assert teaser.warnings == ("the feed gives only the beginning of the text",)
    assert (teaser.extractor, teaser.media) == ("feed", "application/rss+xml")


def test_a_declared_charset_is_believed(tmp_path: Path) -> None:
    """A feed in windows-1251, as old sites have it."""
    feed = (
        '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><item>'
        "<title>Встреча министров</title><description>Министр принял посла республики.</description>"
        "</item></channel></rss>"
    )
    (document,) = read_all(tmp_path, feed.encode("cp1251"))
    assert isinstance(document, RawDocument)
    assert document.title == "Встреча министров"
    assert document.blocks[0].text == "Министр принял посла республики."


@pytest.mark.parametrize(
    "feed",
    [
        '<rss version="2.0"><channel><title>News</title></channel></rss>',
        "<feed>",
        "<rss >",
        "<feed >" + "<a>" * 50_000,
        '<rss version="2.0"><channel>' + "<div>" * 50_000,
        '<!DOCTYPE rss [ <!ENTITY a "x"> <rss ><channel><item><title>T</title></item></channel></rss>',
    ],
    ids=["no entry", "nothing", "cut", "deep", "deep rss", "an open declaration"],
)
def test_a_feed_without_entries_is_refused(tmp_path: Path, feed: str) -> None:
    with pytest.raises(ReadError, match="feed"):
        read_all(tmp_path, feed)


def test_entities_do_nothing(tmp_path: Path) -> None:
    """Neither a bomb of entities nor a file of this machine comes into the text."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the-secret-text", encoding="utf-8")
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">\n' for n in range(12))
    feed = (
        f'<?xml version="1.0"?>\n<!DOCTYPE rss [\n<!ENTITY e0 "boom">\n{bomb}<!ENTITY f SYSTEM "file://{secret}">\n'
        f'<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;\n]>\n'
        '<rss version="2.0"><channel><item><title>&f;</title><description>Met &e12; &f; here.</description></item>'
        "</channel></rss>"
    )
    (document,) = read_all(tmp_path, feed)
    assert isinstance(document, RawDocument)
    assert "the-secret-text" not in repr(document)
    assert "boom" not in repr(document)
    assert len(document.blocks[0].text) < 100


@pytest.mark.parametrize(
    "inside",
    ["<b>" * 20_000, "&lt;div&gt;" * 20_000, "<![CDATA[" * 5_000, "<!-- -- " * 5_000, "&" * 100_000, "]]>" * 10_000],
    ids=["b", "escaped div", "CDATA", "comments", "ampersands", "ends"],
)
def test_bombs_do_no_harm(tmp_path: Path, inside: str) -> None:
    """Read, reported or refused; the time-out of the test run would tell of an endless one."""
    feed = (
        f'<rss version="2.0"><channel><item><title>T</title><description>{inside}</description></item></channel></rss>'
    )
    with contextlib.suppress(ReadError):
        assert len(read_all(tmp_path, feed)) == 1
