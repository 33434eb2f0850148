"""The long names of international organisations in a text, by the table of analysis.acronyms."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from presssearch.analysis.acronyms import Name, names
from presssearch.analysis.country_words import CYRILLIC_ENDINGS, LATIN_KAZAKH_ENDINGS
from presssearch.analysis.folding import fold

_PART = re.compile(r"[^\W_]+")
_Forms = list[tuple[tuple[str, ...], str]]
_FormsOf = Callable[[str], _Forms]
_MIN_ARABIC_CHARS = 4
_MAX_PART_CHARS = 60
_MAX_GAP_CHARS = 12  # between two words of one name
_GERMAN_ENDINGS = frozenset({"e", "en", "er", "es", "em", "s", "n"})  # "Internationalen Währungsfonds"
_UNSPACED_LANGUAGES = frozenset({"zh", "ja"})


def known_bodies(text: str, language: str | None, words: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """(organisation, start, end) in the order of the text, the longest name first; in the text's language and English.

    organisation: the key of the table. words: those of the text, with their starts. Case endings, -ise and -ize,
    programme and program make no difference.
    """
    if language in _UNSPACED_LANGUAGES:
        yield from _unspaced(text)
    forms_of = _forms_of(tuple(dict.fromkeys((language or "en", "en"))))
    group = _group(language)
    free = 0
    for word, start in words:
        if start < free or not ("\u0620" <= word[0] <= "\u064a" or forms_of(word)):
            continue
        found = next(_at(text, word, start, forms_of, group=group), None)
        if found is not None:
            yield found
            free = found[2]


def _at(text: str, word: str, start: int, forms_of: _FormsOf, *, group: str) -> Iterator[tuple[str, int, int]]:
    """The names that stand at a word, the longest first; in Arabic behind small words written as one with it."""
    for printed, shift in _without_prefix(word):
        for form, organisation in forms_of(printed):
            end = _end_of(text, start + shift + _first_part_chars(printed), form[1:], group=group)
            if end is not None:
                yield organisation, start + shift, end


def _first_part_chars(word: str) -> int:
    first = _PART.match(word)  # "Inter" of "Inter-American"
    return first.end() if first else len(word)


def _without_prefix(word: str) -> Iterator[tuple[str, int]]:
    """The word, and Arabic ones without "and", "for", "in": "والاتحاد", "للاتحاد", "بجامعة"; how much is cut."""
    yield word, 0
    if not "\u0620" <= word[0] <= "\u064a":
        return
    if word[0] in "وف" and len(word) > _MIN_ARABIC_CHARS:
        yield word[1:], 1
    bare, cut = (word[1:], 1) if word[0] == "و" else (word, 0)
    if bare.startswith("لل") and len(bare) > _MIN_ARABIC_CHARS:
        yield "ال" + bare[2:], cut
    elif bare[:1] in ("ل", "ب") and len(bare) > _MIN_ARABIC_CHARS:
        yield bare[1:], cut + 1


def _group(language: str | None) -> str:
    """Of the languages whose endings are cut in Latin letters; "" for others."""
    return language if language in ("kk", "de") else ""


@cache
def _forms_of(languages: tuple[str, ...]) -> _FormsOf:
    """printed word -> the names that begin with it, or with its first part, as in _index; none for a word in lower
    case."""
    index, group = _index(languages), _group(languages[0])

    @lru_cache(maxsize=1 << 16)
    def forms_of(word: str) -> _Forms:
        if word[0].islower() and word[0].isascii():
            return []
        first = _PART.match(word)
        return index.get(_part_key(first.group(), group=group), []) if first else []

    return forms_of


def _end_of(text: str, end: int, rest: tuple[str, ...], *, group: str) -> int | None:
    """Where a name ends whose first part ends at a position, if the rest of it follows."""
    for key in rest:
        part = _PART.search(text, end, end + _MAX_PART_CHARS)
        if part is None or part.start() - end > _MAX_GAP_CHARS or _part_key(part.group(), group=group) != key:
            return None
        end = part.end()
    return end


def organisation_of(name: str) -> str | None:
    """The key of the organisation with that long name, however it is inflected; else None."""
    return next(filter(None, (_keys().get(_key(name, group=group)) for group in ("", "kk", "de"))), None)


def usual_name(organisation: str, language: str | None) -> str | None:
    """The long name that the table gives first in a language."""
    return next((row.long for row in names() if row.organisation == organisation and row.language == language), None)


@lru_cache(maxsize=1 << 12)
def _key(name: str, *, group: str = "") -> tuple[str, ...]:
    return tuple(_part_key(part, group=group) for part in _PART.findall(name))


@cache
def _keys() -> dict[tuple[str, ...], str]:
    keys: dict[tuple[str, ...], str] = {}
    for row in _every_row():
        assert row.long is not None
        keys.setdefault(_key(row.long, group=_group(row.language)), row.organisation)
    return keys


@lru_cache(maxsize=1 << 16)
def _part_key(word: str, *, group: str = "") -> str:
    """A word without what varies: -ise and -ize, programme and program, Cyrillic case endings, plural -s.

    group: "kk": in Latin letters too, without the case endings of Kazakh; "de": without endings of adjectives.
    """
    word = fold(word) or word
    if "\u0400" <= word[0] <= "\u052f":
        return _bare(_bare(word, CYRILLIC_ENDINGS), CYRILLIC_ENDINGS)
    if group == "kk" and word.isascii():
        return _bare(_bare(word, LATIN_KAZAKH_ENDINGS), LATIN_KAZAKH_ENDINGS)
    if group == "de":
        return _bare(word, _GERMAN_ENDINGS)
    if not word.isascii():
        return word
    word = word.replace("isation", "ization").replace("programme", "program").replace("labour", "labor")
    return word[:-1] if word.endswith("s") and len(word) > 4 else word


def _bare(word: str, endings: frozenset[str]) -> str:
    """A word without its longest case ending, if a stem of three letters stays («Лига»)."""
    for size in range(min(6, len(word) - 3), 0, -1):
        if word[-size:] in endings:
            return word[:-size]
    return word


@cache
def _index(languages: tuple[str, ...]) -> dict[str, _Forms]:
    """First word -> (words, organisation), the longest first; of two words or more, or one long word."""
    index: dict[str, _Forms] = {}
    for row in _rows(languages):
        assert row.long is not None
        form = _key(row.long, group=_group(languages[0]))
        if form and (len(form) > 1 or len(form[0]) > 6 or not form[0].isascii()):
            index.setdefault(form[0], []).append((form, row.organisation))
    for forms in index.values():
        forms.sort(key=lambda pair: len(pair[0]), reverse=True)
    return index


def _rows(languages: tuple[str, ...]) -> Iterator[Name]:
    return (row for row in _every_row() if row.language in languages)


@cache
def _every_row() -> tuple[Name, ...]:
    """The rows of bodies that have long names; behind them, the other way to print the UN within each name."""
    rows = [row for row in names() if row.long and row.is_body]
    return (*rows, *(row._replace(long=other) for row in rows for other in _otherwise(row)))


def _otherwise(row: Name) -> Iterator[str]:
    assert row.long is not None
    for pair in _UNITED_NATIONS.get(row.language, ()) if row.organisation != "un" else ():
        for printed, other in (pair, pair[::-1]):
            changed = re.sub(rf"\b{printed}\b", other, row.long)
            if changed != row.long:
                yield changed


# the two ways in which names print the UN: "Программа развития ООН", "Программа развития Организации …"
_UNITED_NATIONS = {
    "en": (("United Nations", "UN"),),
    "ru": (("Организации Объединенных Наций", "ООН"),),
    "fr": (("des Nations unies", "de l'ONU"),),
    "es": (("las Naciones Unidas", "la ONU"),),
    "pt": (("das Nações Unidas", "da ONU"),),
    "de": (("der Vereinten Nationen", "der UNO"), ("der Vereinten Nationen", "der UN")),
    "kk": (("Біріккен Ұлттар Ұйымының", "БҰҰ"),),
}


def _unspaced(text: str) -> Iterator[tuple[str, int, int]]:
    found: list[tuple[int, int, str]] = []
    for row in names():
        for form in (row.long, row.acronym) if row.is_body and row.language in _UNSPACED_LANGUAGES else ():
            at = text.find(form) if form and not form.isascii() else -1
            while form and at != -1:
                found.append((at, -len(form), row.organisation))
                at = text.find(form, at + len(form))
    free = 0
    for start, size, organisation in sorted(found):
        if start >= free:
            yield organisation, start, start - size
            free = start - size
