"""Headlines that a converter or a narrow column has broken: does a line go on in the next one?"""

import re

from presssearch.analysis.cities import city_key
from presssearch.parsing.lines.boilerplate import is_boilerplate
from presssearch.parsing.lines.byline import find_byline, is_surely_a_name
from presssearch.parsing.lines.contact_lines import is_issuer
from presssearch.parsing.lines.headline import is_sentence, is_site_name, strip_signs
from presssearch.parsing.lines.layout import PROSE_CHARS, Layout
from presssearch.parsing.lines.line_words import pattern, words
from presssearch.parsing.lines.reference import find_reference
from presssearch.parsing.lines.rubric import begins_with_kind, is_kind_of_release, opens_letterhead
from presssearch.readers.raw import Role

_OPEN = (",", " –", ":", " -", " —")
_MIN_CAPITALS = 24  # signs of a line of capitals that fills its column
_WORD = re.compile(r"[^\W\d_]+")


def goes_on(layout: Layout, number: int, *, down: bool = False) -> bool:
    """Is the next line the rest of this one: "Joint Statement" / "on the Partnership"?

    A small letter or an open end says so anywhere; in one block capitals below capitals do as well. down: the
    line is a headline already, so that only an open end leads from it into another block.
    """
    if number + 1 >= len(layout.lines):
        return False
    upper, lower = layout.lines[number], layout.lines[number + 1]
    listed = lower.role is not upper.role and Role.LIST_ITEM in (lower.role, upper.role)
    if listed or is_sentence(lower.text) or len(lower.text) >= PROSE_CHARS:
        return False
    same = upper.block == lower.block
    small = strip_signs(lower.text)[:1].islower() and (same or not down)
    leads = small or upper.text.endswith(_OPEN)
    if not leads and not (same and _is_broken(upper.text, lower.text)):
        return False
    return not _is_apart(upper.text) and (leads or not _is_apart(lower.text))


def _is_broken(upper: str, lower: str) -> bool:
    """Do two lines of one block look like one that was broken, by the words at the break or by their capitals?"""
    first, last = _WORD.match(lower), upper.rsplit(maxsplit=1)[-1]
    if last.lower() in words("connectors") and len(upper.split()) > 1:
        return True
    linked = first is not None and city_key(first[0]) in words("connectors")
    capitals = upper.isupper() and lower.isupper()
    return (linked and begins_with_kind(upper)) or (capitals and (linked or _fills_a_column(upper)))


def _is_apart(text: str) -> bool:
    """Is the line something of its own: a kind of release, an office, a number, a name?"""
    if is_sentence(text) or len(text) >= PROSE_CHARS or is_kind_of_release(text) or is_boilerplate(text):
        return True
    name = text.partition(",")[0]
    return bool(
        is_issuer(text) or is_site_name(text) or find_reference(text) or find_byline(text) or is_surely_a_name(name)
    )


def _fills_a_column(text: str) -> bool:
    long = len(text) >= _MIN_CAPITALS and len(text.split()) >= 4
    return long and not opens_letterhead(text) and pattern("issuers").search(text) is None
