"""Article -> Document: the values that an engine indexes, the same for every engine.

The body is cut into pieces wherever a paragraph or a quotation begins or ends, and tokens are read piece by piece:
so these begin and end at a token, and an engine counts tokens to know at which.

    body       ▮▮▮▮▮▮▮▮ ▮▮▮▮▮▮ ▮▮▮ ▮▮▮▮▮▮▮▮▮        paragraphs: pieces 0, 1, 3
    cuts       0        1      2   3               quotations: pieces 2 … 2
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from presssearch.analysis.tokens import boundary
from presssearch.article import Article, Card, Quote, Span, card_of
from presssearch.fields import FIELDS, Kind

_LAST_MINUTE = 60_000_000
LEAD_PARAGRAPHS = 2  # of the text are its lead


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: its first piece, the one behind its last, and the number of its speaker among the values of
    the field `by`; None where nobody is named. Empty where its words do not stand in the body."""

    first: int
    end: int
    speaker: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """values: for each field but DATE its values, empty for none; of `lead` and `said` it counts only whether there
    are any, for their words are read as those of the body. first, last: the days that the
    publication date can mean, as yyyymmdd; 0 where the year is unknown. minute: of the first day, 0 where unknown.
    recorded: the minute of 1970 in which the record took its first revision in, 0 where unknown.
    cuts: where the pieces of the body begin, none for an empty body. paragraphs: first pieces of paragraphs.
    lead: the piece behind the lead. quotations: in order of their places.
    explained: acronyms of organisations with the names printed for them. card: what a list of hits shows."""

    id: str
    revision: int
    language: str | None
    values: Mapping[str, tuple[str, ...]]
    first: int
    last: int
    minute: int
    recorded: int
    cuts: tuple[int, ...]
    paragraphs: tuple[int, ...]
    lead: int
    quotations: tuple[Quoted, ...]
    explained: tuple[tuple[str, str], ...]
    card: Card

    def pieces(self) -> list[str]:
        """The body in pieces; joined, they are the body."""
        return [body[first:end] for body in self.values["body"] for first, end in pairwise((*self.cuts, len(body)))]


def document_of(article: Article) -> Document:
    days = article.published.days()
    values = _values(article)
    body = article.body
    paragraphs = [boundary(body, first) for first, _ in article.paragraph_spans()]
    quotations = sorted(((_place(body, quote), quote.speaker) for quote in article.quotes), key=lambda pair: pair[0])
    cuts = tuple(sorted({0, *paragraphs, *(at for span, _ in quotations for at in span)} - {len(body)})) if body else ()
    speakers = {name: number for number, name in enumerate(values["by"])}
    return Document(
        id=article.id,
        revision=article.revision,
        language=article.language,
        values=values,
        first=day_number(days[0]) if days else 0,
        last=day_number(days[1]) if days else 0,
        minute=(article.published.minute() or 0) if days else 0,
        recorded=_minute_of(article.recorded.first) if article.recorded else 0,
        cuts=cuts,
        paragraphs=tuple(sorted({bisect_left(cuts, first) for first in paragraphs})),
        lead=bisect_left(cuts, paragraphs[LEAD_PARAGRAPHS]) if len(paragraphs) > LEAD_PARAGRAPHS else len(cuts),
        quotations=tuple(
            Quoted(bisect_left(cuts, first), bisect_left(cuts, end), speakers.get(speaker) if speaker else None)
            for (first, end), speaker in quotations
        ),
        explained=tuple(dict.fromkeys(_explained(article))),
        card=card_of(article),
    )


def _explained(article: Article) -> Iterator[tuple[str, str]]:
    for organisation in article.organisations:
        acronym, name = organisation.acronym, organisation.name
        if acronym and acronym != name and acronym.isprintable() and name.isprintable():
            yield acronym, name


def _place(body: str, quote: Quote) -> Span:
    """Where the quotation stands; (0, 0) for nowhere."""
    first, end = quote.span or (-1, -1)
    if not 0 <= first <= end <= len(body):
        first = body.find(quote.text)
        end = first + len(quote.text)
    return (boundary(body, first), boundary(body, end)) if first >= 0 else (0, 0)


@lru_cache(maxsize=1 << 10)  # articles are recorded many in a second
def _minute_of(time: str) -> int:
    """`2026-11-24T07:10:00Z` -> minutes since 1970; 0 for what is no time of UTC. Ends in 2084, for moments of hits are
    numbers of 64 bits."""
    try:
        past = datetime.strptime(time, "%Y-%m-%dT%H:%M:%SZ") - datetime(1970, 1, 1)
    except ValueError:
        return 0
    return min(max(0, int(past.total_seconds()) // 60), _LAST_MINUTE)


def day_number(day: date) -> int:
    """yyyymmdd"""
    return day.year * 10000 + day.month * 100 + day.day


def iso_day(number: int) -> str:
    """yyyymmdd -> yyyy-mm-dd"""
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


_VALUES: Mapping[str, Callable[[Article], Iterable[str | None]]] = {
    "dateline": lambda article: (article.dateline.raw,) if article.dateline else (),
    "city": lambda article: [place.name for place in article.dateline.places] if article.dateline else (),
    "country": lambda article: article.countries,
    "people": lambda article: [person.name for person in article.people],
    "office": lambda article: [*(one.office for one in article.people), *(one.office for one in article.quotes)],
    "lead": lambda article: (article.body,),
    "said": lambda article: [quote.text for quote in article.quotes],
    "by": lambda article: [quote.speaker for quote in article.quotes],
    "organisations": lambda article: [organisation.name for organisation in article.organisations],
    "certainty": lambda article: (article.published.certainty().value,),
    "byline": lambda article: article.byline,
}


_OWN = [field.name for field in FIELDS if field.kind is not Kind.DATE and field.name not in _VALUES]
_own = attrgetter(*_OWN)  # of an article, all at once


def _values(article: Article) -> dict[str, tuple[str, ...]]:
    """Of each field the different ones that are not empty, in order. The name of a field that is not in the table is
    that of the article's own."""
    values: dict[str, tuple[str, ...]] = {n: (own,) if own else () for n, own in zip(_OWN, _own(article), strict=True)}
    for name, of_article in _VALUES.items():
        found = tuple(filter(None, of_article(article)))
        values[name] = found if len(found) < 2 else tuple(dict.fromkeys(found))  # bodies are long to be hashed
    return values
