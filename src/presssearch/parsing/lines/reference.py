"""Reference numbers of releases: `No: 162`, `PR 2021/102`, `1126-12-06-2018`, `FA24`."""

import re

from presssearch.parsing.days.printed_dates import find_dates
from presssearch.parsing.lines.rubric import is_kind_of_release

_NUMBER = r"[A-Z]{0,6}[\s/.-]?\d[\w]{0,8}(?:[/.-][\w]{1,8}){0,4}"
_LABELLED = re.compile(
    r"^(?:(?:[PMN]\.?R\.?\s(?=No?\.))?No\.?|Nr\.?|N\.?[º°o]\.?|№|Ref(?:erence)?\.?(?:\s?(?:No|Nr|N[º°o]|number)\b)?\.?|"
    r"Réf\.?|Release(?:\sNo)?\.?|Sayı|第|UNIQUE ID)"
    r"(?:(?<=[.:])|(?![^\W\d_]{2}))\s?[:.]?\s?"
    rf"(?P<number>{_NUMBER}|(?:[A-Z]{{1,6}}[/.-]){{1,4}}\d[\w]{{0,8}}(?:[/.-][\w]{{1,8}}){{0,4}}|[A-Z][A-Za-z]?\d{{1,4}}\b)(?:号|號)?"
    r"(?:,?\s?\((?:[A-Z][a-z](?:/[A-Z][a-z]){0,3})\))?\.?$",
    re.IGNORECASE,
)
_TYPED = re.compile(
    r"^(?P<number>[A-Z]{1,6}(?:-[A-Z]{1,6}){0,3}[\s/-]?\d{1,5}(?:[\s/.-]\d{1,5}){0,3}|"
    r"[A-Z]{1,4}/(?:[A-Z]{1,4}/)?\d{1,6}(?:-[A-Z]{1,5}/\d{1,6}){0,3}|"  # SG/SM/19123-AFR/4567, of the United Nations
    r"\d{1,5}(?:-\d{1,4}){2,3}|\d{2,4}[-/]\d{1,4}|\d{1,4}/\d{2,4}(?:\s?[A-Z]{1,4})?)$"
)
_NUMBER_SIGN = re.compile(
    r"(?<=\w)\s+(?=(?:No\.?|Nr\.?|N\.?[º°]\.?|№|#)\s?:?\s?\d|\d{1,5}(?:\s?[/-]\s?\d{2,4})?$|(?-i:[A-Z]{1,6})-?\d[\w/-]{0,14}$|"
    r"\((?:19|20)\d\d\)\s?\d{1,4}$)",
    re.IGNORECASE,
)  # "Comunicado de prensa 145/18"
_KIND_WORDS = 5
_PRESS = re.compile(
    r"\b(?:press|prens|imprens|media|medien|stampa|пресс|прес-|сми\b|баспас|baspas|basın)", re.IGNORECASE
)
_YEARS = re.compile(r"^(?:19|20)\d\d[-/](?:(?:19|20)\d\d|\d\d)$")  # 2010-2012, 2023-02
_BEFORE_DATE = re.compile(
    rf"^(?:(?:No\.?|Nr\.?|N\.?[º°]|№|Sayı)(?:(?<=\.)|(?![^\W\d_]))\s?[:.]?\s?(?P<number>{_NUMBER})|(?P<typed>[A-Z]{{1,4}}-\d{{1,4}})(?=,\s\d))(?:,\s|\s[–—|-]\s(?=\d))",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(?!(?:19|20)\d\d$)(?P<number>\d{1,5}(?:\s?[/-]\s?\d{2,4})?|\((?:19|20)\d\d\)\s?\d{1,4})$")
_AT_END = re.compile(
    r"[\s,;|–—-]+(?:UNIQUE ID|Ref(?:erence)?(?:\sNo)?|Réf(?:érence)?|Release No|Press release No|"
    r"Referencia|Aktenzeichen)\.?\s?[:.]?\s?(?P<number>[A-Z]{0,6}[\s/.-]?\d\w{0,8}(?:[/.-]\w{1,8}){0,4})$",
    re.IGNORECASE,
)
_DATED = re.compile(r"^\d{1,6}-(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})$")
_STAMPED = re.compile(r"^(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)_\d{1,3}$")


def find_reference(line: str) -> str | None:
    """The number, if the line is nothing but a reference number, with or without a label.

    A date is no reference, nor is a bare number: it could be a page or a count of views.
    """
    line = " ".join(line.strip(" \t*_#|").split())
    if not 2 <= len(line) <= 60 or not any(c.isdigit() for c in line):
        return None
    kind, rest = split_kind(line)
    match = _LABELLED.match(rest) or (_TYPED.match(line) if kind is None else _BARE.match(rest) or _TYPED.match(rest))
    if match is None:
        return None
    if _YEARS.match(line):
        return None
    dates = find_dates(line)
    if dates and dates[0].end - dates[0].start >= len(line) - 2:
        return None
    return match["number"].strip()


def split_kind(line: str) -> tuple[str | None, str]:
    """ "Press release No. 15" as kind and number; (None, line) where no kind of release stands in front."""
    match = _NUMBER_SIGN.search(line)
    kind = line[: match.start()].strip(" ,:-–—") if match else ""
    known = match is not None and (is_kind_of_release(kind) or _PRESS.search(kind) is not None)
    return (
        (kind, line[match.start() :].strip()) if match and known and len(kind.split()) <= _KIND_WORDS else (None, line)
    )


def find_ending_reference(line: str) -> tuple[str, int] | None:
    """The number behind "UNIQUE ID:", "Ref:", "№" at the end of a line of other things, and where its label begins."""
    match = _AT_END.search(line)
    return (match["number"], match.start()) if match and match.start() > 3 else None


def find_leading_reference(title: str) -> tuple[str, int] | None:
    """The number before the date in a title such as "No: 162, 12 Haziran 2018, …", and where it ends."""
    match = _BEFORE_DATE.match(title)
    return ((match["number"] or match["typed"]).strip(), match.end()) if match else None


def date_in_reference(reference: str) -> str | None:
    """`2018-06-12` out of `1126-12-06-2018` or `180612_4`; None where the number holds no full date."""
    match = _DATED.match(reference) or _STAMPED.match(reference)
    if match is None:
        return None
    dates = find_dates(f"{match['day']}.{match['month']}.{match['year']}")
    return dates[0].value() if dates else None


def year_in_reference(reference: str) -> str | None:
    """`2018` out of `45/2018` or `PR-2018-45`; None where no year, or no number beside it, stands there."""
    numbers = re.findall(r"\d+", reference)
    years = [number for number in numbers if re.fullmatch(r"(?:19|20)\d\d", number)]
    return years[0] if len(years) == 1 and len(numbers) > 1 else None
