"""The grammar of all datelines.

The date is found first and cut out, then the time; what is left is read as places (pieces.py). It is a
dateline only if nothing unexplained is left: "On June 12, commencing …" and "3 March – World Wildlife Day"
are sentences. Forms by language and country: tests/cases/dateline.toml.
"""

import re

from presssearch.article import Dateline, Place
from presssearch.parsing.datelines.dateline_parts import FoundDateline, cut_out, with_weekday
from presssearch.parsing.datelines.pieces import read_pieces
from presssearch.parsing.datelines.places import at_home
from presssearch.parsing.datelines.reading import Piece, Reading, split_pieces
from presssearch.parsing.days.other_calendars import other_calendars
from presssearch.parsing.days.printed_dates import PrintedDate, find_bare_day, find_dates
from presssearch.parsing.days.printed_times import PrintedTime, find_time

MAX_PLACE_WORDS = 8  # of a line that names a place without a date
_MAX_HOUSE_WORDS = 4  # "THE WHITE HOUSE" dates from there; a letterhead beside a date is longer
_MAX_CLOCKS = 2  # with more it is a list of when a broadcast begins in several zones
_MAX_PIECE_WORDS = 12  # between two separators; the longest venues have ten
_ZONE_ALONE = re.compile(r"\b(?:GMT|UTC)\s?[+−–-]\s?\d{1,2}(?::?\d\d)?(?!\d)|\b(?:Asia|Europe|America|Africa)/[A-Z]\w+")


def read_parts(
    text: str, language: str | None, country: str | None, *, whole_line: bool
) -> tuple[Reading, PrintedDate | None, PrintedTime | None, str | None]:
    """Cut out dates, then the time and its zone, and read the rest as pieces."""
    dates = [with_weekday(text, date, language) for date in find_dates(text, language=language, country=country)]
    bare = None if dates or whole_line else find_bare_day(text, language=language, country=country)
    dates += [bare] if bare else []
    others = other_calendars(text) if any(date.year for date in dates) else []
    gregorian = [date for date in dates if not any(start <= date.start < end for start, end in others)]
    dates, others = (gregorian, others) if gregorian else (dates, [])
    for start, end in [*((date.start, date.end) for date in dates), *others]:
        text = cut_out(text, start, end)
    time = find_time(text)
    until, clocks = time, 0
    while until:  # a range of times has two
        text = cut_out(text, until.start, until.end)
        until, clocks = find_time(text), clocks + 1
    zone = _ZONE_ALONE.search(text)
    if zone:
        text = cut_out(text, zone.start(), zone.end())
    pieces = split_pieces(text)
    undated_sentence = not dates and time is None and len(text.split()) > MAX_PLACE_WORDS
    if (
        len(dates) > 2
        or clocks > _MAX_CLOCKS
        or undated_sentence
        or any(len(piece.text.split()) > _MAX_PIECE_WORDS for piece in pieces)
    ):
        return Reading([], unexplained=(Piece(text, 0, len(text)),)), None, None, None
    reading = read_pieces(pieces, dated=bool(dates), opening=not whole_line)
    if country and not reading.located:
        reading.places = [at_home(place, country) for place in reading.places]
    return reading, _date_of(reading, dates), time, (time.zone if time else None) or (zone[0] if zone else None)


def _date_of(reading: Reading, dates: list[PrintedDate]) -> PrintedDate | None:
    """The first date, or that behind "Published" where another stands before it: "Updated 9 May, published 7 May"."""
    if reading.posted_at is not None and len(dates) > 1:
        return next((date for date in dates if date.start > reading.posted_at), dates[0])
    return dates[0] if dates else None


def outcome_of(
    text: str, reading: Reading, printed: PrintedDate | None, time: PrintedTime | None, zone: str | None, *, rest: int
) -> FoundDateline:
    """What was read, as a dateline. zone: of the time; rest: where the text goes on behind it."""
    updated = time is not None and reading.updated_at is not None and time.start > reading.updated_at
    behind = time if time and not (updated and printed and time.start < printed.start) else None
    spans = [(part.start, part.end) for part in (printed, behind) if part]
    if updated:
        time = zone = None
    if zone and zone in text:
        spans.append((text.index(zone), text.index(zone) + len(zone)))
    venue = reading.venue
    if venue and (printed is None or reading.places or len(venue.text.split()) <= _MAX_HOUSE_WORDS):
        reading.cover(venue)
    if reading.start is not None and reading.end is not None:
        spans.append((reading.start, reading.end))
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    for opening, closing in ("()", "（）", "[]", "//" if reading.agency else "[]"):
        inside = text[start:end]
        if inside.count(closing) > inside.count(opening) and text[start - 1 : start] == opening and start:
            start -= 1  # "(ANSA) - ROMA, 12 GIU"
        open_ended = inside.count("/") % 2 if opening == "/" else inside.count(opening) > inside.count(closing)
        if open_ended and text[end : end + 1] == closing:
            end += 1
    line = Dateline(
        raw=text[start:end].rstrip(),
        places=_distinct(reading.places),
        date=printed.value() if printed and (printed.day is not None or reading.known) else None,
        time=time.value if time else None,
        timezone=zone,
        agency=reading.agency,
    )
    return FoundDateline(line, start, end, rest, printed, reading.posted, _is_update(reading, printed))


def _is_update(reading: Reading, printed: PrintedDate | None) -> bool:
    """Does "updated" stand before the first date? Behind it, it speaks of the second."""
    at = reading.updated_at
    return at is not None and not reading.posted and (printed is None or at < printed.start)


def _distinct(places: list[Place]) -> tuple[Place, ...]:
    """ "Kyiv (Kiev)" is one place."""
    return tuple({(place.name, place.country): place for place in reversed(places)}.values())[::-1]


_COINED = re.compile(
    r"[A-ZА-ЯЁ][a-zа-яё]{1,10}[A-ZА-ЯЁ]\w{1,14}|"
    r"[\w-]{2,20}\.(?:com|net|org|info|gov|kz|ru|uz|id|tj|az|am)"
)


def take_capitals_for_agency(reading: Reading) -> None:
    """ASTANA. STEPPE PRESS –, JAKARTA, Kompas.com –: capitals behind a city, and nothing else, are an agency."""
    piece = reading.unexplained[0]
    coined = piece.text.isupper() or _COINED.fullmatch(piece.text) is not None
    if coined and len(piece.text.split()) <= 3 and reading.end is not None and piece.start >= reading.end:
        reading.agency = piece.text
        reading.unexplained = ()
        reading.cover(piece)
