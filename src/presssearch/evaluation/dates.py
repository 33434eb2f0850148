"""Dates are judged more severely than other fields: a wrong year, or a date out of nothing, is counted apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from presssearch.article import Article
from presssearch.evaluation.compare import one_value
from presssearch.evaluation.labels import dateline_of, dates_in, dates_of_record, is_labelled, is_neutral, value_of
from presssearch.evaluation.outcomes import Outcome

WRONG_YEAR = "wrong year"
INVENTED = "invented date"


@dataclass(frozen=True, slots=True)
class DateFault:
    """kind: WRONG_YEAR or INVENTED. field: published or dateline.date."""

    gold_id: str
    kind: str
    field: str
    expected: str | None
    got: str


@dataclass(frozen=True, slots=True)
class Truth:
    """values: dates that are right. complete: there can be no other evidence, as there is in the tags of a page."""

    values: tuple[str, ...]
    complete: bool


def compare_published(
    gold_id: str, article: Article | None, expected: Mapping[str, Any], truth: Truth
) -> Iterator[Outcome]:
    """The outcome of the publication date, where the labels or the record know it."""
    if is_neutral(expected, "published") or not (truth.values or truth.complete):
        return
    got = _day(article.published.value) if article else None
    yield from one_value(gold_id, "published", truth.values, (got,), _same_date)


def truth_of(document: Mapping[str, Any], expected: Mapping[str, Any], *, is_page: bool) -> Truth:
    """When the release was published: as labelled; else as printed or as its record says.

    Either of two that differ by days is right: a letter bears the day it was signed, its record that of posting.
    """
    if is_labelled(expected, "published"):
        return Truth(dates_in(value_of(expected, "published")), complete=True)
    labels = dateline_of(expected) or {}
    printed = dates_in(labels.get("date"))
    stated = dates_of_record(document)
    with_year = tuple(date for date in (*printed, *stated) if not date.startswith("--"))
    other_evidence = any("date" in key.lower() or key == "url" for key in document) and not stated
    return Truth(with_year or printed, complete=not is_page and not other_evidence)


def faults_of(gold_id: str, article: Article, expected: Mapping[str, Any], truth: Truth) -> Iterator[DateFault]:
    """The years that an article asserts and should not."""
    yield from _faults(gold_id, "published", article.published.value, truth)
    labels = dateline_of(expected)
    if labels is not None and is_labelled(labels, "date") and not is_neutral(labels, "date"):
        asserted = article.dateline.date if article.dateline else None
        yield from _faults(gold_id, "dateline.date", asserted, Truth(dates_in(labels.get("date")), complete=True))


def _faults(gold_id: str, field: str, value: str | None, truth: Truth) -> Iterator[DateFault]:
    if value is None:
        return
    got, shown = _day(value) or value, " | ".join(truth.values) or None
    years = {date[:4] for date in truth.values if not date.startswith("--")}
    if got.startswith("--"):
        if truth.complete and not truth.values:
            yield DateFault(gold_id, INVENTED, field, shown, got)
    elif years and got[:4] not in years:
        yield DateFault(gold_id, WRONG_YEAR, field, shown, got)
    elif not years and truth.complete:
        yield DateFault(gold_id, INVENTED, field, shown, got)


def _day(value: str | None) -> str | None:
    return value.partition("T")[0] if value else None


def _same_date(label: str, got: str) -> bool:
    """The same, as far as the label knows it; an answer that knows less than the label is not right."""
    return got.startswith(label)
