"""What an office is for: the words behind its noun, "of Foreign Affairs of Japan", «иностранных дел России»."""

import re

from presssearch.analysis.acronyms import is_acronym
from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.persons.office_bodies import abbreviated, quoted_name, residence, titled_body
from presssearch.parsing.persons.office_places import is_bent_city, is_region, more_of_city
from presssearch.parsing.persons.portfolios import bracketed_field, is_name_ahead, listed_scopes, unknown_fields
from presssearch.parsing.words import Word, Words, word_set

MAX_WORDS_OF_LINK = 6
_MAX_WORDS_BEHIND = 24
_MAX_WORDS_OF_BRIDGE = 9
_GROUP = re.compile(r"[A-Za-z]\d{1,3}")  # "G20", "g7"
_GERMAN_UNITS = ("abteilung", "referat", "referats", "direktion", "departement", "sektion", "arbeitsstab", "bereich")
_MAX_WORDS_OF_RANKS = 5
_DEPUTIES = ("vice", "vize", "vise", "vicé", "deputy", "stellvertretend", "вице", "зам", "віце", "sub")
_NO_ENDING = ("\n",)
_ROMANCE = frozenset({"es", "pt", "it"})
_FIELD_NOUNS = word_set("asuntos relaciones assuntos relações affari relazioni políticas politiche servicios serviços")
_ADJECTIVE = re.compile(r"[^\W\d_]{3}(?:[aio]r|[aeo]l|ale|[ií]c[oa]|iv[oa]|an[oa]|ari[oa]|ári[oa]|ad[oa])$")
_PLURAL_ADJECTIVE = re.compile(r"[^\W\d_]{4}(?:[oa]s|les|ais|res|li|ri|ici|iche)$")
_HEAD_LAST = frozenset({"kk", "tr"})


def is_scope(words: Words, lex: Lexicon, index: int) -> bool:
    """Can a word be part of what an office or a body is for?"""
    word = words[index]
    if word.country or word.body or word.low in lex.scope or word.low in lex.ranks:
        return True
    if "-" in word.low and word.low.rpartition("-")[2] in lex.scope:  # "EU-representation"
        return True
    return (word.text.isupper() and _is_abbreviation(words, index)) or _GROUP.fullmatch(word.text) is not None


def _is_abbreviation(words: Words, index: int) -> bool:
    text = words[index].text
    if not 2 <= len(text) <= 7 or "." in text:
        return False
    if is_acronym(text):
        return True
    beside = [words[i].text for i in (index - 1, index + 1) if 0 <= i < len(words)]
    return len(text) <= 5 and not any(len(other) > 3 and other.isupper() for other in beside)


def end_of_office(words: Words, lex: Lexicon, head: int) -> int:
    """The index behind the last word of an office, given that of its noun."""
    last = head + 1
    while last < len(words) and last - head < _MAX_WORDS_BEHIND:
        if _is_initial(words, last) or _is_personal_title(words, lex, last):
            break
        if not words.joined(last - 1):
            step = (
                listed_scopes(words, lex, last)
                or _dashed_office(words, lex, last)
                or _charge(words, last)
                or _stroke(words, lex, last)
                or _split_compound(words, lex, last)
                or bracketed_field(words, lex, head, last)
                or _behind_field(words, lex, head, last)
            )
        elif words[last].body and words[last].body == words[last - 1].body:
            step = 1
        elif words[last].low in lex.conjunctions:
            step = _second_office(words, lex, head, last) or _coordinated(words, lex, head, last)
        elif words[last].low in lex.links:
            step = _linked(words, lex, last)
        else:
            step = int(_goes_on(words, lex, head, last))
        step = (
            step
            or _bridged(words, lex, last)
            or quoted_name(words, lex, head, last)
            or titled_body(words, lex, last)
            or residence(words, last)
            or abbreviated(words, lex, head, last)
            or unknown_fields(words, lex, head, last)
        )
        if not step:
            break
        last += step
    return last


def _behind_field(words: Words, lex: Lexicon, head: int, index: int) -> int:
    """ "Secretary (East) in the Ministry": how many words a link takes behind a field in brackets."""
    closed = words.gap(index - 1) == ") " and any(words.gap(at) == " (" for at in range(head, index - 1))
    return _linked(words, lex, index) if closed and words[index].low in lex.links else 0


def _is_personal_title(words: Words, lex: Lexicon, index: int) -> bool:
    """ "Chief of Defence Forces General Roe": none of the office; but in "Secretary General Doe" it is."""
    before = words[index - 1]
    general = lex.language == "en" and (lex.is_head(before) or before.low in lex.ranks)
    return words[index].low in lex.personal and not general


