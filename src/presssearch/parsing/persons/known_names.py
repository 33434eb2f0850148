"""Names without an office or an honorific: a common given name, initials, a word of saying beside them; and in Russian
and Kazakh, which print titles and common nouns in lower case, two capitalised words that are nothing else."""

import re

from presssearch.analysis.cities import find_city
from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.persons.mentions import name_words
from presssearch.parsing.persons.names import NameRun
from presssearch.parsing.words import Words, word_set

COUNTERPARTS = word_set(
    "counterpart counterparts homologue amtskollege amtskollegen amtskollegin homólogo homóloga colega"
    " коллега коллегой коллегу kollega motpart kollegan motsvarighet ämbetsbroder mevkidaşı mevkidaşım muhatabı"
    " әріптесі коллеге коллеги"
    " omologo colega odpowiednik odpowiednikiem ambtgenoot"
)
_ARTICLES = word_set("a an the ein eine der die")
_MAX_WORDS_BEFORE_VERB = 3
_DESCRIBED = re.compile(r", (?:who\b|whose\b|quien\b|\d\d, |aged \d)")  # "Ifeoma Nnadi, who sells spare parts"
_MAX_CONTACT_CHARS = 80
_CONTACT = re.compile(
    r"\s*(?:ansprechpartner(?:in)?|rückfragen|rückfragehinweis|kontakt|pressekontakt|(?:press |media )?contacts?"
    r"|media inquiries|for (?:more|further) information|contact presse|contactos? de prensa|contacto|contatos?"
    r"|informações|contatti|контакты?|контактное лицо"
    r"|дополнительная информация|байланыс|presskontakt|kontaktperson)\b[^\n]{0,60}[:,] *$",
    re.IGNORECASE,
)
_BARE_LANGUAGES = frozenset({"ru", "kk"})
_NAMED_AFTER = word_set(
    "имени им улице улица улицы проспекте площади г город города городе городом села селе атындағы премии"
)
# endings of adjectives in the names of places and bodies, which given names in -ий and -ая do not share
_ADJECTIVE = re.compile(
    r"(?:[сц]к|[рлжшщ]н|льн|^нов|^стар|^бел|^красн|^больш|^мал|^перв|^втор|^четв[её]рт|^пят|^шест|^седьм"
    r"|^восьм|^девят|^десят)(?:ий|ый|ой|ого|ому|им|ым|ая|ую|ое|ом|ие|ые|их|ых)$"
    r"|(?:ый|ая|ое|ые|ие|ых|их|ого|ому)$|^треть(?:ей|ю|ем|им)$"
)
_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|[сц]к(?:ий|ая|ого|ому|им|ой)|[оеё]вым|[иы]ным|[оеё]вой|[иы]ной|[оеё]ву|[иы]ну"
    r"|енко|[аеиу]йко|у[кч]|ю[кч]|ич|[яа]н|дзе|швили|улы|ұлы|қызы|кызы|заде|зода|зады|оглу|оғлу|бек|бай|хан|бер?г|сон"
    r"|uly|ūly|qyzy|kyzy|[oe]v|[oe]va|[iy]n|[iy]na|bek|baı|bay|zada)$"
)
_KAZAKH_NOUN = re.compile(r"(?:[^лқ]ы|сі|лі|рі|ті|ні|ің|ын|ін|да|де|та|те|ға|ге|қа|ке)$")


def is_known_name(words: Words, lex: Lexicon, run: NameRun) -> bool:
    """Is a run of words without office or honorific a name: no city, no street?"""
    first = words[run.first]
    if run.size() < 2 or first.country or not is_no_place(words, lex, run):
        return False
    before = words[run.first - 1] if run.first and words.joined(run.first - 1) else None
    introduced = before is not None and before.low in lex.introducers  # "said Ann Doe"
    if (
        introduced
        or _is_counterpart(words, run)
        or _is_contact(words, run)
        or trade_of(words, lex, run.titled_from, run.last) is not None
    ):
        return True
    if run.size() <= _MAX_WORDS_BEFORE_VERB and (_says(words, lex, run) or _DESCRIBED.match(words.text, run.end)):
        return True
    initial = len(first.text.rstrip(".")) == 1 and words.text[first.start + 1 : first.start + 2] == "."
    if initial or "." in first.text or name_words(first.text.partition("-")[0])[0] in lex.given:
        return True
    return lex.language in _BARE_LANGUAGES and _is_bare_name(words, lex, run)


