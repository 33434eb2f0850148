"""What only the index knows of a query: compiling it is pure beside this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from presssearch.query.tree import Leaf


@dataclass(frozen=True, slots=True)
class Known:
    """languages: of the articles, None for unknown. forms: of the index, that a leaf stands for which is begun or
    guessed. cut: the leaves that stand for more of them than count."""

    languages: tuple[str | None, ...] = ()
    forms: Mapping[Leaf, Sequence[str]] = field(default_factory=dict)
    cut: tuple[Leaf, ...] = ()
