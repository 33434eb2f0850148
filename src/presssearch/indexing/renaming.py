"""Names that a person puts right for all releases at once: two that are one, and what is no name.

    [names.people]
    "Bongbong Marcos" = "Ferdinand Marcos Jr."     one person, under that name
    "Press Service" = ""                           nobody

A name is that of a value as printed, to the letter. Those of people are also those of speakers; where two values of a
release get one name they become one, with the places of both.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from presssearch.article import Article, Organisation, Person, Quote

TABLE = "names"
KINDS = ("people", "organisations", "city", "byline")

_Named = TypeVar("_Named", Person, Organisation)


@dataclass(frozen=True, slots=True)
class Names:
    """By kind, another name for a name; "" for none."""

    by_kind: Mapping[str, Mapping[str, str]]

    def __bool__(self) -> bool:
        return any(self.by_kind.values())

    def applied(self, article: Article) -> dict[str, Any]:
        """The fields that get another value."""
        found = {
            "people": _renamed(article.people, self._of("people")),
            "organisations": _renamed(article.organisations, self._of("organisations")),
            "quotes": tuple(map(self._said, article.quotes)),
            "byline": self._byline(article.byline),
            "dateline": self._dateline(article),
        }
        return {name: value for name, value in found.items() if value != getattr(article, name)}

    def _of(self, kind: str) -> Callable[[str], str]:
        table = self.by_kind.get(kind, {})
        return lambda name: table.get(name, name)

    def _said(self, quote: Quote) -> Quote:
        return replace(quote, speaker=self._of("people")(quote.speaker) or None) if quote.speaker else quote

    def _byline(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(self._of("byline"), names))))

    def _dateline(self, article: Article) -> Any:
        if article.dateline is None:
            return None
        named = self._of("city")
        places = tuple(replace(p, name=named(p.name) or None) if p.name else p for p in article.dateline.places)
        return replace(article.dateline, places=places)


def _renamed(values: Iterable[_Named], named: Callable[[str], str]) -> tuple[_Named, ...]:
    found: dict[str, _Named] = {}
    for value in values:
        name = named(value.name)
        if name and name in found:
            found[name] = _joined(found[name], value)
        elif name:
            found[name] = replace(value, name=name)
    return tuple(found.values())


def _joined(one: _Named, other: _Named) -> _Named:
    """The first, with what only the second knows."""
    spans = tuple(sorted({*one.spans, *other.spans}))
    if isinstance(one, Person) and isinstance(other, Person):
        return replace(one, office=one.office or other.office, country=one.country or other.country, spans=spans)
    if isinstance(one, Organisation) and isinstance(other, Organisation):
        return replace(one, acronym=one.acronym or other.acronym, spans=spans)
    return one
