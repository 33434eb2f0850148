"""The words of offices and names, by language: offices.toml and given_names.txt, read once."""

from dataclasses import dataclass
from functools import cache

from presssearch.analysis.kazakh_latin import in_latin
from presssearch.parsing.tables import load_toml, read_table
from presssearch.parsing.words import Word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; see offices.toml for what each set holds."""

    language: str
    heads: frozenset[str]
    endings: tuple[str, ...]
    oblique: frozenset[str]
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
    nouns: tuple[str, ...]
    suffixing: bool
    given: frozenset[str]

    def is_head(self, word: Word) -> bool:
        return (
            word.low in self.heads or word.low in self.oblique or (bool(self.endings) and self._is_compound(word.low))
        )

    def _is_compound(self, low: str) -> bool:
        return low.endswith(self.endings) and not low.startswith(("viceminister",)) and low[-1:] != "-"

    def is_no_person(self, word: Word) -> bool:
        """Does it end the name of a place or a body: "Street", «ауданындағы»?"""
        return word.low in self.not_people or (self.suffixing and word.low.startswith(self._long_not_people()))

    def _long_not_people(self) -> tuple[str, ...]:
        return _longer(self.not_people)


_NONE = ("\n",)  # an ending that no word has


@cache
def _longer(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(word[:-1] for word in words if len(word) > 5)


@cache
def lexicon(language: str | None) -> Lexicon:
    """The words of a language; English for one without a table."""
    tables = load_toml("offices.toml")
    key = language if language in tables and language != "all" else "en"
    assert key is not None
    own, shared = tables[key], tables["all"]

    def words(name: str) -> frozenset[str]:
        printed = [*own.get(name, "").split(), *shared.get(name, "").split()]
        return frozenset(printed) | frozenset(latin for word in printed if key == "kk" for latin in in_latin(word))

    return Lexicon(
        language=key,
        heads=words("heads"),
        endings=tuple(own.get("endings", "").split()),
        oblique=words("oblique"),
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
        national=words("national"),
        single=frozenset(office.strip() for office in own.get("single", "").split(";")),
        weak=words("weak"),
        introducers=words("introducers"),
        not_people=words("not_people"),
        chains=words("chains"),
        dependent=tuple(own.get("dependent", "").split()) or _NONE,
        genitives=tuple(sorted(words("genitives"))) or _NONE,
        nouns=tuple(own.get("nouns", "").split()) or _NONE,
        suffixing=own.get("suffixing", False),
        given=_given_names(),
    )


@cache
def _given_names() -> frozenset[str]:
    lines = read_table("given_names.txt").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())
