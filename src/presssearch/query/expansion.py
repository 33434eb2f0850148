"""A query with other forms of what was typed beside it: other spellings of names, long names of acronyms.

    Lavrov CSTO ─► (Lavrov OR Lawrow OR Лавров) (CSTO OR "Collective Security Treaty Organization" OR ОДКБ)

The alternatives are one term (AtLeast … 1), and so is their weight. Which forms there are is asked of a lookup; here
they only find their places in the tree.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from presssearch.analysis.tokens import forms
from presssearch.fields import BY_NAME, Field, Kind
from presssearch.query.rewrite import changed, positive_leaves
from presssearch.query.tree import And, AtLeast, First, Leaf, Near, Or, Phrase, Query, Quotation, Same, Word

MAX_RUN = 10  # words that are looked up as one name
_LANGUAGE = BY_NAME["language"]


@dataclass(frozen=True, slots=True)
class Other:
    """Another form. languages: of the articles in which it is looked for, ISO 639-1; empty for all."""

    text: str
    languages: tuple[str, ...] = ()


Lookup = Callable[[str, Field | None], Sequence[Other]]
"""What was typed, one word or several, and the field that it is looked for in -> its other forms."""


def expand(query: Query, others: Lookup) -> Query:
    """Words and phrases, and words that follow each other in And, become alternatives where they have others. What
    was typed with a sign of its own, such as a star, stays."""
    match query:
        case Word() | Phrase():
            return _alternatives([query, *_forms_of(query, others)])
        case And():
            return And(tuple(_runs(query.children, others)))
        case Near() | Same() | AtLeast() | First() | Quotation():
            return changed(query, partial(_placed, others=others))
        case _:
            return changed(query, partial(expand, others=others))


def _placed(query: Query, others: Lookup) -> Query:
    """The same for what must stand at places: a form that is looked for in some languages alone has none."""

    def everywhere(text: str, field: Field | None) -> Sequence[Other]:
        return [other for other in others(text, field) if not other.languages]

    if isinstance(query, Word | Phrase):
        found = _forms_of(query, everywhere)
        return Or((query, *found)) if found else query
    return changed(query, partial(_placed, others=others))


def _runs(children: Sequence[Query], others: Lookup) -> Iterator[Query]:
    """The children, those that are one name together as alternatives to its other forms."""
    at = 0
    while at < len(children):
        length = 1
        while length < MAX_RUN and all(map(_is_plain, children[at : at + length + 1])) and at + length < len(children):
            length += 1
        for size in range(length, 1, -1):
            run = children[at : at + size]
            found = others(" ".join(word.text for word in run if isinstance(word, Word)), None)
            if found:
                typed = And(tuple(expand(word, others) for word in run))
                yield Or((typed, _alternatives([one_of(other, None) for other in found])))
                at += size
                break
        else:
            yield expand(children[at], others)
            at += 1


def _is_plain(query: Query) -> bool:
    return isinstance(query, Word) and query.field is None


def _forms_of(leaf: Word | Phrase, others: Lookup) -> list[Query]:
    if leaf.field is not None and leaf.field.kind not in (Kind.TEXT, Kind.NAME):
        return []
    return [one_of(other, leaf.field) for other in others(leaf.text, leaf.field)]


def _alternatives(found: list[Query]) -> Query:
    """Any of them, those of all languages as one term: a rare spelling should not outweigh the usual one."""
    leaves = tuple(one for one in found if isinstance(one, Leaf))
    others = tuple(one for one in found if not isinstance(one, Leaf))
    first = leaves if len(leaves) < 2 else (AtLeast(Or(leaves), 1),)
    return (*first, *others)[0] if len(first) + len(others) == 1 else Or((*first, *others))


def leaves_in(query: Query, language: str | None) -> tuple[Leaf, ...]:
    """The leaves outside Not that can stand in an article of that language: not UN in a French one, where it is
    looked for in English ones."""
    match query:
        case And():
            if any(_demands_other(child, language) for child in query.children):
                return ()
            return tuple(leaf for child in query.children for leaf in leaves_in(child, language))
        case Or():
            return tuple(leaf for child in query.children for leaf in leaves_in(child, language))
        case _:
            return positive_leaves(query)


def _demands_other(query: Query, language: str | None) -> bool:
    """Does it demand another language?"""
    if isinstance(query, Or):
        return all(_demands_other(child, language) for child in query.children)
    return isinstance(query, Word) and query.field == _LANGUAGE and query.text != language


def one_of(other: Other, field: Field | None) -> Query:
    """What finds another form, in a field."""
    leaf = Word(other.text, field) if len(forms(other.text)) == 1 else Phrase(other.text, field)
    languages = tuple(Word(code, _LANGUAGE) for code in other.languages)
    if not languages:
        return leaf
    return And((leaf, Or(languages) if len(languages) > 1 else languages[0]))
