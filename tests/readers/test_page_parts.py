"""What stands inside an article and is not of it, in pages of sites that nobody knows."""

import tomllib
from pathlib import Path

import pytest

from presssearch.readers.html import read_html
from presssearch.readers.raw import RawDocument

CASES = tomllib.loads((Path(__file__).parent / "page_parts.toml").read_text(encoding="utf-8"))["case"]
BEFORE = (
    "The ministers of the five coastal states met in Halden on Tuesday, and agreed on common rules for rail ferries. "
    "They will be tried on two lines this summer, and all lines are to follow before the ice comes back in November."
)
AFTER = BEFORE.replace("Tuesday", "Wednesday").replace("Halden", "Aktau")


def read_page(text: str) -> RawDocument:
    return read_html(text.encode(), path="p", location="/p", source=None)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_part_of_a_page(case: dict[str, object]) -> None:
    """Between the two paragraphs only what the case expects is read."""
    document = read_page(f"<article><h1>A meeting</h1><p>{BEFORE}</p>{case['html']}<p>{AFTER}</p></article>")
    found = [[block.role.value, block.text] for block in document.blocks]
    assert found == [["title", "A meeting"], ["text", BEFORE], *case["expect"], ["text", AFTER]]


def test_several_names_in_a_byline_are_parted() -> None:
    names = "<div class='byline'><span>Ana Berg</span> <span>Ben Cole</span> <span>Cem Dal Uz</span></div>"
    document = read_page(f"<article><h1>A meeting</h1>{names}<p>{BEFORE}</p></article>")
    assert [block.text for block in document.blocks if block.role.value == "byline"] == [
        "Ana Berg, Ben Cole, Cem Dal Uz"
    ]


def test_a_kicker_that_touches_its_title_is_parted() -> None:
    document = read_page(f"<article><h1><span>Halden meeting</span>Rules for ferries</h1><p>{BEFORE}</p></article>")
    assert document.blocks[0].text == "Halden meeting Rules for ferries"


def test_a_colon_that_is_only_heard_is_kept() -> None:
    title = "<h1><span>Halden</span><span class='sr-only'>: </span><span>Rules for ferries</span></h1>"
    document = read_page(f"<article>{title}<p>{BEFORE}</p></article>")
    assert document.blocks[0].text == "Halden: Rules for ferries"


def test_an_author_who_is_only_pointed_at_is_named() -> None:
    """JSON-LD may name a person apart, and point at it by @id."""
    script = """{"@graph": [{"@type": "NewsArticle", "headline": "A meeting", "author": {"@id": "#p"}},
                            {"@type": "Person", "@id": "#p", "name": "Ana Berg"}]}"""
    head = f'<head><script type="application/ld+json">{script}</script></head>'
    document = read_page(f"<html>{head}<body><article><p>{BEFORE}</p></article></body></html>")
    assert [clue.value for clue in document.clues if clue.name == "author"] == ["Ana Berg"]


def test_a_box_with_most_of_the_page_in_it_is_no_box() -> None:
    """A class that says "hidden" or "related" does not take away the text of a page."""
    document = read_page(
        f"<body><h1>A meeting</h1><div class='related hidden'><p>{BEFORE}</p><p>{AFTER}</p></div></body>"
    )
    assert [block.text for block in document.blocks][-2:] == [BEFORE, AFTER]


def test_what_stands_around_the_text_is_read() -> None:
    """The rubric and the number above a title, the byline and the credit below the text; no menu, no list behind."""
    above = "<ol><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ol><p>Release</p><p>No. 112/2018</p>"
    share = "<div class='share'>Share</div>"
    below = f"<div class='author'>Ana Berg</div>{share}<div class='photo-credit'>Photo: Ben Cole</div>"
    after = "<div><ul><li>Older news</li></ul></div>"
    text = f"<div class='article-body'><p>{BEFORE}</p><p>{AFTER}</p></div>"
    document = read_page(f"<body><main>{above}<p>12 June 2018</p><h1>A meeting</h1>{text}{below}{after}</main></body>")
    assert [block.text for block in document.blocks] == [
        *("Release", "No. 112/2018", "12 June 2018", "A meeting", BEFORE, AFTER, "Ana Berg", "Photo: Ben Cole")
    ]


@pytest.mark.parametrize(
    "head", ["<title>A meeting</title>", "<script>x</script>", "<meta charset=utf-8><title>A meeting</title>"]
)
def test_a_page_may_do_without_the_tags_that_are_optional(head: str) -> None:
    """<html>, <head> and <body> may be left out; the text begins at <main> all the same."""
    document = read_page(f"<!DOCTYPE html>{head}<main><h1>A meeting</h1><p>{BEFORE}</p></main><footer>Contact</footer>")
    assert [block.text for block in document.blocks] == ["A meeting", BEFORE]
