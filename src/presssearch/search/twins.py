"""Releases that are one text: printed twice, by two bodies, or again with a word mended.

Two are twins when at least MOST of their runs of RUN words are shared and nothing that is known of both tells
them apart: language, day, places, people and countries. Two condolences with the same words to two families stay two.
"""

from collections.abc import Sequence
from functools import cached_property

from presssearch.analysis.tokens import forms
from presssearch.article import Card

RUN = 4
MOST = 0.8
_FEWEST_WORDS = 30  # a shorter text has too few runs: it must be the same word by word, under the same headline


def twin_groups(articles: Sequence[Card]) -> list[list[int]]:
    """The numbers of the articles, twins together: groups in the order of their first, which all resemble."""
    texts = [_Text(article) for article in articles]
    groups: list[list[int]] = []
    for n, text in enumerate(texts):
        group = next((group for group in groups if texts[group[0]].is_twin_of(text)), None)
        if group is None:
            groups.append([n])
        else:
            group.append(n)
    return groups


class _Text:
    """An article, taken apart as far as it was asked for."""

    def __init__(self, article: Card) -> None:
        self.article = article

    @cached_property
    def words(self) -> list[str]:
        return forms(self.article.body)

    @cached_property
    def headline(self) -> list[str]:
        return forms(self.article.headline or "")

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        return {tuple(self.words[n : n + RUN]) for n in range(len(self.words) - RUN + 1)}

    def is_twin_of(self, other: "_Text") -> bool:
        if not _may_be_twins(self.article, other.article):
            return False
        if min(len(self.words), len(other.words)) < _FEWEST_WORDS:
            return self.words == other.words and self.headline == other.headline
        return len(self.runs & other.runs) >= MOST * len(self.runs | other.runs)


def _may_be_twins(one: Card, other: Card) -> bool:
    """Does nothing that is known of both tell them apart? The cheapest question first."""
    shorter, longer = sorted((len(one.body), len(other.body)))
    return (
        shorter >= MOST * MOST * longer > 0
        and _agree(one.language, other.language)
        and _agree(_day(one), _day(other))
        and _agree(_places(one), _places(other))
        and set(one.countries) == set(other.countries)
        and set(one.people) == set(other.people)
    )


def _agree(one: object, other: object) -> bool:
    return not one or not other or one == other


def _day(article: Card) -> str:
    """As far as it is known, without the time of day."""
    return (article.published.value or "").partition("T")[0]


def _places(article: Card) -> frozenset[str]:
    return frozenset(place.name or place.raw for place in article.places)
