"""The Article itself, its identity and its JSON form."""

import hashlib
import re
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from presssearch.article.parts import (
    UNKNOWN_DATE,
    Dateline,
    Organisation,
    Person,
    Published,
    Quote,
    Recorded,
    Span,
    checked,
    published_on,
)
from presssearch.article.plain import from_plain, to_plain
from presssearch.errors import ParseError

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Article:
    """One release. `origins` maps a field to the place that its value came from. The record gives `revision`
    and `recorded`; they are no content."""

    id: str
    revision: int = 1
    source: str | None = None
    url: str | None = None
    record_id: str | None = None
    path: str | None = None
    language: str | None = None
    headline: str | None = None
    rubric: str | None = None
    dateline: Dateline | None = None
    published: Published = UNKNOWN_DATE
    byline: tuple[str, ...] = ()
    credit: str | None = None
    reference: str | None = None
    body: str = ""
    paragraphs: tuple[Span, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    countries: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    recorded: Recorded | None = field(default=None, compare=False)

    def to_json(self) -> dict[str, Any]:
        """The public JSON form: a dict of plain values, every key present."""
        return typing.cast(dict[str, Any], to_plain(self))

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read the public JSON form. Absent keys take their defaults; `published` may be a bare
        date; without an id, one is made (see `article_id`). ParseError names the faulty key."""
        if not isinstance(value, Mapping):
            raise ParseError(f"an article must be a mapping, not {type(value).__name__}")
        given = dict(value)
        if isinstance(given.get("published"), str):
            given["published"] = published_on(given["published"])
        if given.get("id") is None:
            given["id"] = ""
        article = typing.cast(Self, from_plain(cls, given, "article"))
        article = replace(article, published=checked(article.published))
        return article if article.id else replace(article, id=_id_of(article))

    def paragraph_spans(self) -> tuple[Span, ...]:
        """As parsed; by lines where the article came without them."""
        return self.paragraphs or tuple(found.span() for found in _LINE.finditer(self.body))

    def digest(self) -> str:
        """Equal for equal content: neither revision nor path nor the time of recording counts."""
        content = {k: v for k, v in self.to_json().items() if k not in ("revision", "path", "recorded")}
        return hashlib.sha256(repr(sorted(content.items())).encode("utf-8", "surrogatepass")).hexdigest()


def article_id(*, url: str | None, source: str | None, record_id: str | None, path: str | None) -> str:
    """The stable id: from the URL, else source and record id, else source and path (16 hex digits).

    path: absolute, with `#n` behind it for the n-th record of a file.
    """
    if url is not None:
        key: tuple[str, ...] = ("url", url)
    elif record_id is not None:
        key = ("record", source or "", record_id)
    elif path is not None:
        key = ("path", source or "", path)
    else:
        raise ParseError("an article needs an id, a url, a record_id or a path")
    return hashlib.sha256("\n".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _id_of(article: Article) -> str:
    record_id = article.record_id
    if article.url is None and record_id is None and article.path is None:
        text = f"{article.headline}\n{article.body}"
        record_id = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return article_id(url=article.url, source=article.source, record_id=record_id, path=article.path)
