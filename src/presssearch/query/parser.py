"""A query as typed -> its tree. Strict: what cannot be understood is a QueryError that says how to mend it.

    query    = all { ("OR" | "|") all }
    all      = same { ["AND"] same }
    same     = near { "same" near }
    near     = one { "near/5" one }
    one      = { "NOT" | "-" } ( leaf | field ":" value | function | "(" query ")" )
    value    = leaf | "~none" | a date or range | function | "(" query ")"
    function = ( "atleast3" | "first50" ) "(" query ")"
    leaf     see terms.py

OR, AND and NOT are upper case; `or`, `and`, `not` are words, and so is `same` where it joins nothing. Words of
punctuation alone, such as `&`, are left out as long as others remain. The time is linear in the length of the
query, and the depth is bounded.
"""

from dataclasses import replace
from datetime import date

from presssearch.errors import Repair
from presssearch.query.faults import (
    fault,
    never_opened,
    no_term,
    no_value,
    not_closed,
    nothing_to_look_for,
    too_long,
    too_many,
)
from presssearch.query.lexer import Kind, Lexeme, lex
from presssearch.query.places import at_least, first, near, same
from presssearch.query.quotations import closed
from presssearch.query.rewrite import resolve, simplify
from presssearch.query.terms import read_leaf
from presssearch.query.tree import And, Everything, Fuzzy, Near, Not, Or, Query, Wildcard

MAX_CHARS = 1000  # of all words and phrases together
MAX_TYPED_CHARS = 4 * MAX_CHARS  # with the operators, fields, marks and spaces
MAX_LEAVES = 64
MAX_DEPTH = 10  # parentheses inside parentheses
MAX_GUESSED = 8  # words with wildcards or wrong letters: for each, all words of the index are looked at

_LEAVES = (Kind.WORD, Kind.PHRASE, Kind.DATE)
_BEGINS_VALUE = (*_LEAVES, Kind.OPEN, Kind.FUNCTION)
_BEGINS_TERM = (*_BEGINS_VALUE, Kind.FIELD, Kind.NOT)


def parse(text: str, *, today: date | None = None) -> Query:
    """The tree of a query, simplified, with the names of countries and languages turned into codes.

    A blank text is Everything. Raises QueryError, or its child UnknownField, and nothing else.
    today: what `last 30 days` counts from; without it such words are a QueryError.
    """
    if len(text) > MAX_TYPED_CHARS:
        raise too_long(text, MAX_TYPED_CHARS, MAX_CHARS)
    return _Parser(text, today).parse()


