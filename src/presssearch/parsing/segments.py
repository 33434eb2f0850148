"""Which line of a document is its headline, its dateline, its rubric …: everything that is not body.

Each step takes lines out of the layout; what nobody takes stays body. The order matters: the title first, for
the lines above and below it mean different things; then the dateline; then what stands around both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from presssearch.parsing.boilerplate import is_boilerplate
from presssearch.parsing.byline import find_byline, is_person_name, names_of_byline
from presssearch.parsing.credit import find_credit
from presssearch.parsing.dateline import (
    MAX_LINE_CHARS,
    FoundDateline,
    find_dateline_line,
    find_opening_dateline,
    find_title_dateline,
)
from presssearch.parsing.headline import (
    begins_alike,
    is_cut,
    is_site_name,
    may_be_headline,
    same_title,
    similar_titles,
    strip_signs,
    without_kind,
)
from presssearch.parsing.layout import PROSE_CHARS, Layout
from presssearch.parsing.printed import PrintedDate
from presssearch.parsing.reference import find_reference
from presssearch.parsing.rubric import find_declared_rubric, find_labelled_rubric, is_kind_of_release, may_be_rubric
from presssearch.readers.raw import Role

_TAIL_LINES = 10
_SIGNED = (
    "sincerely",
    "respectfully",
    "yours",
    "faithfully",
    "regards",
    "hochachtungsvoll",
    "с уважением",
    "cordially",
)
_SENTENCE_END = (".", "!", "?", "…", "”", "»", '"', "。", "؟", "।", ")", "’", ":")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that the layout printed: in a dateline, behind "Posted on", or in a title."""

    kind: str
    printed: PrintedDate
    where: str
    text: str
    time: str | None = None
    zone: str | None = None


@dataclass(slots=True)
class Segments:
    """What the lines turned out to be. where: field -> the place that it came from."""

    headline: str | None = None
    rubric: str | None = None
    dateline: FoundDateline | None = None
    byline: tuple[str, ...] = ()
    credit: str | None = None
    reference: str | None = None
    dates: list[Dated] = field(default_factory=list)
    where: dict[str, str] = field(default_factory=dict)

    def give(self, name: str, value: object, where: str) -> None:
        """Fill a field that is still empty."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.where[name] = where


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the text before it is read: its language, its publisher's country, the declared title."""

    language: str | None
    country: str | None
    title: str | None


def segment(layout: Layout, setting: Setting) -> Segments:
    """Take every line that is not body out of the layout."""
    segments = Segments()
    _take_marked(layout, segments, setting)
    _take_furniture(layout)
    title_at = _take_title(layout, segments, setting)
    _take_dateline(layout, segments, setting)
    if title_at is None and (setting.title is None or is_site_name(setting.title)):
        title_at = _take_first_headline(layout, segments)
    _take_title_dateline(segments, setting)
    _take_around_headline(layout, segments, title_at)
    _take_tail(layout, segments, setting)
    return segments


def _take_marked(layout: Layout, segments: Segments, setting: Setting) -> None:
    """Blocks whose role the container gave."""
    for number, line in enumerate(layout.lines):
        where = layout.where(number)
        if line.role is Role.RUBRIC:
            layout.take([number], "rubric")
            segments.give("rubric", find_declared_rubric(line.text), where)
        elif line.role is Role.CREDIT:
            layout.take([number], "credit")
            segments.give("credit", find_credit(line.text) or line.text, where)
        elif line.role is Role.BYLINE:
            layout.take([number], "byline")
            segments.give("byline", names_of_byline(line.text), where)
        elif line.role is Role.DATE:
            layout.take([number], "date")
            found = find_dateline_line(line.text, language=setting.language, country=setting.country, expected=True)
            if found:
                _note_date(segments, found, line.text, where)
                if not found.updated:
                    segments.give("dateline", found, where)


def _note_date(segments: Segments, found: FoundDateline, text: str, where: str, *, kind: str | None = None) -> None:
    if found.printed is None or found.updated:
        return
    named = kind or ("posted" if found.posted else "dateline")
    raw = text[found.printed.start : found.printed.end].strip()
    segments.dates.append(Dated(named, found.printed, where, raw, found.dateline.time, found.dateline.timezone))


