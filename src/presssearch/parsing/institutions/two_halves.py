"""Names of bodies whose noun has two things before it, with "and" between: "Public Records and Archives Department"."""

from presssearch.parsing.institutions.bodies import bodies_of
from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.words import Words

_MAX_WORDS_BEFORE = 7


def is_first_half(words: Words, lex: Lexicon, first: int, free: int) -> bool:
    """Do the word before a part of a name and the "and" between belong to it: "National Defense and Security Forces",
    "jordbruks- och fiskerådet"? free: index of the first word that is in no other name."""
    if first - 2 < free or words[first - 1].low not in lex.conjunctions or not words.joined(first - 1):
        return False
    before, behind = words[first - 2], words[first]
    if words.gap(first - 2).startswith("- "):  # "jordbruks- och fiskerådet"
        return True
    both = before.low in lex.scope and behind.low in lex.scope and before.capital and behind.capital
    if both and words.joined(first - 2) and lex.language in ("en", "tr"):  # "Dışişleri ve Diaspora İşleri Bakanlığı"
        return True
    return lex.language == "en" and behind.capital and words.joined(first - 2) and _is_of_one(words, lex, first - 2)


def _is_of_one(words: Words, lex: Lexicon, index: int) -> bool:
    """ "the Public Records and Archives Department": one article, and no other body or country before the "and"."""
    bodies, at = bodies_of(lex.language), index
    while at > 0 and index - at < _MAX_WORDS_BEFORE and words[at].capital and words.joined(at - 1):
        word = words[at]
        if word.country or word.body or bodies.is_head(word) or word.low in bodies.kinds or lex.is_head(word):
            return False
        if word.low in lex.given or word.after != word.end:
            return False
        at -= 1
    return at < index and words[at].low == "the"
