"""One lexeme, and the field that it stands in -> a leaf of the tree.

word    Word      w?rd  min*er  Wildcard      "a b"    Phrase     June 2018    DateRange
word*   Prefix    word~  word~2  Fuzzy        ="a b"   Exact      city:~none   Missing
=word   Exact                                 "a b"~5  Near
"""

import re
from collections.abc import Callable
from datetime import date

from presssearch.analysis.shapes import edits_allowed, shape_of, spelled
from presssearch.analysis.tokens import pattern
from presssearch.errors import Repair
from presssearch.fields import BY_NAME, Field
from presssearch.fields import Kind as FieldKind
from presssearch.query.dates import EXPECTED, looks_like_range, parse_end, parse_range
from presssearch.query.faults import fault
from presssearch.query.lexer import FROM, TO, Kind, Lexeme, holds_dates, is_word
from presssearch.query.tree import DateRange, Exact, Fuzzy, Missing, Near, Phrase, Prefix, Query, Wildcard, Word

MIN_PREFIX = 2  # letters
MAX_WORDS_BETWEEN = 50
MISSING = "~none"

_SHOWN_CHARS = 40  # of what is no date

_FUZZY = re.compile(r"(.+)~([\d.]*)", re.DOTALL | re.ASCII)


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
    if field is not None and field.kind is FieldKind.CODE:
        _check_code(text, lexeme, field)
    found = _word(text, lexeme, field) if is_word else _phrase(text, lexeme, field)
    if isinstance(found, Exact) and field is not None and field.kind is FieldKind.CODE:
        return Word(found.text, field)
    return found


def is_plain(word: str) -> bool:
    """Is a word without signs that have a meaning in it?"""
    return _reader_of(word) is None


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
        typed = " ".join(lexeme.text.split())
        shown = typed if len(typed) <= _SHOWN_CHARS else typed[:_SHOWN_CHARS] + "…"
        raise fault(text, lexeme, str(error).replace(typed, shown), EXPECTED, repair) from None


def _check_code(text: str, lexeme: Lexeme, field: Field) -> None:
    """Codes are whole: they may be begun, but not guessed."""
    guessed = lexeme.sign.startswith("~") or _reader_of(lexeme.text) in (_wildcard, _fuzzy)
    if guessed and lexeme.text.strip("*"):
        mend = f"write a whole one, or its beginning and a star: {field.name}:…*"
        raise fault(text, lexeme, f"{field.name}: holds codes", mend, _without_signs(text, lexeme))


# ---- words and their signs ----

_Reader = Callable[[str, Lexeme, Field | None], Query]


def _word(text: str, lexeme: Lexeme, field: Field | None) -> Query | None:
    if not pattern(lexeme.text).forms and "*" not in lexeme.text:
        return None
    read = _reader_of(lexeme.text)
    return read(text, lexeme, field) if read else Word(lexeme.text, field)


def _reader_of(word: str) -> _Reader | None:
    if word.startswith("=") and len(word) > 1:
        return _exact
    if _FUZZY.fullmatch(word):
        return _fuzzy
    if "*" in word.rstrip("*") or "?" in word.rstrip("?") or word.startswith("*"):
        return _wildcard if "://" not in word else None
    return _prefix if word.endswith("*") else None


def _exact(text: str, lexeme: Lexeme, field: Field | None) -> Query:
    word = lexeme.text[1:]
    if not is_plain(word):
        mend = "take one of the signs away"
        message = "= asks for one word exactly, and another sign for several"
        raise fault(text, lexeme, message, mend, _without_signs(text, lexeme))
    return Exact(word, field)


def _fuzzy(text: str, lexeme: Lexeme, field: Field | None) -> Query:
    found = _FUZZY.fullmatch(lexeme.text)
    assert found is not None
    form = spelled(found[1])
    if form is None or not is_plain(found[1]):
        message = "~ looks for other spellings of one word of three letters or more"
        raise fault(text, lexeme, message, "write a longer word, or take the sign away", _without_signs(text, lexeme))
    if found[2] not in ("", "1", "2"):
        repair = Repair(lexeme.start + len(found[1]) + 1, lexeme.end, "", "it was looked for without the number")
        raise fault(text, lexeme, "one or two letters may be wrong", f"write {found[1]}~1 or {found[1]}~2", repair)
    return Fuzzy(found[1], int(found[2]) if found[2] else edits_allowed(form), field)


def _wildcard(text: str, lexeme: Lexeme, field: Field | None) -> Query:
    word = lexeme.text
    if shape_of(word) is None or len(pattern(word.replace("*", "").replace("?", "")).forms[0]) < MIN_PREFIX:
        sign = next(sign for sign in word if sign in "*?")
        place = Lexeme(Kind.WORD, word, lexeme.start + word.find(sign), lexeme.end)
        message = f"a {'star' if sign == '*' else 'question mark'} stands for letters of one word, not for its first"
        mend = "leave the box empty to see everything" if not word.strip("*?") else "write min*er, w?rd or minist*"
        raise fault(text, place, message, mend, _without_signs(text, lexeme))
    return Wildcard(word, field)


def _prefix(text: str, lexeme: Lexeme, field: Field | None) -> Query:
    literal = lexeme.text.rstrip("*")
    wanted = pattern(literal)
    if not wanted.forms or (len(wanted.forms[-1]) < MIN_PREFIX and not wanted.prefix):
        mend = f"write {MIN_PREFIX} letters or more before the star"
        raise fault(text, lexeme, "this beginning is too short", mend, _without_signs(text, lexeme))
    return Prefix(literal, field)


# ---- phrases ----


def _phrase(text: str, lexeme: Lexeme, field: Field | None) -> Query | None:
    if "*" in lexeme.text:
        mend = "take it out, or the quotation marks away"
        raise fault(text, lexeme, "a star stands inside a phrase", mend, _without_signs(text, lexeme))
    if not pattern(lexeme.text).forms:
        return None
    if lexeme.sign == "=":
        return Exact(lexeme.text, field)
    return _near(text, lexeme, field) if lexeme.sign else Phrase(lexeme.text, field)


def _near(text: str, lexeme: Lexeme, field: Field | None) -> Query:
    """`"a b"~5`: the words of the phrase in any order, with at most so many others between them."""
    typed = [word for word in lexeme.text.split() if pattern(word).forms]
    words = tuple(Word(w, field) if is_word(w) and is_plain(w) else Phrase(w, field) for w in typed)
    number = int(lexeme.sign[1:] or -1)
    if not 0 <= number <= MAX_WORDS_BETWEEN:
        mend = f'write how many words may stand between, {MAX_WORDS_BETWEEN} at most: "a b"~5'
        raise fault(text, lexeme, "~ behind a phrase needs a number", mend, _without_signs(text, lexeme))
    return Near(words, number) if len(words) > 1 else words[0]


def _without_signs(text: str, lexeme: Lexeme) -> Repair:
    """The word or phrase as if it had no signs."""
    typed = text[lexeme.start : lexeme.end]
    if lexeme.kind is Kind.PHRASE:
        put = typed.removesuffix(lexeme.sign or "\0").replace("*", " ")
    else:
        put = re.sub(r"^=|[*?]|~[\d.]*$", " ", typed).strip()
    return Repair(lexeme.start, lexeme.end, put, "it was looked for without the sign")
