"""The dateline: the line, or the opening of the first paragraph, that says where and when.

The date is found first and cut out, then the time; what is left is read as places (pieces.py). It is a
dateline only if nothing unexplained is left: "On June 12, commencing …" and "3 March – World Wildlife Day"
are sentences. Forms by language and country: tests/cases/dateline.toml.
"""

import re
from dataclasses import dataclass, replace

from presssearch.analysis.cities import city_key
from presssearch.article import Dateline, Place
from presssearch.parsing.line_words import words
from presssearch.parsing.months import is_weekday, weekday_number
from presssearch.parsing.pieces import HOLE, Piece, Reading, read_pieces, split_pieces
from presssearch.parsing.places import find_place
from presssearch.parsing.printed_dates import PrintedDate, find_dates
from presssearch.parsing.printed_times import PrintedTime, find_time
from presssearch.parsing.reference import find_leading_reference, find_reference
from presssearch.parsing.rubric import find_labelled_rubric, is_kind_of_release

MAX_LINE_CHARS = 200
_MAX_OPENING_CHARS = 130
_MAX_LINE_WORDS = 16
_MAX_PLACE_WORDS = 8  # of a line that names a place without a date
_MAX_HOUSE_WORDS = 4  # "THE WHITE HOUSE" dates from there; a letterhead beside a date is longer
_MAX_PIECE_WORDS = 12  # between two separators; the longest venues have ten


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline in a text. start, end: of its print; rest: where the prose behind it begins.

    printed: the date, with both readings of an ambiguous one. posted: the line says "Posted on".
    updated: it says "Updated" and so dates no publication. rubric, reference: printed in the same line.
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


_ZONE_ALONE = re.compile(r"\b(?:GMT|UTC)\s?[+−–-]\s?\d{1,2}(?::?\d\d)?(?!\d)|\b(?:Asia|Europe|America|Africa)/[A-Z]\w+")
_NUMBER_ALONE = re.compile(r"^\d{1,6}$")
_DASH = re.compile(r"\s*[–—]+\s*|\s-{1,2}\s|\s-(?=[^\W\d_])|--")
_STOP = re.compile(r":\s|\.\s|[)）/]\.?[-–—]{0,2}\s(?=\S)")
_PREPOSITION = re.compile(
    r"^(?:on|in|at|am|im|le|el|em|på|den|в|у|на|il|den|op|by|since|as of|from|until)\s", re.IGNORECASE
)
_CHINESE = re.compile(
    r"^(?P<agency>新华社|新華社|中新社|中新网|中央社|本报|本社|人民网)?(?P<city>[一-鿿]{2,8}?)(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)[电電讯訊]\s?(?:[（(][^）)\n]{0,40}[）)])?"
)
_TITLE_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]{4,90})[)）\]]\s*[:.]?\s*$")
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
    rubric = find_labelled_rubric(line)
    text = line[: rubric[1]] if rubric else line
    reading, printed, time, zone = _read(text, language, country, whole_line=True)
    reference, kind, rest = _explained_beside(reading.unexplained)
    if rest or not _makes_a_line(
        reading, printed, time, expected=expected, exact=zone is not None or _has_half(text, time)
    ):
        return None
    if printed is not None and printed.day is None and not (reading.posted or reading.known):
        return None
    found = _found(text, reading, printed, time, zone, rest=len(line))
    return replace(found, reference=reference, rubric=rubric[0] if rubric else kind)


def _may_hold_dateline(line: str) -> bool:
    """A digit, or a comma between a city and its country. Without either, and in a sentence, there is none."""
    if "。" in line.rstrip("。"):
        return False
    words = len(line.split())
    if words > _MAX_LINE_WORDS and line.endswith((".", "!", "?", ":", ";")):
        return False
    if any(c.isdecimal() for c in line) or "月" in line or "noon" in line.lower():
        return True
    return words <= _MAX_PLACE_WORDS and any(c in ",،" for c in line)


def find_opening_dateline(paragraph: str, *, language: str | None, country: str | None = None) -> FoundDateline | None:
    """Read the opening of a paragraph as a dateline that ends with a dash, a colon, a stop or a bracket.

    A place without a date counts, if it is known and a dash follows: "ASTANA. KAZINFORM –".
    """
    fixed = _find_chinese(paragraph) or _find_place_and_agency(paragraph)
    if fixed:
        return fixed
    head = paragraph[:_MAX_OPENING_CHARS].partition("\n")[0]
    ends = sorted([*_DASH.finditer(head), *_STOP.finditer(head)], key=lambda match: match.start())
    best: FoundDateline | None = None
    for term in ends[:8]:
        stop = term.start() + 1 if term[0][0] in ")）/" else term.start()
        opening = head[:stop]
        if len(opening.split()) > 14 or _PREPOSITION.match(opening):
            break
        found = _opening(opening, language, country, rest=term.end(), dash=bool(_DASH.fullmatch(term[0])))
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
            return _shifted(found, bracket.start(1))
    reference = find_leading_reference(title)
    if reference:
        number, at = reference
        dates = find_dates(title[at : at + 40], language=language, country=country)
        if dates and dates[0].start == 0:
            raw = title[at : at + dates[0].end]
            line = Dateline(raw, date=dates[0].value())
            return FoundDateline(line, at, at + dates[0].end, at + dates[0].end, dates[0], reference=number)
    ending = _TITLE_END.search(title)
    if ending:
        found = find_dateline_line(ending["where"], language=language, country=country)
        if found and found.printed and found.printed.year and found.dateline.places:
            return _shifted(found, ending.start("where"))
    return None


