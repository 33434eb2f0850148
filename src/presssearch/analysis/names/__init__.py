"""Names of people in every spelling and script. Pure functions.

sounds.py      a word of a name -> what it can sound like, as a graph (data/name_sounds.toml)
likeness.py    how far two words sound apart; keys: under what like words are found
endings.py     the nominative of a word in another case
words.py       a name -> its words: titles off, initials, particles, numerals; Han and Hangul read aloud
glances.py     may_be_same: what a look at the keys of two names tells
persons.py     same_name: can two names be of one person, and why
"""

from presssearch.analysis.names.endings import plain_forms
from presssearch.analysis.names.fitting import Verdict
from presssearch.analysis.names.glances import is_alone, marks_by_word, may_be_same
from presssearch.analysis.names.likeness import name_keys, same_word, unlikeness
from presssearch.analysis.names.persons import keys_of_name, same_name, words_in

__all__ = [
    "Verdict",
    "is_alone",
    "keys_of_name",
    "marks_by_word",
    "may_be_same",
    "name_keys",
    "plain_forms",
    "same_name",
    "same_word",
    "unlikeness",
    "words_in",
]
