"""The language by examples: the one table from which the help page and docs/query-language.md are made.

Tests parse every example and see to it that each node of the tree and each field has one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from presssearch.query.parser import MAX_CHARS, MAX_DEPTH, MAX_GUESSED, MAX_LEAVES
from presssearch.query.places import MAX_COUNT, MAX_FIRST
from presssearch.query.terms import MAX_WORDS_BETWEEN, MIN_PREFIX


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
            Example("negotiat*", "words that begin so"),
            Example("organi?ation", "? stands for one letter, * within a word for any number: minist*al"),
            Example("Lavrow~", "words with up to two wrong letters (one in short words; ~1 and ~2 say how many)"),
            Example("=minister", 'this form alone, not ministers; ="prime minister" likewise'),
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
        "Places in the text",
        "What stands near each other, together, often or early. Alternatives can be joined as well: "
        "(water OR gas) near/5 dam.",
        (
            Example('"water treaty"~5', "these words in any order, with at most 5 other words between them"),
            Example("water near/5 treaty", "the same; water w/5 treaty too"),
            Example("water same dam", "both in one paragraph, or in the headline"),
            Example("atleast3(dam)", "the word three times or more"),
            Example("first50(visa OR passport)", "one of the words within the first 50 words of the text"),
            Example("lead:visa", "the word in the first two paragraphs of the text"),
        ),
    ),
    Section(
        "Who said what",
        "said: looks at the words between quotation marks, by: at who is quoted. In one parenthesis, or in none, "
        "they are asked of one and the same quotation.",
        (
            Example('said:"strategic stability" by:Lavrov', "one quotation with these words, by that speaker"),
            Example("said:water -by:Lavrov", "one quotation with the word, by somebody else or by nobody named"),
            Example("(said:water by:Karimi) (said:dam by:Bekov)", "two quotations"),
            Example('office:"foreign minister" person:Lavrov', "somebody’s office as it is printed, and a person"),
        ),
    ),
    Section(
        "Operators",
        "OR, AND and NOT are upper case: “or” and “not” are words. near binds most, then same, then words side by "
        "side, then OR.",
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
            Example("12 июня 2018", "months in full in nine other languages too"),
            Example("from June 2018 to 2019", "or between June 2018 and 2019"),
            Example("since 2015", "2015 and later; date:before 2015 and date:until 2015 look the other way"),
            Example("before 12 June 2018", "so too after and until; in, on and during say nothing more than the date"),
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
    ("words with ? or * inside, or with ~", MAX_GUESSED),
    ("letters of a word with ? or *, at least", MIN_PREFIX),
    ("words between, for near", MAX_WORDS_BETWEEN),
    ("times, for atleast", MAX_COUNT),
    ("words, for first", MAX_FIRST),
)


def examples() -> Iterator[Example]:
    for section in LANGUAGE:
        yield from section.examples
