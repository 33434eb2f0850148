"""Month and weekday names of the languages in which ministries publish.

The months: Unicode CLDR (wide and abbreviated, inside a date and alone), with the spellings that
agencies print beside them: Kazakh in Latin script, Levantine and Maghreb months, Austrian Jänner. They stand
in months.tsv: a language a line, twelve columns, the forms of one month joined by |. Its last line is the
calendar of Iran and Afghanistan, Farvardin to Esfand.
"""

from functools import cache
from importlib.resources import files

from presssearch.analysis.cities import city_key
from presssearch.analysis.folding import fold
from presssearch.parsing.line_words import words

# "mar", "set", "des" are words of other languages too
_SHORT_CHARS = 3
_SOLAR_HIJRI = "solar-hijri"


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


def month_number(word: str, *, language: str | None = None) -> int | None:
    """1 to 12 for a month's name or abbreviation in any language of the table.

    Where one word means two months, the language decides; without it, the first language of the file. A form
    of up to three letters counts only in English, in `language`, or where that is not known.
    """
    languages = {name: number for name, number in _numbers().get(fold(word), {}).items() if name != _SOLAR_HIJRI}
    if not languages:
        return None
    if language in languages:
        return languages[language]
    foreign = language is not None and "en" not in languages
    if foreign and len(word) <= _SHORT_CHARS and word.isalpha() and word[0].isascii():
        return None
    return next(iter(languages.values()))


def solar_hijri_month(word: str) -> int | None:
    """1 to 12 for a month of the calendar of Iran and Afghanistan."""
    return _numbers().get(fold(word), {}).get(_SOLAR_HIJRI)


def is_weekday(word: str) -> bool:
    return city_key(word.strip(" .,،")) in words("weekdays")
