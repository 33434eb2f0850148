"""A query as typed -> its tree. Strict: what cannot be understood is a QueryError that says how to mend it.

    query  = all { ("OR" | "|") all }
    all    = one { ["AND"] one }
    one    = { "NOT" | "-" } ( word | phrase | word "*" | field ":" value | "(" query ")" )
    value  = word | phrase | word "*" | "~none" | a date or range | "(" query ")"

Operators are upper case; `or`, `and`, `not` are words. Words of punctuation alone, such as `&`, are left
out as long as others remain. The time is linear in the length of the query, and the depth is bounded.
"""

from presssearch.analysis.tokens import pattern
from presssearch.errors import QueryError
from presssearch.fields import BY_NAME, Field
from presssearch.fields import Kind as FieldKind
from presssearch.query.dates import EXPECTED, looks_like_range, parse_date, parse_range
from presssearch.query.lexer import FROM, TO, Kind, Lexeme, lex
from presssearch.query.rewrite import resolve, simplify
from presssearch.query.tree import And, DateRange, Everything, Missing, Not, Or, Phrase, Prefix, Query, Word

MAX_CHARS = 1000  # of all words and phrases together
MAX_TYPED_CHARS = 4 * MAX_CHARS  # with the operators, fields, marks and spaces
MAX_LEAVES = 64
MAX_DEPTH = 10  # parentheses inside parentheses
MIN_PREFIX = 2
MISSING = "~none"

_BEGINS_TERM = (Kind.WORD, Kind.PHRASE, Kind.FIELD, Kind.OPEN, Kind.NOT)


def parse(text: str) -> Query:
    """The tree of a query, simplified, with the names of countries and languages turned into codes.

    A blank text is Everything. Raises QueryError, or its child UnknownField, and nothing else.
    """
    if len(text) > MAX_TYPED_CHARS:
        raise _too_long(text, MAX_TYPED_CHARS)
    return _Parser(text).parse()


