"""CSL-JSON: an array of items, as Zotero and pandoc read them. `issued` is as exact as the date; it is left out
where the year is not known, and `note` says what is printed."""

from collections.abc import Iterator
from typing import Any

from presssearch.search.exports.citation import KIND, Citation, citation_of
from presssearch.search.exports.export import Export
from presssearch.search.exports.lines import json_line


def write_csl(export: Export) -> Iterator[str]:
    before = "[\n"
    for article in export.articles:
        yield before + json_line(_item(citation_of(article, export.addresses))).rstrip("\n")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _item(citation: Citation) -> dict[str, Any]:
    accessed = citation.accessed
    item = {
        "id": citation.id,
        "type": "report",
        "genre": KIND,
        "title": citation.title,
        "author": [{"literal": author} for author in citation.authors],
        "publisher": citation.publisher,
        "publisher-place": citation.place,
        "issued": {"date-parts": [list(citation.issued)]} if citation.issued else None,
        "number": citation.number,
        "language": citation.language,
        "keyword": citation.section,
        "URL": citation.url or citation.copy,
        "archive_location": citation.copy if citation.url else None,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]} if accessed else None,
        "note": citation.note,
    }
    return {name: value for name, value in item.items() if value}
