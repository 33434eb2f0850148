"""The words of which the names of official bodies are built; bodies.toml holds them, by language."""

from dataclasses import dataclass
from functools import cache

from presssearch.analysis.kazakh_latin import in_latin
from presssearch.parsing.tables import load_toml
from presssearch.parsing.words import Word

_HYPHENED = frozenset({"EU-", "UN-", "US-"})


@dataclass(frozen=True, slots=True)
class Bodies:
    heads: frozenset[str]
    alone: frozenset[str]
    endings: tuple[str, ...]
    ends: tuple[str, ...]
    links: frozenset[str]
    abroad: frozenset[str]
    places: frozenset[str]
    kinds: frozenset[str]
    units: frozenset[str]
    members: frozenset[str]

    def is_head(self, word: Word) -> bool:
        if word.low in self.heads or self.is_compound(word):
            return True
        if "-" in word.low and word.text[:3] in _HYPHENED and word.low[3:] in self.abroad:  # "EU-Delegation"
            return True
        return bool(self.ends) and word.low.endswith(self.ends) and word.capital

    def is_compound(self, word: Word) -> bool:
        """ "Außenministerium", "fiskerådet"; "området" (the area) is no council."""
        if not self.endings or not word.low.endswith(self.endings) or word.low in self.endings:
            return False
        return not word.low.endswith(("området", "områdets"))


@cache
def bodies_of(language: str) -> Bodies:
    """The words of a language; English for one without a table."""
    tables = load_toml("bodies.toml")
    own = tables.get(language, tables["en"])

    def words(name: str) -> frozenset[str]:
        printed = own.get(name, "").split()
        return frozenset(printed) | frozenset(latin for word in printed if language == "kk" for latin in in_latin(word))

    alone = words("alone") | _with_cases(words("alone"), language)
    return Bodies(
        heads=words("heads") | words("declined") | _with_cases(words("declined"), language) | alone,
        alone=alone,
        endings=tuple(own.get("endings", "").split()),
        ends=tuple(own.get("ends", "").split()),
        links=words("links"),
        abroad=words("abroad"),
        places=words("places"),
        kinds=words("kinds"),
        units=_with_cases(words("units"), language),
        members=words("members"),
    )


def _with_cases(nouns: frozenset[str], language: str) -> frozenset[str]:
    """Nouns in every case of Russian or Kazakh, in each of its alphabets; none in other languages."""
    if language == "ru":
        return frozenset(form for noun in nouns for form in _declined(noun))
    if language == "kk":
        printed = (noun + case for noun in nouns if noun >= "\u0400" for case in _kazakh_cases(noun))
        return frozenset(latin for form in printed for latin in (form, *in_latin(form)))
    return frozenset()


def _kazakh_cases(noun: str) -> tuple[str, ...]:
    """The endings behind a possessive ending (that is a vowel), or behind a voiceless consonant."""
    front = next((c in "әеөүі" for c in reversed(noun) if c in "аәеоөұүыі"), False)
    if noun[-1] not in "ыі":
        return (
            ("тің", "ке", "ті", "те", "тен", "пен", "тегі")
            if front
            else ("тың", "қа", "ты", "та", "тан", "пен", "тағы")
        )
    return (
        ("нің", "не", "н", "нде", "нен", "мен", "ндегі") if front else ("ның", "на", "н", "нда", "нан", "мен", "ндағы")
    )


def nominative_of_head(form: str) -> str | None:
    """ "министерству" -> "министерство"; None for what is no noun of a Russian body."""
    return _russian_heads().get(form)


def kazakh_head(form: str) -> str | None:
    """ "министрлігінің" -> "министрлігі", in each alphabet; None for what is no noun of a Kazakh body."""
    nouns = _kazakh_heads()
    return next((form[:size] for size in range(len(form), 3, -1) if form[:size] in nouns), None)


@cache
def _kazakh_heads() -> frozenset[str]:
    """The nouns in `declined`, `alone` and `kinds`, without case endings."""
    own = load_toml("bodies.toml")["kk"]
    nouns = (noun for name in ("declined", "alone", "kinds") for noun in own[name].split())
    return frozenset(printed for noun in nouns for printed in (noun, *in_latin(noun)))


@cache
def _russian_heads() -> dict[str, str]:
    """Every form of the nouns in `declined` and `alone`, with the nominative."""
    tables = load_toml("bodies.toml")
    nouns = (*tables["ru"]["declined"].split(), *tables["ru"]["alone"].split())
    return {form: noun for noun in nouns for form in _declined(noun)}


def _declined(noun: str) -> tuple[str, ...]:
    for ending, forms in _DECLENSIONS:
        if noun.endswith(ending):
            stem = noun.removesuffix(ending)
            return tuple(stem + form for form in forms)
    return tuple(noun + form for form in ("", "а", "у", "ом", "е"))


_DECLENSIONS = (
    ("ие", ("ие", "ия", "ию", "ием", "ии")),
    ("ия", ("ия", "ии", "ию", "ией")),
    ("о", ("о", "а", "у", "ом", "е")),
    ("я", ("я", "и", "е", "ю", "ей")),
    ("а", ("а", "ы", "е", "у", "ой")),
)
