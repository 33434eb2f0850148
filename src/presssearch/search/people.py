"""One person under one value: names of the `people` facet in their spellings, counted and chosen together.

    Sergey Lavrov 9   Serguei Lawrow 2   Лавров 1   ─►   ~as:Sergey Lavrov   11   also Serguei Lawrow

`~as:NAME` as a value of the filter stands for all names in the index that are the name in another spelling; it is
turned into these before an engine sees it. So a count is what choosing the value gives, on every engine.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from presssearch.analysis.names import same_name, words_in
from presssearch.analysis.tokens import forms, has_beginning, pattern
from presssearch.engines.base import MISSING, Engine, FacetCounts, FacetRequest, Filter
from presssearch.fields import BY_NAME, Field

AS = "~as:"  # before a name: in all of its spellings
PEOPLE = BY_NAME["people"]
MORE = 2  # times as many names are asked for as are shown, since some become one
_MAX_NAMES = 150  # of the index that are compared with one
_MAX_SPELLINGS = 40
_KEPT = 1024  # answers

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
        self._known: OrderedDict[tuple[int, str, str], tuple[str, ...]] = OrderedDict()

    def resolved(self, filters: Mapping[Field, Filter]) -> Mapping[Field, Filter]:
        """The filters with the names themselves in place of `~as:NAME`."""
        chosen = filters.get(PEOPLE, Filter())
        if not self.holds_spellings(chosen):
            return filters
        return {**filters, PEOPLE: Filter(self._all(chosen.include), self._all(chosen.exclude))}

    def holds_spellings(self, chosen: Filter) -> bool:
        return any(value.startswith(AS) for value in (*chosen.include, *chosen.exclude))

    def spellings(self, name: str) -> tuple[str, ...]:
        """The names in the index that are this one in another spelling, itself first; those that leave open who is
        meant ("S. Ivanov", where there are two) are left out."""
        return self._kept("spellings", name, self._find)

    def _kept(self, what: str, name: str, find: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        key = self._engine.applied(), what, name
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = find(name)
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return found

    def merged(
        self, counts: FacetCounts, chosen: Filter, size: int, count: Callable[[Groups], tuple[int, ...]]
    ) -> MergedCounts:
        """The names of a facet with those that are one person's as one value, `size` of them, and the chosen values.
        count: finds for each of some groups of names the number of hits that have any of them."""
        given = [value for value in (*chosen.include, *chosen.exclude) if value != MISSING]
        taken = {name for value in given for name in self._names(value)}
        ranked: dict[str, int] = {}
        for name, number in counts.values:
            if number and name not in taken:
                value = self._value(name)
                taken.update((name, *self._names(value)))
                ranked[value] = number
        several = [value for value in (*ranked, *given) if value in given or value.startswith(AS)]
        counted = dict(zip(several, count(tuple(map(self._names, several))) if several else (), strict=True))
        ranked |= {value: number for value, number in counted.items() if value in ranked}
        shown = dict(sorted(ranked.items(), key=_order)[:size]) | {value: counted[value] for value in given}
        also = {value: self._names(value)[1:] for value in shown if value.startswith(AS)}
        return MergedCounts(replace(counts, values=tuple(sorted(shown.items(), key=_order))), also)

    def listed(
        self, counts: FacetCounts, asked: FacetRequest, count: Callable[[FacetRequest], FacetCounts]
    ) -> MergedCounts:
        """One page of the names of a list with those that are one person's as one value. A name goes where one that
        stands ahead of it in the list takes it in, as in `merged`: so all pages together have each person once; where
        there is one page alone, `distinct` is of persons.
        count: finds the counts of another request over the same hits."""
        groups = {value: self._names(value) for value in self._values(counts) if value.startswith(AS)}
        near = tuple(dict.fromkeys(other for name, _ in counts.values for other in self._same(name)))
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
        ahead = {o for name, _ in counts.values for o in self._ahead(name, places)}
        around = {third for other in ahead for third in self._same(other)} - set(near)
        if around:
            put(count(FacetRequest(PEOPLE, size=0, always=tuple(sorted(around)))))
        shown: dict[str, int] = {}
        for name, number in counts.values:
            if self._stands(name, places):
                value = self._value(name)
                shown[value] = together.get(value, number)
        ranked = shown.items() if asked.by_name else sorted(shown.items(), key=_order)
        also = {value: groups[value][1:] for value in shown if value in groups}
        whole = len(counts.values) == counts.distinct
        return MergedCounts(
            replace(counts, values=tuple(ranked), distinct=len(shown) if whole else counts.distinct), also
        )

    def _ahead(self, name: str, places: Mapping[str, Any]) -> list[str]:
        """The names that may be this one and stand before it in a list."""
        if name not in places:
            return []
        return [other for other in self._same(name) if other in places and places[other] < places[name]]

    def _stands(self, name: str, places: Mapping[str, Any]) -> bool:
        """Does a name stand in a list for itself? Not where one does that takes it in."""
        return not any(
            name in self._names(self._value(other)) and self._stands(other, places)
            for other in self._ahead(name, places)
        )

    def _values(self, counts: FacetCounts) -> Iterator[str]:
        return (self._value(name) for name, _ in counts.values)

    def _value(self, name: str) -> str:
        """What a name is counted under: the commonest spelling that is not all capitals."""
        names = self.spellings(name)
        printed = next((one for one in names if not one.isupper()), name)
        return AS + printed if len(names) > 1 and name in self.spellings(printed) else name

    def _names(self, value: str) -> tuple[str, ...]:
        return self.spellings(_bare(value)) if value.startswith(AS) else (value,)

    def _all(self, values: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for value in values for name in self._names(value)))

    def _find(self, name: str) -> tuple[str, ...]:
        if words_in(name) < 2:
            return (name,)  # a surname alone, or with an initial, may be anybody's
        same = [other for other in self._same(name) if other != name]
        sure = [other for other in same if words_in(other) > 1 or not self._leaves_open(other, name)]
        return (name, *sure[:_MAX_SPELLINGS])

    def _same(self, name: str) -> tuple[str, ...]:
        """Every name in the index that may be this one in another spelling; none for a word alone."""
        return self._kept("same", name, self._find_same) if not _is_alone(name) else ()

    def _find_same(self, name: str) -> tuple[str, ...]:
        (found,) = self._engine.namesakes([name], _MAX_NAMES)
        near = (other for other, _ in found if not _is_alone(other))
        return tuple(other for other in near if same_name(name, other).same)

    def _leaves_open(self, other: str, name: str) -> bool:
        """Is a name with an initial also that of somebody else than `name`?"""
        return any(words_in(third) > 1 and not same_name(third, name).same for third in self._same(other))


def _order(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], _bare(pair[0])


def _is_alone(name: str) -> bool:
    """Is it but a surname, or a given name? To be told at a glance: most names that share something with one are."""
    return name.isascii() and name.isalpha()


def _bare(value: str) -> str:
    return value.removeprefix(AS)
