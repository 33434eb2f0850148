"""Dates as people print them: `12 June , 2018`, `2018年6月12日`, `12/VI/2018`, `١٢ يونيو`.

Only what stands there is read: a date without a year has no year, a day that does not exist is no date, and
`06/12/2018` keeps both of its readings until something else decides between them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from presssearch.parsing.days.digits import western_digits
from presssearch.parsing.days.months import month_number, solar_hijri_month

READ_CHARS = 400  # a dateline is shorter; what follows is prose


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed at text[start:end].

    day: None for `June 2018`; of a range, the last day. month_first: the other reading of an ambiguous
    numeric date, month and day exchanged. alternatives: "26 or 27 September" names no one day. weekday: 0 for
    Monday, where it is printed beside the date.
    """

    year: int | None
    month: int
    day: int | None
    start: int
    end: int
    month_first: tuple[int, int] | None = None
    alternatives: bool = False
    weekday: int | None = None

    def value(self) -> str | None:
        """`2018-06-12`, `--06-12` or `2018-06`; None while two readings are possible."""
        if self.month_first or self.alternatives or (self.day is None and self.year is None):
            return None
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.year else f"--{self.month:02d}-{self.day:02d}"

    def readings(self) -> tuple[str, ...]:
        """Every value that the print allows."""
        if self.day is None and self.year is None:
            return ()
        plain = replace(self, month_first=None, alternatives=False)
        values = [plain.value()]
        if self.month_first:
            month, day = self.month_first
            values.append(replace(plain, month=month, day=day).value())
        return tuple(value for value in values if value)

    def is_contradicted(self) -> bool:
        """Is a weekday printed that none of the readings falls on? Without a year nothing can be said."""
        days = [date.fromisoformat(value) for value in self.readings() if len(value) == 10 and value[0] != "-"]
        return self.weekday is not None and bool(days) and all(day.weekday() != self.weekday for day in days)

    def on_weekday(self, weekday: int) -> "PrintedDate":
        """The date with its weekday, which decides between two readings where only one of them falls on it."""
        month_first = self.month_first
        if month_first is None or self.year is None or self.day is None:
            return replace(self, weekday=weekday)
        plain = replace(self, month_first=None, weekday=weekday)
        other = replace(plain, month=month_first[0], day=month_first[1])
        fits = [each for each in (plain, other) if not each.is_contradicted()]
        return fits[0] if len(fits) == 1 else replace(self, weekday=weekday)


