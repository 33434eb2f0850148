"""A line, or several lines of one block, that say where and when. The other forms of a dateline: opening_dateline.py,
title_dateline.py."""

import re
from dataclasses import replace

from presssearch.analysis.cities import city_key
from presssearch.analysis.countries import code_of
from presssearch.parsing.datelines.dateline_parts import FoundDateline
from presssearch.parsing.datelines.fixed_forms import find_fax_line, find_letterhead_date
from presssearch.parsing.datelines.grammar import MAX_PLACE_WORDS, outcome_of, read_parts, take_capitals_for_agency
from presssearch.parsing.datelines.places import find_place
from presssearch.parsing.datelines.reading import Piece, Reading
from presssearch.parsing.days.months import is_weekday
from presssearch.parsing.days.printed_dates import PrintedDate
from presssearch.parsing.days.printed_times import PrintedTime
from presssearch.parsing.lines.byline import find_byline, has_capital_surname, is_surely_a_name
from presssearch.parsing.lines.contact_lines import is_issuer
from presssearch.parsing.lines.line_words import pattern, words
from presssearch.parsing.lines.reference import (
    find_ending_reference,
    find_leading_reference,
    find_reference,
    split_kind,
)
from presssearch.parsing.lines.rubric import find_labelled_rubric, is_kind_of_release, may_be_rubric

MAX_LINE_CHARS = 200
_MAX_LINE_WORDS = 16
_NUMBER_ALONE = re.compile(r"^\d{1,6}$")
_BEHIND_DATE = r"(?<=\d|[MmмМ.年日г])(?:\s?[|·•,;–—-])?\s{}\s?$"
_LAST_COLUMN = re.compile(r"\s[–—-]\s(?P<author>[^–—|\n]{6,60})$")


def find_dateline_line(
    line: str, *, language: str | None, country: str | None = None, expected: bool = False
) -> FoundDateline | None:
    """Read a whole line, or several lines of one block, as a dateline.

    country: of the publisher; decides the order of day and month. expected: the line stands where datelines
    stand, so that "Lahaina, Hawaii" without a date is one as well.
    """
    if not 3 <= len(line) <= MAX_LINE_CHARS or not _may_hold_dateline(line):
        return None
    fixed = find_fax_line(line) or find_letterhead_date(line, language=language, country=country)
    if fixed:
        return fixed
    rubric = find_labelled_rubric(line)
    text = line[: rubric[1]] if rubric else line
    ending = find_ending_reference(text)
    text = text[: ending[1]] if ending else text
    text = pattern("behind_dates", _BEHIND_DATE).sub(lambda match: " " * len(match[0]), text, count=1)
    leading = find_leading_reference(text)
    bare, section, authors = _without_columns(_without_opening(text, leading[1] if leading else 0))
    reading, printed, time, zone = read_parts(bare, language, country, whole_line=True)
    if reading.known and printed and len(reading.unexplained) == 1:
        take_capitals_for_agency(reading)  # "Київ. 14 серпня. УКРІНФО."
    names = _authors_beside(reading.unexplained, printed) if time or reading.posted else ()
    reference, kind, rest = _explained_beside(tuple(p for p in reading.unexplained if p.text not in names))
    exact = zone is not None or _has_half(text, time)
    numbered = any(_NUMBER_ALONE.match(piece.text) for piece in reading.unexplained)
    if rest or not _makes_a_line(reading, printed, time, expected=expected, exact=exact, numbered=numbered):
        return None
    if printed is not None and printed.day is None and not (reading.posted or reading.known):
        return None
    found = outcome_of(text, reading, printed, time, zone, rest=len(line))
    number = ending[0] if ending else leading[0] if leading else reference
    labelled = rubric[0] if rubric else kind or section
    return replace(found, byline=names or authors, reference=number, rubric=labelled)


# What a treaty or a communiqué says of itself before place and day: "Fait à Niamey, le 12 juin 2018"
_DONE = re.compile(
    r"(?:done|signed|fait|signé|donné|hecho|dad[oa]|firmado|suscrit[oa]|feito|assinado|fatto|geschehen|"
    r"gegeben|unterzeichnet|совершено|подписано)\s(?:at|in|à|en|em|a|zu|в)\s(?:the city of\s|la ciudad de\s|городе\s)?"
    r"(?-i:(?=[^\W\d_a-zа-яё]))(?=.*\b\d{4}\b)(?!.*[:;]$)",
    re.IGNORECASE,
)


def _without_opening(text: str, end: int) -> str:
    """The line with a number in front blanked, to end, and with "Done at"."""
    done = _DONE.match(text, end)
    end = done.end() if done else end
    return " " * end + text[end:]


def _may_hold_dateline(line: str) -> bool:
    """A digit, or a comma between a city and its country. Without either, and in a sentence, there is none."""
    if "。" in line.rstrip("。"):
        return False
    words = len(line.split())
    if words > _MAX_LINE_WORDS and line.endswith((".", "!", "?", ":", ";")):
        return False
    if any(c.isdecimal() for c in line) or "月" in line or "noon" in line.lower():
        return True
    return words <= MAX_PLACE_WORDS and any(c in ",،" for c in line) and not line.endswith(("!", "?"))


def _without_columns(text: str) -> tuple[str, str | None, tuple[str, ...]]:
    """3 March 2021, 15:40 | Politics | Author: …: the text with section and author blanked, and what they were."""
    section: str | None = None
    authors: tuple[str, ...] = ()
    if not any(c.isdecimal() for c in text):
        return text, section, authors
    if "|" not in text:
        last = _LAST_COLUMN.search(text)
        names = find_byline(last["author"]) if last else None
        if last and names:  # "Bern, 06.02.2020 – Von Ann Doe"
            return text[: last.start()] + " " * (len(text) - last.start()), section, names
        return text, section, authors
    at = 0
    for part in text.split("|"):
        start, at = at, at + len(part) + 1
        word = part.strip()
        names = find_byline(part) or ((word,) if has_capital_surname(word) or is_surely_a_name(word) else ())
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
    labelled = city_key(word) in words("posted") or _names_paper(word) or " by " in word or ":" in word
    return may_be_rubric(word) and len(word.split()) <= 4 and not known and not labelled


def _names_paper(word: str) -> bool:
    return any(city_key(part) in words("media") for part in word.split()[-1:]) and len(word.split()) > 1


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
        elif not _NUMBER_ALONE.match(piece.text) and not is_issuer(piece.text):
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
