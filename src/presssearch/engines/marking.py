"""Where leaves stand in the texts of one article, found by reading it: for engines that keep no offsets."""

from collections.abc import Sequence

from presssearch.analysis.tokens import tokens
from presssearch.engines.base import Mark, Marks
from presssearch.engines.leaves import shown_in
from presssearch.engines.passages import Stand, best
from presssearch.engines.places import Entry, Guesses, stands
from presssearch.query.tree import Leaf


def marks_in(entry: Entry, leaves: Sequence[Leaf], passages: int | None, guessed: Guesses) -> Marks:
    """As `Engine.marks` gives them for an article. guessed: the forms that Wildcard and Fuzzy stand for."""
    article, found = entry.article, {}
    for name, text in (("headline", article.headline or ""), ("body", article.body)):
        here = sorted(
            Stand(span.first, span.end - 1, number)
            for number, leaf in enumerate(leaves)
            if name in shown_in(leaf)
            for span in stands(entry, leaf, name, guessed)
        )
        here = best(here, passages) if name == "body" and passages is not None else here
        read = tokens(text)
        found[name] = tuple(Mark(read[first].start, read[last].end, leaf) for first, last, leaf in here)
    return Marks(**found)
