"""Who the container says the author is: people for the byline, and the agency that wrote where no person did."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from presssearch.analysis.cities import city_key
from presssearch.analysis.folding import fold
from presssearch.parsing.lines.byline import given_names, is_person_name, parts_of_names, split_names
from presssearch.parsing.lines.line_words import words as words_of
from presssearch.readers.raw import Clue

_KEYS = frozenset(("author", "authors", "byline", "creator", "by", "writer"))
_ISSUERS = frozenset(("publisher", "ministry", "agency", "office", "sitename"))
_LABEL = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
_CATALOGUE = re.compile(r"^(?P<last>[^\W\d_][^,;]{1,40}),\s(?P<first>[^\W\d_][^,;]{0,30})$")
# 大渡 美咲: surname and given name, as Japanese pages declare them
_SPACED_NAME = re.compile(r"[\u4e00-\u9fff々]{1,3}[ \u3000][\u3040-\u30ff\u4e00-\u9fff々]{1,4}")
_KEY_PARTS = re.compile(r"[:.-]")


@dataclass(frozen=True, slots=True)
class Authors:
    """people: in the order of the container. agency: a news agency that is declared as the author.
    where: the clue that said so, such as "jsonld author". issuers: who publishes, folded."""

    people: tuple[str, ...] = ()
    agency: str | None = None
    where: str = ""
    issuers: frozenset[str] = frozenset()

    def without_issuers(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Names that a line prints as authors, without the site itself."""
        return tuple(name for name in names if fold(name) not in self.issuers)


def declared_authors(clues: Iterable[Clue], *, opening: str, publisher: str | None = None) -> Authors:
    """The authors of the first clue that names any; several clues of the same name go together.

    opening: the first lines of the text. Who publishes is no author, nor is who heads the letter there.
    publisher: its name, where the site is known.
    """
    known = tuple(clues)
    declared = (clue.value for clue in known if _key(clue.name) in _ISSUERS)
    issuers = (*declared, *((publisher,) if publisher else ()))
    people: dict[str, None] = {}
    agency, where, agency_where = None, "", ""
    for clue in known:
        if _key(clue.name) not in _KEYS or clue.kind == "header" or (people and f"{clue.kind} {clue.name}" != where):
            continue
        names = author_of_record(clue.value, issuers=issuers, opening=opening)
        if names:
            people.update(dict.fromkeys(names))
            where = f"{clue.kind} {clue.name}"
        elif agency is None and city_key(clue.value) in words_of("agencies"):
            agency, agency_where = clue.value, f"{clue.kind} {clue.name}"
    return Authors(tuple(people), None if people else agency, where or agency_where, frozenset(map(fold, issuers)))


def _key(name: str) -> str:
    """What a clue speaks of: an author in "parsely-author" and "DC.creator", a site in "og:site_name"."""
    return _KEY_PARTS.split(name.lower())[-1].replace("_", "")


def author_of_record(value: str, *, issuers: tuple[str, ...], opening: str) -> tuple[str, ...]:
    """People out of the author that a record or a page declares; empty where it is the issuer.

    issuers: what the container gives as publisher, office or site. A library's form "Surname, First"
    beside a publisher is the catalogue's issuer, as is somebody who heads the letter. opening: the first lines.
    """
    if _CATALOGUE.match(value.partition(";")[0].strip()) and issuers:
        return ()
    if value.startswith(("http://", "https://")) or "@" in value:
        return ()
    known = {fold(issuer) for issuer in issuers}
    folded_opening = fold(opening)
    names = _people(_LABEL.sub("", value))
    return tuple(name for name in names if fold(name) not in known and f"{fold(name)} mp" not in folded_opening)


def _people(value: str) -> tuple[str, ...]:
    """Besides what any line may name: "Lorenzo Marina", since he is declared, and 大渡 美咲."""
    if _SPACED_NAME.fullmatch(value):
        return (value,)
    declared = (part for part in parts_of_names(value) if _has_given_name(part))
    return split_names(value) or tuple(dict.fromkeys(declared))


def _has_given_name(text: str) -> bool:
    words = text.split()
    capitals = all(word[:1].isupper() and word.isalpha() for word in words)
    return len(words) == 2 and capitals and fold(words[0]) in given_names()


def printed_authors(line: str, declared: tuple[str, ...]) -> tuple[str, ...]:
    """The declared authors that a line consists of, or nothing: "Ana Berg and Ben Cole"."""
    by_key = {fold(name): name for name in declared}
    parts = [fold(part) for part in parts_of_names(_LABEL.sub("", line.strip()))] if len(line) <= 200 else []
    return tuple(by_key[part] for part in parts) if parts and all(part in by_key for part in parts) else ()


def are_names(line: str) -> bool:
    """Does a line consist of several names and nothing else?"""
    parts = parts_of_names(line) if len(line) <= 200 else []
    return len(parts) >= 2 and all(is_person_name(part) for part in parts)
