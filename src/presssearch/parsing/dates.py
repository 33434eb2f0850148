"""When a release was published: every witness of it, weighed. No clock is ever asked.

What a machine wrote (a record's date, JSON-LD, a meta element) decides over what is printed, for a printed
date is often that of the event, and typed by hand. What is printed without a year takes the year from such a
witness only where day and month agree; otherwise the year stays unknown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from dateutil.parser import isoparse

from presssearch.article import Evidence, Published
from presssearch.parsing.printed import PrintedDate, find_dates, find_time
from presssearch.readers.raw import Clue


@dataclass(frozen=True, slots=True)
class Witness:
    """One date with the place that it came from. values: `2018-06-12`, `2018-06`, `2018` or `--06-12`; two
    of them where the print can be read in two ways. time: `HH:MM` on the clock of zone (an offset or as printed)."""

    evidence: Evidence
    values: tuple[str, ...]
    time: str | None = None
    zone: str | None = None

    @property
    def value(self) -> str | None:
        return self.values[0] if len(self.values) == 1 else None


# Weight of a machine's date by its kind, and the order in which they are believed
_MACHINE = {"jsonld": 0.95, "meta": 0.95, "record": 0.95, "time": 0.9, "header": 0.85, "url": 0.8}
_PRINTED = {"posted": 0.9, "dateline": 0.9, "title": 0.85, "reference": 0.8}
_NOT_PUBLISHED = re.compile(
    r"modif|updat|crawl|fetch|scrap|index|access|expir|retriev|valid|last|reviewed|download|precision|archiv|harvest|event|birth|ingest",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"date|publi|pub|issued|posted|created|time|embargo|release", re.IGNORECASE)
_META = re.compile(
    r"^(?:article:published(?:_time)?|og:(?:article:)?published_time|published_time|date(?:published|created|_published)?|dc(?:terms)?\.date(?:\.(?:issued|created|available|published))?|"
    r"dc(?:terms)?\.(?:issued|created|available)|dcterms\.date|pub_?date|publish_?date|publication_?date|publication|sailthru\.date|parsely-pub-date|govuk:first-published-at|"
    r"citation_(?:publication_)?date|citation_online_date|cxenseparse:recs:publishtime|bt:pubdate|published|datepublished|release_?date|originalpublicationdate|article\.published|artikel:publiziert|pubdate)$",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_ISO_LIKE = re.compile(
    r"^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d{2}:?\d{2}|UTC)?)?$"
)
_SHORT_ISO = re.compile(r"^(\d{4})(?:-(\d{2}))?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_URL_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<day>0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)|(?<!\d)(?P<y>20\d\d|19\d\d)-?(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
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
    if ":" not in text or not text[-1].isalnum() and not text.endswith(")"):
        return None
    if not re.match(r"^(?:[A-Z][a-z]{2},\s)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d", text):
        return None
    try:
        return _of_moment(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError):
        return None


def _read_epoch(text: str) -> tuple[str, str | None, str | None] | None:
    if not _EPOCH.match(text):
        return None
    return _of_moment(datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=int(text[:10])))


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
    if len([word for word in re.findall(r"[^\W\d_]{2,}", rest)]) > 2:
        return None
    return value, time.value if time else None, time.zone if time else None


def witnesses_of_clues(clues: Iterable[Clue], *, language: str | None) -> list[Witness]:
    """The publication dates among the clues. What says modified, updated or crawled is none."""
    found = []
    for clue in clues:
        if not _may_say_published(clue):
            continue
        read = read_machine_date(clue.value, language=language)
        if read:
            value, time, zone = read
            found.append(Witness(Evidence(clue.kind, clue.value, f"{clue.kind} {clue.name}"), (value,), time, zone))
    return found


def _may_say_published(clue: Clue) -> bool:
    if clue.kind == "meta":
        return _META.match(clue.name) is not None
    if clue.kind == "header":
        return clue.name.lower() in ("date", "date-sent")
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
    """A printed date as a witness. kind: dateline, posted, title, reference. None where no day or month is named."""
    if not printed.readings():
        return None
    return Witness(Evidence(kind, text, where), printed.readings(), time, zone)


def witness_of_value(kind: str, value: str, where: str, text: str) -> Witness:
    """A witness whose value is known already."""
    return Witness(Evidence(kind, text, where), (value,))


def resolve(witnesses: list[Witness]) -> tuple[Published, tuple[str, ...]]:
    """The publication date on which the evidence agrees best, and warnings on what contradicts it.

    A day of a machine's decides. Where machines know the month only, a printed day inside it counts. Without
    any, the print decides; without a year it stays `--06-12`.
    """
    evidence = tuple(witness.evidence for witness in witnesses)
    machine = _ordered([w for w in witnesses if w.evidence.kind in _MACHINE], _MACHINE)
    printed = _ordered([w for w in witnesses if w.evidence.kind in _PRINTED], _PRINTED)
    days = [w for w in machine if len(w.value or "") == 10]
    if days:
        published, warnings = _from_machine(days, printed)
    else:
        published, warnings = _from_print([w for w in machine if w not in days], printed)
    return replace(published, evidence=evidence), warnings


def _ordered(witnesses: list[Witness], weights: dict[str, float]) -> list[Witness]:
    return sorted(witnesses, key=lambda witness: -weights[witness.evidence.kind])


def _from_machine(days: list[Witness], printed: list[Witness]) -> tuple[Published, tuple[str, ...]]:
    best = next((w for w in days if w.time and w.value == days[0].value), days[0])
    value = best.value or ""
    warnings = [
        f"{w.evidence.where} says {w.value}, {best.evidence.where} says {value}"
        for w in days
        if w.evidence.kind != "url" and days_between(w.value or "", value) > 1
    ]
    candidates: dict[str, float] = {}
    confidence = _MACHINE[best.evidence.kind]
    for witness in printed:
        reading = min(witness.values, key=lambda v: days_between(v, value), default=None)
        if reading is None:
            continue
        gap = days_between(reading, value)
        if gap == 0:
            confidence = 0.99
        elif not reading.startswith("--"):
            candidates[reading] = max(candidates.get(reading, 0), 0.3 if gap <= 2 else 0.1)
        if gap > 2 and witness.evidence.kind != "title":
            confidence = min(confidence, 0.85)
            warnings.append(
                f"{witness.evidence.where} prints {witness.evidence.value!r}, {best.evidence.where} says {value}"
            )
    for witness in days:
        if witness.value and witness.value != value:
            candidates[witness.value] = max(candidates.get(witness.value, 0), 0.3)
    time, zone = _time_for(value, best, printed)
    return _published(value, time, zone, best.evidence.kind, confidence, candidates), tuple(dict.fromkeys(warnings))


def _time_for(value: str, best: Witness, printed: list[Witness]) -> tuple[str | None, str | None]:
    """The machine's time; else the printed one, if it stands beside the same day."""
    if best.time:
        return best.time, best.zone
    for witness in printed:
        if witness.time and any(days_between(reading, value) == 0 for reading in witness.values):
            return witness.time, witness.zone
    return None, None