_WORD = r"[^\W\d_]"
# كانون الثاني and تشرين الأول are two words, at times followed by /يناير; every other month is one
# Vowel signs (Hindi, Thai) are no letters to `re`, hence what a word is not made of
_LETTER = r"[^\s\d_.,;:!?()\[\]{}<>/|\\\-–—\"'’“”«»،؛·•*#@&%+=]"
_MONTH = (
    rf"(?P<month>(?:كانون|تشرين)\s(?:الثاني|الأول|الاول)|{_LETTER}{{2,15}}(?:\.{_LETTER})?)"
    rf"(?P<alias>\s?/\s?{_WORD}{{3,10}})?"
)
_OTHER_MONTH = _MONTH.replace("month", "month2").replace("alias", "alias2")
_ORDINAL = r"(?:st|nd|rd|th|er|ère|eme|[º°ª]|-?(?:го|ого|е|ші|шы|шi)\b)?"
_RANGE = r"(?P<range>\s?[-–—/]\s?\d{1,2}|\s(?P<or>or|или|ou|oder)\s\d{1,2}|\s(?:and|et|und|y|и|to|al?)\s\d{1,2})?"
_OF = r"(?:d[e']\s?|d’|del\s|of\s|di\s|ta['’]\s|den\s|من\s)?"
_YEAR_WORD = (
    r"(?:\.?[\s-]?(?:c[iıuü]\sil|године|години|года|год|г\.|року|р\.|r\.|roku|жылы|жыл|ж\.|j[yı]l[yı]?|"
    r"йил|godine|god\.|г(?=\W|$)))?"
)
_YEAR_AFTER = rf"(?P<year>\d{{4}}|['’]\d\d|\d\d(?=\s*(?:$|[-–—(,])))(?!\d|[:.]\d){_YEAR_WORD}"
_LONG_YEAR = rf"(?P<year>\d{{4}}|['’]\d\d)(?!\d|[:.]\d){_YEAR_WORD}"
_NOT_INSIDE = r"(?<!\d)(?<!\d/)(?<![\d.,:]\.)(?<!\w-)"
# 1874-08-10-2024 is the number of a release
_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})\.?(?!-?\d)")
_SPACED = re.compile(r"(?<!\d)(?P<year>\d{4})\s?\.\s(?P<month>\d{1,2})\s?\.\s(?P<day>\d{1,2})\.?(?!\d)")
_CJK = re.compile(
    r"(?:(?P<era>令和|平成|昭和|(?:中[華华])?民[國国])\s?(?P<count>\d{1,3}|元)\s?年\s?|(?P<year>\d{4})\s?[年년]\s?)?"
    r"(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日號号일]"
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<year>\d{4}|\d\d)(?![\d/])"
)
# without a year a full stop between two numbers may be a clock's: only 12.06. is a day
_BARE = re.compile(r"(?<![\d/.:-])(?P<a>\d{1,2})(?:(?P<sep>/)(?P<b>\d{1,2})|\.(?P<b2>\d{1,2})\.)(?![\d/:-])")
_ROMAN = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[./\s](?P<roman>X(?=[./\s])|XI{1,2}|IX|IV|V?I{1,3}|V)[./\s]\s?(?P<year>\d{4})(?!\d)"
)
_VIETNAMESE = re.compile(
    r"(?:ngày\s)?(?<!\d)(?P<day>\d{1,2})\s?(?:tháng\s|-thg\s)(?P<month>\d{1,2})(?:[,\s]+(?:năm\s)?(?P<year>\d{4}))?(?!\d)"
)
_MONGOLIAN = re.compile(
    r"(?:(?P<year>\d{4})\s?оны\s)?(?P<month>\d{1,2})\s?(?:дугаар|дүгээр|-р)?\s?сарын\s(?P<day>\d{1,2})"
)
_YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})\.?(?:[\s-]?(?:жылғы|жылдың|жылдын|жылы|жыл|ж\.|c[iıuü]\sil(?:in)?|წლის|n[jcʼ]i\sýylyň|թ\.|թվականի|թ․|j[yı]l[yıgğ\u01f5\u0301]{{1,3}}|j[yı]ld[yı][nñ\u0144]|jyl|zhyl[gy]{{0,2}}|m\.|gada|года|йил|йилнинг|yil|il|év))?,?\s"
    rf"(?:(?P<day>\d{{1,2}})(?:-nji)?[.-]?\s?{_MONTH}|{_OTHER_MONTH}\s(?P<day2>\d{{1,2}}))(?!\d)"
)
_DAY_MONTH = re.compile(
    rf"{_NOT_INSIDE}(?P<day>\d{{1,2}}){_RANGE}{_ORDINAL}[.,-]?[\s\u00a0]{{0,4}}{_OF}{_MONTH}[.,·]{{0,2}}"
    rf"(?:[\s,،.·/-]{{0,4}}(?:de[l]?\s|of\s|عام\s|سنة\s|den\s|พ\.ศ\.\s?|ค\.ศ\.\s?|соли\s)?{_YEAR_AFTER})?"
)
_MONTH_DAY = re.compile(
    rf"(?<![^\W\d_]){_MONTH}[.,]?\s{{0,3}}(?P<day>\d{{1,2}}){_RANGE}{_ORDINAL}(?!\d|[:.]\d)"
    rf"(?:[\s,./·]{{0,4}}{_LONG_YEAR})?"
)
_MONTH_YEAR = re.compile(
    rf"(?<![^\W\d_])(?<!\d\s)(?<!\d\.\s)(?<!\d-){_MONTH}[.,]?\s{{1,2}}(?:de\s|of\s)?(?P<year>\d{{4}})(?!\d)"
)
_LONGEST_MONTH = 31
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_NUMBERS = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年)|[一二三四五六七八九十]{1,3}(?=[月日])")
_MONTH_FIRST_COUNTRIES = frozenset(("US", "PH", "FM", "MH", "PW"))
# A word such as "onMarch" hides a month behind its last capital
_GLUED = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁ])(?=[A-ZА-ЯЁҚӘІҢҒҮҰӨҺŞ])")


