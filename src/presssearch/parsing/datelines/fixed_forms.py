"""Datelines of fixed form, which need no dash: 新华社北京6月12日电, （東京 3月4日）, ASTANA. KAZINFORM The head …"""

import re
from datetime import date
from functools import cache

from presssearch.analysis.cities import city_key
from presssearch.article import Dateline
from presssearch.parsing.datelines.dateline_parts import FoundDateline, cut_out, shifted_date
from presssearch.parsing.datelines.places import find_place
from presssearch.parsing.datelines.reading import HOLE
from presssearch.parsing.days.printed_dates import PrintedDate, find_dates
from presssearch.parsing.days.printed_times import find_time
from presssearch.parsing.lines.line_words import pattern, words
from presssearch.parsing.lines.rubric import opens_letterhead

_SENTENCE_CHARS = 300  # of a first paragraph in which such a day is sought
_GERMAN = re.compile(
    r"\b(?:heute|am (?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag))\b"
    r"[^.!?\n(]{0,60}\((?P<day>\d{1,2}\.\s?\d{1,2}\.(?:\d{4})?)\)"
    r"(?P<behind>\s(?:in|aus)\s[^\W\d_][^\s,.:;(]{2,30}(?:\s[A-ZÄÖÜ][^\s,.:;(]{2,20})?)?"
)
_BEFORE = re.compile(r"\b(?:in|aus)\s(?P<place>[^\W\d_][^\s,.:;(]{2,30}(?:\s[A-ZÄÖÜ][^\s,.:;(]{2,20}){0,2})\s\($")


def find_day_of_sentence(paragraph: str) -> FoundDateline | None:
    """ "… erklärte die Ministerin heute in Tel Aviv (17.04.):": where and when, inside the first sentence. The
    prose goes on around it; rest is 0."""
    match = _GERMAN.search(paragraph[:_SENTENCE_CHARS])
    if match is None:
        return None
    dates = find_dates(f"{match['day']} ", language="de")
    day = dates[0] if dates else _day_and_month(match["day"])
    if day is None:
        return None
    before = _BEFORE.search(paragraph[match.start() : match.start("day")])
    name = before["place"] if before else (match["behind"] or "").strip().partition(" ")[2]
    place = find_place(name) or (find_place(name.split()[0]) if name else None)
    printed = shifted_date(day, match.start("day") - day.start)
    line = Dateline(match[0], places=(place,) if place else (), date=printed.value())
    return FoundDateline(line, match.start(), match.end(), 0, printed)


_FAX = re.compile(r"\b(?:P\.?|PAGE)\s?\d{1,3}(?:\s?/\s?\d{1,3})?\s{0,3}$", re.IGNORECASE)
_FAX_CHARS = 120


def find_fax_line(line: str) -> FoundDateline | None:
    """A OFFICE ID:61823 10 OCT'95 14:52 No.006 P.01: what a fax machine prints above a page, day and time in it."""
    if len(line) > _FAX_CHARS or _FAX.search(line) is None:
        return None
    dates = [date for date in find_dates(line, language="en") if date.year and date.day]
    time = find_time(cut_out(line, dates[0].start, dates[0].end)) if len(dates) == 1 else None
    if time is None or abs(time.start - dates[0].end) > 3:
        return None
    start, end = dates[0].start, time.end
    dated = Dateline(line[start:end].strip(), date=dates[0].value(), time=time.value)
    return FoundDateline(dated, start, end, len(line), dates[0])


_LABEL_OF_DAY = re.compile(r"(?:(?:no|date)\b[.:]?\s?|[A-Z]{1,3}\s?\d[\w/.-]{0,6}\s[-–—]?\s?){0,3}", re.IGNORECASE)


def find_letterhead_date(line: str, *, language: str | None, country: str | None) -> FoundDateline | None:
    """ "Date 28 May 1980 THE HON. ANN DOE M.P.", "Senator the Hon. Ann Doe  October 11 2012": a day beside whose letter
    it is, where a converter has put the two columns of a letterhead on one line."""
    sentence = line.endswith((".", "!", "?", ":")) and not line.upper().endswith("M.P.")
    if len(line) > _FAX_CHARS or sentence or not pattern("office_openings", r"\b{}\b").search(line):
        return None
    dates = [date for date in find_dates(line, language=language, country=country) if date.year and date.day]
    if len(dates) != 1:
        return None
    day = dates[0]
    before, behind = line[: day.start], line[day.end :].strip(" ,·|")
    if behind and not _LABEL_OF_DAY.fullmatch(before):
        return None
    apart = before.endswith(("  ", "\t")) or before.rstrip().upper().endswith(("MP", "M.P."))
    if not behind and not apart:
        return None
    if not opens_letterhead(behind or before.strip()):
        return None
    dated = Dateline(line[day.start : day.end].strip(), date=day.value())
    return FoundDateline(dated, day.start, day.end, len(line), day)


