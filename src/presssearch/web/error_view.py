"""Errors in the words of the page."""

from dataclasses import dataclass

from presssearch.errors import QueryError

SHOWN_CHARS = 60  # of the query on each side of its fault


@dataclass(frozen=True, slots=True)
class QueryFault:
    """The query around its fault: before and after it, and the character itself (empty at the end)."""

    message: str
    mend: str
    before: str
    at: str
    after: str


def query_fault(error: QueryError) -> QueryFault:
    text, position = error.text, min(error.position, len(error.text))
    before, after = text[:position], text[position + 1 :]
    return QueryFault(
        message=error.message[:1].upper() + error.message[1:],
        mend=error.mend,
        before="…" + before[-SHOWN_CHARS:] if len(before) > SHOWN_CHARS else before,
        at=text[position : position + 1],
        after=after[:SHOWN_CHARS] + "…" if len(after) > SHOWN_CHARS else after,
    )
