"""One person under one value: names of the `people` facet in their spellings, counted and chosen together.

    Sergey Lavrov 9   Serguei Lawrow 2   Лавров 1   ─►   ~as:Sergey Lavrov   11   also Serguei Lawrow

`~as:NAME` as a value of the filter stands for all names in the index that are the name in another spelling; it is
turned into these before an engine sees it. So a count is what choosing the value gives, on every engine.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from presssearch.analysis.tokens import forms, has_beginning, pattern
from presssearch.engines.base import MISSING, Engine, FacetCounts, FacetRequest, Filter
from presssearch.fields import BY_NAME, Field
from presssearch.search.spellings import AS, Spellings, bare

PEOPLE = BY_NAME["people"]
MORE = 2  # times as many names are asked for as are shown, since some become one

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class MergedCounts:
    """counts: `distinct` is still that of names. also: by value, the other names that are counted with it."""

    counts: FacetCounts
    also: Mapping[str, tuple[str, ...]]


class People:
    """The spellings of names that one engine has. Answers are kept until the index changes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known = Spellings(engine, 0)

    def resolved(self, filters: Mapping[Field, Filter]) -> Mapping[Field, Filter]:
        """The filters with the names themselves in place of `~as:NAME`."""
        chosen = filters.get(PEOPLE, Filter())
        if not self.holds_spellings(chosen):
            return filters
        known = self._now()
        return {**filters, PEOPLE: Filter(_all(known, chosen.include), _all(known, chosen.exclude))}

    def holds_spellings(self, chosen: Filter) -> bool:
        return any(value.startswith(AS) for value in (*chosen.include, *chosen.exclude))

    def spellings(self, name: str) -> tuple[str, ...]:
        """As `Spellings.of`, now."""
        return self._now().of(name)

    def _now(self) -> Spellings:
        """What is known of the index as it is; asked for once by what shows a page, since the answer may cost a
        request."""
        applied, known = self._engine.applied(), self._known
        if known.applied != applied:
            known = self._known = Spellings(self._engine, applied)
        return known

    def merged(
        self, counts: FacetCounts, chosen: Filter, size: int, count: Callable[[Groups], tuple[int, ...]]
    ) -> MergedCounts:
        """The names of a facet with those that are one person's as one value, `size` of them, and the chosen values.
        count: finds for each of some groups of names the number of hits that have any of them."""
        known = self._now()
        given = [value for value in (*chosen.include, *chosen.exclude) if value != MISSING]
        known.meet([*map(bare, given), *(name for name, number in counts.values if number)])
        taken = {name for value in given for name in known.names(value)}
        ranked: dict[str, int] = {}
        for name, number in counts.values:
            if number and name not in taken:
                value = known.value(name)
                taken.update((name, *known.names(value)))
                ranked[value] = number
        several = [value for value in (*ranked, *given) if value in given or value.startswith(AS)]
        counted = dict(zip(several, count(tuple(map(known.names, several))) if several else (), strict=True))
        ranked |= {value: number for value, number in counted.items() if value in ranked}
        shown = dict(sorted(ranked.items(), key=_order)[:size]) | {value: counted[value] for value in given}
        also = {value: known.names(value)[1:] for value in shown if value.startswith(AS)}
        return MergedCounts(replace(counts, values=tuple(sorted(shown.items(), key=_order))), also)

    def listed(
        self, counts: FacetCounts, asked: FacetRequest, count: Callable[[FacetRequest], FacetCounts]
    ) -> MergedCounts:
        """One page of the names of a list with those that are one person's as one value. A name goes where one that
        stands ahead of it in the list takes it in, as in `merged`: so all pages together have each person once; where
        there is one page alone, `distinct` is of persons.
        count: finds the counts of another request over the same hits."""
        known = self._now()
        known.meet(name for name, _ in counts.values)
        values = [known.value(name) for name, _ in counts.values]
        groups = {value: known.names(value) for value in values if value.startswith(AS)}
        near = tuple(dict.fromkeys(other for name, _ in counts.values for other in known.same(name)))
        if not near:
            return MergedCounts(counts, {})
        found = count(FacetRequest(PEOPLE, size=0, always=near, together=tuple(groups.values())))
        together = dict(zip(groups, found.together, strict=True))
        begun = pattern(asked.prefix).forms
        places: dict[str, Any] = {}

        def put(some: FacetCounts) -> None:
            for name, number in some.values:
                if number and has_beginning(tuple(forms(name)), begun):
                    places[name] = asked.order((name, number))

        put(found)
        order = _Order(known, places)
        ahead = {other for name, _ in counts.values for other in order.ahead(name)}
        known.meet(ahead)
        around = {third for other in ahead for third in known.same(other)} - set(near)
        if around:
            put(count(FacetRequest(PEOPLE, size=0, always=tuple(sorted(around)))))
        shown: dict[str, int] = {}
        for (name, number), value in zip(counts.values, values, strict=True):
            if order.stands(name):
                shown[value] = together.get(value, number)
        ranked = shown.items() if asked.by_name else sorted(shown.items(), key=_order)
        also = {value: groups[value][1:] for value in shown if value in groups}
        whole = len(counts.values) == counts.distinct
        return MergedCounts(
            replace(counts, values=tuple(ranked), distinct=len(shown) if whole else counts.distinct), also
        )


@dataclass(frozen=True, slots=True)
class _Order:
    """Which names of a list stand for themselves. places: what each of them is sorted by."""

    known: Spellings
    places: Mapping[str, Any]

    def ahead(self, name: str) -> list[str]:
        """The names that may be this one and stand before it in the list."""
        place = self.places.get(name)
        if place is None:
            return []
        return [other for other in self.known.same(name) if other in self.places and self.places[other] < place]

    def stands(self, name: str) -> bool:
        """Not where one ahead that does takes it in."""
        return not any(
            name in self.known.names(self.known.value(other)) and self.stands(other) for other in self.ahead(name)
        )


def _all(known: Spellings, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for value in values for name in known.names(value)))


def _order(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], bare(pair[0])
