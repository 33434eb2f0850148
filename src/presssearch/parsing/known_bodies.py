"""The long names of international organisations in a text, by the table of analysis.acronyms."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from presssearch.analysis.acronyms import Name, names
from presssearch.analysis.country_words import CYRILLIC_ENDINGS
from presssearch.analysis.folding import fold

_PART = re.compile(r"[^\W_]+")
_UNSPACED_LANGUAGES = frozenset({"zh", "ja"})


def known_bodies(text: str, language: str | None) -> Iterator[tuple[str, int, int]]:
    """(organisation, start, end) in the order of the text, the longest name first; in the text's language and English.

    organisation: the key of the table. Case endings, -ise and -ize, programme and program make no difference.
    """
    if language in _UNSPACED_LANGUAGES:
        yield from _unspaced(text)
    index = _index(tuple(dict.fromkeys((language or "en", "en"))))
    parts = [(_part_key(m.group()), m.start(), m.end()) for m in _PART.finditer(text)]
    free = 0
    for position, (part, start, _) in enumerate(parts):
        if part not in index or position < free or (text[start].islower() and text[start].isascii()):
            continue
        for form, organisation in index[part]:
            last = position + len(form) - 1
            if last < len(parts) and all(parts[position + n][0] == key for n, key in enumerate(form)):
                yield organisation, start, parts[last][2]
                free = last + 1
                break


def organisation_of(name: str) -> str | None:
    """The key of the organisation with that long name, however it is inflected; else None."""
    return _keys().get(_key(name))


def usual_name(organisation: str, language: str | None) -> str | None:
    """The long name that the table gives first in a language."""
    return next((row.long for row in names() if row.organisation == organisation and row.language == language), None)


@lru_cache(maxsize=1 << 12)
def _key(name: str) -> tuple[str, ...]:
    return tuple(_part_key(part) for part in _PART.findall(name))


@cache
def _keys() -> dict[tuple[str, ...], str]:
    keys: dict[tuple[str, ...], str] = {}
    for row in names():
        if row.long:
            keys.setdefault(_key(row.long), row.organisation)
    return keys


@lru_cache(maxsize=1 << 16)
def _part_key(word: str) -> str:
    """A word without what varies: -ise and -ize, programme and program, Cyrillic case endings, plural -s."""
    word = fold(word) or word
    if "\u0400" <= word[0] <= "\u052f":
        return _bare(_bare(word))
    if not word.isascii():
        return word
    word = word.replace("isation", "ization").replace("programme", "program").replace("labour", "labor")
    return word[:-1] if word.endswith("s") and len(word) > 4 else word


def _bare(word: str) -> str:
    """A Cyrillic word without its longest case ending, if a stem of four letters stays."""
    for size in range(min(6, len(word) - 4), 0, -1):
        if word[-size:] in CYRILLIC_ENDINGS:
            return word[:-size]
    return word


@cache
def _index(languages: tuple[str, ...]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> (words, organisation), the longest first; of two words or more, or one long word."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in _rows(languages):
        assert row.long is not None
        form = _key(row.long)
        if form and (len(form) > 1 or len(form[0]) > 6 or not form[0].isascii()):
            index.setdefault(form[0], []).append((form, row.organisation))
    for forms in index.values():
        forms.sort(key=lambda pair: len(pair[0]), reverse=True)
    return index


def _rows(languages: tuple[str, ...]) -> Iterator[Name]:
    return (row for row in names() if row.long and row.language in languages)


def _unspaced(text: str) -> Iterator[tuple[str, int, int]]:
    found: list[tuple[int, int, str]] = []
    for row in names():
        for form in (row.long, row.acronym) if row.language in _UNSPACED_LANGUAGES else ():
            at = text.find(form) if form and not form.isascii() else -1
            while form and at != -1:
                found.append((at, -len(form), row.organisation))
                at = text.find(form, at + len(form))
    free = 0
    for start, size, organisation in sorted(found):
        if start >= free:
            yield organisation, start, start - size
            free = start - size
