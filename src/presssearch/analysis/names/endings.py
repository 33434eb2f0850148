"""Words of names in Russian, Ukrainian and Kazakh cases -> what they can be in the nominative."""

from functools import lru_cache

from presssearch.analysis.folding import fold
from presssearch.analysis.names.sounds import script_of

_MIN_LETTERS = 3  # of what is left
# ending -> what may stand in its place in the nominative
_SLAVIC = {
    "овым": "ов", "евым": "ев", "ёвым": "ёв", "иным": "ин", "ыным": "ын", "ським": "ський",
    "ским": "ский", "ского": "ский", "скому": "ский", "ском": "ский", "цким": "цкий", "цкого": "цкий",
    "цкому": "цкий", "ського": "ський", "ському": "ський", "ным": "ный", "ного": "ный", "ному": "ный",
    "овой": "ова", "евой": "ева", "иной": "ина", "ской": "ская", "скую": "ская", "ову": "ов ова", "еву": "ев ева",
    "ину": "ин ина", "ове": "ов", "еве": "ев", "ине": "ин", "ова": "ов", "ева": "ев", "ина": "ин",
    "овы": "ов", "ием": "ий", "еем": "ей", "аем": "ай", "ия": "ий", "ею": "ей", "ея": "ей", "ая": "ай", "аю": "ай",
    "ию": "ий ия", "ии": "ия", "ией": "ия", "еи": "ея", "еей": "ея", "ом": "", "ем": "ь", "ой": "а", "ей": "я",
    "ы": "а", "и": "а я", "у": "а", "ю": "ь я", "я": "ь", "а": "",
}  # fmt: skip
_KAZAKH = ("тың", "тің", "дың", "дің", "ның", "нің", "пен", "бен", "мен", "қа", "ға", "тан", "тен", "дан", "ден")
_KAZAKH_LATIN = ("tyn", "tin", "dyn", "din", "nyn", "nin", "pen", "ben", "men", "qa", "ga", "ge", "tan", "dan", "ti")
_KAZAKH_SURNAMES = ("ev", "ov", "in")


@lru_cache(maxsize=1 << 14)
def plain_forms(word: str) -> tuple[str, ...]:
    """The folded word, then what it may be in the nominative."""
    form = fold(word)
    found = [form]
    if script_of(form) == "cyrillic":
        for ending, plain in _SLAVIC.items():
            if form.endswith(ending) and len(form) - len(ending) >= _MIN_LETTERS:
                stem = form[: -len(ending)]
                found += [stem + other for other in plain.split(" ")]
        found += [form[: -len(ending)] for ending in _KAZAKH if form.endswith(ending) and len(form) > len(ending) + 3]
    elif form.isascii():
        for ending in _KAZAKH_LATIN:
            if form.endswith(ending) and form[: -len(ending)].endswith(_KAZAKH_SURNAMES):
                found.append(form[: -len(ending)])
    return tuple(dict.fromkeys(found))
