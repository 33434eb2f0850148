"""One answer beside its label, and the tallies of many."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

# The order in which fields are shown. A field with a dot is judged where its owner was matched.
FIELDS = (
    "headline", "rubric", "language",
    "dateline.city", "dateline.country", "dateline.date", "dateline.time", "published",
    "byline", "credit",
    "people", "people.office", "people.country",
    "organisations", "organisations.acronym", "countries",
    "quotations", "quotations.speaker",
)  # fmt: skip
_Z = 1.959964  # 95 %


@dataclass(frozen=True, slots=True)
class Outcome:
    """expected: the label, None where there is none. got: the answer, None where none was given.

    right: whether the answer counts as the label. about: whose office or speaker it is. Both None never occurs.
    """

    gold_id: str
    field: str
    expected: str | None
    got: str | None
    right: bool
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one field. A wrong value in place of the labelled one counts in both `spurious` and `missed`."""

    right: int = 0
    spurious: int = 0
    missed: int = 0
    outcomes: int = 0

    @property
    def precision(self) -> float | None:
        return _share(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float | None:
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        return _share(2 * self.right, 2 * self.right + self.spurious + self.missed)

    @property
    def exact(self) -> float | None:
        """Share of the places with a label or an answer where both are the same."""
        return _share(self.right, self.outcomes)

    def to_json(self) -> dict[str, Any]:
        """n: labels and answers that were set beside each other. Intervals: Wilson, 95 %; that of F1 takes
        the mean of labels and answers for the number of trials, which is an approximation."""
        labels, answers = self.right + self.missed, self.right + self.spurious
        return {
            "n": self.outcomes,
            "right": self.right,
            "spurious": self.spurious,
            "missed": self.missed,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "exact": self.exact,
            "precision_interval": wilson(self.right, answers),
            "recall_interval": wilson(self.right, labels),
            "f1_interval": wilson(self.right, (labels + answers) / 2),
            "exact_interval": wilson(self.right, self.outcomes),
        }


def tally(outcomes: Iterable[Outcome]) -> Tally:
    right = spurious = missed = total = 0
    for outcome in outcomes:
        total += 1
        right += outcome.right
        spurious += not outcome.right and outcome.got is not None
        missed += not outcome.right and outcome.expected is not None
    return Tally(right, spurious, missed, total)


def wilson(right: float, trials: float) -> tuple[float, float] | None:
    """The 95 % interval of a proportion (Wilson 1927); None without trials."""
    if not trials:
        return None
    share = right / trials
    centre = share + _Z**2 / (2 * trials)
    spread = _Z * sqrt(share * (1 - share) / trials + _Z**2 / (4 * trials**2))
    scale = 1 + _Z**2 / trials
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