def find_dates(text: str, *, language: str | None = None, country: str | None = None) -> list[PrintedDate]:
    """The dates printed in the opening of a text, in order, without overlaps.

    language: resolves month names and the order of day and month; country: of the publisher, likewise.
    """
    text = _western_numbers(text[:READ_CHARS])
    if not any(character.isdecimal() for character in text):
        return []
    found: list[PrintedDate] = []
    for candidate in sorted(_candidates(text, language, country), key=lambda d: (d.start, d.start - d.end)):
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
    return found


def find_bare_day(text: str, *, language: str | None = None, country: str | None = None) -> PrintedDate | None:
    """`Luanda, 11/03 (…)`, `Москва. 11.03. …`: a day and a month in numbers alone, as wires print them before their
    name. Elsewhere such a pair may be anything: ask for it only where a day must stand."""
    match = _BARE.search(western_digits(text[:READ_CHARS]))
    return next(_numeric(match, language, country), None) if match else None


def _western_numbers(text: str) -> str:
    """All digits as 0-9, Chinese numerals of dates too; the length stays the same, so that spans do."""
    text = western_digits(text)
    if "月" not in text:
        return text
    return _CHINESE_NUMBERS.sub(lambda match: _chinese_number(match[0]).ljust(len(match[0])), text)


def _chinese_number(numerals: str) -> str:
    if "十" not in numerals:
        return numerals.translate(_CHINESE_DIGITS)
    tens, _, ones = numerals.partition("十")
    return (tens.translate(_CHINESE_DIGITS) or "1") + (ones.translate(_CHINESE_DIGITS) or "0")


def _candidates(text: str, language: str | None, country: str | None) -> Iterator[PrintedDate]:
    for pattern in (_ISO, _SPACED, _VIETNAMESE, _MONGOLIAN):
        for match in pattern.finditer(text):
            yield from _checked(match, match["year"], match["month"], match["day"])
    for match in _CJK.finditer(text):
        count = "1" if match["count"] == "元" else match["count"]
        era = (match["era"] or "").removeprefix("中華").removeprefix("中华")
        year = str(_ERAS[era] + int(count)) if era else match["year"]
        yield from _checked(match, year, match["month"], match["day"])
    for match in _NUMERIC.finditer(text):
        yield from _numeric(match, language, country)
    for match in _ROMAN.finditer(text):
        yield from _checked(match, match["year"], _ROMANS.index(match["roman"]) + 1, match["day"])
    for match in _YEAR_FIRST.finditer(text):
        yield from _named(match, match["month"] or match["month2"], match["day"] or match["day2"], language)
    for match in _DAY_MONTH.finditer(text):
        numbered = _is_number_of_something(text, match.start()) or int(match["day"]) > _LONGEST_MONTH
        dated = _behind_number(match) if numbered else match
        if dated is not None:
            yield from _named(dated, dated["month"], dated["day"], language)
    for match in _month_day_matches(text):
        yield from _named(match, match["month"], match["day"], language)
    for match in _MONTH_YEAR.finditer(text):
        yield from _named(match, match["month"], None, language)


def _month_day_matches(text: str) -> Iterator[re.Match[str]]:
    """Matches of "June 12", also where a word is glued to the month: "Posted onMarch 1"."""
    yield from _MONTH_DAY.finditer(text)
    for seam in _GLUED.finditer(text):
        match = re.compile(_MONTH_DAY.pattern.replace(r"(?<![^\W\d_])", "", 1)).match(text, seam.end())
        if match:
            yield match


def _behind_number(match: re.Match[str]) -> re.Match[str] | None:
    """13 May 2003 in "FA49 - 13 May 2003": what looks like a span of days begins with the number of a release."""
    second = re.search(r"\d+$", match["range"] or "")
    return _DAY_MONTH.match(match.string, match.start("range") + second.start()) if second else None


def _is_number_of_something(text: str, start: int) -> bool:
    """Is the day at `start` the tail of a reference such as FA24? (`city12 June` is a day.)"""
    head = re.search(rf"{_WORD}{{1,20}}$", text[max(0, start - 20) : start])
    return head is not None and len(head[0]) <= 3 and head[0].isupper()


