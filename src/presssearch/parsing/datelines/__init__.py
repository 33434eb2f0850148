"""Datelines: where and when, as printed.

dateline       a line of its own; opening_dateline, title_dateline: before the prose, in a headline
grammar        of all of them; dateline_parts: its outcome and the tools that cut
fixed_forms    forms that need no grammar
reading        what is left of a dateline without its date, in pieces
pieces, places how they are read; unlisted: names that no table has
"""
