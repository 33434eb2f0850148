"""The lines around a headline: rubric, reference, letterhead and byline between the top of a page and its prose."""

import re

from presssearch.analysis.cities import city_key
from presssearch.parsing.datelines.places import find_place
from presssearch.parsing.lines.authors import are_names, printed_authors
from presssearch.parsing.lines.byline import (
    find_byline,
    is_person_name,
    is_surely_a_name,
    is_trade_of_press,
    is_unnamed_byline,
    names_below,
    split_names,
)
from presssearch.parsing.lines.contact_lines import is_issuer
from presssearch.parsing.lines.credit import find_credit
from presssearch.parsing.lines.dateline_lines import note_dates
from presssearch.parsing.lines.headline import is_sentence, is_site_name, strip_signs
from presssearch.parsing.lines.layout import PROSE_CHARS, Layout, Segments, Setting
from presssearch.parsing.lines.letterheads import names_an_officer
from presssearch.parsing.lines.line_words import pattern, words
from presssearch.parsing.lines.reference import find_reference, split_kind
from presssearch.parsing.lines.rubric import (
    find_labelled_rubric,
    is_kind_of_release,
    kind_of_letterhead,
    may_be_rubric,
    names_a_section,
)


def take_head(layout: Layout, segments: Segments, setting: Setting, title_at: int | None) -> None:
    """title_at: the line of the headline, where one is printed."""
    dated = [n for n, name in layout.taken.items() if name in ("dateline", "date")]
    top = [n for n in layout.top() if len(layout.lines[n].text) < PROSE_CHARS]
    last_marked = max([n for n in (title_at, *dated) if n is not None and n in top], default=-1)
    prose = False
    for number in top:
        if number in layout.taken or number in layout.cut:
            continue
        prose = prose or is_sentence(layout.lines[number].text)
        if _take_labelled(layout, segments, setting, number):
            continue
        office = title_at is None and _is_office(layout.lines[number].text)
        if not prose and (office or names_an_officer(layout, number)):
            layout.take([number], "letterhead")
        elif number <= last_marked + 1:
            _take_beside(layout, segments, number, dated, last=number > last_marked)
    _take_above(layout, segments, title_at)


def _is_office(text: str) -> bool:
    """The name of a ministry or of its press office, and nothing else? A country alone is what the text is about."""
    return is_issuer(text) or (is_site_name(text) and len(text.split()) > 1)


def _take_labelled(layout: Layout, segments: Segments, setting: Setting, number: int) -> bool:
    """A line that says by itself what it is, wherever it stands."""
    text, where = layout.lines[number].text, layout.where(number)
    label = find_labelled_rubric(text)
    if label and label[1] <= 2:
        layout.take([number], "rubric")
        segments.give("rubric", label[0], where)
    elif is_kind_of_release(text):
        layout.take([number], "rubric")
        segments.give("rubric", strip_signs(text).rstrip(" :"), where)
    elif kind := kind_of_letterhead(text):
        layout.take([number], "letterhead")
        segments.give("rubric", kind, where)
    elif find_reference(text):
        layout.take([number], "reference")
        segments.give("reference", find_reference(text), where)
        segments.give("rubric", split_kind(text)[0], where)
    elif number + 1 < len(layout.lines) and (names := names_below(text, layout.lines[number + 1].text)):
        layout.take([number, number + 1], "byline")
        segments.give("byline", names, layout.where(number + 1))
    elif names := find_byline(text) or printed_authors(text, setting.authors):
        layout.take([number], "byline")
        segments.give("byline", names, where)
        note_dates(segments, setting, "posted", text, where)  # By Ailsa Merriweather in Nation on 7 May 2019
    elif is_unnamed_byline(text):
        layout.take([number], "boilerplate")
    elif find_credit(text):
        layout.take([number], "credit")
        segments.give("credit", find_credit(text), where)
    return number in layout.taken


def _take_beside(layout: Layout, segments: Segments, number: int, dated: list[int], *, last: bool) -> None:
    """A line between headline and date, or right behind both (last), that means something there."""
    text, where = layout.lines[number].text, layout.where(number)
    if not last and _is_speaker(text):
        layout.take([number], "speaker")
    elif is_issuer(text):
        layout.take([number], "letterhead")
    elif city_key(text) in words("agencies"):
        layout.take([number], "credit")
        segments.give("credit", strip_signs(text), where)
    elif not last and (names := _correspondents(layout, number)):
        trade = is_trade_of_press(layout.lines[number + 1].text)
        layout.take([number, number + 1] if trade else [number], "byline")
        segments.give("byline", names, where)
    elif not last and _beside(number, dated) and not _heads(layout, number) and names_alone(text):
        layout.take([number], "byline")
        segments.give("byline", names_alone(text), where)


_HONORIFICS = re.compile(r"^(?:(?:the|hon(?:ourable)?|senator|rt|h\.?e|mr|mrs|ms|dr|amb(?:assador)?)\.?\s+){1,4}", re.I)


def _is_speaker(text: str) -> bool:
    """Jane Q. Ashworth, Secretary of State: who speaks, and no author."""
    name, comma, office = text.partition(",")
    name = _HONORIFICS.sub("", name)
    return bool(comma) and is_person_name(name) and pattern("issuers").search(office) is not None


def names_alone(text: str) -> tuple[str, ...]:
    """A line that is surely a name, or a list of names of which one is."""
    if is_surely_a_name(text):
        return (strip_signs(text),)
    names = split_names(text) if are_names(text) else ()
    return names if any(is_surely_a_name(name) for name in names) else ()


def _correspondents(layout: Layout, number: int) -> tuple[str, ...]:
    """ "Ailsa Merriweather" above "Senior Correspondent", "Ailsa Merriweather, Oslo": who wrote, and from where."""
    text = layout.lines[number].text
    name, comma, place = text.partition(",")
    if comma:
        return (name,) if find_place(place.strip()) is not None and is_surely_a_name(name) else ()
    return (text,) if is_person_name(text) and is_trade_of_press(layout.lines[number + 1].text) else ()


def _heads(layout: Layout, number: int) -> bool:
    """Does an office stand above the name, as in a letterhead? Then it is the minister's, not an author's."""
    return number > 0 and pattern("issuers").search(layout.lines[number - 1].text) is not None


def _beside(number: int, others: list[int]) -> bool:
    return any(abs(number - other) == 1 for other in others)


def _take_above(layout: Layout, segments: Segments, title_at: int | None) -> None:
    """Above the headline stand the rubric (the nearest line that can be one) and the letterhead."""
    if title_at is None:
        return
    above = [n for n in layout.free() if n < title_at and len(layout.lines[n].text) < PROSE_CHARS]
    if any(is_sentence(layout.lines[n].text) for n in above):
        return
    lines = {n: layout.lines[n].text for n in reversed(above)}
    rubric = next((n for n, text in lines.items() if may_be_rubric(text) and not _names_somebody(text)), None)
    if rubric is not None and not segments.rubric and len(above) <= 3:
        segments.give("rubric", strip_signs(layout.lines[rubric].text), layout.where(rubric))
    layout.take(above, "letterhead")


def _names_somebody(text: str) -> bool:
    return is_issuer(text) or (is_person_name(text) and not names_a_section(text))
