"""The Article: what a release says, each derived fact with the place that it came from.

Its JSON form is public: the command line, the API, the record and the exports all speak it.
Unknown is None (or empty), never "", 0 or "unknown". Spans are half-open and count Unicode code
points from the start of `Article.body`.
"""

import hashlib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Self

from presssearch.errors import ParseError

Span = tuple[int, int]  # start, end


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a dateline: as printed, its English name and its ISO 3166 country, if known."""

    raw: str
    name: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line that says where and when, as printed. `date` is `2018-06-12`, or `--06-12` when
    no year is printed; `time` is `HH:MM` on the wall clock of the place."""

    raw: str
    places: tuple[Place, ...] = ()
    date: str | None = None
    time: str | None = None
    timezone: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One witness of a date. kind: dateline, record, jsonld, meta, time, url, header, reference …;
    where: the place it stands in, such as "block 2" or "meta article:published_time"."""

    kind: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Published:
    """When the release was published, as far as its evidence goes.

    value: `2018-06-12T10:39`, `2018-06-12`, `2018-06`, `2018`, `--06-12`, `--06-12T10:39`, or None.
    precision: minute, day, month, year, day-without-year, or None with no value.
    source: the kind of the evidence that decided. candidates: losing values with their weight.
    """

    value: str | None = None
    precision: str | None = None
    source: str | None = None
    timezone: str | None = None
    confidence: float = 0.0
    candidates: tuple[tuple[str, float], ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def days(self) -> tuple[date, date] | None:
        """First and last day that the value can mean; None where the year is not known."""
        if self.value is None or self.value.startswith("--"):
            return None
        parts = [int(part) for part in self.value.partition("T")[0].split("-")]
        if len(parts) == 3:
            day = date(*parts)
            return day, day
        if len(parts) == 2:
            year, month = parts
            after = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), after - timedelta(days=1)
        return date(parts[0], 1, 1), date(parts[0], 12, 31)

    def minute(self) -> int | None:
        """Minutes after midnight, where a time is known."""
        clock = (self.value or "").partition("T")[2]
        return int(clock[:2]) * 60 + int(clock[3:5]) if clock else None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the body, once, in the longest form printed."""

    name: str
    office: str | None = None
    country: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    acronym: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, and who said them. kind: direct or block."""

    text: str
    speaker: str | None = None
    office: str | None = None
    kind: str = "direct"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One release. `origins` maps a field to the place that its value came from."""

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
    published: Published = Published()
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

    def to_json(self) -> dict[str, Any]:
        """The public JSON form: a dict of plain values, every key present."""
        return typing.cast(dict[str, Any], _encode(self))

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
            given["id"] = _id_of_mapping(given)
        return typing.cast(Self, _decode(cls, given, "article"))

    def digest(self) -> str:
        """Equal for equal content: neither the revision nor the path of the file counts."""
        content = {k: v for k, v in self.to_json().items() if k not in ("revision", "path")}
        return hashlib.sha256(repr(sorted(content.items())).encode("utf-8", "surrogatepass")).hexdigest()


def article_id(*, url: str | None, source: str | None, record_id: str | None, path: str | None) -> str:
    """The stable id: from the URL, else source and record id, else source and path (16 hex digits).

    path: absolute, with `#n` behind it for the n-th record of a file.
    """
    if url is not None:
        key = ("url", url)
    elif record_id is not None:
        key = ("record", source or "", record_id)
    elif path is not None:
        key = ("path", source or "", path)
    else:
        raise ParseError("an article needs an id, a url, a record_id or a path")
    return hashlib.sha256("\n".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:16]


_PRECISIONS = {4: "year", 7: "month", 10: "day", 16: "minute"}


def published_on(value: str) -> Published:
    """A Published from one of its value forms, such as `2018-06-12` or `--06-12T10:39`."""
    day_without_year = value.startswith("--") and len(value) in (7, 13)
    precision = "day-without-year" if day_without_year else _PRECISIONS.get(len(value))
    full = "2000" + value[1:] if day_without_year else value
    try:
        published = Published(value=full, precision=precision)
        if precision is None or published.days() is None:
            raise ValueError
        if (published.minute() or 0) >= 24 * 60:
            raise ValueError
    except ValueError:
        raise ParseError(f"not a date: {value!r}; expected 2018-06-12, 2018-06, 2018 or --06-12, with or without T10:39") from None
    return Published(value=value, precision=precision, confidence=1.0)


def _id_of_mapping(given: Mapping[str, Any]) -> str:
    place = {key: given.get(key) for key in ("url", "source", "record_id", "path")}
    if all(place[key] is None for key in ("url", "record_id", "path")):
        text = f"{given.get('headline')}\n{given.get('body')}"
        place["record_id"] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return article_id(**place)


def _encode(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _encode(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _decode(kind: Any, value: object, where: str) -> object:
    """Check `value` against a type hint and build it; `where` is the path for the message."""
    if is_dataclass(kind) and isinstance(kind, type):
        return value if isinstance(value, kind) else _decode_dataclass(kind, value, where)
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        if value is None:
            return None
        return _decode(typing.get_args(kind)[0], value, where)
    if origin is tuple:
        return _decode_tuple(typing.get_args(kind), value, where)
    if origin is Mapping:
        if isinstance(value, Mapping) and all(isinstance(x, str) for pair in value.items() for x in pair):
            return dict(value)
        raise ParseError(f"{where}: expected a mapping of texts")
    expected = (int, float) if kind is float else kind
    if not isinstance(value, expected) or isinstance(value, bool):
        raise ParseError(f"{where}: expected {kind.__name__}, got {value!r:.60}")
    return value


def _decode_dataclass(kind: type, value: object, where: str) -> object:
    if not isinstance(value, Mapping):
        raise ParseError(f"{where}: expected a mapping, got {value!r:.60}")
    hints = _hints(kind)
    unknown = [str(key) for key in value if key not in hints]
    if unknown:
        raise ParseError(f"{where}: no such key: {', '.join(unknown)}; there are: {', '.join(hints)}")
    try:
        return kind(**{key: _decode(hints[key], item, f"{where}.{key}") for key, item in value.items()})
    except TypeError as error:
        raise ParseError(f"{where}: {error}") from None


def _decode_tuple(kinds: tuple[Any, ...], value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, (list, tuple)):
        raise ParseError(f"{where}: expected a list, got {value!r:.60}")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_decode(kinds[0], item, f"{where}[{n}]") for n, item in enumerate(value))
    if len(value) != len(kinds):
        raise ParseError(f"{where}: expected {len(kinds)} values, got {len(value)}")
    return tuple(_decode(kind, item, f"{where}[{n}]") for n, (kind, item) in enumerate(zip(kinds, value, strict=True)))
