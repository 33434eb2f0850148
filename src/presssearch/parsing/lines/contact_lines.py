"""What press offices add for journalists: contacts, notes to editors, who issued the release. None of it is body."""

from presssearch.parsing.days.printed_dates import find_dates
from presssearch.parsing.lines.byline import find_byline
from presssearch.parsing.lines.credit import find_credit
from presssearch.parsing.lines.layout import PROSE_CHARS, Layout
from presssearch.parsing.lines.line_words import pattern
from presssearch.parsing.lines.rubric import find_labelled_rubric

_MAX_LINES = 14  # of a block of contacts; what is longer is a chapter of the text
_MAX_CHARS = 1200
_MAX_WORDS = 12  # of a line that names an office


def is_contact_label(line: str) -> bool:
    """ "Media contact:", "Notes to editors", "Rückfragen": a heading, or a label with what it introduces."""
    text = line.strip(" *_#–—-")
    if len(text) > PROSE_CHARS * 2:
        return False
    return pattern("contact_labels", r"^{}(?:\s?[:：,]|\s?$)").match(text) is not None


def is_issuer(line: str) -> bool:
    """Is the line the name of a press office and nothing else?"""
    text = line.strip(" *_–—-()[]")
    words = len(text.split())
    if not 0 < words <= _MAX_WORDS or text.endswith((".", "!", "?", ":")) or any(c.isdecimal() for c in text):
        return False
    return pattern("press_offices", r"(?:^|\b){}(?:\b|$)").search(text) is not None


def take_contacts(layout: Layout) -> None:
    """The block of contacts at the end, from its label on; labels and their lines above the headline too."""
    layout.take([n for n in layout.top() if _is_contact(layout.lines[n].text)], "contact")
    last = len(layout.lines)
    for number in range(max(1, last - _MAX_LINES), last):
        if number in layout.taken or not is_contact_label(layout.lines[number].text):
            continue
        rest = range(number, last)
        if sum(len(layout.lines[n].text) for n in rest) <= _MAX_CHARS:
            layout.take([n for n in rest if not _says_something_else(layout.lines[n].text)], "contact")
        return


def _is_contact(text: str) -> bool:
    """A label with an address, a number or an office behind it, on a short line."""
    label, colon, value = text.partition(":")
    reachable = "@" in value or any(c.isdecimal() for c in value) or is_issuer(value)
    return bool(colon) and len(text) < PROSE_CHARS and is_contact_label(f"{label}:") and reachable


def _says_something_else(text: str) -> bool:
    """A credit, a byline, a date or a rubric below the contacts goes to its own field."""
    short = len(text) < PROSE_CHARS
    return short and bool(find_credit(text) or find_byline(text) or find_labelled_rubric(text) or find_dates(text))
