"""Which countries a release names."""

from presssearch.parsing.words import words_of


def find_countries(text: str, *, language: str | None, named_chars: int | None = None) -> tuple[str, ...]:
    """The ISO 3166 alpha-2 codes of every country named in a text, sorted, once each.

    Adjectives count ("Kazakh", «казахстанский»); cities, unions, former states and languages do not.
    named_chars: only so much of the text counts. Only the first words.MAX_ANALYSED_CHARS code points are read.
    """
    end = len(text) if named_chars is None else named_chars
    return tuple(sorted({code for code, start, _ in words_of(text, language).countries if start < end}))
