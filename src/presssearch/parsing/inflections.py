"""Forms of the nouns and adjectives of offices, where a language has too many to list: Russian cases, Kazakh and
Turkish possessives («елші», «елшісі»; "müdür", "müdürü", "müdürümüz")."""

from collections.abc import Iterator

_RUSSIAN_NOUNS = (  # ending of the nominative -> endings of the other cases that stand before a name
    ("сол", ("сла", "слу", "слом")),  # «после» is "after" far more often than an envoy
    ("ник", ("ника", "нику", "ником", "нике")),
    ("ец", ("ца", "цу", "цом", "це")),
    ("ца", ("цы", "це", "цу", "цей")),
    ("ка", ("ки", "ке", "ку", "кой")),
    ("ша", ("ши", "ше", "шу", "шей")),
    ("а", ("ы", "е", "у", "ой")),
    ("й", ("я", "ю", "ем", "е")),
    ("ь", ("я", "ю", "ем", "ём", "е")),
)
_RUSSIAN_ADJECTIVES = (
    ("ющий", ("ющего", "ющему", "ющим", "ющем", "ющая", "ющей", "ющую")),
    ("ий", ("ого", "ому", "им", "ом", "ая", "ой", "ую", "его", "ему", "яя", "ей", "юю")),
    ("ый", ("ого", "ому", "ым", "ом", "ая", "ой", "ую")),
    ("ой", ("ого", "ому", "ым", "ом", "ая", "ую")),
)
_ROMANCE_PLURALS = (
    ("ão", "ões"),
    ("al", "ais"),
    ("el", "éis"),
    ("or", "ores"),
    ("ol", "oles"),
    ("z", "ces"),
    ("l", "les"),
)
_FRONT_VOWELS = frozenset("әеэөүіиeiöüäéíúı")
_VOWELS = frozenset("аәеэоөуұүыіиюя")
_TURKISH_VOWELS = "aıoueiöü"
_TURKISH_HIGH = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}


def russian_cases(noun: str) -> Iterator[str]:
    """The genitive, dative, instrumental and locative of a Russian noun: «послом», «главе», «советницей»."""
    if noun.endswith(("ий", "ый")):
        yield from russian_adjectives(noun)
        return
    for ending, others in _RUSSIAN_NOUNS:
        if noun.endswith(ending):
            yield from (noun.removesuffix(ending) + other for other in others)
            return
    if noun[-1] not in "аеиоуыэюя":
        yield from (noun + ending for ending in ("а", "у", "ом", "е"))


def russian_adjectives(word: str) -> Iterator[str]:
    """All cases of both genders in the singular: «постоянный», «постоянного», «постоянной»."""
    for ending, others in _RUSSIAN_ADJECTIVES:
        if word.endswith(ending):
            yield from (word.removesuffix(ending) + other for other in others)
            return


def kazakh_possessive(noun: str) -> str:
    """ "His" or "its": «елші» — «елшісі», «директор» — «директоры», «бастық» — «бастығы»."""
    front = next((c in _FRONT_VOWELS for c in reversed(noun) if c in _VOWELS), False)
    ending = "і" if front else "ы"
    if noun[-1] in _VOWELS:
        return noun + "с" + ending
    softened = {"қ": "ғ", "к": "г", "п": "б"}
    return noun[:-1] + softened.get(noun[-1], noun[-1]) + ending


def turkish_possessives(noun: str) -> tuple[str, str]:
    """ "Its" and "our": "müdür" — "müdürü", "müdürümüz"; "büyükelçi" — "büyükelçisi", "büyükelçimiz"."""
    last = next((c for c in reversed(noun) if c in _TURKISH_VOWELS), "e")
    high = _TURKISH_HIGH[last]
    if noun[-1] in _TURKISH_VOWELS:
        return f"{noun}s{high}", f"{noun}m{high}z"
    stem = noun[:-1] + "ğ" if noun.endswith(("ak", "ek", "ık", "ik", "uk", "ük")) else noun
    return stem + high, f"{stem}{high}m{high}z"


def plurals(noun: str, language: str) -> Iterator[str]:
    """The plural of the noun of an office: "ambassadors", «послов», «елшілері», "büyükelçileri", "Amtskollegen"."""
    match language:
        case "ru":
            yield from _russian_plurals(noun)
        case "kk":
            front = next((c in _FRONT_VOWELS for c in reversed(noun) if c in _VOWELS), False)
            vowel = "е" if front else "а"
            first = "т" if noun[-1] in "кқпстфхшщ" else "д" if noun[-1] in "лмнңз" else "л"
            ending = first + vowel + "р"
            yield from (noun + ending, noun + ending + ("і" if front else "ы"))
        case "tr":
            last = next((c for c in reversed(noun) if c in _TURKISH_VOWELS), "e")
            yield noun + ("ları" if last in "aıou" else "leri")
        case "de":
            yield noun + ("nen" if noun.endswith("in") else "n" if noun.endswith("e") else "en")
        case "en":
            yield noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
        case "fr" | "es" | "pt":
            yield noun + "s"
            yield from (noun.removesuffix(one) + many for one, many in _ROMANCE_PLURALS if noun.endswith(one))
        case _:
            return


def _russian_plurals(noun: str) -> Iterator[str]:
    if noun.endswith(("ий", "ый")) or noun[-1] in "еиоуыэюя":
        return
    stem = noun[:-1] if noun[-1] in "аьй" else noun.removesuffix("ол") + "л" if noun.endswith("сол") else noun
    soft = noun[-1] in "ьй"
    yield from (stem + ending for ending in (("и", "ей", "ям", "ями") if soft else ("ы", "и", "ов", "ам", "ами")))