def _is_initial(words: Words, index: int) -> bool:
    """«В» of «В.Климчук», which as a word would link."""
    word = words[index]
    return len(word.text) == 1 and word.capital and words.text[word.end : word.end + 1] == "."


def _bridged(words: Words, lex: Lexicon, index: int) -> int:
    """«министр международных отношений и торговли Иван …», "directeur des affaires politiques, Jean …": how many words
    that by their endings depend on one another lead to a name, or to more of the office; else 0."""
    at = index
    while at < len(words) and at - index < _MAX_WORDS_OF_BRIDGE and words.joined(at - 1):
        word = words[at]
        if word.low in lex.links | lex.conjunctions | lex.articles:
            at += 1
            continue
        ends = word.low.endswith(lex.bridges) or (words[at - 1].low in lex.links and word.low.endswith(lex.governed))
        depends = ends and len(word.low) > 2 and word.low not in lex.stops
        if word.capital and not (depends and _is_adjective_of_place(words, lex, at)):
            break
        if not depends:
            return 0
        at += 1
    leads = at < len(words) and words[at].capital and (words.joined(at - 1) or words.gap(at - 1) == ", ")
    ends_open = words[at - 1].low in lex.links | lex.conjunctions | lex.articles
    return at - index if leads and not ends_open else 0


def _is_adjective_of_place(words: Words, lex: Lexicon, index: int) -> bool:
    """«губернатор Согдийской области»: an adjective with a capital, and a noun that it belongs to."""
    behind = words[index + 1] if index + 1 < len(words) and words.joined(index) else None
    return behind is not None and not behind.capital and behind.low.endswith(lex.bridges)


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


def _second_office(words: Words, lex: Lexicon, head: int, conjunction: int) -> int:
    """How many words lead to the noun of a second office of the same person; 0 if there is none."""
    second = _second_noun(words, lex, head, conjunction)
    return second - conjunction + 1 if second is not None and _is_of_one(words, lex, head, second) else 0


def _second_noun(words: Words, lex: Lexicon, head: int, conjunction: int) -> int | None:
    """The noun of a second office right behind "and", in the case of the first; None if there is none."""
    for at in range(conjunction + 1, min(conjunction + _MAX_WORDS_OF_RANKS, len(words))):
        if not words.joined(at - 1):
            return None
        if lex.is_head(words[at]):
            first, second = words[head], words[at]
            alike = lex.is_oblique(first) == lex.is_oblique(second)
            alike = alike and (first.low != second.low or not words[conjunction - 1].country)
            return at if alike and not {first.low, second.low} & lex.plurals else None
        if words[at].low not in lex.ranks and not (words[at].capital and words[at].low in lex.scope):
            return None
    return None


def _is_of_one(words: Words, lex: Lexicon, head: int, second: int) -> bool:
    """Are two offices joined by "and" those of one person? The second says what it is for, and the first is that of a
    deputy, or a comma stands before the name: "the Deputy Prime Minister and Minister for Trade", "la vicepresidenta y
    ministra de Economía"."""
    end = end_of_office(words, lex, second)
    if end == second + 1 and not words[second].low.endswith(lex.endings or _NO_ENDING):
        return False
    before = words[head - 1].low if head and words.joined(head - 1) else ""
    if words[head].low == words[second].low and lex.language != "en":
        return False
    if words[head].low.startswith(_DEPUTIES) or before.startswith(_DEPUTIES):
        return True
    return (
        words.gap(end - 1) == ", " and is_name_ahead(words, lex, end) and words[head].capital == words[second].capital
    )


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
            return step
        if words[position].low not in lex.ranks:
            return 0
    return 0


def _stroke(words: Words, lex: Lexicon, index: int) -> int:
    """ "Director / Protocol": how many words a field behind a stroke takes."""
    return int(words.gap(index - 1).strip() == "/" and words[index].capital and words[index].low in lex.scope)


def _split_compound(words: Words, lex: Lexicon, index: int) -> int:
    """ "für Außen- und Sicherheitspolitik": how many words lead to the noun that both halves share; else 0."""
    halves = words.gap(index - 1) == "- " and words[index].low in lex.conjunctions and words.joined(index)
    return 2 if halves and words[index + 1].text[1:].islower() else 0


