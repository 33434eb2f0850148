"""Which bodies a release names: international organisations, ministries, parliaments, agencies.

Three witnesses: the table of international organisations (analysis.acronyms), names built around a noun such
as "Ministry" or "Council" (bodies.toml), and acronyms that the release itself explains.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from presssearch.analysis.acronyms import is_acronym, names
from presssearch.analysis.folding import fold
from presssearch.article import Organisation, Span
from presssearch.parsing.bodies import Bodies, bodies_of, nominative_of_head
from presssearch.parsing.explained import Explained, explained_acronyms
from presssearch.parsing.known_bodies import organisation_of, usual_name
from presssearch.parsing.offices import Lexicon, lexicon
from presssearch.parsing.words import MAX_ANALYSED_CHARS, Words, words_of

# of every country: in the table for their acronyms alone
_GENERIC = frozenset({"mfa", "emercom"})
_MAX_WORDS_BEFORE = 7
_MAX_WORDS_BEHIND = 20
_POSSESSIVE = re.compile(r"[’']s$")
_ARTICLE = re.compile(r"^(?:the|le|la|les|l['’]|der|die|das|el|los|las|o|a|os|as)[ \xa0]+", re.IGNORECASE)


@dataclass(slots=True)
class _Body:
    """The mentions of one organisation so far. key: of the table, else the folded name."""

    key: str
    longs: dict[str, None] = field(default_factory=dict)
    acronyms: dict[str, None] = field(default_factory=dict)
    spans: set[Span] = field(default_factory=set)


def find_organisations(body: str, *, language: str | None) -> tuple[Organisation, ...]:
    """International and government bodies, once each, in the order of the text.

    name: the longest form printed, without its article; the acronym itself where nothing else is printed.
    acronym: only where printed. Governments as such, parties, companies and media are not looked for.
    Only the first words.MAX_ANALYSED_CHARS code points are read.
    """
    words = words_of(body, language)
    lex = lexicon(language)
    found = _longest_spans(_known_and_built(words, lex))
    explained = [item for item in explained_acronyms(words, found) if _explains_a_body(words, lex, item)]
    learned = frozenset(item.acronym for item in explained)
    bodies: dict[str, _Body] = {}
    for start, end in _longest_spans([*found, *((item.start, item.end) for item in explained)]):
        _add_long(bodies, words, start, end)
    for item in explained:
        _add_explained(bodies, item)
    covered = sorted(span for body in bodies.values() for span in body.spans)
    for span in _acronyms_in(words, learned):
        nested = _lies_in(span, covered)
        if not (nested and _key_of_acronym(words.text[span[0] : span[1]], language) in _GENERIC):
            _add_acronym(bodies, words, span, nested=nested)
    ordered = sorted(bodies.values(), key=lambda body: min((start, -end) for start, end in body.spans))
    return tuple(_organisation(body, language) for body in ordered)


def _known_and_built(words: Words, lex: Lexicon) -> list[Span]:
    """Names of the table, and names built around a noun that is not part of one of them."""
    known = {start: end for key, start, end in words.bodies if key not in _GENERIC}
    built = [(start, end) for start, head, end in _built(words, lex) if known.get(start, 0) <= head]
    return [*known.items(), *built]


def _organisation(body: _Body, language: str | None) -> Organisation:
    longs = sorted(body.longs, key=lambda name: -len(name))
    acronym = next(iter(body.acronyms), None)
    name = longs[0] if longs else acronym
    assert name is not None
    if longs and language in ("ru", "kk", "uk"):
        name = _uninflected(name, body.key, language)
    return Organisation(name, acronym, tuple(sorted(body.spans)))


def _uninflected(name: str, key: str, language: str) -> str:
    """The nominative: that of the table, or of the noun that the name begins with."""
    if not key.startswith("="):
        return usual_name(key, language) or name
    first, space, rest = name.partition(" ")
    plain = nominative_of_head(first.lower())
    return (plain.capitalize() if first[0].isupper() else plain) + space + rest if plain else name


def _lies_in(span: Span, covered: list[Span]) -> bool:
    index = bisect_right(covered, (span[0], MAX_ANALYSED_CHARS + 1)) - 1
    return index >= 0 and covered[index][0] <= span[0] and span[1] <= covered[index][1]


def _explains_a_body(words: Words, lex: Lexicon, item: Explained) -> bool:
    """Is the long name that of a body, rather than of a law, a plan, a country?"""
    long = words.text[item.start : item.end]
    if not _key_of_long(_plain(long)).startswith("="):
        return True
    inside = {part.lower() for part in re.findall(r"[^\W\d_]+", long)}
    return bool(inside & bodies_of(lex.language).heads)


def _add_long(bodies: dict[str, _Body], words: Words, start: int, end: int) -> None:
    name = _plain(words.text[start:end])
    if words.language == "sv" and name.endswith(("ets", "ens")):  # "ministerrådets"
        name = name[:-1]
        end -= 1
    if name:
        body = bodies.setdefault(_key_of_long(name), _Body(_key_of_long(name)))
        body.longs.setdefault(name)
        body.spans.add((start, end))


def _add_explained(bodies: dict[str, _Body], item: Explained) -> None:
    """Join an acronym to the name that it abbreviates here."""
    for body in bodies.values():
        if any(start <= item.start and item.end <= end for start, end in body.spans):
            body.acronyms.setdefault(item.acronym)
            body.spans.add(item.span)
            return


def _add_acronym(bodies: dict[str, _Body], words: Words, span: Span, *, nested: bool) -> None:
    """nested: it stands inside a longer name ("UN Security Council"): a mention, but not how the body is called."""
    acronym = words.text[span[0] : span[1]]
    body = next((body for body in bodies.values() if acronym in body.acronyms), None)
    if body is None:
        key = _key_of_acronym(acronym, words.language)
        body = bodies.setdefault(key, _Body(key))
    if not (nested and body.longs):
        body.acronyms.setdefault(acronym)
    body.spans.add(span)


def _plain(name: str) -> str:
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(name.split())).strip(" ,"))


def _longest_spans(spans: list[Span]) -> list[Span]:
    """Without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or span[1] > kept[-1][1]:
            if kept and span[0] < kept[-1][1]:  # they overlap: the longer one stays
                if span[1] - span[0] > kept[-1][1] - kept[-1][0]:
                    kept[-1] = span
                continue
            kept.append(span)
    return kept


