"""The forgiving entrance: whatever is typed becomes a query, and what was done to it is said.

 mend ──► parse ──► the tree
           │  ▲
QueryError │  │ its repair, an edit of the text, and a note
           ▼  │
          edited     … until it parses; after MAX_REPAIRS its words alone are looked for
"""

import re
from dataclasses import dataclass
from datetime import date

from presssearch.analysis.tokens import tokens
from presssearch.errors import QueryError, Repair
from presssearch.query.lexer import Kind, holds_dates, lex
from presssearch.query.parser import MAX_CHARS, MAX_LEAVES, parse
from presssearch.query.tree import Everything, Query

MAX_REPAIRS = 20
_SHOWN_CHARS = 40  # of the query, in a note
# What stands for an operator elsewhere, and what it is here
_FOREIGN = {
    "near/5": re.compile(r"NEAR|(?:within|n)/\d+", re.ASCII),
    "atleast3(word)": re.compile(r"atleast\d+", re.ASCII),
    "first50(word)": re.compile(r"first\d+", re.ASCII),
}


@dataclass(frozen=True, slots=True)
class Mended:
    """query: never missing. text: what parses to it, the text as typed where that did. notes: sentences
    that say what was left out or changed, and what may have been meant otherwise; empty where nothing was."""

    query: Query
    text: str
    notes: tuple[str, ...] = ()


def mend(text: str, *, today: date | None = None) -> Mended:
    """The tree of a query that may be faulty. Raises nothing. today: as in `parse`."""
    notes: list[str] = []
    blank = not text.strip()
    for _ in range(MAX_REPAIRS):
        try:
            query = parse(text, today=today)
        except QueryError as error:
            notes.append(_note(error))
            if error.repair is None:
                return Mended(Everything(), "", tuple(dict.fromkeys(notes)))
            text = _edited(text, error.repair)
        else:
            if isinstance(query, Everything) and not blank:
                notes.append("Nothing is left to look for: everything is shown")
            return Mended(query, text, (*dict.fromkeys(notes), *_doubts(text)))
    words = _words_of(text)
    done = "its words were looked for, and its signs left out" if words else "everything is shown"
    return Mended(parse(words, today=today), words, (f"The query has too many faults to mend: {done}",))


def _note(error: QueryError) -> str:
    message = error.message[:1].upper() + error.message[1:]
    if error.repair is None:
        return f"{message}: everything is shown"
    faulty = " ".join(error.text[error.position : max(error.repair.end, error.position + 1)].split())
    place = f" (at “{_shown(faulty)}”)" if faulty and faulty not in message else ""
    return f"{message}{place}: {error.repair.did}"


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "…"


def _edited(text: str, repair: Repair) -> str:
    return text[: repair.start] + repair.put + text[repair.end :]


def _words_of(text: str) -> str:
    """The words of a text as phrases, as many as a query may have."""
    found, chars = [], 0
    for token in tokens(text)[:MAX_LEAVES]:
        chars += token.end - token.start
        if chars <= MAX_CHARS:
            found.append(f'"{text[token.start : token.end]}"')
    return " ".join(found)


def _doubts(text: str) -> list[str]:
    """Where a query that parses may not mean what was meant."""
    lexemes = list(lex(text))
    explicit = any(lexeme.kind is Kind.FIELD and holds_dates(lexeme.text) for lexeme in lexemes)
    found = []
    for n, lexeme in enumerate(lexemes[:-1]):
        if lexeme.kind is Kind.DATE and not explicit:
            found.append(f"“{lexeme.text}” is taken for days of publication: quoted, it is looked for in the text")
        elif lexeme.kind is Kind.WORD and lexeme.text in ("or", "and", "not") and 0 < n < len(lexemes) - 2:
            found.append(f"“{lexeme.text}” is looked for as a word: the operator is {lexeme.text.upper()}")
        elif lexeme.kind is Kind.WORD and (operator := _nearest_operator(lexeme.text)):
            found.append(f"“{lexeme.text}” is looked for as a word: the operator is {operator}")
        elif lexeme.kind is Kind.SAME and lexeme.text != "SAME" and 0 < n < len(lexemes) - 2:
            found.append(f"“{lexeme.text}” is taken for the operator, both in one paragraph: quoted, it is a word")
    return list(dict.fromkeys(found))


def _nearest_operator(word: str) -> str | None:
    return next((operator for operator, pattern in _FOREIGN.items() if pattern.fullmatch(word)), None)
