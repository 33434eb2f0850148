"""The words around quotations, by language: quotes.toml, read once."""

import re
from dataclasses import dataclass
from functools import cache

from presssearch.parsing.tables import kin, load_toml

_UNSPACED = frozenset({"zh", "ja"})
# words that make another office of one: "Deputy Minister" is not "Minister"; folded and cut to five letters
_RANKS = frozenset({"deput", "vice", "first", "state", "замес", "зам", "орынб", "stell", "suppl", "adjun", "assis"})


@dataclass(frozen=True, slots=True)
class Sayings:
    """The words of one language; see quotes.toml for what each holds.

    dropped_words: how many words may stand beside a verb whose subject is left out; 0 where none may be.
    """

    said: re.Pattern[str]
    tells: re.Pattern[str]
    according: re.Pattern[str]
    opinion: re.Pattern[str]
    texts: re.Pattern[str]
    titles: re.Pattern[str]
    pronouns: re.Pattern[str]
    latter: re.Pattern[str]
    diplomat: re.Pattern[str]
    foreign: re.Pattern[str]
    others: frozenset[str]
    prepositions: frozenset[str]
    articles: frozenset[str]
    dropped_words: int
    verb_second: bool
    ranks: frozenset[str] = _RANKS


@cache
def sayings(language: str | None) -> Sayings:
    """The words of a language; those of English for one without a table."""
    tables = load_toml("quotes.toml")
    own = tables.get(language or "en") or tables.get(kin(language or "en"), tables["en"])
    edges = ("", "") if language in _UNSPACED else (r"(?<![\w-])", r"(?![\w])")

    def pattern(name: str, before: str = edges[0]) -> re.Pattern[str]:
        words = [re.escape(word).replace(r"\*", r"\w{0,8}").replace("_", r"\s") for word in own.get(name, "").split()]
        return re.compile(f"{before}(?:{'|'.join(words) or '(?!)'}){edges[1]}", re.IGNORECASE)

    return Sayings(
        said=pattern("said"),
        tells=pattern("tells"),
        according=pattern("according"),
        opinion=pattern("opinion"),
        texts=pattern("texts"),
        titles=pattern("titles"),
        pronouns=pattern("pronouns", before=r"(?<!\w)" if edges[0] else ""),  # "a-t-elle"
        latter=pattern("latter"),
        diplomat=pattern("diplomat"),
        foreign=pattern("foreign"),
        others=frozenset(own.get("others", "").split()),
        prepositions=frozenset(own.get("prepositions", "").split()),
        articles=frozenset(own.get("articles", "").split()),
        dropped_words=own.get("dropped_words", 0),
        verb_second=own.get("verb_second", False),
    )
