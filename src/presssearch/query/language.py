"""The language by examples: the one table from which the help page and docs/query-language.md are made.

Tests parse every example and see to it that each node of the tree and each field has one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from presssearch.query.parser import MAX_CHARS, MAX_DEPTH, MAX_LEAVES
from presssearch.query.terms import MIN_PREFIX


@dataclass(frozen=True, slots=True)
class Example:
    """text: what is typed. finds: what it finds, as the end of a sentence that begins with “releases with”
    or as a remark."""

    text: str
    finds: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    remark: str
    examples: tuple[Example, ...]


LANGUAGE: tuple[Section, ...] = (
    Section(
        "Words",
        "Capital letters and accents make no difference. A word finds its other forms in the language of each "
        "release: minister finds ministers. What a word without a field is looked for in is in the table of fields.",
        (
            Example("visa agreement", "both words, anywhere in the release"),
            Example("visa AND agreement", "the same"),
            Example("C5+1", "signs within a word part it into words that must follow each other"),
            Example("peace-building", "so does a hyphen: peace building is found, fire-building is not"),
            Example("negotiat*", f"words that begin so, with {MIN_PREFIX} letters or more"),
        ),
    ),
    Section(
        "Phrases",
        "Any quotation marks will do: “…”, «…», „…“, ‹…›, 「…」, ‘…’.",
        (
            Example('"Security Council"', "these words side by side, in this order"),
            Example("«Совет Безопасности»", "the same with other marks"),
            Example('"OR"', "between quotation marks an operator is a word"),
        ),
    ),
    Section(
        "Operators",
        "Operators are upper case: “or” and “not” are words. OR binds less than words side by side.",
        (
            Example("visa OR passport", "either, or both"),
            Example("visa | passport", "the same"),
            Example("visa -tourism", "the one without the other"),
            Example("visa NOT tourism", "the same"),
            Example("(visa OR passport) agreement", "parentheses group"),
            Example('-(visa OR "press briefing")', "neither"),
        ),
    ),
    Section(
        "Fields",
        "Write a field, a colon, and right behind it a word, a phrase or a parenthesis.",
        (
            Example("headline:summit", "the word in the headline"),
            Example('organisation:"Security Council"', "the name of a body"),
            Example("city:(Almaty OR Minsk)", "several values of one field"),
            Example("country:Kazakhstan -language:English", "countries and languages by name or by ISO code"),
            Example("city:~none", "no value in the field"),
            Example("-byline:~none", "some value in the field"),
        ),
    ),
    Section(
        "Dates",
        "The days of publication. A release that is known to the month or year is found when all of it lies within "
        "the days asked for; one whose year is not printed is in no range. A year alone is a word.",
        (
            Example("date:2018", "a year; a month is 2018-06, a day 2018-06-12"),
            Example("date:2018-01..2018-06", "from January to June"),
            Example("2018-01..2018-06", "the same"),
            Example("date:2018..", "2018 and later"),
            Example("from:2018-02 to:2018-06", "from the first day of the one to the last of the other"),
            Example("June 2018", "days and months as they are written: 12 June 2018, June 12, 2018, 12.06.2018"),
            Example("from June 2018 to 2019", "or between June 2018 and 2019"),
            Example("since 2015", "2015 and later; date:before 2015 and date:until 2015 look the other way"),
            Example("last 30 days", "counted back from today: past 3 months, last two years"),
            Example("this month", "this, last and previous week, month or year, as the calendar has them"),
            Example("date:yesterday", "or date:today"),
            Example("date:~none", "no date, or one without its year"),
        ),
    ),
)

LIMITS: tuple[tuple[str, int], ...] = (
    ("words and phrases in a query", MAX_LEAVES),
    ("characters of all of them", MAX_CHARS),
    ("parentheses inside parentheses", MAX_DEPTH),
    ("letters before a star, at least", MIN_PREFIX),
)


def examples() -> Iterator[Example]:
    for section in LANGUAGE:
        yield from section.examples
