"""The countries that a text names, by name or adjective."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from presssearch.analysis.country_context import is_other_name
from presssearch.analysis.country_tables import NO_COUNTRY, Case, Form, index_of, languages_for, unspaced_names
from presssearch.analysis.country_words import WORD, variants

_JOINT = re.compile(r"[ \t\xa0\n.'’ʼ‘`ʻ–-]{1,3}|\.? & ")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def mentions(text: str, language: str | None) -> Iterator[tuple[str, int, int]]:
    """The countries named in a text, by name or adjective, as (code, start, end) in order of the text.

    language: ISO 639-1; names and adjectives of that language are known, in Latin scripts also the English
    names. None, or a language without a table: English, and the languages of the script that the text is in.
    The longest name wins ("Papua New Guinea"); names that hold a country's name without naming it
    ("Gulf of Mexico", "Michael Jordan", Georgia beside Atlanta) are passed over.
    """
    languages = languages_for(text, language)
    if _UNSPACED.search(text):
        yield from _unspaced_mentions(text, languages)
    forms_of = _candidates(languages)
    words = list(WORD.finditer(text))
    places = [(position, forms) for position, word in enumerate(words) if (forms := forms_of(word[0]))]
    next_free = 0
    for position, forms in places:
        if position < next_free:
            continue
        for form in forms:
            end = _end_of(text, words, position, form, languages[0])
            if end is not None:
                start = words[position].start()
                if form.code != NO_COUNTRY and not is_other_name(text, start, end):
                    yield form.code, start, end
                next_free = position + len(form.words)
                break


_MAX_REMEMBERED = 1 << 17


@cache
def _candidates(languages: tuple[str, ...]) -> Callable[[str], tuple[Form, ...]]:
    """printed word -> the forms that may start with it, the longest first. Most words have none, and are met again
    and again."""
    index = index_of(languages)

    @lru_cache(maxsize=_MAX_REMEMBERED)
    def forms_of(word: str) -> tuple[Form, ...]:
        forms = [form for key in variants(word, languages[0]) for form in index.get(key, ())]
        if word[0].islower():
            forms = [form for form in forms if form.case is not Case.CAPITAL]
        return tuple(sorted(forms, key=lambda form: -len(form.words)))

    return forms_of


def _end_of(text: str, words: list[re.Match[str]], position: int, form: Form, group: str) -> int | None:
    """Where the form ends if the text has it at this word; None if it has not."""
    last = position + len(form.words) - 1
    if last >= len(words) or not _follow(text, words, position, form, group):
        return None
    start, end = words[position].start(), words[last].end()
    if form.case is not Case.EXACT:
        shrunk = form.case is Case.CAPITAL and form.ends_in_capital and words[last].group()[0].islower()
        return None if shrunk else end  # "La réunion" is no island
    if form.surface.endswith("."):  # "U.S." but neither "19 U.S.C." nor "U.S.S.R."
        dotted = text[end : end + 1] == "." and not text[end + 1 : end + 2].isalpha()
        printed = text[start : end + 1].replace(" ", "").replace("\xa0", "")
        return end + 1 if dotted and printed == form.surface.replace(" ", "") else None
    return end if text[start:end] == form.surface else None


def _follow(text: str, words: list[re.Match[str]], position: int, form: Form, group: str) -> bool:
    """Do the second and later words of the form follow, with next to nothing between them?"""
    for offset, key in enumerate(form.words[1:], start=1):
        before, word = words[position + offset - 1], words[position + offset]
        if key not in variants(word.group(), group) or not _JOINT.fullmatch(text, before.end(), word.start()):
            return False
    return True


def _unspaced_mentions(text: str, languages: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """Names in scripts that put no spaces between words."""
    names = unspaced_names(languages)
    position = 0
    for run in re.finditer(rf"(?:{_UNSPACED.pattern})+", text):
        position = run.start()
        while position < run.end():
            for name, code in names.get(text[position], ()):
                if text.startswith(name, position):
                    yield code, position, position + len(name)
                    position += len(name)
                    break
            else:
                position += 1