class _Parser:
    """Recursive descent over the lexemes. A scope is the field that a parenthesis was opened behind, or
    None. Methods return None for a part that held punctuation alone."""

    def __init__(self, text: str, today: date | None) -> None:
        self._text = text
        self._today = today
        self._lexemes = list(lex(text))
        self._next = 0
        self._leaves = self._chars = self._guessed = 0

    def parse(self) -> Query:
        if self._peek().kind is Kind.END:
            return Everything()
        query = self._either(None, 0)
        if self._peek().kind is Kind.CLOSE:
            raise never_opened(self._text, self._peek())
        if query is None:
            raise nothing_to_look_for(self._text, self._lexemes[0])
        return simplify(resolve(closed(query, whole=True)))

    def _either(self, scope: Lexeme | None, depth: int) -> Query | None:
        children = [self._all(scope, depth)]
        while self._peek().kind is Kind.OR:
            self._advance()
            children.append(self._all(scope, depth))
        found = tuple(child for child in children if child is not None)
        return Or(found) if len(found) > 1 else found[0] if found else None

    def _all(self, scope: Lexeme | None, depth: int) -> Query | None:
        children = [self._same(scope, depth)]
        while True:
            if self._peek().kind is Kind.AND:
                self._advance()
            elif self._peek().kind not in (*_BEGINS_TERM, Kind.SAME):
                break
            children.append(self._same(scope, depth))
        found = tuple(child for child in children if child is not None)
        return And(found) if len(found) > 1 else found[0] if found else None

    def _same(self, scope: Lexeme | None, depth: int) -> Query | None:
        """Behind a term and before another one `same` is an operator, elsewhere a word."""
        operands, operators = [self._near(scope, depth)], []
        while self._peek().kind is Kind.SAME and self._lexemes[self._next + 1].kind in _BEGINS_TERM:
            operators.append(self._advance())
            operands.append(self._near(scope, depth))
        return same(self._text, operands, operators)

    def _near(self, scope: Lexeme | None, depth: int) -> Query | None:
        operands, operators = [self._one(scope, depth)], []
        while self._peek().kind is Kind.NEAR:
            operators.append(self._advance())
            operands.append(self._one(scope, depth))
        return near(self._text, operands, operators)

    def _one(self, scope: Lexeme | None, depth: int) -> Query | None:
        negated = False
        while self._peek().kind is Kind.NOT:
            self._advance()
            negated = not negated
        found = self._term(scope, depth)
        return Not(found) if negated and found is not None else found

    def _term(self, scope: Lexeme | None, depth: int) -> Query | None:
        lexeme = self._peek()
        if lexeme.kind is Kind.OPEN:
            return self._group(scope, depth + 1)
        if lexeme.kind is Kind.FIELD:
            self._advance()
            return self._value(lexeme, depth)
        if lexeme.kind is Kind.FUNCTION:
            return self._function(scope, depth)
        if lexeme.kind is Kind.SAME:
            self._lexemes[self._next] = lexeme = replace(lexeme, kind=Kind.WORD)
        if lexeme.kind in _LEAVES:
            self._advance()
            return self._leaf(lexeme, scope)
        before = self._lexemes[self._next - 1] if self._next else None
        raise no_term(self._text, before, lexeme)

    def _group(self, scope: Lexeme | None, depth: int) -> Query | None:
        found = self._inside(scope, depth)
        return found if scope is not None or found is None else closed(found)

    def _inside(self, scope: Lexeme | None, depth: int) -> Query | None:
        opening = self._advance()
        if depth > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} parentheses stand inside each other"
            raise fault(self._text, opening, message, "take some of them away")
        found = self._either(scope, depth)
        if self._peek().kind is not Kind.CLOSE:
            raise not_closed(self._text, opening)
        self._advance()
        return found

    def _function(self, scope: Lexeme | None, depth: int) -> Query | None:
        function = self._advance()
        child = self._inside(scope, depth + 1)
        return (at_least if function.text == "atleast" else first)(self._text, function, child)

    def _value(self, field: Lexeme, depth: int) -> Query | None:
        value = self._peek()
        if value.start != field.end or value.kind not in _BEGINS_VALUE:
            raise no_value(self._text, field, value)
        if value.kind is Kind.OPEN:
            return self._group(field, depth + 1)
        if value.kind is Kind.FUNCTION:
            return self._function(field, depth)
        self._advance()
        found = self._leaf(value, field)
        if found is None:
            repair = Repair(field.start, value.end, " ", "it was left out")
            mend = "write a letter or a digit behind it"
            raise fault(self._text, value, f"nothing to look for stands behind {field.text}:", mend, repair)
        return found

    def _leaf(self, lexeme: Lexeme, scope: Lexeme | None) -> Query | None:
        found = read_leaf(self._text, lexeme, scope, self._today)
        if found is not None:
            self._leaves += len(found.children) if isinstance(found, Near) else 1
            self._chars += len(lexeme.text)
            self._guessed += isinstance(found, Wildcard | Fuzzy)
        if self._guessed > MAX_GUESSED:
            message = f"the query has more than {MAX_GUESSED} words with wildcards or ~"
            raise fault(self._text, lexeme, message, "leave some out")
        if self._leaves > MAX_LEAVES:
            raise too_many(self._text, lexeme, MAX_LEAVES)
        if self._chars > MAX_CHARS:
            raise too_long(self._text, lexeme.start, MAX_CHARS)
        return found

    def _peek(self) -> Lexeme:
        return self._lexemes[self._next]

    def _advance(self) -> Lexeme:
        self._next += 1
        return self._lexemes[self._next - 1]
