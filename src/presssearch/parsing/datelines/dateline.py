"""The dateline: the line, or the opening of the first paragraph, that says where and when.

The date is found first and cut out, then the time; what is left is read as places (pieces.py). It is a
dateline only if nothing unexplained is left: "On June 12, commencing …" and "3 March – World Wildlife Day"
are sentences. Forms by language and country: tests/cases/dateline.toml.
"""

import re
from dataclasses import replace

from presssearch.analysis.cities import city_key, find_city
from presssearch.analysis.countries import code_of
from presssearch.article import Dateline, Place
from presssearch.parsing.datelines.dateline_parts import FoundDateline, cut_out, shifted, shifted_date, with_weekday
from presssearch.parsing.datelines.fixed_forms import find_fax_line, find_fixed_form
from presssearch.parsing.datelines.pieces import is_under_way, read_pieces
from presssearch.parsing.datelines.places import find_place
from presssearch.parsing.datelines.reading import Piece, Reading, split_pieces
from presssearch.parsing.days.months import is_weekday
from presssearch.parsing.days.other_calendars import other_calendars
from presssearch.parsing.days.printed_dates import PrintedDate, find_bare_day, find_dates
from presssearch.parsing.days.printed_times import PrintedTime, find_time
from presssearch.parsing.lines.byline import find_byline, is_surely_a_name
from presssearch.parsing.lines.line_words import words
from presssearch.parsing.lines.reference import (
    find_ending_reference,
    find_leading_reference,
    find_reference,
    split_kind,
)
from presssearch.parsing.lines.rubric import find_labelled_rubric, is_kind_of_release, may_be_rubric

__all__ = [
    "MAX_LINE_CHARS",
    "FoundDateline",
    "find_dateline_line",
    "find_opening_dateline",
    "find_title_dateline",
    "find_title_day",
]

MAX_LINE_CHARS = 200
_MAX_OPENING_CHARS = 130
_MAX_LINE_WORDS = 16
_MAX_PLACE_WORDS = 8  # of a line that names a place without a date
_MAX_HOUSE_WORDS = 4  # "THE WHITE HOUSE" dates from there; a letterhead beside a date is longer
_MAX_CLOCKS = 2  # with more it is a list of when a broadcast begins in several zones
_LARGE_CITY = 1_000_000
_MAX_PIECE_WORDS = 12  # between two separators; the longest venues have ten


