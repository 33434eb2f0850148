"""The quotation that a result is found by, where the query asks for one: said:, by:, or a chosen speaker.

Of the quotations of an article it is the one that has most of the words, said by somebody who is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presssearch.analysis.tokens import forms, has_beginning, pattern
from presssearch.article import Article, Quote
from presssearch.engines.base import Engine, Mark
from presssearch.fields import BY_NAME
from presssearch.query import positive_leaves
from presssearch.query.guesses import measure_of
from presssearch.query.tree import Fuzzy, Leaf, Prefix, Query, Wildcard
from presssearch.search.fragments import Fragment, fragments

SAID, BY = BY_NAME["said"], BY_NAME["by"]


@dataclass(frozen=True, slots=True)
class ShownQuotation:
    """fragments: its text, the words asked for marked. speaker, office: as printed."""

    fragments: tuple[Fragment, ...]
    speaker: str | None
    office: str | None


def quotations_of(
    engine: Engine, ids: Sequence[str], query: Query, speakers: Sequence[str] = ()
) -> Mapping[str, ShownQuotation]:
    """By id of the article; nothing where no quotation is asked for. speakers: chosen ones, as their values are."""
    leaves = positive_leaves(query)
    said = [leaf for leaf in leaves if leaf.field == SAID]
    by = [leaf for leaf in leaves if leaf.field == BY]
    if not ids or not (said or by or speakers):
        return {}
    articles = [article for article in engine.get(ids) if article is not None and article.quotes]
    found = {}
    for article, marks in zip(articles, engine.marks(said, articles) if articles else (), strict=True):
        shown = _best(article, marks.body, by, speakers)
        if shown is not None:
            found[article.id] = shown
    return found


def _best(
    article: Article, marks: Sequence[Mark], by: Sequence[Leaf], speakers: Sequence[str]
) -> ShownQuotation | None:
    """The first of the best; None where no quotation has a word or a speaker that is asked for."""
    ranked = []
    for quote in article.quotes:
        inside = [mark for mark in marks if quote.span and quote.span[0] <= mark.start and mark.end <= quote.span[1]]
        spoken = quote.speaker is not None and (
            quote.speaker in speakers or any(_names(leaf, quote.speaker) for leaf in by)
        )
        ranked.append(((spoken, len({mark.leaf for mark in inside}), len(inside)), quote, inside))
    (spoken, words, _), quote, inside = max(ranked, key=lambda row: row[0])
    if not (spoken or words):
        return None
    return ShownQuotation(_fragments(article, quote, inside), quote.speaker, quote.office)


def _fragments(article: Article, quote: Quote, inside: Sequence[Mark]) -> tuple[Fragment, ...]:
    return fragments(article.body, inside, *quote.span) if quote.span else (Fragment(quote.text),)


def _names(leaf: Leaf, speaker: str) -> bool:
    """Does a leaf of the field `by` stand in a name?"""
    found = tuple(forms(speaker))
    if isinstance(leaf, Fuzzy | Wildcard):
        measure = measure_of(leaf)
        return any(measure(form) is not None for form in found)
    wanted = pattern(leaf.text)
    if isinstance(leaf, Prefix) or wanted.prefix:
        return has_beginning(found, wanted.forms)
    size = len(wanted.forms)
    return any(found[n : n + size] == wanted.forms for n in range(len(found) - size + 1))
