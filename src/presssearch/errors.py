"""Every exception that presssearch raises on purpose.

    PressSearchError
    ├── ReadError            a file could not be turned into text
    ├── ParseError           a text could not be turned into an article
    ├── QueryError           a query does not parse; carries its position
    │   └── UnknownField     `colour:red`: there is no such field
    ├── ParamsError          a search parameter has a value that it cannot have
    ├── SettingsError        an option is unknown or has a value that it cannot have
    ├── TellingError         somebody could not be told of an alert
    ├── ArchiveError         the record could not be read or written
    └── EngineError
        ├── IndexNotFound    there is no index in that folder
        ├── IndexLocked      another process is writing
        ├── IndexOutdated    written by another version: rebuild it from the record
        ├── IndexDamaged     a file of the index cannot be read
        └── EngineUnavailable  the host of the index does not answer

A message says what was wrong, where, and how to mend it. No exception of a library that reads
or stores for us leaves its room: each room translates at its border.
"""

from dataclasses import dataclass


class PressSearchError(Exception):
    """The root: `except PressSearchError` catches whatever presssearch says on purpose."""


class ReadError(PressSearchError):
    """A file could not be turned into text; the message is the reason, without the path."""


class ParseError(PressSearchError):
    """A text, or a mapping, could not be turned into an article."""


@dataclass(frozen=True, slots=True)
class Repair:
    """An edit that takes the fault out of a query: `put` stands for text[start:end].
    did: what was done, as the end of a sentence that begins with the fault."""

    start: int
    end: int
    put: str
    did: str


class QueryError(PressSearchError):
    """A query does not parse.

    text: the query as typed. position: code points from its start, where the fault was noticed.
    mend: one sentence that says what to type instead. repair: an edit that does without the faulty part,
    for who would rather show something; None where nothing would be left.
    """

    def __init__(self, message: str, *, text: str, position: int, mend: str, repair: Repair | None = None) -> None:
        super().__init__(f"{message} (at character {position + 1}): {mend}")
        self.message = message
        self.text = text
        self.position = position
        self.mend = mend
        self.repair = repair


class UnknownField(QueryError):
    """A query or a filter names a field that does not exist."""


class ParamsError(PressSearchError):
    """A search parameter has a value that it cannot have."""


class SettingsError(PressSearchError):
    """An option is unknown or has a value that it cannot have."""


class TellingError(PressSearchError):
    """Somebody could not be told of an alert; the news are kept for the next time."""


class ArchiveError(PressSearchError):
    """The record could not be opened, read or written."""


class EngineError(PressSearchError):
    """A search engine failed; the children say how."""


class IndexNotFound(EngineError):
    """There is no index in the folder named."""


class IndexLocked(EngineError):
    """Another process is writing to the index."""


class IndexOutdated(EngineError):
    """The index was written in a form that this version does not read."""


class IndexDamaged(EngineError):
    """A file of the index is missing or cannot be read."""


class EngineUnavailable(EngineError):
    """The host that holds the index does not answer."""
