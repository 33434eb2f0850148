"""A text as words, with what the finders ask of them: case, neighbours, countries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from presssearch.analysis.country_mentions import mentions
from presssearch.analysis.country_words import MARKS, PLAIN_END, PLAIN_LETTERS
from presssearch.parsing.institutions.known_bodies import known_bodies

# Finders read no more of a text than this many code points: a longer "release" is a dump of several, and
# what is named in it is named in the beginning.
MAX_ANALYSED_CHARS = 200_000

_LETTERS = rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*"
# "Geurts-Lakin", "O’Neill", "S.V." and "G20"; "l’" of "l’OTAN" and "dell’" are words; "Doe's" is cut off
_WORD = re.compile(
    rf"[{PLAIN_LETTERS}]{{2,}}+{PLAIN_END}"
    rf"|(?:[^\W\d_]\.){{2,4}}|(?:[dlDL]|[qQ]u|(?:[Aa]|[Dd][ae]|[Nn]e|[Ss]u)ll)[’'](?=[^\W\d_]{{2}})|{_LETTERS}(?:[’'ʼʻ-]{_LETTERS})*\d{{0,3}}"
)
_POSSESSIVE = re.compile(r"[’'ʼ][sS]$")
_SUFFIX = re.compile(r"[’'ʼ](?:[^\W\d_A-ZÇĞİÖŞÜ]+|[sS])$")  # "Karaağaçlı’nın"
_SUFFIXED = frozenset({"tr", "az"})
_ARTICLE_OF_NAME = re.compile(
    r"(?:al|el|ad|ed|ar|er|as|es|ash|esh|at|an|az|ul|ur|аль|эль|ас|аш|ад|ан|ар|ат|эд)[-’'][A-ZÀ-ÞА-Я]"
)  # "al-Jamil"
_MIN_CUT_CHARS = 3
_SENTENCE_MARKS = frozenset('.!?:;•–—“"«‘(…')
_HARD_WRAPPED_CHARS = 45  # a line of this length goes on in the next line


@dataclass(slots=True)
class Word:
    text: str  # as printed, without a possessive ending
    low: str  # lower case
    start: int
    end: int  # of text
    after: int  # where the printed word ends, with its possessive ending
    capital: bool
    country: str | None = None
    body: str | None = None  # key of the international organisation whose name it is part of


class Words(list[Word]):
    """The words of a text."""

    def __init__(self, text: str, language: str | None) -> None:
        form = _suffixed_form if language in _SUFFIXED else _form
        super().__init__()
        for match in _WORD.finditer(text):
            start, after = match.span()
            shown, low, capital = form(match[0])
            self.append(Word(shown, low, start, start + len(shown), after, capital))
        self.text = text
        self.language = language
        self.countries = tuple(mentions(text, language))
        starts = ((word.text, word.start) for word in self if word.capital or not word.text.isascii())
        self.bodies = tuple(known_bodies(text, language, starts))
        self._mark()

    def _mark(self) -> None:
        for word, code in self._words_at(self.countries):
            word.country = code
        for word, organisation in self._words_at(self.bodies):
            word.body = organisation

    def _words_at(self, found: Iterable[tuple[str, int, int]]) -> Iterator[tuple[Word, str]]:
        position = 0
        for value, start, end in found:
            while position < len(self) and self[position].after <= start:
                position += 1
            index = position
            while index < len(self) and self[index].start < end:
                yield self[index], value
                index += 1

    def gap(self, index: int) -> str:
        """What stands between a word and the next; a line break at the end of the text."""
        if index + 1 >= len(self):
            return self.text[self[index].after :][:4] + "\n\n" if self else "\n\n"
        return self.text[self[index].after : self[index + 1].start]

    def gap_in(self, index: int) -> str:
        """The ending that was cut from a word: "’nın"."""
        return self.text[self[index].end : self[index].after]

    def joined(self, index: int) -> bool:
        """Do the word and the next belong to one run: nothing but a space, or a wrapped line, between them?

        The dot of an initial or of an abbreviated title counts for nothing: "K. Abdrakhmanov", "Dr. X".
        """
        gap = self.gap(index)
        if gap == " ":
            return True
        word = self[index]
        if gap.startswith(".") and (len(word.text) <= 2 or word.text[-1:] == "." or word.low in _ABBREVIATED):
            gap = gap[1:]
        if gap == "":
            return word.text.endswith((".", "'", "’")) or self.text[word.after : word.after + 1] == "."
        if not gap.isspace() or gap.count("\n") > 1:
            return False
        if "\n" not in gap:
            return True
        line_start = self.text.rfind("\n", 0, word.start) + 1
        return word.after - line_start >= _HARD_WRAPPED_CHARS

    def starts_sentence(self, index: int) -> bool:
        if index == 0:
            return True
        gap = self.gap(index - 1)
        if "\n" in gap:
            return not self.joined(index - 1)
        return not _SENTENCE_MARKS.isdisjoint(gap) and not self.joined(index - 1)


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(words.split())


_ABBREVIATED = word_set("actg mr mrs ms dr prof hon sr jr st gen col lt maj capt sen rep gov amb rt sra mme г-н г-жа")


@lru_cache(maxsize=1 << 16)
def _form(printed: str) -> tuple[str, str, bool]:
    """The word without a possessive ending, in lower case, and whether it has a capital: "al-Jamil" has."""
    cut = _POSSESSIVE.search(printed) if printed[-1] in "sS" and len(printed) > _MIN_CUT_CHARS else None
    return _described(printed[: cut.start()] if cut else printed)


@lru_cache(maxsize=1 << 14)
def _suffixed_form(printed: str) -> tuple[str, str, bool]:
    cut = _SUFFIX.search(printed) if len(printed) > _MIN_CUT_CHARS else None
    return _described(printed[: cut.start()] if cut else printed)


def _described(word: str) -> tuple[str, str, bool]:
    capital = word[0].isupper() or (word[0] in "aeuаэ" and _ARTICLE_OF_NAME.match(word) is not None)
    low = word.lower()
    return word, low[:-1] if low[-1] in "’'" else low, capital


@lru_cache(maxsize=4)
def words_of(text: str, language: str | None) -> Words:
    """The words of a text; the finders of one article share them."""
    return Words(text[:MAX_ANALYSED_CHARS], language)
