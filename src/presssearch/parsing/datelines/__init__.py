"""Datelines: where and when, as printed.

dateline       the grammar; dateline_parts: its outcome and the tools that cut
fixed_forms    forms that need no grammar
pieces, places what is left of a dateline without its date
"""
