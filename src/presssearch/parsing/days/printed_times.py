"""Clock times as people print them: `10:39`, `2:15 P.M. EST`, `14 h 30`, `20 часов`, `下午3时`."""

import re
from dataclasses import dataclass

from presssearch.parsing.days.digits import western_digits
from presssearch.parsing.days.printed_dates import READ_CHARS


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A wall-clock time as printed at text[start:end]; value `HH:MM`; zone as printed: `EST`, `GMT+6`."""

    value: str
    zone: str | None
    start: int
    end: int


_ZONES = (
    "EST EDT CST CDT MST MDT PST PDT AKST AKDT HST AST ADT NST NDT GMT UTC BST IST WET WEST CET CEST MEZ MESZ"
    " EET EEST MSK МСК TRT GST PKT NPT ICT WIB WITA WIT HKT SGT MYT PHT KST JST AEST AEDT ACST ACDT AWST NZST NZDT"
    " WAT CAT EAT SAST IDT BRT ART CLT"
)
_ZONE = (
    r"(?P<zone>(?:GMT|UTC)\s?[+−–-]\s?\d{1,2}(?::?\d\d)?|(?:Asia|Europe|America|Africa|Pacific|Atlantic|Indian|Australia)/[A-Z]\w{1,30}|"
    + "|".join(_ZONES.split())
    + r")(?!\w)"
)
_HALF = r"(?P<half>[AaPp]\.?\s?[Mm](?!\w)\.?|[مص](?!\w)|öğleden sonra)"
_TIME = re.compile(
    r"(?:(?P<before>上午|下午|午前|午後|오전|오후)\s?)?"
    r"(?<![\d:])(?<!\d[./])(?P<hour>[01]?\d|2[0-4])\s?(?:[:：٫hHч時时點点시]|h\s|\.)\s?"
    r"(?P<minute>[0-5]\d)(?:[:.][0-5]\d)?(?![\d/]|\.\d|:\d)\s?[分분]?"
    r"(?:\s?[-–—]\s?\d{1,2}[:.]\d\d)?"
    rf"(?:\s?{_HALF})?(?:\s?(?:hrs?|hours|Uhr|uur|heures|час(?:ов|а)?|h|ч)(?!\w)\.?)?(?:[\s|(]{{0,3}}{_ZONE}\)?)?"
)
_HOUR = re.compile(
    r"(?<![\d:.,/])(?P<hour>[01]?\d|2[0-4])\s?\.?\s?"
    rf"(?:(?P<half>[AaPp]\.?\s?[Mm](?!\w)\.?)|(?P<noon>[Nn]oon|NOON)|(?:Uhr|час(?:ов|а)?|heures|h|hrs|hours|時|时|点|點|시)(?!\w))(?:\s?{_ZONE})?"
)
_ALONE = re.compile(r"\b(?:noon|midnight)\b", re.IGNORECASE)


def find_time(text: str) -> PrintedTime | None:
    """The first clock time in a text from which the dates have been cut (12.06 is also a day)."""
    text = western_digits(text[:READ_CHARS])
    for pattern in (_TIME, _HOUR):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            half = groups.get("half") or groups.get("before") or ""
            value = _clock(int(match["hour"]), int(groups.get("minute") or 0), half)
            if value:
                return PrintedTime(value, groups.get("zone"), match.start(), match.end())
    alone = _ALONE.search(text)
    if alone:
        return PrintedTime("12:00" if alone[0].lower() == "noon" else "00:00", None, alone.start(), alone.end())
    return None


def _clock(hour: int, minute: int, half: str) -> str | None:
    after_noon = half[:1] in ("p", "P", "م") or half in ("下午", "午後", "오후")
    before_noon = half[:1] in ("a", "A", "ص") or half in ("上午", "午前", "오전")
    if (after_noon or before_noon) and hour > 12:
        return None if before_noon else f"{hour:02d}:{minute:02d}"
    if after_noon and hour < 12:
        hour += 12
    if before_noon and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 else None
