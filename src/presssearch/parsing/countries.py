"""Which countries a release names."""

from presssearch.analysis.countries import mentions


def find_countries(text: str, *, language: str | None) -> tuple[str, ...]:
    """The ISO 3166 alpha-2 codes of every country named in a text, sorted, once each.

    Adjectives count ("Kazakh", «казахстанский»); cities, unions and former states do not.
    """
    return tuple(sorted({code for code, _, _ in mentions(text, language)}))
