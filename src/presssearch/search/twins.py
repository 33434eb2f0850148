"""Releases that are one text: printed twice, by two bodies, or again with a word mended.

Two are twins when at least MOST of their runs of RUN words are shared and nothing that is known of both tells
them apart: language, day, places, people and countries. Two condolences with the same words to two families stay two.
"""

from collections.abc import Callable, Sequence
from functools import cache

from presssearch.analysis.tokens import forms
from presssearch.article import Article

RUN = 4
MOST = 0.8
_FEWEST_FORMS = 30  # a shorter text has too few runs: it must be the same form by form


def twin_groups(articles: Sequence[Article]) -> list[list[int]]:
    """The numbers of the articles, twins together: groups in the order of their first, which all resemble."""

    @cache
    def read(n: int) -> list[str]:
        return forms(articles[n].body)

    groups: list[list[int]] = []
    for n, article in enumerate(articles):
        group = next((g for g in groups if _may_be_twins(articles[g[0]], article) and _same_words(g[0], n, read)), None)
        if group is None:
            groups.append([n])
        else:
            group.append(n)
    return groups


def _may_be_twins(one: Article, other: Article) -> bool:
    """Does nothing that is known of both tell them apart? The cheapest question first."""
    shorter, longer = sorted((len(one.body), len(other.body)))
    return (
        shorter >= MOST * MOST * longer > 0
        and _agree(one.language, other.language)
        and _agree(_day(one), _day(other))
        and _agree(_places(one), _places(other))
        and set(one.countries) == set(other.countries)
        and {person.name for person in one.people} == {person.name for person in other.people}
    )


def _agree(one: object, other: object) -> bool:
    return not one or not other or one == other


def _day(article: Article) -> str:
    """As far as it is known, without the time of day."""
    return (article.published.value or "").partition("T")[0]


def _places(article: Article) -> frozenset[str]:
    return frozenset(place.name or place.raw for place in article.dateline.places) if article.dateline else frozenset()


def _same_words(one: int, other: int, read: Callable[[int], list[str]]) -> bool:
    here, there = read(one), read(other)
    if min(len(here), len(there)) < _FEWEST_FORMS:
        return here == there
    runs, others = ({tuple(text[n : n + RUN]) for n in range(len(text) - RUN + 1)} for text in (here, there))
    return len(runs & others) >= MOST * len(runs | others)
