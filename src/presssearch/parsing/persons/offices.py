"""Offices as printed: "Deputy Foreign Minister of Belarus", «глава МИД России», "ministre des Affaires étrangères".

An office is a head noun ("minister") with what belongs to it on both sides. The words are data:
offices.toml, one table per language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from presssearch.analysis.acronyms import is_acronym
from presssearch.analysis.cities import find_city
from presssearch.parsing.lexicon import Lexicon, lexicon
from presssearch.parsing.words import Word, Words, word_set, words_of

# nouns of offices, and words of scopes, that are surnames as well
SURNAMES_TOO = word_set(
    "king prince judge major pope chancellor marshal justice speaker bishop powers power rice north west east law banks"
    " young price cook baker mason dean deacon abbott noble stone field fields forest marine page sea reform"
)
_GENITIVE = re.compile("[’'][n]?[ıiuü]n$")
_LED = word_set(
    "director head chief leader founder chair principal"
)  # weak ones that say of what: "director for Kenya"
_MAX_WORDS_BEFORE = 8
_MAX_WORDS_BEHIND = 24
_MAX_WORDS_OF_LINK = 6


@dataclass(frozen=True, slots=True)
class Office:
    """first, last: indexes of its words, last excluded. head: index of its noun."""

    first: int
    last: int
    head: int


@lru_cache(maxsize=4)
def offices_of(text: str, language: str | None) -> tuple[Office, ...]:
    """The offices of a text, as indexes into words_of; the finders of one article share them."""
    return tuple(offices_in(words_of(text, language), lexicon(language)))


def offices_in(words: Words, lex: Lexicon) -> Iterator[Office]:
    """The offices of a text, in order, not overlapping."""
    free = 0
    for index, word in enumerate(words):
        if index < free or not lex.is_head(word) or not _is_office_here(words, lex, index):
            continue
        first = _extend_before(words, lex, index, free)
        last = _extend_behind(words, lex, index)
        yield Office(first, last, index)
        free = last


def _is_office_here(words: Words, lex: Lexicon, index: int) -> bool:
    word = words[index]
    behind = words[index + 1].low if index + 1 < len(words) and words.joined(index) else ""
    if word.low in lex.weak and not word.capital and not (word.low in _LED and behind in ("of", "for", "general")):
        return False  # "a major crisis"
    if word.low in ("mp", "mep"):  # "MP for Leeds"; elsewhere it is a tail of the name
        return behind in lex.links
    if word.after != word.end and behind in ("office", "son", "wife", "visit"):
        return False  # "Foreign Minister's Office"
    if word.low in SURNAMES_TOO and word.capital and index and words.joined(index - 1) and behind not in lex.links:
        return not any(words[i].low in lex.given and words[i].capital for i in (index - 1, index - 2) if i >= 0)
    return True


def is_scope(words: Words, lex: Lexicon, index: int) -> bool:
    """Can a word be part of what an office or a body is for?"""
    word = words[index]
    if word.country or word.body or word.low in lex.scope or word.low in lex.ranks:
        return True
    if "-" in word.low and word.low.rpartition("-")[2] in lex.scope:  # "EU-representation"
        return True
    return word.text.isupper() and _is_abbreviation(words, index)


def _is_abbreviation(words: Words, index: int) -> bool:
    text = words[index].text
    if not 2 <= len(text) <= 7 or "." in text:
        return False
    if is_acronym(text):
        return True
    beside = [words[i].text for i in (index - 1, index + 1) if 0 <= i < len(words)]
    return len(text) <= 5 and not any(len(other) > 3 and other.isupper() for other in beside)


def _extend_before(words: Words, lex: Lexicon, head: int, free: int) -> int:
    first = head
    while first > free and head - first < _MAX_WORDS_BEFORE:
        if _is_split_compound(words, lex, first, free):  # "infrastruktur- och bostadsminister"
            first -= 2
            continue
        if _is_ranked_pair(words, lex, first, free):  # "Чрезвычайный и Полномочный Посол"
            first -= 2
            continue
        if not words.joined(first - 1):
            break
        before = words[first - 1]
        if before.after != before.end and words.language == "tr" and not _GENITIVE.match(words.gap_in(first - 1)):
            break  # "Astana’da Dışişleri Bakanı"
        if before.low in lex.stops and not before.country and before.low not in lex.ranks:
            break
        if before.low.rstrip(".") in lex.tails or (before.low == "under" and not before.capital):
            break
        known = (
            before.low.endswith(lex.genitives)
            or before.low in lex.ranks
            or bool(before.country)
            or is_scope(words, lex, first - 1)
        )
        printed = before.capital or before.low in lex.ranks or lex.language != "en" or bool(before.country)
        if not (known and printed) and not _is_unknown_part(words, lex, first - 1):
            break
        first -= 1
    while first < head and words[first].low in lex.links | lex.conjunctions | lex.articles:
        first += 1
    return _kazakh_start(words, first, free) if lex.language == "kk" else first


def _kazakh_start(words: Words, first: int, free: int) -> int:
    """ "Қазақстанның Су ресурстары және ирригация министрі": the country in front, if one is near in the sentence."""
    farthest = first
    for index in range(first - 1, max(free, first - _MAX_WORDS_OF_LINK) - 1, -1):
        if not words.joined(index):
            break
        if words[index].country:
            farthest = index
    return farthest


def _is_ranked_pair(words: Words, lex: Lexicon, first: int, free: int) -> bool:
    if first - 2 < free or words[first - 1].low not in lex.conjunctions or words[first].low not in lex.ranks:
        return False
    return words[first - 2].low in lex.ranks and words.joined(first - 1) and words.joined(first - 2)


def _is_split_compound(words: Words, lex: Lexicon, first: int, free: int) -> bool:
    if not lex.endings or first - 2 < free or words[first - 1].low not in lex.conjunctions:
        return False
    return words.gap(first - 2).startswith("- ") and words.joined(first - 1)


def _is_unknown_part(words: Words, lex: Lexicon, index: int) -> bool:
    """A capitalised word before an office, such as "White House" or "Treasury"; not a name, not a first word."""
    word = words[index]
    if not word.capital or lex.language in ("de", "ru", "kk", "fr", "es", "pt", "sv"):
        return False
    if word.low in lex.stops or word.low in lex.given or word.low in lex.honorifics or words.starts_sentence(index):
        return False
    return not (index and words.joined(index - 1) and words[index - 1].low in lex.given)


def _extend_behind(words: Words, lex: Lexicon, head: int) -> int:
    last = head + 1
    while last < len(words) and last - head < _MAX_WORDS_BEHIND:
        if not words.joined(last - 1):
            step = _listed_scope(words, lex, last) or _dashed_office(words, lex, last)
        elif words[last].body and words[last].body == words[last - 1].body:
            step = 1
        elif words[last].low in lex.conjunctions:
            step = _coordinated(words, lex, head, last)
        elif words[last].low in lex.links:
            step = _linked(words, lex, last)
        else:
            step = int(_goes_on(words, lex, head, last))
        if not step:
            break
        last += step
    return last


def _coordinated(words: Words, lex: Lexicon, head: int, conjunction: int) -> int:
    """ "Foreign Affairs and Trade", "Kazakhstan and Kyrgyzstan", "Prime Minister and Minister for Trade"; but not
    "the President and Prime Minister Doe", nor "the Minister and Kazakhstan's Ambassador"."""
    step = _linked(words, lex, conjunction)
    if not step:
        return 0
    behind = words[conjunction + step - 1]
    if behind.country:
        return step if words[conjunction - 1].country else 0
    if _leads_to_head(words, lex, conjunction + step - 1):
        first = head
        while first and words.joined(first - 1) and words[first - 1].low in lex.ranks:
            first -= 1
        definite = first and words[first - 1].low in lex.articles and words.joined(first - 1)
        same = behind.low == words[head].low and not _is_linked(words, lex, conjunction + step)
        return 0 if definite or same or words[head].low.endswith(("en", "n")) else step
    return step


def _is_linked(words: Words, lex: Lexicon, index: int) -> bool:
    return index < len(words) and words.joined(index - 1) and words[index].low in lex.links


def _leads_to_head(words: Words, lex: Lexicon, index: int) -> bool:
    """Is this, or one of the next words, the noun of another office: "and Senior Adviser"?"""
    for position in range(index, min(index + 4, len(words))):
        if lex.is_head(words[position]):
            return True
        known = words[position].low in lex.ranks or words[position].low in lex.scope
        if not known or not words.joined(position):
            return False
    return False


def _dashed_office(words: Words, lex: Lexicon, index: int) -> int:
    """ "Deputy Prime Minister – Minister of Foreign Affairs": how many words to the second noun; else 0."""
    if words.gap(index - 1).strip() not in ("–", "—", "-"):
        return 0
    for step in range(1, 4):
        position = index + step - 1
        if position >= len(words) or (step > 1 and not words.joined(position - 1)):
            return 0
        if lex.is_head(words[position]):
            return step if _is_minister(words[position]) else 0
        if words[position].low not in lex.ranks:
            return 0
    return 0


def _is_minister(word: Word) -> bool:
    return word.low.startswith(("minist", "минист"))


def _goes_on(words: Words, lex: Lexicon, head: int, index: int) -> bool:
    word = words[index]
    if words[index - 1].after != words[index - 1].end and not words[index - 1].country:
        return False
    if word.country and index == head + 1 and lex.language in ("en", "de", "sv"):
        return False  # "Foreign Minister Israel Katz"
    if word.low in lex.stops and not word.country:
        return False
    return _is_part(words, lex, index) or _is_in_chain(words, lex, index)


def _is_in_chain(words: Words, lex: Lexicon, index: int) -> bool:
    """ "директор департамента европейского сотрудничества", "directora general de pesca marítima": a word in lower case
    that by its ending depends on the one before."""
    word = words[index]
    if len(word.low) <= 4 or not word.low.endswith(lex.dependent):
        return False
    if not word.capital:
        return True
    behind = index + 1  # "Министр Многонационального Государства Боливия", "Директор Латиноамериканского департамента"
    return lex.language == "ru" and behind < len(words) and words.joined(index) and is_scope(words, lex, behind)


def _is_part(words: Words, lex: Lexicon, index: int) -> bool:
    word = words[index]
    if lex.is_head(word):
        if word.low in ("member", "chairman"):
            return False
        return word.capital or not words[index - 1].capital or lex.language != "en"
    if word.low in lex.given and (not word.country or starts_name(words, lex, index)):
        return False
    return is_scope(words, lex, index)


def starts_name(words: Words, lex: Lexicon, index: int) -> bool:
    """ "Foreign Minister Israel Katz": a country's name that is a given name, before a word of no other meaning."""
    if index + 1 >= len(words) or not words.joined(index):
        return False
    word = words[index + 1]
    return word.capital and not lex.is_head(word) and not word.country and word.low not in lex.scope


