"""The words of offices and names, by language: offices.toml and given_names.txt, read once."""

from dataclasses import dataclass
from functools import cache

from presssearch.analysis.kazakh_latin import in_latin
from presssearch.parsing.inflections import (
    kazakh_possessive,
    plurals,
    russian_adjectives,
    russian_cases,
    turkish_possessives,
)
from presssearch.parsing.tables import kin, load_toml, read_table
from presssearch.parsing.words import Word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; see offices.toml for what each set holds."""

    language: str
    heads: frozenset[str]
    endings: tuple[str, ...]
    oblique: frozenset[str]
    nominatives: dict[str, str]
    plurals: frozenset[str]
    ranks: frozenset[str]
    scope: frozenset[str]
    links: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    tails: frozenset[str]
    kept: frozenset[str]
    stops: frozenset[str]
    national: frozenset[str]
    single: frozenset[str]
    weak: frozenset[str]
    introducers: frozenset[str]
    not_people: frozenset[str]
    chains: frozenset[str]
    dependent: tuple[str, ...]
    genitives: tuple[str, ...]
    bridges: tuple[str, ...]
    governed: tuple[str, ...]
    personal: frozenset[str]
    professions: frozenset[str]
    agents: tuple[str, ...]
    trades: frozenset[str]
    trade_endings: tuple[str, ...]
    nouns: tuple[str, ...]
    suffixing: bool
    given: frozenset[str]

    def is_head(self, word: Word) -> bool:
        low = word.low
        if low in self.heads or low in self.oblique or low in self.plurals:
            return True
        return (bool(self.endings) and self._is_compound(low)) or ("-" in low and self._is_hyphened(low))

    def _is_hyphened(self, low: str) -> bool:
        """ "ex-ministra", "vice-primeira-ministra", «вице-премьер-министром»: nothing but words of offices."""
        parts = low.split("-")
        known = all(part in self.heads or part in self.oblique or part in self.ranks for part in parts[1:])
        if not known or not (parts[0] in self.heads or parts[0] in self.ranks | self.professions | _PREFIXES):
            return False
        return any(part in self.heads or part in self.oblique for part in parts)

    def is_oblique(self, word: Word) -> bool:
        """Does the noun of an office stand in another case than the nominative?"""
        return word.low in self.oblique or (
            bool(self.oblique) and "-" in word.low and word.low.rpartition("-")[2] in self.oblique
        )

    def _is_compound(self, low: str) -> bool:
        return low.endswith(self.endings) and not low.startswith(("viceminister",)) and low[-1:] != "-"

    def nominative(self, head: str) -> str:
        """The noun of an office as a dictionary has it: «посол» for «послу»."""
        return self.nominatives.get(head, head)

    def is_trade(self, word: Word) -> bool:
        """Is it what somebody does for a living, without an office: "geologist"?"""
        return word.low in self.trades or word.low.endswith(self.trade_endings)

    def is_no_person(self, word: Word) -> bool:
        """Does it end the name of a place or a body: "Street", «ауданындағы»?"""
        return word.low in self.not_people or (self.suffixing and word.low.startswith(self._long_not_people()))

    def long_scopes(self) -> tuple[str, ...]:
        """The beginnings of the words of scopes, for languages that put endings to them."""
        return _longer(self.scope)

    def _long_not_people(self) -> tuple[str, ...]:
        return _longer(self.not_people)


# before the hyphen of a compound office
_PREFIXES = frozenset(
    (
        "ex",
        "vice",
        "sub",
        "co",
        "pro",
        "deputy",
        "first",
        "acting",
        "former",
        "under",
        "arch",
        "vise",
        "vıse",
        "экс",
        "вице",
        "со",
        "спец",
    )
)
_NONE = ("\n",)  # an ending that no word has


@cache
def _longer(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(word[:-1] for word in words if len(word) > 5)


@cache
def lexicon(language: str | None) -> Lexicon:
    """The words of a language; English for one without a table."""
    tables = load_toml("offices.toml")
    key = kin(language or "en")
    key = key if key in tables and key != "all" else "en"
    own, shared = tables[key], tables["all"]

    def words(name: str) -> frozenset[str]:
        printed = [*own.get(name, "").split(), *shared.get(name, "").split()]
        printed += _inflected(key, name, own)
        return frozenset(printed) | frozenset(latin for word in printed if key == "kk" for latin in in_latin(word))

    return Lexicon(
        language=key,
        heads=words("heads"),
        endings=tuple(own.get("endings", "").split()),
        oblique=words("oblique"),
        nominatives={form: noun for noun in own["heads"].split() for form in russian_cases(noun)}
        if key == "ru"
        else {},
        plurals=_plurals(key, own) - words("stops") - words("scope"),
        ranks=words("ranks"),
        scope=words("scope"),
        links=words("links"),
        conjunctions=words("and"),
        articles=words("articles"),
        honorifics=words("honorifics"),
        particles=words("particles"),
        tails=words("tails"),
        kept=words("kept"),
        stops=words("stops"),
        national=words("national") | {form for noun in words("national") for form in plurals(noun, key)},
        single=frozenset(office.strip() for office in own.get("single", "").split(";")),
        weak=words("weak"),
        introducers=words("introducers"),
        not_people=words("not_people"),
        chains=words("chains"),
        dependent=tuple(own.get("dependent", "").split()) or _NONE,
        genitives=tuple(sorted(words("genitives"))) or _NONE,
        bridges=tuple(sorted(words("bridges"))) or _NONE,
        governed=tuple(sorted(words("governed"))) or _NONE,
        personal=words("personal"),
        professions=words("professions"),
        agents=tuple(sorted(words("agents"))) or _NONE,
        trades=words("trades"),
        trade_endings=tuple(sorted(words("trade_endings"))) or _NONE,
        nouns=tuple(own.get("nouns", "").split()) or _NONE,
        suffixing=own.get("suffixing", False),
        given=_given_names(),
    )


def _plurals(language: str, own: dict[str, str]) -> frozenset[str]:
    nouns = own["possessed" if language in ("kk", "tr") else "heads"].split()
    nouns += own.get("professions", "").split() if language not in ("ru", "en") else []  # «сообщил журналистам посол»
    forms = {form for noun in nouns for form in plurals(noun, language)}
    return frozenset(forms | {latin for form in forms if language == "kk" for latin in in_latin(form)})


def _inflected(language: str, name: str, own: dict[str, str]) -> list[str]:
    """The forms of the words of a set that the table does not print."""
    if language == "ru" and name in ("oblique", "ranks", "personal", "professions"):
        if name == "ranks":
            return [form for word in own["ranks"].split() for form in russian_adjectives(word)]
        ranks = own["ranks"].split()  # «верховный» bends with the noun that it stands before
        nouns = [noun for noun in own["heads"].split() if noun not in ranks] if name == "oblique" else own[name].split()
        return [form for noun in nouns for form in russian_cases(noun)]
    if language == "ru" and name == "not_people":
        return [form for noun in own["not_people"].split() for form in russian_cases(noun)]
    nouns = own.get("possessed", "").split() if name == "heads" else []
    if language == "kk":
        return [form for noun in nouns for form in (noun, kazakh_possessive(noun))]
    return [form for noun in nouns for form in (noun, *turkish_possessives(noun))]


@cache
def _given_names() -> frozenset[str]:
    lines = read_table("given_names.txt").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())
