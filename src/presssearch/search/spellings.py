"""The names of an index that are one person's, as far as names tell; of one state of the index.

    Sergey Lavrov   ─same─►  Serguei Lawrow, S. Lavrov, Лавров Сергей
                    ─of─►    … without S. Lavrov, where the index has a Stepan Lavrov too

What is found is kept, for a page asks for one name in several ways, and the next page for the same names.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from presssearch.analysis.names import is_alone, same_name, words_in
from presssearch.engines.base import Engine

AS = "~as:"  # before a name: in all of its spellings
_MAX_NAMES = 150  # of the index that are compared with one
_MAX_SPELLINGS = 40
_KEPT = 1 << 14  # names of which answers are kept: a few hundred pages


class Spellings:
    """applied: the number of the change that the answers are of. Safe to share between threads: what two of them find
    at once is the same."""

    def __init__(self, engine: Engine, applied: int) -> None:
        self.applied = applied
        self._engine = engine
        self._same: OrderedDict[str, tuple[str, ...]] = OrderedDict()
        self._spellings: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    def meet(self, names: Iterable[str]) -> None:
        """Find the namesakes of all names of a page in two requests, instead of two or three for each. Nothing else
        depends on it."""
        page = [name for name in names if words_in(name) > 1]
        self._find_same(page)
        self._find_same([other for name in page for other in self._needed(name)])

    def of(self, name: str) -> tuple[str, ...]:
        """The names in the index that are this one in another spelling, itself first; those that leave open who is
        meant ("S. Ivanov", where there are two) are left out."""
        found = self._spellings.get(name)
        return _kept(self._spellings, name, self._find(name)) if found is None else found

    def value(self, name: str) -> str:
        """What a name is counted under: the commonest spelling that is not all capitals."""
        names = self.of(name)
        printed = next((one for one in names if not one.isupper()), name)
        return AS + printed if len(names) > 1 and name in self.of(printed) else name

    def names(self, value: str) -> tuple[str, ...]:
        """Those that a value of the filter stands for."""
        return self.of(bare(value)) if value.startswith(AS) else (value,)

    def same(self, name: str) -> tuple[str, ...]:
        """Every name in the index that may be this one in another spelling; none for a word alone."""
        if is_alone(name):
            return ()
        found = self._same.get(name)
        if found is None:
            (near,) = self._engine.namesakes([name], _MAX_NAMES)
            found = self._compared(name, near)
        return found

    def _find_same(self, names: Iterable[str]) -> None:
        new = [name for name in dict.fromkeys(names) if name not in self._same and not is_alone(name)]
        for name, near in zip(new, self._engine.namesakes(new, _MAX_NAMES) if new else (), strict=True):
            self._compared(name, near)

    def _compared(self, name: str, near: Sequence[tuple[str, int]]) -> tuple[str, ...]:
        return _kept(
            self._same, name, tuple(other for other, _ in near if other == name or same_name(name, other).same)
        )

    def _needed(self, name: str) -> list[str]:
        """The names whose namesakes tell more of a name: those with initials, and the one that it is counted under."""
        others = self.same(name)
        printed = [other for other in others if not other.isupper()][:1] if name.isupper() else []
        return [*printed, *(other for other in others if words_in(other) < 2)]

    def _find(self, name: str) -> tuple[str, ...]:
        if words_in(name) < 2:
            return (name,)  # a surname alone, or with an initial, may be anybody's
        same = [other for other in self.same(name) if other != name]
        sure = [other for other in same if words_in(other) > 1 or not self._leaves_open(other, name)]
        return (name, *sure[:_MAX_SPELLINGS])

    def _leaves_open(self, other: str, name: str) -> bool:
        """Is a name with an initial also that of somebody else than `name`?"""
        return any(words_in(third) > 1 and not same_name(third, name).same for third in self.same(other))


def bare(value: str) -> str:
    return value.removeprefix(AS)


def _kept(known: OrderedDict[str, tuple[str, ...]], name: str, found: tuple[str, ...]) -> tuple[str, ...]:
    known[name] = found
    if len(known) > _KEPT:
        known.popitem(last=False)
    return found
