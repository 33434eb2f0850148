"""Languages: their codes, their names, the scripts in which they are written (data/languages.tsv)."""

import re
from dataclasses import dataclass
from functools import cache

from presssearch.analysis.folding import fold
from presssearch.analysis.tables import table_rows


@dataclass(frozen=True, slots=True)
class Language:
    """code: ISO 639-1. iso639_2: the codes of three letters. scripts: ISO 15924, the usual one first."""

    code: str
    iso639_2: tuple[str, ...]
    name: str
    scripts: tuple[str, ...]
    other_names: tuple[str, ...]


# Countries' codes and old ones that pages declare where a language's is meant. Codes that are also the
# language of somebody else (am, se, tj) are left alone.
_MISTAKEN = {
    **{"kz": "kk", "ua": "uk", "by": "be", "cn": "zh", "jp": "ja", "kr": "ko", "gr": "el", "cz": "cs", "dk": "da"},
    **{"ge": "ka", "kg": "ky", "ir": "fa", "il": "he", "vn": "vi", "gb": "en", "us": "en", "rs": "sr", "al": "sq"},
    **{"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "sh": "sr", "nb": "no"},
}


_TAG = re.compile(r"\s*([A-Za-z]{2,3})[-_]")


@cache
def languages() -> dict[str, Language]:
    """Every language known, by its code."""
    return {
        code: Language(
            code=code,
            iso639_2=tuple(iso639_2.split()),
            name=name,
            scripts=tuple(scripts.split()),
            other_names=tuple(other for other in other_names.split("; ") if other),
        )
        for code, iso639_2, name, scripts, other_names in table_rows("languages.tsv")[1:]
    }


@cache
def _codes() -> dict[str, str]:
    """Folded code or name -> code. A real code wins over a mistaken one."""
    known = {
        fold(name): language.code
        for language in languages().values()
        for name in (language.name, *language.other_names, *language.iso639_2)
    }
    return _MISTAKEN | known | {code: code for code in languages()}


def name_of(code: str) -> str | None:
    """The English name of an ISO 639-1 code."""
    language = languages().get(code)
    return language.name if language else None


def code_of(name: str) -> str | None:
    """The ISO 639-1 code of a language named in English or by itself, or of a code of two or three letters,
    in any case: `Kazakh`, `қазақша`, `kaz`, `KZ` are all kk. Tags are cut: `en-GB`, `zh_Hant` are en, zh."""
    codes = _codes()
    found = codes.get(fold(name).strip())
    if found is None and (tag := _TAG.match(name)):
        found = codes.get(tag[1].lower())
    return found if found in languages() else None
