"""The series that a release is part of, and its number there.

Releases of one source are numbered in the order in which they came out: by record ids, in addresses, by reference
numbers, in the names of the files in a folder. Several in one file stand there in some order as well.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from presssearch.archive import Position
from presssearch.article import Article

REFERENCES = "reference numbers"
# A name that begins with the number, that ends in it, or that has it behind a title of several words
_LEADING = re.compile(r"(\d{1,12})(?:[\W_].*)?", re.DOTALL)
_TRAILING = re.compile(r"(.*[\W_]|\D+)(\d{1,12})", re.DOTALL)
_TITLE = re.compile(r"(?:[^\W\d_]+[-_]){2,}")
_NUMBER = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_QUERY_KEYS = ("id", "nid", "p", "newsid", "articleid", "news_id", "article_id")
_SHORT_NUMBER_DIGITS = 3  # "…-part-2" counts the parts of something


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where an article was found. path: absolute. number: in the file, from 1; None where it is alone there."""

    path: str
    number: int | None = None


def file_series(path: str) -> str:
    return _named(f"the order of {Path(path).name}", path)


def shown(series: str) -> str:
    """The name of a series without what tells it from another of that name: the path of a file is private."""
    return series.partition("\n")[0]


def _named(name: str, key: str) -> str:
    return f"{name}\n{key}"


def begins_again(series: str) -> bool:
    """May the numbers of a series begin again each year? Reference numbers do, unless the year is part of them."""
    return series.startswith(REFERENCES) and not _YEAR.search(series.partition(": ")[2])


def positions_of(article: Article, shelf: Shelf | None = None) -> tuple[Position, ...]:
    """Where an article stands in the series that it is part of."""
    found = [_of_address(article.url), _of_record(article), _of_reference(article)]
    if shelf is not None:
        found.append(
            _in_folder(shelf.path, article.source) if shelf.number is None else _in_file(shelf.path, shelf.number)
        )
    positions = {position.series: position for position in found if position is not None}
    return tuple(positions.values())


def _in_file(path: str, number: int) -> Position:
    return Position(file_series(path), number, alone=True)


def _in_folder(path: str, source: str | None) -> Position | None:
    folder, name = os.path.split(path)
    numbered = _numbered(name.partition(".")[0])
    return Position(_named(f"the files {numbered[0]}", f"{source or ''}\n{folder}"), numbered[1]) if numbered else None


def _of_record(article: Article) -> Position | None:
    if article.record_id is None:
        return None
    if article.record_id.startswith(("http://", "https://")):
        return _of_address(article.record_id)
    cut = max(map(article.record_id.rfind, "/:")) + 1
    numbered = _numbered(article.record_id[cut:])
    if numbered is None:
        return None
    return Position(
        f"the record ids of {article.source or 'no source'}: {article.record_id[:cut]}{numbered[0]}", numbered[1]
    )


def _of_reference(article: Article) -> Position | None:
    """The whole of a reference number but its number is the series: 45/2018 and 45/2019 are in two."""
    if article.reference is None:
        return None
    numbers = [match for match in _NUMBER.finditer(article.reference) if not _YEAR.fullmatch(match[0])]
    if len(numbers) != 1:
        return None
    (match,) = numbers
    rest = f"{article.reference[: match.start()]}#{article.reference[match.end() :]}"
    return Position(f"{REFERENCES} of {article.source or 'no source'}: {rest}", int(match[0]))


def _of_address(url: str | None) -> Position | None:
    try:
        parts = urlsplit(url or "")
        host = parts.hostname or ""
    except ValueError:
        return None
    if not host:
        return None
    for key, value in parse_qsl(parts.query, max_num_fields=100) if parts.query.count("&") < 100 else ():
        if key.lower() in _QUERY_KEYS and value.isdecimal() and len(value) <= 12:
            return Position(f"the addresses of {host}{parts.path}?{key}=#", int(value))
    folders = parts.path.split("/")
    for index in range(len(folders) - 1, 0, -1):
        numbered = _numbered(folders[index].partition(".")[0])
        if numbered and numbered[1] > 99 and not _YEAR.fullmatch(folders[index]):
            return Position(f"the addresses of {host}{'/'.join(folders[:index])}/{numbered[0]}", numbered[1])
    return None


def _numbered(name: str) -> tuple[str, int] | None:
    """The number of a name, and the name with # in its place: "release-#" and 17. What follows a number in
    front is a title, and so are several words before a number of many digits."""
    leading = _LEADING.fullmatch(name) if name.isascii() else None
    if leading:
        return "#", int(leading[1])
    trailing = _TRAILING.fullmatch(name) if name.isascii() else None
    if trailing is None:
        return None
    long = len(trailing[2]) > _SHORT_NUMBER_DIGITS and not _YEAR.fullmatch(trailing[2])
    if long and _TITLE.match(trailing[1]):
        return "title-#", int(trailing[2])
    return f"{trailing[1]}#", int(trailing[2])
