"""Countries: their names and codes, in many languages. Where a text names one: country_mentions.py.

The tables lie in data/: countries.tsv (generated), country_aliases.tsv and country_adjectives.tsv (ours;
README.md there says how to read them). They are read once, when first needed. A code is ISO 3166 alpha-2;
`XK` stands for Kosovo. What is listed says nothing on anybody's status.
"""

from presssearch.analysis.country_tables import codes, english_names
from presssearch.analysis.country_words import WORD, key_of


def code_of(name: str) -> str | None:
    """The code of a country by its name in any language of the tables, or by an ISO code; else None.

    Accents, case and punctuation do not count. `Congo` alone is CG, `Korea` is KR, as their releases say.
    """
    return codes().get(" ".join(key_of(word) for word in WORD.findall(name)))


def name_of(code: str) -> str | None:
    """The English short name for an ISO alpha-2 code in any case; else None."""
    return english_names().get(code.upper())
