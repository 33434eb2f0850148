"""Where an office begins in Kazakh: everything that it is of stands before its noun, word by word.

«Біріккен Ұлттар Ұйымының Ауғанстан бойынша арнайы өкілінің кеңесшісі»: genitives, adjectives made of places
(«Қазақстандағы»), «бойынша» and «жөніндегі», and plain nouns. What the verb governs is none of it: «кездесуге»
(dative), «көрмені» (accusative), «ашқан» (participle).
"""

from functools import cache

from presssearch.analysis.cities import find_city
from presssearch.analysis.kazakh_latin import in_latin
from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.words import Words

_MAX_WORDS = 14
_MAX_WORDS_BETWEEN_MARKS = 4
_GENITIVE = "ның нің дың дің тың тің"
_OF_PLACE = "дағы дегі тағы тегі ндағы ндегі"
_LINKS = "бойынша жөніндегі жөнінде жанындағы туралы арналған"
_PLACED = "ға ге қа ке да де та те дан ден тан тен нан нен"
_ACTING = "міндетін"  # «министрдің міндетін атқарушы»
_AND = "және мен пен бен"
# endings of what the verb of the sentence governs, and of verbs
_GOVERNED = (
    "ға ге қа ке на не ны ні ды ді ты ті да де та те нда нде дан ден тан тен нан нен мен пен бен ған ген қан кен ып іп"
    " тін атын етін йды йді ады еді"
)


@cache
def _spelled(words: str) -> tuple[str, ...]:
    """Cyrillic forms and the Latin ones."""
    return tuple(sorted({form for word in words.split() for form in (word, *in_latin(word))}))


def kazakh_start(words: Words, lex: Lexicon, first: int, free: int) -> int:
    """The index of the first word of an office whose noun, or what was found before it, stands at first."""
    start = index = first
    while index > max(free, first - _MAX_WORDS):
        index -= 1
        if not words.joined(index):
            index = index if _is_listed(words, lex, index, first) else _before_marks(words, index)
            if index < 0:
                break
        elif not _belongs(words, lex, index):
            break
        start = index
    return _without_openers(words, lex, start, first)


def _before_marks(words: Words, last: int) -> int:
    """The index of what opens «… бағдарламасының (БҰҰДБ) өкілі» or «Афросиаб» мұражайының директоры»; else -1."""
    closing = words.gap(last)
    if closing == ") ":
        return last - 1 if last and words.gap(last - 1) == " (" else -1
    if closing not in ("» ", "” ", '" '):
        return -1
    for index in range(last, max(-1, last - _MAX_WORDS_BETWEEN_MARKS), -1):
        opening = words.text[words[index].start - 1 : words[index].start]
        if opening and opening in '«“„"':
            return index
        if not index or not words.joined(index - 1):
            break
    return -1


def _is_listed(words: Words, lex: Lexicon, index: int, first: int) -> bool:
    """«Экология, геология және табиғи ресурстар министрі»: a field before a comma, and "and" behind it."""
    if words.gap(index) != ", " or words[index + 1].capital or words[index].low in lex.given:
        return False
    of_name = index and words.joined(index - 1) and words[index - 1].capital and not words[index - 1].country
    governed = words[index].low.endswith(_spelled(_GOVERNED))
    return not of_name and not governed and any(words[at].low in _spelled(_AND) for at in range(index + 1, first))


def is_received(words: Words, index: int) -> bool:
    """Is a country the one that an envoy is sent to, «Қазақстандағы Елшісі», or speaks of, «Ауғанстан бойынша»?"""
    return words[index].low.endswith(_spelled(_OF_PLACE)) or (
        index + 1 < len(words) and words.joined(index) and words[index + 1].low in _spelled(_LINKS)
    )


def _belongs(words: Words, lex: Lexicon, index: int) -> bool:
    word = words[index]
    low = word.low
    if low.endswith(_spelled(_GENITIVE)) or low.endswith(_spelled(_OF_PLACE)) or low in _spelled(_LINKS):
        return not (word.capital and low in lex.given)
    if (
        word.country
        or word.body
        or low in _spelled(_ACTING)
        or low in lex.scope
        or low in lex.ranks
        or lex.is_head(word)
    ):
        return True
    if low in _spelled(_AND):
        return _joins_fields(words, lex, index)
    if word.capital:
        behind = words[index + 1]
        placed = low.endswith(_spelled(_PLACED)) and find_city(word.text) is None  # «Келісімге министрдің орынбасары …»
        of_state = index and words.joined(index - 1) and words[index - 1].low.endswith(_spelled(_GENITIVE))
        if of_state and not behind.capital and low not in lex.given:
            return True  # «Қазақстанның Су ресурстары … министрі»
        of_body = not behind.capital and behind.low.endswith(_spelled(_GENITIVE)) and low not in lex.given
        return (of_body and not placed) or (sum(c.isupper() for c in word.text) >= 3 and len(word.text) <= 8)
    return low not in lex.stops and not low.endswith(_spelled(_GOVERNED))


def _joins_fields(words: Words, lex: Lexicon, index: int) -> bool:
    """Does "and" join two things that an office is for: «министрлігінің Азия және Африка департаментінің директоры»?"""
    behind = words[index + 1]
    before = words[index - 1] if index and words.joined(index - 1) else None
    if before is not None and before.capital and behind.capital:
        return index > 1 and words.joined(index - 2) and words[index - 2].low.endswith(_spelled(_GENITIVE))
    known = before is not None and (not before.capital or bool(before.country) or before.low in lex.scope)
    return known and not behind.capital


def _without_openers(words: Words, lex: Lexicon, start: int, first: int) -> int:
    """Nothing begins with "and" or "on"; nor does a plain word that stands before the country."""
    while start < first and (words[start].low in _spelled(_AND) or words[start].low in _spelled(_LINKS)):
        start += 1
    return start
