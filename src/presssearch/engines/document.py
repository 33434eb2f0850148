"""Article -> Document: the values that an engine indexes, the same for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from presssearch.article import Article
from presssearch.fields import FIELDS, Kind


@dataclass(frozen=True, slots=True)
class Document:
    """values: for each field but DATE its values, empty for none. first, last: the days that the
    publication date can mean, as yyyymmdd; 0 where the year is unknown. minute: of the first day, 0 where unknown."""

    id: str
    revision: int
    language: str | None
    values: Mapping[str, tuple[str, ...]]
    first: int
    last: int
    minute: int


def document_of(article: Article) -> Document:
    days = article.published.days()
    return Document(
        id=article.id,
        revision=article.revision,
        language=article.language,
        values={field.name: _values(article, field.name) for field in FIELDS if field.kind is not Kind.DATE},
        first=day_number(days[0]) if days else 0,
        last=day_number(days[1]) if days else 0,
        minute=(article.published.minute() or 0) if days else 0,
    )


def day_number(day: date) -> int:
    """yyyymmdd"""
    return day.year * 10000 + day.month * 100 + day.day


def iso_day(number: int) -> str:
    """yyyymmdd -> yyyy-mm-dd"""
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


def _values(article: Article, name: str) -> tuple[str, ...]:
    match name:
        case "dateline":
            found = [article.dateline.raw] if article.dateline else []
        case "city":
            found = [place.name for place in article.dateline.places if place.name] if article.dateline else []
        case "country":
            found = list(article.countries)
        case "people":
            found = [person.name for person in article.people]
        case "organisations":
            found = [organisation.name for organisation in article.organisations]
        case "byline":
            found = list(article.byline)
        case _:
            value = getattr(article, name)
            found = [value] if value else []
    return tuple(dict.fromkeys(found))
