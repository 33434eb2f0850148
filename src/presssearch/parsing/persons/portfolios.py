"""Offices for several things: "Minister of Foreign Affairs, African Integration and Togolese Abroad", "ministre des
affaires étrangères, de la coopération et des Mauritaniens de l'extérieur"."""

from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.words import Words, word_set

_MAX_WORDS = 24
_MAX_WORDS_UNKNOWN = 14
_MAX_WORDS_IN_BRACKETS = 5
_MIN_WORDS_KNOWN = 3  # "Chef der Abteilung": an office that says what it is for
_FIELDS_IN_CAPITALS = frozenset({"fr", "es", "pt", "it", "de"})
_GENITIVES = word_set("de du des d' d’ d da do dos das del della dello dell' dell’ dei degli delle di")

_WHERE = word_set("in im em en à at")
_PURPOSES = word_set("para per pour")
_ADJECTIVES = ("ales", "ais", "icos", "icas", "ares")  # "Asuntos Económicos, Sociales y Ambientales"


def listed_scopes(words: Words, lex: Lexicon, index: int) -> int:
    """How many words a list of fields takes behind the comma that ends the first field; 0 if there is none."""
    if words.gap(index - 1).strip() != ",":
        return 0
    if lex.language == "ru" and (small := _small_fields(words, lex, index)):
        return small
    of_purpose = any(word.low in _PURPOSES for word in words[max(0, index - 3) : index])
    if words[index].low in _GENITIVES or (of_purpose and words[index].low in lex.articles):
        return _linked_fields(words, lex, index)
    return _bare_fields(words, lex, index)


def _small_fields(words: Words, lex: Lexicon, index: int) -> int:
    """«министр образования, науки и технологий Чада»: nouns in the genitive, the last behind "and"."""
    closed = False
    for at in range(index, min(index + _MAX_WORDS, len(words))):
        word, gap = words[at], words.gap(at - 1)
        if word.capital:
            return at - index if closed and gap == " " and words[at - 1].low not in lex.conjunctions else 0
        if word.low in lex.conjunctions and gap == " ":
            closed = True
            continue
        depends = word.low in lex.scope or word.low.endswith(lex.dependent + lex.bridges)
        if gap not in (", ", " ") or not depends or lex.is_head(word) or word.low in lex.stops:
            return 0
    return 0


def _bare_fields(words: Words, lex: Lexicon, index: int) -> int:
    """ ", African Integration and Togolese Abroad"."""
    at = index
    while at - index < _MAX_WORDS and at < len(words):
        if words[at].low in lex.conjunctions and at > index and words.joined(at):  # "Oceans, Fisheries, and Polar …"
            return _with_last(words, lex, at + 1, index)
        end = _end_of_field(words, lex, at)
        if end >= len(words) or not _has_scope(words, lex, at, end):
            return 0
        if words[end].low in lex.conjunctions and words.joined(end - 1):
            return _with_last(words, lex, end + 1, index)
        if words.gap(end - 1).strip() != ",":
            return 0
        at = end
    return 0


def _end_of_field(words: Words, lex: Lexicon, first: int) -> int:
    """The index behind the capitalised words of one field; first if none is there."""
    end = first
    while end < len(words) and (end == first or words.joined(end - 1)) and _is_of_field(words, lex, end):
        end += 1
    return end


def _is_of_field(words: Words, lex: Lexicon, index: int) -> bool:
    word = words[index]
    if not word.capital or (word.body and word.low not in lex.scope) or word.low in lex.honorifics or lex.is_head(word):
        return False
    return word.low in lex.scope or bool(word.country) or word.low not in lex.stops | lex.given


def _has_scope(words: Words, lex: Lexicon, first: int, end: int) -> bool:
    adjectives = lex.language in ("es", "pt")
    return any(
        words[at].low in lex.scope or (adjectives and words[at].low.endswith(_ADJECTIVES)) for at in range(first, end)
    )


def _with_last(words: Words, lex: Lexicon, first: int, index: int) -> int:
    """The size of the list with its last field, which ends with the last word that is known, or before a comma and a
    name."""
    if first < len(words) and words[first].low in lex.articles and words.joined(first):
        first += 1  # "Energy, and the Environment"
    end = _end_of_field(words, lex, first)
    if end > first and words.gap(end - 1) == ", " and is_name_ahead(words, lex, end):
        return end - index
    known = [at for at in range(first, end) if words[at].low in lex.scope]
    return known[-1] + 1 - index if known else 0


