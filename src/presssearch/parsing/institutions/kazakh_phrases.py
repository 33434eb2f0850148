"""Where the name of a Kazakh body begins: its noun stands last, and before it what the body is for, in small letters.

«Ауыл шаруашылығы министрлігі», «Литваның ЮНЕСКО істері жөніндегі ұлттық комиссиясы», «Люксембургтің қаржы секторын
бақылау комиссиясы»; in each alphabet.
"""

import re

from presssearch.analysis.acronyms import is_acronym
from presssearch.analysis.kazakh_latin import in_latin
from presssearch.parsing.institutions.bodies import Bodies
from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.words import Words


def _in_each_alphabet(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for word in words.split() for form in (word, *in_latin(word))))


_MINISTRY = _in_each_alphabet("министрліг")
_ADJECTIVE_ENDINGS = _in_each_alphabet("лық лік тық тік дық дік ғы гі")  # «халықаралық», «жоғарғы»
_AND = frozenset(_in_each_alphabet("және"))
_FOR = frozenset(_in_each_alphabet("жөніндегі"))
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?$")
# verbs, what happens somewhere, and adverbs: «Бүгін Астанада өткен …»
_NO_TOPICS = _in_each_alphabet("ған ген қан кен ып іп атын етін нда нде лды лді ады еді")
_PRONOUNS = frozenset(_in_each_alphabet("осы сол бұл бір екі үш жаңа өз барлық басқа аталған арасындағы"))
_MAX_WORDS_BEFORE = 7
_MAX_FOR = 3


def first_of(words: Words, lex: Lexicon, bodies: Bodies, head: int, free: int) -> int:
    """Back over small words to a capital: any before a ministry; else that of a country, a body, a word of bodies or an
    adjective. The noun itself where none is found."""
    ministry = words[head].low.startswith(_MINISTRY)
    index, listed = head - 1, False
    while index >= free and head - index <= _MAX_WORDS_BEFORE and _describes(words, index, ministry=ministry):
        word = words[index]
        if not words.joined(index) and not (listed and words.gap(index) == ", "):
            return head
        listed = listed or (ministry and word.low in _AND)  # «Мәдениет, ақпарат және спорт министрлігі»
        if word.capital:
            known = word.country or word.body or word.low in lex.scope or is_acronym(word.text)
            named = ministry or known or word.low.endswith(_ADJECTIVE_ENDINGS)
            return _behind_topic(words, index, free) if named else head
        if bodies.is_head(word) or lex.is_head(word):
            return head
        index -= 1
    return head


def _describes(words: Words, index: int, *, ministry: bool) -> bool:
    word = words[index]
    if not _WORD.match(word.low) or word.low in _PRONOUNS:
        return False
    return ministry or bool(word.country) or word.capital or not word.low.endswith(_NO_TOPICS)


def _behind_topic(words: Words, first: int, free: int) -> int:
    """From «Литва ұлттық комиссиясы» back to «ЮНЕСКО істері жөніндегі …», if that stands before it."""
    if first <= free or words[first - 1].low not in _FOR or not words.joined(first - 1):
        return first
    for index in range(first - 2, max(free, first - 2 - _MAX_FOR) - 1, -1):
        if not words.joined(index):
            break
        if words[index].capital:
            return index
    return first
