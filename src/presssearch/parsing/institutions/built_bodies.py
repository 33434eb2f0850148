"""Names of bodies built around a noun: "Ministry of …", "… Council"; the nouns are in bodies.toml."""

import re
from collections.abc import Iterator
from functools import lru_cache

from presssearch.parsing.institutions import kazakh_phrases, russian_phrases
from presssearch.parsing.institutions.bodies import Bodies, bodies_of
from presssearch.parsing.institutions.listed_fields import is_field, is_field_of_minister, listed_fields
from presssearch.parsing.institutions.two_halves import is_first_half
from presssearch.parsing.lexicon import Lexicon, lexicon
from presssearch.parsing.words import Words, word_set, words_of

_UNLINKED = frozenset({"мид", "миде"})  # "представитель МИД по Арктике"
_RUSSIAN_ADJECTIVE = re.compile(r"[а-яё]{3}(?:ая|яя|ой|ей|ую|юю|ый|ий|ого|его|ому|ему|ым|им|ом|ем|ое)$")
_NOUN_LAST = frozenset({"kk", "tr"})  # languages where the noun ends the name
# after the noun: "Senado Federal", "consulat général"
_RANKS = word_set("federal nacional national nationale general général générale geral supremo suprema central")
_RANKS_BEFORE = {"pt": word_set("supremo suprema alto"), "es": word_set("alto alta"), "fr": word_set("haut haute")}
_RANKS_BEFORE["de"] = word_set("ständige ständigen")
# "Tribunal Superior Eleitoral", "Servicio Nacional Electoral", "Corte costituzionale"
_ROMANCE_ADJECTIVE = re.compile(
    r"[^\W\d_]{2}(?:[aio]r|[aeio]l|[aeio]lle|ale|ári[oa]|ari[oa]|aire|iv[oa]|ive|if|[ií]c[oa]|ique|eir[oa]|ense|ês|esa"
    r"|ónom[oa]|ónim[oa]|mixt[oa]|mist[oa]|dora|ais|aise|ien|ienne|an[oa]|éen|éenne|aine?|ad[oa]s?|áve[il]s?|uelle|nte)$"
)
_NO_KINDS = word_set("actuel actuelle général générale présent dernier dernière suivant prochain attuale presente")
_OF_FORCES = word_set(
    "defence defense police air border security assistance suppression support protection peacekeeping"
)
_DELEGATION = ("delegation", "делегаци")
_SENT = ("mission", "misión", "missão", "missione", "мисси")
_OFFICES = word_set(
    "gabinete serviço servicio service servizio bureau direction oficina ufficio amt direção direcção büro"
)
_OF_PRESS = word_set(
    "imprensa comunicação protocolo prensa comunicación presse communication protocole stampa comunicazione cerimoniale"
    " öffentlichkeitsarbeit kommunikation protokoll"
)
_OF_NEWS = ("presse", "nachrichten", "bild", "werbe")
_BANK = ("bank", "banco", "banque", "банк", "house", "дом")  # with a name of its own a company
_IN_MARKS = re.compile(r" (?:“[A-ZÀ-Þ][^“”\n]{2,50}”|«[A-ZÀ-ÞА-ЯЁ][^«»\n]{2,50}»)(?!,? (?:said|says))")
_ROMANCE = frozenset({"fr", "es", "pt", "it"})
_SMALL_ADJECTIVES = frozenset({"fr", "it"})  # languages whose bodies have their adjectives in small letters
_PRONOUNS = word_set(
    "этой этому этого этим этом каждый каждого каждой каждому своего своей своему нашего нашей нашему какой такой"
    " такого такому самого самой другой другого другому первый первого первой новый нового новой новому"
)
_AFTER_AND = word_set("des de du d do da dos das del della dello degli delle dei")  # "e della Cooperazione"
_OF_REGION = word_set("республики области края")
_ALSO_BEFORE = {"cabinet": ("secretar", "minister"), "office": ("consultation",)}  # nouns that are adjectives too
_MAX_WORDS_BEFORE = 7
_MAX_WORDS_BEHIND = 20


@lru_cache(maxsize=4)
def built_bodies_of(text: str, language: str | None) -> tuple[tuple[int, int, int], ...]:
    """built_bodies of a text; the finders of one article share them."""
    return tuple(built_bodies(words_of(text, language), lexicon(language)))


