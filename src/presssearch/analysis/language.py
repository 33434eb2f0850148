"""Which language is a text in? Scripts and letters first, then CLD2; None rather than a guess."""

import re
from collections import Counter
from functools import lru_cache

import pycld2

from presssearch.analysis.languages import code_of, languages

_READ = 1200  # code points given to CLD2: enough for a verdict, and half its cost
_LETTERS_READ = 500  # code points whose scripts and letters are counted
_LONG = 200  # bytes; a verdict of CLD2 on as many outweighs what the page declares
_ENOUGH_FOR_RUSSIAN = 120  # Cyrillic letters
_SHORT = 12  # bytes; on fewer CLD2 guesses

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff0-\uffff]+")  # CLD2 refuses them
_SCRIPT = re.compile(
    "(?P<Latn>[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ])|(?P<Cyrl>[Ѐ-ԯ])|(?P<Arab>[؀-ۿݐ-ݿﭐ-﷿ﹰ-ﻼ])|(?P<Hani>[㐀-䶿一-鿿])|(?P<Jpan>[ぁ-ヿ])"
    "|(?P<Kore>[가-힣ᄀ-ᇿ])|(?P<Deva>[ऀ-ॿ])|(?P<Grek>[Ͱ-Ͽἀ-῿])|(?P<Hebr>[֐-׿])|(?P<Armn>[԰-֏])|(?P<Geor>[Ⴀ-ჿᲐ-Ჿ])"
    "|(?P<Beng>[ঀ-৿])|(?P<Guru>[਀-੿])|(?P<Gujr>[઀-૿])|(?P<Taml>[஀-௿])|(?P<Telu>[ఀ-౿])|(?P<Knda>[ಀ-೿])"
    "|(?P<Mlym>[ഀ-ൿ])|(?P<Sinh>[඀-෿])|(?P<Thai>[฀-๿])|(?P<Laoo>[຀-໿])|(?P<Mymr>[က-႟])|(?P<Ethi>[ሀ-᎟])"
    "|(?P<Khmr>[ក-៿])"
)
# A Chinese character or a Korean syllable says as much as several letters.
_WEIGHT = {"Hani": 3, "Kore": 2, "Jpan": 2}
# Scripts of one language, among those that publish press releases.
_ONLY = {
    **{"Grek": "el", "Hebr": "he", "Armn": "hy", "Geor": "ka", "Beng": "bn", "Guru": "pa", "Gujr": "gu", "Taml": "ta"},
    **{"Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Thai": "th", "Laoo": "lo", "Mymr": "my", "Khmr": "km"},
    **{"Kore": "ko", "Jpan": "ja", "Hani": "zh"},
}
# Letters that tell the languages of a script apart: the language, its letters, letters that it never has. The
# first row that fits decides; letters count from one in a hundred on, so that a foreign name does not.
_TELLING = {
    "Cyrl": (
        ("tg", "ҷӣӯ", ""),
        ("be", "ў", "қғҳищ"),
        ("uz", "ўҳ", "ңұ"),
        ("kk", "қғұ", ""),
        ("kk", "ә", "җ"),
        ("tt", "җ", ""),
        ("uk", "їєґ", "ыэёъ"),
        ("mk", "ѓќѕ", ""),
        ("sr", "ђћ", ""),
        ("ky", "ң", ""),
    ),
    "Arab": (("ur", "ٹڈڑںےہ", ""), ("ps", "ټډړږښځڅۍ", ""), ("ku", "ێۆڕڵ", "")),
    "Latn": (("kk", "ǵ", ""), ("az", "ə", ""), ("vi", "ảấầẩẫậắằẳẵặẻẽếềểễệỉịỏốồổỗộớờởỡợủứừửữựỷỹơư", "")),
}
# The Latin alphabets for Kazakh differ by year; these words look alike in all of them, and are Kazakh alone. So is
# a text with both q and ı, often, and without the ə of Azerbaijani: Turkish has no q, Uzbek no ı.
_KAZAKH_LATIN = ("qazaqstan", "respublikasy", "ministrligi", "turaly", "bolyp", "qatysty", "memleket")
_CLD2_CODES = {"iw": "he", "zh-Hant": "zh", "sr-ME": "sr"}
# Told apart badly, or written alike: a verdict for one of them does not contradict another.
_NEIGHBOURS = tuple(map(frozenset, (("no", "nn", "da"), ("hr", "sr", "bs"), ("id", "ms"), ("cs", "sk"), ("gl", "pt"))))
# What CLD2 says of names and headings in other languages; believed on a long text only.
_RARE = frozenset(("af", "cy", "eo", "eu", "ga", "gl", "ha", "la", "lb", "mg", "mt", "so", "tt", "zu", "ku"))