def _from_print(coarse: list[Witness], printed: list[Witness]) -> tuple[Published, tuple[str, ...]]:
    """coarse: machine witnesses that know the month or the year only."""
    month = next((w for w in coarse if w.value), None)
    for witness in printed:
        for reading in witness.values:
            full = _completed(reading, month, printed)
            if full is None or (month and not full.startswith(month.value or "")):
                continue
            if len(witness.values) > 1 and month is None:
                continue  # 06/12/2018 alone says nothing certain
            inferred = reading.startswith("--")
            confidence = 0.85 if inferred else _PRINTED[witness.evidence.kind]
            others = {r: 0.2 for w in printed for r in w.values if r != reading and not r.startswith("--")}
            return _published(full, witness.time, witness.zone, witness.evidence.kind, confidence, others), ()
    if month and month.value:
        others = {r: 0.2 for w in printed for r in w.values if not r.startswith("--")}
        warnings = tuple(
            f"{w.evidence.where} prints {w.evidence.value!r}, {month.evidence.where} says {month.value}"
            for w in printed
        )
        return _published(month.value, None, None, month.evidence.kind, 0.8, others), warnings
    for witness in printed:
        if witness.value and witness.value.startswith("--"):
            return _published(witness.value, witness.time, witness.zone, witness.evidence.kind, 0.4, {}), ()
    unsure = {reading: round(1 / len(w.values), 2) for w in printed for reading in w.values}
    return Published(candidates=tuple(unsure.items())), ()


def _completed(reading: str, month: Witness | None, printed: list[Witness]) -> str | None:
    """The reading with a year: its own, that of a month that agrees, or that of another print of the same day."""
    if not reading.startswith("--"):
        return reading
    if month and month.value and month.value[5:7] == reading[2:4]:
        return _existing(month.value[:4] + reading[1:])
    agreeing = {w.value[:4] for w in printed if w.value and not w.value.startswith("--") and w.value[4:] == reading[1:]}
    return _existing(agreeing.pop() + reading[1:]) if len(agreeing) == 1 else None


def _existing(day: str) -> str | None:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None


def days_between(one: str, other: str) -> int:
    """Days between two values; without a year, to the nearest such day around `other`. Large if unknown."""
    if len(other) != 10:
        return 10_000
    day = date.fromisoformat(other)
    if one.startswith("--"):
        years = [f"{day.year + shift:04d}{one[1:]}" for shift in (-1, 0, 1)]
        days = [date.fromisoformat(each) for each in years if _existing(each)]
        return min((abs((each - day).days) for each in days), default=10_000)
    return abs((date.fromisoformat(one) - day).days) if len(one) == 10 else (0 if other.startswith(one) else 10_000)


_PRECISION = {4: "year", 7: "month", 10: "day"}


def _published(
    value: str, time: str | None, zone: str | None, source: str, confidence: float, candidates: dict[str, float]
) -> Published:
    without_year = value.startswith("--")
    has_time = time is not None and (without_year or len(value) == 10)
    precision = "day-without-year" if without_year else "minute" if has_time else _PRECISION[len(value)]
    return Published(
        value=f"{value}T{time}" if has_time else value,
        precision=precision,
        source="dateline" if source == "posted" else source,
        timezone=zone if has_time else None,
        confidence=confidence,
        candidates=tuple(sorted(candidates.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
