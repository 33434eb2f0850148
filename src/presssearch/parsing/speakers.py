"""Who said a quotation: the verbs of saying around it, and the people, offices and pronouns beside them."""

import re
import tomllib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from importlib import resources

from presssearch.analysis.folding import fold
from presssearch.article import Person
from presssearch.parsing.offices import offices_of
from presssearch.parsing.quoted import Quoted
from presssearch.parsing.words import words_of

_MAX_BEFORE_CHARS = 320
_MAX_BEHIND_CHARS = 260
_ABBREVIATIONS = "".join(rf"(?<!\b{word})" for word in ("Mr", "Ms", "Mrs", "Dr", "Hon", "St", "No", "г", "Gen", "Prof"))
_SENTENCE_END = re.compile(
    rf"(?<![\s.(][^\W\d_]){_ABBREVIATIONS}[.!?…。！？][\"”»’)]*"  # not behind an initial or "Mr"
    r"(?=\s+[^\W\d_a-zа-яёäöüåéàèіғқңөұүһ]|\s*\n|\s*$)|\n\s*\n"
)


@dataclass(frozen=True, slots=True)
class _Words:
    said: re.Pattern[str]
    titles: re.Pattern[str]
    pronouns: re.Pattern[str]


@cache
def _words(language: str | None) -> _Words:
    text = resources.files("presssearch.parsing").joinpath("quotes.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    own = tables.get(language or "en", tables["en"])
    edges = ("", "") if language in ("zh", "ja") else (r"(?<![\w-])", r"(?![\w])")

    def pattern(name: str) -> re.Pattern[str]:
        words = [re.escape(word).replace(r"\*", r"\w{0,8}") for word in own[name].split()]
        return re.compile(f"{edges[0]}(?:{'|'.join(words)}){edges[1]}", re.IGNORECASE)

    return _Words(pattern("said"), pattern("titles"), pattern("pronouns"))


def _printed_offices(text: str, language: str | None) -> list[tuple[int, int, str, str]]:
    """Start, end, noun and text of every office."""
    words = words_of(text, language)
    spans = [(o, words[o.first].start, words[o.last - 1].end) for o in offices_of(text, language)]
    return [(start, end, words[office.head].low, text[start:end]) for office, start, end in spans]


class Speakers:
    """The people of one text, by where they are mentioned."""

    def __init__(self, text: str, people: tuple[Person, ...], language: str | None) -> None:
        self.language = language
        self._text = text
        self._people = people
        self._words = _words(language)
        pairs = [(span, person) for person in people for span in person.spans if span[1] <= len(text)]
        pairs.sort(key=lambda pair: pair[0])
        self._starts = [span[0] for span, _ in pairs]
        self._persons = [person for _, person in pairs]
        self._offices: list[tuple[int, int, str, str]] | None = None
        self._last: Person | None = None

    def said_at(self, start: int, end: int) -> int | None:
        match = self._words.said.search(self._text, start, end)
        return match.start() if match else None

    def is_title(self, quoted: Quoted) -> bool:
        """A title, a slogan, the name of an event: behind a word for such, or every word of it a capital."""
        before = self._text[max(0, quoted.outer_start - 60) : quoted.outer_start]
        near = re.split(r"[.;:,!?\n]", before)[-1]
        if self._words.titles.search(near) and not self._words.said.search(near):
            return True
        words = [w for w in re.findall(r"[^\W\d_]+", self._text[quoted.start : quoted.end]) if len(w) > 3]
        return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)

    def speaker_of(self, quoted: Quoted) -> tuple[bool, Person | None]:
        """Whether words around a quotation say that somebody said it, and who."""
        for window in self._windows(quoted):
            start, end = window
            verb = self._words.said.search(self._text, start, end)
            if verb is None:
                continue
            person = self._person_near(start, end, verb.start(), quoted)
            if person is not None or start == quoted.outer_end:
                self._last = person or self._last
                return True, person
        return self._introduced(quoted)

    def _windows(self, quoted: Quoted) -> list[tuple[int, int]]:
        """Where to look, in order. Behind a quotation that ends its sentence a new one begins, of somebody else."""
        behind, before = self._behind(quoted), self._before(quoted)
        windows = [behind, before, self._sentence_before(quoted)]
        if behind and before and self._text[quoted.end - 1] in ".!?…。":
            letter = re.compile(r"[^\W\d_]").search(self._text, *behind)
            if letter and not letter.group().islower() and self._words.said.search(self._text, *before):
                windows[:2] = [before, behind]
        return [window for window in windows if window is not None]

    def _behind(self, quoted: Quoted) -> tuple[int, int] | None:
        """From the closing mark to the end of its sentence; the next sentence instead if the quotation is whole."""
        start = quoted.outer_end
        limit = min(len(self._text), start + _MAX_BEHIND_CHARS)
        if quoted.dashed and self._text[start : start + 1] == "\n":
            start += 1
        stop = _SENTENCE_END.search(self._text, start, limit)
        end = stop.start() if stop else limit
        opener = re.compile('[“«„"]').search(self._text, start, end)
        if opener:
            end = opener.start()
        return (start, end) if end > start else None

    def _before(self, quoted: Quoted) -> tuple[int, int] | None:
        """From the start of the sentence to the opening mark."""
        end = quoted.outer_start
        floor = max(0, end - _MAX_BEFORE_CHARS)
        start = floor
        for stop in _SENTENCE_END.finditer(self._text, floor, end):
            if self._text[stop.end() : end].strip():
                start = stop.end()
        return (start, end) if self._text[start:end].strip() else None

    def _sentence_before(self, quoted: Quoted) -> tuple[int, int] | None:
        """The whole sentence before, where the quotation opens its own or its paragraph."""
        own = self._before(quoted)
        end = own[0] if own else quoted.outer_start
        text = self._text[max(0, end - _MAX_BEFORE_CHARS) : end].rstrip()
        if not text:
            return None
        end = max(0, end - _MAX_BEFORE_CHARS) + len(text)
        stops = [s.end() for s in _SENTENCE_END.finditer(self._text, max(0, end - _MAX_BEFORE_CHARS), end - 1)]
        return (stops[-1] if stops else max(0, end - _MAX_BEFORE_CHARS), end)

    def _introduced(self, quoted: Quoted) -> tuple[bool, Person | None]:
        """ "The Minister: “…”": a colon before it, with somebody and no verb."""
        window = self._before(quoted)
        if window is None or not self._text[window[0] : window[1]].rstrip().endswith((":", ": -")):
            return False, None
        return True, self._person_near(*window, window[1], quoted)

    def _person_near(self, start: int, end: int, verb: int, quoted: Quoted) -> Person | None:
        """Whoever stands nearest to the verb: by name, else by office, else by pronoun."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first < last:
            return self._nearest(first, last, verb)
        for office in self._offices_between(start, end):
            person = self._by_office(*office, quoted.outer_start)
            if person is not None:
                return person
        pronoun = self._words.pronouns.search(self._text, start, end)
        return self._before_position(min(start, quoted.outer_start)) if pronoun else None

    def _nearest(self, first: int, last: int, verb: int) -> Person:
        index = min(range(first, last), key=lambda i: abs(self._starts[i] - verb))
        return self._persons[index]

    def _before_position(self, position: int) -> Person | None:
        """Who a pronoun means: the last speaker if there is one, else whoever was named last."""
        index = bisect_right(self._starts, position) - 1
        named = self._persons[index] if index >= 0 else None
        return named or self._last

    def _offices_between(self, start: int, end: int) -> list[tuple[str, str]]:
        if self._offices is None:
            self._offices = _printed_offices(self._text, self.language)
        return [(head, text) for first, last, head, text in self._offices if start <= first and last <= end]

    def _by_office(self, head: str, office: str, position: int) -> Person | None:
        """The person with that office: the same words, else the same noun and no contradiction, the last one named."""
        wanted = set(fold(office).split())
        best: tuple[int, int] | None = None
        chosen = None
        for person in self._people:
            words = fold(person.office or "").split()
            if fold(head) not in words:
                continue
            common = len(wanted & set(words))
            named = bisect_left(person.spans, (position, 0))
            rank = (common, person.spans[named - 1][0] if named else -1)
            if wanted <= set(words) and (best is None or rank > best):
                best, chosen = rank, person
        return chosen