# --- the table ------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 12)
def _key_of_long(name: str) -> str:
    return organisation_of(name) or "=" + fold(name).removesuffix("s")


def _key_of_acronym(acronym: str, language: str | None) -> str:
    rows = [row for row in names() if row.acronym == acronym]
    own = [row for row in rows if row.language == language] or [row for row in rows if row.language == "en"] or rows
    return own[0].organisation if own else "=" + fold(acronym)


def _acronyms_in(words: Words, learned: frozenset[str]) -> Iterator[Span]:
    known = _own_acronyms(words.language)
    for index, word in enumerate(words):
        text = word.text
        if text in learned or (text in known and _is_meant(words, index)):
            yield word.start, word.end
        elif text[-1] == "s" and text[:-1] in known and words.language in ("sv", "de", "da", "nb"):  # "Natos"
            yield word.start, word.end - 1
        elif "-" in text:  # "EU-kommissionen"
            first = text.partition("-")[0]
            if first in known and first.isupper():
                yield word.start, word.start + len(first)


def _is_meant(words: Words, index: int) -> bool:
    """Is it the acronym, and not a word of a line in capitals: "WHO WILL PAY"?"""
    text = words[index].text
    if len(text) > 4 or not text.isascii():
        return True
    beside = [
        words[i].text for i in (index - 1, index + 1) if 0 <= i < len(words) and "\n" not in words.gap(min(i, index))
    ]
    shouted = [other for other in beside if len(other) > 4 and other.isupper() and not is_acronym(other)]
    return not shouted


@cache
def _own_acronyms(language: str | None) -> frozenset[str]:
    """Acronyms of the language, and the English ones; short ones of other languages mean other things."""
    wanted = {language or "en", "en"}
    return frozenset(row.acronym for row in names() if row.acronym and row.language in wanted)


# --- names built around a noun --------------------------------------------------------------------


def _built(words: Words, lex: Lexicon) -> Iterator[tuple[int, int, int]]:
    """Start, start of the noun, end."""
    bodies = bodies_of(lex.language)
    free = 0
    for index, word in enumerate(words):
        if index < free or not bodies.is_head(word) or (not word.capital and lex.language == "en"):
            continue
        first = _first_of(words, lex, index, free)
        last = _last_of(words, lex, bodies, index)
        if _is_named(words, bodies, first, index, last):
            yield words[first].start, word.start, words[last - 1].end
            free = last


def _is_named(words: Words, bodies: Bodies, first: int, head: int, last: int) -> bool:
    """Is this the name of one body, not "the Ministry", "a committee"?"""
    word = words[head]
    if word.low == "house":  # "the House"; not "White House"
        return words[head + 1].low == "of" if last - head > 1 else head == first > 0 and words[first - 1].low == "the"
    if word.low in bodies.abroad:
        return any(words[i].country for i in range(first, last))
    if word.low in bodies.alone or bodies.is_compound(word):
        return True
    return last - first > 1 and (word.capital or any(words[i].capital for i in range(first, last)))


