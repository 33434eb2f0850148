"""The query tree: data, without behaviour. It knows no engine; words stay as typed.

A leaf with `field=None` searches every field that has a weight. And, Or, Near and Same hold two children or
more. Leaves, and what is built of them alone by Or, Near, Same, AtLeast and First, stand at places of a text.
End each `match` over a Query with `assert_never(query)`: a new node then fails the type check.
"""

from dataclasses import dataclass
from datetime import date

from presssearch.fields import Field


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article: the empty query."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed. It may hold several tokens (`C5+1`, `2254/2015`, `外交部`), which must then
    follow each other. In a CODE field it is a whole value."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow each other; text: without the quotation marks."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so; text: without the star."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Exact:
    """The word or phrase in this form alone: `=minister` does not find ministers. Capital letters and
    accents make no difference."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words of this shape: `?` stands for one letter, `*` for any number; the first sign is a letter."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that begin with the same letter and are this word after at most so many edits: a letter more,
    a letter less, another letter, or two neighbours that change places."""

    text: str
    edits: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """Published within these days, both included; None is an open end. An article known to the month
    or year matches when all of its days lie inside; one without a year never matches."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Missing:
    """Articles that have no value in the field."""

    field: Field


@dataclass(frozen=True, slots=True)
class And:
    children: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    children: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    child: "Query"


@dataclass(frozen=True, slots=True)
class Near:
    """All children stand close together, in any order, with at most `words` other words between them.
    Children: leaves, or Or of leaves; all of one field."""

    children: tuple["Query", ...]
    words: int


@dataclass(frozen=True, slots=True)
class Same:
    """All children stand in one paragraph of the text, or in one headline. Children: as those of Near, or Near."""

    children: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The child stands in an article at least `count` times. Child: a leaf, Or of leaves, Near or Same."""

    child: "Query"
    count: int


@dataclass(frozen=True, slots=True)
class First:
    """The child stands within the first `words` words of the text (not of the headline). Child: as of AtLeast."""

    child: "Query"
    words: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """One and the same quotation fulfils the child: And, Or and Not over leaves of the fields said and by."""

    child: "Query"


Leaf = Word | Phrase | Prefix | Exact | Wildcard | Fuzzy
Query = Everything | Leaf | DateRange | Missing | And | Or | Not | Near | Same | AtLeast | First | Quotation
