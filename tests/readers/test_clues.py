"""What a page says of itself becomes clues; what is noise does not."""

import pytest

from presssearch.readers.clues import read_head, times_of
from presssearch.readers.page import parse_page


def clues(head: str) -> set[tuple[str, str, str]]:
    root = parse_page(f"<html><head>{head}</head><body><p>Text.</p></body></html>")
    return {(clue.kind, clue.name, clue.value) for clue in read_head(root).clues}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2018-06">', ("meta", "article:published_time", "2018-06")),
        ('<meta name="DC.Date" content=" 2018-06-12 ">', ("meta", "DC.Date", "2018-06-12")),
        ('<meta name="dcterms.issued" content="2018-06-12">', ("meta", "dcterms.issued", "2018-06-12")),
        ('<meta itemprop="datePublished" content="2018-06-12">', ("meta", "datePublished", "2018-06-12")),
        ('<meta name="pubdate" content="20180612">', ("meta", "pubdate", "20180612")),
        ('<meta name="govuk:first-published-at" content="2018">', ("meta", "govuk:first-published-at", "2018")),
        ('<meta name="author" content="A. B.">', ("meta", "author", "A. B.")),
        ('<link rel="canonical" href="https://example.org/a#x">', ("url", "canonical", "https://example.org/a")),
    ],
)  # fmt: skip
def test_a_meta_element_is_a_clue(head: str, expected: tuple[str, str, str]) -> None:
    """Under its own name, blanks stripped."""
    assert expected in clues(head)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="viewport" content="width=device-width">',
        '<meta name="description" content="A text">',
        '<meta property="og:image" content="https://example.org/a.png">',
        '<meta property="article:tag" content="fish">',
        '<link rel="canonical" href="javascript:alert(1)">',
        '<link rel="canonical" href="/relative">',
    ],
)
def test_noise_is_no_clue(head: str) -> None:
    """What says nothing of date, author, title, language or address is left out."""
    assert clues(head) == set()


JSON_LD = '<script type="application/ld+json">%s</script>'


ARTICLE = '{"@type": "NewsArticle", "datePublished": "2018-06-12", "author": [{"name": "A"}, "B"]}'


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        ARTICLE.replace('"NewsArticle"', '["http://schema.org/Article", "Thing"]') + ";",
        f'[{{"@type": "Organization", "name": "X"}}, {ARTICLE}]',
        f'{{"@graph": [{{"@type": "WebPage", "datePublished": "1999-01-01"}}, {ARTICLE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
    ],
)
def test_json_ld_is_found_in_its_forms(text: str) -> None:
    """Alone, in a list, in @graph, as a mainEntity; the article's facts, not those of the page around it."""
    assert clues(JSON_LD % text) == {
        ("jsonld", "datePublished", "2018-06-12"),
        ("jsonld", "author", "A"),
        ("jsonld", "author", "B"),
    }


def test_dates_of_a_bare_web_page_are_kept_where_there_is_no_article() -> None:
    """They are all the page has."""
    page = '{"@type": "WebPage", "name": "x", "datePublished": "2018-06-12"}'
    assert clues(JSON_LD % page) == {("jsonld", "datePublished", "2018-06-12")}


@pytest.mark.parametrize(
    "text", ["{", "[" * 50_000, '{"@type": {"@type": 1}}', "null", '{"@graph": {"@graph": {"@graph": {}}}}']
)
def test_broken_json_ld_does_no_harm(text: str) -> None:
    """Nothing comes out of it, and nothing is raised."""
    assert clues(JSON_LD % text) == set()


def test_an_address_that_is_only_the_front_page_is_not_the_address_of_an_article() -> None:
    """Some sites call their front page canonical on every page: all releases would be one."""
    root = parse_page(
        '<html><head><link rel="canonical" href="https://example.org/"></head><body><p>x</p></body></html>'
    )
    assert read_head(root).url is None


def test_a_page_saved_by_a_browser_knows_where_it_was() -> None:
    """Browsers write a comment above the page."""
    root = parse_page(
        "<!DOCTYPE html>\n<!-- saved from url=(0028)https://example.org/news/1234 --><html><body><p>x</p></body></html>"
    )
    assert read_head(root).url == "https://example.org/news/1234"


def test_times_know_whether_they_stand_in_the_article() -> None:
    """A date in the side list is not the date of the release."""
    root = parse_page(
        '<body><article><time datetime="2018-06-12">12 June</time></article><div><time>20 November</time></div></body>'
    )
    article = next(root.iter("article"))
    found = [(clue.name, clue.value) for clue in times_of(root, article)]
    assert found == [("article", "2018-06-12"), ("page", "20 November")]
