"""Whether a man or a woman is meant, as far as words tell: "la ministre", «заявила», "Ministerin", "she"."""

import re
from dataclasses import dataclass
from functools import cache

from presssearch.article import Person
from presssearch.parsing.tables import load_toml

_OFFICE_WORDS = 2  # further ones are of what the office is for: «заместитель премьер-министра Республики Молдова»
_BESIDE_CHARS = 6  # "Mme ", "г-жа "


@dataclass(frozen=True, slots=True)
class Genders:
    """Patterns of words that tell of a woman, or of a man."""

    woman: re.Pattern[str]
    man: re.Pattern[str]

    def of(self, words: str) -> str | None:
        """ "f", "m", or None where the words tell nothing or both."""
        woman, man = self.woman.search(words) is not None, self.man.search(words) is not None
        return None if woman == man else "f" if woman else "m"

    def of_person(self, person: Person, text: str) -> str | None:
        """By the office, the word before it, an honorific, or the name."""
        told = [self.of(" ".join((person.office or "").split()[:_OFFICE_WORDS])), self.of(person.name)]
        for start, _ in person.spans[:2]:
            beside = text[max(0, start - 2 * _BESIDE_CHARS) : start].split()
            told.append(self.of(beside[-1]) if beside and len(beside[-1]) < _BESIDE_CHARS else None)
        if person.office:
            at = text.find(person.office)
            told.append(self.of(text[max(0, at - 5) : at]) if at != -1 else None)
        known = {gender for gender in told if gender}
        return known.pop() if len(known) == 1 else None


@cache
def genders(language: str | None) -> Genders:
    """The words of a language; patterns that match nothing for one without a table."""
    tables = load_toml("quotes.toml")
    own = tables.get(language or "en", {})

    def pattern(name: str) -> re.Pattern[str]:
        words = [re.escape(word).replace(r"\*", r"\w{2,20}") for word in own.get(name, "").split()]
        return re.compile(rf"(?<![\w])(?:{'|'.join(words) or '(?!)'})(?!\w)", re.IGNORECASE)

    return Genders(pattern("woman"), pattern("man"))
