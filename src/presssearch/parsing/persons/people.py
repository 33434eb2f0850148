"""Who is named in a release, with office and country.

A name is known by what stands beside it: an office before ("Foreign Minister of Russia Sergey Lavrov") or
behind it ("Wang Yi, Foreign Minister of China"), an honorific, a common given name, or initials. Later
mentions by surname or initials join the fuller name.
"""

import re
from dataclasses import replace

from presssearch.article import Person
from presssearch.parsing.lexicon import Lexicon, lexicon
from presssearch.parsing.persons.known_names import COUNTERPARTS
from presssearch.parsing.persons.mentions import Mention, Somebody, is_same_person, join, merge, name_words, nearest
from presssearch.parsing.persons.name_reader import NameReader
from presssearch.parsing.persons.names_before_titles import names_before_titles
from presssearch.parsing.persons.titled_names import titled_names
from presssearch.parsing.speech.sayings import sayings
from presssearch.parsing.words import Words, words_of

# not «директор департамента Министерства иностранных дел»
_MINISTER = re.compile(
    r"minist(?:er(?:in)?|re|r[oa])\b|министр(?:а|ом|у|е)?\b|министрі\b|m[iı]n[iı]str[iı]\b|bakanı(?:mız)?\b",
    re.IGNORECASE,
)
_MIN_SURNAME_CHARS = 3
_SIGNS = re.compile("[\u3040-\u9fff\uac00-\ud7af]")  # no spaces between words
_MAX_WORDS_IN_HEADLINE = 4
_UNTOLD = re.compile("[\u0590-\u08ff\u3040-\u9fff\uac00-\ud7af]")  # Arabic, Hebrew, Chinese, Japanese, Korean
_MAX_CLOSING_CHARS = 120
_CLOSING = re.compile(
    r"\b(?:Sincerely|Yours (?:sincerely|faithfully|truly)|Respectfully|Kind regards|Best regards|С уважением|Искренне"
    r"|Veuillez agréer|Hochachtungsvoll|Mit freundlichen Grüßen|Atentamente|Atenciosamente|Cordialement|Құрметпен"
    r"|Saygılarımla|Med vänlig hälsning)\b[^\n]{0,60}\s*$",
    re.IGNORECASE,
)


def find_people(
    text: str,
    *,
    language: str | None,
    source_country: str | None,
    capital_of: str | None = None,
    body_chars: int | None = None,
    named_chars: int | None = None,
    byline: tuple[str, ...] = (),
) -> tuple[Person, ...]:
    """Everybody named, once each, in the order of the text, in the longest form printed.

    office: as printed, the fullest one. country: of the office ("Minister of Armenia"), else source_country (ISO
    alpha-2 code of the publisher) where a national office names no country, else None. Officials of
    international organisations have none. capital_of: the country from whose capital an unknown publisher reports; its
    are the first President, Foreign Minister … that are named without one. spans: every mention, by surname or initials
    too; in the first body_chars of the text, if given. named_chars: only so much of it names people.
    byline: of the text; who signed a letter or an act is one of the people, who wrote a report only if named.
    Only the first words.MAX_ANALYSED_CHARS code points are read.
    """
    words = words_of(text, language)
    lex = lexicon(language)
    end = len(text) if named_chars is None else named_chars
    found = [*NameReader(words, lex, source_country).mentions(), *titled_names(words, source_country)]
    found += names_before_titles(words, source_country)
    body_end = end if body_chars is None else body_chars
    signers = _signers_of(text[:body_end], byline)
    signed = [Mention(name, (body_end, body_end), heading=name not in signers) for name in byline]
    people = merge([*(mention for mention in found if mention.span[0] <= body_end), *signed])
    for mention in found:
        if body_end < mention.span[0] and mention.span[1] <= end:
            people = join(people, _in_headline(mention, people, text[:body_end]))
    _add_surnames(people, words, lex)
    _add_repeated(people, words.text)
    own = capital_of if source_country is None else None
    return _one_holder_each([_person(somebody, body_end) for somebody in people], people, lex, own)


def _one_holder_each(
    found: list[Person], people: list[Somebody], lex: Lexicon, capital_of: str | None
) -> tuple[Person, ...]:
    """ "President Doe received President Roe": two of whom nothing but the publisher tells the country, and a state has
    one president. The first that is named is its own."""
    taken: set[str] = set()
    for index, (person, somebody) in enumerate(zip(found, people, strict=True)):
        office = _single_office((person.office or "").lower(), lex)
        if office and all(mention.implicit for mention in somebody.mentions if mention.country):
            country = person.country or capital_of
            found[index] = replace(person, country=None if office in taken else country)
            taken.add(office)
    return tuple(found)


def _single_office(office: str, lex: Lexicon) -> str | None:
    """An office of which a state has one: as listed, or any foreign minister of the first rank."""
    if office in lex.single:
        return office
    words = sayings(lex.language)
    ranked = any(word.startswith(tuple(words.ranks - {"state"})) for word in office.split())
    return "foreign" if words.foreign.search(office) and _MINISTER.search(office) and not ranked else None


