"""Files -> RawDocuments. `walk` finds the files, `read` reads one; both report what cannot be read."""

from presssearch.readers.files import read, walk
from presssearch.readers.raw import Block, Clue, RawDocument, Role, Unread

__all__ = ["Block", "Clue", "RawDocument", "Role", "Unread", "read", "walk"]