def _day_and_month(text: str) -> PrintedDate | None:
    day, month = (int(part) for part in text.replace(" ", "").strip(".").split("."))
    try:
        date(2000, month, day)  # a leap year: 29 February may be meant
    except ValueError:
        return None
    return PrintedDate(None, month, day, 0, len(text))


def find_fixed_form(paragraph: str) -> FoundDateline | None:
    """The dateline of one of these forms at the start of a paragraph."""
    return _find_chinese(paragraph) or _find_in_brackets(paragraph) or _find_place_and_agency(paragraph)


_CHINESE = re.compile(
    r"^(?P<agency>新华社|新華社|中新社|中新网|中央社|本报|本社|人民网)?(?P<city>[一-鿿]{2,8}?)(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)[电電讯訊]\s?(?:[（(][^）)\n]{0,40}[）)])?"
)
_PLACE_AND_AGENCY = re.compile(
    r"(?P<place>[^\s.\-/–—][^.\-/–—\n]{1,30}?)\s?[.–—/-]\s?(?P<agency>[^\s.,:–—-]{3,20}(?:\s(?:Новости|Novosti))?)[\s.:–—-]+(?=\S)"
)


def _find_place_and_agency(paragraph: str) -> FoundDateline | None:
    """ASTANA. KAZINFORM The head …; دمشق-سانا وزير …: nothing but the agency's name closes them."""
    match = _PLACE_AND_AGENCY.match(paragraph)
    if match is None or city_key(match["agency"]) not in words("agencies"):
        return None
    place = find_place(match["place"])
    if place is None:
        return None
    end = match.end("agency")
    return FoundDateline(Dateline(paragraph[:end], places=(place,), agency=match["agency"]), 0, end, match.end())


_BRACKETED = re.compile(r"[（(【［\[](?P<inside>[^（）()【】［］\[\]\n]{2,40})[）)】］\]]\s?[-–—]?\s?(?=\S)")
_RUN_TOGETHER = re.compile(r"[\s、,，=·・]+")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _find_in_brackets(paragraph: str) -> FoundDateline | None:
    """（東京 3月4日）…, 【ワシントン共同】…, (서울=연합뉴스) …: city, agency and date in brackets before the prose."""
    match = _BRACKETED.match(paragraph)
    if match is None or not _EAST_ASIAN.search(match["inside"]):
        return None
    inside = match["inside"]
    dates = find_dates(inside)
    for printed in dates:
        inside = cut_out(inside, printed.start, printed.end)
    parts = [part for part in _RUN_TOGETHER.split(inside.replace(HOLE, " ")) if part]
    agency = next((part for part in parts if city_key(part) in words("agencies")), None)
    glued = next((word for word in _agencies_of_east() if len(parts) == 1 and parts[0].endswith(word)), None)
    if glued and agency is None:
        parts, agency = [parts[0].removesuffix(glued)], glued
    places = [place for part in parts if part != agency and (place := find_place(part))]
    others = [part for part in parts if part != agency and not find_place(part) and not _DAY_ALONE.fullmatch(part)]
    if not places or others or not (dates or agency or any(_DAY_ALONE.fullmatch(part) for part in parts)):
        return None
    day = shifted_date(dates[0], match.start("inside")) if dates else None
    line = Dateline(match[0].rstrip(" -–—"), tuple(places), date=day.value() if day else None, agency=agency)
    return FoundDateline(line, 0, len(line.raw), match.end(), day)


_DAY_ALONE = re.compile(r"\d{1,2}[日일]")


@cache
def _agencies_of_east() -> tuple[str, ...]:
    return tuple(word for word in words("agencies") if _EAST_ASIAN.search(word))


def _find_chinese(paragraph: str) -> FoundDateline | None:
    """新华社北京6月12日电: agency, city and date run together, and 电 (wire) closes them."""
    match = _CHINESE.match(paragraph)
    place = find_place(match["city"]) if match else None
    if match is None or place is None:
        return None
    dates = find_dates(match[0])
    if not dates:
        return None
    line = Dateline(match[0].rstrip(), places=(place,), date=dates[0].value(), agency=match["agency"])
    return FoundDateline(line, 0, match.end(), match.end(), dates[0])
