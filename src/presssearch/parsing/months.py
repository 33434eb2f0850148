"""Month and weekday names of the languages in which ministries publish.

The months: Unicode CLDR (wide and abbreviated, inside a date and alone), with the spellings that
agencies print beside them: Kazakh in Latin script, Levantine and Maghreb months, Austrian Jänner. They stand
in months.tsv: a language a line, twelve columns, the forms of one month joined by |.
"""

from functools import cache
from importlib.resources import files

from presssearch.analysis.folding import fold

# Where one word means two months, the language decides; without it, the first language of the file.
_SHORT = 3  # letters: "mar", "set", "des" are words of other languages too

# Months of the Solar Hijri calendar (Iran, Afghanistan), Farvardin to Esfand.
_SOLAR_HIJRI = "فروردین|حمل اردیبهشت|ثور خرداد|جوزا تیر|سرطان مرداد|اسد شهریور|سنبله مهر|میزان آبان|عقرب آذر|قوس دی|جدی بهمن|دلو اسفند|حوت"

_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье пн вт ср чт пт сб вс "
    "понеділок вівторок середа четвер пятниця субота неділя дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі "
    "жексенбі lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag "
    "samstag sonnabend sonntag lunes martes miércoles jueves viernes sábado domingo segunda-feira terça-feira "
    "quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta lunedì martedì mercoledì giovedì "
    "venerdì sabato domenica pazartesi salı çarşamba perşembe cuma cumartesi pazar الاثنين الإثنين الثلاثاء "
    "الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه شنبه یکشنبه "
    "یک‌شنبه måndag måndagen tisdag tisdagen onsdag onsdagen torsdag torsdagen fredag fredagen lördag lördagen "
    "söndag söndagen poniedziałek wtorek środa czwartek piątek sobota niedziela maandag dinsdag woensdag "
    "donderdag vrijdag zaterdag zondag mandag tirsdag lørdag søndag maanantai tiistai keskiviikko torstai "
    "perjantai lauantai sunnuntai pondělí úterý středa čtvrtek pátek neděle pondelok utorok streda štvrtok piatok "
    "nedeľa hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică "
    "понеделник вторник сряда четвъртък петък събота уторак среда четвртак петак субота недеља δευτέρα τρίτη "
    "τετάρτη πέμπτη παρασκευή σάββατο κυριακή senin selasa rabu kamis jumat sabtu minggu 星期一 星期二 星期三 星期四 星期五 星期六 "
    "星期日 星期天 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 월요일 화요일 수요일 목요일 금요일 토요일 일요일 सोमवार मंगलवार बुधवार गुरुवार शुक्रवार "
    "शनिवार रविवार bazar dushanba seshanba chorshanba payshanba juma shanba yakshanba երկուշաբթի երեքշաբթի "
    "չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა "
)


@cache
def _numbers() -> dict[str, dict[str, int]]:
    """Folded form -> language -> 1 to 12."""
    numbers: dict[str, dict[str, int]] = {}
    table = files("presssearch.parsing").joinpath("months.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        language, *months = line.split("\t")
        for number, forms in enumerate(months, start=1):
            for form in forms.split("|"):
                numbers.setdefault(fold(form), {})[language] = number
    return numbers


@cache
def _solar_hijri() -> dict[str, int]:
    rows = enumerate(_SOLAR_HIJRI.split(" "), start=1)
    return {fold(form): number for number, forms in rows for form in forms.split("|")}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(fold(day).strip() for day in _WEEKDAYS.split())


def month_number(word: str, *, language: str | None = None) -> int | None:
    """1 to 12 for a month's name or abbreviation in any language of the table.

    A form of up to three letters counts only in English, in `language`, or where that is not known.
    """
    languages = _numbers().get(fold(word))
    if languages is None:
        return None
    if language in languages:
        return languages[language]
    if language is not None and len(word) <= _SHORT and word.isalpha() and word[0].isascii() and "en" not in languages:
        return None
    return next(iter(languages.values()))


def solar_hijri_month(word: str) -> int | None:
    """1 to 12 for a month of the calendar of Iran and Afghanistan."""
    return _solar_hijri().get(fold(word))


def is_weekday(word: str) -> bool:
    return fold(word.strip(" .,،")) in _weekdays()
