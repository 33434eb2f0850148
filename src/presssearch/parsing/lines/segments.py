"""Which line of a document is its headline, its dateline, its rubric …: everything that is not body.

Each step takes lines out of the layout; what nobody takes stays body. The order matters: the title first, for
the lines above and below it mean different things; then the dateline; then what stands around both.
"""

import re
from itertools import takewhile

from presssearch.parsing.datelines.dateline import find_dateline_line
from presssearch.parsing.days.printed_dates import find_dates
from presssearch.parsing.lines.authors import printed_authors
from presssearch.parsing.lines.boilerplate import is_boilerplate, is_embargo
from presssearch.parsing.lines.byline import (
    find_byline,
    names_of_byline,
)
from presssearch.parsing.lines.contact_lines import is_contact_label, take_contacts
from presssearch.parsing.lines.credit import find_credit, find_source
from presssearch.parsing.lines.dateline_lines import (
    note_date,
    note_dates,
    prefer_dateline,
    take_dateline,
    take_subtitle_dateline,
    take_title_dateline,
)
from presssearch.parsing.lines.head_lines import names_alone, take_head
from presssearch.parsing.lines.headline import is_sentence, is_site_name, strip_signs
from presssearch.parsing.lines.layout import PROSE_CHARS, Layout, Segments, Setting
from presssearch.parsing.lines.line_words import pattern
from presssearch.parsing.lines.reference import find_reference, split_kind
from presssearch.parsing.lines.rubric import (
    find_declared_rubric,
    find_labelled_rubric,
    is_kind_of_release,
    may_be_rubric,
    names_a_section,
    section_of_trail,
)
from presssearch.parsing.lines.tail_lines import TAIL_LINES, take_tail
from presssearch.parsing.lines.title_lines import take_first_headline, take_title
from presssearch.readers.raw import Role


def segment(layout: Layout, setting: Setting) -> Segments:
    """Take every line that is not body out of the layout."""
    segments = Segments()
    _take_marked(layout, segments, setting)
    trails = _take_trails(layout)
    _take_furniture(layout, segments, setting)
    _note_events(layout, segments, setting)
    take_contacts(layout)
    sources = _take_sources(layout)
    title_at = take_title(layout, segments, setting)
    take_dateline(layout, segments, setting)
    if title_at is None and (setting.title is None or is_site_name(setting.title)):
        title_at = take_first_headline(layout, segments)
    take_title_dateline(segments, setting)
    take_subtitle_dateline(layout, segments, setting, title_at)
    take_head(layout, segments, setting, title_at)
    take_tail(layout, segments, setting)
    for number, section in trails:
        segments.give("rubric", section, layout.where(number))
    for number, source in sources:
        segments.give("credit", source, layout.where(number))
    return segments


def _take_marked(layout: Layout, segments: Segments, setting: Setting) -> None:
    """Blocks whose role the container gave."""
    for number, line in enumerate(layout.lines):
        where = layout.where(number)
        if line.role is Role.RUBRIC:
            layout.take([number], "rubric")
            segments.give("reference", find_reference(line.text), where)
            segments.give("rubric", split_kind(line.text)[0] or find_declared_rubric(line.text), where)
        elif line.role is Role.CREDIT:
            layout.take([number], "credit")
            segments.give("credit", find_credit(line.text) or line.text, where)
        elif line.role is Role.BYLINE:
            layout.take([number], "byline")
            names = printed_authors(line.text, setting.authors) or names_of_byline(line.text)
            segments.give("byline", names, where)
            segments.byline = tuple(dict.fromkeys((*segments.byline, *names)))
        elif line.role is Role.DETAILS:
            _take_details(layout, segments, setting, number)
        elif line.role is Role.DATE:
            layout.take([number], "date")
            _note_dateline(segments, setting, line.text, where)


_LABEL_LEFT = re.compile(r"[\s,|–—-]*\b(?:by|von|par|por|di|av|door)\s*:?\s*$", re.IGNORECASE)