def _take_furniture(layout: Layout) -> None:
    """Boilerplate in the first and last lines; in the middle of a text such a line may be a heading."""
    edge = [*layout.top(), *range(max(0, len(layout.lines) - _TAIL_LINES), len(layout.lines))]
    layout.take([n for n in edge if is_boilerplate(layout.lines[n].text)], "boilerplate")


def _take_title(layout: Layout, segments: Segments, setting: Setting) -> int | None:
    """The declared title wherever the top of the text repeats it. The print wins over the record: it has the
    capitals, and the words that the record cuts off. Gives the last line of its first print."""
    declared = [number for number, line in enumerate(layout.lines) if line.role is Role.TITLE]
    if declared:
        layout.take(declared, "headline")
        segments.give("headline", strip_signs(layout.lines[declared[0]].text), layout.where(declared[0]))
    last = declared[0] if declared else None
    title = setting.title or segments.headline
    if title is None:
        return None
    for run in list(_prints_of(layout, title)):
        layout.take(run, "headline")
        last = run[-1] if last is None else last
        if len(run) > 1 and is_kind_of_release(layout.lines[run[0]].text):
            segments.give("rubric", strip_signs(layout.lines[run[0]].text), layout.where(run[0]))
            run = run[1:]
        printed = " ".join(layout.lines[n].text for n in run)
        if not is_cut(printed) or is_cut(title):
            segments.give("headline", strip_signs(printed), layout.where(run[0]))
    return _take_similar_title(layout, segments, title) if last is None else last


def _prints_of(layout: Layout, title: str) -> Iterator[list[int]]:
    """Runs of up to four lines of the top that print the title, with or without "Press release:" before it."""
    free = [number for number in layout.top() if number not in layout.taken]
    wanted = dict.fromkeys((title, without_kind(title)))
    for at in range(len(free)):
        for length in (1, 2, 3, 4):
            run = free[at : at + length]
            if len(run) < length or run[-1] - run[0] != length - 1:
                break
            joined = " ".join(layout.lines[n].text for n in run)
            if len(joined) > 600 or not any(begins_alike(joined, each) for each in wanted):
                break
            if any(_prints(joined, each) for each in wanted):
                yield run
                break


def _prints(joined: str, title: str) -> bool:
    """Does the line print the title? With the spaces that scanning lost, the record's spelling is the better."""
    return same_title(joined, title) and not (" " not in joined.strip() and " " in title)


def _take_similar_title(layout: Layout, segments: Segments, title: str) -> int | None:
    """The line that says the title in slightly other words, as subjects of mails are shortened."""
    for number in layout.top()[:8]:
        text = layout.lines[number].text
        if number in layout.taken or text.endswith((".", ":")) or not similar_titles(text, title):
            continue
        layout.take([number], "headline")
        segments.give("headline", strip_signs(text), layout.where(number))
        return number
    return None


def _take_dateline(layout: Layout, segments: Segments, setting: Setting) -> None:
    line = _take_dateline_lines(layout, segments, setting)
    opening = _take_opening(layout, segments, setting)
    if opening:
        found, where = opening
        if line is None or line.posted or (not line.dateline.places and found.printed is not None):
            segments.dateline, segments.where["dateline"] = found, where
        elif not line.dateline.places:
            segments.dateline = _with_places_of(line, found)


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


def _take_title_dateline(segments: Segments, setting: Setting) -> None:
    title = segments.headline or setting.title
    in_title = find_title_dateline(title, language=setting.language, country=setting.country) if title else None
    if in_title and title:
        where = segments.where.get("headline", "title")
        _note_date(segments, in_title, title, where, kind="title")
        segments.give("reference", in_title.reference, where)
        current = segments.dateline
        if current is None or (current.posted and not current.dateline.places):
            segments.dateline, segments.where["dateline"] = in_title, where


