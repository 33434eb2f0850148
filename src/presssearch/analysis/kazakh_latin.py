"""Kazakh words in the Latin alphabets in use, made from their Cyrillic spelling.

Acute accents (the alphabet of 2018: "mınıstriniń"), marks and breves (that of 2021: "ministrınıñ"), the letters that
Turkic languages share (of agencies: "ministriniñ", "Äzerbayjan"), and each without any marks.
"""

import unicodedata
from functools import lru_cache

_COMMON = {
    **{"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "к": "k", "қ": "q", "л": "l"},
    **{"м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ф": "f", "х": "h", "һ": "h", "ц": "ts"},
    **{"ъ": "", "ы": "y", "ь": "", "э": "e", "ё": "io"},
}
_ACUTE = {
    **{"ә": "á", "ғ": "ǵ", "и": "ı", "й": "ı", "ң": "ń", "ө": "ó", "у": "ý", "ұ": "u", "ү": "ú", "і": "i"},
    **{"ч": "ch", "ш": "sh", "щ": "shch", "ю": "ıý", "я": "ıa"},
}
_MARKED = {
    **{"ә": "ä", "ғ": "ğ", "и": "i", "й": "i", "ң": "ñ", "ө": "ö", "у": "u", "ұ": "ū", "ү": "ü", "і": "ı"},
    **{"ч": "ç", "ш": "ş", "щ": "şş", "ю": "iu", "я": "ia"},
}
_TURKIC = {
    **_MARKED,
    **{"й": "y", "ұ": "u", "ш": "ş", "щ": "şş", "і": "i", "ы": "ı", "ю": "yu", "я": "ya", "ц": "ts", "ё": "yo"},
}
_DIGRAPHS = {**_MARKED, "ч": "ch", "ш": "sh", "щ": "shch", "і": "i"}


@lru_cache(maxsize=1 << 14)
def in_latin(text: str) -> tuple[str, ...]:
    """The Latin spellings of a Kazakh word or name, without doubles; capitals stay capitals."""
    soft = text.replace("ля", "лә")  # "Fınlándıa"
    spelled = [form.translate(alphabet) for form in dict.fromkeys((text, soft)) for alphabet in _ALPHABETS]
    spelled += [form.replace("ıı", "ı").replace("ii", "i") for form in spelled]  # "Túrkııa", "Túrkıa"
    return tuple(dict.fromkeys((*spelled, *(_plain(form) for form in spelled))))


def _alphabet(letters: dict[str, str]) -> dict[int, str]:
    """For str.translate, with the capitals."""
    capitals = {c.upper(): latin[:1].replace("ı", "I").upper() + latin[1:] for c, latin in letters.items()}
    return {ord(c): latin for c, latin in (letters | capitals).items()}


_ALPHABETS = tuple(_alphabet({**_COMMON, **letters}) for letters in (_ACUTE, _MARKED, _DIGRAPHS, _TURKIC))


def _plain(text: str) -> str:
    return text if text.isascii() else text.translate(_PLAIN)


class _Plain(dict[int, str]):
    """For str.translate: letters without their marks; filled as code points are met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        self[code] = plain = "".join(part for part in parts if not unicodedata.combining(part)).replace("ı", "i")
        return plain


_PLAIN = _Plain()
