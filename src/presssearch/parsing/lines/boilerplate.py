"""Lines that belong to the page or to the practice of press offices, and not to the release."""

from presssearch.parsing.lines.line_words import pattern

_MAX_CHARS = 160
_FRAMES = '*_ \t\u00a0-–—()[]"“”„«»'  # "-- Es gilt das gesprochene Wort --"


def is_boilerplate(line: str) -> bool:
    """Is the whole line furniture: "For immediate release", "Share this page", "-END-", "###"?"""
    text = line.strip()
    if len(text) > _MAX_CHARS:
        return False
    forms = (text.strip("*_ \t\u00a0") or text, text.strip(_FRAMES))
    return any(pattern("boilerplate", "^{}$").match(form) for form in dict.fromkeys(forms) if form)