def built_bodies(words: Words, lex: Lexicon) -> Iterator[tuple[int, int, int]]:
    """Start, start of the noun, end."""
    bodies = bodies_of(lex.language)
    free = 0
    for index, word in enumerate(words):
        if index < free or not bodies.is_head(word):
            continue
        small = not word.capital and lex.language == "en"
        first = _first_of_small(words, lex, index) if small else _first_of(words, lex, index, free)
        if first is None:
            continue
        last = index + 1 if small else _last_of(words, lex, bodies, index, in_capitals=words[first].capital)
        last = max(index + 1, _end_in_line(words, first, last))
        if is_field_of_minister(words, lex, first):
            continue
        if _is_part(words, bodies, index, last) or _says_what_else(words, lex, first, index, last):
            continue
        if _is_named(words, lex, bodies, first, index, last) or _quoted_name(words, index, last):
            quoted = _quoted_name(words, index, last)
            yield words[first].start, word.start, quoted or words[last - 1].end
            free = last


def _end_in_line(words: Words, first: int, last: int) -> int:
    """A name that opens a line, as in a letterhead, ends with it; one within a wrapped text goes on."""
    if words.text[max(0, words[first].start - 1) : words[first].start] not in ("", "\n"):
        return last
    return next((at + 1 for at in range(first, last - 1) if "\n" in words.gap(at)), last)


def _is_named(words: Words, lex: Lexicon, bodies: Bodies, first: int, head: int, last: int) -> bool:
    """Is this the name of one body, not "the Ministry", "a committee"?"""
    word = words[head]
    if word.low == "house":  # "the House"; not "White House"
        return words[head + 1].low == "of" if last - head > 1 else head == first > 0 and words[first - 1].low == "the"
    if word.low in ("union", "unión", "união") and any(
        words[i].low in ("pour", "por", "para") for i in range(head, last)
    ):
        return False  # "représentante de l'Union pour les affaires étrangères"
    if lex.language == "ru" and not russian_phrases.is_body(words, first, head, last):
        return False
    if word.low.rpartition("-")[2] in bodies.abroad:
        return _is_abroad(words, bodies, first, head, last)
    if word.low in bodies.alone or bodies.is_compound(word):
        return True
    return last - first > 1 and (word.capital or any(words[i].capital for i in range(first, last)))


def _quoted_name(words: Words, head: int, last: int) -> int | None:
    """ "Agency “Baltic Energy”": the end of a name in marks right behind the noun; None if there is none."""
    if last != head + 1 or not words[head].capital or words[head].low.startswith(_BANK):
        return None
    name = _IN_MARKS.match(words.text, words[head].end)
    return name.end() if name else None


def _is_abroad(words: Words, bodies: Bodies, first: int, head: int, last: int) -> bool:
    """Does the name of an embassy, a mission say whose or where it is?"""
    inside = range(first, last)
    if words[head].low.rpartition("-")[2].startswith(_DELEGATION):  # that of the Union is an embassy, others are people
        return any(words[i].body == "eu" or words[i].text.partition("-")[0] in ("EU", "ЕС") for i in inside)
    return any(words[i].country or _is_place(words, bodies, first, head, i) for i in inside)


def _is_place(words: Words, bodies: Bodies, first: int, head: int, index: int) -> bool:
    """ "Consulate in Izmir": a city, behind its link. In small letters these are places of work, not names."""
    if head + 1 >= index or words[index - 1].low not in bodies.places or not words[index].capital:
        return False
    return words[first].capital and not words[head].low.startswith(_SENT)  # a mission may be a journey


def _is_part(words: Words, bodies: Bodies, head: int, last: int) -> bool:
    """A part of a ministry that the name goes on to: "департамент культуры МИД Армении", "secretaria do Ministério"."""
    if words[head].capital:
        return False
    inner = range(head + 1, last)
    if words[head].low not in bodies.units:
        return words.language in _ROMANCE and any(words[i].capital and bodies.is_head(words[i]) for i in inner)
    return any(bodies.is_head(words[i]) and words[i].low not in bodies.units for i in inner)


