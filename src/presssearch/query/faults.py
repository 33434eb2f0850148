"""Faults of a query as its parser meets them: what is wrong, how to mend it, and what does without it."""

from presssearch.errors import QueryError, Repair
from presssearch.query.lexer import Kind, Lexeme

LEFT_OUT = "it was left out"
_OPERATORS = (Kind.OR, Kind.AND, Kind.NOT, Kind.NEAR, Kind.SAME)


def fault(text: str, lexeme: Lexeme, message: str, mend: str, repair: Repair | None = None) -> QueryError:
    """At a lexeme. Without another repair the lexeme is left out."""
    left_out = Repair(lexeme.start, lexeme.end, " ", LEFT_OUT)
    return QueryError(message, text=text, position=lexeme.start, mend=mend, repair=repair or left_out)


def too_long(text: str, position: int, limit_chars: int) -> QueryError:
    return QueryError(
        f"the query is longer than {limit_chars:,} characters",
        text=text,
        position=position,
        mend="leave some of it out",
        repair=_cut(text, position),
    )


def too_many(text: str, lexeme: Lexeme, limit: int) -> QueryError:
    message = f"the query has more than {limit} words and phrases"
    return fault(text, lexeme, message, "leave some out", _cut(text, lexeme.start))


def nothing_to_look_for(text: str, lexeme: Lexeme) -> QueryError:
    mend = "type a word: it needs a letter or a digit"
    return QueryError("there is nothing to look for", text=text, position=lexeme.start, mend=mend)


def no_value(text: str, field: Lexeme, following: Lexeme) -> QueryError:
    """Nothing stands right behind the colon of a field."""
    name = field.text
    repair = None
    if following.kind in (Kind.WORD, Kind.PHRASE, Kind.DATE, Kind.OPEN, Kind.FUNCTION):
        repair = Repair(field.end, following.start, "", f"{name}: was joined to what follows")
    mend = f"write what to look for right behind the colon: {name}:…"
    return fault(text, field, f"nothing stands behind {name}:", mend, repair)


def no_term(text: str, before: Lexeme | None, here: Lexeme) -> QueryError:
    """A term was expected and none begins: say it of the operator, or of the parenthesis, that is at fault."""
    if before is not None and before.kind in _OPERATORS:
        mend = f'write a word behind it; to look for the word itself, write "{before.text}"'
        return fault(text, before, f"nothing stands behind {before.text}", mend)
    if here.kind in _OPERATORS:
        mend = f'write a word before it; to look for the word itself, write "{here.text}"'
        return fault(text, here, f"nothing stands before {here.text}", mend)
    if before is not None and before.kind is Kind.OPEN:
        if here.kind is Kind.CLOSE:
            mend = "write something between them, or leave them out"
            repair = Repair(before.start, here.end, " ", "they were left out")
            return fault(text, before, "these parentheses are empty", mend, repair)
        return not_closed(text, before)
    return never_opened(text, here)


def not_closed(text: str, opening: Lexeme) -> QueryError:
    repair = Repair(len(text), len(text), ")", "it was closed at the end")
    return fault(text, opening, "this parenthesis is not closed", "close it, or leave it out", repair)


def never_opened(text: str, closing: Lexeme) -> QueryError:
    return fault(text, closing, "a parenthesis is closed that was never opened", "open it, or leave it out")


def _cut(text: str, position: int) -> Repair:
    return Repair(position, len(text), "", "only what stands before it was looked for")
