"""The form in which words are compared: without case, accents and other differences of printing.

Letters that a language counts as letters of their own stay: й, ў and ї in Cyrillic, every vowel sign
of the Indic scripts, the voicing marks of Japanese. Folding may change the length of a text.
"""

import unicodedata

# Left out wherever they stand. They join what stands around them: Qur'an and Quran are one word.
# ' ` ´ ‘ ’ ‛ ′ ՚ ＇ are printed for it; ʹ … ˈ are the letters of transliterations (ʻ in Oʻzbekiston); the
# Hebrew geresh and gershayim stand inside acronyms.
APOSTROPHES = "'`´‘’‛′՚＇" + "".join(map(chr, range(0x02B9, 0x02C9))) + "׳״"
# The soft hyphen, joiners, marks of direction, the byte order mark and variation selectors.
INVISIBLE = "\u00ad\u034f\u061c\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_INVISIBLE_POINTS = (
    *(0x00AD, 0x034F, 0x061C, 0xFEFF),
    *range(0x200C, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2065),
    *range(0x2066, 0x206A),
    *range(0xFE00, 0xFE10),
)
_DASHES = "-‐‑‒–—―−﹘﹣－⁃"

_OWN_LETTERS = frozenset("йўї")
# Letters that no standard decomposition takes apart, and Arabic letters that are typed for each other.
_LETTERS = {
    **{"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ə": "e", "ŋ": "n", "þ": "th"},
    **{"æ": "ae", "œ": "oe", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ɣ": "g"},
    **{"ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ک": "ك", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ە": "ه"},
    **{"ـ": "", "ς": "σ", "ѣ": "е"},
}
# Latin, Greek, Cyrillic, Hebrew and Arabic stand below: their accents and points go.
_END_OF_ACCENTED_SCRIPTS = 0x0780
_END_OF_GENERAL_MARKS = ((0x0300, 0x0370), (0x1AB0, 0x1B00), (0x1DC0, 0x1E00), (0x20D0, 0x2100), (0xFE20, 0xFE30))


class _Letters(dict[int, str | int | None]):
    """What becomes of a code point, for str.translate; filled as code points are met."""

    def __missing__(self, code: int) -> str | int | None:
        self[code] = value = _fold_letter(code)
        return value


def _fold_letter(code: int) -> str | int | None:
    letter = chr(code)
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter in _OWN_LETTERS:
        return code
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category.startswith("M"):
        general = any(first <= code < end for first, end in _END_OF_GENERAL_MARKS)
        return None if general or code < _END_OF_ACCENTED_SCRIPTS else code
    base = unicodedata.normalize("NFD", letter)
    if len(base) == 1 or ord(base[0]) >= _END_OF_ACCENTED_SCRIPTS:
        return code
    kept = "".join(part for part in base if not unicodedata.category(part).startswith("M"))
    return "".join(_LETTERS.get(part, part) for part in kept)


_SIGNS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, APOSTROPHES)),
    **dict.fromkeys(_INVISIBLE_POINTS),
    **dict.fromkeys(map(ord, _DASHES), " "),
    # Turkish İ and ı are i for everyone: a searcher abroad types neither, and not every text declares Turkish.
    ord("İ"): "i",
    ord("ı"): "i",
}
_ASCII_SIGNS = {ord("'"): None, ord("`"): None, ord("-"): " "}
_letters = _Letters()


def fold(text: str) -> str:
    """The folded form: fold("Қазақстан’s ЁЛКА İstanbul Straße") is "қазақстанs елка istanbul strasse".

    Apostrophes go, a dash becomes a space; other punctuation stays. Folding a folded text changes nothing.
    """
    if text.isascii():
        return text.lower().translate(_ASCII_SIGNS)
    folded = text.translate(_SIGNS)
    while True:
        # Taking a mark away can bring two others together, which then compose: rare, hence the loop.
        once = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).casefold())
        once = unicodedata.normalize("NFC", once.translate(_SIGNS).translate(_letters))
        if once == folded or once.isascii():
            return once
        folded = once
