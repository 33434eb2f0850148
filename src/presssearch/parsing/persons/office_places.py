"""Towns and regions that an office ends with: «мэр Вильнюса», «глава Республики Коми», "Mayor of Buenos Aires"."""

from presssearch.analysis.cities import find_city
from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.words import Words

# the last letter of a Russian city in the genitive -> that in the nominative
_CITY_ENDINGS = {"а": ("", "о"), "ы": ("а",), "и": ("ь", "а", "я"), "я": ("ь", "й")}


def is_bent_city(words: Words, lex: Lexicon, head: int, index: int) -> bool:
    """«мэр Вильнюса Иван …»: a city in the genitive, and a name behind it."""
    if lex.language != "ru" or index != head + 1 or not words[index].capital:
        return False
    named = index + 2 < len(words) and words.joined(index) and words[index + 1].capital
    text = words[index].text
    plain = [text[:-1] + ending for ending in _CITY_ENDINGS.get(text[-1], ())]
    return named and words[index].low not in lex.given and any(find_city(city) for city in plain)


def is_region(words: Words, lex: Lexicon, index: int) -> bool:
    """«глава Республики Коми Иван …»: what is no state, and a name behind it."""
    if not words[index].capital or words[index - 1].low not in ("республики", "республике"):
        return False
    if words[index - 1].country or (index > 1 and words[index - 2].country):  # «Азербайджанской Республики Иван …»
        return False
    named = index + 1 < len(words) and words.joined(index) and words[index + 1].capital
    return named and words[index].low not in lex.given


def more_of_city(words: Words, index: int) -> int:
    """ "Mayor of Buenos Aires": the second word belongs to the first."""
    if index + 1 >= len(words) or not words.joined(index) or not words[index + 1].capital:
        return 0
    return int(find_city(f"{words[index].text} {words[index + 1].text}") is not None)
