"""The Article: what a release says, each derived fact with the place that it came from.

Its JSON form is public: the command line, the API, the record and the exports all speak it.
Unknown is None (or empty), never "", 0 or "unknown". Spans are half-open and count Unicode code
points from the start of `Article.body`.

parts.py  Dateline, Published, Person, Quote …; model.py  Article, article_id; card.py  Card: what a list
shows of one; plain.py  to and from plain values
"""

from presssearch.article.card import Card, card_of
from presssearch.article.model import Article, article_id
from presssearch.article.parts import (
    NEIGHBOURS,
    UNKNOWN_DATE,
    Certainty,
    Dateline,
    Evidence,
    Organisation,
    Person,
    Place,
    Published,
    Quote,
    Recorded,
    Span,
    published_on,
)

__all__ = [
    "NEIGHBOURS",
    "UNKNOWN_DATE",
    "Article",
    "Card",
    "Certainty",
    "Dateline",
    "Evidence",
    "Organisation",
    "Person",
    "Place",
    "Published",
    "Quote",
    "Recorded",
    "Span",
    "article_id",
    "card_of",
    "published_on",
]
