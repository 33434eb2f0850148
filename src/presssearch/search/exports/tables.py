"""CSV: one row for each release, columns that never change; and TIF, the table that text analysis reads.

Unknown is an empty cell. Several values in a cell are a JSON list, because names contain every separator.
A date is as exact as it is known: 2018-06-12T10:39, 2018-06, 2018, or --06-12 where the year is not known.

A cell that a spreadsheet could take for a formula begins with an apostrophe more: one that begins with
= + - @, their wide forms, a tab or a line feed, with or without apostrophes before it. So it can be undone.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from presssearch.article import Article
from presssearch.search.exports.citation import publisher_of
from presssearch.search.exports.export import Addresses, Export
from presssearch.search.exports.text import plain

_FORMULA = re.compile("'*[=+\\-@＝＋－＠\t\n]")

_Cell = Callable[[Article, Addresses], str | None]


def _list(values: Sequence[Any]) -> str | None:
    return json.dumps(values, ensure_ascii=False) if values else None


def _places(article: Article) -> str | None:
    return _list([place.name or place.raw for place in article.dateline.places] if article.dateline else [])


COLUMNS: dict[str, _Cell] = {
    "id": lambda article, _: article.id,
    "headline": lambda article, _: article.headline,
    "date": lambda article, _: article.published.value,
    "date_precision": lambda article, _: article.published.precision,
    "date_source": lambda article, _: article.published.source,
    "timezone": lambda article, _: article.published.timezone,
    "places": lambda article, _: _places(article),
    "source": lambda article, _: article.source,
    "language": lambda article, _: article.language,
    "rubric": lambda article, _: article.rubric,
    "byline": lambda article, _: _list(article.byline),
    "credit": lambda article, _: article.credit,
    "reference": lambda article, _: article.reference,
    "people": lambda article, _: _list([person.name for person in article.people]),
    "organisations": lambda article, _: _list([organisation.name for organisation in article.organisations]),
    "countries": lambda article, _: _list(article.countries),
    "url": lambda article, _: article.url,
    "article_url": lambda article, addresses: addresses.article(article.id),
    "first_recorded": lambda article, _: article.recorded.first if article.recorded else None,
    "last_edited": lambda article, _: article.recorded.edited if article.recorded else None,
    "body": lambda article, _: article.body,
    "publisher": lambda article, _: publisher_of(article),
}


def write_csv(export: Export) -> Iterator[str]:
    yield _row(list(COLUMNS))
    for article in export.articles:
        yield _row([guarded(plain(cell(article, export.addresses) or "")) for cell in COLUMNS.values()])


def write_tif(export: Export) -> Iterator[str]:
    """A corpus after the Text Interchange Formats of rOpenSci: `doc_id`, `text`, in that order. The text is
    the headline and the body."""
    yield _row(["doc_id", "text"])
    for article in export.articles:
        text = "\n\n".join(part for part in (article.headline, article.body) if part)
        yield _row([guarded(plain(article.id)), guarded(plain(text))])


def guarded(cell: str) -> str:
    """Text that no spreadsheet runs."""
    return "'" + cell if _FORMULA.match(cell) else cell


def _row(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
