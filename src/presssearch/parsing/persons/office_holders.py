"""Whose office is meant: "the Swedish minister", "la ministre", «глава МИД»."""

from bisect import bisect_left
from itertools import takewhile

from presssearch.analysis.folding import fold
from presssearch.article import Person, Span
from presssearch.parsing.lexicon import lexicon
from presssearch.parsing.persons.genders import genders
from presssearch.parsing.speech.sayings import sayings
from presssearch.parsing.words import Words

_ARTICLE_CHARS = 4  # "la ", "der "
_NOUN_CHARS = 6
_STEM_CHARS = 5


class OfficeHolders:
    """The people of one text, by their offices."""

    def __init__(self, text: str, people: tuple[Person, ...], language: str | None) -> None:
        self._text = text
        self._people = people
        self._sayings = sayings(language)
        self._lex = lexicon(language)
        self._genders = genders(language)
        self._gender_of: dict[str, str | None] = {}
        self._nouns = {
            p.name: [_bare(fold(self._lex.nominative(word))) for word in (p.office or "").lower().split()]
            for p in people
        }
        self._stems = {p.name: _stems(p.office or "") for p in people}

    def gender(self, words: str) -> str | None:
        """As genders.Genders.of."""
        return self._genders.of(words)

    def holder(self, head: str, office: Span, words: Words) -> Person | None:
        """The person with that office: the same noun, no contradiction, most words in common, named last."""
        first = bisect_left(words.countries, office[0], key=lambda found: found[1])
        inside = list(takewhile(lambda found: found[1] < office[1], words.countries[first:]))
        codes = {code for code, _, _ in inside}
        text = words.text[office[0] : office[1]]
        for _, start, end in inside:
            text = text.replace(words.text[start:end], " ")
        wanted = _stems(text)
        noun = _bare(fold(self._lex.nominative(head)))[:_NOUN_CHARS]
        gender = self._genders.of(words.text[max(0, office[0] - _ARTICLE_CHARS) : office[1]])
        ranked = []
        for person in self._people:
            common = self._common(person, noun, wanted, codes, gender)
            if common is not None:
                named = bisect_left(person.spans, (office[0], 0))
                ranked.append((common, person.spans[named - 1][0] if named else -1, person))
        return max(ranked, key=lambda entry: entry[:2])[2] if ranked else self._diplomat(office, codes, gender, words)

    def _common(
        self, person: Person, noun: str, wanted: frozenset[str], codes: set[str], gender: str | None
    ) -> int | None:
        """How well an office fits a person; None if it does not."""
        if not any(self._is_noun(word, noun) for word in self._nouns[person.name]):
            return None
        if codes and person.country is not None and person.country not in codes:
            return None
        stems = self._stems[person.name]
        missing = wanted - stems
        if missing & self._sayings.ranks or len(missing) > 1 or self.contradicts(person, gender):
            return None
        return len(wanted & stems) - len(missing) + 2 * (bool(codes) and person.country in codes)

    def _is_noun(self, word: str, noun: str) -> bool:
        """ "Außenminister" is a "Minister"."""
        return noun in word if self._lex.endings else word.startswith(noun)

    def _diplomat(self, office: Span, codes: set[str], gender: str | None, words: Words) -> Person | None:
        """ "глава МИД", "le chef de la diplomatie": the foreign minister, if there is one of that country."""
        if self._sayings.diplomat.match(words.text, office[0], office[1] + _ARTICLE_CHARS) is None:
            return None
        ministers = [
            person
            for person in self._people
            if self._sayings.foreign.search((person.office or "").lower())
            and (not codes or person.country in codes)
            and not (self._stems[person.name] & self._sayings.ranks)
            and not self.contradicts(person, gender)
        ]
        before = [person for person in ministers if person.spans and person.spans[0][0] < office[0]]
        return before[0] if before else None

    def named_before(self, position: int, country: str) -> Person | None:
        """Whoever of a country was named last before a position."""
        last = [
            (max(start for start, _ in person.spans if start < position), person.name, person)
            for person in self._people
            if person.country == country and any(start < position for start, _ in person.spans)
        ]
        return max(last)[2] if last else None

    def contradicts(self, person: Person, gender: str | None) -> bool:
        if gender is None:
            return False
        if person.name not in self._gender_of:
            self._gender_of[person.name] = self._genders.of_person(person, self._text)
        return self._gender_of[person.name] not in (None, gender)


def _bare(word: str) -> str:
    """A word without the Arabic article."""
    return word.removeprefix("ال")


def _stems(office: str) -> frozenset[str]:
    """The words of an office without their endings, for they bend."""
    return frozenset(_bare(word)[:_STEM_CHARS] for word in fold(office).split() if len(word) > 2)
