"""The last lines of a document: credit, byline, date, categories."""

import re

from presssearch.parsing.days.printed_times import find_time
from presssearch.parsing.lines.authors import printed_authors
from presssearch.parsing.lines.byline import (
    find_byline,
    is_person_name,
    is_surely_a_name,
    is_trade_of_press,
    names_below,
)
from presssearch.parsing.lines.contact_lines import is_issuer
from presssearch.parsing.lines.contributors import find_contributors
from presssearch.parsing.lines.credit import find_credit, find_signature, is_desk
from presssearch.parsing.lines.dateline_lines import take_tail_date, take_tail_place
from presssearch.parsing.lines.headline import is_site_name, strip_signs
from presssearch.parsing.lines.layout import PROSE_CHARS, Layout, Segments, Setting
from presssearch.parsing.lines.line_words import pattern
from presssearch.parsing.lines.rubric import find_labelled_rubric, is_kind_of_release
from presssearch.readers.raw import Role

TAIL_LINES = 10
_PLACE_CHARS = 40  # of a line under a signature
_SIGNED = (
    "sincerely",
    "respectfully",
    "yours",
    "faithfully",
    "regards",
    "hochachtungsvoll",
    "с уважением",
    "cordially",
    "signed",
    "signé",
    "assinado",
    "firmado",
    "подпись",
)
_OFFICE_CHARS = 100  # of the office under a signature
# Who signs for a ministry, in front of the name or behind it
_OFFICER = r"{}\b"
# (signé) in front of a name, in copies of what was signed
_STAMP = re.compile(
    r"(?:^|.{0,80},\s)(?:\((?:é|s|sd|signé|signed|signature|gez\.?|firmado|fdo\.?|assinado|подпись|-|–|/)\)|/s/)\s*",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", "?", "…", "”", "»", '"', "。", "؟", "।", ")", "’")


def take_tail(layout: Layout, segments: Segments, setting: Setting) -> None:
    """From the end upwards: credit, byline, date, categories, until the prose begins."""
    _take_signatories(layout, segments)
    helpers = _take_contributors(layout)
    for number in range(len(layout.lines) - 1, max(-1, len(layout.lines) - 1 - TAIL_LINES), -1):
        if number in layout.taken or number in layout.cut:
            continue
        text = layout.lines[number].text
        if len(text) >= PROSE_CHARS and not find_credit(text):
            break
        if not _take_tail_line(layout, segments, setting, number) and text.endswith(_SENTENCE_END) and len(text) > 60:
            break
    for number, names in helpers:
        segments.give("byline", names, layout.where(number))
        segments.byline = tuple(dict.fromkeys((*segments.byline, *names)))


def _take_contributors(layout: Layout) -> list[tuple[int, tuple[str, ...]]]:
    """Lines that name who helped the author, with their names, and lines that name who edited him, with none."""
    first = max(1, len(layout.lines) - TAIL_LINES)
    read = ((number, find_contributors(layout.lines[number].text)) for number in layout.free() if number >= first)
    found = [(number, names) for number, names in read if names is not None]
    layout.take([number for number, _ in found], "byline")
    return found


def _take_signatories(layout: Layout, segments: Segments) -> None:
    """Several names at the end of a joint text, each above an office: all of them signed."""
    free = list(layout.free())
    signed: list[int] = []
    while len(free) >= 2 and _is_office_line(layout, free[-1]) and _is_name_line(layout, free[-2]):
        signed = [*free[-2:], *signed]
        free = free[:-2]
    if len(signed) > 2:
        layout.take(signed, "byline")
        names = tuple(strip_signs(layout.lines[n].text) for n in signed[::2])
        segments.give("byline", names, layout.where(signed[0]))


def _is_name_line(layout: Layout, number: int) -> bool:
    return layout.lines[number].role is not Role.LIST_ITEM and is_surely_a_name(strip_signs(layout.lines[number].text))


def _is_office_line(layout: Layout, number: int) -> bool:
    text = layout.lines[number].text
    return _may_close(text, _OFFICE_CHARS) and layout.lines[number].role is not Role.LIST_ITEM


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
    if _ends_remarks(segments, line.text):
        layout.take([number], "boilerplate")
        return True
    if number == max(layout.free(), default=0) and _take_signature(layout, segments, number):
        return True
    below = names_below(layout.lines[number - 1].text, line.text) if number else ()
    names = below or find_byline(line.text) or _bare_names(layout, number)
    names = names or printed_authors(line.text, setting.authors)
    if names and line.role is not Role.LIST_ITEM:
        above = layout.lines[number - 1].text
        around = [number - 1] if below or _is_press_officer(above) or _is_signed(above) else []
        offices = [n for n in layout.free() if n > number and _says_what_he_is(layout.lines[n].text)]
        layout.take([*around, number, *offices], "byline")
        segments.give("byline", names, where)
        return True
    return take_tail_date(layout, segments, setting, number) or take_tail_place(layout, segments, number)


def _ends_remarks(segments: Segments, text: str) -> bool:
    """ "2:22 P.M. EST" and no more, below remarks that began at 2:17 P.M. EST."""
    time = find_time(text) if segments.dateline and segments.dateline.dateline.timezone else None
    return (
        time is not None and time.zone is not None and not text[: time.start].strip() and not text[time.end :].strip()
    )


def _take_signature(layout: Layout, segments: Segments, number: int) -> bool:
    """The last line of a text: the press office that issued it, or the agency that wrote it."""
    text = layout.lines[number].text
    if number == 0 or layout.lines[number].role is Role.LIST_ITEM:
        return False
    if is_desk(text) and not find_byline(text):
        layout.take([number], "boilerplate")
        return True
    agency = None if is_issuer(text) or is_kind_of_release(text) else find_signature(text)
    if agency:
        segments.give("credit", agency, layout.where(number))
    issuer = is_issuer(text) or (is_site_name(text) and not is_kind_of_release(text))
    if agency or issuer:
        layout.take([number], "credit" if agency else "letterhead")
    return number in layout.taken


def _bare_names(layout: Layout, number: int) -> tuple[str, ...] | None:
    """A line that is a name and nothing else: the last one, behind prose, or any behind "Sincerely,"."""
    printed = layout.lines[number].text
    stamp = _STAMP.match(printed)
    if stamp and is_person_name(printed[stamp.end() :]):
        return (printed[stamp.end() :],)
    text = strip_signs(printed)
    text = text[1:-1] if text[:1] + text[-1:] == "()" and is_surely_a_name(text[1:-1]) else text
    text = _press_officer(text) or _correspondent(text) or text
    if not is_person_name(text) or number == 0 or (text.isupper() and not is_surely_a_name(text)):
        return None
    above = max((n for n in layout.free() if n < number), default=number - 1)
    before = layout.lines[above].text.rstrip(" *_")
    signed = before.lower().rstrip(" ,.:").endswith(_SIGNED) or any(before.lower().startswith(word) for word in _SIGNED)
    signed = signed or _is_press_officer(before)
    return (text,) if signed or (before.endswith(_SENTENCE_END) and _closes(layout, number)) else None


def _says_what_he_is(text: str) -> bool:
    return _names_officer(text) or is_trade_of_press(text)


def _names_officer(text: str) -> bool:
    return pattern("press_officers", _OFFICER).search(text) is not None


def _is_press_officer(text: str) -> bool:
    """Is the line the office of who speaks for a ministry, "Le Chargé de la Communication", and no sentence?"""
    return (
        len(text) < _OFFICE_CHARS
        and not text.endswith(_SENTENCE_END)
        and pattern("press_officers", _OFFICER).search(text) is not None
    )


def _is_signed(text: str) -> bool:
    """Is the line "Signed:" and no more?"""
    return text.lower().strip(" :.,*_") in _SIGNED


def _closes(layout: Layout, number: int) -> bool:
    """Does nothing follow but a building or a place? Under a list of names there is another name."""
    below = [layout.lines[n].text for n in layout.free() if n > number]
    room = _OFFICE_CHARS if is_surely_a_name(strip_signs(layout.lines[number].text)) else _PLACE_CHARS
    return len(below) <= 2 and all(_may_close(text, room) for text in below)


def _may_close(text: str, room: int) -> bool:
    plain = not any(sign.isdigit() or sign == "@" for sign in text) and not text.endswith(_SENTENCE_END)
    return len(text) < (room if plain else _PLACE_CHARS) and not is_person_name(strip_signs(text))


def _correspondent(text: str) -> str | None:
    """The name in "Вера ЛАПТЕВА, Рязанская область": the surname in capitals, then where or for whom."""
    name, comma, rest = text.partition(",")
    words = name.split()
    shaped = len(words) == 2 and words[0].istitle() and words[1].isupper() and len(words[1]) > 2
    return name if comma and shaped and is_person_name(name) and len(rest) < _PLACE_CHARS else None


def _press_officer(text: str) -> str | None:
    """The name in "Ana Berg, assessora de imprensa" and in "Пресс-секретарь МИД А. Берг", of a line with no more."""
    if len(text) > _OFFICE_CHARS or text.endswith((".", ":")) or not _names_officer(text):
        return None
    name, comma, office = text.partition(",")
    if comma and pattern("press_officers", _OFFICER).match(office.strip()) and is_surely_a_name(name):
        return name
    if not pattern("press_officers", _OFFICER).match(text):
        return None
    ends = (" ".join(text.split()[-count:]) for count in (3, 2))
    return next((end for end in ends if is_surely_a_name(end) and not _names_officer(end)), None)
