"""Offices as printed: "Deputy Foreign Minister of Belarus", «глава МИД России», "ministre des Affaires étrangères".

An office is a head noun ("minister") with what belongs to it on both sides. The words are data:
offices.toml, one table per language.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from presssearch.parsing.institutions.built_bodies import built_bodies_of
from presssearch.parsing.institutions.explained import explained_acronyms
from presssearch.parsing.lexicon import Lexicon, lexicon
from presssearch.parsing.persons.kazakh_offices import kazakh_start
from presssearch.parsing.persons.office_scope import end_of_office, is_scope
from presssearch.parsing.words import Words, word_set, words_of

# nouns of offices, and words of scopes, that are surnames as well
SURNAMES_TOO = word_set(
    "king prince judge major pope chancellor marshal justice speaker bishop powers power rice north west east law banks"
    " young price cook baker mason dean deacon abbott noble stone field fields forest marine page sea reform"
)
_ARTICLES = word_set("a an the ein eine der die un une le la um uma o el en ett")
_NO_FIELDS = word_set(
    "department ministry council committee commission union bank court parliament senate house agency office board"
    " nations states republic group kingdom federation organisation organization"
)
_GENITIVE = re.compile("[’'][n]?[ıiuü]n$")
_LED = word_set(
    "director head chief leader founder chair principal"
)  # weak ones that say of what: "director for Kenya"
_RULERS = ("sultan", "султан")
_NOUN_LAST = frozenset({"kk", "tr"})
_FIELDS_OF = word_set("minister secretary")  # with fields in small letters: "climate change minister"
_LINKED_TO = ("-based", "-born", "-led", "-backed")
_MAX_WORDS_BEFORE = 8
_ACRONYM = re.compile(r" \([^\W\d_a-zа-я][^\W_]{0,6}[^\W\d_a-zа-я]\)")  # "… Research Agency (NARA)"
_MAX_PARTICLES = 3


@dataclass(frozen=True, slots=True)
class Office:
    """first, last: indexes of its words, last excluded. head: index of its noun."""

    first: int
    last: int
    head: int


@lru_cache(maxsize=4)
def offices_of(text: str, language: str | None) -> tuple[Office, ...]:
    """The offices of a text, as indexes into words_of; the finders of one article share them."""
    words, lex = words_of(text, language), lexicon(language)
    found = tuple(offices_in(words, lex))
    return tuple(_owned(words, lex, found)) if lex.language in _NOUN_LAST else tuple(_through_bodies(words, found))


def _owned(words: Words, lex: Lexicon, offices: tuple[Office, ...]) -> Iterator[Office]:
    """ "BM Genel Sekreteri’nin Özel Temsilcisi", «министрінің міндетін атқарушы»: of two offices the first, in the
    genitive, tells whose the second is."""
    waiting: Office | None = None
    for office in offices:
        if waiting is not None:
            end = words[waiting.last - 1]
            genitive = end.low.endswith(lex.genitives) or _GENITIVE.match(words.gap_in(waiting.last - 1))
            touching = waiting.last == office.first and words.joined(waiting.last - 1)
            if genitive and touching:
                waiting = replace(office, first=waiting.first)
                continue
            yield waiting
        waiting = office
    if waiting is not None:
        yield waiting


def _through_bodies(words: Words, offices: tuple[Office, ...]) -> Iterator[Office]:
    """Offices that end within the name of a body, to its end: "director de la Agencia Nacional de Residuos Marinos",
    "commissaire de l’Organisation pour la mise en valeur du fleuve (OMVF)"."""
    built = [(start, end) for start, _, end in built_bodies_of(words.text, words.language)]
    bodies = sorted([*built, *((known.start, known.end) for known in explained_acronyms(words, built))])
    for index, office in enumerate(offices):
        end = words[office.last - 1].end
        body = bisect_left(bodies, (end, 0)) - 1
        if body < 0 or bodies[body][0] <= words[office.head].start or bodies[body][1] <= end:
            yield office
            continue
        last = bisect_left(words, bodies[body][1], key=lambda word: word.start)
        free = offices[index + 1].first if index + 1 < len(offices) else len(words)
        yield replace(office, last=last) if last <= free else office


def offices_in(words: Words, lex: Lexicon) -> Iterator[Office]:
    """The offices of a text, in order, not overlapping."""
    free = 0
    for index, word in enumerate(words):
        if index < free:
            continue
        if not (lex.is_head(word) and _is_office_here(words, lex, index)) and not _is_profession(words, lex, index):
            continue
        first = _extend_before(words, lex, index, free)
        last = end_of_office(words, lex, index)
        yield Office(first, last, index)
        free = last


def _is_profession(words: Words, lex: Lexicon, index: int) -> bool:
    """«писатель Иван Лесной», "Tom Reid, a fisherman,": right before a name of two words, or behind one."""
    word = words[index]
    if not (word.low in lex.professions or word.low.endswith(lex.agents)):
        return False
    if word.capital and lex.language != "de" and not words.starts_sentence(index):
        return False
    return _is_before_two_capitals(words, lex, index) or _is_apposed(words, index)


def _is_apposed(words: Words, index: int) -> bool:
    """ "Tom Reid, a fisherman, …": between two commas, or a comma and a stop."""
    first = index - 1 if words[index - 1].low in _ARTICLES else index
    if first < 2 or not words[first - 1].capital or not words[first - 2].capital or not words.joined(first - 2):
        return False
    return words.gap(first - 1) == ", " and words.gap(index)[:1] in (",", ".", ";", ")")


def _is_between_scope_and_name(words: Words, lex: Lexicon, index: int) -> bool:
    """ "the delegation head Ann Doe", "police chief John Roe"."""
    if not index or not words.joined(index - 1) or words[index - 1].low not in lex.scope:
        return False
    return _is_before_two_capitals(words, lex, index)


def _is_before_two_capitals(words: Words, lex: Lexicon, index: int) -> bool:
    """Do two words of a name follow, or three with a particle between them: "Munira bint Saqr"?"""
    return words.joined(index) and _are_two_capitals(words, lex, index + 1)


def _are_two_capitals(words: Words, lex: Lexicon, index: int) -> bool:
    last = index + 1
    while last < len(words) and last - index < _MAX_PARTICLES and words[last].low in (*lex.particles, "d"):
        last += 1
    return all(
        i < len(words) and (i == index or words.joined(i - 1)) and words[i].capital and not words[i].country
        for i in (index, last)
    ) and all(words.joined(i) for i in range(index, last))


def _is_before_apposed(words: Words, lex: Lexicon, index: int) -> bool:
    """ "the Prime Minister's special envoy, Ann Doe": a noun in lower case, told of, and a name behind a comma."""
    before = words[index - 1] if index and words.joined(index - 1) else None
    told = before is not None and (before.low in lex.ranks | lex.articles or before.after != before.end)
    return told and words.gap(index) == ", " and _are_two_capitals(words, lex, index + 1)


def _is_office_here(words: Words, lex: Lexicon, index: int) -> bool:
    word = words[index]
    behind = words[index + 1].low if index + 1 < len(words) and words.joined(index) else ""
    if word.low in lex.weak and not word.capital and not (word.low in _LED and behind in ("of", "for", "general")):
        # not in "a major crisis"
        return _is_between_scope_and_name(words, lex, index) or _is_before_apposed(words, lex, index)
    if word.low in ("mp", "mep"):  # "MP for Leeds"; elsewhere it is a tail of the name
        return behind in lex.links
    if word.low in lex.given and word.capital and _is_named_so(words, lex, index):
        return False
    if word.after != word.end and behind in ("office", "son", "wife", "visit"):
        return False  # "Foreign Minister's Office"
    if word.low in SURNAMES_TOO and word.capital and index and words.joined(index - 1) and behind not in lex.links:
        return not any(words[i].low in lex.given and words[i].capital for i in (index - 1, index - 2) if i >= 0)
    return True


def _is_named_so(words: Words, lex: Lexicon, index: int) -> bool:
    """ "Pape Ousmane Sène", where no article tells of the office; "Mr Sultan Nurov", not "Sultan Said bin Harun"."""
    before = words[index - 1].low.rstrip(".") if index else ""
    ruler = words[index].low.startswith(_RULERS) and before not in lex.honorifics
    return not ruler and before not in lex.articles and _is_before_two_capitals(words, lex, index)


def _extend_before(words: Words, lex: Lexicon, head: int, free: int) -> int:
    first = head
    while first > free and head - first < _MAX_WORDS_BEFORE:
        if _is_split_compound(words, lex, first, free):  # "infrastruktur- och bostadsminister"
            first -= 2
            continue
        if _is_ranked_pair(words, lex, first, free):  # "Чрезвычайный и Полномочный Посол"
            first -= 2
            continue
        if _is_pair_of_scopes(words, lex, first, free):  # "Enerji ve Tabii Kaynaklar Bakanı"
            first -= 2
            continue
        if lex.language == "tr" and _is_behind_acronym(words, first, free):  # "… Teşkilatı (TDT) Genel Sekreteri"
            first -= 2
            continue
        if lex.language == "en" and (listed := _listed_fields(words, lex, first, free)) < first < head:
            first = listed
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
        small = words[head].low in lex.weak or words[head].low in _FIELDS_OF
        bare = not words[head].capital and before.low in lex.scope and small  # "delegation head"
        printed = before.capital or before.low in lex.ranks or lex.language != "en" or bool(before.country) or bare
        if not (known and printed) and not _is_unknown_part(words, lex, first - 1):
            break
        first -= 1
    while first < head and words[first].low in lex.links | lex.conjunctions | lex.articles:
        first += 1
    return kazakh_start(words, lex, first, free) if lex.language == "kk" else first


def _is_ranked_pair(words: Words, lex: Lexicon, first: int, free: int) -> bool:
    if first - 2 < free or words[first - 1].low not in lex.conjunctions or words[first].low not in lex.ranks:
        return False
    return words[first - 2].low in lex.ranks and words.joined(first - 1) and words.joined(first - 2)


def _is_behind_acronym(words: Words, first: int, free: int) -> bool:
    if first - 2 < free or words.gap(first - 1) != ") " or words.gap(first - 2) != " (":
        return False
    return words[first - 1].text.isupper() and words[first - 2].capital


def _is_pair_of_scopes(words: Words, lex: Lexicon, first: int, free: int) -> bool:
    if lex.language != "tr" or first - 2 < free or words[first - 1].low not in lex.conjunctions:
        return False
    before = words[first - 2]
    return (
        before.capital and before.low in lex.scope | lex.ranks and words.joined(first - 1) and words.joined(first - 2)
    )


def _listed_fields(words: Words, lex: Lexicon, first: int, free: int) -> int:
    """Where the list begins of "Agriculture, Water and Environment Minister"; first where no list stands before."""
    if first - 2 < free or words[first - 1].low not in lex.conjunctions or not words.joined(first - 1):
        return first
    if not (words.joined(first - 2) and _is_field(words, lex, first - 2) and _is_no_body(words, first)):
        return first
    index = first - 2
    while index > free and _is_field(words, lex, index - 1) and words.gap(index - 1) in (" ", ", "):
        index -= 1
    before = words[index - 1] if index and words.joined(index - 1) else None
    return first if before is not None and before.low in lex.links else index


def _is_field(words: Words, lex: Lexicon, index: int) -> bool:
    word = words[index]
    return word.capital and word.low in lex.scope and not lex.is_head(word) and _is_no_body(words, index)


def _is_no_body(words: Words, index: int) -> bool:
    return not (words[index].country or words[index].body) and words[index].low not in _NO_FIELDS


def _is_split_compound(words: Words, lex: Lexicon, first: int, free: int) -> bool:
    if not lex.endings or first - 2 < free or words[first - 1].low not in lex.conjunctions:
        return False
    return words.gap(first - 2).startswith("- ") and words.joined(first - 1)


def _is_unknown_part(words: Words, lex: Lexicon, index: int) -> bool:
    """A capitalised word before an office, such as "White House" or "Treasury"; not a name, not a first word."""
    word = words[index]
    if not word.capital or lex.language in ("de", "ru", "kk", "fr", "es", "pt", "it", "sv", "no"):
        return False
    honorific = word.low.rstrip(".") in lex.honorifics
    if word.low in lex.stops or word.low in lex.given or honorific or words.starts_sentence(index):
        return False
    if word.low.endswith(_LINKED_TO):
        return False
    return not (index and words.joined(index - 1) and words[index - 1].low in lex.given)


def printed_office(words: Words, first: int, last: int) -> str:
    """An office as printed, with the acronym in brackets, the closing mark of a name in marks, or the closing bracket
    of a field, that ends it."""
    text, start, end = words.text, words[first].start, words[last - 1].end
    if text[max(0, start - 1) : start] == "«" and "»" in text[start:end]:  # "«Nur» muzeyi …"
        start -= 1
    acronym = _ACRONYM.match(text, end)
    end = acronym.end() if acronym else end
    if text[end : end + 1] == "+":  # "g7+"
        end += 1
    printed, behind = text[start:end], text[end : end + 1]
    field = behind == ")" and printed.rfind("(") > printed.rfind(")")  # "Secretary (East)"
    opened = behind and behind in '»”“"' and re.search('[«„“"][^»”“"]*$', printed)
    return " ".join((printed + behind if opened or field else printed).split())
