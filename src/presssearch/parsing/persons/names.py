"""Names of people as printed: runs of capitalised words, with initials and the small words inside names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.persons.office_scope import starts_name
from presssearch.parsing.persons.offices import SURNAMES_TOO, Office
from presssearch.parsing.words import Words, word_set

_MAX_NAME_WORDS = 6
_MAX_PARTICLES = 3
_MIN_NOUN_CHARS = 7  # "Aragão", "Damião" and "Simão" are names
_JUNIOR = re.compile(r",? {1,2}(?:Jr|JR|Sr|SR)\b\.?")
# words that start sentences, and names in Burma, Cambodia, Viet Nam, Korea
_PATRONYMICS = ("вич", "вича", "вичу", "вичем", "виче", "вна", "вны", "вне", "вну", "вной", "ична", "ичны")
_SLAVIC = (
    "ов",
    "ев",
    "ин",
    "ова",
    "ева",
    "ина",
    "овой",
    "евой",
    "иной",
    "ым",
    "ого",
    "ский",
    "ская",
    "ской",
    "ину",
    "ову",
)
_MONTHS_TOO = word_set("julio abril")  # printed small, where they are months
_CAPITAL_PARTICLES = frozenset({"it", "de", "fr", "en"})  # "Antonella Del Vecchio", "Bernd Von der Aue"
_NAMES_TOO = word_set("than to so do an may my no how yet will")
# nouns that begin the names of places
_PLACES = word_set(
    "cabo monte rio río ponta punta puerto isla ilha islas ilhas lago golfo cerro baía bahía serra sierra"
)
# surnames with the endings of nouns: of feasts and of Our Lady
_DEVOTIONS = word_set(
    "trindade piedade natividade soledade encarnação assunção conceição purificação anunciação ascensão consolação"
    " ressurreição trinidad natividad encarnación asunción concepción purificación anunciación ascensión consolación"
)
_SMALL_HONORIFICS = word_set("г-н г-жа doctor doctora doutor doutora")
# what looks like initials and is none
_NO_INITIALS = word_set("t.c. a.m. p.m. e.g. i.e. u.s. u.k. u.n. e.u. d.c. n.y. b.c. a.d. et. no.")


@dataclass(frozen=True, slots=True)
class NameRun:
    """first, last: indexes of its words, last excluded, without honorifics. start, end: in the text.

    honorific: one stands before it. titled_from: index of the first honorific, or first.
    """

    first: int
    last: int
    start: int
    end: int
    honorific: bool
    titled_from: int

    def size(self) -> int:
        return self.last - self.first


def name_at(words: Words, lex: Lexicon, index: int) -> NameRun | None:
    """The name that starts at a word, behind any honorifics; None if none starts there."""
    titled_from = index
    while index < len(words) and _is_honorific(words, lex, index):
        if not _joined_loosely(words, index):
            return None
        index += 1
    first = index
    last = _name_end(words, lex, first, titled=first > titled_from)
    while last > first and words[last - 1].low.rstrip(".") in lex.tails:
        last -= 1
    if last == first or not _is_plausible(words, lex, first, last):
        return None
    start, end = words[first].start, words[last - 1].end
    junior = _JUNIOR.match(words.text, end)
    if junior:
        end = junior.end()
        while last < len(words) and words[last].start < end:
            last += 1
    elif words[last - 1].low in lex.kept and words.text[end : end + 1] == ".":
        end += 1
    return NameRun(first, last, start, end, first > titled_from, titled_from)


def _is_honorific(words: Words, lex: Lexicon, index: int) -> bool:
    word = words[index]
    low = word.low.rstrip(".")
    if low == "right":  # "Right Honourable"
        return index + 1 < len(words) and words[index + 1].low in ("honourable", "honorable", "hon", "reverend")
    if low not in lex.honorifics or not (word.capital or "." in word.text or low in _SMALL_HONORIFICS):
        return low in lex.honorifics and not word.text.isascii()
    if low in ("don", "dom", "dame", "hon", "bay", "may", "m", "he", "she", "lord", "prince"):
        # also given names and letters: only with a dot, or before two words of a name
        dotted = words.text[word.end : word.end + 1] == "." or "." in word.text
        return dotted or (low in ("hon", "dame", "lord") and _next_is_capital(words, index))
    return _next_is_capital(words, index)


def _next_is_capital(words: Words, index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].capital


def _joined_loosely(words: Words, index: int) -> bool:
    """Like joined, but the dot of an abbreviated honorific may be any: "H.E. Mr. X", "Prof.Dr. X"."""
    gap = words.gap(index)
    return words.joined(index) or (gap.lstrip(".").strip(" \xa0") == "" and len(gap) <= 4)


def _behind_particles(words: Words, lex: Lexicon, index: int) -> int:
    """Past "de la", "von und zu" or "d’", if a capital follows; else where it stands."""
    at = index
    while at < len(words) and at - index < _MAX_PARTICLES and _is_particle(words, lex, at):
        if not words.joined(at):
            return index
        at += 1
    return at if at < len(words) and words[at].capital else index


def _is_particle(words: Words, lex: Lexicon, index: int) -> bool:
    word = words[index]
    if word.low in lex.particles:
        return not word.capital
    if word.text in ("d'", "d’"):
        return words.gap(index) == "" and index + 1 < len(words) and not words[index + 1].country
    if word.text not in ("und", "zu"):
        return False
    noble = index - (word.text == "zu")
    return [word.text for word in words[max(0, noble - 1) : noble + 2]] == ["von", "und", "zu"]


def _name_end(words: Words, lex: Lexicon, first: int, *, titled: bool) -> int:
    """titled: an honorific stands before it: "Mme von der Leyden"."""
    index = first
    while index < len(words) and index - first < _MAX_NAME_WORDS:
        if index > first and not words.joined(index - 1):
            break
        if _is_particle(words, lex, index):
            behind = _behind_particles(words, lex, index)
            if (index == first and not titled) or behind == index:
                break
            index = behind
            continue
        if not _is_name_word(words, lex, index, first) or (index > first + 1 and _is_kazakh_place(words, lex, index)):
            break
        index += 1
        if words[index - 1].after != words[index - 1].end:  # "Lavrov's"
            break
    while index > first and _is_particle(words, lex, index - 1):
        index -= 1
    return index


def _has_digit(text: str) -> bool:
    return not text.isalpha() and any(c.isdigit() for c in text)


def _is_stop_in_name(words: Words, lex: Lexicon, index: int, first: int) -> bool:
    """ "To Lam", "Marlar Than Htaik": small words of English that are parts of names."""
    opening = index == first and words.starts_sentence(index)
    if words[index].low in _MONTHS_TOO and lex.language in ("es", "pt"):
        return _next_is_capital(words, index) and words.joined(index)
    particle = words[index].low in lex.particles and lex.language in _CAPITAL_PARTICLES and words[index].low != "al"
    if not (words[index].low in _NAMES_TOO or particle) or opening or not _next_is_capital(words, index):
        return False
    if particle and words[index + 1].low in lex.scope | lex.articles:
        return False
    return words.joined(index) and words[index + 1].low not in lex.stops


def _is_kazakh_place(words: Words, lex: Lexicon, index: int) -> bool:
    """«… Орипов Ташкентте», «… Әбенов Вишеград тобы елдерінің»: behind a name, where it was or what follows."""
    if lex.language != "kk":
        return False
    if words[index].low.endswith(lex.governed):
        return True
    behind = words[index + 1] if index + 1 < len(words) and words.joined(index) else None
    return behind is not None and not behind.capital and behind.low.endswith(lex.bridges)


def _is_initial(words: Words, index: int) -> bool:
    """«В.Климчук», "Ambassador A. Doe": a letter that is also a small word; at the start of a line, a number."""
    word = words[index]
    behind = words.text[word.end : word.end + 2]
    if len(word.text) != 1 or not behind.startswith("."):
        return False
    return behind[1:].isupper() or (behind[1:].isspace() and not words.starts_sentence(index))


def _is_name_word(words: Words, lex: Lexicon, index: int, first: int) -> bool:
    word = words[index]
    low = word.low
    body = word.body is not None and index > first  # "K. Doe Turkic States"
    trade = index == first and lex.is_trade(word) and words.joined(index) and _next_is_capital(words, index)
    if not word.capital or body or trade or low in _NO_INITIALS or _has_digit(word.text):
        return False
    if low in lex.stops:
        return _is_initial(words, index) or _is_stop_in_name(words, lex, index, first)
    if low in lex.given and not (word.country and index == first and not starts_name(words, lex, index)):
        return True
    if word.country:
        return (
            index > first and words[first].low in lex.given and low in ("jordan", "israel", "chad", "holland", "france")
        )
    if lex.is_head(word) or low in lex.scope or low in lex.ranks or lex.is_no_person(word):
        behind = words[index + 1].low if index + 1 < len(words) and words.joined(index) else ""
        given = any(words[i].low in lex.given for i in range(first, index))
        romance = lex.language in ("fr", "es", "pt", "it") and not lex.is_head(word)  # "Ana Ponte": bridges: "Ponte …"
        return given and (low in SURNAMES_TOO or romance) and behind not in lex.links
    noun = low.endswith(lex.nouns) and len(low) > _MIN_NOUN_CHARS and not (index > first and low in _DEVOTIONS)
    return low not in lex.honorifics and not noun


def _is_plausible(words: Words, lex: Lexicon, first: int, last: int) -> bool:
    text = words[last - 1].text
    if words[first].low in _PLACES and last - first > 1 and words[first + 1].low not in lex.given:
        return False  # "Cabo Delgado"
    if last - first == 1:
        return len(text) >= 2 and "." not in text and words[first].low not in lex.stops
    return any(len(words[i].text) > 1 and "." not in words[i].text for i in range(first, last))


def name_runs(words: Words, lex: Lexicon, offices: tuple[Office, ...]) -> Iterator[NameRun]:
    """Every run of words that could be a name, outside offices."""
    starts = {office.first: office.last for office in offices}
    index = 0
    while index < len(words):
        if index in starts:
            index = starts[index]
            continue
        word = words[index]
        run = name_at(words, lex, index) if word.capital or word.low in lex.honorifics else None
        if run is None:
            index += 1
            continue
        run = _without_first_words(words, lex, run)
        cut = next((i for i in range(run.first + 1, run.last) if i in starts), None)
        if cut is not None:
            run = replace(run, last=cut, end=words[cut - 1].end)
        yield run
        index = max(run.last, index + 1)


def _without_first_words(words: Words, lex: Lexicon, run: NameRun) -> NameRun:
    """ "Congratulating Ana Ruiz": what starts a sentence before a given name is no part of the name."""
    first = words[run.first]
    if lex.language == "ru" and run.size() == 3 and not run.honorific and words.starts_sentence(run.first):
        patronymic = words[run.first + 1].low.endswith(_PATRONYMICS)
        if not patronymic and words[run.last - 1].low.endswith(_SLAVIC) and first.low not in lex.given:
            return _from(words, run, run.first + 1)  # «Комментарий Марии Вороновой»
    plural = first.low.endswith("s") and run.size() > 2 and lex.language == "en"  # "Captains Ann Doe and …"
    if run.honorific or first.low in lex.given or not (plural or words.starts_sentence(run.first)):
        return run
    for index in range(run.first + 1, run.last - 1):
        if words[index].low in lex.given:
            return _from(words, run, index)
    return run


def _from(words: Words, run: NameRun, index: int) -> NameRun:
    return replace(run, first=index, titled_from=index, start=words[index].start)
