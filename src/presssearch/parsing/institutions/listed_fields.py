"""The fields of a ministry behind a comma: "…, Bildung und Sport", "…, Cooperação e Comunidades da Guiné-Bissau"."""

from presssearch.parsing.institutions import russian_phrases
from presssearch.parsing.institutions.bodies import Bodies
from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.words import Word, Words, word_set

_WITH_FIELDS = (
    "minist",
    "министерств",
    "departement",
    "department",
    "bureau",
    "bundesministerium",
    "secretaria",
    "secretaría",
)
_MAX_LISTED = 10
_MAX_WORDS_OF_MINISTER = 14
_ROMANCE = frozenset({"fr", "es", "pt", "it"})
_FIELDS_TOO = word_set(
    "administração serviços administración servicios amministrazione servizi administration services"
)
_MAX_ACRONYM_CHARS = 1


def listed_fields(words: Words, lex: Lexicon, bodies: Bodies, head: int, last: int) -> int:
    """How many words the rest of the list takes from last on, with the country behind it; 0 if none follows a comma."""
    if last - head < 2 or words.gap(last - 1) != ", ":
        return 0
    with_fields = words[head].low.startswith(_WITH_FIELDS)
    if lex.language == "ru":
        listed = russian_phrases.listed_fields(words, lex, last) if with_fields or words[head + 1].low == "по" else 0
    else:
        listed = _listed(words, lex, bodies, last) if with_fields else 0
    end = last + listed
    while listed and end < len(words) and words.joined(end - 1):
        step = int(bool(words[end].country)) or _linked_country(words, lex, bodies, end)
        if not step:
            break
        end += step
    return end - last


def _listed(words: Words, lex: Lexicon, bodies: Bodies, last: int) -> int:
    index, ended = last, False
    while index < len(words) and index - last < _MAX_LISTED:
        gap, word = words.gap(index - 1), words[index]
        if not ended and word.low in lex.conjunctions and gap in (" ", ", "):
            ended = True
        elif word.low in bodies.links or word.low in lex.articles:
            if gap not in (" ", ", ", ""):
                return 0
        elif not is_field(word, lex, bodies) or gap not in (("", " ") if ended else ("", " ", ", ")):
            return 0
        elif ended:
            return index + 1 + _described(words, lex, index + 1) - last
        index += 1
    return 0


def _described(words: Words, lex: Lexicon, index: int) -> int:
    """How many words that belong to fields follow the last one: "… y Asuntos Sociales"."""
    end = index
    while end < len(words) and words.joined(end - 1) and words[end].low in lex.scope and not words[end].country:
        end += 1
    return end - index


def is_field(word: Word, lex: Lexicon, bodies: Bodies) -> bool:
    """Can this be what a ministry is for?"""
    if word.body == "eu":  # "Asuntos Exteriores, Unión Europea y Cooperación"
        return True
    if word.country or word.body or bodies.is_head(word) or lex.is_head(word):
        return False
    if word.low in lex.scope:
        return True
    acronym = word.text.isupper() and len(word.text) > _MAX_ACRONYM_CHARS
    return word.capital and not acronym and word.low not in lex.given | lex.stops | lex.honorifics


def _linked_country(words: Words, lex: Lexicon, bodies: Bodies, link: int) -> int:
    """How many words "of Malta", "da República de Angola" take; 0 for what is no country."""
    index = link
    while index < len(words) and words.joined(index - 1) and words[index].low in bodies.links | lex.articles:
        index += 1
    return index - link + 1 if link < index < len(words) and words.joined(index - 1) and words[index].country else 0


def is_field_of_minister(words: Words, lex: Lexicon, first: int) -> bool:
    """Is the noun of a body what a minister is for: "Ministro da Gestão e da Inovação em Serviços Públicos"?"""
    if lex.language not in _ROMANCE or words[first].low not in _FIELDS_TOO:
        return False
    at = first - 1
    while at >= 0 and first - at < _MAX_WORDS_OF_MINISTER and words.joined(at):
        if words[at].low.startswith("minist") and lex.is_head(words[at]):
            return True
        at -= 1
    return False
