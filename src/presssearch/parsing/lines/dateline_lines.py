"""The dateline among the lines of a document: above or below the headline, in it, before the prose, at the end."""

from dataclasses import replace

from presssearch.article import Dateline
from presssearch.parsing.datelines.dateline import MAX_LINE_CHARS, find_dateline_line
from presssearch.parsing.datelines.dateline_parts import FoundDateline
from presssearch.parsing.datelines.fixed_forms import find_day_of_sentence
from presssearch.parsing.datelines.opening_dateline import find_opening_dateline
from presssearch.parsing.datelines.places import bare_name, find_place
from presssearch.parsing.datelines.title_dateline import find_title_dateline, find_title_day
from presssearch.parsing.days.printed_dates import PrintedDate, find_dates
from presssearch.parsing.lines.broken_titles import goes_on
from presssearch.parsing.lines.byline import find_byline, find_reporters, is_surely_a_name, without_correspondent
from presssearch.parsing.lines.headline import is_sentence
from presssearch.parsing.lines.layout import PROSE_CHARS, Dated, Layout, Segments, Setting
from presssearch.parsing.lines.reference import find_leading_reference
from presssearch.parsing.lines.rubric import begins_with_kind
from presssearch.readers.raw import Role


def take_dateline(layout: Layout, segments: Segments, setting: Setting) -> None:
    line = _take_dateline_lines(layout, segments, setting)
    opening = _take_opening(layout, segments, setting)
    if opening is None:
        if line is None:
            _take_day_of_sentence(layout, segments, setting)
        return
    found, where = opening
    undated = found.printed is None and line is not None and line.printed is not None
    if line is not None and not line.dateline.places and undated:
        segments.dateline = _with_places_of(line, found)
    elif line is None or line.posted or (not line.dateline.places and found.printed is not None):
        segments.dateline, segments.where["dateline"] = _timed_as(found, line), where
    elif not line.dateline.places:
        segments.dateline = _with_places_of(line, found)


def _take_day_of_sentence(layout: Layout, segments: Segments, setting: Setting) -> None:
    """A German release without a date line may say where and when in its first sentence; it stays in the body."""
    if setting.language != "de":
        return
    for number in [n for n in layout.top() if n not in layout.taken][:4]:
        found = find_day_of_sentence(layout.lines[number].text)
        if found:
            note_date(segments, found, layout.lines[number].text, layout.where(number))
            segments.dateline, segments.where["dateline"] = found, layout.where(number)
            return


def _with_places_of(dated: FoundDateline, placed: FoundDateline) -> FoundDateline:
    """A date line and a line with the city, printed apart, are one dateline."""
    line, other = dated.dateline, placed.dateline
    merged = replace(
        line,
        raw=f"{line.raw}\n{other.raw}",
        places=other.places,
        time=line.time or other.time,
        timezone=line.timezone or other.timezone,
        agency=line.agency or other.agency,
    )
    return replace(dated, dateline=merged)


def _dated_as(placed: FoundDateline, dated: FoundDateline) -> FoundDateline:
    """A line with the city, and one with the day below it."""
    line, other = placed.dateline, dated.dateline
    return replace(
        dated, dateline=replace(other, raw=f"{line.raw}\n{other.raw}", places=line.places, agency=line.agency)
    )


def _same_day(one: FoundDateline, other: FoundDateline) -> bool:
    return one.dateline.date is not None and one.dateline.date == other.dateline.date


def _timed_as(found: FoundDateline, earlier: FoundDateline | None) -> FoundDateline:
    """The better line, with the time that the other prints beside the same day."""
    if earlier and earlier.dateline.time and not found.dateline.time and _same_day(found, earlier):
        return _with_time_of(found, earlier)
    return found


def _with_time_of(dated: FoundDateline, timed: FoundDateline) -> FoundDateline:
    """A line with the day and another with the same day and the time are one dateline."""
    line, other = dated.dateline, timed.dateline
    raw = f"{line.raw}\n{other.raw}"
    return replace(dated, dateline=replace(line, raw=raw, time=other.time, timezone=other.timezone))


def _is_better(in_title: FoundDateline, line: FoundDateline) -> bool:
    """Does a title say more than a line below it: than "Posted on", or the place to the same day?"""
    placed = bool(in_title.dateline.places) and _same_day(in_title, line)
    return not line.dateline.places and (line.posted or placed)


_TITLE_WORDS = 3


def take_title_dateline(segments: Segments, setting: Setting) -> None:
    title = segments.headline or setting.title
    leading = find_leading_reference(title) if title else None
    if leading:
        segments.give("reference", leading[0], segments.where.get("headline", "title"))
    in_title = find_title_dateline(title, language=setting.language, country=setting.country) if title else None
    if in_title and title and not _is_event(segments, in_title.printed):
        where = segments.where.get("headline", "title")
        note_date(segments, in_title, title, where, kind="title")
        segments.give("reference", in_title.reference, where)
        behind = title[in_title.end :].lstrip(" ,:–—-")
        if in_title.reference and in_title.end < len(title) - len(behind) and len(behind.split()) >= _TITLE_WORDS:
            segments.headline = behind  # "No: 96, 25 April 2023, Press Release …"
        current = segments.dateline
        if current is None or _is_better(in_title, current):
            segments.dateline, segments.where["dateline"] = _timed_as(in_title, current), where
    elif title:
        day = find_title_day(title, language=setting.language, country=setting.country)
        if day and not _is_event(segments, day):
            raw = title[day.start : day.end].strip()
            segments.dates.append(Dated("title", day, segments.where.get("headline", "title"), raw))


