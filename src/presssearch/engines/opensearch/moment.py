"""What is remembered of an index: the parts of one page ask for the same again and again."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from presssearch.archive.packing import read_article
from presssearch.article import Article
from presssearch.engines.opensearch.state import State
from presssearch.query.tree import Leaf, Query

_MOMENT_S = 1.0  # what another process changes is seen that much later
_TEXTS = 500  # articles that are remembered
_LEAVES = 50  # with the forms that they stand for


class Stood(NamedTuple):
    """Where leaves stand in an article. leaves: those that the cluster was asked for, with their numbers; starts: of
    the body, as schema.py has them; stands: as `scripts.marked` gives them."""

    leaves: Mapping[Leaf, int]
    starts: Sequence[int]
    stands: Sequence[int]


@dataclass(frozen=True, slots=True)
class Moment:
    """state: as it was at `began`, in seconds of the clock that never goes back. texts: by id, in the revision that a
    search found last; stood: by id, what the same search told of it. forms: those that guessed leaves stand for, as
    `known_forms` found them. articles: how many have a term of a query or a hint."""

    state: State
    began: float = field(default_factory=time.monotonic)
    texts: dict[str, Article] = field(default_factory=dict)
    stood: dict[str, Stood] = field(default_factory=dict)
    forms: dict[Leaf, Sequence[str]] = field(default_factory=dict)
    articles: dict[Query, int] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self.began + _MOMENT_S

    def then(self, state: State) -> "Moment":
        """The next one, which remembers all of this one where the state is still the same."""
        if state != self.state:
            return Moment(state)
        return Moment(state, texts=self.texts, stood=self.stood, forms=self.forms, articles=self.articles)

    def keep_forms(self, leaf: Leaf, forms: Sequence[str]) -> None:
        if len(self.forms) >= _LEAVES:
            self.forms.clear()
        self.forms[leaf] = forms

    def keep(self, hits: Sequence[Mapping[str, Any]], leaves: Mapping[Leaf, int] | None = None) -> dict[str, Article]:
        """The articles of hits that came with their texts, and where these leaves stand in them."""
        found = {hit["_source"]["id"]: read_article(hit["_source"]["article"]) for hit in hits}
        if len(self.texts) + len(found) > _TEXTS:
            self.texts.clear()
            self.stood.clear()
        if len(found) <= _TEXTS:
            self.texts.update(found)
            for id_, hit in zip(found, hits, strict=True):
                told = hit.get("fields", {})
                self.stood[id_] = Stood(leaves or {}, told.get("starts", ()), told.get("marks", ()))
        return found