def _is_contact(words: Words, run: NameRun) -> bool:
    """ "Ansprechpartner: Referat 013, Gesa Thönsen, 030-1817": in a line of whom to ask."""
    line = words.text.rfind("\n", max(0, run.start - _MAX_CONTACT_CHARS), run.start) + 1
    return run.size() <= _MAX_WORDS_BEFORE_VERB and _CONTACT.match(words.text[line : run.start]) is not None


def trade_of(words: Words, lex: Lexicon, first: int, behind: int) -> int | None:
    """The index of what somebody does, in "geologist Ann Doe", "the lawyer, Ann Doe," or "Ann Doe, a beekeeper,".

    first, behind: the indexes of the name's first word and of the one behind it.
    """
    before = first - 1
    if before >= 0 and words.gap(before) in (" ", ", ") and lex.is_trade(words[before]):
        return before
    if words.gap(behind - 1) != ", ":
        return None
    while behind < len(words) and words[behind].low in _ARTICLES | lex.ranks and words.joined(behind):
        behind += 1
    apposed = behind < len(words) and lex.is_trade(words[behind])
    return behind if apposed and words.gap(behind)[:1] in (",", ".", ";", ")") else None


def _says(words: Words, lex: Lexicon, run: NameRun) -> bool:
    """ "Ifeoma Nnadi said": a verb of saying right behind."""
    return run.last < len(words) and words.joined(run.last - 1) and words[run.last].low in lex.introducers


def is_no_place(words: Words, lex: Lexicon, run: NameRun) -> bool:
    """No city, and nothing before or behind it that makes a street or a body of it."""
    if run.first and words[run.first - 1].low.rstrip(".") in _NAMED_AFTER:
        return False
    behind = words[run.last] if run.last < len(words) and words.joined(run.last - 1) else None
    if behind is not None and behind.capital and lex.is_no_person(behind):
        return False
    return find_city(words.text[run.start : run.end]) is None


def _is_counterpart(words: Words, run: NameRun) -> bool:
    """ "her Swedish counterpart, Ann Doe", "son homologue marocain, Jean Doe"."""
    index = run.titled_from - 1
    if index < 0 or words.gap(index).strip() not in ("", ","):
        return False
    return any(i >= 0 and words[i].low in COUNTERPARTS and (i == index or words.joined(i)) for i in (index, index - 1))


def _is_bare_name(words: Words, lex: Lexicon, run: NameRun) -> bool:
    """«переговоры Фархода Мирзоева с …»: but not «Новый Уренгой», «Дворец Молодёжи», «улица Ивана Франко»."""
    inside = [words[i] for i in range(run.first, run.last)]
    if run.size() > 3 or not all(w.text[1:].islower() or "-" in w.text for w in inside):
        return False
    behind = words[run.last] if run.last < len(words) and words.joined(run.last - 1) else None
    if behind is not None and (behind.capital or lex.is_no_person(behind)):
        return False
    scopes = lex.long_scopes() if lex.language == "kk" else ()
    if any(find_city(word.text) or word.low.startswith(scopes) for word in inside):
        return False
    surname = _SURNAME.search(inside[-1].low) is not None
    if lex.language == "kk" and not words.starts_sentence(run.first):
        return surname or not _KAZAKH_NOUN.search(inside[-1].low)
    return not _ADJECTIVE.search(inside[0].low) and (surname or not words.starts_sentence(run.first))
