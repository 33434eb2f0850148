"""Text <-> query tree; knows no engine.

tree.py      the nodes: data without behaviour
lexer.py     text -> words, phrases, fields, operators; parser.py: those -> tree; dates.py: days and ranges
rewrite.py   simpler trees, codes for names, the leaves to rank and mark
printer.py   tree -> the text that one would type, and plain English
"""

from presssearch.query.parser import parse
from presssearch.query.printer import describe, to_text
from presssearch.query.rewrite import positive_leaves

__all__ = ["describe", "parse", "positive_leaves", "to_text"]
