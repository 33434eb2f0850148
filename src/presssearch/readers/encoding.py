"""Bytes -> text, and how the encoding became known."""

import codecs
import re
from dataclasses import dataclass, replace

from charset_normalizer import from_bytes

from presssearch.errors import ReadError
from presssearch.readers.repair import REPAIRED, repaired


@dataclass(frozen=True, slots=True)
class Decoded:
    """how: bom, declared, pattern (UTF-16 without a mark, ISO-2022-JP), strict (valid UTF-8), guessed, or fallback."""

    text: str
    encoding: str
    how: str
    warnings: tuple[str, ...] = ()


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages call themselves -> what browsers read them as (WHATWG Encoding, "names and labels").
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
}
# utf-7 hides markup, the others are no charsets (rot13, base64 …); utf-16 in a declaration that could
# be read as ASCII is wrong by nature.
_REFUSED = re.compile(
    r"utf-?7|utf-?16|utf-?32|rot|hex|base64|bz2|zlib|zip|uu"
    r"|quopri|idna|punycode|escape|undefined|mbcs|oem"
)
# By language: what a detector must choose among.
_USUAL: dict[str, tuple[str, ...]] = {
    "ru": ("cp1251", "koi8_r", "cp866", "iso8859_5"),
    "uk": ("cp1251", "koi8_u"),
    "be": ("cp1251",),
    "bg": ("cp1251",),
    "kk": ("kz1048", "ptcp154", "cp1251"),
    "tr": ("cp1254",),
    "az": ("cp1254",),
    "ar": ("cp1256", "iso8859_6"),
    "fa": ("cp1256",),
    "he": ("cp1255",),
    "el": ("cp1253",),
    "pl": ("cp1250", "iso8859_2"),
    "cs": ("cp1250", "iso8859_2"),
    "hu": ("cp1250", "iso8859_2"),
    "zh": ("gb18030", "big5hkscs"),
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "ko": ("cp949",),
    "th": ("cp874",),
    "vi": ("cp1258",),
    **dict.fromkeys(("en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "nb", "no", "fi", "is"), ("cp1252",)),
}
# Without a hint: what pages and mails are written in. Left alone, the detector answers hp_roman8 or EBCDIC.
_ANY = (
    *("cp1252", "cp1251", "cp1250", "cp1254", "cp1253", "cp1255", "cp1256", "cp1257", "koi8_r", "koi8_u", "cp866"),
    *("iso8859_5", "iso8859_6", "iso8859_2", "iso8859_7", "iso8859_8", "kz1048"),
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
)
_GUESS_BYTES = 32 * 1024


def decode(
    data: bytes, *, declared: str | None = None, hint_language: str | None = None, repair: bool = True
) -> Decoded:
    """Decode by mark, declaration, strict UTF-8, then by guess; never fails on non-empty text.

    declared: a charset named by a header, a meta element or an XML declaration; it wins only if every
    byte fits, and the bytes are not plainly UTF-8. hint_language: ISO 639-1, narrows the guess. repair: mend a
    text that was decoded wrongly by whoever saved it, and say so. ReadError for an empty input.
    """
    decoded = _decoded(data, declared, hint_language)
    mended = repaired(decoded.text) if repair else None
    return decoded if mended is None else replace(decoded, text=mended, warnings=(*decoded.warnings, REPAIRED))


def _decoded(data: bytes, declared: str | None, hint_language: str | None) -> Decoded:
    if not data.strip():
        raise ReadError("empty")
    for bom, marked in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(marked, "replace")
            return Decoded(text, marked, "bom", _damage(text))
    if (utf16 := _utf16_by_pattern(data[:2000])) is not None:
        text = data.decode(utf16, "replace")
        return Decoded(text, utf16, "pattern", _damage(text))
    declared_name = known_encoding(declared)
    utf8 = _strictly(data, "utf-8")
    if b"\x1b$" in data and (japanese := _strictly(data, "iso2022_jp")) is not None:
        return Decoded(japanese, "iso2022_jp", "pattern")
    if declared_name is not None and not (utf8 is not None and _belies(utf8, declared_name)):
        text_or_none = utf8 if declared_name == "utf-8" else _strictly(data, declared_name)
        if text_or_none is not None:
            return Decoded(text_or_none, declared_name, "declared")
    warnings = (f"the page says it is {declared}, but its bytes are not",) if declared_name else ()
    if utf8 is not None:
        return Decoded(utf8, "utf-8", "strict", warnings)
    return _guess(data, hint_language, declared_name, warnings)


def _belies(utf8: str, declared: str) -> bool:
    """Do bytes that are valid UTF-8 give the lie to another declaration?

    Programs that save pages often write UTF-8 and leave the old declaration in it. Hardly a text in
    another charset is valid UTF-8 with several characters beyond ASCII; in one of two bytes a few may be.
    """
    if declared == "utf-8" or utf8.isascii():
        return False
    needed = 2 if declared.startswith(("cp125", "iso8859", "koi8", "cp866", "cp874", "mac")) else 10
    return sum(1 for char in utf8 if char > "\x7f") >= needed


def known_encoding(label: str | None) -> str | None:
    """The codec that a charset label means on the web, or None for an unknown or unsafe label."""
    if not label:
        return None
    label = label.strip(" \t\r\n\"';").lower()
    if _REFUSED.search(label):
        return None
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError, UnicodeError):
        return _MEANT.get(label)
    return _MEANT.get(name, name)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _utf16_by_pattern(head: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every other byte is zero."""
    even, odd = head[::2], head[1::2]
    if len(head) < 8:
        return None
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _guess(data: bytes, language: str | None, declared: str | None, warnings: tuple[str, ...]) -> Decoded:
    # A few broken bytes in a UTF-8 text (cut in the middle, glued) must not turn it into another charset.
    mended = data.decode("utf-8", "replace")
    multibyte = sum(1 for char in mended if char > "\x7f" and char != "\ufffd")
    broken = mended.count("\ufffd")
    if multibyte >= 20 * broken:
        return Decoded(mended, "utf-8", "guessed", (*warnings, *_damage(mended)))
    usual = _USUAL.get((language or "")[:2].lower())
    try:
        best = from_bytes(data[:_GUESS_BYTES], cp_isolation=list(usual or _ANY)).best()
    except Exception as error:
        raise ReadError(f"its character set could not be found out: {error}") from error
    name = best.encoding if best is not None else None
    if name is not None and not _REFUSED.search(name):
        text = data.decode(name, "replace")
        return Decoded(text, name, "guessed", (*warnings, f"character set guessed: {name}", *_damage(text)))
    name = usual[0] if usual else declared if declared and declared != "utf-8" else "cp1252"
    text = data.decode(name, "replace")
    return Decoded(text, name, "fallback", (*warnings, f"character set unknown: read as {name}", *_damage(text)))


def _damage(text: str) -> tuple[str, ...]:
    lost = text.count("\ufffd")
    return (f"{lost} characters could not be decoded",) if lost else ()
