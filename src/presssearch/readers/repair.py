"""Text that was once decoded wrongly, and stored so: "â€œ" for “, "РњРёРЅ" for Мин, "Ìèí" for Мин."""

import re
from collections.abc import Sequence
from itertools import islice

from ftfy import TextFixerConfig, fix_text

REPAIRED = "the text had been decoded wrongly before it was saved: repaired"

# Letters and marks of the text stay as they are (ftfy would straighten quotation marks, and fold ligatures): only
# what was decoded wrongly is decoded again.
_SETTINGS = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_c1_controls=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
# UTF-8 read as cp1252 or Latin-1: a first byte of two, three or four, and as many bytes that follow.
_HIGH = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\ufffd]"  # the last for bytes that were lost
_AS_LATIN = re.compile(f"[\xc2-\xdf]{_HIGH}|[\xe0-\xef]{_HIGH}{{2}}|[\xf0-\xf4]{_HIGH}{{3}}")
# The same read as cp1251: every letter is Р or С, and a sign that hardly stands behind them otherwise.
_AS_CYRILLIC = re.compile("(?:[РС][\xa4-\xb7\xbbЁ-ЏҐґё-џ№€™‘-”‚„…†‡•‰‹›–—]){2}")
_ANY_CYRILLIC = re.compile("[Ѐ-џ]")
_CYRILLIC_SIGNS = ("Р°", "Рѕ", "Рё", "Рµ")
# cp1251 read as cp1252 or Latin-1: words of nothing but accented letters; no language has four of them in a row.
_LATIN = re.compile("[\xc0-\xff]")
_ROW = re.compile("[\xc0-\xff\xb3\xbf]{4}")
_WORD = re.compile("[^\\W\\d_]+")
_ACCENTED = re.compile("[\xa8\xaa\xaf\xb2-\xb4\xb8-\xba\xbf-\xff]+")
_CYRILLIC = {
    ord(read): byte.decode("cp1251")
    for byte in (bytes([number]) for number in range(0x80, 0x100) if number != 0x98)
    for read in {byte.decode("latin-1"), byte.decode("cp1252", "ignore")} - {""}
}
_FREQUENT = frozenset("оеаинтсрвлі")  # 63 % of the letters of a Russian text, and of a Ukrainian one
_SAMPLE_CHARS = 20_000


def repaired(text: str) -> str | None:
    """The text as it was meant; None where it does not look broken, which costs little to find out."""
    if text.isascii():
        return None
    if _LATIN.search(text):
        return _from_cp1251(text) or _by_lines(text, _AS_LATIN, _LATIN)
    if any(sign in text for sign in _CYRILLIC_SIGNS):
        return _by_lines(text, _AS_CYRILLIC, _ANY_CYRILLIC)
    return None


def repaired_together(texts: Sequence[str]) -> list[str] | None:
    """The pieces of one text as they were meant, judged together; None where they do not look broken."""
    mended = repaired("\n".join(texts))
    if mended is None:
        return None
    lines = iter(mended.split("\n"))
    return ["\n".join(islice(lines, text.count("\n") + 1)) for text in texts]


def _by_lines(text: str, pattern: re.Pattern[str], letter: re.Pattern[str]) -> str | None:
    """UTF-8 decoded again, in the lines where most of the letters that it may have become stand in such groups: a
    good line may hold one by chance, and in a line of another charset it is one of many."""
    if not pattern.search(text):
        return None
    lines = text.split("\n")
    for number, line in enumerate(lines):
        groups = sum(len(letter.findall(found.group())) for found in pattern.finditer(line))
        if groups and groups >= 0.6 * len(letter.findall(line)):
            lines[number] = fix_text(line, _SETTINGS)
    mended = "\n".join(lines)
    return mended if mended != text else None


def _from_cp1251(text: str) -> str | None:
    """Decoded again, where more than 60 % of the letters beyond ASCII stand in words of nothing but such letters,
    and where the outcome has the letters of a Slavic language, most of them small (Greek, Thai and KOI8 come out
    as others)."""
    if not _ROW.search(text):
        return None
    words = [word for word in _WORD.findall(text[:_SAMPLE_CHARS]) if not word.isascii()]
    accented = [word for word in words if _ACCENTED.fullmatch(word)]
    beyond = sum(char > "\x7f" for word in words for char in word)
    if sum(len(word) >= 4 for word in accented) < 2 or sum(map(len, accented)) <= 0.6 * beyond:
        return None
    letters = "".join(accented).translate(_CYRILLIC)
    frequent = sum(letter in _FREQUENT for letter in letters.lower())
    if min(frequent, sum(map(str.islower, letters))) < 0.5 * len(letters):
        return None
    return text.translate(_CYRILLIC)