def _goes_on(words: Words, lex: Lexicon, head: int, index: int) -> bool:
    word = words[index]
    if words[index - 1].after != words[index - 1].end and not words[index - 1].country:
        return False
    if lex.language in _HEAD_LAST and not _leads_to_head(words, lex, index):
        return False  # what an office is for stands before it
    if (
        word.country and index == head + 1 and lex.language in ("en", "de", "sv", "no")
    ):  # "Foreign Minister Israel Katz"
        return lex.language == "de" and word.low.endswith("s") and not starts_name(words, lex, index)  # "Kasachstans"
    if lex.language == "de" and word.capital and word.low not in lex.given and _is_german_title(words, index):
        return True
    if word.low in lex.stops and not word.country:
        return False
    city = is_bent_city(words, lex, head, index) or is_region(words, lex, index)
    part = _is_part(words, lex, index) or _is_in_chain(words, lex, index) or city
    return part or (lex.language in _ROMANCE and _is_described_field(words, lex, index))


def _is_described_field(words: Words, lex: Lexicon, index: int) -> bool:
    """The adjective of "Asuntos Económicos", "Relações Bilaterais", and before a comma of "Protección Ciudadana, "."""
    word, before = words[index], words[index - 1]
    if not word.capital or word.low in lex.given:
        return False
    if before.low in _FIELD_NOUNS and _PLURAL_ADJECTIVE.search(word.low):
        return True
    ends = words.gap(index) == ", " and is_name_ahead(words, lex, index + 1)
    return ends and before.capital and before.low in lex.scope and _ADJECTIVE.search(word.low) is not None


def _is_german_title(words: Words, index: int) -> bool:
    """The noun of "der ungarischen Nationalbank", and the title of "Abteilung Frieden und Menschenrechte,"."""
    before = words[index - 1]
    if before.country and not before.capital:
        return True
    if not before.low.endswith(_GERMAN_UNITS):
        return False
    end = index
    while end + 1 < len(words) and words.joined(end) and (words[end + 1].capital or words[end + 1].low == "und"):
        end += 1
    return not (end + 1 < len(words) and words.joined(end)) and words.gap(end)[:1] in (",", ".", ";", ")")


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
    if index >= len(words) or index - link > MAX_WORDS_OF_LINK or not words.joined(index - 1):
        return 0
    taken = index - link + 1
    word = words[index]
    if lex.is_head(word):
        # "begleitet wird die Ministerin von den Abgeordneten Ann Doe und Jan Roe"
        another = lex.language == "de" and words[link].low == "von" and index > link + 1
        return taken if not another and (word.capital or words[link].low in lex.links) else 0
    if word.country or is_scope(words, lex, index):
        return taken if _is_scope_here(words, lex, link, index) else 0
    if not word.capital:
        return taken if _is_chained(lex, words[link], word) else 0
    joined = words[link].low in lex.conjunctions
    if (joined and not _is_second_adjective(words, lex, link, index)) or _is_no_scope(lex, word):
        return 0
    return taken + more_of_city(words, index)


def _is_second_adjective(words: Words, lex: Lexicon, conjunction: int, index: int) -> bool:
    """ "Asuntos Exteriores y Globales, ": one of two adjectives in the plural, and a name or a comma behind it."""
    if lex.language not in _ROMANCE or index != conjunction + 1:
        return False
    both = all(_PLURAL_ADJECTIVE.search(words[at].low) for at in (conjunction - 1, index))
    return both and words[index].low not in lex.given and words.gap(index)[:1] in (",", ")", ".")


def _is_scope_here(words: Words, lex: Lexicon, link: int, index: int) -> bool:
    """In English a scope has a capital, but for "minister of state", "spokesperson of the ministry[,] Ann Doe"."""
    word = words[index]
    if lex.language != "en" or word.capital or word.country or words[link - 1].low == "minister":
        return True
    if word.low == "affaires":
        return True
    last = _end_of_small(words, lex, index)
    beside = last < len(words) and (words.joined(last - 1) or words.gap(last - 1) == ", ")
    behind = words[last] if beside else None
    return behind is not None and behind.capital and not behind.country and behind.low not in lex.stops


def _end_of_small(words: Words, lex: Lexicon, index: int) -> int:
    """ "head of the consular section in Lomé, Ann Doe": the index behind scopes in lower case and the town."""
    last = index + 1
    while last < len(words) and words.joined(last - 1) and not words[last].capital and words[last].low in lex.scope:
        last += 1
    if last + 1 < len(words) and words[last].low == "in" and words.joined(last - 1) and words.joined(last):
        return last + 2 if words[last + 1].capital and words.gap(last + 1) == ", " else last
    return last


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


def _charge(words: Words, index: int) -> int:
    """ "ministre déléguée, chargée de la francophonie": how many words begin that; else 0."""
    if words.gap(index - 1) != ", " or words[index].low not in ("chargé", "chargée") or not words.joined(index):
        return 0
    return int(index + 1 < len(words) and words[index + 1].low in ("de", "du", "des", "d'", "d’"))
