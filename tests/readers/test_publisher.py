"""Who published a page of a site that is in no table."""

import pytest

from presssearch.readers.html import read_html

PAGE = (
    "<html><head>{head}</head><body><article><h1>A visit</h1><p>The minister came and left again.</p></article></body>"
)


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta property="og:site_name" content=" Ministry of  Fisheries ">', "Ministry of Fisheries"),
        ('<link rel="canonical" href="https://www.fish.example/news/1">', "fish.example"),
        ('<link rel="canonical" href="https://[bad/news/1">', None),
        ("", None),
    ],
    ids=["the name that the site gives itself", "else its host", "an address that is none", "unknown is unknown"],
)
def test_the_source_of_an_unknown_site(head: str, source: str | None) -> None:
    found = read_html(PAGE.format(head=head).encode(), path="p", location="/p", source=None)
    assert found.source == source


def test_a_given_source_is_stronger() -> None:
    page = PAGE.format(head='<meta property="og:site_name" content="Ministry of Fisheries">')
    assert read_html(page.encode(), path="p", location="/p", source="xx-mfa").source == "xx-mfa"
