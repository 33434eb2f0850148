"""Card: as much of an article as a list of hits shows."""

from dataclasses import dataclass

from presssearch.article.model import Article
from presssearch.article.parts import UNKNOWN_DATE, Place, Published


@dataclass(frozen=True, slots=True)
class Card:
    """The fields of an article that a list shows, and its text. published: without candidates and evidence. places:
    those of the dateline. people: the names alone."""

    id: str
    revision: int = 1
    source: str | None = None
    url: str | None = None
    language: str | None = None
    headline: str | None = None
    rubric: str | None = None
    published: Published = UNKNOWN_DATE
    places: tuple[Place, ...] = ()
    countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    body: str = ""


def card_of(article: Article) -> Card:
    own = article.published
    return Card(
        id=article.id,
        revision=article.revision,
        source=article.source,
        url=article.url,
        language=article.language,
        headline=article.headline,
        rubric=article.rubric,
        published=Published(own.value, own.precision, own.source, own.timezone, own.confidence),
        places=article.dateline.places if article.dateline else (),
        countries=article.countries,
        people=tuple(person.name for person in article.people),
        body=article.body,
    )
