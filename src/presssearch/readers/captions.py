"""Captions of pictures: only the part that says whose picture it is, is of use; what it shows is no text."""

import re
from functools import cache

from presssearch.readers.page_words import page_words

_CREDIT_CHARS = 150
_STOPS = (".", "!", "?", "…", "”", "»", '"', "")
_END = r"\s*[)\]）】]?\s*(?:more\s*>)?\s*\Z"


def credit_of(caption: str) -> str | None:
    """The part of a caption that credits: "Bild: X" of "The hall. (Bild: X)"; None where no part does.

    It stands at the end, behind a label or a "©", or is an agency by name.
    """
    tail = caption[-2 * _CREDIT_CHARS :].strip()
    for pattern in _patterns():
        found = pattern.search(tail)
        if found is not None and len(found["credit"]) <= _CREDIT_CHARS:
            return found["credit"].strip(" .,;|/–-") or None
    return None


def is_credit(text: str) -> bool:
    """Does a line consist of a credit, such as "Foto: X"?"""
    return len(text) <= _CREDIT_CHARS and _patterns()[0].match(text) is not None


def credit_of_bare_caption(text: str) -> str | None:
    """The credit in brackets at the end of a line that is no sentence: "The pact is signed (Photo: MFA)".

    Such a line is a caption, though nothing marks it as one.
    """
    before, bracket, credit = text.rpartition("(")
    if not bracket or not credit.endswith(")") or len(text) > 2 * _CREDIT_CHARS or before.rstrip()[-1:] in _STOPS:
        return None
    return credit[:-1].strip() if _patterns()[0].match(credit[:-1]) else None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = page_words()
    labels = "|".join(map(re.escape, words.credit_labels))
    bare = "|".join(map(re.escape, words.credit_marks))
    agencies = "|".join(map(re.escape, words.agencies))
    return (
        re.compile(
            rf"(?:\A|(?<=\W))(?P<credit>(?:(?:{labels})\s*[:：]|(?:{bare}))\s*\S.{{0,{_CREDIT_CHARS}}}?){_END}", re.I
        ),
        re.compile(rf"[(\[（](?P<credit>[^()\[\]]{{0,60}}\b(?:{agencies})\b[^()\[\]]{{0,60}})[)\]）]{_END}", re.I),
        re.compile(
            rf"(?<=[.!?\s])(?P<credit>(?:[^.!?\s]{{1,30}} ){{0,4}}[^.!?\s]{{0,30}}\b(?:{agencies})\b\S{{0,40}}){_END}"
        ),
    )
