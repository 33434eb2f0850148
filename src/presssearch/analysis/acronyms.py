"""International organisations, and treaties that go by acronyms: their names by language.

data/organisations.tsv holds one row per organisation, language and name; it is read once, when first
needed. The same organisation is CSTO, ОДКБ, OTSC and OVKS.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from presssearch.analysis.folding import fold
from presssearch.analysis.kazakh_latin import in_latin
from presssearch.analysis.tables import rows


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an organisation in one language. organisation: a key of ours, the same in all languages."""

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
    """Every row of the table, in its order: the usual name of a language comes first. Kazakh names in Latin letters
    come last."""
    table = rows("organisations.tsv")[1:]
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


def forms_of(name: str) -> tuple[str, ...]:
    """Every acronym and long name of the organisations that a name or an acronym can mean, itself included.

    Empty where it is unknown. An acronym must be written in its own case.
    """
    rows = _by_acronym().get(name, ()) or _by_long().get(fold(name), ())
    keys = {row.organisation for row in rows}
    forms = [form for row in names() if row.organisation in keys for form in (row.acronym, row.long) if form]
    return tuple(dict.fromkeys(forms))


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
