"""Who is named in a release, with office and country.

A name is known by what stands beside it: an office before ("Foreign Minister of Russia Sergey Lavrov") or
behind it ("Wang Yi, Foreign Minister of China"), an honorific, a common given name, or initials. Later
mentions by surname or initials join the fuller name.
"""

from presssearch.article import Person
from presssearch.parsing.lexicon import Lexicon, lexicon
from presssearch.parsing.mentions import Mention, Somebody, merge, name_words, nearest
from presssearch.parsing.name_reader import NameReader
from presssearch.parsing.titled_names import titled_names
from presssearch.parsing.words import Words, words_of


def find_people(body: str, *, language: str | None, source_country: str | None) -> tuple[Person, ...]:
    """Everybody named, once each, in the order of the text, in the longest form printed.

    office: as printed, the fullest one. country: of the office ("Minister of Armenia"), else source_country (ISO
    alpha-2 code of the publisher) where a national office names no country, else None. Officials of
    international organisations have none. spans: every mention, by surname or initials too.
    Only the first words.MAX_ANALYSED_CHARS code points are read.
    """
    words = words_of(body, language)
    lex = lexicon(language)
    mentions = [*NameReader(words, lex, source_country).mentions(), *titled_names(words, source_country)]
    people = merge(mentions)
    _add_surnames(people, words, lex)
    _add_repeated(people, words.text)
    return tuple(_person(somebody) for somebody in people)


def _add_surnames(people: list[Somebody], words: Words, lex: Lexicon) -> None:
    """Add the mentions by surname alone that nothing else marked: "Lavrov said"."""
    by_surname: dict[str, list[Somebody]] = {}
    for person in people:
        surname = person.words[-1]
        if len(surname) >= 3:
            by_surname.setdefault(surname, []).append(person)
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
    """In scripts without capitals: every place where the whole name stands again."""
    for person in people:
        name = person.mentions[0].name
        if name[0].lower() != name[0].upper():
            continue
        at = text.find(name)
        while at != -1:
            person.add((at, at + len(name)))
            at = text.find(name, at + len(name))


def _person(somebody: Somebody) -> Person:
    mentions = sorted(somebody.mentions, key=lambda mention: mention.span)
    longest = max(mentions, key=lambda m: (_length(m), not m.oblique, -m.span[0]))
    longest = _without_first_word(longest, mentions)
    with_office = [mention for mention in mentions if mention.office]
    office = _fullest(with_office)
    explicit = [m.country for m in mentions if m.country and not m.implicit]
    country = explicit[0] if explicit else (office.country if office else None)
    return Person(longest.name, office.office if office else None, country, tuple(sorted(somebody.spans)))


def _without_first_word(longest: Mention, mentions: list[Mention]) -> Mention:
    """ "Soldier Laurie Doe" in a heading, "Laurie Doe" in the text: the shorter name is the right one."""
    _, _, rest = longest.name.partition(" ")
    shorter = next((m for m in mentions if m.name == rest and " " in rest), None)
    given = name_words(longest.name)[0] in lexicon(None).given
    return shorter if shorter is not None and not given else longest


def _length(mention: Mention) -> tuple[int, int]:
    words = name_words(mention.name)
    return sum(len(word) > 1 for word in words), len(words)


def _fullest(mentions: list[Mention]) -> Mention | None:
    """The first office, or a later one that says the same and more: "President", "President of Kazakhstan"."""
    if not mentions:
        return None
    chosen = mentions[0]
    for mention in mentions[1:]:
        old, new = set((chosen.office or "").lower().split()), set((mention.office or "").lower().split())
        if len(new) > len(old) and (old < new or len(old) == 1):
            chosen = mention
    return chosen
