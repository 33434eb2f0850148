"""Who helped an author, and who edited him: "Tom Doe in Oslo contributed to this report", "Editing by Ann Doe"."""

import re

from presssearch.parsing.lines.byline import split_names
from presssearch.parsing.lines.headline import is_sentence
from presssearch.parsing.lines.line_words import pattern

_MAX_CHARS = 200
_FRAMES = "*_ ()[]–—-."
_PLACE = re.compile(r"\sin\s[^\W\d_][^,;\n]{1,30}?(?=,|;|\sand\s|$)")
_CALLING = re.compile(r"^.{0,60}\b(?:writers?|reporters?|correspondents?|journalists?|staffers?)\s(?=[A-Z])")
_CHEAP = re.compile(
    r"contribut|report|edi|édit|copy|compil|transl|produc|with |avec |mitarb|material|"
    r"участ|пер|ред|com |con |revis|trad|über|çevir"
)


def find_contributors(line: str) -> tuple[str, ...] | None:
    """The people named as contributors; empty where the line names editors or agencies; None for any other line."""
    text = " ".join(line.split()).strip(_FRAMES)
    if not 8 <= len(text) <= _MAX_CHARS or not _CHEAP.search(text.lower()):
        return None
    match = pattern("contributors", r"^{}$").match(text)
    if is_sentence(line) and (match is None or not match["names"]):
        return None  # "With material from the old port the workers built a bridge."
    if match is None:
        return () if pattern("editors", r"^{}$").match(text) else None
    printed = next(value for value in match.groupdict().values() if value)
    printed = re.split(r";\s|\s[Ee]diting by\s", printed)[0]
    names = split_names(_PLACE.sub("", _CALLING.sub("", printed)))
    return names if names or match["names"] is None else None
