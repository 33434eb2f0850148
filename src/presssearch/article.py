"""The Article: what a release says, each derived fact with the place that it came from.

Its JSON form is public: the command line, the API, the record and the exports all speak it.
Unknown is None (or empty), never "", 0 or "unknown". Spans are half-open and count Unicode code
points from the start of `Article.body`.
"""

import calendar
import hashlib
import itertools
import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from datetime import date, time
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
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
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
            given["id"] = ""
        try:
            article = typing.cast(Self, _decoder(typing.cast(Any, cls))(given))
        except _Misfit as misfit:
            raise ParseError(f"article{misfit.path}: {misfit.fault}") from None
        article = replace(article, published=_checked(article.published))
        return article if article.id else replace(article, id=_id_of(article))

    def digest(self) -> str:
        """Equal for equal content: neither the revision nor the path of the file counts."""
        content = {k: v for k, v in self.to_json().items() if k not in ("revision", "path")}
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


_DATE = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d)?)?)?|--\d\d-\d\d(?:T\d\d:\d\d)?)", re.ASCII)
_PRECISIONS = {4: "year", 7: "month", 10: "day", 16: "minute"}


def published_on(value: str) -> Published:
    """A Published from one of its value forms, such as `2018-06-12` or `--06-12T10:39`."""
    without_year = value.startswith("--")
    # 2000 is a leap year, so that the 29th of February passes
    full = f"2000{value[1:]}" if without_year else value
    day, _, clock = full.partition("T")
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat(day + "-01-01"[len(day) - 4 :])
        if clock:
            time.fromisoformat(clock)
    except ValueError:
        raise ParseError(
            f"not a date: {value!r:.60}; expected 2018-06-12, 2018-06, 2018 or --06-12, with or without T10:39"
        ) from None
    precision = "day-without-year" if without_year else _PRECISIONS[len(full)]
    return Published(value=value, precision=precision, confidence=1.0)


def _checked(published: Published) -> Published:
    """With its precision, where only the value was given. ParseError where value and precision differ."""
    if published.value is None:
        if published.precision is not None:
            raise ParseError(f"article.published: a precision ({published.precision}) without a value")
        return published
    try:
        precision = published_on(published.value).precision
    except ParseError as error:
        raise ParseError(f"article.published.value: {error}") from None
    if published.precision not in (None, precision):
        raise ParseError(f"article.published.precision: expected {precision}, got {published.precision!r:.60}")
    return published if published.precision else replace(published, precision=precision)


def _id_of(article: Article) -> str:
    record_id = article.record_id
    if article.url is None and record_id is None and article.path is None:
        text = f"{article.headline}\n{article.body}"
        record_id = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return article_id(url=article.url, source=article.source, record_id=record_id, path=article.path)


def _encode(value: object) -> object:
    if isinstance(value, tuple):
        # spans and names, most of what there is, hold nothing to look into
        return [item if type(item) in _PLAIN else _encode(item) for item in value]
    names = _field_names(typing.cast(Any, type(value)))
    if names:
        found = ((name, getattr(value, name)) for name in names)
        return {name: item if type(item) in _PLAIN else _encode(item) for name, item in found}
    return dict(value) if isinstance(value, Mapping) else value


_PLAIN = frozenset((str, int, float, type(None)))


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()


class _Misfit(Exception):
    """A value that does not fit its type; the path to it grows on the way out."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        self.path = ""


_Decoder = Callable[[object], object]


@cache
def _decoder(kind: Any) -> _Decoder:
    """A function that checks a plain value against a type hint and builds it, or raises _Misfit."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_decoder(kind)
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        inner = _decoder(typing.get_args(kind)[0])
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_decoder(typing.get_args(kind))
    if origin is Mapping:
        return _decode_texts
    return _decode_number if kind is float else _plain_decoder(kind)


def _plain_decoder(kind: type) -> _Decoder:
    def decode(value: object) -> object:
        if type(value) is kind:
            return value
        if isinstance(value, kind) and not isinstance(value, bool):
            return kind(value)
        raise _Misfit(f"expected {kind.__name__}, got {value!r:.60}")

    return decode


def _decode_number(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    raise _Misfit(f"expected a number, got {value!r:.60}")


def _decode_texts(value: object) -> object:
    if isinstance(value, Mapping) and all(isinstance(x, str) for pair in value.items() for x in pair):
        return dict(value)
    raise _Misfit("expected a mapping of texts")


def _dataclass_decoder(kind: type) -> _Decoder:
    decoders = {name: _decoder(hint) for name, hint in typing.get_type_hints(kind).items()}
    needed = tuple(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)

    def decode(value: object) -> object:
        if isinstance(value, kind):
            return value
        if not isinstance(value, Mapping):
            raise _Misfit(f"expected a mapping, got {value!r:.60}")
        built: dict[str, object] = {}
        for key, item in value.items():
            if key not in decoders:
                raise _Misfit(f"no such key: {key}; there are: {', '.join(decoders)}")
            try:
                built[key] = decoders[key](item)
            except _Misfit as misfit:
                misfit.path = f".{key}{misfit.path}"
                raise
        for name in needed:
            if name not in built:
                raise _Misfit(f"needs a value for {name}")
        return kind(**built)

    return decode


def _tuple_decoder(kinds: tuple[Any, ...]) -> _Decoder:
    many = len(kinds) == 2 and kinds[1] is Ellipsis
    decoders = tuple(_decoder(kind) for kind in kinds if kind is not Ellipsis)

    def decode(value: object) -> tuple[object, ...]:
        if not isinstance(value, (list, tuple)):
            raise _Misfit(f"expected a list, got {value!r:.60}")
        if not many and len(value) != len(kinds):
            raise _Misfit(f"expected {len(kinds)} values, got {len(value)}")
        built: list[object] = []
        for decoder, item in zip(itertools.cycle(decoders) if many else decoders, value, strict=False):
            try:
                built.append(decoder(item))
            except _Misfit as misfit:
                misfit.path = f"[{len(built)}]{misfit.path}"
                raise
        return tuple(built)

    return decode
