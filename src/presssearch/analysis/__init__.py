"""Text -> terms. Ours and the same for every engine; imports nothing of ours.

language.py   identify(text, declared=None) -> ISO 639-1 code | None
tokens.py     tokens(text) -> list[Token]; pattern(text) -> Pattern, for what a searcher typed
folding.py    fold(text) -> the form in which words are compared
stems.py      stem(form, language) -> the stem of a folded form
countries.py  names and codes of countries, country_mentions.py where a text names them; languages.py likewise
cities.py     cities of datelines, old and foreign names
publishers.py names of those who publish
names/        names of people in every spelling and script
acronyms.py   what goes by acronyms, in all languages; expansions.py: what else to search for
"""