def _take_details(layout: Layout, segments: Segments, setting: Setting, number: int) -> None:
    """A line that the container puts beside the title: a field of the release, or a counter.

    "Tuesday 12 June 2018, by" may end so, where the name is a block of its own.
    """
    text, where = _LABEL_LEFT.sub("", layout.lines[number].text).rstrip(" |·•"), layout.where(number)
    layout.take([number], "details")
    label = find_labelled_rubric(text)
    names = find_byline(text) or printed_authors(text, setting.authors) or names_alone(text)
    if label and label[1] <= 2:
        segments.give("rubric", label[0], where)
    elif names:
        segments.give("byline", names, where)
    elif is_kind_of_release(text):
        segments.give("rubric", strip_signs(text).rstrip(" :"), where)
    elif may_be_rubric(text) and names_a_section(text) and ":" not in text and not is_boilerplate(text):
        segments.give("rubric", strip_signs(text), where)
    else:
        _note_dateline(segments, setting, text, where)
        segments.give("reference", find_reference(text), where)


def _note_dateline(segments: Segments, setting: Setting, text: str, where: str) -> None:
    """What a line says that the container calls a date."""
    found = find_dateline_line(text, language=setting.language, country=setting.country, expected=True)
    if found:
        note_date(segments, found, text, where)
        segments.give("byline", found.byline, where)
        segments.give("rubric", found.rubric, where)
        segments.give("reference", found.reference, where)
        if not found.updated:
            prefer_dateline(segments, found, where)


def _take_furniture(layout: Layout, segments: Segments, setting: Setting) -> None:
    """Boilerplate in the first and last lines; in the middle of a text such a line may be a heading."""
    edge = [*layout.top(), *range(max(0, len(layout.lines) - TAIL_LINES), len(layout.lines))]
    furniture = [n for n in edge if is_boilerplate(layout.lines[n].text)]
    for number in furniture:
        if is_embargo(layout.lines[number].text):
            note_dates(segments, setting, "embargo", layout.lines[number].text, layout.where(number))
    layout.take(furniture, "boilerplate")
    layout.take(_related(layout), "boilerplate")


def _related(layout: Layout) -> list[int]:
    """ "Related links" near the end and the titles below it down to the contacts, none of which is a sentence."""
    heading, last = pattern("related_headings", r"^{}\s?[:：]?$"), len(layout.lines)
    for number in range(max(1, last - TAIL_LINES), last):
        text = layout.lines[number].text
        if len(text) >= PROSE_CHARS or not heading.match(text) or is_contact_label(text):
            continue
        rest = list(takewhile(lambda n: not is_contact_label(layout.lines[n].text), range(number, last)))
        titles = all(len(layout.lines[n].text) < PROSE_CHARS and not is_sentence(layout.lines[n].text) for n in rest)
        return [n for n in rest if not find_dates(layout.lines[n].text)] if titles else []
    return []


def _take_trails(layout: Layout) -> list[tuple[int, str]]:
    """ "Home » Press releases" at the top: the rubric where nothing nearer to the text is one."""
    found = [(n, section) for n in layout.top() if (section := section_of_trail(layout.lines[n].text))]
    layout.take([number for number, _ in found], "rubric")
    return found


def _take_sources(layout: Layout) -> list[tuple[int, str]]:
    """ "Source: …" at either end, which is the credit where no picture has one."""
    edge = sorted({*layout.top(), *range(max(0, len(layout.lines) - TAIL_LINES), len(layout.lines))})
    found = [(n, source) for n in edge if (source := find_source(layout.lines[n].text))]
    layout.take([number for number, _ in found], "credit")
    return found


EVENT_LINES = 24  # at the end, where invitations to journalists stand


def _note_events(layout: Layout, segments: Segments, setting: Setting) -> None:
    """ "When: 12 June 2018, 10:00": the day of what is announced. The line stays in the body.

    Below the text "Date:" says so as well, if the hour or the venue has the next line.
    """
    label = pattern("event_labels", r"^\W{0,3}{}\s?[:：]")
    day, beside = pattern("day_labels", r"^\W{0,3}{}\s?[:：]"), pattern("venue_labels", r"^\W{0,3}{}\s?[:：]")
    top, prose = layout.top(), False
    for number in [*top, *range(max(len(top), len(layout.lines) - EVENT_LINES), len(layout.lines))]:
        text = layout.lines[number].text
        prose = prose or len(text) >= PROSE_CHARS or number >= len(top)
        if len(text) >= PROSE_CHARS or not (":" in text or "：" in text):
            continue
        below = layout.lines[number + 1].text if number + 1 < len(layout.lines) else ""
        if prose and number - 1 in layout.events and beside.match(text):
            layout.events.add(number)
        elif label.match(text) or (prose and day.match(text) and beside.match(below)):
            layout.events.add(number)
            note_dates(segments, setting, "event", text, layout.where(number))
