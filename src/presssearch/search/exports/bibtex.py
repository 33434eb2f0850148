"""BibTeX: one @techreport for each release, of the type “Press release”, its ministry a corporate author.

Zotero takes @misc for a book. year and month stand where they are known, and date for what reads the day too: BibLaTeX,
Zotero. Without a year there is none of them, and `note` says what is printed. urldate is the day on which the release
was recorded.
"""

import hashlib
import re
from collections.abc import Iterator

from presssearch.search.exports.citation import KIND, Citation, citation_of
from presssearch.search.exports.export import Export

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPED = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_"},
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\~{}",
        "^": r"\^{}",
    }
)
_NOT_IN_KEYS = re.compile("[^a-z0-9-]")
_IN_ADDRESSES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "%": r"\%", "#": r"\#", "~": r"\%7E"})


def write_bibtex(export: Export) -> Iterator[str]:
    for article in export.articles:
        yield _entry(citation_of(article, export.addresses))


def _entry(citation: Citation) -> str:
    year, month = (*citation.issued, None, None)[:2]
    fields = {
        "title": _whole(citation.title),
        "author": _names(citation.authors),
        "type": _text(KIND),
        "institution": _text(citation.publisher),
        "address": _text(citation.place),
        "year": f"{{{year:04}}}" if year else "",
        "month": _MONTHS[month - 1] if month else "",
        "date": _date(citation.issued),
        "number": _text(citation.number),
        "language": _text(citation.language),
        "keywords": _text(citation.section),
        "url": _address(citation.url or citation.copy),
        "urldate": _text(citation.accessed.isoformat() if citation.accessed else None),
        "note": _text(citation.note),
    }
    lines = [f"  {name} = {value}" for name, value in fields.items() if value]
    return f"@techreport{{{_key(citation.id)},\n" + ",\n".join(lines) + "\n}\n\n"


def _key(id_: str) -> str:
    """The id, which never changes; for one with other characters a digest of it besides. Keys are the same in
    capitals."""
    kept = _NOT_IN_KEYS.sub("", id_)
    return kept if kept == id_ else f"{kept}-{hashlib.sha256(id_.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _date(issued: tuple[int, ...]) -> str:
    year, *rest = issued or (0,)
    return f"{{{'-'.join([f'{year:04}', *(f'{part:02}' for part in rest)])}}}" if year else ""


def _text(text: str | None) -> str:
    return f"{{{text.translate(_ESCAPED)}}}" if text else ""


def _whole(text: str) -> str:
    """Not to be put into small letters."""
    return f"{{{_text(text)}}}"


def _names(names: tuple[str, ...]) -> str:
    """Each in braces: neither “and” nor a comma in a name parts it."""
    return f"{{{' and '.join(map(_text, names))}}}" if names else ""


def _address(url: str | None) -> str:
    return f"{{{url.translate(_IN_ADDRESSES)}}}" if url else ""
