"""The headline among the lines of a document: the declared title where it is printed, else a line that can be one."""

import re
from collections.abc import Iterator

from presssearch.parsing.datelines.dateline import find_dateline_line
from presssearch.parsing.datelines.unlisted import is_venue
from presssearch.parsing.lines.broken_titles import goes_on
from presssearch.parsing.lines.byline import find_byline, is_person_name, is_surely_a_name, is_trade_of_press
from presssearch.parsing.lines.contact_lines import is_contact_label, is_issuer
from presssearch.parsing.lines.credit import find_credit
from presssearch.parsing.lines.headline import (
    begins_alike,
    is_cut,
    is_sentence,
    is_site_name,
    may_be_headline,
    same_title,
    similar_titles,
    strip_signs,
    without_kind,
)
from presssearch.parsing.lines.layout import PROSE_CHARS, Layout, Segments, Setting
from presssearch.parsing.lines.letterheads import is_embassy, is_letterhead, names_an_officer
from presssearch.parsing.lines.line_words import pattern
from presssearch.parsing.lines.reference import find_leading_reference, find_reference
from presssearch.parsing.lines.rubric import begins_with_kind, is_kind_of_release, may_be_rubric
from presssearch.readers.raw import Role


def take_title(layout: Layout, segments: Segments, setting: Setting) -> int | None:
    """The declared title wherever the top of the text repeats it. The print wins over the record: it has the
    capitals, and the words that the record cuts off. Gives the last line of its first print."""
    declared = _declared_titles(layout, segments)
    if declared:
        layout.take(declared, "headline")
        segments.give("headline", strip_signs(layout.lines[declared[0]].text), layout.where(declared[0]))
    last = declared[0] if declared else None
    title = setting.title or segments.headline
    if title is None or (last is None and is_site_name(title)):
        return None
    for run in [_without_date_line(layout, each, setting) for each in _prints_of(layout, title)]:
        layout.take(run, "headline")
        last = run[-1] if last is None else last
        kind, first = layout.lines[run[0]].text, run[0]
        if len(run) > 1 and is_kind_of_release(kind):
            segments.give("rubric", strip_signs(kind), layout.where(first))
            first += 1
        printed = " ".join(layout.lines[n].text for n in range(first, run[-1] + 1))
        if not is_cut(printed) or is_cut(title):
            segments.give("headline", strip_signs(" ".join(printed.split())), layout.where(first))
    _take_repeated(layout, segments)
    return _take_similar_title(layout, segments, title) if last is None else last


def _take_repeated(layout: Layout, segments: Segments) -> None:
    """An h1, and below it, or below a letterhead, the same once more."""
    for run in list(_prints_of(layout, segments.headline)) if segments.headline else ():
        if not is_kind_of_release(layout.lines[run[0]].text):
            layout.take(run, "headline")


def _declared_titles(layout: Layout, segments: Segments) -> list[int]:
    """Lines that the container marks as the title; the name of a section above a heading is a rubric."""
    declared = [number for number, line in enumerate(layout.lines) if line.role is Role.TITLE]
    heading = any(line.role is Role.HEADING for line in layout.lines)
    sections = [number for number in declared if heading and is_site_name(layout.lines[number].text)]
    for number in sections:
        kind = layout.lines[number].text
        layout.take([number], "letterhead")
        segments.give("rubric", kind if is_kind_of_release(kind) else None, layout.where(number))
    return [number for number in declared if number not in sections]


_LABEL = re.compile(
    r"^(?:headline|title|titre|titel|título|titolo|subject|заголовок|тақырыбы?|тема|betreff|objet|asunto|assunto|oggetto)\s?[:：]\s",
    re.IGNORECASE,
)
_MAX_RUN = 6  # lines of one title


def _prints_of(layout: Layout, title: str) -> Iterator[list[int]]:
    """Runs of a few lines of the top that print the title, with or without "Press release:" before it."""
    free = [number for number in layout.top() if number not in layout.taken]
    wanted = dict.fromkeys((title, without_kind(title)))
    for at in range(len(free)):
        for length in range(1, _MAX_RUN + 1):
            run = free[at : at + length]
            if len(run) < length or run[-1] - run[0] != length - 1:
                break
            joined = " ".join(layout.lines[n].text for n in run)
            if len(joined) > 600 or not any(begins_alike(joined, each) for each in wanted):
                break
            if any(_prints(joined, each) for each in wanted):
                yield run
                break


def _without_date_line(layout: Layout, run: list[int], setting: Setting) -> list[int]:
    """A record's title may end with the place and the day that stand on a line of their own in print."""
    last = layout.lines[run[-1]].text
    found = find_dateline_line(last, language=setting.language, country=setting.country) if len(run) > 1 else None
    return run[:-1] if found and found.printed and found.printed.year else run


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
        if not _SUBJECT.match(text):  # of a memorandum: the record has what its headline adds
            segments.give("headline", strip_signs(text), layout.where(number))
        return number
    return None


_SUBJECT = re.compile(r"(?:subject|betreff|objet|asunto|assunto|oggetto|тема)\s?:", re.IGNORECASE)


def take_first_headline(layout: Layout, segments: Segments) -> int | None:
    """Without a declared title: the line above the dateline, else a first line that is no sentence."""
    free = [n for n in layout.free() if n < len(layout.lines) - 1 and n not in layout.cut]
    dated = min([*layout.cut, *(n for n, name in layout.taken.items() if name == "dateline")], default=None)
    above = [n for n in free if dated is not None and n < dated]
    if above and len(above) <= 6 and not any(is_sentence(layout.lines[n].text) for n in above):
        fit = [n for n in above if _may_stand_above(layout, n)]
        # above a date line a short name is its author's; directly above the prose it may be a headline
        unsure = [n for n in above if not fit and (dated in layout.cut or _is_long(layout, n))]
        unsure = [n for n in unsure if _may_stand_above(layout, n, named=True)]
        if fit or unsure:
            return _give_headline(layout, segments, _best_above(layout, segments, fit or unsure))
    prose = min(layout.cut, default=len(layout.lines))
    return _take_first_line(layout, segments, [n for n in free[:8] if n < prose], dated)


