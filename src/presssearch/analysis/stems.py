"""The stem of a word: the Snowball algorithm of its language, ours for Kazakh, else the form itself."""

import sys
import threading

import Stemmer

# ISO 639-1 -> the Snowball algorithm. That for Serbian serves its neighbours.
_ALGORITHMS = {
    **{"ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "da": "danish", "nl": "dutch"},
    **{"en": "english", "et": "estonian", "fi": "finnish", "fr": "french", "de": "german", "el": "greek"},
    **{"hi": "hindi", "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian"},
    **{"ne": "nepali", "no": "norwegian", "nb": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian"},
    **{"ru": "russian", "sr": "serbian", "es": "spanish", "sv": "swedish", "ta": "tamil", "tr": "turkish"},
    **{"bs": "serbian", "hr": "serbian", "fa": "persian", "nn": "norwegian", "eo": "esperanto"},
}
_ALGORITHM_OF = {code: name for code, name in _ALGORITHMS.items() if name in Stemmer.algorithms()}
_MAX_KNOWN = 1 << 16  # stems kept for each language
_MAX_LETTERS = 48  # no word of prose is longer; what is goes unstemmed
_MIN_STEM = 3  # letters

_own = threading.local()  # a Stemmer must not be shared by threads
_known: dict[str, dict[str, str]] = {language: {} for language in (*_ALGORITHM_OF, "kk")}


def stem(form: str, language: str | None) -> str:
    """The stem of a folded form. language: ISO 639-1; None, or one without an algorithm: the form itself."""
    if language is None or language not in _known:
        return form
    known = _known[language]
    found = known.get(form)
    if found is None:
        if len(known) >= _MAX_KNOWN:
            known.clear()
        found = known[form] = sys.intern(_stem(form, language))
    return found


def _stem(form: str, language: str) -> str:
    # A number has no stem, nor has a name such as c5. A lone surrogate, which Snowball refuses, is not printable.
    if len(form) > _MAX_LETTERS or any(letter.isdecimal() for letter in form) or not form.isprintable():
        return form
    if language == "kk":
        return _stem_kazakh(form)
    name = _ALGORITHM_OF[language]
    if language == "tr":
        return _snowball(name, _with_dotless_i(form)).replace("ı", "i").replace("ü", "u")
    if language == "ar" and form.endswith("ه"):
        form = form[:-1] + "ة"  # the ending that the algorithm expects; folding holds both for one letter
    return _snowball(name, form)


def _snowball(name: str, form: str) -> str:
    stemmer = _stemmer(name)
    found = str(stemmer.stemWord(form)) or form
    # Folded words have lost the accents that the rules look at, so that étrangères and étranger, nação and nações
    # or الوزير and وزير come out different; another round brings them together. English has no such loss.
    for _ in range(0 if name == "english" else 2):
        again = str(stemmer.stemWord(found))
        if len(again) < _MIN_STEM:
            break
        found = again
    return found


def _stemmer(name: str) -> Stemmer.Stemmer:
    found = getattr(_own, name, None)
    if found is None:
        found = Stemmer.Stemmer(name, 0)  # without its own cache: _known is one
        setattr(_own, name, found)
    return found


def _with_dotless_i(form: str) -> str:
    """Give ı and ü back, which folding made i and u, where vowel harmony demands them: the rules need it."""
    letters: list[str] = []
    vowel = ""
    for letter in form:
        if letter == "i" and vowel in ("a", "ı", "o", "u"):
            letter = "ı"  # noqa: PLW2901
        elif letter == "u" and vowel in ("e", "i", "ü"):
            letter = "ü"  # noqa: PLW2901
        if letter in "aeıiouü":
            vowel = letter
        letters.append(letter)
    return "".join(letters)


# Kazakh: vowels of the back and of the front row; endings follow the row of the word. и, у and ю go with both.
_BACK, _FRONT = frozenset("аоұыя"), frozenset("әөүеіэ")
_VOICELESS = frozenset("пфкқтсшщчцхһбвгд")  # at the end of a stem
# Cases, possessives, plurals: one of each is taken away, in this order, from the end of the word; longer ones first.
_KAZAKH_ENDINGS = tuple(
    tuple(group.split())
    for group in (
        "ндағы ндегі дағы дегі тағы тегі ның нің дың дің тың тің нда нде нан нен дан ден тан тен мен бен пен "
        "ға ге қа ке на не да де та те ны ні ды ді ты ті н",
        "ымыз іміз ыңыз іңіз мыз міз ңыз ңіз сы сі ым ім ың ің ы і",
        "лар лер дар дер тар тер",
    )
)
# These cases follow the possessive of the third person only: министрлігіне, but Астана.
_BEHIND_POSSESSIVE = ("ндағы", "ндегі", "нда", "нде", "на", "не", "н")
_HARDENED = {"ғ": "қ", "г": "к", "б": "п"}


def _stem_kazakh(form: str) -> str:
    """Take case, possessive and plural endings away: қазақстанның -> қазақстан, министрліктері -> министрлік."""
    found = form
    for group in _KAZAKH_ENDINGS:
        for ending in group:
            if found.endswith(ending) and _may_follow(found[: -len(ending)], ending):
                found = found[: -len(ending)]
                break
    # A stem softens before a possessive: министрлік, министрлігі. Those that are soft always are hardened as well.
    return found[:-1] + _HARDENED.get(found[-1:], found[-1:])


def _may_follow(word: str, ending: str) -> bool:
    if len(word) < _MIN_STEM or (ending == "тан" and word.endswith("с")):  # Қазақстан, Өзбекстан, Татарстан
        return False
    if ending in _BEHIND_POSSESSIVE:
        return word[-1] in "ыі" and _in_harmony(word, ending)
    if ending[0] in "ыі":
        fits = word[-1] not in _BACK and word[-1] not in _FRONT
    elif ending[0] == "с":
        fits = word[-1] in "иую" or word[-1] in _BACK or word[-1] in _FRONT
    elif ending[0] in "тқкп":
        fits = word[-1] in _VOICELESS
    else:
        fits = word[-1] not in _VOICELESS or ending[0] in "мң"
    return fits and (ending in ("мен", "бен", "пен") or _in_harmony(word, ending))


def _in_harmony(word: str, ending: str) -> bool:
    row = next((letter for letter in reversed(word) if letter in _BACK or letter in _FRONT), None)
    sought = next((letter for letter in ending if letter in _BACK or letter in _FRONT), None)
    return row is None or sought is None or (row in _BACK) == (sought in _BACK)
