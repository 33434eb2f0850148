"""Speech that dashes part from the words of the reporter: "– Мы рады, – сказал он. – Спасибо."

A dash opens speech at the start of a paragraph, or behind a stop; another one, before a verb of saying, ends it. The
same dashes stand within quotation marks: «Мы рады, – сказал он. – Спасибо».
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from presssearch.parsing.speech.quoted_span import Quoted, trimmed

# where a dash opens speech and another one, behind a stop or comma, the words of the reporter
DIALOGUE_LANGUAGES = frozenset({"ru", "kk", "uk", "be", "ky", "fr", "es", "pt", "it", "pl", "tr", "ro", "gl", "ca"})
_DASH = re.compile(r"(?:(?<=[,.!?…])[ \xa0]|[ \xa0](?=[–—-]\w))[–—-][ \xa0]?(?=\w)")
_BARE_DASH = re.compile(r"[ \xa0][–—][ \xa0](?=\w)")  # "– Quem quiser entra – concluiu."
_REPORTER_ENDS = re.compile(r"[.,;:]?[ \xa0]?[–—-][ \xa0]|[–—][.,][ \xa0]?|(?<=\w)[–—][ \xa0]?")
_SPEECH_OPENS = re.compile(r"[–—-][ \xa0]?(?=[^\W\d_]|[¿¡])")
_SPEECH_RESUMES = re.compile(r"(?<=[.!?…][ \xa0])[–—][ \xa0](?=[^\W\d_]|[¿¡])")
_VERB_NEAR_CHARS = 60
_MAX_DASHES = 80
_MAX_PARTS = 8


def opens_speech(text: str, start: int) -> bool:
    """Does a dash stand there, before a word?"""
    return _SPEECH_OPENS.match(text, start) is not None


def dialogue(text: str, start: int, end: int, said: re.Pattern[str], *, opens: bool = True) -> tuple[Quoted, ...]:
    """What stands outside the words of the reporter, where a dash opens speech; nothing if no reporter speaks."""
    opening = _SPEECH_OPENS.match(text, start)
    assert opening is not None
    first = opening.end()
    reporter = _reporter(text, first, end, said)
    if reporter is None:
        return ()
    dash, resumes = reporter
    head = trimmed(text, first - 1, dash, opens, dashed=True, outer=(start, dash))
    if resumes is None:
        return (head,)
    return head, trimmed(text, resumes - 1, end, False, dashed=True, outer=(resumes - 1, end))


def between_dashes(text: str, start: int, end: int, said: re.Pattern[str]) -> tuple[Quoted, ...]:
    """ "… habarlady. – Kelisim kushine enedi, – dedi ol.": speech that begins behind a sentence of the reporter."""
    opening = _SPEECH_RESUMES.search(text, start, end)
    return dialogue(text, opening.start(), end, said, opens=False) if opening else ()


def parted(text: str, quoted: Quoted, said: re.Pattern[str]) -> Iterator[Quoted]:
    """A quotation between marks, without the words of a reporter that dashes part from it."""
    for _ in range(_MAX_PARTS):
        reporter = _reporter(text, quoted.start, quoted.end, said)
        if reporter is None:
            break
        dash, resumes = reporter
        if resumes is None:
            break
        yield trimmed(
            text, quoted.start - 1, dash, quoted.opens_paragraph, dashed=True, outer=(quoted.outer_start, dash)
        )
        rest = trimmed(text, resumes - 1, quoted.end, False, outer=(resumes - 1, quoted.outer_end))
        quoted = replace(rest, runs_on=quoted.runs_on)
    yield quoted


def _reporter(text: str, start: int, end: int, said: re.Pattern[str]) -> tuple[int, int | None] | None:
    """Where the words of the reporter begin, with their dash, and where speech is resumed behind them, if it is."""
    dashes = (d for d in islice(_DASH.finditer(text, start, end), _MAX_DASHES) if _says(text, d.end(), end, said))
    dash = next(dashes, None)
    if dash is None:
        bare = islice(_BARE_DASH.finditer(text, start, end), _MAX_DASHES)
        dash = next((d for d in bare if said.match(text, d.end(), end)), None)
    if dash is None:
        return None
    resumed = _REPORTER_ENDS.search(text, dash.end(), end)
    goes_on = resumed is not None and text[resumed.end() : end].strip() != ""
    return dash.start(), resumed.end() if resumed and goes_on else None


def _says(text: str, start: int, end: int, said: re.Pattern[str]) -> bool:
    return said.search(text, start, min(end, start + _VERB_NEAR_CHARS)) is not None
