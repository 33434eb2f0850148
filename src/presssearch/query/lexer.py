"""A query as typed -> its lexemes: words, phrases, fields, operators and parentheses, with their places."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from presssearch.errors import QueryError, Repair, UnknownField
from presssearch.fields import BY_NAME, FIELDS
from presssearch.fields import Kind as FieldKind
from presssearch.query.typed_dates import find_date

# Ends of a range, written as fields of their own: from:2018-01 to:2018-06.
FROM, TO = "from", "to"
SAME = "same"


class Kind(Enum):
    WORD = "word"
    PHRASE = "phrase"
    DATE = "date"
    FIELD = "field"
    OPEN = "("
    CLOSE = ")"
    OR = "OR"
    AND = "AND"
    NOT = "NOT"
    NEAR = "near/"
    SAME = "same"
    FUNCTION = "function"
    END = "end"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """text: a word or date as typed, a phrase without its marks, the true name of a field, an operator or
    function as typed. start, end: code points in the query, marks and colon included. sign: `=` before a
    phrase, or `~5` behind one. number: of near/5, atleast3( and first50(."""

    kind: Kind
    text: str
    start: int
    end: int
    sign: str = ""
    number: int = 0


# Any double mark closes any other: “a”, „a“, ”a” and "a" are all typed. One between Hebrew letters is a letter.
_DOUBLE = '"“”„‟＂'
_CLOSING = re.compile(rf'(?!(?<=[א-ת])"(?=[א-ת]))[{_DOUBLE}]')
_CLOSED_BY = {
    **dict.fromkeys(_DOUBLE, _CLOSING),
    **{opening: re.compile(closing) for opening, closing in ("«»", "»«", "‹›", "›‹", "「」", "『』")},
}
_MARKS = _DOUBLE + "«»‹›「」『』"
# ‘…’ and ‚…‘ are phrases where they open a word and are closed at the end of one, '…' where it holds several words;
# elsewhere these are apostrophes.
_SINGLE = re.compile(
    r"""‘((?:[^‘’]|’(?=\w))*+)’(?!\w)|‚((?:[^‚‘’]|[‘’](?=\w))*+)[‘’](?!\w)"""
    r"""|'(?=\w(?:[^'\s]|'(?=\w))*+\s)((?:[^']|'(?=\w))*+)'(?!\w)"""
)

_SPACE = re.compile(r"\s*")
_WORD = re.compile(rf'(?:[^\s()|{_MARKS}]|(?<=[א-ת])"(?=[א-ת]))+')
_OR_SIGN = re.compile(r"\|+")
_MINUS = re.compile(rf"-(?![\s)|]|\Z)|!(?=[\w(={_MARKS}])")  # visa -tourism, visa !tourism
# Of two letters or more, and no address: C:\, 10:39 and https://… are words.
_FIELD = re.compile(r"([A-Za-z_]{2,}):(?!//)")
_BEHIND_FIELD = re.compile(r"[^\s)|]")
# "a b"~5; what is typed behind ~ is read as far as it goes, so that a missing number is noticed.
_SLOP = re.compile(r"~\d*", re.ASCII)
_NEAR = re.compile(r"(?:near/?|w/)(\d{1,4})", re.ASCII | re.IGNORECASE)
_FUNCTION = re.compile(r"(?:(atleast|first)(\d{1,4})|(atleast))(?=\()", re.ASCII | re.IGNORECASE)
_OPERATORS = {"OR": Kind.OR, "AND": Kind.AND, "NOT": Kind.NOT}


def lex(text: str) -> Iterator[Lexeme]:
    """The lexemes of a query, END last. QueryError for an open quotation mark, UnknownField for `colour:red`."""
    place = _skip_space(text, 0)
    field = None
    while place < len(text):
        lexeme = _next(text, place, field)
        yield lexeme
        place = _skip_space(text, lexeme.end)
        field = lexeme.text if lexeme.kind is Kind.FIELD and place == lexeme.end else None
    yield Lexeme(Kind.END, "", len(text), len(text))


def find_phrase(text: str, place: int) -> Lexeme | None:
    """The phrase whose opening mark stands at `place`; None where no mark does. QueryError: it is never closed."""
    single = _SINGLE.match(text, place)
    if single:
        return Lexeme(Kind.PHRASE, _one_spaced(single[single.lastindex or 0]), place, single.end())
    if text[place] not in _MARKS:
        return None
    pattern = _CLOSED_BY.get(text[place])
    closing = pattern.search(text, place + 1) if pattern else None
    if closing is None:
        raise QueryError(
            f"the quotation mark {text[place]} has no partner",
            text=text,
            position=place,
            mend="close the phrase, or leave the mark out",
            repair=Repair(place, place + 1, " ", "it was left out"),
        )
    return Lexeme(Kind.PHRASE, _one_spaced(text[place + 1 : closing.start()]), place, closing.end())


def is_word(text: str) -> bool:
    """Is this text, where a term may begin, read as one word and nothing else?"""
    found = _WORD.match(text)
    if found is None or found.end() != len(text) or text in _OPERATORS or _MINUS.match(text) or _SINGLE.match(text):
        return False
    if find_date(text, 0, in_field=False) is not None or _NEAR.fullmatch(text):
        return False
    return not ((field := _FIELD.match(text)) and (field[1].lower() in _names() or field.end() < len(text)))


def is_value(text: str) -> bool:
    """The same behind the colon of a field."""
    found = _WORD.match(text)
    return found is not None and found.end() == len(text) and not _SINGLE.match(text)


def _next(text: str, place: int, field: str | None) -> Lexeme:
    """field: the name of the field right behind which the lexeme stands."""
    found = _find_sign(text, place) or _find_phrase(text, place) or _find_function(text, place)
    if found is not None:
        return found
    if field is not None:
        return _find_date(text, place, field) or _find_word(text, place, Kind.WORD)
    if _MINUS.match(text, place):
        return Lexeme(Kind.NOT, text[place], place, place + 1)
    return _find_date(text, place, None) or _find_field(text, place) or _find_word(text, place, None)


def _find_sign(text: str, place: int) -> Lexeme | None:
    if text[place] in "()":
        return Lexeme(Kind.OPEN if text[place] == "(" else Kind.CLOSE, text[place], place, place + 1)
    sign = _OR_SIGN.match(text, place)
    return Lexeme(Kind.OR, sign[0], place, sign.end()) if sign else None


def _find_function(text: str, place: int) -> Lexeme | None:
    found = _FUNCTION.match(text, place)
    if found is None:
        return None
    name, number = found[1] or found[3], int(found[2] or 0)
    return Lexeme(Kind.FUNCTION, name.lower(), place, found.end(), number=number)


def _find_phrase(text: str, place: int) -> Lexeme | None:
    """A phrase with the sign before or behind it."""
    if text[place] == "=" and text[place + 1 : place + 2].strip():
        phrase = find_phrase(text, place + 1)
        return replace(phrase, start=place, sign="=") if phrase else None
    phrase = find_phrase(text, place)
    if phrase and (slop := _SLOP.match(text, phrase.end)):
        return replace(phrase, end=slop.end(), sign=slop[0])
    return phrase


def _find_word(text: str, place: int, kind: Kind | None) -> Lexeme:
    """kind: WORD behind a field, where no operator can stand."""
    found = _WORD.match(text, place)
    assert found is not None, "whatever is neither space, sign nor mark begins a word"
    word, end = found[0], found.end()
    if kind is None and (near := _NEAR.fullmatch(word)):
        return Lexeme(Kind.NEAR, word, place, end, number=int(near[1]))
    if kind is None and word.lower() == SAME:
        return Lexeme(Kind.SAME, word, place, end)
    return Lexeme(kind or _OPERATORS.get(word, Kind.WORD), word, place, end)


def _find_date(text: str, place: int, field: str | None) -> Lexeme | None:
    if field is not None and not holds_dates(field):
        return None
    end = find_date(text, place, in_field=field is not None)
    return Lexeme(Kind.DATE, text[place:end], place, end) if end is not None else None


def holds_dates(field: str) -> bool:
    return field in (FROM, TO) or BY_NAME[field].kind is FieldKind.DATE


def _find_field(text: str, place: int) -> Lexeme | None:
    found = _FIELD.match(text, place)
    if found is None:
        return None
    name = found[1].lower()
    if name in (FROM, TO):
        return Lexeme(Kind.FIELD, name, place, found.end())
    if name in BY_NAME:
        return Lexeme(Kind.FIELD, BY_NAME[name].name, place, found.end())
    if not _BEHIND_FIELD.match(text, found.end()):
        return None  # `Almaty: talks`, pasted from a headline
    raise _unknown_field(text, place, found[1])


def _unknown_field(text: str, place: int, name: str) -> UnknownField:
    nearest = difflib.get_close_matches(name.lower(), _names(), n=1, cutoff=0.7)
    hint = f"did you mean {nearest[0]}:? " if nearest else ""
    colon = place + len(name)
    repair = (
        Repair(place, colon, nearest[0], f"{nearest[0]}: was taken for it")
        if nearest
        else Repair(colon, colon + 1, " ", "both were looked for as words")
    )
    return UnknownField(
        f"there is no field {name}",
        text=text,
        position=place,
        mend=f"{hint}The fields are {', '.join(field.name for field in FIELDS)}; "
        "to look for the words themselves, put them between quotation marks",
        repair=repair,
    )


def _names() -> tuple[str, ...]:
    return (*BY_NAME, FROM, TO)


def _skip_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
