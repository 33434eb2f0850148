"""Where leaves stand in the texts of an article, by the numbers of its terms: most words are looked up, not analysed.

text  ──lines──► chunks ──Terms──► forms and stems ──leaves──► places of tokens ──► code points: of these chunks alone
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import pattern, tokens
from presssearch.article import Article
from presssearch.engines import marking
from presssearch.engines.base import Mark, Marks
from presssearch.engines.leaves import is_stemmed, shown_in
from presssearch.engines.opensearch.schema import term_of
from presssearch.engines.opensearch.terms import Languages, Terms, picking
from presssearch.engines.passages import Stand, best
from presssearch.engines.places import Guesses, entry_of
from presssearch.query.tree import Fuzzy, Leaf, Prefix, Wildcard

_MAX_LETTERS = 500_000  # of the chunks that are remembered: some 15 MB of a process that serves pages

_terms = Languages(Terms, _MAX_LETTERS)


def marks_in(article: Article, leaves: Sequence[Leaf], passages: int | None, guessed: Guesses) -> Marks:
    """As `Engine.marks` gives them for an article. guessed: the forms that Wildcard and Fuzzy stand for."""
    if any(leaf.field is not None and leaf.field.within for leaf in leaves):  # terms tell nothing of parts
        return marking.marks_in(entry_of(article), leaves, passages, guessed)
    found: dict[str, tuple[Mark, ...]] = {}
    for name, text in (("headline", article.headline or ""), ("body", article.body)):
        shown = [(number, leaf) for number, leaf in enumerate(leaves) if name in shown_in(leaf)]
        if text and shown:
            read = _Read(text, article.language)
            here = sorted(stand for number, leaf in shown for stand in read.stands(leaf, number, guessed))
            here = best(here, passages) if name == "body" and passages is not None else here
            found[name] = tuple(Mark(read.span(first)[0], read.span(last)[1], leaf) for first, last, leaf in here)
    return Marks(**found)


class _Read:
    """A text in terms. A place is the number of a token."""

    def __init__(self, text: str, language: str | None) -> None:
        self._language = language
        self._lines = text.split("\n")
        self._chunks: list[str] = []
        self._firsts: list[int] = []  # of each line, the number of the first chunk
        for line in self._lines:
            self._firsts.append(len(self._chunks))
            self._chunks += line.split()
        terms = _terms.of(language)
        numbers = list(map(terms.__getitem__, self._chunks))
        self._terms, self._pick = terms, picking(terms.parted(numbers))
        self._behind = [] if min(numbers, default=1) > 0 else list(accumulate(map(terms.size, numbers)))

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        return self._pick(self._terms.forms)[:-2]

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        return self._pick(self._terms.stems)[:-2]

    def stands(self, leaf: Leaf, number: int, guessed: Guesses) -> Iterator[Stand]:
        """number: of the leaf."""
        if isinstance(leaf, Wildcard | Fuzzy):
            known = set(map(term_of, guessed.get(leaf, ())))
            return (Stand(at, at, number) for at, form in enumerate(self._forms) if form in known)
        wanted, stemmed = pattern(leaf.text), is_stemmed(leaf)
        whole = [term_of(stem(form, self._language) if stemmed else form) for form in wanted.forms]
        last = len(whole) - 1
        row = self._stems if stemmed else self._forms
        places = _followed(row, whole)
        if whole and (wanted.prefix or isinstance(leaf, Prefix)):
            begun, before = wanted.forms[-1], whole[:-1]
            ends = (at for at, form in enumerate(self._forms) if at >= last and form.startswith(begun))
            places = (at - last for at in ends if list(row[at - last : at]) == before)
        return (Stand(at, at + last, number) for at in places)

    def span(self, place: int) -> tuple[int, int]:
        """Where a token begins and ends in the text."""
        number, inner = place, 0
        if self._behind:
            number = bisect_right(self._behind, place)
            inner = place - (self._behind[number - 1] if number else 0)
        at = bisect_right(self._firsts, number) - 1
        line = self._lines[at]
        rest = line.split(None, number - self._firsts[at])[-1]  # with the spaces at the end
        start = sum(map(len, self._lines[:at])) + at + len(line) - len(rest)
        token = tokens(self._chunks[number])[inner]
        return start + token.start, start + token.end


def _followed(row: Sequence[str], terms: Sequence[str]) -> Iterator[int]:
    """The places at which terms follow each other."""
    try:
        at = row.index(terms[0]) if terms else len(row)
        while at < len(row):
            if list(row[at : at + len(terms)]) == terms:
                yield at
            at = row.index(terms[0], at + 1)
    except ValueError:
        return
