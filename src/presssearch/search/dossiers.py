"""What releases say of one person: offices as printed, quotations, who else is named, where and when.

Releases, cities and years are those of the search for the name in all its spellings, so each number is that of a
search. Offices, quotations and people lie in the texts of its hits, of which the newest are read.
"""

import time
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Lock

from presssearch.analysis.names import same_name
from presssearch.analysis.tokens import forms
from presssearch.article import Article
from presssearch.engines.base import MISSING, Engine, Filter, Interval, Sort
from presssearch.fields import BY_NAME
from presssearch.search.exports.export import Export
from presssearch.search.page import ResultPage
from presssearch.search.params import SearchParams
from presssearch.search.people import PEOPLE, People
from presssearch.search.person_page import NamedWith, OfficeHeld, PersonPage, PersonParams, Quotation, Spelling
from presssearch.search.spellings import AS

MAX_READ = 5000  # releases
NEWEST = 10
CITIES = 30
NAMED_WITH = 30
SUGGESTIONS = 5
_KEPT = 32  # people
_CITY = BY_NAME["city"]
_NOBODY = ""  # a name that none has


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands in the texts of the releases."""

    articles: int
    offices: tuple[OfficeHeld, ...]
    quotations: tuple[Quotation, ...]
    people: tuple[NamedWith, ...]


class Dossiers:
    """The people of one engine. search, export: those of the service. What was read is kept until the index changes."""

    def __init__(
        self,
        engine: Engine,
        people: People,
        search: Callable[[SearchParams], ResultPage],
        export: Callable[[SearchParams], Export],
    ) -> None:
        self._engine, self._people, self._search, self._export = engine, people, search, export
        self._known: OrderedDict[tuple[int, tuple[str, ...]], _Read] = OrderedDict()
        self._lock = Lock()

    def of(self, params: PersonParams) -> PersonPage:
        began = time.perf_counter()
        spelled = self._spelled(params.name.removeprefix(AS))
        asked = SearchParams(
            filters={PEOPLE: Filter(tuple(one.name for one in spelled) or (_NOBODY,))},
            sort=Sort.NEWEST,
            limit=NEWEST,
            facets=(_CITY,),
            facet_size=CITIES,
            histogram=Interval.YEAR,
        )
        found = self._search(asked)
        assert found.histogram is not None
        read = self._read(asked, tuple(one.name for one in spelled))
        start = (params.page - 1) * params.limit
        return PersonPage(
            params=params,
            name=_canonical(spelled) if spelled else params.name,
            total=found.total,
            spellings=spelled,
            read=read.articles,
            offices=read.offices,
            quotations=read.quotations[start : start + params.limit],
            quoted=len(read.quotations),
            people=read.people,
            cities=found.facets[_CITY.name],
            years=found.histogram,
            newest=found.results,
            suggestions=() if spelled else self._suggested(params.name),
            searched=found.notes,
            took_ms=round((time.perf_counter() - began) * 1000, 3),
        )

    def _spelled(self, name: str) -> tuple[Spelling, ...]:
        """The names in the index that are this one, the commonest first; none where it has none. They are those of
        the commonest, as the filter has them, unless it leaves open whether this is one of them."""
        given = self._counted(name)
        common = self._counted(_canonical(given)) if given else ()
        known, meant = ({one.name for one in spelled} for spelled in (given, common))
        return common if name in meant or name not in known else given

    def _counted(self, name: str) -> tuple[Spelling, ...]:
        counts = ((one, self._count(one)) for one in self._people.spellings(name) if one != MISSING)
        return tuple(
            Spelling(one, count) for one, count in sorted(counts, key=lambda pair: (-pair[1], pair[0])) if count
        )

    def _count(self, name: str) -> int:
        only = SearchParams(filters={PEOPLE: Filter((name,))}, limit=0, facets=(), histogram=None)
        return self._search(only).total

    def _suggested(self, name: str) -> tuple[str, ...]:
        """Names with a word that sounds like one of this, or begins so; each person once."""
        begun = (one for word in forms(name) for one, _ in self._engine.terms(PEOPLE, word, SUGGESTIONS))
        near = (one for one, _ in self._engine.names_like(name, 2 * SUGGESTIONS))
        found: list[str] = []
        for one in dict.fromkeys((*near, *begun)):
            if not any(same_name(one, other).same for other in found):
                found.append(one)
        return tuple(found[:SUGGESTIONS])

    def _read(self, asked: SearchParams, names: tuple[str, ...]) -> _Read:
        if not names:
            return _Read(0, (), (), ())
        key = self._engine.applied(), names
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        articles = list(islice(self._export(asked).articles, MAX_READ))
        found = _Read(
            articles=len(articles),
            offices=tuple(_offices(articles, frozenset(names))),
            quotations=tuple(_quotations(articles, frozenset(names))),
            people=tuple(self._named_with(articles, frozenset(names))),
        )
        with self._lock:
            self._known[key] = found
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return found

    def _named_with(self, articles: Sequence[Article], names: frozenset[str]) -> Iterator[NamedWith]:
        """The most frequent others, each person once."""
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for article in articles:
            for person in article.people:
                holders[person.name].add(article.id)
        taken = set(names)
        merged: list[NamedWith] = []
        for name in sorted(holders, key=lambda name: (-len(holders[name]), name)):
            if len(merged) == 2 * NAMED_WITH:
                break
            if name not in taken:
                also = [one for one in self._people.spellings(name) if one in holders and one not in taken | {name}]
                taken.update((name, *also))
                merged.append(NamedWith(name, len(set().union(*(holders[one] for one in (name, *also)))), tuple(also)))
        yield from sorted(merged, key=lambda one: (-one.releases, one.name))[:NAMED_WITH]


def _canonical(spelled: Sequence[Spelling]) -> str:
    """The commonest that is not all capitals."""
    return next((one.name for one in spelled if not one.name.isupper()), spelled[0].name)


def _offices(articles: Iterable[Article], names: frozenset[str]) -> list[OfficeHeld]:
    """Each office once, whatever its capitals and accents, in the spelling that is printed most."""
    printed: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    dates: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for article in articles:
        held = [person.office for person in article.people if person.name in names]
        held += [quote.office for quote in article.quotes if quote.speaker in names]
        day = _day(article) if article.published.days() else None
        for key, office in {tuple(forms(office)): office for office in held if office}.items():
            printed[key][office] += 1
            dates[key] += [day] if day else []
    found = [
        OfficeHeld(
            office=min(counts, key=lambda one: (-counts[one], one.isupper(), one)),
            first=min(dates[key], default=None),
            last=max(dates[key], default=None),
            releases=counts.total(),
        )
        for key, counts in printed.items()
    ]
    found.sort(key=lambda one: (-one.releases, one.office))
    return sorted(found, key=lambda one: one.last or "", reverse=True)


def _quotations(articles: Iterable[Article], names: frozenset[str]) -> Iterator[Quotation]:
    for article in articles:
        for quote in article.quotes:
            if quote.text and quote.speaker in names:
                yield Quotation(
                    text=quote.text,
                    speaker=quote.speaker,
                    office=quote.office,
                    article_id=article.id,
                    headline=article.headline,
                    date=article.published.value,
                    language=article.language,
                )


def _day(article: Article) -> str:
    return (article.published.value or "").partition("T")[0]
