"""Where leaves stand in the texts of an article. Of words and phrases the cluster tells it with the hits of a search:
the text is read near the marks alone, from places that the index keeps. Else all of it is read, and as it is remembered
which chunks hold a term, only these are looked at.

text ──lines──► chunks ──set──► different ones ──Known──► those that hold a term ──► places of tokens ──► code points
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from threading import Lock

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import forms_of_chunk, pattern, span_of, tokens
from presssearch.article import Article
from presssearch.engines import marking
from presssearch.engines.base import Mark, Marks
from presssearch.engines.leaves import is_stemmed, shown_in
from presssearch.engines.opensearch.moment import Stood
from presssearch.engines.passages import Stand, best
from presssearch.engines.places import Guesses, entry_of
from presssearch.query.rewrite import positive_leaves
from presssearch.query.tree import Exact, Fuzzy, Leaf, Phrase, Prefix, Query, Wildcard, Word

_MAX_LETTERS = 1_000_000  # of the chunks that are remembered: some 50 MB of a process that serves pages


class Known:
    """What chunks hold, in one language. chunks: chunk -> its forms, and their stems; with_form, with_stem: the chunks
    that hold each; sizes: how many forms a chunk has that has not one. Threads may share it."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._lock = Lock()
        self.chunks: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
        self.with_form: dict[str, list[str]] = {}
        self.with_stem: dict[str, list[str]] = {}
        self.sizes: dict[str, int] = {}
        self.letters = 0

    def meet(self, chunks: Iterable[str]) -> None:
        with self._lock:
            for chunk in chunks:
                forms = forms_of_chunk(chunk)
                stems = [stem(form, self._language) for form in forms]
                for form, stemmed in zip(forms, stems, strict=True):
                    self.with_form.setdefault(form, []).append(chunk)
                    self.with_stem.setdefault(stemmed, []).append(chunk)
                if len(forms) != 1:
                    self.sizes[chunk] = len(forms)
                self.letters += len(chunk)
                self.chunks[chunk] = forms, stems


_known: dict[str | None, Known] = {}


def _known_of(language: str | None) -> Known:
    """All is forgotten where the chunks of all languages have many letters together."""
    if sum(known.letters for known in list(_known.values())) >= _MAX_LETTERS:
        _known.clear()
    found = _known.get(language)
    return found if found is not None else _known.setdefault(language, Known(language))


def marked_leaves(query: Query) -> Iterable[Leaf]:
    """The leaves that a cluster is asked for with the hits: words and phrases, which hashes of terms tell."""
    for leaf in dict.fromkeys(positive_leaves(query)):
        if shown_in(leaf) and isinstance(leaf, Word | Phrase | Exact):
            wanted = pattern(leaf.text)
            if wanted.forms and not wanted.prefix:
                yield leaf


def marks_in(
    article: Article, leaves: Sequence[Leaf], passages: int | None, guessed: Guesses, stood: Stood | None = None
) -> Marks:
    """As `Engine.marks` gives them for an article. guessed: the forms that Wildcard and Fuzzy stand for. stood: what
    the cluster told."""
    if stood is not None and all(leaf in stood.leaves or not shown_in(leaf) for leaf in leaves):
        return _told(article, leaves, passages, stood)
    if any(leaf.field is not None and leaf.field.within for leaf in leaves):  # terms tell nothing of parts
        return marking.marks_in(entry_of(article), leaves, passages, guessed)
    found: dict[str, tuple[Mark, ...]] = {}
    for name, text in (("headline", article.headline or ""), ("body", article.body)):
        shown = [(number, leaf) for number, leaf in enumerate(leaves) if name in shown_in(leaf)]
        if text and shown:
            read = _Read(text, article.language)
            here = read.stands([(number, _Wanted.of(leaf, article.language, guessed)) for number, leaf in shown])
            here = best(here, passages) if name == "body" and passages is not None else here
            found[name] = tuple(Mark(read.span(first)[0], read.span(last)[1], leaf) for first, last, leaf in here)
    return Marks(**found)


def _told(article: Article, leaves: Sequence[Leaf], passages: int | None, stood: Stood) -> Marks:
    asked: dict[int, list[int]] = {}  # number in the answer -> numbers of the leaf here
    for number, leaf in enumerate(leaves):
        if leaf in stood.leaves:
            asked.setdefault(stood.leaves[leaf], []).append(number)
    headline, body = list[Stand](), list[Stand]()
    for told in stood.stands:
        first, end = told >> 24 & 0xFFFFFF, told & 0xFFFFFF
        here = headline if told >> 48 & 1 else body
        here += [Stand(first, end - 1, number) for number in asked.get(told >> 49, ())]
    headline.sort()
    body.sort()
    shown = best(body, passages) if passages is not None else body
    read = tokens(article.headline or "") if headline else []
    return Marks(
        tuple(Mark(read[first].start, read[last].end, leaf) for first, last, leaf in headline),
        tuple(
            Mark(_span(article.body, stood.starts, first)[0], _span(article.body, stood.starts, last)[1], leaf)
            for first, last, leaf in shown
        ),
    )


