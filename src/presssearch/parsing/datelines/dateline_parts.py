"""What a dateline turns out to be in a text, and the small operations on its print."""

import re
from dataclasses import dataclass, replace

from presssearch.article import Dateline
from presssearch.parsing.datelines.reading import HOLE
from presssearch.parsing.days.months import is_weekday, weekday_number
from presssearch.parsing.days.printed_dates import PrintedDate


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline in a text. start, end: of its print; rest: where the prose behind it begins.

    printed: the date, with both readings of an ambiguous one. posted: the line says "Posted on".
    updated: it says "Updated" and so dates no publication. rubric, reference, byline: printed in the same line.
    """

    dateline: Dateline
    start: int
    end: int
    rest: int
    printed: PrintedDate | None = None
    posted: bool = False
    updated: bool = False
    rubric: str | None = None
    reference: str | None = None
    byline: tuple[str, ...] = ()


_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,14}(?:-feira)?)[.,،]?\s{0,3}$")
_WORD_BEHIND = re.compile(r"[.,،]{0,2}\s?[(（]?([^\W\d_]{1,14}(?:-feira)?)[)）]?(?!\w)")


def with_weekday(text: str, date: PrintedDate, language: str | None) -> PrintedDate:
    """The date with the weekday beside it: "Wednesday 17 November 2004", "12 June 2018 (Tuesday)", "6月12日（火）"."""
    word = _WORD_BEFORE.search(text[max(0, date.start - 22) : date.start])
    if word and (is_weekday(word[1]) or weekday_number(word[1], language=language) is not None):
        date = replace(date, start=date.start - len(word[0]))
    else:
        word = _WORD_BEHIND.match(text, date.end)
        if word is None or not is_weekday(word[1]):
            return date
        date = replace(date, end=word.end())
    number = weekday_number(word[1], language=language)
    return date if number is None else date.on_weekday(number)


def cut_out(text: str, start: int, end: int) -> str:
    return text[:start] + HOLE * (end - start) + text[end:]


def shifted(found: FoundDateline, by: int) -> FoundDateline:
    printed = shifted_date(found.printed, by) if found.printed else None
    return replace(found, start=found.start + by, end=found.end + by, rest=found.rest + by, printed=printed)


def shifted_date(printed: PrintedDate, by: int) -> PrintedDate:
    return replace(printed, start=printed.start + by, end=printed.end + by)
