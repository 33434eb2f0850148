"""How far the name of a Russian body goes on in small letters: by the endings of its words.

«Министерство сельского хозяйства, водных ресурсов и земельной реформы», «комиссия по торгово-экономическому и
научно-техническому сотрудничеству», «Центр по примирению враждующих сторон».
"""

import re

from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.words import Words, word_set

_GENITIVE, _DATIVE, _INSTRUMENTAL = "genitive", "dative", "instrumental"
_ADJECTIVES = {
    _GENITIVE: re.compile(r"[а-яё-]{2}(?:[ое]го|[ое]й|[ыи]х)$"),
    _DATIVE: re.compile(r"[а-яё-]{2}(?:[ое]му|[ое]й|[ыи]м)$"),
    _INSTRUMENTAL: re.compile(r"[а-яё-]{2}(?:[ыи]м|[ое]й|[ыи]ми)$"),
}
_NOUNS = {
    _GENITIVE: re.compile(r"[а-яё-]{2}(?:[аяыи]|[ое]в|[еи]й|ств|щин|услуг|наук|границ|средств)$|^(?:дел|сил|лиц)$"),
    _DATIVE: re.compile(r"[а-яё-]{2}(?:[уюеи]|[ая]м)$"),
    _INSTRUMENTAL: re.compile(r"[а-яё-]{2}(?:[оеё]м|[ое]й|ью|[ая]ми)$"),
}
_NO_ENDING = re.compile(r"[а-яё]{2}[бвгджзйклмнпрстфхцчшщ]$")
_VERB = re.compile(r"(?:л[аио]|ован[аоы]|(?<!ц)(?<!см)ен[аоы]|с[яь]|ть)$")
_SPOKEN = word_set("торговли земли отрасли")  # nouns that look like verbs
# what ends a name: words that are no nouns, and nouns of people, times and bodies in general
_NO_PART = word_set(
    "также после перед через около среди вместо помимо хотя когда тогда всегда сегодня вчера завтра однако если"
    " или либо даже лишь ради кроме против согласно благодаря спустя между всей всего всех другой других обоих"
    " двух трех трёх своей своего своих этой этого этих которой которого которых нашей нашего наших страны страной"
    " республики государства года году дня недели месяца стороны времени начала имени сотрудников представителей"
    " экспертов руководителей членов участников специалистов депутатов журналистов коллег партнеров партнёров"
    " граждан компаний организаций учреждений ведомств министерств служб государств регионов делегации делегаций"
    " готова готово готовы должна должны намерена намерены согласна согласны важна важны нужна нужны открыта открыты"
    " встречи заседания января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)
_DESCRIBED = word_set("организаций")
_HOW = word_set("итогам словам данным мнению случаю приглашению инициативе просьбе поводу состоянию линии")
_COUNCILS = ("совет", "комитет", "собрани", "конференци", "палат")  # these may consist of people
_PEOPLE = word_set("представителей руководителей экспертов депутатов")
_LINKS_BEHIND_NOUN = word_set("с за над")  # «по борьбе с наркотиками», «по контролю за оборотом оружия»
_MAX_ADJECTIVES = 5
_UNITS = ("департамент", "управлени", "отдел")  # of a ministry, unless an adjective says that they serve the state
_OF_STATE = ("государственн", "федеральн", "национальн", "главн", "генеральн", "центральн", "республиканск")
_OWN_SERVICES = ("протокол", "печати", "информаци", "прессы", "делами", "кадров", "лингвистическ")


def goes_on(words: Words, lex: Lexicon, head: int, index: int) -> int:
    """How many words the next part of a name takes that stands in the genitive, in small letters; else 0."""
    if words[index - 1].capital and index - 1 != head:
        return 0  # «Посольства в Пусане закрыты»
    people = words[head].low.startswith(_COUNCILS)
    if words[index].low == "и":
        more = _phrase(words, lex, index + 1, _GENITIVE) if words.joined(index) else 0
        return more + 1 if more else 0
    return _phrase(words, lex, index, _GENITIVE, people=people)


def is_body(words: Words, first: int, head: int, last: int) -> bool:
    """Is it a body of its own, and neither a department (of a ministry) nor a centre or a mission without a name?"""
    low, behind = words[head].low, words[head + 1].low if head + 1 < last else ""
    if low.startswith(_UNITS):
        of_state = any(words[i].low.startswith(_OF_STATE) for i in range(first, head))
        return words[first].capital and (of_state or not (first < head or behind.startswith(_OWN_SERVICES)))
    if low.startswith("центр"):
        return words[first].capital and (first < head or behind == "по")
    if low.startswith(("мисси", "ведомств")):
        return words[head].capital
    if last == head + 1 and low.startswith("комитет"):
        return not words[first].low.startswith(("исполнительн", "организационн", "координационн", "совместн"))
    return True


def topic(words: Words, lex: Lexicon, link: int) -> int:
    """How many words «по международным отношениям» takes, if it tells what a body is for; else 0."""
    if words[link].low != "по" or not words.joined(link) or words[min(link + 1, len(words) - 1)].low in _HOW:
        return 0
    end = link + 1
    size = _phrase(words, lex, end, _DATIVE)
    if not size:
        return 0
    end += size
    if end < len(words) and words[end].low == "и" and words.joined(end - 1) and words.joined(end):
        more = _phrase(words, lex, end + 1, _DATIVE)
        end += more + 1 if more else 0
    if end < len(words) and words[end].low in _LINKS_BEHIND_NOUN and words.joined(end - 1) and words.joined(end):
        more = _phrase(words, lex, end + 1, _INSTRUMENTAL)
        end += more + 1 if more else 0
    return end - link


def listed_fields(words: Words, lex: Lexicon, start: int) -> int:
    """How many words «…, водных ресурсов и земельной реформы» takes, behind the comma; 0 without an «и» at its end."""
    index = start
    while index < len(words):
        size = _phrase(words, lex, index, _GENITIVE)
        if not size:
            return 0
        index += size
        while index < len(words) and words.joined(index - 1) and (more := _phrase(words, lex, index, _GENITIVE)):
            index += more
        if index + 1 < len(words) and words[index].low == "и" and words.joined(index - 1) and words.joined(index):
            last = _phrase(words, lex, index + 1, _GENITIVE)
            return index + 1 + last - start if last else 0
        if words.gap(index - 1) != ", ":
            return 0
    return 0


def _phrase(words: Words, lex: Lexicon, index: int, case: str, *, people: bool = False) -> int:
    """The size of adjectives and a noun in a case, with what joins the adjectives; 0 if there is no such phrase.

    The word before index must be joined to it. people: may the noun be an office in the plural?
    """
    start, commas = index, False
    while index < len(words) and index - start <= _MAX_ADJECTIVES:
        word = words[index]
        of_people = people and (word.low in lex.plurals or word.low in _PEOPLE)
        # «международных организаций»
        described = word.low in _DESCRIBED and words[index - 1].low.endswith(("ых", "их"))
        if word.capital or (not (of_people or described) and (word.low in _NO_PART or lex.is_head(word))):
            return 0
        behind = _behind_adjective(words, index, case)
        if not behind:
            return index + 1 - start if _is_noun(words, index, start, case) and not commas else 0
        commas = words.gap(index) == ", " or (commas and behind == index + 1)
        index = behind
    return 0


def _behind_adjective(words: Words, index: int, case: str) -> int | None:
    """Where the next adjective, or the noun, stands behind an adjective: also behind «и» or a comma; else None."""
    last = index + 1 >= len(words)
    if last or not _ADJECTIVES[case].search(words[index].low):
        return None
    gap, behind = words.gap(index), words[index + 1]
    if gap == ", ":
        return index + 1 if _ADJECTIVES[case].search(behind.low) else None
    if not words.joined(index):
        return None
    if behind.low == "и":
        further = index + 2 < len(words) and words.joined(index + 1)
        return index + 2 if further and _ADJECTIVES[case].search(words[index + 2].low) else None
    wanted = _is_noun(words, index + 1, index, case) or _ADJECTIVES[case].search(behind.low)
    return index + 1 if wanted and not behind.capital and behind.low not in _NO_PART else None


def _is_noun(words: Words, index: int, start: int, case: str) -> bool:
    """Has a word the ending of a noun in a case? In the genitive plural it may have none: «враждующих сторон»."""
    low = words[index].low
    if case == _GENITIVE and index > start and words[index - 1].low.endswith(("ых", "их")) and _NO_ENDING.search(low):
        return True
    return _NOUNS[case].search(low) is not None and (low in _SPOKEN or not _VERB.search(low))