def is_name_ahead(words: Words, lex: Lexicon, index: int) -> bool:
    """Do two words of a name stand here, or an honorific: "the Hon Ann Doe"?"""
    if index + 1 < len(words) and words[index].low in lex.articles and words.joined(index):
        return words[index + 1].capital and words[index + 1].low.rstrip(".") in lex.honorifics
    if index + 1 >= len(words) or not words[index].capital:
        return False
    if words[index].low.rstrip(".") in lex.honorifics:
        return True
    second = index + 1
    while second + 1 < len(words) and words[second].low in lex.particles and words.joined(second):
        second += 1  # "Rui da Costa"
    both = words.joined(index) and words[second].capital
    return both and not any(w.country or w.low in lex.scope or lex.is_head(w) for w in (words[index], words[second]))


def _linked_fields(words: Words, lex: Lexicon, index: int) -> int:
    """ ", de la coopération et des Mauritaniens": to the noun of the last field, behind "and"; farther, if a comma and
    a name end it."""
    last = None
    for at in range(index, min(index + _MAX_WORDS, len(words))):
        word, joined = words[at], words.joined(at - 1)
        if not joined and at > index:
            if last is not None and words.gap(at - 1) == ", " and is_name_ahead(words, lex, at):
                return at - index
            if words.gap(at - 1) != ", " or word.low not in _GENITIVES | lex.articles:
                break
        if lex.is_head(word) or (word.capital and word.low in lex.given):
            break
        if word.low in _GENITIVES | lex.articles and (not joined or words[at - 1].low in lex.conjunctions):
            noun = _noun_behind(words, lex, at)
            if noun is None:
                break
            last = noun if joined and at > index else last
        elif word.low in lex.stops - lex.links - lex.articles - lex.conjunctions and not word.country:
            break
    return last + 1 - index if last is not None else 0


def _noun_behind(words: Words, lex: Lexicon, link: int) -> int | None:
    """The index of the field that a link begins; None if it is none: "de passage à Paris"."""
    at = link + 1
    while at < len(words) and words[at].low in lex.articles | lex.links and words.joined(at - 1):
        at += 1
    if at >= len(words) or not words.joined(at - 1):
        return None
    word = words[at]
    return at if word.capital or word.country or word.low in lex.scope else None


def unknown_fields(words: Words, lex: Lexicon, head: int, index: int) -> int:
    """ "secretário da Formação Profissional e Emprego, Ana Doe", "Chef der Abteilung Asien und Pazifik, Jan Roe": how
    many words with capitals, and small ones between, lead from something that an office is for to a comma, and a name
    that a stop ends; else 0."""
    if lex.language not in _FIELDS_IN_CAPITALS or index - head < _MIN_WORDS_KNOWN:
        return 0
    small = lex.links | lex.conjunctions | lex.articles
    for at in range(index, min(index + _MAX_WORDS_UNKNOWN, len(words))):
        word, gap = words[at], words.gap(at - 1).removeprefix(")")
        if gap == ", " and at > index and _is_closed_name(words, lex, at + lex.is_head(word)):
            return at - index
        bracketed = gap == " (" and word.text.isupper() and words.gap(at)[:1] == ")"
        if words.gap(at - 1)[:1] == ")" and word.low in _WHERE:
            return 0  # "… (OMS) em Luanda, Ana Doe": the town is none of the office
        if gap != ", " and not words.joined(at - 1) and gap != " " and not bracketed:
            return 0
        if word.low in small:
            continue
        honorific = word.low.rstrip(".") in lex.honorifics
        if not word.capital or word.low in lex.given or lex.is_head(word) or honorific:
            return 0
    return 0


def _is_closed_name(words: Words, lex: Lexicon, index: int) -> bool:
    """Do two words of a name or more stand here, and then a comma or a stop?"""
    if not is_name_ahead(words, lex, index):
        return False
    end = index
    while end < len(words) and words.joined(end) and (words[end].capital or words[end].low in lex.particles):
        end += 1
    return words.gap(min(end, len(words) - 1))[:1] in (",", ".", ";", ")")


def bracketed_field(words: Words, lex: Lexicon, head: int, index: int) -> int:
    """ "Secretary of State (International Development)", "Secretary (East) in the Ministry": how many words a field in
    brackets takes, or with what a link joins to it behind; 0 for an acronym, a country or a remark: "(left)"."""
    if lex.language != "en" or words.gap(index - 1) != " (" or not words[head].capital:
        return 0
    for at in range(index, min(index + _MAX_WORDS_IN_BRACKETS, len(words))):
        word = words[at]
        acronym = word.text.isupper() or not word.text[1:].islower()
        if word.country or not (word.capital or word.low in lex.conjunctions) or acronym or word.low in lex.given:
            return 0
        if word.low.rstrip(".") in lex.honorifics | lex.stops - lex.conjunctions:
            return 0
        if words.gap(at)[:1] == ")":
            return at + 1 - index
        if not words.joined(at):
            return 0
    return 0