def _first_of(words: Words, lex: Lexicon, head: int, free: int) -> int:
    first = head
    while first > free and head - first < _MAX_WORDS_BEFORE:
        if _is_first_half(words, lex, first, free):  # "National Defense and Security Forces"
            first -= 2
        elif words.joined(first - 1) and _belongs_before(words, lex, first - 1):
            first -= 1
        else:
            break
    return first


def _is_first_half(words: Words, lex: Lexicon, first: int, free: int) -> bool:
    if first - 2 < free or words[first - 1].low not in lex.conjunctions or not words.joined(first - 1):
        return False
    before, behind = words[first - 2], words[first]
    if words.gap(first - 2).startswith("- "):  # "jordbruks- och fiskerådet"
        return True
    both = before.low in lex.scope and behind.low in lex.scope and before.capital and behind.capital
    return both and words.joined(first - 2) and lex.language == "en"


def _belongs_before(words: Words, lex: Lexicon, index: int) -> bool:
    word = words[index]
    if word.after != word.end:  # "Ukraine's State Agency"
        return False
    if lex.language == "sv" and word.low == "europeiska":
        return True
    if not word.capital or word.low in lex.stops or word.low in lex.honorifics or word.low in lex.given:
        return bool(word.country) and lex.language not in ("en", "sv", "de")
    if lex.language in ("fr", "es", "pt", "ru", "kk"):
        return bool(word.country) or word.low in lex.scope
    opening = words.starts_sentence(index)
    return not opening or bool(word.country) or word.low in lex.scope or word.text.isupper()


def _last_of(words: Words, lex: Lexicon, bodies: Bodies, head: int) -> int:
    last = head + 1
    while last < len(words) and last - head < _MAX_WORDS_BEHIND and words.joined(last - 1):
        if words[last - 1].after != words[last - 1].end:
            break
        word = words[last]
        if word.low in bodies.links or word.low in lex.conjunctions or _is_place_link(words, bodies, head, last):
            step = _linked(words, lex, bodies, last, alone=words[head].low in bodies.alone)
        else:
            step = int(_goes_on(words, lex, bodies, last))
        if not step:
            break
        last += step
    return last


def _is_place_link(words: Words, bodies: Bodies, head: int, index: int) -> bool:
    return words[index].low in bodies.places and words[head].low in bodies.abroad


def _goes_on(words: Words, lex: Lexicon, bodies: Bodies, index: int) -> bool:
    word = words[index]
    if word.low in lex.stops or lex.is_head(word):
        return False
    if lex.language == "en":
        if word.capital and bodies.is_head(word) and words[index - 1].capital:  # "Guard Corps", "Ministry Board"
            return True
        linked = words[index - 1].low in lex.scope and not bodies.is_head(words[index - 1])
        return word.capital and (word.low in lex.scope or bool(word.country)) and linked
    return bool(word.country) or word.low in lex.scope or (word.capital and word.text.isupper())


def _linked(words: Words, lex: Lexicon, bodies: Bodies, link: int, *, alone: bool) -> int:
    """How many words a link and what follows it take; 0 if the name does not go on."""
    conjunction = words[link].low in lex.conjunctions
    if alone and words[link].low not in ("of", "de", "des"):  # "asked Congress for"
        return 0
    index = link + 1
    skipped = lex.articles | bodies.links if not conjunction else frozenset(("des", "de", "du"))
    while index < len(words) and words.joined(index - 1) and words[index].low in skipped:
        index += 1
    if index >= len(words) or index - link > 3 or not words.joined(index - 1):
        return 0
    word = words[index]
    if word.low in lex.stops and not word.country:
        return 0
    if conjunction:
        goes = word.low in lex.scope and not bodies.is_head(word) and (word.capital or lex.language != "en")
        return index - link + 1 if goes and not _names_another(words, bodies, index) else 0
    if not (word.capital or bool(word.country) or (lex.language != "en" and word.low in lex.scope)):
        return 0
    index += 1
    while index < len(words) and words.joined(index - 1) and _prolongs(words, lex, index):
        index += 1
    return index - link


def _names_another(words: Words, bodies: Bodies, index: int) -> bool:
    """ "the Security Council and European Commission": does a head follow within the capitals?"""
    while index < len(words) and words[index].capital and words.joined(index - 1):
        if bodies.is_head(words[index]):
            return True
        index += 1
    return False


def _prolongs(words: Words, lex: Lexicon, index: int) -> bool:
    word, before = words[index], words[index - 1]
    if not word.capital or word.low in lex.stops or word.low in lex.given or before.after != before.end:
        return False
    if lex.is_head(word) and word.low not in ("ministers", "representatives"):
        return False
    return not before.country or bool(word.country) or word.low in lex.scope
