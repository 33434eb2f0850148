"""Labelled releases -> outcomes: each is read and parsed as any other release would be, then compared."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from presssearch.article import Article
from presssearch.errors import ParseError, ReadError
from presssearch.evaluation.compare import compare
from presssearch.evaluation.dates import INVENTED, WRONG_YEAR, DateFault, compare_published, faults_of, truth_of
from presssearch.evaluation.gold import Labelled, may_say_more, raw_document_of
from presssearch.evaluation.outcomes import FIELDS, Outcome, Tally, tally
from presssearch.parsing.assemble import parse_document

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A labelled release that did not become an article. crash: a defect of ours, not a refusal."""

    gold_id: str
    reason: str
    crash: bool


@dataclass(slots=True)
class Evaluation:
    """The outcomes of every labelled value, in the order of the releases."""

    documents: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    date_faults: list[DateFault] = field(default_factory=list)
    unparsed: list[Unparsed] = field(default_factory=list)

    def tallies(self) -> dict[str, Tally]:
        """Field -> its tally, in the order of FIELDS; a field without an outcome has an empty one."""
        return {name: tally(o for o in self.outcomes if o.field == name) for name in FIELDS}

    def counts(self) -> dict[str, int]:
        """What should be 0."""
        return {
            "wrong_years": sum(fault.kind == WRONG_YEAR for fault in self.date_faults),
            "invented_dates": sum(fault.kind == INVENTED for fault in self.date_faults),
            "crashes": sum(item.crash for item in self.unparsed),
            "unread": sum(not item.crash for item in self.unparsed),
        }

    def misses(self, name: str) -> Iterator[Outcome]:
        """What is not right in a field, and in its parts for the name of a group such as `dateline`."""
        parts = {name} if name in FIELDS else {part for part in FIELDS if part.startswith(f"{name}.")}
        return (o for o in self.outcomes if o.field in parts and not o.right)

    def to_json(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            **self.counts(),
            "fields": {name: found.to_json() for name, found in self.tallies().items()},
            "date_faults": [
                {"gold_id": f.gold_id, "kind": f.kind, "field": f.field, "expected": f.expected, "got": f.got}
                for f in self.date_faults
            ],
            "unparsed": [{"gold_id": u.gold_id, "reason": u.reason, "crash": u.crash} for u in self.unparsed],
        }


def evaluate(releases: Iterable[Labelled]) -> Evaluation:
    """Read, parse and compare. What cannot be read misses every label, and the next one is taken."""
    result = Evaluation()
    for release in releases:
        result.documents += 1
        article = _article_of(release, result)
        truth = truth_of(release.document, release.expected, is_page=may_say_more(release))
        result.outcomes += compare(release.gold_id, article, release.expected)
        result.outcomes += compare_published(release.gold_id, article, release.expected, truth)
        if article is not None:
            result.date_faults += faults_of(release.gold_id, article, release.expected, truth)
    return result


def _article_of(release: Labelled, result: Evaluation) -> Article | None:
    try:
        return parse_document(raw_document_of(release))
    except (ReadError, ParseError) as error:
        result.unparsed.append(Unparsed(release.gold_id, str(error), crash=False))
    except Exception as error:
        # a crash is a figure here, and the others are still to be measured
        logger.exception("parsing failed at %s", release.gold_id)
        result.unparsed.append(Unparsed(release.gold_id, f"{type(error).__name__}: {error}", crash=True))
    return None


def below(evaluation: Evaluation, floors: Mapping[str, Any]) -> list[str]:
    """What falls short of the floors, one sentence each.

    floors: `{"f1": {field: at least}, "at_most": {count: number}}`. ParseError for a name that there is not.
    """
    tallies, counts = evaluation.tallies(), evaluation.counts()
    unknown = [n for n in floors.get("f1", {}) if n not in tallies] + [
        n for n in floors.get("at_most", {}) if n not in counts
    ]
    if unknown or not (floors.get("f1") or floors.get("at_most")):
        raise ParseError(f"floors: no such field or count: {', '.join(unknown)}" if unknown else "floors: none given")
    short = []
    for name, floor in floors.get("f1", {}).items():
        reached = tallies[name].f1
        if reached is None or reached < floor:
            short.append(f"{name}: F1 {'unknown' if reached is None else f'{reached:.3f}'}, the floor is {floor}")
    for name, limit in floors.get("at_most", {}).items():
        if counts[name] > limit:
            short.append(f"{name.replace('_', ' ')}: {counts[name]}, at most {limit} are allowed")
    return short