def _named(match: re.Match[str], word: str, day: str | None, language: str | None) -> Iterator[PrintedDate]:
    groups = match.groupdict()
    year = groups.get("year")
    month = _month_of(word, language)
    start = match.start()
    if month is None and groups.get("alias"):  # "New Delhi/Jun12/2018": the word before the slash is the city
        month = _month_of(groups["alias"].strip(" /"), language)
        if month:
            for found in _checked(match, year, month, day):
                yield replace(found, start=match.start("alias") + 1)
            return
    if month is None:
        hijri = solar_hijri_month(word)
        if hijri and year and day and 1300 <= int(year) < 1500:
            converted = _from_solar_hijri(int(year), hijri, int(day))
            yield from _checked(match, *(str(part) for part in converted))
        return
    alias = groups.get("alias")
    if alias and _month_of(alias.strip(" /"), language) is None:
        # "12 يونيو /قنا/": an agency, and no second name of the month
        for found in _checked(match, None, month, day):
            yield replace(found, end=match.start("alias"))
        return
    if groups.get("range") and "/" in groups["range"] and not year:
        yield from _slashed(match, month, day, groups["range"], language)
        return
    if groups.get("range"):
        last = re.findall(r"\d{1,2}", groups["range"])[-1]
        for found in _checked(match, year, month, last):
            yield replace(found, start=start, alternatives=groups.get("or") is not None)
        return
    yield from _checked(match, year, month, day)


def _slashed(
    match: re.Match[str], month: int, day: str | None, behind: str, language: str | None
) -> Iterator[PrintedDate]:
    """jun. 12/18 is the year in Spanish; elsewhere it may be a span of days as well, and is no one day."""
    number = re.findall(r"\d{1,2}", behind)[-1]
    if language == "es" and len(number) == 2:
        yield from _checked(match, number, month, day)
        return
    for found in _checked(match, None, month, number):
        yield replace(found, alternatives=True)


def _month_of(word: str, language: str | None) -> int | None:
    return month_number(word, language=language) or month_number(word.rstrip("."), language=language)


def _numeric(match: re.Match[str], language: str | None, country: str | None) -> Iterator[PrintedDate]:
    """12.06.2018 is day first; 12/06/2018 is too, unless the text is English of no known country."""
    groups = match.groupdict()
    a, b, year = groups["a"], groups["b"] or groups["b2"], groups.get("year")
    if country in _MONTH_FIRST_COUNTRIES:
        yield from list(_checked(match, year, a, b)) or list(_checked(match, year, b, a))
        return
    day_first = list(_checked(match, year, b, a))
    month_first = list(_checked(match, year, a, b))
    unclear = groups["sep"] in ("/", "-") and language in ("en", None) and country is None and int(a) != int(b)
    if day_first and month_first and unclear:
        yield replace(day_first[0], month_first=(int(a), int(b)))
    else:
        yield from day_first or month_first


def _checked(match: re.Match[str], year: str | None, month: str | int, day: str | None) -> Iterator[PrintedDate]:
    """The date, if there is such a day."""
    full = _full_year(year) if year else None
    number = int(day) if day is not None else None
    if year is not None and full is None:
        return
    try:
        date(full or 2000, int(month), 1 if number is None else number)  # 2000: 29 February may be meant
    except ValueError:
        return
    yield PrintedDate(full, int(month), number, match.start(), match.end())


def _full_year(year: str) -> int | None:
    """1995 for '95, 2010 for 10, 2018 for the Buddhist 2561; None for what is no year of a release."""
    digits = year.lstrip("'’")
    number = int(digits)
    if len(digits) == 2:
        return 1900 + number if number >= 50 else 2000 + number
    if 2400 <= number < 2700:
        number -= 543
    return number if 1800 <= number < 2100 else None


def _from_solar_hijri(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Gregorian year, month, day. The 33-year cycle holds from 1244 to 1472 (1865 to 2094)."""
    leap = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
    days = sum(366 if y % 33 in leap else 365 for y in range(1300, year))
    days += (month - 1) * 31 - max(0, month - 7) + day - 1
    first = date(1921, 3, 21)  # 1 Farvardin 1300
    then = date.fromordinal(first.toordinal() + days)
    return then.year, then.month, then.day
