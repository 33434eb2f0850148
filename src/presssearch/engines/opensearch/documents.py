"""Articles -> what the index holds of them (schema.py)."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from presssearch.analysis.folding import fold
from presssearch.analysis.names import keys_of_name, marks_by_word
from presssearch.article import Article
from presssearch.engines.base import ADDED_STEP, MISSING
from presssearch.engines.document import Document, document_of, iso_day
from presssearch.engines.leaves import CODE_FIELDS
from presssearch.engines.opensearch.schema import SEPARATOR
from presssearch.engines.opensearch.words import Words
from presssearch.fields import FACETS

UNDATED = 1 << 62  # behind every moment
_BUCKETS = (("year", 4), ("month", 7), ("day", 10))  # letters of a day
_FACETS = [(field.name, f"facet_{field.name}") for field in FACETS]
_CODES = [(field.name, f"code_{field.name}") for field in CODE_FIELDS]


def sources_of(articles: Sequence[Article], words: Words) -> Iterator[dict[str, Any]]:
    """What is sent for each article; what it has not is left out."""
    documents = [document_of(article) for article in articles]
    for article, document, read in zip(articles, documents, words.of(documents), strict=True):
        yield _plain(article, document) | read


def _plain(article: Article, document: Document) -> dict[str, Any]:
    """All but the words."""
    moment = document.first * 1440 + document.minute
    found: dict[str, Any] = {
        "article": article,
        "id": document.id,
        "spoken": document.language or MISSING,
        "oldest": moment or UNDATED,
        "present": [name for name, values in document.values.items() if values],
        "revision": document.revision,
        "first": document.first,
        "last": document.last,
        "moment": moment,
        "added": document.recorded * ADDED_STEP + moment,
    }
    if document.first:
        found["present"].append("date")
        first, last = iso_day(document.first), iso_day(document.last)
        found |= {name: first[:end] for name, end in _BUCKETS if first[:end] == last[:end]}
    _add_values(found, document)
    return found


@lru_cache(maxsize=1 << 14)
def marks_of(name: str) -> frozenset[str]:
    """What two spellings of a name may share."""
    return frozenset(mark for words in marks_by_word(name) for marks in words for mark in marks)


def _add_values(found: dict[str, Any], document: Document) -> None:
    values = document.values
    for name, column in _FACETS:
        if values[name]:
            found[column] = values[name]
    for name, column in _CODES:
        if values[name]:
            found[column] = list(map(_folded, values[name]))
    if values["people"]:
        found["people_key"] = list(frozenset().union(*map(_keys_of, values["people"])))
        found["people_mark"] = list(frozenset().union(*map(marks_of, values["people"])))
    if document.explained:
        found["explained"] = [acronym + SEPARATOR + name for acronym, name in document.explained]
        found["explained_key"] = [key for a, name in document.explained for key in (f"={a}", f"~{fold(name)}")]


_folded = lru_cache(maxsize=1 << 12)(fold)


@lru_cache(maxsize=1 << 14)
def _keys_of(name: str) -> frozenset[str]:
    return frozenset(keys_of_name(name))