def take_subtitle_dateline(layout: Layout, segments: Segments, setting: Setting, title_at: int | None) -> None:
    """ "Interview with Radio Oslo, 3 February 2011" below the headline of a release without another date."""
    dated = any(dated.kind != "event" for dated in segments.dates)
    if title_at is None or dated or (segments.dateline and segments.dateline.printed):
        return
    for number in [n for n in layout.free() if title_at < n <= title_at + _SUBTITLE_LINES]:
        text = layout.lines[number].text
        if len(text) >= PROSE_CHARS or is_sentence(text):
            return
        found = find_title_dateline(text, language=setting.language, country=setting.country)
        if found and found.printed and found.printed.year and begins_with_kind(text):
            where = layout.where(number)
            note_date(segments, found, text, where, kind="title")
            prefer_dateline(segments, found, where)
            return


_SUBTITLE_LINES = 3


def _is_event(segments: Segments, day: PrintedDate | None) -> bool:
    """Does a line such as "When: …" say that this is the day of what is announced?"""
    return day is not None and any(d.kind == "event" and d.printed.value() == day.value() for d in segments.dates)


def _take_dateline_lines(layout: Layout, segments: Segments, setting: Setting) -> FoundDateline | None:
    """The best dateline among the lines of the top: one with a place, then the first that is not "Posted on"."""
    prose = False
    for number in layout.top():
        prose = prose or (len(layout.lines[number].text) >= PROSE_CHARS and number not in layout.taken)
        if number in layout.taken or number in layout.events:
            continue
        run, found = _dateline_at(layout, number, setting)
        if found is None or _ends_a_title(layout, number):
            continue
        if prose and not (found.dateline.places or (found.printed and found.printed.year)):
            continue  # "Tuesday 7 May" below the first paragraph heads a day of a programme
        text = "\n".join(layout.lines[n].text for n in run)
        where = layout.where(run[0])
        layout.take(run, "dateline")
        note_date(segments, found, text, where)
        segments.give("rubric", found.rubric, where)
        segments.give("reference", found.reference, where)
        segments.give("byline", found.byline, where)
        if not found.updated:
            prefer_dateline(segments, found, where)
    return segments.dateline


def _ends_a_title(layout: Layout, number: int) -> bool:
    """Is the city the last word of a headline that was broken, "… between Turin and" / "Geneva"?"""
    line = layout.lines[number]
    undated = not any(sign.isdecimal() for sign in line.text)
    return undated and number > 0 and layout.lines[number - 1].block == line.block and goes_on(layout, number - 1)


def prefer_dateline(segments: Segments, found: FoundDateline, where: str) -> None:
    """Keep the better of two dateline lines, or one of both where each says what the other lacks."""
    best = segments.dateline
    if best and best.printed and found.printed is None and not best.posted and not best.dateline.places:
        segments.dateline = _with_places_of(best, found)
    elif best and best.printed is None and found.printed and not found.dateline.places:
        segments.dateline = _dated_as(best, found)
    elif best and _same_day(best, found) and _adds_time_alone(best, found):
        segments.dateline = _with_time_of(best, found)
    elif best is None or (best.posted and not found.posted) or (not best.dateline.places and found.dateline.places):
        segments.dateline, segments.where["dateline"] = _timed_as(found, best), where


def _adds_time_alone(best: FoundDateline, found: FoundDateline) -> bool:
    """Of the same day: does the other say a time, and no place that the first lacks?"""
    timed = found.dateline.time is not None and best.dateline.time is None
    return timed and bool(best.dateline.places or not found.dateline.places)


_RUN_CHARS = 90  # of a line that still can belong to a dateline of several


def _dateline_at(layout: Layout, number: int, setting: Setting) -> tuple[list[int], FoundDateline | None]:
    """A dateline that begins at this line: venue, city and time may stand on up to three more."""
    best: tuple[list[int], FoundDateline | None] = ([], None)
    for length in (1, 2, 3, 4):
        run = list(range(number, number + length))
        if run[-1] >= len(layout.lines) or run[-1] in layout.taken or run[-1] in layout.events:
            break
        last = layout.lines[run[-1]]
        text = "\n".join(layout.lines[n].text for n in run)
        if (
            len(text) > MAX_LINE_CHARS
            or (length > 1 and last.role is Role.LIST_ITEM)
            or (length > 1 and len(last.text) > _RUN_CHARS)
        ):
            break
        found = find_dateline_line(text, language=setting.language, country=setting.country, expected=True)
        if found is not None and last.role is Role.LIST_ITEM and not (found.posted or found.updated):
            break  # an item of a list is a date of the release where it says so
        if found is None or (length > 1 and not _needs_lines(layout, run, found, best[1], setting)):
            continue
        best = (run, found)
    return best