def _says_what_else(words: Words, lex: Lexicon, first: int, head: int, last: int) -> bool:
    """Is the noun a part of something else: "Cabinet Secretary", "Steppe News Service", "Member of Parliament",
    "Military Historical Society", "Labour Force", "Foreign Office Consultations", "Gabinete de Imprensa"?"""
    word = words[head]
    if lex.language != "en":
        news = word.low.endswith("agentur") and word.low.startswith(_OF_NEWS)
        return news or (word.low in _OFFICES and any(words[i].low in _OF_PRESS for i in range(head + 1, last)))
    follows = words[last] if last < len(words) and words.joined(last - 1) else None
    if word.low in _ALSO_BEFORE:
        cut = words.gap(first - 1).strip() == "&"  # "Foreign, Commonwealth & Development Office"
        return cut or (follows is not None and follows.low.startswith(_ALSO_BEFORE[word.low]))
    if word.low in ("service", "agency", "bureau", "force"):
        before = words[head - 1].low if head > first else ""
        return before not in _OF_FORCES if word.low == "force" else before in ("news", "press")
    if word.low == "parliament":
        return first == head > 1 and words[head - 1].low == "of" and words[head - 2].low in ("member", "members")
    if word.low in ("military", "police", "guard", "navy"):
        return last == head + 1 and follows is not None and follows.capital and not lex.is_head(follows)
    return False


def _first_of_small(words: Words, lex: Lexicon, head: int) -> int | None:
    """Where "Albanian foreign ministry", "Kenyan embassy" begin; None for other nouns in small letters."""
    first = head
    while first > 0 and head - first < 3 and words.joined(first - 1) and words[head].low in ("ministry", "embassy"):
        first -= 1
        if words[first].country:
            return first
        if words[first].low not in lex.scope:
            break
    return None


def _first_of(words: Words, lex: Lexicon, head: int, free: int) -> int:
    first = _first_described(words, lex, head, free)
    while first > free and head - first < _MAX_WORDS_BEFORE:
        if is_first_half(words, lex, first, free):  # "National Defense and Security Forces"
            first -= 2
        elif words.joined(first - 1) and _belongs_before(words, lex, first - 1) and words[head].low not in _UNLINKED:
            first -= 1
        else:
            break
    return first


def _first_described(words: Words, lex: Lexicon, head: int, free: int) -> int:
    """Back over what describes the noun, small words too, to a capital: «Центральной избирательной комиссии»,
    «Ауыл шаруашылығы министрлігі»; the noun itself where none is found."""
    if lex.language == "kk":
        first = kazakh_phrases.first_of(words, lex, bodies_of("kk"), head, free)
        of_state = first > free and words.joined(first - 1) and words[first - 1].text in ("QR", "ҚР")
        return first - of_state
    first, index = head, head - 1
    while lex.language == "ru" and index >= free and head - index < _MAX_WORDS_BEFORE and words.joined(index):
        if not _RUSSIAN_ADJECTIVE.search(words[index].low) or words[index].low in _PRONOUNS:
            break
        if words[index].capital:
            first = index
        index -= 1
    return first


def _belongs_before(words: Words, lex: Lexicon, index: int) -> bool:
    word = words[index]
    if word.after != word.end:  # "Ukraine's State Agency"
        return False
    if (lex.language == "sv" and word.low == "europeiska") or word.low in _RANKS_BEFORE.get(lex.language, ()):
        return True
    if lex.language == "kk" and not word.capital and word.low in lex.scope:  # "Сыртқы істер министрлігі"
        return True
    if not word.capital or word.low in lex.stops or word.low in lex.honorifics or word.low in lex.given:
        return bool(word.country) and lex.language not in ("en", "sv", "no", "de")
    if lex.language in ("fr", "es", "pt", "it", "ru", "kk"):
        # not «группы дружбы Франция – Армения Национального собрания»
        agrees = lex.language != "ru" or word.text.isupper() or _RUSSIAN_ADJECTIVE.search(word.low) is not None
        own = bool(word.country) and agrees
        return own or word.low in lex.scope or (lex.language == "kk" and word.body is not None)
    opening = words.starts_sentence(index)
    return not opening or bool(word.country) or word.low in lex.scope or word.text.isupper()