_NAME_WORDS = 3  # of nearly all names of persons
_SECTION_WORDS = 3


def _is_long(layout: Layout, number: int) -> bool:
    return len(layout.lines[number].text.split()) > _NAME_WORDS


_SUBTITLE = re.compile(r"^(?:utl|untertitel|subtitle|sub)\.?\s?:|\s=$", re.IGNORECASE)


def _is_no_title(text: str) -> bool:
    """A subtitle that is called so, what an author is, or "Southern News Service" and nothing else."""
    if _SUBTITLE.search(text) or is_trade_of_press(text):
        return True
    return len(text.split()) <= _AGENCY_WORDS and text.istitle() and pattern("agency_words").search(text) is not None


_AGENCY_WORDS = 5


def _best_above(layout: Layout, segments: Segments, fit: list[int]) -> int:
    """Of the lines that could be the headline the nearest to the date, but for a subtitle or a rubric below it."""
    texts = [layout.lines[n].text for n in fit]
    while len(fit) > 1 and _is_no_title(texts[-1]):
        fit, texts = fit[:-1], texts[:-1]
    broken = len(fit) > 1 and fit[-1] == fit[-2] + 1 and goes_on(layout, fit[-2])
    short = len(fit) > 1 and may_be_rubric(texts[-1]) and len(texts[-1].split()) <= 2 and len(texts[-2].split()) >= 4
    if short and not broken:
        layout.take([fit[-1]], "rubric")
        segments.give("rubric", strip_signs(texts[-1]), layout.where(fit[-1]))
        fit = fit[:-1]
    return fit[-1]


_SHORT_CHARS = 8  # of a line that may be whose letter it is, and says too little for a headline


def _take_first_line(layout: Layout, segments: Segments, free: list[int], dated: int | None) -> int | None:
    letterhead, office = False, None
    for number in free:
        line = layout.lines[number]
        above = layout.lines[number - 1].text if number else ""
        goes_on = letterhead and above.isupper() and line.text.isupper() and (dated is None or number < dated)
        letterhead = is_letterhead(layout, number) or goes_on
        if line.role is Role.LIST_ITEM or len(line.text) > 3 * PROSE_CHARS:
            break
        if is_kind_of_release(line.text):
            letterhead = False
            continue
        if letterhead and office is None and begins_with_kind(line.text):
            office = number  # "Statement of the Ministry" is a headline if nothing better follows
        name = line.text.partition(",")[0]
        long = _is_long(layout, number) and not is_surely_a_name(name)
        signed = dated is not None and number < dated and is_person_name(name) and not long
        signed = signed or bool(find_byline(line.text) or find_credit(line.text))
        passed = letterhead or signed or find_reference(line.text) or strip_signs(line.text).startswith("#")
        if is_venue(line.text) and len(line.text) < _SHORT_CHARS:
            continue
        if passed or is_contact_label(line.text) or is_issuer(line.text) or names_an_officer(layout, number):
            continue
        if may_be_headline(line.text) or find_leading_reference(line.text):
            if _is_section_above(layout, segments, number):
                layout.take([number], "rubric")
                segments.give("rubric", strip_signs(line.text), layout.where(number))
                continue
            return _give_headline(layout, segments, number)
        break
    return _give_headline(layout, segments, office) if office is not None else None


def _is_section_above(layout: Layout, segments: Segments, number: int) -> bool:
    """A section, "Bilateral relations", right above a line that says more and can be the headline?"""
    text = layout.lines[number].text
    if segments.rubric or number + 1 >= len(layout.lines) or number + 1 in layout.taken:
        return False
    below = layout.lines[number + 1].text
    short = len(text.split()) <= _SECTION_WORDS and may_be_rubric(text)
    return short and len(below.split()) > _SECTION_WORDS + 1 and may_be_headline(below) and not is_sentence(below)


def _may_stand_above(layout: Layout, number: int, *, named: bool = False) -> bool:
    """Can a line above the dateline be the headline, and not a rubric, a number, an office, a speaker or the room?

    named: what has the shape of a name counts, if nothing more says that it is one ("Bakan Astana'da").
    """
    text = layout.lines[number].text
    if not may_be_headline(text, above_dateline=True) or is_kind_of_release(text) or find_reference(text):
        return False
    if (
        is_contact_label(text)
        or is_issuer(text)
        or is_embassy(text)
        or (is_site_name(text) and not begins_with_kind(text))
    ):
        return False
    if names_an_officer(layout, number):
        return False
    name = text.partition(",")[0]
    speaker = is_surely_a_name(name) or "," in text if named else True
    if is_person_name(name) and speaker:
        return False
    return not (find_byline(text) or find_credit(text) or is_venue(text))


def _give_headline(layout: Layout, segments: Segments, number: int) -> int:
    """Take the line, with those of the same headline above and below it, where it was broken."""
    first = last = number
    while first and first - 1 not in layout.taken and goes_on(layout, first - 1):
        first -= 1
    while last + 1 < len(layout.lines) and last + 1 not in layout.taken and goes_on(layout, last, down=True):
        last += 1
    text = " ".join(layout.lines[n].text for n in range(first, last + 1))
    layout.take(range(first, last + 1), "headline")
    segments.give("headline", _LABEL.sub("", strip_signs(text)).rstrip(" :"), layout.where(first))
    _take_repeated(layout, segments)
    return last
