"""Does a country's name stand for something else here: a person, a state of the United States, a pronoun?"""

import re

from presssearch.analysis.country_languages import is_language


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PEOPLE_TOO = _set("Jordan Chad Georgia Israel Maurice India Kenya Holland Ireland Scotland Montserrat")
_FIRST_NAMES = frozenset({"Chad", "Maurice", "Jordan", "Montserrat"})
_BEFORE = re.compile(r"(?P<before>[^\s,.;:()]+)[ \xa0]$")
_AFTER = re.compile(r"[ \xa0](?P<after>\w[\w’'-]{0,30})")
_LOWER_LINKS = _set("of in and with to from for the by at on de du au et und von mit nach")
# capitalised words that may stand before a country and are no first names
_NO_FIRST_NAME = re.compile(
    r"(?:The|And|Of|In|To|From|With|For|By|At|On|Both|Republic|Kingdom|State|Minister|President|Ambassador|Embassy"
    r"|King|Queen|Premier|North(?:ern)?|South(?:ern)?|East(?:ern)?|West(?:ern)?|Central|New|Visit|Bank|Team|Air|Radio"
    r"|\w+(?:ing|ed|ia|an|sh|ese))$"
)
_US_STATE = re.compile(
    r"\b(?:Atlanta|Savannah|Augusta|Macon|Fort Benning|Ga\.|Alabama|Tennessee|Florida|Carolina|Texas|Mississippi"
    r"|Louisiana|Arizona|Nevada|Ohio|Michigan|Pennsylvania|Wisconsin|Senator|Congressman|Congresswoman)\b"
)
_MONEY = re.compile(r"[ \xa0]?\$|[ \xa0]Doları?\b")  # "US$ 61 million", "ABD Doları"
_ISLAND = re.compile(r"\b[Ii]lha (?:da )?$")
_SHOUTED = _set("JOIN LET WITH FOR TO OF ABOUT CONTACT FOLLOW HELP BRING GIVE MAKE TELL BETWEEN AMONG ALL SHOW")


def is_other_name(text: str, start: int, end: int) -> bool:
    """Is what stands at start:end of the text spelled like a country, but is none?

    A few characters before and behind it decide.
    """
    surface = text[start:end]
    if is_language(text, start, end):
        return True
    if surface in ("US", "ABD"):
        return _is_pronoun(text, start) or _MONEY.match(text, end) is not None
    if surface in ("Того", "Reunião"):
        return _is_common_word(text, start, surface)
    if surface not in _PEOPLE_TOO:
        return False
    if surface == "Georgia" and _US_STATE.search(text, max(0, start - 80), end + 80):
        return True
    return _is_person(text, start, end, surface)


def _is_common_word(text: str, start: int, surface: str) -> bool:
    """ "Of that" in Russian, at the start of a sentence; in Portuguese a meeting, but for the island."""
    if surface == "Reunião":
        return _ISLAND.search(text, max(0, start - 10), start) is None
    before = text[:start].rstrip(' «"')
    return not before or before[-1] in ".!?\n"


def _is_pronoun(text: str, start: int) -> bool:
    """ "JOIN US" in capitals."""
    before = _BEFORE.search(text, max(0, start - 40), start)
    return before is not None and before["before"] in _SHOUTED


def _is_person(text: str, start: int, end: int, surface: str) -> bool:
    """ "Michael Jordan", "Chad Wolf"; but "King Abdullah of Jordan", "In Jordan"."""
    before = _BEFORE.search(text, max(0, start - 40), start)
    word = before["before"] if before else ""
    if before and word[:1].isupper() and word.isalpha() and not _NO_FIRST_NAME.match(word):
        opening = text[: before.start()].rstrip()
        return bool(opening) and opening[-1] not in ".!?:\n"
    after = _AFTER.match(text, end)
    if surface in _FIRST_NAMES and after and after["after"][0].isupper() and word not in _LOWER_LINKS:
        return not _NO_FIRST_NAME.match(after["after"]) and after["after"] not in ("Valley", "River", "Government")
    return False