def _needs_lines(
    layout: Layout, run: list[int], found: FoundDateline, shorter: FoundDateline | None, setting: Setting
) -> bool:
    """Do the first and the last line of a run both belong to it? Venues count beside a bare clock time only."""
    places = found.dateline.places
    if places and not any(place.country for place in places):
        return False
    if shorter is not None:
        return _says_more(found, shorter)
    if found.printed is None:
        return True
    rest = "\n".join(layout.lines[n].text for n in run[1:])
    inner = find_dateline_line(rest, language=setting.language, country=setting.country, expected=True)
    return inner is None or inner.printed is None or len(inner.dateline.places) < len(places)


def _says_more(longer: FoundDateline, shorter: FoundDateline) -> bool:
    """Does another line add a place, a date or a time to the dateline?"""
    gained = [
        (longer.dateline.places and not shorter.dateline.places),
        (longer.printed is not None and shorter.printed is None),
        (longer.dateline.time and not shorter.dateline.time),
    ]
    return any(gained) and not (longer.posted or shorter.posted)


def _take_opening(layout: Layout, segments: Segments, setting: Setting) -> tuple[FoundDateline, str] | None:
    """A dateline at the start of one of the first paragraphs; the prose goes on behind it."""
    tried = 0
    for number in layout.top():
        line = layout.lines[number]
        if number in layout.taken or line.role in (Role.HEADING, Role.LIST_ITEM) or not _may_be_prose(line.text):
            continue
        text, reporters = without_correspondent(line.text)
        found = find_opening_dateline(text, language=setting.language, country=setting.country)
        if found:
            author = find_byline(text[found.rest :].strip(" \xa0.–—-")) or ()
            layout.cut[number] = len(text) if author else found.rest
            reporters = reporters or find_reporters(found.dateline.raw) or author
            segments.give("byline", reporters, layout.where(number))
            note_date(segments, found, line.text, layout.where(number))
            return found, layout.where(number)
        tried += 1
        if tried == 4:
            break
    return None


def _may_be_prose(text: str) -> bool:
    """Long enough to hold a dateline and a sentence; a Chinese character says as much as several letters."""
    dense = any("\u3040" <= sign <= "\u9fff" for sign in text[:12])
    return len(text) >= (16 if dense else 40)


def take_tail_date(layout: Layout, segments: Segments, setting: Setting, number: int) -> bool:
    """A date line at the end, with the building or the city on the line above it."""
    for first in (number - 1, number):
        if first < 1 or first in layout.taken or number in layout.events:
            continue
        text = "\n".join(layout.lines[n].text for n in range(first, number + 1))
        found = find_dateline_line(text, language=setting.language, country=setting.country)
        if found is None or found.printed is None:
            continue
        above = layout.lines[first].text
        if first < number and not found.dateline.places and not above.endswith(","):
            continue  # the line above the date is no part of it
        layout.take(range(first, number + 1), "dateline")
        note_date(segments, found, text, layout.where(first))
        best = segments.dateline
        adds_place = best is not None and not best.dateline.places and _same_day(best, found) and found.dateline.places
        if not found.updated and best is not None and best.printed is None and not found.dateline.places:
            segments.dateline = _dated_as(best, found)  # "ASTANA. STEPPE PRESS – …", and day and time at the end
        elif not found.updated and (best is None or best.posted or adds_place):
            segments.dateline, segments.where["dateline"] = _timed_as(found, segments.dateline), layout.where(first)
        return True
    return False


def take_tail_place(layout: Layout, segments: Segments, number: int) -> bool:
    """ "г. Душанбе" below the last sentence of a release that has no other dateline."""
    text = layout.lines[number].text
    if segments.dateline is not None or len(text) > _CITY_CHARS or number == 0 or text.isupper():
        return False
    place = find_place(text)
    closes = number == max(layout.free(), default=0) and layout.lines[number - 1].text.endswith((".", "!", "»", "”"))
    if place is None or not closes or (bare_name(text) == text and is_surely_a_name(text)):
        return False
    layout.take([number], "dateline")
    found = FoundDateline(Dateline(text, places=(place,)), 0, len(text), len(text))
    segments.dateline, segments.where["dateline"] = found, layout.where(number)
    return True


_CITY_CHARS = 40


def note_date(segments: Segments, found: FoundDateline, text: str, where: str, *, kind: str | None = None) -> None:
    if found.printed is None:
        return
    if found.updated:
        kind = "embargo" if "embarg" in text.lower() else "updated"
    named = kind or ("posted" if found.posted else "dateline")
    raw = text[found.printed.start : found.printed.end].strip()
    segments.dates.append(Dated(named, found.printed, where, raw, found.dateline.time, found.dateline.timezone))


def note_dates(segments: Segments, setting: Setting, kind: str, text: str, where: str) -> None:
    """The first date of a line that is no dateline."""
    for printed in find_dates(text, language=setting.language, country=setting.country)[:1]:
        segments.dates.append(Dated(kind, printed, where, text[printed.start : printed.end].strip()))
