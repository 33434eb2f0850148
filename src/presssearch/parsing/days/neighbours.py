"""The year of a day, told by the days before and after it in a series: 12 June between 11 and 14 June 2018.

Days beside a release prove its year only where the series is in the order of time just there, and where so
little time lies between the days on both sides that the day hardly fits by chance.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from presssearch.article import NEIGHBOURS, Article, Evidence, Published
from presssearch.parsing.days.months import weekday_number

_MOST_DAYS_BETWEEN = 31  # of a day that stands there by chance, one in twelve would fit
_GRACE = timedelta(days=1)  # between clocks of two zones
_YEAR_OF_WORK = timedelta(days=366)
_CONFIDENCE = 0.8
_KIND = "neighbour"
_TOLD = "; the year by neighbours"
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Side:
    """The days on one side of a release, nearest first, and the id of the nearest article."""

    days: tuple[date, ...]
    nearest: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Both sides of a release in a series. series: its name, for people."""

    series: str
    before: Side
    after: Side


def dated_by_neighbours(article: Article, surroundings: Iterable[Surroundings]) -> Article:
    """The article with the year that its neighbours tell, where they tell one; else as its own evidence dates it.

    Every series that is in order has a say: where two disagree, or the day does not fit into one, the year is unknown.
    """
    article = dated_by_itself(article)
    wanted = article.published.day_without_year()
    if wanted is None:
        return article
    told = [(place, years) for place in surroundings if (years := years_between(wanted, place)) is not None]
    agreed = frozenset.intersection(*(years for _, years in told)) if told else frozenset()
    if len(agreed) != 1:
        return article
    (year,) = agreed
    if _is_another_weekday(article, date(year, *wanted)):
        return article
    return _with_year(article, year, [place for place, _ in told])


def dated_by_itself(article: Article) -> Article:
    """The article without what its neighbours told."""
    published = article.published
    if published.source != NEIGHBOURS or published.value is None:
        return article
    printed = f"-{published.value[4:]}"
    where = article.origins.get("published", "").removesuffix(_TOLD)
    own = tuple(each for each in published.evidence if each.kind != _KIND)
    kind = next((each.kind for each in own if each.where == where), "dateline")
    return replace(
        article,
        published=replace(
            published,
            value=printed,
            precision="day-without-year",
            source="dateline" if kind == "posted" else kind,
            confidence=dict(published.candidates).get(printed, 0.0),
            candidates=tuple(each for each in published.candidates if each[0] != printed),
            evidence=own,
        ),
        origins={**article.origins, "published": where},
    )


def years_between(wanted: tuple[int, int], place: Surroundings) -> frozenset[int] | None:
    """The years in which a month and day fits between its neighbours; None where these prove nothing."""
    days = [*reversed(place.before.days), *place.after.days]
    if not place.before.days or not place.after.days or not (is_in_order(days) or is_in_order(days[::-1])):
        return None
    first, last = sorted((place.before.days[0], place.after.days[0]))
    if (last - first).days > _MOST_DAYS_BETWEEN:
        return None
    possible = (_day(year, wanted) for year in range(first.year - 1, last.year + 2))
    return frozenset(day.year for day in possible if day and first - _GRACE <= day <= last + _GRACE)


def is_in_order(days: Sequence[date]) -> bool:
    """Does no day lie before the one in front of it, but for the grace between two clocks?"""
    return all(later >= earlier - _GRACE for earlier, later in pairwise(days))


def numbers_go_on(days: Sequence[date]) -> bool:
    """Do the numbers of a series, whose days these are in the order of numbers, go on from one year into the next?

    Many ministries begin again with No. 1 each January: the numbers of two years are then mixed in the series,
    and one year alone does not show whether they begin again.
    """
    return is_in_order(days) and bool(days) and days[-1] - days[0] > _YEAR_OF_WORK


def _is_another_weekday(article: Article, day: date) -> bool:
    """Does a weekday stand beside the printed day that the day does not fall on?"""
    where = article.origins.get("published")
    beside = " ".join(each.value for each in article.published.evidence if each.where == where)
    named = {weekday_number(word, language=article.language) for word in _WORD.findall(beside)} - {None}
    return bool(named) and day.weekday() not in named


def _with_year(article: Article, year: int, places: Sequence[Surroundings]) -> Article:
    published = article.published
    printed = published.value or ""
    told = tuple(
        Evidence(_KIND, side.days[0].isoformat(), f"article {side.nearest}, {beside} it in {place.series}")
        for place in places
        for side, beside in ((place.before, "before"), (place.after, "after"))
    )
    return replace(
        article,
        published=Published(
            value=f"{year:04d}{printed[1:]}",
            precision="minute" if "T" in printed else "day",
            source=NEIGHBOURS,
            timezone=published.timezone,
            confidence=_CONFIDENCE,
            candidates=((printed, published.confidence), *published.candidates),
            evidence=(*published.evidence, *told),
        ),
        origins={**article.origins, "published": f"{article.origins.get('published', '')}{_TOLD}"},
    )


def _day(year: int, month_and_day: tuple[int, int]) -> date | None:
    try:
        return date(year, *month_and_day)
    except ValueError:
        return None
