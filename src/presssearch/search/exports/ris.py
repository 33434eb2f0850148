"""RIS: tagged lines, as Zotero, JabRef and EndNote read them. A press release is a report of that type.

DA holds the date as far as it is known, between slashes: 2018/06/12/, 2018/06//, 2018///; without a year there
is neither DA nor PY, and N1 says what is printed. Y2 is the day on which the release was recorded,
L2 the address of our copy.

A comma in AU parts a surname from the given names, and nothing can protect it. In the name of a ministry that is an
author it is written as the mark that looks like it (U+201A): "Ministry of Foreign Affairs, Trade" is nobody called
Trade. PB has the name as it is.
"""

from collections.abc import Iterator

from presssearch.search.exports.citation import KIND, Citation, citation_of
from presssearch.search.exports.export import Export
from presssearch.search.exports.text import one_line

_COMMA = "\N{SINGLE LOW-9 QUOTATION MARK}"


def write_ris(export: Export) -> Iterator[str]:
    for article in export.articles:
        yield _record(citation_of(article, export.addresses))


def _record(citation: Citation) -> str:
    year, month, day = (*citation.issued, None, None, None)[:3]
    lines = [
        ("TY", "RPRT"),
        ("TI", citation.title),
        *(("AU", author) for author in citation.byline or _corporate(citation.publisher)),
        ("PB", citation.publisher),
        ("CY", citation.place),
        ("PY", f"{year:04}" if year else None),
        (
            "DA",
            "/".join([f"{year:04}", *(f"{part:02}" if part else "" for part in (month, day)), ""]) if year else None,
        ),
        ("M3", KIND),
        ("SN", citation.number),
        ("LA", citation.language),
        ("KW", citation.section),
        ("UR", citation.url or citation.copy),
        ("L2", citation.copy if citation.url else None),
        ("Y2", f"{citation.accessed:%Y/%m/%d}/" if citation.accessed else None),
        ("N1", citation.note),
        ("AN", one_line(citation.id)),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n\r\n"


def _corporate(publisher: str | None) -> tuple[str, ...]:
    return (publisher.replace(",", _COMMA),) if publisher else ()
