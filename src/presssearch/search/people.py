"""One person under one value: names of the `people` facet in their spellings, counted and chosen together.

    Sergey Lavrov 9   Serguei Lawrow 2   Лавров 1   ─►   ~as:Sergey Lavrov   11   also Serguei Lawrow

`~as:NAME` as a value of the filter stands for all names in the index that are the name in another spelling; it is
turned into these before an engine sees it. So a count is what choosing the value gives, on every engine.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from presssearch.analysis.names import same_name, words_in
from presssearch.engines.base import MISSING, Engine, FacetCounts, Filter
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
        self._known: OrderedDict[tuple[int, str], tuple[str, ...]] = OrderedDict()

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
        key = self._engine.applied(), name
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(name)
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

    def _same(self, name: str) -> list[str]:
        near = self._engine.namesakes(name, _MAX_NAMES)
        return [other for other, _ in near if same_name(name, other).same]

    def _leaves_open(self, other: str, name: str) -> bool:
        """Is a name with an initial also that of somebody else than `name`?"""
        return any(words_in(third) > 1 and not same_name(third, name).same for third in self._same(other))


def _order(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], _bare(pair[0])


def _bare(value: str) -> str:
    return value.removeprefix(AS)
