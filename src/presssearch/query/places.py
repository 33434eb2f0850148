"""Operators about places of a text: near/5, same, atleast3( ) and first50( ). What they join must stand at places:
words and phrases, alternatives of them, and for the outer ones what the inner ones make."""

from collections.abc import Sequence

from presssearch.errors import QueryError, Repair
from presssearch.fields import Field
from presssearch.fields import Kind as FieldKind
from presssearch.query.faults import fault
from presssearch.query.lexer import Lexeme
from presssearch.query.terms import MAX_WORDS_BETWEEN
from presssearch.query.tree import AtLeast, First, Leaf, Near, Or, Query, Same

MAX_COUNT = 100  # of atleast
MAX_FIRST = 1000  # words
_PARAGRAPHS_IN = (None, "headline", "body", "lead", "said")
_WORDS = "words, phrases and alternatives of them"


def near(text: str, operands: Sequence[Query | None], operators: Sequence[Lexeme]) -> Query | None:
    """The operands within a number of words. QueryError where they do not stand at places of one field.
    None for operands of punctuation alone, which are left out."""
    found = [operand for operand in operands if operand is not None]
    if not operators or len(found) < 2:
        return found[0] if found else None
    number = operators[0].number
    for operator in operators:
        if not 0 <= operator.number <= MAX_WORDS_BETWEEN:
            repair = Repair(
                operator.start, operator.end, f"near/{MAX_WORDS_BETWEEN}", f"{MAX_WORDS_BETWEEN} were taken"
            )
            mend = f"write near/0 to near/{MAX_WORDS_BETWEEN}"
            raise fault(text, operator, f"at most {MAX_WORDS_BETWEEN} words may stand between", mend, repair)
        if operator.number != number:
            repair = Repair(operator.start, operator.end, f"near/{number}", f"near/{number} was taken for both")
            mend = "write the same number, or two parts: (a near/5 b) (b near/3 c)"
            raise fault(text, operator, "two numbers stand in one chain", mend, repair)
    if not all(isinstance(child, Leaf) or _is_alternative(child) for child in found):
        raise _not_at_places(text, operators[0], "near", _WORDS)
    _check_fields(text, found, operators[0], "near")
    return Near(tuple(found), number)


def same(text: str, operands: Sequence[Query | None], operators: Sequence[Lexeme]) -> Query | None:
    """The operands in one paragraph. QueryError and None as for `near`."""
    found = [operand for operand in operands if operand is not None]
    if not operators or len(found) < 2:
        return found[0] if found else None
    if not all(isinstance(child, Leaf | Near) or _is_alternative(child) for child in found):
        raise _not_at_places(text, operators[0], "same", f"{_WORDS}, and near")
    field = _check_fields(text, found, operators[0], "same")
    if (field.name if field else None) not in _PARAGRAPHS_IN:
        message = f"{field.name if field else ''} has no paragraphs"
        raise _as_words(text, operators[0], message, "take the field away, or same")
    return Same(tuple(found))


def at_least(text: str, function: Lexeme, child: Query | None) -> Query | None:
    """At least so often. QueryError and None as for `near`."""
    if child is None:
        return None
    if not 1 <= function.number <= MAX_COUNT:
        raise _as_words(text, function, f"atleast counts from 1 to {MAX_COUNT}", "write atleast3(word)")
    if not is_placed(child):
        raise _not_at_places(text, function, "atleast", _WORDS)
    _check_fields(text, [child], function, "atleast")
    return AtLeast(child, function.number) if function.number > 1 else child


def first(text: str, function: Lexeme, child: Query | None) -> Query | None:
    """Within the first words of the text. QueryError and None as for `near`."""
    if child is None:
        return None
    if not 1 <= function.number <= MAX_FIRST:
        raise _as_words(text, function, f"first counts from 1 to {MAX_FIRST} words", "write first50(word)")
    if not is_placed(child):
        raise _not_at_places(text, function, "first", _WORDS)
    field = _check_fields(text, [child], function, "first")
    if field is not None and field.name != "body":
        message = f"first counts the words of the text, not of {field.name}"
        raise _as_words(text, function, message, "take the field away")
    return First(child, function.number)


def is_placed(query: Query) -> bool:
    """Does it stand at places of a text?"""
    if isinstance(query, Or):
        return all(map(is_placed, query.children))
    return isinstance(query, Leaf | Near | Same | AtLeast | First)


def fields_in(query: Query) -> set[Field | None]:
    """The fields that the leaves of what stands at places name."""
    if isinstance(query, Leaf):
        return {query.field}
    if isinstance(query, Or | Near | Same):
        return {field for child in query.children for field in fields_in(child)}
    return fields_in(query.child) if isinstance(query, AtLeast | First) else set()


def _is_alternative(query: Query) -> bool:
    return isinstance(query, Or) and all(isinstance(child, Leaf) or _is_alternative(child) for child in query.children)


def _check_fields(text: str, operands: Sequence[Query], operator: Lexeme, name: str) -> Field | None:
    """The one field of all."""
    fields = {field for operand in operands for field in fields_in(operand)}
    if len(fields) > 1:
        raise _as_words(text, operator, f"{name} joins words of one field", "write headline:(a near/5 b)")
    field = fields.pop()
    if field is not None and field.kind is FieldKind.CODE:
        raise _as_words(text, operator, f"{name} is about words, and {field.name}: holds codes", "take it away")
    return field


def _not_at_places(text: str, operator: Lexeme, name: str, what: str) -> QueryError:
    return _as_words(text, operator, f"{name} is for {what}", "join other parts by AND")


def _as_words(text: str, operator: Lexeme, message: str, mend: str) -> QueryError:
    """What the operator joins is looked for without it."""
    repair = Repair(operator.start, operator.end, " ", "the words were looked for wherever they stand")
    return fault(text, operator, message, mend, repair)
