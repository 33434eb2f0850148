"""The tables of countries, read once, when first needed.

countries.tsv is generated; country_aliases.tsv and country_adjectives.tsv are ours; data/README.md says how
to read them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from presssearch.analysis.country_words import WORD, key_of, table_words
from presssearch.analysis.kazakh_latin import in_latin
from presssearch.analysis.tables import table_rows

NO_COUNTRY = "--"  # the code of phrases that name no country: "Gulf of Mexico", "Korean Peninsula"
_UNSPACED_LANGUAGES = frozenset({"zh", "zh_Hant", "ja", "ko", "th"})
_ADJECTIVE_LANGUAGES = ("en", "ru", "de", "fr", "es", "sv", "pt")


class Case(IntEnum):
    """How a form must be printed."""

    CAPITAL = 0  # its first letter is a capital, in scripts that have them
    ANY = 1  # adjectives of languages that write them small
    EXACT = 2  # abbreviations: "US", never "us"


@dataclass(frozen=True, slots=True)
class Form:
    words: tuple[str, ...]  # keys
    code: str
    case: Case
    surface: str

    @property
    def ends_in_capital(self) -> bool:
        words: list[str] = WORD.findall(self.surface)
        return words[-1][0].isupper()


@cache
def _names() -> dict[str, list[tuple[str, str]]]:
    """language -> (code, name), our aliases first."""
    names: dict[str, list[tuple[str, str]]] = {}
    for code, language, forms in table_rows("country_aliases.tsv")[1:]:
        names.setdefault(language, []).extend((code, form) for form in forms.split("|"))
    header, *countries = table_rows("countries.tsv")
    for row in countries:
        for language, cell in zip(header[2:], row[2:], strict=True):
            names.setdefault(language, []).extend((row[0], form) for form in _forms_of_cell(cell, language))
    names["kk"] += [(code, latin) for code, form in names["kk"] for latin in in_latin(form) if len(latin) > 2]
    names["en"] = [(code, name) for code, name in names["en"] if name != "Réunion"]  # "meeting" in French
    names["fr"] = [(code, name) for code, name in names["fr"] if name != "Dominique"]  # a first name
    return names


def _forms_of_cell(cell: str, language: str) -> list[str]:
    """ "Myanmar (Burma)" is two names; "Congo - Kinshasa" is one."""
    if not cell:
        return []
    outside, opened, inside = cell.partition(" (")
    if not opened or language in _UNSPACED_LANGUAGES:
        return [cell]
    return (
        [outside, inside.rstrip(")")] if len(outside) > 3 and inside[:1].isupper() and "," not in inside else [outside]
    )


@cache
def english_names() -> dict[str, str]:
    return {row[0]: row[2] for row in table_rows("countries.tsv")[1:]}


@cache
def codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    names = _names()
    for language in ("en", *(key for key in names if key != "en")):
        for code, name in names[language]:
            key = " ".join(key_of(word) for word in WORD.findall(name))
            if code != NO_COUNTRY and key:
                codes.setdefault(key, code)
    for row in table_rows("countries.tsv")[1:]:
        codes.setdefault(row[0].lower(), row[0])
        codes.setdefault(row[1].lower(), row[0])
    return codes


def languages_for(text: str, language: str | None) -> tuple[str, ...]:
    names = _names()
    language = "nb" if language in ("no", "nn") else language
    if language is not None and language in names:
        chosen: tuple[str, ...] = (language,)
        if language in {"zh", "ja"}:
            chosen = (language, "zh_Hant")
        return chosen if language == "en" else (*chosen, "en")
    chosen = ("en",)
    for languages, letters in _SCRIPTS:
        if letters.search(text):
            chosen = (*languages, *chosen)
    return chosen


_SCRIPTS = (
    (("ru", "kk"), re.compile("[\u0400-\u052f]")),
    (("ar", "fa"), re.compile("[\u0600-\u06ff]")),
    (("el",), re.compile("[\u0370-\u03ff]")),
    (("he",), re.compile("[\u05d0-\u05ea]")),
    (("hy", "ka"), re.compile("[\u0530-\u058f\u10a0-\u10ff]")),
    (("ne", "hi", "si", "th"), re.compile("[\u0900-\u0e7f]")),
    (("zh", "ja", "zh_Hant"), re.compile("[\u3040-\u30ff\u4e00-\u9fff]")),
    (("ko",), re.compile("[\uac00-\ud7af]")),
)


@cache
def index_of(languages: tuple[str, ...]) -> dict[str, list[Form]]:
    """First key -> forms; a form of an earlier language keeps out the same of a later one."""
    index: dict[str, list[Form]] = {}
    taken: set[tuple[tuple[str, ...], Case]] = set()
    for language in languages:
        own = language == languages[0] or len(languages) > 2
        for form in _forms(language, adjectives=own):
            if form.words and (form.words, form.case) not in taken:
                taken.add((form.words, form.case))
                index.setdefault(form.words[0], []).append(form)
    return index


def _forms(language: str, *, adjectives: bool) -> Iterator[Form]:
    if language in _UNSPACED_LANGUAGES:
        return
    for code, name in _names()[language]:
        case = _case_of(name)
        if language in {"kk", "ky"} and case is Case.CAPITAL and len(name) > 4:
            case = Case.ANY  # the adjective is the name itself: "қытай", "қытайлық"
        yield Form(table_words(name, language), code, case, name)
        if language in {"ar", "fa"}:
            yield from _arabic_adjective(name, code)
    if adjectives and language in _ADJECTIVE_LANGUAGES:
        column = table_rows("country_adjectives.tsv")[0].index(language)
        for row in table_rows("country_adjectives.tsv")[1:]:
            yield from _adjective_forms(row[column] if column < len(row) else "", row[0], language)


def _adjective_forms(cell: str, code: str, language: str) -> Iterator[Form]:
    for form in filter(None, cell.split("|")):
        case = Case.CAPITAL if language == "en" else Case.ANY
        yield Form(tuple(key_of(word) for word in WORD.findall(form)), code, case, form)


def _arabic_adjective(name: str, code: str) -> Iterable[Form]:
    """روسيا -> روسي, مصر -> مصري: the name less its ending, where the text has an ending of adjectives."""
    key = key_of(name)
    if not key.isalpha():
        return
    bare = key.removeprefix("ال")
    stem = bare
    for ending in ("يا", "ا", "ه", "ة"):
        if bare.endswith(ending) and len(bare) > len(ending) + 2:
            stem = bare.removesuffix(ending)
            break
    if len(bare) >= 3:
        yield Form((bare,), code, Case.ANY, name)
    if len(stem) >= 3:
        yield Form((stem + "~",), code, Case.ANY, name)


def _case_of(name: str) -> Case:
    if "." in name or (
        " " not in name and any(c.isupper() for c in name[1:]) and name[0].isupper() and "-" not in name
    ):
        return Case.EXACT
    return Case.ANY if name[0].islower() else Case.CAPITAL


@cache
def unspaced_names(languages: tuple[str, ...]) -> dict[str, tuple[tuple[str, str], ...]]:
    """First character -> (name, code), the longest first."""
    names = {name: code for lang in languages if lang in _UNSPACED_LANGUAGES for code, name in reversed(_names()[lang])}
    by_first: dict[str, list[tuple[str, str]]] = {}
    for name, code in names.items():
        if len(name) > 1:
            by_first.setdefault(name[0], []).append((name, code))
    return {first: tuple(sorted(pairs, key=lambda pair: -len(pair[0]))) for first, pairs in by_first.items()}