def _take_dateline_lines(layout: Layout, segments: Segments, setting: Setting) -> FoundDateline | None:
    """The best dateline among the lines of the top: one with a place, then the first that is not "Posted on"."""
    best = segments.dateline
    for number in layout.top():
        if number in layout.taken:
            continue
        run, found = _dateline_at(layout, number, setting)
        if found is None:
            continue
        text = "\n".join(layout.lines[n].text for n in run)
        where = layout.where(run[0])
        layout.take(run, "dateline")
        _note_date(segments, found, text, where)
        segments.give("rubric", found.rubric, where)
        segments.give("reference", found.reference, where)
        if found.updated:
            continue
        if best and best.printed and found.printed is None and not best.posted and not best.dateline.places:
            best = segments.dateline = _with_places_of(best, found)
        elif best is None or (best.posted and not found.posted) or (not best.dateline.places and found.dateline.places):
            best = found
            segments.dateline, segments.where["dateline"] = found, where
    return best


def _dateline_at(layout: Layout, number: int, setting: Setting) -> tuple[list[int], FoundDateline | None]:
    """A dateline that begins at this line: of one line, or with the venue, the city and the time on up to three more."""
    best: tuple[list[int], FoundDateline | None] = ([], None)
    for length in (1, 2, 3, 4):
        run = list(range(number, number + length))
        if run[-1] >= len(layout.lines) or run[-1] in layout.taken:
            break
        last = layout.lines[run[-1]]
        text = "\n".join(layout.lines[n].text for n in run)
        if len(text) > MAX_LINE_CHARS or last.role is Role.LIST_ITEM or (length > 1 and last.text.endswith(".")):
            break
        found = find_dateline_line(text, language=setting.language, country=setting.country, expected=True)
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
        if number in layout.taken or line.role in (Role.HEADING, Role.LIST_ITEM) or len(line.text) < 40:
            continue
        found = find_opening_dateline(line.text, language=setting.language, country=setting.country)
        if found:
            layout.cut[number] = found.rest
            _note_date(segments, found, line.text, layout.where(number))
            return found, layout.where(number)
        tried += 1
        if tried == 4:
            break
    return None


def _take_first_headline(layout: Layout, segments: Segments) -> int | None:
    """Without a declared title: the line above the dateline, else a first line that is no sentence."""
    dated = next((n for n, name in layout.taken.items() if name == "dateline"), None)
    free = [n for n in layout.free() if n < len(layout.lines) - 1 and n not in layout.cut]
    if dated is not None:
        above = [n for n in free if n < dated and may_be_headline(layout.lines[n].text, above_dateline=True)]
        above = [
            n
            for n in above
            if not is_kind_of_release(layout.lines[n].text) and not find_reference(layout.lines[n].text)
        ]
        if above and len(above) <= 6:
            return _give_headline(layout, segments, above[-1])
    for number in free[:8]:
        line = layout.lines[number]
        if line.role is Role.LIST_ITEM or len(line.text) > 3 * PROSE_CHARS:
            return None
        skip = is_kind_of_release(line.text) or find_reference(line.text) or strip_signs(line.text).startswith("#")
        if skip:
            continue
        return _give_headline(layout, segments, number) if may_be_headline(line.text) else None
    return None


def _give_headline(layout: Layout, segments: Segments, number: int) -> int:
    layout.take([number], "headline")
    segments.give("headline", strip_signs(layout.lines[number].text).rstrip(" :"), layout.where(number))
    return number


def _take_around_headline(layout: Layout, segments: Segments, title_at: int | None) -> None:
    """Rubric, reference, letterhead and byline between the top of the page and the first prose."""
    dated = [n for n, name in layout.taken.items() if name == "dateline"]
    top = [n for n in layout.top() if len(layout.lines[n].text) < PROSE_CHARS]
    last_marked = max([n for n in (title_at, *dated) if n is not None and n in top], default=-1)
    for number in top:
        text = layout.lines[number].text
        if number in layout.taken or number in layout.cut:
            continue
        where = layout.where(number)
        label = find_labelled_rubric(text)
        if label and label[1] <= 2:
            layout.take([number], "rubric")
            segments.give("rubric", label[0], where)
        elif is_kind_of_release(text):
            layout.take([number], "rubric")
            segments.give("rubric", strip_signs(text).rstrip(" :"), where)
        elif find_reference(text):
            layout.take([number], "reference")
            segments.give("reference", find_reference(text), where)
        elif find_byline(text):
            layout.take([number], "byline")
            segments.give("byline", find_byline(text), where)
        elif find_credit(text):
            layout.take([number], "credit")
            segments.give("credit", find_credit(text), where)
        elif number < last_marked and is_person_name(text) and _beside(number, dated):
            layout.take([number], "byline")
            segments.give("byline", (strip_signs(text),), where)
    _take_above(layout, segments, title_at)


