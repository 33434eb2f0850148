"""What a reference says of a release, whatever the format; what is not known is left out, and said in a note."""

from dataclasses import dataclass
from datetime import date

from presssearch.analysis import publishers
from presssearch.article import Article
from presssearch.search.exports.export import Addresses
from presssearch.search.exports.text import one_line

KIND = "Press release"
UNTITLED = "Without a headline"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Citation:
    """byline: who signed it. publisher: see `publisher_of`; the corporate author of what nobody signed.
    issued: year, then month and day as far as they are known; empty where the year is not known, and then `note`
    says what is printed. copy: the address of our copy. accessed: the day on which the record took the release in."""

    id: str
    title: str
    byline: tuple[str, ...]
    publisher: str | None
    place: str | None
    issued: tuple[int, ...]
    note: str | None
    number: str | None
    language: str | None
    section: str | None
    url: str | None
    copy: str | None
    accessed: date | None

    @property
    def authors(self) -> tuple[str, ...]:
        return self.byline or ((self.publisher,) if self.publisher else ())


def publisher_of(article: Article) -> str | None:
    """The name of the ministry where its site is known, else the source: what the release calls its publisher, or
    what it was read for. One line."""
    return one_line(publishers.name_of(article.source or "") or article.source or "") or None


def citation_of(article: Article, addresses: Addresses) -> Citation:
    """Every text is one line."""

    def line(text: str | None) -> str | None:
        return one_line(text or "") or None

    places = [one_line(place.name or place.raw) for place in article.dateline.places] if article.dateline else []
    return Citation(
        id=article.id,
        title=line(article.headline) or UNTITLED,
        byline=tuple(name for name in map(one_line, article.byline) if name),
        publisher=publisher_of(article),
        place=", ".join(place for place in places if place) or None,
        issued=_date(article),
        note=_note(article),
        number=line(article.reference),
        language=line(article.language),
        section=line(article.rubric),
        url=line(article.url),
        copy=addresses.article(article.id),
        accessed=date.fromisoformat(article.recorded.first[:10]) if article.recorded else None,
    )


def _date(article: Article) -> tuple[int, ...]:
    if article.published.days() is None:
        return ()
    day = (article.published.value or "").partition("T")[0]
    return tuple(int(part) for part in day.split("-"))


def _note(article: Article) -> str | None:
    if article.published.value is None:
        return "Date unknown"
    if article.published.days() is None:
        month, day = (int(part) for part in article.published.value[2:7].split("-"))
        return f"Dated {day} {_MONTHS[month - 1]}, year unknown"
    return None
