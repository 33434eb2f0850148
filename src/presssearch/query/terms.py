"""One lexeme, and the field that it stands in -> a leaf of the tree."""

from datetime import date

from presssearch.analysis.tokens import pattern
from presssearch.errors import Repair
from presssearch.fields import BY_NAME, Field
from presssearch.query.dates import EXPECTED, looks_like_range, parse_end, parse_range
from presssearch.query.faults import fault
from presssearch.query.lexer import FROM, TO, Kind, Lexeme, holds_dates
from presssearch.query.tree import DateRange, Missing, Phrase, Prefix, Query, Word

MIN_PREFIX = 2
MISSING = "~none"


def read_leaf(text: str, lexeme: Lexeme, scope: Lexeme | None, today: date | None) -> Query | None:
    """The leaf of a word, phrase or date; None for punctuation alone. text: the whole query, for its errors.
    scope: the field whose value it is, or that a parenthesis around it was opened behind."""
    is_word = lexeme.kind is Kind.WORD
    if scope is not None and scope.text in (FROM, TO):
        return _dates(text, lexeme, scope, today)
    field = BY_NAME[scope.text] if scope else None
    if is_word and field is not None and lexeme.text == MISSING:
        return Missing(field)
    if lexeme.kind is Kind.DATE or (field and holds_dates(field.name)) or (is_word and _is_range(lexeme.text, field)):
        return _dates(text, lexeme, scope, today)
    if "*" in lexeme.text:
        return _prefix(text, lexeme, field)
    if not pattern(lexeme.text).forms:
        return None
    return Word(lexeme.text, field) if is_word else Phrase(lexeme.text, field)


def _is_range(word: str, field: Field | None) -> bool:
    return field is None and looks_like_range(word)


def _dates(text: str, lexeme: Lexeme, scope: Lexeme | None, today: date | None) -> DateRange:
    name = scope.text if scope else None
    try:
        if name in (FROM, TO):
            return parse_end(lexeme.text, today, last=name == TO)
        return parse_range(lexeme.text, today)
    except ValueError as error:
        start = scope.start if scope and scope.end == lexeme.start else lexeme.start
        repair = Repair(start, lexeme.end, " ", "it was left out")
        raise fault(text, lexeme, str(error), EXPECTED, repair) from None


def _prefix(text: str, lexeme: Lexeme, field: Field | None) -> Query:
    """A word with a star, which must be its last sign. In a phrase there is none."""
    word = lexeme.text
    if lexeme.kind is Kind.PHRASE:
        mend = "take it out, or the quotation marks away"
        raise fault(text, lexeme, "a star stands inside a phrase", mend, _without_stars(text, lexeme))
    literal = word[:-1]
    if word.find("*") != len(word) - 1 or not literal:
        place = Lexeme(Kind.WORD, word, lexeme.start + word.find("*"), lexeme.end)
        mend = "leave the box empty to see everything" if set(word) == {"*"} else "write the beginning: minist*"
        raise fault(text, place, "a star can only end a word", mend, _without_stars(text, lexeme))
    wanted = pattern(literal)
    if not wanted.forms or (len(wanted.forms[-1]) < MIN_PREFIX and not wanted.prefix):
        mend = f"write {MIN_PREFIX} letters or more before the star"
        raise fault(text, lexeme, "this beginning is too short", mend, _without_stars(text, lexeme))
    return Prefix(literal, field)


def _without_stars(text: str, lexeme: Lexeme) -> Repair:
    put = text[lexeme.start : lexeme.end].replace("*", " " if lexeme.kind is Kind.PHRASE else "")
    return Repair(lexeme.start, lexeme.end, put, "it was looked for without the star")
