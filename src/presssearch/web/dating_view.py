"""How a date was found, in words: a sentence on how sure it is, and its evidence on demand."""

from collections.abc import Iterator
from dataclasses import dataclass

from presssearch.article import Published
from presssearch.web.languages import gettext
from presssearch.web.wording import WITNESSES, day_text, percent_text

_NEIGHBOURS = "neighbours"
_WITHOUT_YEAR = "day-without-year"


@dataclass(frozen=True, slots=True)
class Witness:
    """where: the place in the document, or which release said so."""

    kind: str
    says: str
    where: str


@dataclass(frozen=True, slots=True)
class Dating:
    """sentence: None where nothing at all is known. lost: other days that were considered, with their weight."""

    sentence: str | None
    witnesses: tuple[Witness, ...]
    lost: tuple[tuple[str, str], ...]


def dating(published: Published) -> Dating:
    return Dating(
        sentence=" ".join(_sentences(published)) or None,
        witnesses=tuple(Witness(_kind(one.kind), _spoken(one.value), one.where) for one in published.evidence),
        lost=tuple((_spoken(value), percent_text(weight)) for value, weight in published.candidates),
    )


def _sentences(published: Published) -> Iterator[str]:
    if published.precision == _WITHOUT_YEAR:
        yield gettext("The year is not printed, and nothing else tells it.")
    elif published.source == _NEIGHBOURS and published.value:
        yield gettext(
            "The year is not printed; %(year)s is inferred from the releases before and after it.",
            year=published.value[:4],
        )
    elif published.value and published.source:
        yield gettext("From: %(witness)s.", witness=_kind(published.source))
    elif published.candidates:
        yield gettext("The evidence does not settle it.")
    if published.value and published.timezone:
        yield gettext("Time zone: %(zone)s.", zone=published.timezone)
    if published.value and 0 < published.confidence < 1:
        yield gettext("%(percent)s sure.", percent=percent_text(published.confidence))
    if published.candidates and (published.value is None or published.precision == _WITHOUT_YEAR):
        value, weight = published.candidates[0]
        yield gettext("Perhaps %(day)s (%(percent)s).", day=_spoken(value), percent=percent_text(weight))


def _kind(kind: str) -> str:
    return gettext(WITNESSES[kind]) if kind in WITNESSES else kind


def _spoken(value: str) -> str:
    """A date in words; as it stands where it is no date of ours."""
    try:
        return day_text(value)
    except (ValueError, IndexError):
        return value
