"""Witnesses of a date: what clues, addresses and prints say, each with the place that it stands in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from dateutil.parser import isoparse

from presssearch.article import Evidence
from presssearch.parsing.days.printed_dates import PrintedDate, find_dates
from presssearch.parsing.days.printed_times import find_time
from presssearch.readers.raw import Clue


@dataclass(frozen=True, slots=True)
class Witness:
    """One date with the place that it came from. values: `2018-06-12`, `2018-06`, `2018` or `--06-12`; two
    of them where the print can be read in two ways. time: `HH:MM` on the clock of zone (an offset or as printed).
    weekday: 0 for Monday, where it is printed beside it; doubted: it does not fall on that weekday."""

    evidence: Evidence
    values: tuple[str, ...]
    time: str | None = None
    zone: str | None = None
    doubted: bool = False
    weekday: int | None = None

    @property
    def value(self) -> str | None:
        return self.values[0] if len(self.values) == 1 else None


_NOT_PUBLISHED = re.compile(
    r"modif|updat|crawl|fetch|scrap|index|access|expir|retriev|valid|last|reviewed|download|precision|archiv|harvest|event|birth|ingest",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"date|publi|pub|issued|posted|created|time|embargo|release", re.IGNORECASE)
_META = re.compile(
    r"^(?:article:published(?:_time)?|og:(?:article:)?published_time|published(?:_time)?|date(?:published|created|_published)?|"
    r"dc(?:terms)?\.(?:date(?:\.(?:issued|created|available|published))?|issued|created|available)|"
    r"pub_?date|publish_?date|publication_?date|publication|release_?date|sailthru\.date|parsely-pub-date|bt:pubdate|"
    r"govuk:first-published-at|citation_(?:publication_|online_)?date|cxenseparse:recs:publishtime|originalpublicationdate)$",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_ISO_LIKE = re.compile(
    r"^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d{2}:?\d{2}|UTC)?)?$"
)
_SHORT_ISO = re.compile(r"^(\d{4})(?:-(\d{2}))?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_URL_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<day>0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)|"
    r"(?<!\d)(?P<y>20\d\d|19\d\d)-?(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_URL_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0[1-9]|1[0-2])(?=/|$)")
_FIRST_YEAR = 1900


def read_machine_date(value: str, *, language: str | None = None) -> tuple[str, str | None, str | None] | None:
    """Value, time and offset of a date that a machine wrote; None for what is no whole date.

    Wall time is kept as written: "2022-11-02 11:18:49-04:00" is 11:18 at -04:00. Midnight is no time.
    """
    text = " ".join(value.split())
    if not 4 <= len(text) <= 80:
        return None
    found = _read_iso(text) or _read_mail_date(text) or _read_epoch(text) or _read_written(text, language)
    return found if found and int(found[0][:4]) >= _FIRST_YEAR and not found[0].startswith("1970-01-01") else None


def _read_iso(text: str) -> tuple[str, str | None, str | None] | None:
    short = _SHORT_ISO.match(text)
    if short:
        if short[2] and not 1 <= int(short[2]) <= 12:
            return None
        return text, None, None
    compact = _COMPACT.match(text)
    if compact:
        text = "-".join(compact.groups())
    if not _ISO_LIKE.match(text):
        return None
    try:
        moment = isoparse(
            text[:10] + text[10:].replace(" ", "T", 1).replace(" ", "").replace("UTC", "Z").replace(",", ".")
        )
    except ValueError:
        return None
    return _of_moment(moment)


def _of_moment(moment: datetime) -> tuple[str, str | None, str | None]:
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return f"{moment:%Y-%m-%d}".rjust(10, "0"), None, None
    offset = moment.strftime("%z")
    return (
        moment.strftime("%Y-%m-%d").rjust(10, "0"),
        moment.strftime("%H:%M"),
        f"{offset[:3]}:{offset[3:5]}" if offset else None,
    )


def _read_mail_date(text: str) -> tuple[str, str | None, str | None] | None:
    if not re.match(r"^(?:[A-Z][a-z]{2},\s)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d", text):
        return None
    try:
        return _of_moment(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError):
        return None


def _read_epoch(text: str) -> tuple[str, str | None, str | None] | None:
    if not _EPOCH.match(text):
        return None
    return _of_moment(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(text[:10])))


def _read_written(text: str, language: str | None) -> tuple[str, str | None, str | None] | None:
    """March 21, 2019; 12.06.2018 10:39: one whole date, at most a time, and nothing else."""
    dates = find_dates(text, language=language)
    value = dates[0].value() if len(dates) == 1 else None
    if value is None or value.startswith("--"):
        return None
    rest = text[: dates[0].start] + " " + text[dates[0].end :]
    time = find_time(rest)
    if time:
        rest = rest[: time.start] + rest[time.end :]
    if len(re.findall(r"[^\W\d_]{2,}", rest)) > 2:
        return None
    return value, time.value if time else None, time.zone if time else None


def witnesses_of_clues(clues: Iterable[Clue], *, language: str | None) -> list[Witness]:
    """The dates among the clues: those of publication under the kind of their clue, the others as `updated`,
    `fetched` (a page was saved: it is no younger) or `created` (the file was written: never alone)."""
    found = []
    for clue in clues:
        kind = _kind_of(clue)
        read = read_machine_date(clue.value, language=language) if kind else None
        if kind and read:
            value, time, zone = read
            found.append(Witness(Evidence(kind, clue.value, f"{clue.kind} {clue.name}"), (value,), time, zone))
    return found


_FETCHED = frozenset(("warc-date", "last-modified", "saved"))
_FETCHED_RECORD = re.compile(r"^(?:crawl|fetch|scrap|retriev|harvest|download)", re.IGNORECASE)
_UPDATED = re.compile(
    r"^(?:article:|og:)?(?:modified|updated)(?:_?time)?$|date_?modified|last_?(?:modified|updated)$|updated_?at",
    re.IGNORECASE,
)


def _kind_of(clue: Clue) -> str | None:
    """What the date of a clue is a witness of; None for what is no date of the release."""
    if (clue.kind == "header" and clue.name.lower() in _FETCHED) or (
        clue.kind == "record" and _FETCHED_RECORD.search(clue.name)
    ):
        return "fetched"
    if clue.kind == "meta" and clue.name == "pdf:CreationDate":
        return "created"
    if _may_say_published(clue):
        return clue.kind
    return "updated" if clue.kind in ("jsonld", "meta", "feed", "record") and _UPDATED.search(clue.name) else None


def _may_say_published(clue: Clue) -> bool:
    if clue.kind == "meta":
        return _META.match(clue.name) is not None
    if clue.kind == "header":
        return clue.name.lower() in ("date", "date-sent")
    if clue.kind == "feed":
        return clue.name in ("published", "created", "dc:date")
    if clue.kind not in ("record", "jsonld", "time"):
        return False
    if clue.kind == "time" and not clue.name.startswith("article"):
        return False  # a list of other items, or the clock in the masthead
    return not _NOT_PUBLISHED.search(clue.name) and (clue.kind == "time" or _PUBLISHED.search(clue.name) is not None)


def witnesses_of_url(url: str | None) -> list[Witness]:
    """The date in an address: /2018/06/12/, /2018-06-12-title, or the month in /2018/06/."""
    if url is None:
        return []
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return []
    day = _URL_DAY.search(path)
    if day:
        parts = [int(day[a] or day[b]) for a, b in (("year", "y"), ("month", "m"), ("day", "d"))]
        try:
            value = date(*parts).isoformat()
        except ValueError:
            return []
        return [Witness(Evidence("url", day[0].strip("/"), "url"), (value,))]
    month = _URL_MONTH.search(path)
    return (
        [Witness(Evidence("url", month[0].strip("/"), "url"), (f"{month['year']}-{month['month']}",))] if month else []
    )


def witness_of_print(
    kind: str, printed: PrintedDate, where: str, *, text: str, time: str | None = None, zone: str | None = None
) -> Witness | None:
    """A printed date as a witness. kind: dateline, posted, title, reference, and what dates no publication: updated,
    embargo, event. None where no day or month is named."""
    if not printed.readings():
        return None
    return Witness(
        Evidence(kind, text, where), printed.readings(), time, zone, printed.is_contradicted(), printed.weekday
    )


def witness_of_value(kind: str, value: str, where: str, text: str) -> Witness:
    """A witness whose value is known already."""
    return Witness(Evidence(kind, text, where), (value,))
