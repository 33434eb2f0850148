"""An acronym or a long name as typed -> what else may be printed for it.

Articles are searched without regard to case, so an acronym that is also a word ("who", "us", French "un") must not be
searched for where that word is one: such forms are left out, and short ones are looked for only in the languages
that use them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from presssearch.analysis.acronyms import Name, all_names, meanings_of, respelled, rows_of
from presssearch.analysis.folding import fold
from presssearch.analysis.tables import table_rows
from presssearch.analysis.tokens import forms

MAX_EXPANSIONS = 100  # of them only those that releases have are searched for
_SAFE_LETTERS = 4  # acronyms of so many letters are no words of other languages, unless the table knows better


@dataclass(frozen=True, slots=True)
class Expansion:
    """Another form. languages: ISO 639-1 codes of the articles in which it is looked for; empty for all."""

    text: str
    languages: tuple[str, ...] = ()


def expansions(typed: str) -> tuple[Expansion, ...]:
    """The other forms of an acronym or a long name, the usual ones first; empty where it has none.

    An acronym counts as typed in capitals; in other letters only if it is no word and has one meaning.
    """
    meanings = meanings_of(typed) or _uncapitalised(typed)
    mine = _searched(typed)
    found: dict[str, Expansion] = {}
    languages: dict[str, dict[str, None]] = {}
    for row in _in_turn(meanings):
        if row.long:
            for form in respelled(row.long, row.language):
                found.setdefault(_searched(form), Expansion(form))
        if row.acronym and _searched(row.acronym) not in words_of(row.language):
            found.setdefault(_searched(row.acronym), Expansion(row.acronym))
            languages.setdefault(_searched(row.acronym), {})[row.language] = None
    kept = (_limited(form, expansion, languages) for form, expansion in found.items() if form != mine)
    return tuple(kept)[:MAX_EXPANSIONS]


def _searched(text: str) -> str:
    """As it is compared in articles: U.S. and us are one."""
    return " ".join(forms(text))


def _limited(form: str, expansion: Expansion, languages: dict[str, dict[str, None]]) -> Expansion:
    used_in = languages.get(form)
    if used_in is None or (len(form) >= _SAFE_LETTERS and not is_word(form)):
        return expansion
    return Expansion(expansion.text, tuple(used_in))


def _in_turn(meanings: tuple[str, ...]) -> Iterator[Name]:
    """The rows of several meanings by turns, so that none is cut off."""
    for rows in zip_longest(*(rows_of((meaning,)) for meaning in meanings)):
        yield from (row for row in rows if row is not None)


def _uncapitalised(typed: str) -> tuple[str, ...]:
    """The meaning of an acronym typed without capitals."""
    form = fold(typed)
    acronyms = () if is_word(form) or len(form) < _SAFE_LETTERS - 1 else _acronyms().get(form, ())
    meanings = {meaning: None for acronym in acronyms for meaning in meanings_of(acronym)}
    return tuple(meanings) if len(meanings) == 1 else ()


def is_word(form: str) -> bool:
    """Is the folded form of an acronym an ordinary word of a language?"""
    return any(form in words for words in _words().values())


def words_of(language: str) -> frozenset[str]:
    return _words().get(language, frozenset())


@cache
def _words() -> dict[str, frozenset[str]]:
    return {language: frozenset(map(fold, words.split())) for language, words in table_rows("ordinary_words.tsv")}


@cache
def _acronyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in all_names():
        if row.acronym:
            found.setdefault(fold(row.acronym), {})[row.acronym] = None
    return {form: tuple(acronyms) for form, acronyms in found.items()}