def identify(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the language of a text, or None where it is too short or unclear. Of two
    languages, the one with more letters near the beginning.

    declared: what the page says, such as `en-GB`; it decides where the text does not, and loses against
    the script of the text and against a clear verdict on a long one.
    """
    said = code_of(declared) if declared else None
    sample = text[:_LETTERS_READ].lower()
    characters = Counter(sample)
    counts = _count_scripts(characters)
    if not counts:
        return said
    script, letters = counts.most_common(1)[0]
    if script in ("Hani", "Kore") and counts["Jpan"] * 8 > letters:
        script = "Jpan"  # Japanese mixes kana into Chinese characters; a Chinese text has none to speak of
    if script in _ONLY:
        return _ONLY[script]
    if said is not None and script not in languages()[said].scripts:
        said = None
    if script == "Latn" and _is_kazakh(sample, characters, letters):
        return "kk"
    found = _by_letters(characters, script, letters) or _by_cld2(text[:_READ], script, said)
    if found is None and script == "Cyrl" and letters >= _ENOUGH_FOR_RUSSIAN and _may_be_russian(characters):
        return "ru"  # many foreign names unsettle CLD2
    return found


def _may_be_russian(characters: Counter[str]) -> bool:
    """ы or э, and no letter that Russian lacks."""
    own = any(characters[letter] for letter in "ыэ")
    return own and not any(characters[letter] for letter in "әғқңөұүһіҷӣӯўїєґђћјљњџѓќѕҗ")


def _is_kazakh(sample: str, characters: Counter[str], letters: int) -> bool:
    """Is a text in Latin letters Kazakh?"""
    if sum(word in sample for word in _KAZAKH_LATIN) > 1:
        return True
    often = max(2, letters // 100)
    return characters["q"] >= often and characters["ı"] >= often and not characters["ə"]


def _count_scripts(characters: Counter[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for character, count in characters.items():
        script = _script_of(character)
        if script is not None:
            counts[script] += count * _WEIGHT.get(script, 1)
    return counts


@lru_cache(maxsize=1 << 13)
def _script_of(character: str) -> str | None:
    match = _SCRIPT.match(character)
    return match.lastgroup if match else None


def _by_letters(characters: Counter[str], script: str, letters: int) -> str | None:
    enough = max(1, letters // 100)
    for language, own, never in _TELLING.get(script, ()):
        if sum(characters[letter] for letter in own) >= enough > sum(characters[letter] for letter in never):
            return language
    return None


def _by_cld2(text: str, script: str, said: str | None) -> str | None:
    """The verdict of CLD2, weighed against `said`, which is written in the script of the text."""
    clean = _CONTROL.sub(" ", text)
    try:
        reliable, size, details = pycld2.detect(clean, isPlainText=True, hintLanguage=said)
    except pycld2.error:
        return said
    code = str(details[0][1])
    found = _CLD2_CODES.get(code, code)
    if found not in languages() or script not in languages()[found].scripts:
        return said
    long = reliable and size >= _LONG and details[0][2] >= 70
    if said is not None:
        return found if long and not any(found in group and said in group for group in _NEIGHBOURS) else said
    # many foreign names make CLD2 unsure of a text in which it found one language alone
    alone = size >= 2 * _LONG and details[0][2] >= 50 and not details[1][2] and found not in _RARE
    if not (reliable or alone) or size < _SHORT:
        return None
    return found if long or found not in _RARE else None
