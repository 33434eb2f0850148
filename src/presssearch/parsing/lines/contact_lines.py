"""What press offices add for journalists: contacts, notes to editors, who issued the release. None of it is body."""

from itertools import groupby, takewhile

from presssearch.parsing.days.printed_dates import find_dates
from presssearch.parsing.lines.byline import find_byline
from presssearch.parsing.lines.credit import find_credit
from presssearch.parsing.lines.headline import is_sentence
from presssearch.parsing.lines.layout import PROSE_CHARS, Layout
from presssearch.parsing.lines.line_words import pattern
from presssearch.parsing.lines.rubric import find_labelled_rubric

_MAX_LINES = 14  # of a block of contacts; what is longer is a chapter of the text
_MAX_CHARS = 1200
_MAX_WORDS = 12  # of a line that names an office
_MAX_REACH_CHARS = 120
_REACH = r"\b{}\b\.?\s?[:：]?\s{0,2}[+(]{0,2}\d|[\w.+-]{1,40}@[\w-]{1,40}\.\w"


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


def is_reach_line(line: str) -> bool:
    """Does a short line say how to reach somebody: a telephone number behind its label, an address with "@"?"""
    return (
        len(line) <= _MAX_REACH_CHARS
        and not line.endswith((".", "!", "?"))
        and pattern("reach_labels", _REACH).search(line) is not None
    )


def take_contacts(layout: Layout) -> None:
    """The block of contacts at the end, from its label on; labels and their lines above the headline too."""
    _take_unlabelled(layout)
    top = layout.top()
    layout.take([n for n in top if _is_contact(layout.lines[n].text)], "contact")
    head = takewhile(lambda n: not is_sentence(layout.lines[n].text), top)
    layout.take([n for n in head if is_reach_line(layout.lines[n].text)], "contact")
    last = len(layout.lines)
    for number in range(max(1, last - _MAX_LINES), last):
        if number in layout.taken or not is_contact_label(layout.lines[number].text):
            continue
        rest = range(number, last)
        if sum(len(layout.lines[n].text) for n in rest) <= _MAX_CHARS:
            layout.take([n for n in rest if not _says_something_else(layout.lines[n].text)], "contact")
        return


def _take_unlabelled(layout: Layout) -> None:
    """Blocks at the end of nothing but short lines, one of which says how to reach the office."""
    blocks = [list(run) for _, run in groupby(range(len(layout.lines)), key=lambda n: layout.lines[n].block)]
    for block in reversed(blocks[1:]):
        texts = [layout.lines[n].text for n in block if n not in layout.taken]
        if not texts:
            continue
        short = all(len(text) <= _MAX_REACH_CHARS and not text.endswith((".", "!", "?")) for text in texts)
        if not short or not any(map(is_reach_line, texts)):
            return
        layout.take([n for n in block if not _says_something_else(layout.lines[n].text)], "contact")


def _is_contact(text: str) -> bool:
    """A label with an address, a number or an office behind it, on a short line."""
    label, colon, value = text.partition(":")
    reachable = "@" in value or any(c.isdecimal() for c in value) or is_issuer(value)
    return bool(colon) and len(text) < PROSE_CHARS and is_contact_label(f"{label}:") and reachable


def _says_something_else(text: str) -> bool:
    """A credit, a byline, a date or a rubric below the contacts goes to its own field."""
    short = len(text) < PROSE_CHARS
    return short and bool(find_credit(text) or find_byline(text) or find_labelled_rubric(text) or find_dates(text))
