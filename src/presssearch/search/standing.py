"""Which of the marked words are what a query asks for, where it asks for places: near, same, first.

    dam near/2 water      the dam of the water …… a dam far away
                              ▔▔▔        ▔▔▔▔▔      not marked

The engine marks the words wherever they are; here those are kept that stand together, as base.py of the engines defines
it, in one text of one article.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from presssearch.analysis.tokens import tokens
from presssearch.article import Article, Card, Span
from presssearch.engines.base import Mark
from presssearch.query.rewrite import positive_leaves
from presssearch.query.tree import And, AtLeast, First, Leaf, Near, Or, Query, Quotation, Same

_LINE = re.compile(r"[^\n]+")


def asks_for_places(query: Query) -> bool:
    """Are there words that count only where others are?"""
    match query:
        case Near() | Same() | First():
            return True
        case And() | Or():
            return any(map(asks_for_places, query.children))
        case AtLeast() | Quotation():
            return asks_for_places(query.child)
        case _:
            return False


def paragraphs_of(text: Article | Card) -> Sequence[Span]:
    """As parsed; by lines where only what a list shows is at hand."""
    if isinstance(text, Article):
        return text.paragraph_spans()
    return [line.span() for line in _LINE.finditer(text.body)] or [(0, 0)]


def standing(
    query: Query, leaves: Sequence[Leaf], marks: Sequence[Mark], text: str, paragraphs: Sequence[Span] = ()
) -> tuple[Mark, ...]:
    """Those of the marks that stand as the query asks. paragraphs: of the body; none for a headline, which is one."""
    kept = _Text(leaves, marks, text, paragraphs).of(query)
    return tuple(mark for n, mark in enumerate(marks) if n in kept)


@dataclass
class _Text:
    """The marks of a text; sets hold their numbers."""

    leaves: Sequence[Leaf]
    marks: Sequence[Mark]
    text: str
    paragraphs: Sequence[Span]

    def of(self, query: Query) -> set[int]:
        match query:
            case And() | Or():
                return set().union(*map(self.of, query.children))
            case Near():
                return self._near([self.of(child) for child in query.children], query.words)
            case Same():
                return self._same([self.of(child) for child in query.children])
            case First():
                return {n for n in self.of(query.child) if self.paragraphs and self._words[n][1] <= query.words}
            case AtLeast() | Quotation():
                return self.of(query.child)
            case _:
                return set().union(*(self._by_leaf.get(leaf, ()) for leaf in positive_leaves(query)))

    @cached_property
    def _by_leaf(self) -> Mapping[Leaf, set[int]]:
        found: dict[Leaf, set[int]] = {}
        for n, mark in enumerate(self.marks):
            found.setdefault(self.leaves[mark.leaf], set()).add(n)
        return found

    @cached_property
    def _words(self) -> list[Span]:
        """Of each mark, its first word and the one behind its last."""
        starts = [token.start for token in tokens(self.text)]
        return [(bisect_left(starts, mark.start), bisect_left(starts, mark.end)) for mark in self.marks]

    def _near(self, children: Sequence[set[int]], words: int) -> set[int]:
        """From each place on, one of every child, the next ones, if few words are left between them."""
        stand = [{self._words[n] for n in child} for child in children]
        order = sorted(set().union(*stand))
        kept: set[Span] = set()
        for at in range(len(order)):
            chosen: dict[int, Span] = {}
            for span in order[at:]:
                free = (child for child, held in enumerate(stand) if span in held and child not in chosen)
                child = next(free, None)
                if child is not None:
                    chosen[child] = span
                if len(chosen) == len(stand):
                    break
            if len(chosen) == len(stand) and _between(list(chosen.values())) <= words:
                kept.update(chosen.values())
        return {n for child in children for n in child if self._words[n] in kept}

    def _same(self, children: Sequence[set[int]]) -> set[int]:
        """Those of the paragraphs in which every child is."""
        begun = [first for first, _ in self.paragraphs]
        place = {n: bisect_right(begun, self.marks[n].start) for n in set().union(*children)}
        full = set.intersection(*({place[n] for n in child} for child in children))
        return {n for n, paragraph in place.items() if paragraph in full}


def _between(spans: Sequence[Span]) -> int:
    """Words from the first to the last that belong to none."""
    held = {word for first, end in spans for word in range(first, end)}
    return max(end for _, end in spans) - min(first for first, _ in spans) - len(held)