def _last_of(words: Words, lex: Lexicon, bodies: Bodies, head: int, *, in_capitals: bool) -> int:
    """in_capitals: does the name begin with one?"""
    last = head + 1
    of_ministry = words[head].low.startswith("amt") and head > 0 and words[head - 1].low.startswith("auswärtig")
    if lex.language in _NOUN_LAST or of_ministry:  # "Auswärtiges Amt zur Lage in Doeland"
        return last
    while last < len(words) and last - head < _MAX_WORDS_BEHIND and words.joined(last - 1):
        if words[last - 1].after != words[last - 1].end:
            break
        word = words[last]
        if (
            (word.low in bodies.links and words[head].low not in _UNLINKED)
            or word.low in lex.conjunctions
            or _is_place_link(words, bodies, head, last)
        ):
            alone = words[head].low in bodies.alone
            topic = russian_phrases.topic(words, lex, last) if lex.language == "ru" else 0
            step = topic or _linked(words, lex, bodies, last, alone=alone)
        else:
            step = int(_goes_on(words, lex, bodies, last))
        if not step and lex.language == "ru" and in_capitals and words[head].low not in bodies.alone:
            step = russian_phrases.goes_on(words, lex, head, last)
        if not step:
            break
        last += step
    if lex.language == "ru" and words[last - 1].low in _OF_REGION and last < len(words) and words.joined(last - 1):
        whole = words[last - 1].country or words[last - 2].country  # "… Кыргызской Республики Айбек Нуров"
        last += words[last].capital and not whole  # "Министерство культуры Республики Коми"
    return last + listed_fields(words, lex, bodies, head, last)


def _is_place_link(words: Words, bodies: Bodies, head: int, index: int) -> bool:
    """The "in" of "Embassy in Oslo", the "to" of a mission; not the "in" of a mission to the UN in New York."""
    high = words[head].low == "commission" and head > 0 and words[head - 1].low == "high"
    sent = words[head].low.rpartition("-")[2] in bodies.abroad  # "EU-Delegation in"
    if words[index].low not in bodies.places or not (sent or high):
        return False
    return not any(words[i].low in bodies.places for i in range(head + 1, index))


def _goes_on(words: Words, lex: Lexicon, bodies: Bodies, index: int) -> bool:
    word = words[index]
    if word.low in bodies.members:
        return words[index - 1].low in bodies.heads
    if lex.language in _ROMANCE and _is_described(words, lex, bodies, index):
        return True
    if word.low in lex.stops or lex.is_head(word):
        return False
    if lex.language == "en":
        if word.capital and bodies.is_head(word) and words[index - 1].capital:  # "Guard Corps", "Ministry Board"
            return True
        linked = words[index - 1].low in lex.scope and not bodies.is_head(words[index - 1])
        return word.capital and (word.low in lex.scope or bool(word.country)) and linked
    shouted = word.capital and word.text.isupper() and "." not in word.text
    return bool(word.country) or word.low in lex.scope or shouted


def _is_described(words: Words, lex: Lexicon, bodies: Bodies, index: int) -> bool:
    """Is this an adjective right behind the noun, or behind another such: "Tribunal Superior Eleitoral"?"""
    word, before = words[index], words[index - 1]
    if word.low in _RANKS and bodies.is_head(before):
        return True
    if word.low in lex.stops or word.low in lex.given or lex.is_head(word) or not before.capital:
        return False
    behind_noun = bodies.is_head(before)
    if not word.capital and _is_described_field(words, lex, index):
        return True
    if not (behind_noun or (word.capital and _ROMANCE_ADJECTIVE.search(before.low))):
        return False
    small = lex.language in _SMALL_ADJECTIVES and behind_noun and before.low not in bodies.alone
    return (word.capital or small) and _ROMANCE_ADJECTIVE.search(word.low) is not None and word.low not in _NO_KINDS


def _is_described_field(words: Words, lex: Lexicon, index: int) -> bool:
    """ "Ministère de l’Intégration africaine et des Affaires étrangères": an adjective in small letters, "and of"."""
    word = words[index]
    if lex.language not in _SMALL_ADJECTIVES or not _ROMANCE_ADJECTIVE.search(word.low) or word.low in _NO_KINDS:
        return False
    joined = index + 2 < len(words) and words.joined(index) and words.joined(index + 1)
    return joined and words[index + 1].low in lex.conjunctions and words[index + 2].low in _AFTER_AND


