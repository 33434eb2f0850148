"""Every hit of a search on its way out, as a stream: one format a module, all of them in FORMATS.

export.py   Export: the articles and where they come from     text.py     what a format may not hold, taken out
lines.py    Article JSON, one on a line                       tables.py   CSV, and TIF for text analysis
feed.py     Atom                                              citation.py what a reference says of a release
ris.py, bibtex.py, csl.py   references          formats.py  FORMATS
"""
