"""Words for what the page shows: dates with their certainty, numbers, languages and their direction."""

from dataclasses import dataclass

from presssearch.article import Article, Published
from presssearch.fields import BY_NAME
from presssearch.search import DateRange, Interval, Sort
from presssearch.search.args import first_text, last_text
from presssearch.search.facets import label_of

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SORTS = {
    Sort.RELEVANCE: "most relevant first",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.ADDED: "latest added first",
}
INTERVALS = {Interval.YEAR: "year", Interval.MONTH: "month", Interval.DAY: "day"}
PAGE_LANGUAGE = "en"

# The kinds of evidence for a date that need other words than their own
WITNESSES = {
    "jsonld": "metadata of the page",
    "meta": "metadata of the page",
    "time": "time stamp on the page",
    "url": "address of the page",
    "header": "header of the message",
    "record": "date of the record",
    "feed": "date in the feed",
    "dateline": "dateline",
    "posted": "print of “posted on”",
    "title": "day in the headline",
    "reference": "number of the release",
    "updated": "day of an update",
    "embargo": "end of an embargo",
    "event": "day of an event",
    "fetched": "day on which the page was saved",
    "created": "creation of the file",
}

# ISO 639-1 codes of languages that are written from right to left
_RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])


@dataclass(frozen=True, slots=True)
class DateText:
    """machine: for <time datetime>, None where nothing is known."""

    text: str
    machine: str | None
    note: str | None = None


def date_text(published: Published) -> DateText:
    """`12 June 2018, 10:39`; what is not known is said, not guessed."""
    if published.value is None:
        return DateText("date unknown", None)
    if published.value.startswith("--"):
        return DateText(_spoken(published.value), None, "year not printed")
    return DateText(_spoken(published.value), published.value)


def day_text(value: str) -> str:
    """`2018-06` -> June 2018; `--06-12` -> 12 June."""
    return _spoken(value)


def _spoken(value: str) -> str:
    day, _, clock = value.partition("T")
    year, *rest = day.removeprefix("--").split("-") if not day.startswith("--") else ["", *day[2:].split("-")]
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    parts += [MONTHS[int(rest[0]) - 1]] if rest else []
    parts += [year] if year else []
    return " ".join(parts) + (f", {clock}" if clock else "")


def range_text(dates: DateRange) -> str:
    """As short as it can be said: 2018, June 2018, 2018 to June 2019."""
    first = day_text(first_text(dates.first)) if dates.first else None
    last = day_text(last_text(dates.last)) if dates.last else None
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"since {first}" if first else f"until {last}"


def number_text(number: int) -> str:
    return f"{number:,}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 release`, `1,234 releases`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def direction(language: str | None) -> str:
    """For the dir attribute; left to the browser where the language is not known."""
    if language is None:
        return "auto"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def language_label(article: Article) -> str | None:
    """The language in words, where it is not that of the page."""
    if article.language in (None, PAGE_LANGUAGE):
        return None
    return label_of(BY_NAME["language"], article.language or "")


def place_text(article: Article) -> str | None:
    """The cities of the dateline, in English where their names are known."""
    places = article.dateline.places if article.dateline else ()
    return ", ".join(place.name or place.raw for place in places) or None
