"""Does an adjective of a country name its language here: "in English", «на русском языке», "auf Deutsch"?"""

import re

_AND = r"(?:, | und | and | or | et | y | e | и | och | және | jáne | oder ){1,2}"
_INTO = (
    r"(?:\b(?:[Ii]n|into|speaks?|spoken|speaking|learn|learning|teaching|taught|translated|auf|ins|aus dem|en|em|på)"
    r"|\b(?:language|languages|langues?|lenguas?|línguas?|idiomas?|lingua|språk))[ \xa0]"
)
# "in English", "available in French and Russian", "auf Deutsch"; through a list of others
_BEFORE = re.compile(rf"{_INTO}(?:[^\W\d_]{{3,20}}{_AND}){{0,6}}$")
_BEFORE_SMALL = re.compile(rf"{_INTO}(?:[a-zà-ÿ]{{3,20}}{_AND}){{0,6}}$")  # "en anglais et en russe", "på engelska"
_RUSSIAN_BEFORE = re.compile(rf"\b[Нн]а (?:[^\W\d_]{{3,20}}{_AND}){{0,6}}$")
# ", French and Russian versions", «русском и казахском языках», "deutscher Sprache", "қазақ тілінде"
_AFTER_LANGUAGE = re.compile(
    r"(?:, | and | or | und | и | және | jáne |[ \xa0-])"
    r"(?:[^\W\d_]{3,20}(?:, | and | or | und | и | және | jáne ){1,2}){0,6}"
    r"(?:[^\W\d_]{3,20}[ \xa0])?"
    r"(?:languages?\b|version|translation|subtitles|speak|язык|Sprache|sprachig|тіл|til(?:i|de|ge)|мов)"
)
# what follows a name of a language, behind others: no noun that it would be the adjective of
_ENDS = re.compile(
    r"(?:(?:, (?:and |or )?| and | or | und | oder | et | y | e | и | или | och )[^\W\d_]{3,20}){0,6}"
    r"(?:[.,;:)\]”\"»!?]|$|[ \xa0](?:as|on|at|by|with|for|is|are|was|were)\b|\n)"
)
_ENGLISH_OF_ENGLAND = re.compile(r" (?:Channel|town|city|county|coast|people|football|law|court|village|port)\b")


def is_language(text: str, start: int, end: int) -> bool:
    """Is the adjective at start:end of the text the name of a language?"""
    surface = text[start:end]
    if surface == "English":
        return _ENGLISH_OF_ENGLAND.match(text, end) is None
    if surface[0].isupper() and not _is_adjective(surface):
        return text[max(0, start - 7) : start] == "Bahasa "
    if _AFTER_LANGUAGE.match(text, end):
        return True
    before = text[max(0, start - 90) : start]
    if surface[0] >= "\u0400":
        return surface.endswith(("ском", "цком")) and _RUSSIAN_BEFORE.search(before) is not None and _stops(text, end)
    pattern = _BEFORE if surface[0].isupper() else _BEFORE_SMALL
    return pattern.search(before) is not None and _stops(text, end)


def _stops(text: str, end: int) -> bool:
    return _ENDS.match(text, end) is not None


def _is_adjective(surface: str) -> bool:
    """Could a word with a capital be the name of a language: "French", "Deutsch", "Kazakh"?"""
    return surface in _LANGUAGES or surface.endswith("isch")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LANGUAGES = _set(
    "French German Russian Chinese Japanese Korean Spanish Portuguese Italian Turkish Kazakh Uzbek Kyrgyz Tajik Turkmen"
    " Ukrainian Polish Swedish Danish Norwegian Finnish Dutch Greek Czech Slovak Hungarian Romanian Bulgarian Serbian"
    " Croatian Thai Vietnamese Indonesian Malay Persian Armenian Georgian Azerbaijani Mongolian Nepali Estonian Latvian"
    " Lithuanian Lao Burmese Albanian Macedonian Belarusian Slovene Slovenian Icelandic Irish Maltese Deutsch"
)
