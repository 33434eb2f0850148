"""Words that are only half known: with wildcards, and up to a few wrong letters. Both look at folded forms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from presssearch.analysis.tokens import pattern

# Letters that stand for the wildcards while a word is folded: they are in no word, and folding leaves them alone.
_ANY_LETTER, _ANY_LETTERS = "\ua7f7", "\ua7fb"
_HIDDEN = str.maketrans({"?": _ANY_LETTER, "*": _ANY_LETTERS})
_SHORT = 5  # letters up to which one edit is many


@dataclass(frozen=True, slots=True)
class Shape:
    """beginning: the letters before the first wildcard. form: what matches the whole of a folded form."""

    beginning: str
    form: re.Pattern[str]


def shape_of(text: str) -> Shape | None:
    """The shape of `w?rd` or `min*er`; None where it is not one word that begins with a letter, such as
    in a script that does not part its words."""
    forms = pattern(text.translate(_HIDDEN)).forms
    if len(forms) != 1 or forms[0][0] in (_ANY_LETTER, _ANY_LETTERS):
        return None
    form = forms[0]
    beginning = re.split(f"[{_ANY_LETTER}{_ANY_LETTERS}]", form, maxsplit=1)[0]
    first, *others = re.escape(form).replace(_ANY_LETTER, ".").split(_ANY_LETTERS)
    # Each piece is looked for once, from the left: no word makes the pattern go back and try again.
    source = first + "".join(f"(?>.*?{piece})" for piece in others[:-1]) + "".join(f".*{last}" for last in others[-1:])
    return Shape(beginning, re.compile(source, re.DOTALL))


def spelled(text: str) -> str | None:
    """The form whose misspellings `text~` asks for; None where it is not one word of three letters or more."""
    found = pattern(text)
    return found.forms[0] if len(found.forms) == 1 and not found.prefix and len(found.forms[0]) >= 3 else None


def edits_allowed(form: str) -> int:
    """How many letters may be wrong where nobody says it: one in a short word, two in others."""
    return 1 if len(form) <= _SHORT else 2


def edits(one: str, other: str, most: int) -> int:
    """Letters more, fewer or other, and neighbours that change places: how many lead from one form to the
    other (optimal string alignment); most + 1 where there are more."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 20 ms to load, for few queries

    return OSA.distance(one, other, score_cutoff=most)


def near(form: str, others: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Of each of the others that is at most so many `edits` away their number, and its place among the others: in a
    tenth of the time that asking for one after the other takes."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above
    from rapidfuzz.process import extract  # noqa: PLC0415

    found = extract(form, others, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(int(distance), place) for _, distance, place in found]