_ZONE_ALONE = re.compile(r"\b(?:GMT|UTC)\s?[+−–-]\s?\d{1,2}(?::?\d\d)?(?!\d)|\b(?:Asia|Europe|America|Africa)/[A-Z]\w+")
_NUMBER_ALONE = re.compile(r"^\d{1,6}$")
_DASH = re.compile(r"\s*[–—]+\s*|\s\|\s|\s-{1,2}\s|\s-(?=[^\W\d_])|--")
_STOP = re.compile(r":\s|\.\s|\.[-–—]\s|[)）/]\.?[-–—]{0,2}\s(?=\S)")
_PREPOSITION = re.compile(
    r"^(?:on|in|at|am|im|le|el|em|på|den(?! haag)|в|у|на|il|op|by|since|as of|from|until)\s", re.IGNORECASE
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
_TITLE_END = re.compile(
    r"[,–—-]\s+(?P<where>[^\W\d_][^,\n]{1,40}(?:,\s[^\W\d][^,\n]{1,30})?,\s(?P<when>[^,\n]{4,30}(?:,\s\d{4})?))$"
)


def find_dateline_line(
    line: str, *, language: str | None, country: str | None = None, expected: bool = False
) -> FoundDateline | None:
    """Read a whole line, or several lines of one block, as a dateline.

    country: of the publisher; decides the order of day and month. expected: the line stands where datelines
    stand, so that "Lahaina, Hawaii" without a date is one as well.
    """
    if not 3 <= len(line) <= MAX_LINE_CHARS or not _may_hold_dateline(line):
        return None
    fax = find_fax_line(line)
    if fax:
        return fax
    rubric = find_labelled_rubric(line)
    text = line[: rubric[1]] if rubric else line
    ending = find_ending_reference(text)
    text = text[: ending[1]] if ending else text
    bare, section, authors = _without_columns(text)
    reading, printed, time, zone = _read(bare, language, country, whole_line=True)
    if reading.known and printed and len(reading.unexplained) == 1:
        _take_capitals_for_agency(reading)  # "Київ. 14 серпня. УКРІНФО."
    names = _authors_beside(reading.unexplained, printed) if time or reading.posted else ()
    reference, kind, rest = _explained_beside(tuple(p for p in reading.unexplained if p.text not in names))
    exact = zone is not None or _has_half(text, time)
    numbered = any(_NUMBER_ALONE.match(piece.text) for piece in reading.unexplained)
    if rest or not _makes_a_line(reading, printed, time, expected=expected, exact=exact, numbered=numbered):
        return None
    if printed is not None and printed.day is None and not (reading.posted or reading.known):
        return None
    found = _found(text, reading, printed, time, zone, rest=len(line))
    number = ending[0] if ending else reference
    labelled = rubric[0] if rubric else kind or section
    return replace(found, byline=names or authors, reference=number, rubric=labelled)


def _may_hold_dateline(line: str) -> bool:
    """A digit, or a comma between a city and its country. Without either, and in a sentence, there is none."""
    if "。" in line.rstrip("。"):
        return False
    words = len(line.split())
    if words > _MAX_LINE_WORDS and line.endswith((".", "!", "?", ":", ";")):
        return False
    if any(c.isdecimal() for c in line) or "月" in line or "noon" in line.lower():
        return True
    return words <= _MAX_PLACE_WORDS and any(c in ",،" for c in line) and not line.endswith(("!", "?"))


def find_opening_dateline(paragraph: str, *, language: str | None, country: str | None = None) -> FoundDateline | None:
    """Read the opening of a paragraph as a dateline that ends with a dash, a colon, a stop or a bracket.

    A place without a date counts, if it is known and a dash follows: "ASTANA. KAZINFORM –".
    """
    fixed = find_fixed_form(paragraph)
    if fixed:
        return fixed
    head = paragraph[:_MAX_OPENING_CHARS].partition("\n")[0]
    ends = sorted([*_DASH.finditer(head), *_STOP.finditer(head)], key=lambda match: match.start())
    best: FoundDateline | None = None
    for term in ends[:8]:
        stop = term.start() + 1 if term[0][0] in ")）/" else term.start()
        opening = head[:stop]
        if len(opening.split()) > 14 or (_PREPOSITION.match(opening) and not is_under_way(opening)):
            break
        dash = "|" not in term[0] and _DASH.fullmatch(term[0]) is not None
        found = _opening(opening, language, country, rest=term.end(), dash=dash, colon=term[0][0] == ":")
        if found and (best is None or found.dateline.agency or _adds_date(found, best)):
            best = found
    if best is None:
        return None
    return replace(best, rest=best.rest + len(head[best.rest :]) - len(head[best.rest :].lstrip(" –—-:.")))


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
    ending = _TITLE_END.search(title)
    if ending:
        found = find_dateline_line(ending["where"], language=language, country=country)
        if found and found.printed and found.printed.year and found.dateline.places:
            return shifted(found, ending.start("where"))
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


def _read(
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
    undated_sentence = not dates and time is None and len(text.split()) > _MAX_PLACE_WORDS
    if (
        len(dates) > 2
        or clocks > _MAX_CLOCKS
        or undated_sentence
        or any(len(piece.text.split()) > _MAX_PIECE_WORDS for piece in pieces)
    ):
        return Reading([], unexplained=(Piece(text, 0, len(text)),)), None, None, None
    reading = read_pieces(pieces, dated=bool(dates), opening=not whole_line)
    return reading, dates[0] if dates else None, time, (time.zone if time else None) or (zone[0] if zone else None)


def _without_columns(text: str) -> tuple[str, str | None, tuple[str, ...]]:
    """3 March 2021, 15:40 | Politics | Author: …: the text with section and author blanked, and what they were."""
    section: str | None = None
    authors: tuple[str, ...] = ()
    if "|" not in text or not any(c.isdecimal() for c in text):
        return text, section, authors
    at = 0
    for part in text.split("|"):
        start, at = at, at + len(part) + 1
        names = find_byline(part)
        word = part.strip()
        if names:
            authors = names
        elif _is_section(word):
            section = section or word
        else:
            continue
        text = text[:start] + " " * len(part) + text[start + len(part) :]
    return text, section, authors


def _is_section(word: str) -> bool:
    """The name of a section, and neither a city nor a word around dates."""
    known = (
        find_place(word) is not None
        or code_of(word) is not None
        or is_weekday(word)
        or city_key(word) in words("fillers")
    )
    labelled = city_key(word) in words("posted") or " by " in word or ":" in word
    return may_be_rubric(word) and len(word.split()) <= 4 and not known and not labelled


def _authors_beside(pieces: tuple[Piece, ...], printed: PrintedDate | None) -> tuple[str, ...]:
    """12 June 2018, 10:39 Айгерим Сапарова: a sure name beside a full date and a time is the author's."""
    if printed is None or printed.year is None or printed.day is None:
        return ()
    names = tuple(piece.text for piece in pieces if is_surely_a_name(piece.text))
    return names if len(names) == 1 else ()


def _explained_beside(pieces: tuple[Piece, ...]) -> tuple[str | None, str | None, list[Piece]]:
    """Reference number and kind of release among pieces that are no place, and the pieces still unexplained."""
    reference = kind = None
    rest = []
    for piece in pieces:
        if is_kind_of_release(piece.text):
            kind = kind or piece.text
        elif find_reference(piece.text):
            reference = reference or find_reference(piece.text)
            kind = kind or split_kind(piece.text)[0]
        elif not _NUMBER_ALONE.match(piece.text):
            rest.append(piece)
    return reference, kind, rest


def _makes_a_line(
    reading: Reading,
    printed: PrintedDate | None,
    time: PrintedTime | None,
    *,
    expected: bool,
    exact: bool,
    numbered: bool,
) -> bool:
    """numbered: a bare number stands in it, as in a row of a table. exact: the time names its zone or its half of the
    day; a bare 5:00 may be the length of a film."""
    if printed is not None:
        return True
    if time is not None:
        return bool(reading.places or reading.venue or reading.posted or (expected and exact))
    return expected and reading.known and reading.located and not numbered


def _has_half(text: str, time: PrintedTime | None) -> bool:
    return time is not None and any(not (c.isdecimal() or c in ":.") for c in text[time.start : time.end].strip())


def _found(
    text: str, reading: Reading, printed: PrintedDate | None, time: PrintedTime | None, zone: str | None, *, rest: int
) -> FoundDateline:
    spans = [(part.start, part.end) for part in (printed, time) if part]
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
    if time and reading.updated_at is not None and time.start > reading.updated_at:
        time = zone = None  # that of the update
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


def _opening(
    head: str, language: str | None, country: str | None, *, rest: int, dash: bool, colon: bool
) -> FoundDateline | None:
    reading, printed, time, zone = _read(head, language, country, whole_line=False)
    if reading.known and dash and len(reading.unexplained) == 1:
        _take_capitals_for_agency(reading)
    house = reading.venue and not reading.places and not (printed and printed.year and reading.venue.text.isupper())
    if reading.unexplained or reading.updated_at is not None or house:
        return None
    if printed is None:
        place_alone = bool(reading.places) and reading.known and time is None
        if not place_alone or not (dash or reading.agency or _closed_by_stop(head, reading.places[0], colon=colon)):
            return None
    elif printed.day is None or not (reading.places or (printed.year and dash)):
        return None
    return _found(head, reading, printed, time, zone, rest=rest)


_COINED = re.compile(
    r"[A-ZА-ЯЁ][a-zа-яё]{1,10}[A-ZА-ЯЁ]\w{1,14}|"
    r"[\w-]{2,20}\.(?:com|net|org|info|gov|kz|ru|uz|id|tj|az|am)"
)


def _closed_by_stop(head: str, place: Place, *, colon: bool) -> bool:
    """ "Анкара. Министр …": a stop will do behind the name of one city and nothing else; a colon behind that of a
    large one only, for "BARBOSA: Good afternoon" is a speaker."""
    if head.strip() != place.raw:
        return False
    city = find_city(place.name, country=place.country) if colon and place.name else None
    return not colon or (city is not None and (city.capital or city.population >= _LARGE_CITY))


def _take_capitals_for_agency(reading: Reading) -> None:
    """ASTANA. STEPPE PRESS –, JAKARTA, Kompas.com –: capitals behind a city, and nothing else, are an agency."""
    piece = reading.unexplained[0]
    coined = piece.text.isupper() or _COINED.fullmatch(piece.text) is not None
    if coined and len(piece.text.split()) <= 3 and reading.end is not None and piece.start >= reading.end:
        reading.agency = piece.text
        reading.unexplained = ()
        reading.cover(piece)


def _adds_date(longer: FoundDateline, shorter: FoundDateline) -> bool:
    """A date, or the year behind "30 Nov."."""
    if longer.printed is None or shorter.printed is None:
        return longer.printed is not None
    return longer.printed.year is not None and shorter.printed.year is None
