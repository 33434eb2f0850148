"""Datelines in headlines, and the days of headlines that say when they were printed."""

import re

from presssearch.article import Dateline
from presssearch.parsing.datelines.dateline import find_dateline_line
from presssearch.parsing.datelines.dateline_parts import FoundDateline, shifted, shifted_date
from presssearch.parsing.days.printed_dates import PrintedDate, find_dates
from presssearch.parsing.lines.reference import (
    find_leading_reference,
)

_TITLE_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]{4,90})[)）\]]\s*[:.]?\s*$")
_TITLE_DATE_CHARS = 40
_BRIEFING = re.compile(
    r"press conference|briefing|doorstop|comment(?:s|ary)|пресс-конференц|брифинг|комментари|коментар|брифінг|"
    r"conférence de presse|point de presse|rueda de prensa|conferencia de prensa|pressekonferenz|"
    r"conferência de imprensa|coletiva|basın toplantısı|记者会|記者會|記者会見|会見|مؤتمر صحفي|баспасөз мәслихаты",
    re.IGNORECASE,
)
# A title that looks ahead, and a span of days
_AHEAD = re.compile(
    r"\b(?:to (?:attend|visit|host|travel)|will|agenda|schedule|advisory|upcoming|анонс|programme?)\b", re.IGNORECASE
)
_DAYS = re.compile(r"\d{1,2}\s?[-–—]\s?\d{1,2}\s")
_TITLE_END_CHARS = 80
_SEAM = re.compile(r"(?:[,”»\"]|\s[–—-])\s+(?=[^\W_])")


def find_title_dateline(title: str, *, language: str | None, country: str | None = None) -> FoundDateline | None:
    """The dateline inside a headline: in brackets at its end, behind its last commas, or behind "No: 162,"."""
    bracket = _TITLE_BRACKET.search(title)
    if bracket:
        found = find_dateline_line(bracket[1], language=language, country=country)
        if found and found.printed:
            return shifted(found, bracket.start(1))
    reference = find_leading_reference(title)
    if reference:
        number, at = reference
        dates = find_dates(title[at : at + 40], language=language, country=country)
        if dates and dates[0].start == 0:
            raw = title[at : at + dates[0].end]
            line = Dateline(raw, date=dates[0].value())
            printed = shifted_date(dates[0], at)
            return FoundDateline(line, at, printed.end, printed.end, printed, reference=number)
    for seam in _SEAM.finditer(title, max(0, len(title) - _TITLE_END_CHARS)):
        found = find_dateline_line(title[seam.end() :], language=language, country=country)
        if found and found.printed and found.printed.year and found.dateline.places:
            return shifted(found, seam.end())
    day = find_title_day(title, language=language, country=country)
    if day is None or not title[: day.start].rstrip().endswith((",", "–", "—", " -", "|")):
        return None
    line = Dateline(title[day.start : day.end].strip(), date=day.value())
    return FoundDateline(line, day.start, day.end, day.end, day)


def find_title_day(title: str, *, language: str | None, country: str | None = None) -> PrintedDate | None:
    """The day behind the last comma or dash of a title, "… Ziyareti, 17 Ekim 2024", or that of a briefing: "Press
    conference on 12 June 2018". In other titles a date belongs to what they are about."""
    briefing = _BRIEFING.search(title) is not None
    if _AHEAD.search(title):
        return None
    at = max(0, len(title) - _TITLE_DATE_CHARS)
    dates = [shifted_date(date, at) for date in find_dates(title[at:], language=language, country=country)]
    if briefing:
        dates = [*find_dates(title[:_TITLE_DATE_CHARS], language=language, country=country)[:1], *dates]
    for date in reversed(dates):
        if not (date.year and date.day) or _DAYS.match(title, date.start):
            continue
        ends = not title[date.end :].strip(" .)года") and date.start > 3
        apart = title[: date.start].rstrip().endswith((",", "–", "—", " -", "|"))
        if (ends and (apart or briefing)) or (briefing and date.start == 0):
            return date
    return None
