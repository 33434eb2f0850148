"""Whole pages of sites that nobody configured: from the bytes to the fields of the article."""

from typing import Any

from presssearch.parsing.assemble import parse_document
from presssearch.readers.html import read_html

_CUT = "…"


def test_a_page_of_the_table_gives_its_fields(pages_case: dict[str, Any]) -> None:
    """See tests/cases/pages.toml."""
    document = read_html(pages_case["html"].encode(), path="p", location="/p", source=None, url=pages_case.get("url"))
    article = parse_document(document)
    for name in ("headline", "rubric", "credit", "reference", "language"):
        if name in pages_case:
            assert getattr(article, name) == (pages_case[name] or None), name
    if "byline" in pages_case:
        assert list(article.byline) == pages_case["byline"]
    if "published" in pages_case:
        assert article.published.value == (pages_case["published"] or None)
    if "city" in pages_case:
        assert article.dateline is not None
        assert [place.name for place in article.dateline.places] == [pages_case["city"]]
    if "people" in pages_case:
        assert [person.name for person in article.people] == pages_case["people"]
    if "body" in pages_case:
        paragraphs = [article.body[start:end] for start, end in article.paragraphs]
        wanted = pages_case["body"]
        assert len(paragraphs) == len(wanted), paragraphs
        for paragraph, each in zip(paragraphs, wanted, strict=True):
            assert paragraph.startswith(each.removesuffix(_CUT)) if each.endswith(_CUT) else paragraph == each
