"""Names in Russian and Kazakh texts, out of the case that the sentence puts them in.

Behind "с Министром" a name stands in the instrumental: «Сергеем Орловым». Only endings that leave no choice
are taken back; a name of another pattern is left as printed.
"""

import re
from collections.abc import Callable

from presssearch.analysis.kazakh_latin import in_latin

_VOWELS = frozenset("аеёиоуыэюя")
# surname ending as printed -> in the nominative, for men and for women
_SURNAMES_OF_MEN = (
    ("овым", "ов"), ("евым", "ев"), ("ёвым", "ёв"), ("иным", "ин"), ("ыным", "ын"),
    ("ову", "ов"), ("еву", "ев"), ("ину", "ин"), ("ове", "ов"), ("еве", "ев"), ("ине", "ин"),
    ("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"),
    ("ским", "ский"), ("ского", "ский"), ("скому", "ский"), ("ском", "ский"),
)  # fmt: skip
_SURNAMES_OF_WOMEN = (
    ("овой", "ова"),
    ("евой", "ева"),
    ("ёвой", "ёва"),
    ("иной", "ина"),
    ("ской", "ская"),
    ("скую", "ская"),
)
_KAZAKH_CASES = ("пен", "бен", "мен", "ның", "нің", "дың", "дің", "тың", "тің")
_OTHER_CASES = ("ты", "ті", "ды", "ді", "қа", "ке", "ға", "ге", "та", "те", "тан", "тен", "да", "де", "дан", "ден")
_KAZAKH_SURNAME = re.compile(
    "(?P<nominative>.{2,}(?:[ое]в|ин|[oe]v|in))"
    f"(?:{'|'.join([*_OTHER_CASES, *(latin for ending in _OTHER_CASES for latin in in_latin(ending))])})"
)
_LATIN_CASES = tuple(latin for ending in _KAZAKH_CASES for latin in in_latin(ending))


def nominative(name: str, language: str | None) -> str:
    """The name in the nominative, as far as its endings tell; the caller knows that it stands in another case."""
    words = name.split(" ")
    if language == "kk":
        words[-1] = _kazakh(words[-1])
    elif language == "ru":
        words = _russian(words)
    return " ".join(words)


def _kazakh(word: str) -> str:
    for ending in (*_KAZAKH_CASES, *_LATIN_CASES):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    surname = _KAZAKH_SURNAME.fullmatch(word)  # «Саидмуродовты»
    return surname["nominative"] if surname else word


def _russian(words: list[str]) -> list[str]:
    woman = _is_woman(words)
    surname = _surname(words[-1], _SURNAMES_OF_WOMEN if woman else _SURNAMES_OF_MEN)
    if len(words) == 1:
        return [surname or words[-1]]
    given: Callable[[str], str] = _given_of_woman if woman else _given_of_man
    if any(word.islower() for word in words):  # «Педру да Кошта Веласку»
        return [*words[:-1], surname or words[-1]]
    if words[0].endswith(("а", "я")) and words[-1].endswith("у") and not woman and surname is None:
        surname = words[-1][:-1] + "а"  # «Эктора Ледесму», as «сестру»
    firsts = [word if "." in word else given(word) for word in words[:-1]]
    if woman or (words[0].endswith(("ом", "ем")) and words[-1][-1:] in "ау"):  # «Эльчином Мамедлу»: another case
        return [*firsts, surname or words[-1]]
    return [*firsts, surname or _given_of_man(words[-1])]


def _is_woman(words: list[str]) -> bool:
    """«Анной», «Марией», «Анны»: first declension; the men's names in -й and consonants go otherwise."""
    first, last = words[0], words[-1]
    if "." in first or len(words) == 1:
        return last.endswith(("овой", "евой", "иной", "ской"))
    return first.endswith(("ой", "ией", "ии", "ию", "ны", "ры", "ге", "не", "ре", "ну")) and not last.endswith(
        ("овым", "евым", "иным", "ским", "ского")
    )


def _surname(word: str, endings: tuple[tuple[str, str], ...]) -> str | None:
    prefix, dot, last = word.rpartition(".")  # "С.В.Орловым"
    for ending, plain in endings:
        if last.endswith(ending) and len(last) > len(ending) + 1:
            return prefix + dot + last[: -len(ending)] + plain
    return None


def _given_of_man(word: str) -> str:
    for ending, plain in (
        ("ием", "ий"),
        ("ием", "ий"),
        ("еем", "ей"),
        ("аем", "ай"),
        ("оем", "ой"),
        ("ом", ""),
        ("ем", "ь"),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            return stem + plain if plain != "ь" or stem[-1] in "рл" else stem
    if word.endswith(("ия", "ея", "ая")) and len(word) > 4:
        return word[:-1] + "й"
    if word[-1:] in "ау" and len(word) > 3 and word[-2] not in _VOWELS:
        return word[:-1]
    return word


def _given_of_woman(word: str) -> str:
    for ending, plain in (
        ("ией", "ия"),
        ("ии", "ия"),
        ("ию", "ия"),
        ("ой", "а"),
        ("ей", "я"),
        ("ы", "а"),
        ("у", "а"),
        ("е", "а"),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)] + plain
    return word