def _shifted(found: FoundDateline, by: int) -> FoundDateline:
    printed = (
        replace(found.printed, start=found.printed.start + by, end=found.printed.end + by) if found.printed else None
    )
    return replace(found, start=found.start + by, end=found.end + by, rest=found.rest + by, printed=printed)


def _read(
    text: str, language: str | None, country: str | None, *, whole_line: bool
) -> tuple[Reading, PrintedDate | None, PrintedTime | None, str | None]:
    """Cut out dates, then the time and its zone, and read the rest as pieces."""
    dates = [_with_weekday(text, date, language) for date in find_dates(text, language=language, country=country)]
    for date in dates:
        text = _cut(text, date.start, date.end)
    time = find_time(text)
    until = time
    while until:  # a range of times has two
        text = _cut(text, until.start, until.end)
        until = find_time(text)
    zone = _ZONE_ALONE.search(text)
    if zone:
        text = _cut(text, zone.start(), zone.end())
    pieces = split_pieces(text)
    undated_sentence = not dates and time is None and len(text.split()) > _MAX_PLACE_WORDS
    if len(dates) > 2 or undated_sentence or any(len(piece.text.split()) > _MAX_PIECE_WORDS for piece in pieces):
        return Reading([], unexplained=(Piece(text, 0, len(text)),)), None, None, None
    reading = read_pieces(pieces, dated=bool(dates))
    return reading, dates[0] if dates else None, time, (time.zone if time else None) or (zone[0] if zone else None)


_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,14}(?:-feira)?)[.,،]?\s{0,3}$")
_WORD_BEHIND = re.compile(r"[.,،]{0,2}\s?[(（]?([^\W\d_]{1,14}(?:-feira)?)[)）]?(?!\w)")


def _with_weekday(text: str, date: PrintedDate, language: str | None) -> PrintedDate:
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


def _cut(text: str, start: int, end: int) -> str:
    return text[:start] + HOLE * (end - start) + text[end:]


def _explained_beside(pieces: tuple[Piece, ...]) -> tuple[str | None, str | None, list[Piece]]:
    """Reference number and kind of release among pieces that are no place, and the pieces still unexplained."""
    reference = kind = None
    rest = []
    for piece in pieces:
        if is_kind_of_release(piece.text):
            kind = kind or piece.text
        elif find_reference(piece.text):
            reference = reference or find_reference(piece.text)
        elif not _NUMBER_ALONE.match(piece.text):
            rest.append(piece)
    return reference, kind, rest


def _makes_a_line(
    reading: Reading, printed: PrintedDate | None, time: PrintedTime | None, *, expected: bool, exact: bool
) -> bool:
    """exact: the time names its zone or its half of the day; a bare 5:00 may be the length of a film."""
    if printed is not None:
        return True
    if time is not None:
        return bool(reading.places or reading.venue or reading.posted or (expected and exact))
    return expected and reading.known and reading.located


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
        open_ended = inside.count("/") % 2 if opening == "/" else inside.count(opening) > inside.count(closing)
        if open_ended and text[end : end + 1] == closing:
            end += 1
    line = Dateline(
        raw=text[start:end].rstrip(),
        places=_distinct(reading.places),
        date=printed.value() if printed and printed.day is not None else None,
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


def _opening(head: str, language: str | None, country: str | None, *, rest: int, dash: bool) -> FoundDateline | None:
    reading, printed, time, zone = _read(head, language, country, whole_line=False)
    if reading.known and dash and len(reading.unexplained) == 1:
        _take_capitals_for_agency(reading)
    if reading.unexplained or reading.updated_at is not None or (reading.venue and not reading.places):
        return None
    if printed is None:
        place_alone = bool(reading.places) and reading.known and time is None
        # "Анкара. Министр …": a stop will do behind the name of one city and nothing else
        if not place_alone or not (dash or reading.agency or head.strip() == reading.places[0].raw):
            return None
    elif printed.day is None or not (reading.places or (printed.year and dash)):
        return None
    return _found(head, reading, printed, time, zone, rest=rest)


def _take_capitals_for_agency(reading: Reading) -> None:
    """ASTANA. STEPPE PRESS –: what stands in capitals between a city and the dash is an agency."""
    piece = reading.unexplained[0]
    if piece.text.isupper() and len(piece.text.split()) <= 3 and reading.end is not None and piece.start >= reading.end:
        reading.agency = piece.text
        reading.unexplained = ()
        reading.cover(piece)


def _adds_date(longer: FoundDateline, shorter: FoundDateline) -> bool:
    return longer.printed is not None and shorter.printed is None


_PLACE_AND_AGENCY = re.compile(
    r"(?P<place>[^\s.\-/–—][^.\-/–—\n]{1,30}?)\s?[.–—/-]\s?(?P<agency>[^\s.,–—-]{3,20}(?:\s(?:Новости|Novosti))?)[\s.:–—-]+(?=\S)"
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