def _in_headline(mention: Mention, people: list[Somebody], body: str) -> Mention:
    """As the text has the name, for the capitals of a headline do not end it: "Ann Doe Meets". A single word of a
    headline, or one in a script that tells nothing, is a name only if it is one in the text."""
    parts = mention.name.split()
    for count in range(len(parts), 1, -1):
        words = name_words(" ".join(parts[:count]))
        if any(words[-1] == person.words[-1] and is_same_person(words, person.words) for person in people):
            return replace(mention, name=" ".join(parts[:count]))
    if _UNTOLD.match(mention.name):
        return replace(mention, heading=mention.name not in body)
    return replace(
        mention, heading=(len(parts) == 1 and "." not in mention.name) or len(parts) > _MAX_WORDS_IN_HEADLINE
    )


def _signers_of(body: str, byline: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the byline, if they signed a letter or an act rather than wrote a report of it."""
    if _CLOSING.search(body[-_MAX_CLOSING_CHARS:]):
        return byline
    return tuple(name for name in byline if name.isupper() and " " in name)


def _add_surnames(people: list[Somebody], words: Words, lex: Lexicon) -> None:
    """Add the mentions by surname alone that nothing else marked: "Lavrov said"."""
    by_surname: dict[str, list[Somebody]] = {}
    for person in people:
        surname = person.words[-1]
        if len(surname) >= 3:
            by_surname.setdefault(surname, []).append(person)
    for person in people:  # "Allende explicó": of two surnames, where it is nobody's last
        first = person.words[-2] if len(person.words) > 2 else ""
        if len(first) > 3 and first not in lex.given and first not in by_surname:
            by_surname[first] = [person]
    covered = sorted(span for person in people for span in person.spans)
    position = 0
    for word in words:
        if not word.capital or len(word.text) < 3:
            continue
        while position < len(covered) and covered[position][1] <= word.start:
            position += 1
        if position < len(covered) and covered[position][0] < word.end:
            continue
        stems = name_words(word.text)
        candidates = by_surname.get(stems[-1]) if stems else None
        if candidates and word.low not in lex.stops and not word.country:
            nearest(candidates, word.start).add((word.start, word.end))


def _add_repeated(people: list[Somebody], text: str) -> None:
    """In scripts without capitals: every place where the whole name or the surname of several words stands again."""
    unmarked = [p for p in people if p.mentions[0].name[0].lower() == p.mentions[0].name[0].upper()]
    if not unmarked:
        return
    covered = {at for person in people for start, end in person.spans for at in range(start, end)}
    for person in unmarked:
        for form in _repeated_forms(person):
            pattern = re.escape(form) if _SIGNS.match(form) else rf"(?<![^\W_])[وف]?(?P<n>{re.escape(form)})(?![^\W_])"
            for again in re.finditer(pattern, text):
                start, end = again.span("n") if again.lastgroup else again.span()
                if covered.isdisjoint(range(start, end)):
                    person.add((start, end))
                    covered.update(range(start, end))


def _repeated_forms(person: Somebody) -> list[str]:
    """The names as printed, the longest first, and the surname."""
    names = sorted({mention.name for mention in person.mentions}, key=lambda name: (-len(name), name))
    surname = re.split("[ ·・＝]", names[0])[-1]
    return [*names, surname] if surname != names[0] and len(surname) >= _MIN_SURNAME_CHARS else names


def _person(somebody: Somebody, body_chars: int) -> Person:
    mentions = sorted(somebody.mentions, key=lambda mention: mention.span)
    longest = max(mentions, key=lambda m: (_length(m), not m.oblique, -m.span[0]))
    longest = _without_first_word(longest, mentions)
    with_office = [mention for mention in mentions if mention.office]
    office = _fullest(with_office)
    explicit = [m.country for m in mentions if m.country and not m.implicit]
    country = explicit[0] if explicit else (office.country if office else None)
    spans = tuple(sorted(span for span in somebody.spans if span[0] < span[1] <= body_chars))
    return Person(longest.name, office.office if office else None, country, spans)


def _without_first_word(longest: Mention, mentions: list[Mention]) -> Mention:
    """ "Soldier Laurie Doe" in a heading, "Laurie Doe" in the text: the shorter name is the right one."""
    _, _, rest = longest.name.partition(" ")
    shorter = next((m for m in mentions if m.name == rest and " " in rest), None)
    lex = lexicon(None)
    given = name_words(longest.name)[0] in lex.given or rest.partition(" ")[0].lower() in lex.particles
    given = given or rest[:1].lower() == rest[:1].upper()
    return shorter if shorter is not None and not given and longest.office is None else longest


def _length(mention: Mention) -> tuple[int, int]:
    words = name_words(mention.name)
    return sum(len(word) > 1 for word in words), len(words)


def _fullest(mentions: list[Mention]) -> Mention | None:
    """The first office, or a later one that says the same and more: "President", "President of Kazakhstan"; one
    rather than what somebody is to another: "her counterpart"."""
    own = [mention for mention in mentions if COUNTERPARTS.isdisjoint((mention.office or "").lower().split())]
    mentions = own or mentions
    if not mentions:
        return None
    chosen = mentions[0]
    for mention in mentions[1:]:
        old, new = set((chosen.office or "").lower().split()), set((mention.office or "").lower().split())
        if len(new) > len(old) and (old < new or len(old) == 1):
            chosen = mention
    return chosen
