"""Lines as scanners and converters leave them: letters that stand apart, the fields of a form on one line."""

import re
from functools import cache

from presssearch.parsing.lines.line_words import pattern, words

_MIN_SIGNS = 6  # "A B C" may be a list
_SPACED_SHARE = 0.8
_MAX_SPACED_CHARS = 150  # of a line of a head
_APART = re.compile(r"(?<!\S)\S \S \S(?!\S)")
_SPACED_WORD = re.compile(r"(?<!\S)[A-Z](?: [a-z]){2,}(?!\S)|(?<!\S)\d(?: \d){3}(?!\S)")
_MAX_FORM_CHARS = 1500


def lines_of(text: str) -> list[str]:
    """The line, or the several lines that it was before a form became one of them: "DATE: 19 May 2006 TITLE: …"."""
    text = closed_up(text)
    dated = _dated_field().search(text) if ":" in text and len(text) <= _MAX_FORM_CHARS else None
    if dated is None:
        return [text] if text else []
    parts = pattern("form_fields", r"(?<=\S)\s+(?=(?=(?-i:[A-ZА-ЯЁ])){}\s?:)").split(text)
    return [part.strip() for part in parts if part.strip()]


@cache
def _dated_field() -> re.Pattern[str]:
    return re.compile(r"\b(?:DATE|DATUM|FECHA|DATA|ДАТА)\s?:\s")


def closed_up(text: str) -> str:
    """ "M E D I A   R E L E A S E" as two words, "3 F e b r u a r y  1983" as a day: wider gaps part the words.

    Without any gap all may be one word: then only a kind of release is closed up, and what has a number in it.
    """
    if len(text) > _MAX_SPACED_CHARS or not _APART.search(text):
        return text
    parts = text.split()
    single = sum(len(part) == 1 for part in parts)
    letters = sum(len(part) == 1 and part.isalpha() for part in parts)
    if single < max(_MIN_SIGNS, _SPACED_SHARE * len(parts)) or letters < 2:
        return _SPACED_WORD.sub(lambda run: run[0].replace(" ", ""), text)
    closed = " ".join("".join(word.split()) for word in re.split(r"\s{2,}", text.strip()))
    if " " in closed or any(sign.isdigit() for sign in closed):
        return closed
    return _known_kinds().get(closed.lower(), text)


@cache
def _known_kinds() -> dict[str, str]:
    """Kinds of releases without their blanks -> in capitals, as such lines are: mediarelease -> MEDIA RELEASE."""
    return {kind.replace(" ", ""): kind.upper() for kind in words("kinds") if " " in kind}
