"""Lines that belong to the page or to the practice of press offices, and not to the release."""

from presssearch.parsing.lines.line_words import pattern

_MAX_CHARS = 160
_FRAMES = '*_ \t\u00a0-–—()[]"“”„«»'  # "-- Es gilt das gesprochene Wort --"


def is_boilerplate(line: str) -> bool:
    """Is the whole line furniture: "For immediate release", "Share this page", "-END-", "###"?"""
    return _is_all(line, "boilerplate") or is_embargo(line)


def is_embargo(line: str) -> bool:
    """Does the line say until when nobody may publish: "Embargoed until 10:00", "Sperrfrist: 6. Mai"?"""
    return _is_all(line, "embargoes")


def _is_all(line: str, name: str) -> bool:
    """Is the whole line one of the patterns, whatever frames it?"""
    text = line.strip()
    if len(text) > _MAX_CHARS:
        return False
    forms = (text.strip("*_ \t\u00a0") or text, text.strip(_FRAMES))
    return any(pattern(name, "^{}$").match(form) for form in dict.fromkeys(forms) if form)