def _linked(words: Words, lex: Lexicon, link: int) -> int:
    """How many words a link and the scope behind it take: "of the Kyrgyz", "for LDCs"; 0 if no scope follows."""
    index = link + 1
    while index < len(words) and words.joined(index - 1) and words[index].low in (lex.articles | lex.links):
        index += 1
    if lex.language == "de":
        index = _behind_adjectives(words, lex, index)
    if index >= len(words) or index - link > _MAX_WORDS_OF_LINK or not words.joined(index - 1):
        return 0
    taken = index - link + 1
    word = words[index]
    if lex.is_head(word):
        return taken if word.capital or words[link].low in lex.links else 0
    if word.country or is_scope(words, lex, index):
        return taken if _is_scope_here(words, lex, link, index) else 0
    if not word.capital:
        return taken if _is_chained(lex, words[link], word) else 0
    if words[link].low in lex.conjunctions or _is_no_scope(lex, word):
        return 0
    return taken + _more_of_city(words, index)


def _is_scope_here(words: Words, lex: Lexicon, link: int, index: int) -> bool:
    """In English a scope has a capital, but for "minister of state", "spokesperson of the ministry Ann Doe"."""
    word = words[index]
    if lex.language != "en" or word.capital or word.country or words[link - 1].low == "minister":
        return True
    behind = words[index + 1] if index + 1 < len(words) and words.joined(index) else None
    return behind is not None and behind.capital and not behind.country and behind.low not in lex.stops


