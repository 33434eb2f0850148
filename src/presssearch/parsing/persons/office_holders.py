"""Whose office is meant: "the Swedish minister", "la ministre", «глава МИД»."""

import re
from bisect import bisect_left
from itertools import takewhile

from presssearch.analysis.folding import fold
from presssearch.article import Person, Span
from presssearch.parsing.lexicon import lexicon
from presssearch.parsing.persons.genders import genders
from presssearch.parsing.persons.known_names import trade_of
from presssearch.parsing.persons.offices import offices_of
from presssearch.parsing.speech.sayings import sayings
from presssearch.parsing.words import Words, word_set

_ARTICLE_CHARS = 4  # "la ", "der "
_NOUN_CHARS = 6
_STEM_CHARS = 5
_NOUN_FIRST = frozenset({"fr", "es", "pt", "it"})
# the first letters of the nouns for diplomats, folded
_ENVOYS = word_set(
    "ambas embai embaj botsc gesan buyuk посол посла постп elshi elsis елшіс consu konsu консу charg повер diplo дипло"
)
# Russian and Kazakh short words for deputies: the rest of the noun is whose deputy
_DEPUTIES = {"зам": "заместитель", "вице-": "орынбасары", "vıse-": "orynbasary", "vise-": "orynbasary"}
# whose first letters are those of an office: «советник посольства» is no «посол»
_BODIES = re.compile(
    r"посольств|министерств|консульств|представительств|секретариат|ministr(?:y|ies)|ministère|minist[ée]rio|ministero"
    r"|ministerium|ministeriet|embajada|embaixada|canciller[ií]a|chancelaria|secretar[ií]at|(?:bakan|elçi|sekreter|temsilci)li[kğ]"
    r"|министрлі|елшілі|хатшылы|m[iı]n[iı]str[iı]l[iı]|elsh[iı]l[iı]|elşılı|hatshyly|hatşyly"
)
_DEPUTY = re.compile(rf"(?:{'|'.join(_DEPUTIES)})(?P<of>\w{{4,}}).*")


