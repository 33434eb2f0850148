"""Where text stands between quotation marks, whatever it is: pairs of marks, and dashes that open speech."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from presssearch.article import Span
from presssearch.parsing.speech.dialogues import DIALOGUE_LANGUAGES, between_dashes, dialogue, opens_speech, parted
from presssearch.parsing.speech.quoted_span import Quoted, trimmed

_PAIRS = {
    "“": "”",
    "«": "»",
    "„": "“”",
    "「": "」",
    "『": "』",
    "”": "”",
    "»": "«",
    "‹": "›",
    "‘": "’",
    '"': '"',
    "'": "'",
    "‚": "‘",
}
# every mark with its closing ones: what must be looked at to pair it
_MARKS_OF = {
    mark: re.compile(f"[{closers if mark == closers else mark + closers}]") for mark, closers in _PAIRS.items()
}
_MAX_QUOTATION_CHARS = 8000
_MAX_MARKS = 80  # between an opening mark and its closing one
_MAX_DEPTH = 3
_OPENERS = re.compile("[“«„「『”»‘\"'‚]")
_MAX_PARAGRAPHS = 8  # of one quotation that runs on
_SPEECH_DASH = re.compile(r"[–—-][ \xa0]")
_DASH_LANGUAGES = frozenset({"sv", "da", "nb", "no", "fi", "nn"})


def quoted_spans(
    text: str,
    paragraphs: tuple[Span, ...],
    said: re.Pattern[str],
    *,
    language: str | None,
    unmarked: frozenset[Span] = frozenset(),
) -> Iterator[Quoted]:
    """Everything between marks, not nested, in order; short and long. said: the verbs of saying."""
    free = 0
    speech_lines = language in _DASH_LANGUAGES
    blocks = unmarked
    if speech_lines:
        paragraphs = tuple(_speech_lines(text, paragraphs))
    for number, (opening, end) in enumerate(paragraphs):
        if free >= end:
            continue
        start = max(opening, free)
        if (opening, end) in blocks and not _has_marks(text, start, end):
            last = _last_of_block(paragraphs, number, blocks, text)
            yield Quoted(start, last, start, last, True, is_unmarked=True)
            free = last
            continue
        dashed: tuple[Quoted, ...] = ()
        if speech_lines and _SPEECH_DASH.match(text, start):
            dashed = _dashed(text, start, end, said) or _dashed_beside(text, paragraphs, number, said)
        elif language in DIALOGUE_LANGUAGES and opens_speech(text, start):
            dashed = dialogue(text, start, end, said)
        if dashed:
            yield from dashed
            free = end
            continue
        for quoted in _in_paragraph(text, number, start, paragraphs):
            if language in DIALOGUE_LANGUAGES and free < quoted.outer_start:
                yield from between_dashes(text, max(free, start), quoted.outer_start, said)
            yield from parted(text, quoted, said) if language in DIALOGUE_LANGUAGES else (quoted,)
            free = quoted.outer_end
        if language in DIALOGUE_LANGUAGES and free < end:
            yield from between_dashes(text, max(free, start), end, said)


def _speech_lines(text: str, paragraphs: tuple[Span, ...]) -> Iterator[Span]:
    """The paragraphs, cut before each line that a dash opens."""
    for start, end in paragraphs:
        cut = start
        for dash in re.finditer(r"\n(?=[–—-][ \xa0])", text[start:end]):
            yield cut, start + dash.start()
            cut = start + dash.end()
        yield cut, end


def _has_marks(text: str, start: int, end: int) -> bool:
    """Does a paragraph begin with a mark, or hold a quotation that names its speaker?"""
    return text[start] in _PAIRS or (text[end - 1] in "”»“" and text[start] in "–—-")


def _last_of_block(paragraphs: tuple[Span, ...], number: int, blocks: frozenset[Span], text: str) -> int:
    """The end of the last of the paragraphs set apart that follow each other."""
    while number + 1 < len(paragraphs) and paragraphs[number + 1] in blocks:
        following = paragraphs[number + 1][0]
        if text[following] in _PAIRS or text[following] in "–—-":  # another one, or whose it is
            break
        number += 1
    return paragraphs[number][1]


def _in_paragraph(text: str, number: int, start: int, paragraphs: tuple[Span, ...]) -> Iterator[Quoted]:
    first, end = paragraphs[number]
    position = start
    while True:
        opener = _OPENERS.search(text, position, end)
        if opener is None:
            return
        at = opener.start()
        position = at + 1
        if not _can_open(text, at, first):
            continue
        close = _close(text, at, end)
        opens = not text[first:at].strip()
        if close is not None:
            yield trimmed(text, at, close, opens)
            position = close + 1
        elif opener.group() in '“«„"‘':
            run = list(_running_on(text, number, at, paragraphs))
            yield from run
            if run:
                return


def _can_open(text: str, at: int, first: int) -> bool:
    """An opening mark stands behind a space and before a letter; ASCII marks and apostrophes need both."""
    mark = text[at]
    before = text[at - 1] if at > first else " "
    behind = text[at + 1 : at + 2]
    if mark in "“«„「『":
        return bool(behind)
    return (
        (before.isspace() or before in '([{—–-:“"«') and bool(behind) and (behind.isalnum() or behind in "“‘'\"[…<¿¡(.")
    )


def _close(text: str, at: int, end: int) -> int | None:
    """Where the mark that opens at a position is closed before end."""
    mark = text[at]
    end = min(end, at + _MAX_QUOTATION_CHARS)
    if mark in "‘'‚":
        return _close_single(text, at, end)
    if mark == '"':
        return _close_plain(text, at, end)
    depth = 0
    for other in islice(_MARKS_OF[mark].finditer(text, at + 1, end), _MAX_MARKS):
        if other.group() in _PAIRS[mark]:
            if depth == 0:
                return other.start()
            depth -= 1
        else:
            depth += 1
            if depth > _MAX_DEPTH:
                return None
    return None


def _close_plain(text: str, at: int, end: int) -> int | None:
    for other in islice(_MARKS_OF['"'].finditer(text, at + 1, end), _MAX_MARKS):
        before, behind = text[other.start() - 1], text[other.end() : other.end() + 1]
        if not before.isspace() and not behind.isalnum():
            return other.start()
    return None


def _close_single(text: str, at: int, end: int) -> int | None:
    """The first mark behind a stop or comma; else the first behind a word, if no letter follows."""
    fallback = None
    for other in islice(_MARKS_OF[text[at]].finditer(text, at + 1, end), _MAX_MARKS):
        if other.group() not in _PAIRS[text[at]] or text[other.end() : other.end() + 1].isalnum():
            continue
        before = text[other.start() - 1]
        if before in ".,!?…":
            return other.start()
        if fallback is None and before != "s":
            fallback = other.start()
    return fallback


def _running_on(text: str, number: int, at: int, paragraphs: tuple[Span, ...]) -> Iterator[Quoted]:
    """A quotation over several paragraphs, each opened by the mark again, or none."""
    mark = text[at]
    first, end = paragraphs[number]
    opens = not text[first:at].strip()
    following = paragraphs[number + 1 : number + 1 + _MAX_PARAGRAPHS]
    if following and text[following[0][0]] == mark:
        yield trimmed(text, at, end, opens, runs_on=True)
        return
    if mark in "‘":
        return
    for start, whole in following:
        stop = min(whole, start + _MAX_QUOTATION_CHARS)
        other = text.find(mark, start, stop) if mark != '"' else -1
        close = _close_plain(text, start - 1, stop) if mark == '"' else _first_closer(text, _PAIRS[mark], start, stop)
        if close is not None and (other == -1 or close < other):
            yield trimmed(text, at, close, opens)
            return
        if other != -1:
            return


def _first_closer(text: str, closers: str, start: int, end: int) -> int | None:
    found = [position for closer in closers if (position := text.find(closer, start, end)) != -1]
    return min(found) if found else None


def _dashed(text: str, start: int, end: int, said: re.Pattern[str]) -> tuple[Quoted, ...]:
    """ "– Det är viktigt, säger Ann Doe.": up to the comma before the last verb of saying; or the whole paragraph,
    if the sentence behind it says who spoke."""
    opening = start + 2
    position, last = opening, None
    while (verb := said.search(text, position, end)) is not None:
        comma = text.rfind(",", opening, verb.start())
        if comma != -1 and not text[comma + 1 : verb.start()].strip():
            last = comma
        position = verb.start() + 1
    if last is not None:
        return (trimmed(text, opening - 1, last, True, dashed=True, outer=(start, last)),)
    line = text.find("\n", opening, end)
    stop = line if line != -1 else end
    behind = text[stop : stop + 40].strip()
    if (
        re.match(r"(?:Det|Så|Detta) \w+|[A-ZÅÄÖ]\w+ (?:säger|sade)", behind)
        and said.search(text, stop, stop + 60) is not None
    ):
        return (trimmed(text, opening - 1, stop, True, dashed=True, outer=(start, stop)),)
    return ()


def _dashed_beside(text: str, paragraphs: tuple[Span, ...], number: int, said: re.Pattern[str]) -> tuple[Quoted, ...]:
    """A paragraph behind a dash that names nobody, beside others of which one does: its words are the same speaker's.
    runs_on: that one follows."""
    start, end = paragraphs[number]
    following = takewhile(
        lambda span: _SPEECH_DASH.match(text, span[0]), paragraphs[number + 1 : number + 1 + _MAX_PARAGRAPHS]
    )
    runs_on = any(_dashed(text, *span, said) for span in following)
    if not runs_on:
        before = paragraphs[max(0, number - _MAX_PARAGRAPHS) : number]
        spoken = takewhile(lambda span: _SPEECH_DASH.match(text, span[0]), reversed(before))
        if not any(_dashed(text, *span, said) for span in spoken):
            return ()
    return (trimmed(text, start + 1, end, True, runs_on=runs_on, dashed=True, outer=(start, end)),)
