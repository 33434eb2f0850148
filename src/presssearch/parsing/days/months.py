"""Month and weekday names of the languages in which ministries publish.

The months: Unicode CLDR (wide and abbreviated, inside a date and alone), with the spellings that
agencies print beside them: Kazakh in Latin script, Levantine and Maghreb months, Austrian Jänner. They stand
in months.tsv, which data/make_months.py writes: a language a line, twelve columns, the forms of one month joined
by |. Its last line is the calendar of Iran and Afghanistan, Farvardin to Esfand. The weekdays stand likewise in
weekdays.tsv, Monday first.
"""

from functools import cache

from presssearch.analysis.cities import city_key
from presssearch.analysis.folding import fold
from presssearch.parsing.tables import read_table

# "mar", "set", "des" are words of other languages too
_SHORT_CHARS = 3
_SOLAR_HIJRI = "solar-hijri"
# Endings that months take: 2018 жылдың 12 маусымы, 12-июнда, 12 iyunda, 12 ივნისს; and what the bare form has
# in their place
_ENDINGS = {
    "kk": ("ы", "і", "y", "i", "ı", "да", "де", "нда", "ында", "інде"),
    "ky": ("у", "ы", "и", "га", "да", "де", "унда", "ында", "инде"),
    "uz": ("и", "да", "ида", "нинг", "i", "da", "ida", "ning", "dagi"),
    "az": ("un", "ın", "in", "da", "də", "unda", "ında", "ində"),
    "tk": ("da", "de", "y", "i", "ynda", "inde"),
    "ka": ("ს", "ში", "ის"),
    "eu": ("ren", "aren"),
}
_BARE = ("", "ь", "ი", "a")
_IN_HEBREW = "ב"  # ביוני is "in June"
# Abbreviations of two and three letters that are taken for weekdays in a text of any language
_SHORT_WEEKDAYS = frozenset(("en", "ru", "zh", "ja", "ko"))


@cache
def _numbers() -> dict[str, dict[str, int]]:
    """Folded form -> language -> 1 to 12."""
    numbers: dict[str, dict[str, int]] = {}
    table = read_table("months.tsv")
    for line in table.splitlines()[1:]:
        language, *months = line.split("\t")
        for number, forms in enumerate(months, start=1):
            for form in forms.split("|"):
                numbers.setdefault(fold(form), {})[language] = number
    return numbers


def month_number(word: str, *, language: str | None = None) -> int | None:
    """1 to 12 for a month's name or abbreviation in any language of the table.

    Where one word means two months, the language decides; without it, the first language of the file. A form
    of up to three letters counts only in English, in `language`, or where that is not known.
    """
    languages = {name: number for name, number in _numbers().get(fold(word), {}).items() if name != _SOLAR_HIJRI}
    if not languages:
        return _inflected(word, language)
    if language in languages:
        return languages[language]
    foreign = language is not None and "en" not in languages
    if foreign and len(word) <= _SHORT_CHARS and word.isalpha() and word[0].isascii():
        return None
    return next(iter(languages.values()))


def _inflected(word: str, language: str | None) -> int | None:
    """1 to 12 for a month of `language` with an ending, or behind the Hebrew "in"."""
    if word.startswith(_IN_HEBREW):
        return _numbers().get(fold(word[1:]), {}).get("he")
    for ending in _ENDINGS.get(language or "", ()):
        if word.endswith(ending):
            bare = word[: -len(ending)]
            for form in (bare + letter for letter in _BARE if len(bare) >= _SHORT_CHARS):
                if number := _numbers().get(fold(form), {}).get(language or ""):
                    return number
    return None


def solar_hijri_month(word: str) -> int | None:
    """1 to 12 for a month of the calendar of Iran and Afghanistan."""
    return _numbers().get(fold(word), {}).get(_SOLAR_HIJRI)


@cache
def _weekdays() -> dict[str, dict[str, int]]:
    """Key of a form -> language -> 0 for Monday to 6 for Sunday."""
    numbers: dict[str, dict[str, int]] = {}
    table = read_table("weekdays.tsv")
    for line in table.splitlines()[1:]:
        language, *days = line.split("\t")
        for number, forms in enumerate(days):
            for form in forms.split("|"):
                numbers.setdefault(city_key(form), {})[language] = number
    return numbers


def is_weekday(word: str) -> bool:
    """Is it a weekday's name in any language, or an abbreviation that is no word of another?"""
    key = city_key(word.strip(" .,،"))
    languages = _weekdays().get(key, {})
    return bool(languages) and (len(key) > _SHORT_CHARS or not _SHORT_WEEKDAYS.isdisjoint(languages))


def weekday_number(word: str, *, language: str | None = None) -> int | None:
    """0 for Monday to 6 for Sunday; None where languages disagree, as on "mar", and none of them is `language`."""
    languages = _weekdays().get(city_key(word.strip(" .,،")), {})
    if language in languages:
        return languages[language]
    numbers = set(languages.values())
    return numbers.pop() if len(numbers) == 1 and is_weekday(word) else None
