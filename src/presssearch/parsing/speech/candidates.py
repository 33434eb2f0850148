"""The people and offices around quotations: whoever may be the speaker of one."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from presssearch.article import Person, Span
from presssearch.parsing.lexicon import Lexicon, lexicon
from presssearch.parsing.persons.office_holders import OfficeHolders
from presssearch.parsing.persons.offices import offices_of
from presssearch.parsing.persons.titled_names import offices_without_capitals
from presssearch.parsing.speech.sayings import sayings
from presssearch.parsing.speech.speech_clauses import Clauses
from presssearch.parsing.words import Words, word_set

_BRACKETED = re.compile(r" ?\([^()]{2,10}\)")  # "the Commissioner for Refugees (UNHCR), Ann Doe"
_DEFINITE = word_set(
    "the his her its their der die dem den das sein seine ihr ihre le la l son sa leur el su o a seu sua il lo suo"
)
_APPOSED_CHARS = 12  # between an office and a name
_LAST_WORD = re.compile(r"([^\W\d_]+[’']?)[\s.,(]*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in a clause, by name or office. person: None for an office of somebody who is not named.
    subject: no preposition stands before it, nor is its noun in another case. head: noun of an office whose holder
    is still to be found."""

    start: int
    end: int
    person: Person | None
    subject: bool
    head: str | None = None


class Candidates:
    """Names with the office that touches them as one, and offices alone, outside quotations.

    clauses: of the text that the quotations stand in; words: of a text that begins with it; spoken: start, end and
    speaker of the quotations that were looked at, which grows.
    """

    def __init__(
        self,
        clauses: Clauses,
        people: tuple[Person, ...],
        holders: OfficeHolders,
        words: Words,
        language: str | None,
        spoken: Sequence[tuple[int, int, Person]],
    ) -> None:
        self._clauses = clauses
        self._text = clauses.text
        self._holders = holders
        self._words = words
        self._lex = lexicon(language)
        self._spoken = spoken
        self._others = sayings(language).others
        self._prepositions = sayings(language).prepositions
        self._found = self._all(people)
        self._starts = [candidate.start for candidate in self._found]

    def between(self, start: int, end: int) -> list[Candidate]:
        """Those in a stretch of the text, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        for index in range(first, last):
            found = self._found[index]
            if found.head is not None:
                holder = self._holders.holder(found.head, (found.start, found.end), self._words)
                holder = holder or self._other(found.head, found.start, found.end) or self._unknown(found)
                self._found[index] = replace(found, person=holder, head=None)
        return [c for c in self._found[first:last] if c.end <= end]

    def _unknown(self, found: Candidate) -> Person | None:
        """Who is meant by an office alone that nobody is known to have: one word, and one person of the paragraph."""
        if found.end - found.start > len(found.head or "") + 1 or not found.subject:
            return None
        return self._holders.unknown(self._text.rfind("\n", 0, found.start) + 1, found.start, None)

    def _other(self, head: str, start: int, end: int) -> Person | None:
        first = bisect_left(self._words.countries, start - _APPOSED_CHARS, key=lambda found: found[1])
        beside = takewhile(lambda found: found[1] <= end + 1, islice(self._words.countries, first, None))
        before = [person for _, stop, person in self._spoken if stop <= start]
        return self._holders.other(head, start, {code for code, _, _ in beside}, before[-1] if before else None)

    def _all(self, people: tuple[Person, ...]) -> list[Candidate]:
        size = len(self._text)
        names = [(span, person) for person in people for span in person.spans if span[1] <= size]
        names.sort(key=lambda pair: pair[0])
        names = [(span, person) for span, person in names if not self._clauses.is_quoted(span[0])]
        taken = sorted((start, end) for (start, end), _ in names)
        begins = [start for start, _ in taken]
        found: list[Candidate] = []
        office_before: dict[int, tuple[int, bool]] = {}  # start of a name -> start of its office, oblique
        offices = [*_offices_in(self._words, self._lex, size), *self._nouns_alone(size)]
        for start, end, head, oblique in sorted(offices):
            if self._clauses.is_quoted(start):
                continue
            index = bisect_left(begins, start)
            if (
                index < len(taken)
                and taken[index][0] < end + 2 * _APPOSED_CHARS
                and self._is_apposed(end, taken[index][0])
            ):
                office_before[taken[index][0]] = (start, oblique)
            elif not self._is_behind_name(start, taken[index - 1 : index], office_before) and not self._is_inside(
                start, taken
            ):
                found.append(Candidate(start, end, None, not oblique and self._is_subject(start), head))
        for (start, end), person in names:
            first, oblique = office_before.get(start, (start, False))
            found.append(Candidate(first, end, person, not oblique and self._is_subject(first)))
        return sorted(found, key=lambda c: c.start)

    def _nouns_alone(self, size: int) -> Iterator[tuple[int, int, str, bool]]:
        """As _offices_in: nouns that are no office, but that somebody is called by: "the geologist", "her guest"."""
        wanted, offices = self._holders.nouns | self._others, offices_of(self._words.text, self._words.language)
        inside = {at for office in offices for at in range(office.first, office.last)} if wanted else set()
        for index, word in enumerate(self._words):
            if word.end > size:
                return
            noun = self._lex.nominative(word.low)
            if noun in wanted and index not in inside and self._is_definite(index):
                yield word.start, word.end, noun, noun != word.low

    def _is_definite(self, index: int) -> bool:
        """Is it one who was told of before: "the geologist"? Russian and Kazakh do not tell."""
        if self._lex.language in ("ru", "kk"):
            return True
        before = self._words[index - 1].low if index and self._words.joined(index - 1) else ""
        return before in _DEFINITE

    def _is_behind_name(self, start: int, names: list[Span], office_before: dict[int, tuple[int, bool]]) -> bool:
        """ "Ann Doe, the Minister"; but "Minister Ann Doe, the Ambassador said" are two."""
        return bool(names) and names[-1][0] not in office_before and self._is_apposed(names[-1][1], start)

    def _is_apposed(self, end: int, start: int) -> bool:
        """Does a name stand right behind an office, or the other way round: "the Minister, Dr. Doe"?"""
        between = _BRACKETED.sub("", self._text[end : max(end, min(start, end + 2 * _APPOSED_CHARS))])
        short = end <= start and len(between) <= _APPOSED_CHARS and between.count(",") <= 1
        return short and not re.search(r"^\.\s|\w{5}\.\s|\b[^\W\d_A-Z]{4}\.\s|[;:!?“«\n]", between)

    def _is_inside(self, position: int, spans: list[tuple[int, int]]) -> bool:
        index = bisect_left(spans, (position + 1, 0)) - 1
        return index >= 0 and spans[index][0] <= position < spans[index][1]

    def _is_subject(self, start: int) -> bool:
        before = self._text[max(0, start - 30) : start]
        for _ in range(2):
            word = _LAST_WORD.search(before)
            if word is None or not before.endswith(tuple(" \xa0\n’'(.")):
                return True
            low = word.group(1).lower()
            if low in self._prepositions:
                return False
            if low not in self._lex.articles and low not in self._lex.honorifics:
                return True
            before = before[: word.start()]
        return True


def _offices_in(words: Words, lex: Lexicon, end: int) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, noun of every office, and whether it stands in an oblique case."""
    for office in offices_of(words.text, words.language):
        start, stop = words[office.first].start, words[office.last - 1].end
        if stop > end:
            return
        yield start, stop, words[office.head].low, lex.is_oblique(words[office.head])
    for start, stop in offices_without_capitals(words):
        if stop > end:
            return
        yield start, stop, words.text[start:stop].split()[0], False
