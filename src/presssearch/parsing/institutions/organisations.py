"""Which bodies a release names: international organisations, ministries, parliaments, agencies.

Three witnesses: the table of international organisations (analysis.acronyms), names built around a noun such
as "Ministry" or "Council" (bodies.toml), and acronyms that the release itself explains.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from presssearch.analysis.acronyms import is_acronym, names
from presssearch.analysis.folding import fold
from presssearch.article import Organisation, Span
from presssearch.parsing.institutions.bodies import bodies_of, kazakh_head, nominative_of_head
from presssearch.parsing.institutions.built_bodies import built_bodies_of
from presssearch.parsing.institutions.explained import Explained, explained_acronyms
from presssearch.parsing.institutions.known_bodies import organisation_of, usual_name
from presssearch.parsing.institutions.one_body import Body, give_spelled_acronyms, join_shortened
from presssearch.parsing.institutions.unspaced_bodies import unspaced_bodies
from presssearch.parsing.lexicon import Lexicon, lexicon
from presssearch.parsing.words import MAX_ANALYSED_CHARS, Words, words_of

# of every country: in the table for their acronyms alone
_GENERIC = frozenset({"mfa", "emercom"})
_PROGRAMME = ("program", "программ")
# organs of the UN and the EU: their names are mentions of these; those of agencies are not
_ORGANS = frozenset({"unsc", "unga", "ecosoc", "hrc", "ec"})
# "'s", and in Turkish "'nın", "'na", "'ndan"
_AGENCY_ENDS = (") -", ") –", ") —")
_DATELINE_CHARS = 40
_MAX_SHOUTED_CHARS = 4
_POSSESSIVE = re.compile(r"[’'](?:s|n?[ıiuü]n|[yn]?[ıiuüae]|n?[dt][ae]n?|yl[ae])$")
_ARTICLE = re.compile(r"^(?:the|le|la|les|l['’]|der|die|das|el|los|las|o|a|os|as)[ \xa0]+", re.IGNORECASE)


def find_organisations(text: str, *, language: str | None, body_chars: int | None = None) -> tuple[Organisation, ...]:
    """International and government bodies, once each, in the order of the text.

    name: the longest form printed, without its article; the acronym itself where nothing else is printed.
    acronym: only where printed. Governments as such, parties, companies and media are not looked for.
    spans: in the first body_chars of the text, if given. Only the first words.MAX_ANALYSED_CHARS are read.
    """
    words = words_of(text, language)
    lex = lexicon(language)
    found = _longest_spans(_known_and_built(words, lex))
    ends = {end: start for start, end in found}
    explained = [
        item
        for item in explained_acronyms(words, found)
        if ends.get(item.end, item.start + 1) <= item.start or _explains_a_body(words, lex, item)
    ]
    learned = frozenset(item.acronym for item in explained)
    bodies: dict[str, Body] = {}
    named = [(start, end) for start, end in found if text[start:end] not in learned]
    longest = _longest_spans([*named, *((item.start, item.end) for item in explained)])
    at = {start: body for start, end in longest if (body := _add_long(bodies, words, start, end))}
    for item in explained:
        _add_explained(bodies, words, item, longest, at)
    covered = sorted(span for body in bodies.values() for span in body.spans)
    body_end = len(text) if body_chars is None else body_chars
    for span in _acronyms_in(words, learned):
        if span[0] >= body_end and _stands_alone(words.text, span):
            continue  # of an agency, in the credit
        nested = _lies_in(span, covered)
        _add_acronym(bodies, words, span, nested=nested, opened=at.get(span[0]) if nested else None)
    links = bodies_of(lex.language).links | lex.articles
    join_shortened(bodies, words, links)
    give_spelled_acronyms(bodies.values(), words)
    ordered = sorted(bodies.values(), key=lambda body: min((start, -end) for start, end in body.spans))
    return tuple(_organisation(body, language, body_end) for body in ordered)


def _stands_alone(text: str, span: Span) -> bool:
    """Is it all that its paragraph has?"""
    return text[max(0, span[0] - 2) : span[0]] == "\n\n" and text[span[1] : span[1] + 2] in ("", "\n\n")


def _known_and_built(words: Words, lex: Lexicon) -> list[Span]:
    """Names of the table, and names built around a noun that is not part of one of them."""
    known = {start: end for key, start, end in words.bodies if key not in _GENERIC}
    starts, heads = sorted(known), bodies_of(lex.language).heads
    built: list[Span] = []
    for start, head, end in built_bodies_of(words.text, words.language):
        behind = words.text[known[start] : end].strip() if start in known else ""
        before = starts[bisect_right(starts, start) : bisect_right(starts, head)]
        if any(known[inner] >= end for inner in before):
            continue  # "NATO International Security Assistance Force" is one of the table
        of_envoy = behind.startswith("for ") and words.text[: known[start]].endswith(("Representative", "Envoy"))
        if known.get(start, 0) <= head or of_envoy or behind.lower() in heads:  # "African Union Commission"
            inside = starts[bisect_right(starts, head) : bisect_right(starts, end)]
            built.append((start, max([end, *(known[inner] for inner in inside)])))  # "Council of the Conference on …"
    unspaced = unspaced_bodies(words) if words.language in ("zh", "ja") else ()
    return [*known.items(), *built, *unspaced]


def _organisation(body: Body, language: str | None, body_chars: int) -> Organisation:
    bent = {name for name in body.longs if language == "de" and name[-1] == "s" and name.rstrip("s") in body.longs}
    longs = sorted(body.longs.keys() - bent, key=lambda name: -len(name))  # "Ostseerats", where "Ostseerat" stands too
    first = next(iter(body.acronyms), None)
    name = longs[0] if longs else first
    inside = longs and {longs[0].partition(" ")[0], longs[0].rpartition(" ")[2]}  # "МИД России" has no other name
    acronym = next((acronym for acronym in body.acronyms if not inside or acronym not in inside), None)
    assert name is not None
    if longs and (language == "kk" or (language in ("ru", "uk") and name[0] >= "\u0400")):
        name = _uninflected(name, body.key, language)
    return Organisation(name, acronym, tuple(sorted(span for span in body.spans if span[1] <= body_chars)))


def _uninflected(name: str, key: str, language: str) -> str:
    """The nominative: that of the table, or of the noun that the name begins with (Russian) or ends with (Kazakh)."""
    if not key.startswith("=") and name[0] >= "\u0400":  # the table has one alphabet
        return usual_name(key, language) or name
    if language == "kk":
        before, space, last = name.rpartition(" ")
        bare = kazakh_head(last.lower())
        return before + space + last[: len(bare)] if bare else name
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
    bodies = bodies_of(lex.language)
    of_body = any(item.start < start and end <= item.end for _, start, end in words.bodies)
    programme = of_body and long.lower().startswith(_PROGRAMME)  # "Programa das Nações Unidas para o Meio Ambiente"
    return programme or bool(inside & (bodies.heads | bodies.kinds))


def _add_long(bodies: dict[str, Body], words: Words, start: int, end: int) -> Body | None:
    name = _plain(words.text[start:end])
    if words.language == "sv" and name.endswith(("ets", "ens")):  # "ministerrådets"
        name = name[:-1]
        end -= 1
    if words.language == "ar" and name.startswith("لل"):  # "for the …", written as one word
        name = "ال" + name[2:]
    if words.language in ("zh", "ja") and is_acronym(name):  # "亚信"
        return _add_acronym(bodies, words, (start, end))
    if not name:
        return None
    body = bodies.setdefault(_key_of_long(name), Body(_key_of_long(name)))
    body.longs.setdefault(name)
    body.spans.add((start, end))
    return body


def _add_explained(
    bodies: dict[str, Body], words: Words, item: Explained, longest: list[Span], at: dict[int, Body]
) -> None:
    """Join an acronym to the name that it abbreviates here; it may be the last part of a longer one.

    longest: the long names in order; at: their bodies by where they start.
    """
    inner = _last_part(words, item)
    if inner and inner[0] not in at:
        body = _add_long(bodies, words, *inner)  # "Council of Ministers of the … Organization (CSTO)"
    else:
        index = bisect_right(longest, (item.start, MAX_ANALYSED_CHARS + 1)) - 1
        body = at.get(longest[index][0]) if index >= 0 and item.end <= longest[index][1] else None
    if body:
        body.acronyms.setdefault(item.acronym)
        body.spans.add(item.span)


def _last_part(words: Words, item: Explained) -> Span | None:
    """Where the international body stands whose name ends a longer one, if the acronym is its."""
    key = _key_of_acronym(item.acronym, words.language)
    index = bisect_right(words.bodies, item.end, key=lambda found: found[1]) - 1
    while index >= 0 and words.bodies[index][1] >= item.start:
        name, start, end = words.bodies[index]
        if name == key and end <= item.end:
            return start, end
        index -= 1
    return None


def _add_acronym(
    bodies: dict[str, Body], words: Words, span: Span, *, nested: bool = False, opened: Body | None = None
) -> Body | None:
    """nested: it stands inside a longer name, that of the body opened if it begins it. There it is what a ministry is
    called for short ("МИД России"), and a mention of the UN ("UN Security Council") but not how the UN is called."""
    acronym = words.text[span[0] : span[1]]
    key = _key_of_acronym(acronym, words.language)
    if nested and key in _GENERIC:
        if opened:
            opened.acronyms.setdefault(acronym)
        return None
    body = next((body for body in bodies.values() if acronym in body.acronyms), bodies.get(key))
    if body is None:
        if nested and (not opened or (opened.key not in _ORGANS and opened.key[0] != "=")):
            return None  # "Продовольственная организация ООН", "UN Refugee Agency"
        body = bodies[key] = Body(key)
    if not (nested and body.longs):
        body.acronyms.setdefault(acronym)
    body.spans.add(span)
    return body


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


@lru_cache(maxsize=1 << 12)
def _key_of_acronym(acronym: str, language: str | None) -> str:
    rows = [row for row in names() if row.acronym == acronym and row.is_body]
    own = [row for row in rows if row.language == language] or [row for row in rows if row.language == "en"] or rows
    return own[0].organisation if own else "=" + fold(acronym)


def _acronyms_in(words: Words, learned: frozenset[str]) -> Iterator[Span]:
    known = _own_acronyms(words.language)
    for index, word in enumerate(words):
        text = word.text
        if text in learned or (text in known and _is_meant(words, index)):
            yield word.start, word.end
        elif text[-1] == "s" and text[:-1] in known and words.language in ("sv", "de", "da", "no"):  # "Natos"
            yield word.start, word.end - 1
        elif "-" in text:  # "EU-kommissionen"; not "OTS-ORIGINALTEXT"
            first, _, rest = text.partition("-")
            if first in known and first.isupper() and not _is_shouted(rest):
                yield word.start, word.start + len(first)


def _is_shouted(text: str) -> bool:
    return len(text) > _MAX_SHOUTED_CHARS and text.isupper() and not is_acronym(text)


def _is_meant(words: Words, index: int) -> bool:
    """Is it the acronym, and not a word of a line in capitals, "WHO WILL PAY", or an agency: "Wien (OTS) –"?"""
    text = words[index].text
    if words.gap(index)[:3] in _AGENCY_ENDS and words.text[words[index].start - 1 : words[index].start] == "(":
        line = words.text.rfind("\n", max(0, words[index].start - _DATELINE_CHARS), words[index].start)
        if line != -1 or words[index].start < _DATELINE_CHARS:
            return False
    if len(text) > 4 or not text.isascii():
        return True
    beside = [
        words[i].text for i in (index - 1, index + 1) if 0 <= i < len(words) and "\n" not in words.gap(min(i, index))
    ]
    return not any(_is_shouted(other) for other in beside)


@cache
def _own_acronyms(language: str | None) -> frozenset[str]:
    """Acronyms of the language, and the English ones; short ones of other languages mean other things."""
    wanted = {language or "en", "en"}
    return frozenset(row.acronym for row in names() if row.acronym and row.is_body and row.language in wanted)
