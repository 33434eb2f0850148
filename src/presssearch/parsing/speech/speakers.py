"""Who said a quotation: the verbs of saying around it, and the people, offices and pronouns beside them.

Evidence is taken in this order: a colon before the quotation; the clause behind it in the same sentence; the
clause before it; a sentence behind that opens with the speaker; the sentence before. What stands inside other
quotations counts for nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, takewhile

from presssearch.article import Person, Span
from presssearch.parsing.lexicon import Lexicon, lexicon
from presssearch.parsing.persons.office_holders import OfficeHolders
from presssearch.parsing.speech.candidates import Candidate, Candidates
from presssearch.parsing.speech.quoted_span import Quoted
from presssearch.parsing.speech.sayings import Sayings, sayings
from presssearch.parsing.speech.speech_clauses import Clauses
from presssearch.parsing.words import words_of

_MAX_SENTENCES_BACK = 4
_ADJACENT_CHARS = 14  # "said the", "a notamment déclaré"
_DIRECT_CHARS = 60  # a sentence behind a whole quotation names the speaker at once
_NEAR_VERB_CHARS = 20  # a quotation whose speaker is not told: "it was noted that “…”"
_STOP_BEHIND = re.compile(r"[”»’\"][.!?…]\s+[«“„\"–—]?\s*$")
_MAX_COUNTRY_CHARS = 60
_SIGNED = re.compile(r"[ \xa0\n]{0,2}[–—-]+ ?(?P<name>[^\n.!?:;]{3,120})(?=\n|$)")
_SIGNED_ALONE = re.compile(r"\s*\n(?P<name>[^\n!?:;]{3,120})(?<![.,])(?=\n|$)")
_DIPLOMATS = ("diplom", "дипломат")
_IMPERSONAL = frozenset({"es", "pt"})
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Speakers:
    """Who says the quotations of one text."""

    def __init__(
        self,
        text: str,
        people: tuple[Person, ...],
        language: str | None,
        speech: Sequence[Quoted],
        *,
        read_as: str,
    ) -> None:
        self._sayings: Sayings = sayings(language)
        self._lex: Lexicon = lexicon(language)
        self._clauses = Clauses(text, speech)
        self._text = self._clauses.text
        self._words = words_of(read_as, language)
        self._holders = OfficeHolders(text, people, language, self._words)
        self._spoken: list[tuple[int, int, Person]] = []
        self._candidates = Candidates(self._clauses, people, self._holders, self._words, language, self._spoken)

    def speaker_of(self, quoted: Quoted) -> tuple[bool, Person | None]:
        """Whether words around a quotation say that somebody said it, and who."""
        attributed, person = self._look(quoted)
        if person is not None:
            self._spoken.append((quoted.outer_start, quoted.outer_end, person))
        return attributed, person

    def is_alone_since(self, position: int, end: int) -> bool:
        """Is nobody named between two positions?"""
        return not self._candidates.between(position, end)

    def _look(self, quoted: Quoted) -> tuple[bool, Person | None]:
        behind, before = self._clauses.behind(quoted), self._clauses.before(quoted)
        own = self._clauses.sentence_before(quoted)
        introduced = self._signed(quoted) or self._introduced(quoted, before, own)
        if introduced is not None:
            return True, introduced[0]
        goes_on = behind is not None and self._goes_on(quoted, behind)
        if behind and goes_on:
            said, person = self._behind(quoted, behind, before)
            told = before is not None and self._last_verb(*before) is not None  # "She said that “…”, and regretted …"
            other = told and before is not None and self._is_another_clause(before, behind)
            if said and not other and (person is not None or not told):
                return True, person
        if before is not None and (said_by := self._in_whose_opinion(*before)) is not None:
            return True, said_by
        if before is not None and (told_by := self._told_before(quoted, *before)) is not None:
            return True, told_by[0]
        if behind and not goes_on and (quoted.opens_paragraph or own is None):
            person = self._directly_behind(behind, quoted)
            if person is not None:
                return True, person
        return self._by_sentence_before(quoted, before, own)

    def _told_before(self, quoted: Quoted, start: int, end: int) -> tuple[Person | None] | None:
        """ "The Minister said “…”": who, if anybody, said it in the clause before; None if that tells nothing."""
        verb = self._last_verb(start, end)
        if verb is None:
            return None
        if self._is_impersonal(start, verb):
            return (None,)
        person = self._subject(start, end, last=True) or self._implied(quoted, start, end)
        near = end - verb.end() < _NEAR_VERB_CHARS
        return (person,) if person is not None or near or self._candidates.between(start, end) else None

    def _is_impersonal(self, start: int, verb: re.Match[str]) -> bool:
        """ "Recorda-se que “…”", "se recordó que “…”": nobody says it, if nobody stands before the verb."""
        if self._lex.language not in _IMPERSONAL:
            return False
        reflexive = self._text.startswith("-se", verb.end()) or self._text[start : verb.start()].lower().endswith("se ")
        return reflexive and not any(c.subject for c in self._candidates.between(start, verb.start()))

    def _is_another_clause(self, before: tuple[int, int], behind: tuple[int, int]) -> bool:
        """ "The Minister said that “…”, while the Ambassador announced …": is the clause behind another one?"""
        found = self._candidates.between(*behind)
        return (
            bool(found)
            and found[0].start - behind[0] > _ADJACENT_CHARS // 2
            and self._subject(*before, last=True) is not None
        )

    def _in_whose_opinion(self, start: int, end: int) -> Person | None:
        """ "Para o ministro, as propostas “…”": a clause that opens so, and tells of no other speaker."""
        start += len(self._text[start:end]) - len(self._text[start:end].lstrip())
        opening = self._sayings.opinion.match(self._text, start, end)
        if opening is None:
            return None
        found = self._candidates.between(start, end)
        near = found and found[0].start - opening.end() <= _ADJACENT_CHARS and "," in self._text[found[0].end : end]
        return found[0].person if near else None

    def _signed(self, quoted: Quoted) -> tuple[Person | None] | None:
        """ "“Peace is shared.” – Ann Doe": behind a dash, in a paragraph of which nothing else is left."""
        dash = _SIGNED.match(self._text, quoted.outer_end)
        if dash is None:
            return self._signed_alone(quoted)
        found = self._candidates.between(dash.start("name"), dash.end())
        return (found[0].person,) if found and found[0].start - dash.start("name") <= _ADJACENT_CHARS else None

    def _signed_alone(self, quoted: Quoted) -> tuple[Person | None] | None:
        """ "“Peace is shared.”", and in the next paragraph nothing but "Ann Doe, Minister of Trade"."""
        line = _SIGNED_ALONE.match(self._text, quoted.outer_end) if quoted.opens_paragraph else None
        found = self._candidates.between(line.start("name"), line.end()) if line else []
        if line is None or not found or found[0].start != line.start("name") or found[0].person is None:
            return None
        return (found[0].person,) if self._text[found[0].end : found[0].end + 1] in ("", "\n", ",") else None

    def _introduced(
        self, quoted: Quoted, before: tuple[int, int] | None, own: tuple[int, int] | None
    ) -> tuple[Person | None] | None:
        """ "The Minister: “…”": a colon before it, in its sentence or at the end of the one before."""
        for window in (before, own if before is None else None):
            if window is not None and self._text[slice(*window)].rstrip(" \n\xa0-–—").endswith((":", "：")):
                return (self._subject(*window, last=True) or self._implied(quoted, *window),)
        return None

    def _goes_on(self, quoted: Quoted, behind: tuple[int, int]) -> bool:
        """Does the sentence of a quotation go on behind it?"""
        letter = _LETTER.search(self._text, *behind)
        if letter is None:
            return False
        between = self._text[quoted.end : letter.start()]
        if letter.group().isupper() and _STOP_BEHIND.search(between):  # «…». Президент …
            return False
        if letter.group().lower() == letter.group().upper():  # a script without capitals
            return not re.search(r"[.。!?！？؟]", between[-4:])
        return letter.group().islower() or "," in between or self._text[quoted.end - 1] not in ".!?…"

    def _behind(
        self, quoted: Quoted, window: tuple[int, int], before: tuple[int, int] | None
    ) -> tuple[bool, Person | None]:
        start, end = window
        verb = self._sayings.said.search(self._text, start, end)
        found = self._candidates.between(start, end)
        if verb is None:
            near = found and before is None and found[0].start - start < _DIRECT_CHARS and found[0].subject
            return (True, found[0].person) if near else (False, None)
        if found and not self._sayings.pronouns.search(
            self._text, max(start, verb.start() - 8), min(end, verb.end() + 6)
        ):
            return True, self._beside(found, verb)
        beside = self._sayings.pronouns.search(self._text, max(start, verb.start() - 8), min(end, verb.end() + 6))
        if beside is None and self._sayings.texts.search(self._text, start, end):  # not "she noted in a statement"
            return True, self._sender(quoted)
        own = self._subject(*before, last=False) if before else None  # "Doe, “…” diyerek …"
        if own is None and self._is_bare(start, end, verb):
            own = self._meant(quoted.outer_start, window)
        return True, own

    def _is_bare(self, start: int, end: int, verb: re.Match[str]) -> bool:
        """Does a pronoun, or nothing, stand beside the verb? "…", a-t-elle dit; "…", añadió; "…" dedi."""
        if self._sayings.pronouns.search(self._text, start, end):
            return True
        if self._sayings.dropped_words and verb.start() - start < 2 and self._text[verb.end() : verb.end() + 1] == ",":
            return True  # "afirmou, em declarações à imprensa"
        rest = self._text[start : verb.start()] + self._text[verb.end() : end]
        others = [word for word in _WORD.findall(rest) if not self._sayings.said.fullmatch(word)]
        behind = _WORD.search(self._text, verb.end(), end)
        if behind and behind.group().lower() in self._sayings.articles:
            return False  # "dijo un vecino"
        return len(others) <= self._sayings.dropped_words

    def _implied(self, quoted: Quoted, start: int, end: int) -> Person | None:
        """Nobody is named in the clause: its pronoun, or its verb alone, means somebody named before."""
        verb = self._last_verb(start, end)
        if self._candidates.between(start, end):
            return None  # an office without a name
        if self._sayings.pronouns.search(self._text, start, end):
            return self._meant(start, (start, end))
        if verb is not None and self._sayings.dropped_words:
            few = len(_WORD.findall(self._text[start : verb.start()])) <= self._sayings.dropped_words
            main = self._text[start : verb.start()].endswith(", ")  # "Questionada sobre os prazos, respondeu"
            return self._meant(start, (start, end)) if few or main else None
        return None

    def _directly_behind(self, window: tuple[int, int], quoted: Quoted) -> Person | None:
        """ "“It is done.” Ann Doe said so in Vienna.": the next sentence begins with the speaker."""
        start, end = window
        verb = self._sayings.said.search(self._text, start, min(end, start + _DIRECT_CHARS + 60))
        if verb is None:
            return None
        found = self._candidates.between(start, end)
        if found and min(found[0].start, verb.start()) - start < 12 and abs(verb.start() - found[0].start) < 90:
            return self._beside(found, verb)
        pronoun = self._sayings.pronouns.search(self._text, start, end)
        near = pronoun and max(pronoun.start(), verb.start()) - start < 24
        return self._meant(quoted.outer_start, window) if near and not found else None

    def _by_sentence_before(
        self, quoted: Quoted, before: tuple[int, int] | None, own: tuple[int, int] | None
    ) -> tuple[bool, Person | None]:
        """Attributed where that sentence says something; where it only names somebody, a guess for whole ones."""
        if before is not None:
            return False, self._subject(*before, last=False)
        if own is None:
            return False, None
        speaker = self._speaker_within(*own)
        if speaker is not None and not self._starts_paragraph(quoted, own):
            return True, speaker
        person = self._subject(*own, last=True)
        if self._last_verb(*own) is not None:
            person = person or self._implied(quoted, *own)
            if person is not None:
                return True, person
        return False, person if not self._starts_paragraph(quoted, own) else None

    def _starts_paragraph(self, quoted: Quoted, own: tuple[int, int]) -> bool:
        return quoted.opens_paragraph or "\n\n" in self._text[own[1] : quoted.outer_start]

    def _speaker_within(self, start: int, end: int) -> Person | None:
        """Who spoke the last quotation that lies in a sentence, if its clause names nobody later."""
        spoken = [person for first, last, person in self._spoken if start <= first and last <= end + 2]
        return spoken[-1] if spoken else None

    def _last_verb(self, start: int, end: int) -> re.Match[str] | None:
        verbs = list(self._sayings.said.finditer(self._text, start, end))
        return verbs[-1] if verbs else None

    def _subject(self, start: int, end: int, *, last: bool) -> Person | None:
        """Who speaks in a clause. last: its last verb of saying decides, for the quotation stands behind it."""
        found = self._candidates.between(start, end)
        if not found:
            return None
        verb = self._last_verb(start, end) if last else None
        if verb is not None:
            return self._beside(found, verb)
        subjects = [c for c in found if c.subject] or found[-1:]
        marked = next((c for c in subjects if self._text[c.end : c.end + 1] in (",", "は", "が")), None)
        return (marked if marked and not self._sayings.verb_second else subjects[0]).person

    def _beside(self, found: list[Candidate], verb: re.Match[str]) -> Person | None:
        """Whose verb it is: of who touches it, else of the subject before it, else of who follows."""
        before = [c for c in found if c.end <= verb.start()]
        after = [c for c in found if c.start >= verb.end()]
        if after and self._sayings.according.fullmatch(verb.group()) and after[0].start - verb.end() <= _ADJACENT_CHARS:
            return after[0].person
        tells = self._sayings.tells.fullmatch(verb.group()) is not None
        follows = bool(after) and not tells and self._touch(verb.end(), after[0].start)
        leads = bool(before) and before[-1].subject and self._touch(before[-1].end, verb.start())
        if leads and not (follows and self._sayings.verb_second):
            return before[-1].person
        if follows:
            return after[0].person
        subjects = [c for c in before if c.subject]
        if subjects:
            return subjects[0].person
        if after and not (tells and before):
            return after[0].person
        return before[-1].person if before else found[0].person

    def _touch(self, start: int, end: int) -> bool:
        between = self._text[start:end]
        joined = any(word in self._lex.conjunctions for word in between.lower().split())  # "thanked Roe and added"
        return len(between) <= _ADJACENT_CHARS and not joined and not re.search(r"[.;:!?·]", between)

    def _sender(self, quoted: Quoted) -> Person | None:
        """ "The message reads": who sent it, if the sentence before tells of one."""
        for sentence in self._clauses.sentences_back(quoted.outer_start, 1):
            if self._sayings.texts.search(self._text, *sentence):
                return self._subject(*sentence, last=False)
        return None

    def _country_beside(self, word: re.Match[str]) -> str | None:
        """ "the Gabonese diplomat", "o diplomata gabonês": of which country the word says that he is."""
        countries = self._words.countries
        first = bisect_left(countries, word.start() - _MAX_COUNTRY_CHARS, key=lambda found: found[1])
        for code, start, end in takewhile(lambda found: found[1] <= word.end() + 1, islice(countries, first, None)):
            if 0 <= word.start() - end <= 1 or 0 <= start - word.end() <= 1:
                return code
        return None

    def _meant(self, position: int, clause: Span) -> Person | None:
        """Who a pronoun means: who spoke last or is the subject of the nearest sentence before that names anybody."""
        pronoun = self._sayings.pronouns.search(self._text, *clause)
        gender = self._holders.gender(pronoun.group()) if pronoun else None
        gender = gender or self._holders.gender(self._text[slice(*clause)])
        code = self._country_beside(pronoun) if pronoun else None
        if code is not None:
            return self._holders.named_before(position, code)
        if pronoun and pronoun.group().lower().startswith(_DIPLOMATS):
            envoy = self._holders.envoy_before(position, gender)
            if envoy is not None:
                return envoy
        for start, end in self._clauses.sentences_back(position, _MAX_SENTENCES_BACK):
            spoken = self._speaker_within(start, end)
            if spoken is not None and not self._holders.contradicts(spoken, gender):
                return spoken
            found = [
                c
                for c in self._candidates.between(start, end)
                if c.person is None or not self._holders.contradicts(c.person, gender)
            ]
            latter = pronoun is not None and self._sayings.latter.fullmatch(pronoun.group()) is not None
            subject = None if latter else next((c for c in found if c.subject), None)
            if subject is not None or found:
                return (subject or found[-1]).person
        return self._spoken[-1][2] if self._spoken else None
