"""Text <-> query tree; knows no engine.

tree.py      the nodes: data without behaviour
lexer.py     text -> words, phrases, fields, operators; typed_dates.py, dates.py: days and ranges
parser.py    those -> tree, strictly; terms.py: its leaves; places.py: near, same and the like;
             quotations.py: said and by; faults.py: what is wrong and what does without it
mending.py   the forgiving entrance: repairs what the parser refuses, and says so
rewrite.py   simpler trees, codes for names, the leaves to rank and mark
printer.py   tree -> the text that one would type; english.py: and plain English
language.py  the language by examples: the one table behind the help page and the documentation
"""

from presssearch.query.english import describe
from presssearch.query.mending import Mended, mend
from presssearch.query.parser import parse
from presssearch.query.printer import to_text
from presssearch.query.rewrite import parts_of, positive_leaves

__all__ = ["Mended", "describe", "mend", "parse", "parts_of", "positive_leaves", "to_text"]