def _span(body: str, starts: Sequence[int], token: int) -> tuple[int, int]:
    """Where a token of the body begins and ends. starts: as schema.py has them."""
    nearest = starts[bisect_right(starts, token << 32 | 0xFFFFFFFF) - 1]
    return span_of(body, token - (nearest >> 32), nearest & 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a leaf asks for: terms that follow each other, of stems or of forms; begun: how a form begins that stands
    behind them; any: forms of which one stands alone."""

    terms: Sequence[str]
    stemmed: bool = False
    begun: str | None = None
    any: Collection[str] | None = None

    @classmethod
    def of(cls, leaf: Leaf, language: str | None, guessed: Guesses) -> "_Wanted":
        if isinstance(leaf, Wildcard | Fuzzy):
            return cls((), any=guessed.get(leaf, ()))
        wanted, stemmed = pattern(leaf.text), is_stemmed(leaf)
        whole, begun = wanted.forms, None
        if whole and (wanted.prefix or isinstance(leaf, Prefix)):
            whole, begun = whole[:-1], whole[-1]
        return cls([stem(form, language) if stemmed else form for form in whole], stemmed, begun)

    def __len__(self) -> int:
        return 1 if self.any is not None else len(self.terms) + (self.begun is not None)

    def chunks(self, known: Known, chunks: set[str]) -> set[str]:
        """Those in which it may begin."""
        if self.any is not None:
            return chunks & set[str]().union(*(known.with_form.get(form, ()) for form in self.any))
        if self.terms:
            return chunks.intersection((known.with_stem if self.stemmed else known.with_form).get(self.terms[0], ()))
        begun = self.begun
        if begun is None:
            return set()
        return {chunk for chunk in chunks if any(form.startswith(begun) for form in known.chunks[chunk][0])}

    def is_at(self, forms: Sequence[str], stems: Sequence[str], at: int) -> bool:
        """Does it stand from some token on?"""
        if self.any is not None:
            return forms[at] in self.any
        behind = at + len(self.terms)
        if list((stems if self.stemmed else forms)[at:behind]) != self.terms:
            return False
        return self.begun is None or (behind < len(forms) and forms[behind].startswith(self.begun))


class _Read:
    """A text in terms. A place is the number of a token."""

    def __init__(self, text: str, language: str | None) -> None:
        self._lines = text.split("\n")
        self._chunks: list[str] = []
        self._firsts: list[int] = []  # of each line, the number of the first chunk
        for line in self._lines:
            self._firsts.append(len(self._chunks))
            self._chunks += line.split()
        self._known = known = _known_of(language)
        self._different = set(self._chunks)
        unknown = self._different.difference(known.chunks)
        if unknown:
            known.meet(unknown)
        uncommon = not self._different.isdisjoint(known.sizes)
        self._behind = list(accumulate(map(known.sizes.get, self._chunks, repeat(1)))) if uncommon else []

    def stands(self, leaves: Sequence[tuple[int, _Wanted]]) -> list[Stand]:
        """leaves: with their numbers. Where each stands, in order."""
        asked = [(number, wanted, wanted.chunks(self._known, self._different)) for number, wanted in leaves]
        every = set[str]().union(*(chunks for _, _, chunks in asked))
        if not every:
            return []
        found: list[Stand] = []
        longest = max(len(wanted) for _, wanted, _ in asked)
        for at in [at for at, chunk in enumerate(self._chunks) if chunk in every]:
            chunk = self._chunks[at]
            forms, stems = self._from(at, longest)
            place = self._place(at)
            for number, wanted, chunks in asked:
                if chunk in chunks:
                    found += [
                        Stand(place + inner, place + inner + len(wanted) - 1, number)
                        for inner in range(len(self._known.chunks[chunk][0]))
                        if wanted.is_at(forms, stems, inner)
                    ]
        return sorted(found)

    def _from(self, at: int, count: int) -> tuple[Sequence[str], Sequence[str]]:
        """Forms and stems from a chunk on: its own, and so many that one may need which begins in it."""
        forms, stems = self._known.chunks[self._chunks[at]]
        needed = len(forms) + count - 1
        while len(forms) < needed and at + 1 < len(self._chunks):
            at += 1
            more, stemmed = self._known.chunks[self._chunks[at]]
            forms, stems = [*forms, *more], [*stems, *stemmed]
        return forms, stems

    def _place(self, chunk: int) -> int:
        """Of the first token of a chunk."""
        if not self._behind:
            return chunk
        return self._behind[chunk - 1] if chunk else 0

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