def _linked(words: Words, lex: Lexicon, bodies: Bodies, link: int, *, alone: bool) -> int:
    """How many words a link and what follows it take; 0 if the name does not go on."""
    conjunction = words[link].low in lex.conjunctions
    if alone and words[link].low not in ("of", "de", "des"):  # "asked Congress for"
        return 0
    index = link + 1
    skipped = lex.articles | bodies.links if not conjunction else _AFTER_AND
    while index < len(words) and words.joined(index - 1) and words[index].low in skipped:
        index += 1
    if index >= len(words) or index - link > 3 or not words.joined(index - 1):
        return 0
    word = words[index]
    if word.low in lex.stops and not word.country:
        return 0
    if conjunction:
        return _joined_field(words, lex, link, index) if _is_joined(words, lex, bodies, link, index) else 0
    printed = word.capital or bool(word.country) or (lex.language != "en" and word.low in lex.scope)
    if not printed and words[link].low != "against":  # "Special Committee against apartheid"
        return 0
    index += 1
    while index < len(words) and words.joined(index - 1) and _prolongs(words, lex, index):
        index += 1
    return index - link


def _joined_field(words: Words, lex: Lexicon, link: int, index: int) -> int:
    """How many words a field behind "and" takes: with its adjectives, where a genitive stands before it again."""
    end = index + 1
    while lex.language in _ROMANCE and index > link + 1 and end < len(words) and words.joined(end - 1):
        if not words[end].capital or not _ROMANCE_ADJECTIVE.search(words[end].low):
            break
        end += 1
    return end - link


def _is_joined(words: Words, lex: Lexicon, bodies: Bodies, link: int, index: int) -> bool:
    """Does "and" join two things that the body is for, or two of its adjectives, rather than two bodies?"""
    word, before = words[index], words[link - 1]
    if word.low in lex.scope and not bodies.is_head(word) and (word.capital or lex.language != "en"):
        return not _names_another(words, bodies, index)
    if not is_field(word, lex, bodies) or not word.capital or not before.capital or before.country or before.body:
        return False
    follows = words[index + 1] if index + 1 < len(words) and words.joined(index) else None
    again = (
        lex.language in _ROMANCE and index > link + 1
    )  # "Superintendencia de Aduanas y de Administración Tributaria"
    if follows is not None and follows.capital and not follows.country and not again:
        return False
    if lex.language in _ROMANCE and _ROMANCE_ADJECTIVE.search(before.low) and _ROMANCE_ADJECTIVE.search(word.low):
        return True  # "Autoridade Tributária e Aduaneira"
    return link > 1 and words[link - 2].low in bodies.links | lex.articles  # "Amt für Migration und Flüchtlinge"


def _names_another(words: Words, bodies: Bodies, index: int) -> bool:
    """ "the Security Council and European Commission": does a head follow within the capitals?"""
    while index < len(words) and words[index].capital and words.joined(index - 1):
        if bodies.is_head(words[index]) or words[index].low in bodies.kinds:
            return True
        index += 1
    return False


def _is_unknown(words: Words, lex: Lexicon, index: int) -> bool:
    if index >= len(words) or not words.joined(index - 1):
        return False
    word = words[index]
    return word.capital and not (word.low in lex.scope or word.country or word.text.isupper())


def _prolongs(words: Words, lex: Lexicon, index: int) -> bool:
    word, before = words[index], words[index - 1]
    opens_name = word.low in lex.given and index + 1 < len(words) and words[index + 1].capital and words.joined(index)
    if not word.capital or word.low in lex.stops or opens_name or before.after != before.end:
        return False
    prime = word.low == "minister" and before.low == "prime"
    prime = prime or (word.low in ("representative", "envoy", "coordinator") and before.low in ("high", "special"))
    if lex.is_head(word) and word.low not in ("ministers", "representatives") and not prime:
        return False
    if lex.language == "en" and before.low in lex.scope and _is_unknown(words, lex, index):
        return not _is_unknown(words, lex, index + 1)  # "Department of Foreign Affairs Ann Doe"
    return not before.country or bool(word.country) or word.low in lex.scope
