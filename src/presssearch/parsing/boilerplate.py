"""Lines that belong to the page or to the practice of press offices, and not to the release."""

from presssearch.parsing.line_words import pattern

_MAX_CHARS = 160


def is_boilerplate(line: str) -> bool:
    """Is the whole line furniture: "For immediate release", "Share this page", "-END-", "###"?"""
    text = line.strip()
    return (
        len(text) <= _MAX_CHARS and pattern("boilerplate", "^{}$").match(text.strip("*_ \t\u00a0") or text) is not None
    )
