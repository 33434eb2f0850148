"""Words for what the page shows, in its language: dates with their certainty, numbers, values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from presssearch.article import Article, Card, Place, Published
from presssearch.fields import BY_NAME, Field
from presssearch.search import MISSING, DateRange, Interval, Sort
from presssearch.search.args import first_text, last_text
from presssearch.search.facets import label_of
from presssearch.search.matching import Match
from presssearch.web.languages import N_, SOURCE, gettext, locale, ngettext

SORTS = {
    Sort.RELEVANCE: N_("most relevant first"),
    Sort.NEWEST: N_("newest first"),
    Sort.OLDEST: N_("oldest first"),
    Sort.ADDED: N_("latest added first"),
}
FORM_SORTS = {
    "": N_("Best match"),
    Sort.NEWEST.value: N_("Newest first"),
    Sort.OLDEST.value: N_("Oldest first"),
    Sort.ADDED.value: N_("Latest added first"),
}
LOOSER = {
    Match.ANY: N_("Releases with any of the words: %(count)s"),
    Match.MOST: N_("Releases with most of the words: %(count)s"),
}
TIMELINES = {
    Interval.YEAR: N_("Releases by year"),
    Interval.MONTH: N_("Releases by month"),
    Interval.DAY: N_("Releases by day"),
}

# The kinds of evidence for a date that need other words than their own
WITNESSES = {
    "jsonld": N_("metadata of the page"),
    "meta": N_("metadata of the page"),
    "time": N_("time stamp on the page"),
    "url": N_("address of the page"),
    "header": N_("header of the message"),
    "record": N_("date of the record"),
    "feed": N_("date in the feed"),
    "dateline": N_("dateline"),
    "neighbours": N_("releases before and after it"),
    "posted": N_("print of “posted on”"),
    "title": N_("day in the headline"),
    "reference": N_("number of the release"),
    "updated": N_("day of an update"),
    "embargo": N_("end of an embargo"),
    "event": N_("day of an event"),
    "fetched": N_("day on which the page was saved"),
    "created": N_("creation of the file"),
}


@dataclass(frozen=True, slots=True)
class DateText:
    """machine: for <time datetime>, None where nothing is known."""

    text: str
    machine: str | None
    note: str | None = None


def date_text(published: Published) -> DateText:
    """`12 June 2018, 10:39`; what is not known is said, not guessed."""
    return date_of(published.value)


def date_of(value: str | None) -> DateText:
    """The same of the value alone."""
    if value is None:
        return DateText(gettext("date unknown"), None)
    if value.startswith("--"):
        return DateText(day_text(value), None, gettext("year not printed"))
    return DateText(day_text(value), value)


def day_text(value: str) -> str:
    """`2018-06` -> June 2018; `--06-12` -> 12 June; `2018-06-12T10:39` -> 12 June 2018, 10:39."""
    day, _, clock = value.partition("T")
    said = _said(day, locale())
    return gettext("%(day)s, %(time)s", day=said, time=clock) if clock else said


def month_text(month: str) -> str:
    """`2018-06` -> Jun 2018: short enough to stand below a bar."""
    year, number = map(int, month.split("-"))
    return _formatted(date(year, number, 1), "yMMM", locale())


def month_day_text(day: str) -> str:
    """`2018-06-12` -> 12 Jun."""
    return _formatted(date.fromisoformat(day), "MMMd", locale())


@lru_cache(maxsize=4096)
def _said(day: str, here: Locale) -> str:
    if day.startswith("--"):
        month, *rest = map(int, day[2:].split("-"))
        if not rest:
            return format_date(date(2000, month, 1), "LLLL", locale=here)
        return _formatted(date(2000, month, rest[0]), "MMMMd", here)  # that year has all days
    year, *rest = map(int, day.split("-"))
    match rest:
        case [month, number]:
            return format_date(date(year, month, number), "long", locale=here)
        case [month]:
            return _formatted(date(year, month, 1), "yMMMM", here)
        case _:
            return day


def _formatted(day: date, skeleton: str, here: Locale) -> str:
    return format_skeleton(skeleton, day, locale=here)


def range_text(dates: DateRange) -> str:
    """As short as it can be said: 2018, June 2018, 2018 to June 2019."""
    first = day_text(first_text(dates.first)) if dates.first else None
    last = day_text(last_text(dates.last)) if dates.last else None
    if first and last:
        return first if first == last else gettext("%(first)s to %(last)s", first=first, last=last)
    return gettext("since %(day)s", day=first) if first else gettext("until %(day)s", day=last)


def number_text(number: int) -> str:
    return _number(number, locale())


@lru_cache(maxsize=4096)
def _number(number: int, here: Locale) -> str:
    return format_decimal(number, locale=here)


def percent_text(share: float) -> str:
    return format_percent(share, locale=locale())


def releases_text(number: int) -> str:
    """`1 release`, `1,234 releases`."""
    return ngettext("%(count)s release", "%(count)s releases", number, count=number_text(number))


def label_text(field: Field) -> str:
    """The name of a field."""
    return gettext(field.label)


def kinds_text() -> dict[str, str]:
    """What kinds of things are suggested while one types."""
    names = {name: label_text(BY_NAME[name]) for name in ("people", "city", "organisations", "source")}
    return {**names, "words": gettext("Words"), "headlines": gettext("Headline")}


def value_text(field: Field, value: str) -> str:
    """A value in words: `KZ` -> Kazakhstan; names are as they were printed."""
    if value == MISSING:
        return gettext("(none)")
    if field.name == "certainty":
        return gettext(label_of(field, value))
    here = locale()
    if here.language != SOURCE:
        tables = {"country": here.territories, "language": here.languages}
        found = tables[field.name].get(value) if field.name in tables else None
        if found:
            return str(found)
    return label_of(field, value)


def language_label(article: Article | Card) -> str | None:
    """The language in words, where it is not that of the page."""
    if article.language in (None, locale().language):
        return None
    return value_text(BY_NAME["language"], article.language or "")


def place_text(places: Sequence[Place]) -> str | None:
    """The cities of a dateline, in English where their names are known."""
    return ", ".join(place.name or place.raw for place in places) or None
