"""International organisations, treaties, states and other things that go by acronyms: their names by language.

data/organisations.tsv holds one row per organisation, language and name: what is found in releases. The rows of
data/acronyms.tsv are for searches alone. Both are read once, when first needed. The same organisation is CSTO, ОДКБ,
OTSC and OVKS.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from presssearch.analysis.folding import fold
from presssearch.analysis.kazakh_latin import in_latin
from presssearch.analysis.tables import table_rows

# spellings of one word: the first stands for both where names are compared
_SPELLINGS = (
    ("organization", "organisation"), ("program", "programme"), ("labor", "labour"), ("center", "centre"),
    ("defense", "defence"), ("cooperation", "co operation"), ("southeast", "south east"),
    ("peacekeeping", "peace keeping"), ("nongovernmental", "non governmental"),
    ("nonproliferation", "non proliferation"), ("stabilization", "stabilisation"),
    ("harmonization", "harmonisation"), ("standardization", "standardisation"), ("organized", "organised"),
    ("un", "united nations"), ("eu", "european union"), ("оон", "организации объединенных наций"),
    ("ес", "европейского союза"),
)  # fmt: skip
_RESPELLED_IN_NAMES = (
    ("Organization", "Organisation"), ("Program", "Programme"), ("Labor", "Labour"), ("Center", "Centre"),
    ("Defense", "Defence"), ("Cooperation", "Co-operation"), ("UN", "United Nations"),
    ("ООН", "Организации Объединенных Наций"),
)  # fmt: skip
_MAX_RESPELLED = 6
_MAX_WORDS_OF_ONE = 2
_RESPELLED = {spelling: first for first, *others in _SPELLINGS for spelling in others}
_SHORT = frozenset(first for first, *_ in _SPELLINGS)
_RESPELLING = re.compile(rf"\b(?:{'|'.join(sorted(_RESPELLED, key=len, reverse=True))})\b")
_ARTICLES = re.compile(r"\b(?:the|la|le|les|l|der|die|das|el|los|las|o|a|os|as)\b")
_SPACES = re.compile(r"\s+")


class Name(NamedTuple):
    """One name of an organisation in one language. organisation: a key of ours, the same in all languages.

    A named tuple, for thousands are made before the first search.
    """

    organisation: str
    language: str
    acronym: str | None
    long: str | None

    @property
    def is_body(self) -> bool:
        """False for treaties and goals, which have acronyms too."""
        return not self.organisation.startswith("treaty-")


@cache
def names() -> tuple[Name, ...]:
    """Every row of the table of organisations, in its order: the usual name of a language comes first. Kazakh names in
    Latin letters come last."""
    return _rows("organisations.tsv")


@cache
def all_names() -> tuple[Name, ...]:
    """Those, and what only searches look for: states, treaties, national bodies, terms."""
    return (*names(), *_rows("acronyms.tsv"))


def _rows(file: str) -> tuple[Name, ...]:
    table = table_rows(file)[1:]
    printed = [Name(key, language, acronym or None, long or None) for key, language, acronym, long in table]
    return (*printed, *(latin for name in printed if name.language == "kk" for latin in _in_latin(name)))


def _in_latin(name: Name) -> Iterator[Name]:
    acronyms, longs = in_latin(name.acronym or ""), in_latin(name.long or "")
    for index in range(max(len(acronyms), len(longs))):
        acronym, long = acronyms[min(index, len(acronyms) - 1)], longs[min(index, len(longs) - 1)]
        yield Name(name.organisation, name.language, acronym or None, long or None)


def is_acronym(text: str) -> bool:
    """Is this the acronym of an organisation of the table, in any language? Case counts: WHO, not who."""
    return text in _by_acronym()


def long_of(acronym: str, language: str | None = None) -> str | None:
    """The long name behind an acronym, in the language if it has one there, else in English, else in any.

    None where the acronym is unknown or, in that language, stands for more than one organisation (BAD in French).
    """
    rows = [name for name in _by_acronym().get(acronym, ()) if name.long]
    own = [name for name in rows if name.language == language]
    chosen = own or [name for name in rows if name.language == "en"] or rows
    if len({name.organisation for name in chosen}) != 1:
        return None
    organisation = chosen[0].organisation
    if language is not None and not own:
        chosen = [n for n in names() if n.organisation == organisation and n.language == language and n.long] or chosen
    return chosen[0].long


def acronym_of(name: str, language: str | None = None) -> str | None:
    """The acronym of an organisation, by any of its long names; in the language, if it has one there."""
    rows = _by_long().get(fold(name), ())
    if not rows:
        return None
    known = [row.acronym for row in rows if row.acronym]
    own = [row.acronym for row in rows if row.acronym and row.language == language]
    return next(iter(own + known), None)


def meanings_of(text: str) -> tuple[str, ...]:
    """The keys of what an acronym or a long name can mean, in both tables. An acronym must be written in its own
    case; organization and organisation, United Nations and UN inside a name are one. Empty where it is unknown."""
    found = _meanings_by_acronym().get(text)
    if found is None and fold(text) not in _SHORT:  # "un" alone is no long name
        compared = _compared(text)
        found = _meanings_by_long(several=" " in compared).get(compared)
    return found or ()


def rows_of(meanings: tuple[str, ...]) -> tuple[Name, ...]:
    """The names of these meanings in all languages, in the order of the tables."""
    return tuple(row for meaning in meanings for row in _by_meaning().get(meaning, ()))


def forms_of(text: str) -> tuple[str, ...]:
    """Every acronym and long name of what a name or an acronym can mean, itself included; empty where it is unknown."""
    rows = rows_of(meanings_of(text))
    acronyms = (row.acronym for row in rows if row.acronym)
    return tuple(
        dict.fromkeys((*acronyms, *(form for row in rows if row.long for form in respelled(row.long, row.language))))
    )


def respelled(long: str, language: str) -> tuple[str, ...]:
    """A long name, then itself with organization for organisation, United Nations for UN, and the like."""
    if language not in ("en", "ru"):
        return (long,)
    found = [long]
    for pair in _RESPELLED_IN_NAMES:
        for one, other in (pair, pair[::-1]):
            found += [re.sub(rf"\b{one}\b", other, form) for form in found if re.search(rf"\b{one}\b", form)]
    return tuple(dict.fromkeys(found[:_MAX_RESPELLED]))


def _compared(long: str) -> str:
    """The form in which long names are compared."""
    folded = _SPACES.sub(" ", _ARTICLES.sub(" ", fold(long))).strip()
    return _RESPELLING.sub(lambda match: _RESPELLED[match[0]], folded)


@cache
def _by_acronym() -> dict[str, tuple[Name, ...]]:
    rows: dict[str, list[Name]] = {}
    for name in names():
        if name.acronym:
            rows.setdefault(name.acronym, []).append(name)
    return {acronym: tuple(found) for acronym, found in rows.items()}


@cache
def _by_long() -> dict[str, tuple[Name, ...]]:
    rows: dict[str, list[Name]] = {}
    for name in names():
        if name.long:
            rows.setdefault(fold(name.long), []).append(name)
    return {long: tuple(found) for long, found in rows.items()}


@cache
def _by_meaning() -> dict[str, tuple[Name, ...]]:
    rows: dict[str, list[Name]] = {}
    for name in all_names():
        rows.setdefault(name.organisation, []).append(name)
    return {meaning: tuple(found) for meaning, found in rows.items()}


@cache
def _meanings_by_acronym() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name in all_names():
        if name.acronym:
            found.setdefault(name.acronym, {})[name.organisation] = None
    return {acronym: tuple(meanings) for acronym, meanings in found.items()}


@cache
def _meanings_by_long(*, several: bool) -> dict[str, tuple[str, ...]]:
    """By the compared form. several: of all names; else of those that may be one word, behind an article: most that is
    searched for is one, and need not wait for the others to be compared."""
    found: dict[str, dict[str, None]] = {}
    for name in all_names():
        if name.long and (several or len(name.long.split()) <= _MAX_WORDS_OF_ONE):
            found.setdefault(_compared(name.long), {})[name.organisation] = None
    return {long: tuple(meanings) for long, meanings in found.items()}