class OfficeHolders:
    """The people of one text, by their offices. nouns: what they are called by that is no office: "geologist"."""

    def __init__(self, text: str, people: tuple[Person, ...], language: str | None, words: Words) -> None:
        self._text = text
        self._words = words
        self._office_at = {office.first: office for office in offices_of(words.text, words.language)}
        self._office_until = {
            words[office.last].start: office
            for office in self._office_at.values()
            if office.last < len(words) and words.joined(office.last - 1)
        }
        self._people = people
        self._sayings = sayings(language)
        self._lex = lexicon(language)
        self._genders = genders(language)
        self._gender_of: dict[str, str | None] = {}
        told = {p.name: " ".join((p.office or "", self._trade(p), self._apposed(p))).lower() for p in people}
        self._nouns = {
            name: [_bare(fold(self._lex.nominative(word))) for word in office.split() if not _BODIES.match(word)]
            for name, office in told.items()
        }
        self._stems = {name: _stems(office) for name, office in told.items()}
        self.nouns = frozenset(
            part
            for office in told.values()
            for word in office.split()
            for part in {word, word.partition("-")[0], self._lex.nominative(word), word.removesuffix("n")}
            if self._is_noun_of_somebody(part)
        )

    def _trade(self, person: Person) -> str:
        """What the words beside a name say that somebody does; "" if nothing."""
        for start, end in person.spans:
            first = bisect_left(self._words, start, key=lambda word: word.start)
            last = bisect_left(self._words, end, key=lambda word: word.start)
            while first and self._words[first - 1].low.rstrip(".") in self._lex.honorifics:
                first -= 1
            found = trade_of(self._words, self._lex, first, last) if last > first else None
            if found is not None:
                return self._words[found].low
        return ""

    def _apposed(self, person: Person) -> str:
        """The office behind the name of somebody with one before it: "Ambassador Ann Doe, legal adviser at …"."""
        for start, end in person.spans if person.office else ():
            before = self._office_until.get(start)  # "a secretária-geral, embaixadora Ana Doe"
            if before is not None and self._words[before.head].low not in (person.office or "").lower():
                return self._words[before.head].low
            if self._text[end : end + 2] != ", ":
                continue
            at = bisect_left(self._words, end, key=lambda word: word.start)
            office = self._office_at.get(at)
            if office is not None:  # with an article it is of somebody else: "Ann Doe, the Secretary spoke"
                return self._words.text[self._words[office.first].start : self._words[office.last - 1].end]
        return ""

    def _is_noun_of_somebody(self, word: str) -> bool:
        lex = self._lex
        return word in lex.professions or word in lex.trades or word.endswith((*lex.agents, *lex.trade_endings))

    def other(self, head: str, position: int, countries: set[str], speaker: Person | None) -> Person | None:
        """ "Her counterpart": who was named before a position and is not the one who spoke; of the country, if told;
        None if several are left."""
        if head not in self._sayings.others:
            return None
        named = [p for p in self._people if p is not speaker and p.spans and p.spans[0][0] < position]
        if countries:
            named = [person for person in named if person.country in countries]
        return named[0] if len(named) == 1 and (countries or speaker is not None) else None

    def unknown(self, start: int, position: int, gender: str | None) -> Person | None:
        """«Анна Иванова рассказала о школе. «…», – добавила депутат»: the only one without an office who is named in
        a stretch of the text, before an office that nobody has."""
        named = [
            person
            for person in self._people
            if not person.office and any(start <= first < position for first, _ in person.spans)
        ]
        return named[0] if len(named) == 1 and not self.contradicts(named[0], gender) else None

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
        gender = self._genders.of(words.text[max(0, office[0] - _ARTICLE_CHARS) : office[1]])
        for noun, said in dict.fromkeys([(head, text), _whole(head, text)]):
            found = self._best(noun, said, office[0], codes, gender)
            if found is not None:
                return found
        return self._diplomat(office, codes, gender, words)

    def _best(self, head: str, office: str, position: int, codes: set[str], gender: str | None) -> Person | None:
        wanted = _stems(office)
        noun = _bare(fold(self._lex.nominative(head)))[:_NOUN_CHARS]
        ranked = []
        for person in self._people:
            common = self._common(person, noun, wanted, codes, gender)
            if common is not None:
                named = bisect_left(person.spans, (position, 0))
                ranked.append((common, person.spans[named - 1][0] if named else -1, person))
        return max(ranked, key=lambda entry: entry[:2])[2] if ranked else None

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
        first = next((word for word in self._nouns[person.name] if any(c.isalpha() for c in word)), "")
        leads = self._lex.language in _NOUN_FIRST and self._is_noun(first, noun)  # not "adviser of the minister"
        exact = not codes and wanted == stems  # "der Außenminister", not "Außenminister von Bosnien"
        return len(wanted & stems) - len(missing) + 2 * (bool(codes) and person.country in codes) + leads + exact

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

    def envoy_before(self, position: int, gender: str | None) -> Person | None:
        """The ambassador, consul or other diplomat who was named last before a position."""
        last = [
            (max(start for start, _ in person.spans if start < position), person.name, person)
            for person in self._people
            if self._is_envoy(person)
            and any(start < position for start, _ in person.spans)
            and not self.contradicts(person, gender)
        ]
        return max(last)[2] if last else None

    def _is_envoy(self, person: Person) -> bool:
        """By the nouns of the office: the chairman of an association of diplomats is none."""
        return any(
            noun[:_STEM_CHARS] in _ENVOYS
            and (noun in self._lex.heads or noun in self._lex.nominatives.values() or at < 1)
            for at, noun in enumerate(self._nouns[person.name])
        )

    def contradicts(self, person: Person, gender: str | None) -> bool:
        if gender is None:
            return False
        if person.name not in self._gender_of:
            self._gender_of[person.name] = self._genders.of_person(person, self._text)
        return self._gender_of[person.name] not in (None, gender)


def _whole(head: str, office: str) -> tuple[str, str]:
    """The noun and the words of an office, where they are printed short: «замминистра», «вице-министр»."""
    short = _DEPUTY.fullmatch(head)
    if short is None:
        return head, office
    deputy = next(noun for prefix, noun in _DEPUTIES.items() if head.startswith(prefix))
    return deputy, f"{deputy} {short['of']} {office.lower().replace(head, ' ')}"


def _bare(word: str) -> str:
    """A word without the Arabic article."""
    return word.removeprefix("ال")


def _stems(office: str) -> frozenset[str]:
    """The words of an office without their endings, for they bend."""
    return frozenset(_bare(word)[:_STEM_CHARS] for word in fold(office).split() if len(word) > 2)