def _is_chained(lex: Lexicon, link: Word, word: Word) -> bool:
    """ "directrice des opérations"; in Russian "министр энергетики и водных ресурсов"."""
    if link.low in lex.conjunctions:
        return lex.language == "ru" and len(word.low) > 4 and word.low.endswith(lex.dependent)
    return link.low in lex.chains and len(word.low) > 3 and not _is_no_scope(lex, word)


def _behind_adjectives(words: Words, lex: Lexicon, index: int) -> int:
    """German: past "östliche und südliche" and "Gemeinsamen", if a noun follows."""
    at = index
    while at < len(words) and at - index < 4 and words.joined(at - 1):
        word = words[at]
        inflected = word.low.endswith(("e", "en", "er", "es", "em")) and len(word.low) > 4
        if not (inflected or word.low in lex.conjunctions) or is_scope(words, lex, at) or lex.is_head(word):
            break
        at += 1
    noun = at < len(words) and at > index and words.joined(at - 1) and words[at].capital
    return at if noun and not _is_no_scope(lex, words[at]) else index


def _is_no_scope(lex: Lexicon, word: Word) -> bool:
    return word.low in lex.stops or word.low in lex.honorifics or word.low in lex.given


def _more_of_city(words: Words, index: int) -> int:
    """ "Mayor of Buenos Aires": the second word belongs to the first."""
    if index + 1 >= len(words) or not words.joined(index) or not words[index + 1].capital:
        return 0
    return int(find_city(f"{words[index].text} {words[index + 1].text}") is not None)


def _listed_scope(words: Words, lex: Lexicon, index: int) -> int:
    """ "Minister of Foreign Affairs, Foreign Employment and Tourism": how many words the list goes on; else 0."""
    if words.gap(index - 1).strip() != ",":
        return 0
    end = index
    while end < len(words) and end - index < 6 and words[end].low in lex.scope and words[end].capital:
        if not words.joined(end):
            break
        end += 1
    if end == index or end >= len(words):
        return 0
    if words[end].low in lex.conjunctions and words.joined(end - 1) and end + 1 < len(words):
        return end - index if words[end + 1].low in lex.scope and words[end + 1].capital else 0
    return 0