class _Parser:
    """Recursive descent over the lexemes. A scope is the field that a parenthesis was opened behind: its
    name, FROM, TO, or None. Methods return None for a part that held punctuation alone."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lexemes = list(lex(text))
        self._next = 0
        self._leaves = 0
        self._chars = 0

    def parse(self) -> Query:
        if self._peek().kind is Kind.END:
            return Everything()
        query = self._either(None, 0)
        if self._peek().kind is Kind.CLOSE:
            raise self._error("a parenthesis is closed that was never opened", self._peek(), "open it, or leave it out")
        if query is None:
            raise self._error(
                "there is nothing to look for", self._lexemes[0], "type a word: it needs a letter or a digit"
            )
        return simplify(resolve(query))

    def _either(self, scope: str | None, depth: int) -> Query | None:
        children = [self._all(scope, depth)]
        while self._peek().kind is Kind.OR:
            self._advance()
            children.append(self._all(scope, depth))
        found = tuple(child for child in children if child is not None)
        return Or(found) if len(found) > 1 else found[0] if found else None

    def _all(self, scope: str | None, depth: int) -> Query | None:
        children = [self._one(scope, depth)]
        while True:
            if self._peek().kind is Kind.AND:
                self._advance()
            elif self._peek().kind not in _BEGINS_TERM:
                break
            children.append(self._one(scope, depth))
        found = tuple(child for child in children if child is not None)
        return And(found) if len(found) > 1 else found[0] if found else None

    def _one(self, scope: str | None, depth: int) -> Query | None:
        negated = False
        while self._peek().kind is Kind.NOT:
            self._advance()
            negated = not negated
        found = self._term(scope, depth)
        return Not(found) if negated and found is not None else found

    def _term(self, scope: str | None, depth: int) -> Query | None:
        lexeme = self._peek()
        match lexeme.kind:
            case Kind.OPEN:
                return self._group(scope, depth + 1)
            case Kind.FIELD:
                self._advance()
                return self._value(lexeme, depth)
            case Kind.WORD | Kind.PHRASE:
                self._advance()
                return self._leaf(lexeme, scope)
            case _:
                raise self._nothing_here()

    def _group(self, scope: str | None, depth: int) -> Query | None:
        opening = self._advance()
        if depth > MAX_DEPTH:
            raise self._error(
                f"more than {MAX_DEPTH} parentheses stand inside each other", opening, "take some of them away"
            )
        found = self._either(scope, depth)
        if self._peek().kind is not Kind.CLOSE:
            raise self._error("this parenthesis is not closed", opening, "close it, or leave it out")
        self._advance()
        return found

    def _value(self, field: Lexeme, depth: int) -> Query | None:
        value = self._peek()
        if value.start != field.end or value.kind not in (Kind.WORD, Kind.PHRASE, Kind.OPEN):
            name = field.text
            raise self._error(
                f"nothing stands behind {name}:", field, f"write what to look for right behind the colon: {name}:…"
            )
        if value.kind is Kind.OPEN:
            return self._group(field.text, depth + 1)
        self._advance()
        found = self._leaf(value, field.text)
        if found is None:
            raise self._error(f"{field.text}: has nothing to look for", value, "write a letter or a digit behind it")
        return found

    def _leaf(self, lexeme: Lexeme, scope: str | None) -> Query | None:
        found = self._read_leaf(lexeme, scope)
        if found is not None:
            self._leaves += 1
            self._chars += len(lexeme.text)
        if self._leaves > MAX_LEAVES:
            raise self._error(f"the query has more than {MAX_LEAVES} words and phrases", lexeme, "leave some out")
        if self._chars > MAX_CHARS:
            raise _too_long(self._text, lexeme.start)
        return found

    def _read_leaf(self, lexeme: Lexeme, scope: str | None) -> Query | None:
        text, is_word = lexeme.text, lexeme.kind is Kind.WORD
        if scope in (FROM, TO):
            return self._dates(lexeme, scope)
        field = BY_NAME[scope] if scope else None
        if is_word and field is not None and text == MISSING:
            return Missing(field)
        if (field is None and is_word and looks_like_range(text)) or (field and field.kind is FieldKind.DATE):
            return self._dates(lexeme, scope)
        if "*" in text:
            return self._prefix(lexeme, field)
        if not pattern(text).forms:
            return None
        return Word(text, field) if is_word else Phrase(text, field)

    def _dates(self, lexeme: Lexeme, scope: str | None) -> DateRange:
        try:
            if scope == FROM:
                return DateRange(parse_date(lexeme.text)[0], None)
            if scope == TO:
                return DateRange(None, parse_date(lexeme.text)[1])
            return parse_range(lexeme.text)
        except ValueError as error:
            raise self._error(str(error), lexeme, EXPECTED) from None

    def _prefix(self, lexeme: Lexeme, field: Field | None) -> Query:
        """A word with a star, which must be its last sign. In a phrase there is none."""
        text = lexeme.text
        if lexeme.kind is Kind.PHRASE:
            raise self._error("a star stands inside a phrase", lexeme, "take it out, or the quotation marks away")
        literal = text[:-1]
        if text.find("*") != len(text) - 1 or not literal:
            place = Lexeme(Kind.WORD, text, lexeme.start + text.find("*"), lexeme.end)
            mend = "leave the box empty to see everything" if set(text) == {"*"} else "write the beginning: minist*"
            raise self._error("a star can only end a word", place, mend)
        wanted = pattern(literal)
        if not wanted.forms or (len(wanted.forms[-1]) < MIN_PREFIX and not wanted.prefix):
            raise self._error(
                "this beginning is too short", lexeme, f"write {MIN_PREFIX} letters or more before the star"
            )
        return Prefix(literal, field)

    def _peek(self) -> Lexeme:
        return self._lexemes[self._next]

    def _advance(self) -> Lexeme:
        self._next += 1
        return self._lexemes[self._next - 1]

    def _error(self, message: str, lexeme: Lexeme, mend: str) -> QueryError:
        return QueryError(message, text=self._text, position=lexeme.start, mend=mend)

    def _nothing_here(self) -> QueryError:
        """A term was expected and none begins: say it of the operator, or of the parenthesis, that is at fault."""
        here = self._peek()
        before = self._lexemes[self._next - 1] if self._next else None
        if before is not None and before.kind in (Kind.OR, Kind.AND, Kind.NOT):
            mend = f'write a word behind it; to look for the word itself, write "{before.text}"'
            return self._error(f"nothing stands behind {before.text}", before, mend)
        if here.kind in (Kind.OR, Kind.AND):
            mend = f'write a word before it; to look for the word itself, write "{here.text}"'
            return self._error(f"nothing stands before {here.text}", here, mend)
        if before is not None and before.kind is Kind.OPEN:
            if here.kind is Kind.CLOSE:
                return self._error(
                    "these parentheses are empty", before, "write something between them, or leave them out"
                )
            return self._error("this parenthesis is not closed", before, "close it, or leave it out")
        return self._error("a parenthesis is closed that was never opened", here, "open it, or leave it out")


def _too_long(text: str, position: int) -> QueryError:
    return QueryError(
        f"the query is longer than {MAX_CHARS:,} characters",
        text=text,
        position=position,
        mend="leave some of it out",
    )
