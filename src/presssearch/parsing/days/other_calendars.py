"""Days of other calendars beside a Gregorian one: "28 رمضان 1439 هـ الموافق 12 يونيو 2018 م", "22 Khordad 1397".

They are found, so that they are nothing unexplained in a dateline, and never computed: which day of June a day of
Ramadan was depends on who saw the moon.
"""

import re

from presssearch.article import Span
from presssearch.parsing.days.digits import western_digits

_LUNAR = (
    r"محرم|صفر|ربيع (?:ال)?(?:أول|اول|ثاني|آخر|اخر)|جماد[ىي] (?:ال)?(?:أولى|اولى|أول|آخرة|اخرة|ثانية|ثاني|آخر)"
    r"|رجب|شعبان|رمضان|شوال|ذ[وي] ?القعدة|ذ[وي] ?الحجة"
    r"|Muharram|Safar|Rab[iī][’'ʿ]?\s?(?:al-|ul-|I{1,2}\b)?\s?(?:awwal|thani|akhir)?"
    r"|J[ua]mada?[’']?\s?(?:al-|ul-|I{1,2}\b)?\s?(?:ula|awwal|thani|thaniya|akhir|akhira)?"
    r"|Rajab|Sha[’'ʿ]?ban|Rama[dz]h?an|Shawwal|(?:Dh|Z)[uū][’'l]?[ -]?(?:al-|l-)?(?:Qa[’'ʿ]?dah?|Hijjah?)"
)
_SOLAR = (
    r"فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند|حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان|عقرب|قوس|جدی|دلو|حوت"
    r"|Farvardin|Ordibehesht|Khordad|Tir|Mordad|Shahrivar|Mehr|Aban|Azar|Dey|Bahman|Esfand"
    r"|Hamal|Sawr|Jawza|Saratan|Asad|Sunbula|Mizan|Aqrab|Qaws|Jadi|Dalwa|Hut"
)
_YEAR = r"1[34]\d\d(?!\d)"
_MARK = r"(?:\s?(?:هـ|هجري(?:ة|ا)?|ه‍|ش\.?|ق\.?|AH|A\.H\.|AP|SH|H\b\.?))?"
_LEADING_OVER = r"(?:[\s,،]*(?:الموافق|الموافقة|برابر با|مطابق با|corresponding to|equivalent to)(?:\s?ل)?)?"
_OTHER = re.compile(
    rf"(?:(?<!\d)\d{{1,2}}\s(?:من\s)?(?:{_LUNAR}|{_SOLAR})[\s,،]{{1,3}}{_YEAR}"
    rf"|(?<![^\W\d_])(?:{_LUNAR}|{_SOLAR})\s\d{{1,2}}[\s,،]{{1,3}}{_YEAR}"
    rf"|(?<![\d/.-])\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}|(?<![\d/.-]){_YEAR}[/.-]\d{{1,2}}[/.-]\d{{1,2}}(?!\d))"
    rf"{_MARK}{_LEADING_OVER}",
    re.IGNORECASE,
)
# The mark behind the Gregorian date: 12 يونيو 2018 م
_GREGORIAN_MARK = re.compile(r"(?<=\d{4})\s?(?:م|ميلادي(?:ة|ا)?)(?![^\W\d_])")
_HEBREW = re.compile(
    r"(?:[א-ת][׳״'\"]?[א-ת]?[׳']?\s)?ב?(?:תשרי|חשוון|כסלו|טבת|שבט|אדר(?:\s[אב][׳'])?|ניסן|אייר|סיוון|סיון|תמוז|אב|אלול)"
    r"\s(?:ה[׳'])?תש[א-ת]?[״\"][א-ת]"
)


def other_calendars(text: str) -> list[Span]:
    """The stretches of a text that are days of other calendars, with the words that lead from them to a Gregorian day,
    and the marks behind one."""
    text = western_digits(text)
    return [match.span() for pattern in (_OTHER, _GREGORIAN_MARK, _HEBREW) for match in pattern.finditer(text)]