def _beside(number: int, others: list[int]) -> bool:
    return any(abs(number - other) == 1 for other in others)


def _take_above(layout: Layout, segments: Segments, title_at: int | None) -> None:
    """Above the headline stand the rubric (the nearest line that can be one) and the letterhead."""
    if title_at is None:
        return
    above = [n for n in layout.free() if n < title_at and len(layout.lines[n].text) < PROSE_CHARS]
    rubric = next((n for n in reversed(above) if may_be_rubric(layout.lines[n].text)), None)
    if rubric is not None and not segments.rubric and len(above) <= 3:
        segments.give("rubric", strip_signs(layout.lines[rubric].text), layout.where(rubric))
    layout.take(above, "letterhead")


def _take_tail(layout: Layout, segments: Segments, setting: Setting) -> None:
    """From the end upwards: credit, byline, date, categories, until the prose begins."""
    for number in range(len(layout.lines) - 1, max(-1, len(layout.lines) - 1 - _TAIL_LINES), -1):
        if number in layout.taken or number in layout.cut:
            continue
        text = layout.lines[number].text
        if len(text) >= PROSE_CHARS and not find_credit(text):
            break
        if not _take_tail_line(layout, segments, setting, number) and text.endswith(_SENTENCE_END) and len(text) > 60:
            break


def _take_tail_line(layout: Layout, segments: Segments, setting: Setting, number: int) -> bool:
    line = layout.lines[number]
    where = layout.where(number)
    label = find_labelled_rubric(line.text)
    if label and label[1] <= 2:
        layout.take([number], "rubric")
        segments.rubric, segments.where["rubric"] = label[0], where  # the page's own word for its section
        return True
    credit = find_credit(line.text, beside_byline=segments.credit is not None or bool(segments.byline))
    if credit:
        layout.take([number], "credit")
        segments.give("credit", credit, where)
        return True
    names = find_byline(line.text) or _bare_names(layout, number)
    if names and line.role is not Role.LIST_ITEM:
        layout.take([number], "byline")
        segments.give("byline", names, where)
        return True
    return _take_tail_date(layout, segments, setting, number)


def _take_tail_date(layout: Layout, segments: Segments, setting: Setting, number: int) -> bool:
    """A date line at the end, with the building or the city on the line above it."""
    for first in (number - 1, number):
        if first < 1 or first in layout.taken:
            continue
        text = "\n".join(layout.lines[n].text for n in range(first, number + 1))
        found = find_dateline_line(text, language=setting.language, country=setting.country)
        if found is None or found.printed is None:
            continue
        layout.take(range(first, number + 1), "dateline")
        _note_date(segments, found, text, layout.where(first))
        if not found.updated and (segments.dateline is None or segments.dateline.posted):
            segments.dateline = None
            segments.give("dateline", found, layout.where(first))
        return True
    return False


def _bare_names(layout: Layout, number: int) -> tuple[str, ...] | None:
    """A line that is a name and nothing else, behind prose or behind "Sincerely,"."""
    text = strip_signs(layout.lines[number].text)
    if not is_person_name(text) or number == 0:
        return None
    before = layout.lines[number - 1].text.rstrip(" *_")
    signed = before.lower().rstrip(" ,.").endswith(_SIGNED) or any(before.lower().startswith(word) for word in _SIGNED)
    return (text,) if signed or before.endswith(_SENTENCE_END) else None
