"""The words of countries' names: how they are compared, and how each language bends them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from presssearch.analysis.kazakh_latin import in_latin

# accents and vowel signs, which Python does not count among the letters
MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0981-\u0dff\u0e31-\u0e4e"
# Most words are told by these and one look ahead, in two thirds of the time that the class of all letters takes.
PLAIN_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏЀ-ҁҊ-ԯ"
PLAIN_END = r"(?=[\s,.;:!?()\"“”«»])"
WORD = re.compile(rf"[{PLAIN_LETTERS}]++{PLAIN_END}|[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SLAVIC = frozenset({"ru", "uk", "be", "bg", "sr", "mk"})
_ENDINGS: dict[str, frozenset[str]] = {
    "ru": _set(
        "а у ы и е о ю я й ь ой ей ом ем ов ев ам ям ах ях ый ий ая яя ое ее ую юю ые ие ых их ым им ою"
        " его ого ому ему ами ями ыми ими ью"
    ),
    "kk": _set(
        "ның нің дың дің тың тің ға ге қа ке на не ды ді ты ті ны ні да де та те нда нде дан ден тан тен нан нен"
        " мен бен пен ы і сы сі сын сін сының сінің сына сіне сында сінде сынан сінен сымен сімен лық лік дық дік тық"
        " тік дағы дегі тағы тегі лықтар ліктер дықтар"
    ),
    "en": frozenset({"s"}),
    "de": frozenset({"s", "e", "er", "en", "es", "em"}),
    "fr": frozenset({"e", "s", "es", "ne", "nes"}),
    "es": frozenset({"o", "a", "os", "as", "es", "s", "e"}),
    "pt": frozenset({"o", "a", "os", "as", "es", "s", "e"}),
    "sv": frozenset({"s", "t", "a", "e", "as", "ar", "arna", "ens"}),
    "ne": _set("को का की के ले लाई मा बाट सँग द्वारा स्थित"),
}
CYRILLIC_ENDINGS = _ENDINGS["ru"] | _ENDINGS["kk"]
# of Kazakh in Latin letters; without marks, for words are compared without them
LATIN_KAZAKH_ENDINGS = frozenset(plain for ending in _ENDINGS["kk"] for plain in in_latin(ending) if plain.isascii())
_ENDINGS["kk-latin"] = LATIN_KAZAKH_ENDINGS
_ARABIC_PREFIXES = ("وبال", "ولل", "وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_ARABIC_ENDINGS = ("يين", "يون", "ية", "يه", "ي")


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """The form in which words of names are compared: no case, no accents."""
    if word.isascii():
        return word.lower()
    word = word.casefold()
    if "\u0400" <= word[0] <= "\u052f":
        return word.replace("ё", "е").replace("\u0301", "")
    if "\u0600" <= word[0] <= "\u06ff":
        word = re.sub("[\u064b-\u065f\u0640]", "", word)
        return word.translate(_ARABIC_LETTERS)
    if word[0] < "\u0400" or "\u1e00" <= word[0] <= "\u1fff":
        plain = unicodedata.normalize("NFKD", word)
        return "".join(c for c in plain if not unicodedata.combining(c)).replace("ı", "i")
    return word


_ARABIC_LETTERS = str.maketrans("أإآىکی", "ااايكي")


@lru_cache(maxsize=1 << 16)
def variants(word: str, group: str) -> tuple[str, ...]:
    """The keys under which a printed word may stand in the table, itself first."""
    key = key_of(word)
    first = word[0]
    if "\u0400" <= first <= "\u052f":
        return (key, *_without(key, _ENDINGS["kk" if group in {"kk", "ky"} else "ru"], 6, 3))
    if "\u0600" <= first <= "\u06ff":
        return tuple(_arabic_variants(key))
    endings = _ENDINGS.get("kk-latin" if group == "kk" else group, _ENDINGS["en"])
    return (key, *_without(key, endings, 6, 3))


def _without(key: str, endings: frozenset[str], longest: int, shortest_stem: int) -> Iterator[str]:
    for size in range(1, min(longest, len(key) - shortest_stem) + 1):
        if key[-size:] in endings:
            yield key[:-size]


def _arabic_variants(key: str) -> Iterator[str]:
    yield key
    for prefix in ("", *_ARABIC_PREFIXES):
        bare = key.removeprefix(prefix)
        if len(bare) < 3 or (prefix and not key.startswith(prefix)):
            continue
        yield bare
        yield from (bare.removesuffix(e) + "~" for e in _ARABIC_ENDINGS if bare.endswith(e) and len(bare) > len(e) + 2)


def table_words(name: str, language: str) -> tuple[str, ...]:
    words = tuple(key_of(word) for word in WORD.findall(name))
    return tuple(_slavic_stem(word) for word in words) if language in _SLAVIC else words


def _slavic_stem(word: str) -> str:
    """The stem of a name's word in the nominative, such that the text's word less an ending meets it.

    Nouns in -и, -е, -о, -у do not change ("Чили", "Перу"), but for "королевство".
    """
    for ending in ("ая", "ий", "ый", "ое", "ые", "ой"):
        if word.endswith(ending) and len(word) > 5:
            return word[:-2]
    if word.endswith("ство"):
        return word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] in "аяйьыі" else word
