"""Acronyms that a text explains: "Collective Security Treaty Organization (CSTO)", "CICA (Conference on …)"."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from presssearch.analysis.acronyms import is_acronym
from presssearch.article import Span
from presssearch.parsing.institutions.bodies import bodies_of
from presssearch.parsing.words import Word, Words, word_set

_SMALL = word_set(
    "of the for and on in to at with by de du des la le les et d l pour von für der die das und del los las y para"
    " per lo la il gli dei degli delle della dello dell do da dos das e по и в о для при за i och ve en"
)
# "(CSTO)", "(the “WHO”)", "(hereinafter – WHO)", "(далее – ШОС)", "(ci-après « l'OMS »)", "(CSSC CSTO)"
_BEHIND = re.compile(
    r"\((?:(?:hereinafter|henceforth|hereafter|далее|ci-après|im Folgenden|en adelante|bundan sonra|бұдан әрі)"
    r"(?: (?:referred to as|по тексту|dénommée?|denominad[oa]))?)?[ \xa0]{0,2}[–—:,-]?[ \xa0]{0,2}(?:the )?"
    r"[\"“«„‘']?[ \xa0]?(?P<acronym>[^\W\d_][\w&./-]{1,11})[ \xa0]?[\"”»“’']?(?:[ ,][^()]{0,40})?\)"
)
# "CICA (Conference on Interaction and …)"
_BRACKET = re.compile(r"[ \xa0]\((?P<long>[^()\n]{8,160})\)")
_BEFORE_BRACKET = re.compile(r"(?<!\w)[^\W\d_]{2,10}$")
_MAX_ACRONYM_CHARS = 10
_MAX_TITLE_WORDS = 10
_AND = word_set("and und et e y och ve")
_ARTICLES = word_set("the die der das den dem la le les l il lo gli el los las o a os as")
_MIN_SPELLED_CHARS = 4
_ADJECTIVES = ("e", "en", "er", "es", "al", "ale", "ais", "aise", "ien", "ienne", "ique", "if", "ive", "aire")
_NOUN_BEHIND = frozenset({"en", "de", "sv", "no"})  # languages where adjectives stand before the noun of a name
_MAX_LOOK_BACK_CHARS = 220


@dataclass(frozen=True, slots=True)
class Explained:
    """acronym stands at span; start, end: of the long name."""

    acronym: str
    span: Span
    start: int
    end: int


def explained_acronyms(words: Words, bodies: list[Span]) -> Iterator[Explained]:
    """bodies: names of bodies found otherwise; one that ends where the bracket opens, or whose capitals give the
    acronym, is what the acronym stands for even if the words before the bracket do not spell it ("… Service (SVR)")."""
    text = words.text
    ends = [end for _, end in bodies]
    countries = {text[start:end] for _, start, end in words.countries}
    for match in _BEHIND.finditer(text):
        acronym, span = match["acronym"], match.span("acronym")
        if acronym[-1] == "s" and acronym[:-1].isupper():  # "Small Claims Tribunals (SCTs)"
            acronym, span = acronym[:-1], (span[0], span[1] - 1)
        if sum(c.isupper() for c in acronym) < 2 or acronym in countries:
            continue
        near = bodies[max(0, bisect_right(ends, match.start()) - 3) : bisect_right(ends, match.start())]
        found = _long_before(text, match.start(), acronym) or _near_body(text, match.start(), acronym, near)
        found = found or _title_before(words, match.start(), acronym)
        if found:
            yield Explained(acronym, span, *found)
    for match in _BRACKET.finditer(text):
        before = _BEFORE_BRACKET.search(text, max(0, match.start() - _MAX_ACRONYM_CHARS), match.start())
        if before is None or not before[0][1:].isupper():
            continue
        if _initials_match(before[0], re.findall(r"[^\W\d_]+", match["long"])):
            yield Explained(before[0], before.span(), *match.span("long"))


def _near_body(text: str, bracket: int, acronym: str, near: list[Span]) -> Span | None:
    for start, end in reversed(near):
        capitals = "".join(word[0] for word in re.findall(r"[^\W\d_]+", text[start:end]) if word[0].isupper())
        if capitals == acronym and bracket - end < _MAX_LOOK_BACK_CHARS and "\n\n" not in text[end:bracket]:
            return start, end
    touching = [(start, end) for start, end in near if not text[end:bracket].strip()]
    return touching[-1] if touching else None


def _long_before(text: str, end: int, acronym: str) -> Span | None:
    """The words before a bracket whose first letters give the acronym; small words may count or not."""
    stretch_start = max(0, end - _MAX_LOOK_BACK_CHARS)
    stretch = re.split(r"[.;:!?()\n](?:\s|$)|\n\n", text[stretch_start:end])[-1]
    offset = end - len(stretch)
    found = list(re.finditer(r"[^\W\d_]+", stretch))
    letters = [c.lower() for c in acronym if c.isalpha()]
    first = _match_backwards(found, letters)
    if first is None:
        return None
    start = offset + found[first].start()
    last = offset + len(stretch.rstrip())
    if not text[start].isupper() and text[start].isascii():
        return None
    return start, last


def _title_before(words: Words, bracket: int, acronym: str) -> Span | None:
    """The title before a bracket, from its noun, where the first letters do not give the acronym: for it is known in
    another language ("Fondo Internazionale … (IFAD)"), or made of other letters too ("Centre for … (ESTDEV)")."""
    bodies = bodies_of(words.language or "en")
    last = bisect_right(words, bracket, key=lambda word: word.end) - 1
    if last < 0 or words.text[words[last].end : bracket].strip():
        return None
    start = noun = None
    for index in range(last, max(-1, last - _MAX_TITLE_WORDS), -1):
        word = words[index]
        if not (word.capital or word.low in _SMALL or (index < last and _is_adjective(word))):
            break
        if word.low in _AND and words[index + 1].low in _ARTICLES:  # "… und die Stabsstelle für …"
            break
        if word.capital and (word.low in bodies.kinds or bodies.is_head(word)):
            noun = index
        start = index if word.capital else start
        if index and not words.joined(index - 1):
            break
    if noun is None or start is None or noun == last:
        return None
    if is_acronym(acronym):
        return words[noun].start, words[last].end
    for first in range(start if words.language in _NOUN_BEHIND else noun, noun + 1):
        long = words.text[words[first].start : words[last].end]
        if words[first].capital and _is_spelled(long.lower(), acronym.lower()):
            return words[first].start, words[last].end
    return None


def _is_adjective(word: Word) -> bool:
    return len(word.low) > _MIN_SPELLED_CHARS and word.low.endswith(_ADJECTIVES)


def _is_spelled(long: str, acronym: str) -> bool:
    """Do its letters stand in a long name in order, the first one at its start?"""
    if not acronym.isalpha() or len(acronym) < _MIN_SPELLED_CHARS or long[0] != acronym[0]:
        return False
    position = 0
    for letter in acronym:
        position = long.find(letter, position) + 1
        if not position:
            return False
    return True


def _match_backwards(found: list[re.Match[str]], letters: list[str]) -> int | None:
    """The index of the first word of the long name, matched from its last word; None if it does not match."""
    word = len(found) - 1
    for letter in reversed(letters):
        while word >= 0 and found[word].group()[0].lower() != letter:
            if found[word].group().lower() not in _SMALL and not found[word].group()[0].islower():
                return None
            word -= 1
        if word < 0:
            return None
        word -= 1
    return word + 1


def _initials_match(acronym: str, long: list[str]) -> bool:
    big = "".join(word[0] for word in long if word.lower() not in _SMALL).lower()
    every = "".join(word[0] for word in long).lower()
    return acronym.lower() in (big, every) or (len(big) >= 3 and acronym.lower() == big[: len(acronym)])
