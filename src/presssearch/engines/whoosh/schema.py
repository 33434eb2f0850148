"""What the Whoosh index holds of each field, made from FIELDS.

    id              the article's id                                    existence
    NAME_form       TEXT and NAME fields: folded forms                  positions
    NAME_stem       TEXT fields: language and stem, see stem_term       positions
    NAME_code       CODE fields: the folded value                       existence

Beside the posting lists a segment has arrays with a number for each document:

    id.rank                                  the place of its id among the ids of the segment, sorted
    first, last, minute, present             days and minute of publication; bit i: a value in FIELDS[i]
    length_NAME                              tokens of the field
    facet_NAME                               fields with one value: its ordinal, 0 for none
    facet_NAME.at, facet_NAME                fields with several: where those of a document begin
                                             [documents + 1]; the ordinals

Ordinal n is the n-th of the sorted values, which are the lexicon facet_NAME. How arrays become a file: write.py.
"""

import hashlib

from presssearch.engines.leaves import CODE_FIELDS, TEXT_FIELDS, WORD_FIELDS
from presssearch.engines.whoosh.arrays import encoded
from presssearch.fields import FIELDS, Field

FORMAT = 3  # to be raised whenever the bytes or the analysis change

ID = "id"
FACET_FIELDS = tuple(field for field in FIELDS if field.facet)

NUMBERS = ("first", "last", "minute", "present", *(f"length_{field.name}" for field in WORD_FIELDS))
GAP = 100  # positions left free between the values of a field, so that no phrase runs across


def form_field(field: Field) -> str:
    return f"{field.name}_form"


def stem_field(field: Field) -> str:
    return f"{field.name}_stem"


def code_field(field: Field) -> str:
    return f"{field.name}_code"


def measured_field(name: str) -> str | None:
    """The field whose tokens a field of forms or stems holds, by name; None for other fields."""
    field, _, kind = name.partition("_")
    return field if kind in ("form", "stem") else None


def stem_term(language: str | None, stem: str) -> bytes:
    """A stem counts in articles of its language alone. No stem holds the separator."""
    return encoded(f"{language or ''}\x1f{stem}")


def listed_with_positions() -> list[str]:
    return [*map(form_field, WORD_FIELDS), *map(stem_field, TEXT_FIELDS)]


def listed_by_existence() -> list[str]:
    return [ID, *map(code_field, CODE_FIELDS)]


def layout() -> str:
    """Equal for indexes that this version can read: the format and what FIELDS asks for."""
    fields = [(field.name, field.kind.value, field.facet) for field in FIELDS]
    return hashlib.sha256(repr((FORMAT, fields)).encode()).hexdigest()[:16]
