"""What the page of a person shows, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from presssearch.article import Card
from presssearch.fields import BY_NAME
from presssearch.search.params import SearchParams
from presssearch.search.people import PEOPLE
from presssearch.search.person_page import OfficeHeld, PersonPage, PersonParams, Quotation
from presssearch.search.spellings import AS
from presssearch.web.filters_view import FormView, Link
from presssearch.web.languages import direction, gettext, ngettext
from presssearch.web.timeline_view import Timeline, timeline
from presssearch.web.urls import article_url, person_url, places_url, search_url, value_url
from presssearch.web.wording import DateText, date_of, day_text, number_text, place_text, releases_text

_CITY = BY_NAME["city"]


@dataclass(frozen=True, slots=True)
class Counted:
    """also: other names that are counted with it."""

    link: Link
    count: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class OfficeView:
    """between: `June 2016 to 12 May 2018`, one date where both are the same, None where no date is known."""

    office: str
    between: str | None
    count: str


@dataclass(frozen=True, slots=True)
class QuotationView:
    """href, headline: of the release."""

    text: str
    lang: str | None
    dir: str
    speaker: str
    office: str | None
    href: str
    headline: str
    date: DateText


@dataclass(frozen=True, slots=True)
class ReleaseView:
    href: str
    headline: str
    lang: str | None
    dir: str
    place: str | None
    date: DateText


@dataclass(frozen=True, slots=True)
class PersonPageView:
    """all: the search for all releases. others: the other spellings. found: is there anybody of that name? If not,
    suggestions holds those that may be meant."""

    title: str
    name: str
    form: FormView
    found: bool
    status: str
    notices: tuple[str, ...]
    suggestions: tuple[Link, ...]
    all: Link
    map: str
    others: tuple[Counted, ...]
    offices: tuple[OfficeView, ...]
    quotations: tuple[QuotationView, ...]
    quoted: str
    people: tuple[Counted, ...]
    cities: tuple[Counted, ...]
    years: Timeline | None
    newest: tuple[ReleaseView, ...]
    previous: str | None
    next: str | None
    data: str


def person_view(page: PersonPage, notices: Sequence[str]) -> PersonPageView:
    search = _search(page)
    count = releases_text(page.total)
    return PersonPageView(
        title=gettext("%(name)s: %(releases)s", name=page.name, releases=count),
        name=page.name,
        form=FormView(),
        found=page.total > 0,
        status=count if page.total else gettext("No release names %(name)s", name=page.name),
        notices=(*notices, *page.notes),
        suggestions=tuple(_person(name) for name in page.suggestions),
        all=Link(gettext("Search all of them"), search_url(search)),
        map=places_url(search),
        others=tuple(
            Counted(
                Link(one.name, value_url(PEOPLE, one.name)),
                number_text(one.releases),
            )
            for one in page.spellings
            if one.name != page.name
        ),
        offices=tuple(map(_office, page.offices)),
        quotations=tuple(map(_quotation, page.quotations)),
        quoted=ngettext("%(count)s quotation", "%(count)s quotations", page.quoted, count=number_text(page.quoted)),
        people=tuple(Counted(_person(one.name), number_text(one.releases), ", ".join(one.also)) for one in page.people),
        cities=tuple(
            Counted(Link(value.label, search_url(search.with_filter(_CITY, value.value))), number_text(value.count))
            for value in page.cities.values
            if value.count
        ),
        years=timeline(page.years, search),
        newest=tuple(release_view(result.card) for result in page.newest),
        previous=person_url(page.previous) if page.previous else None,
        next=person_url(page.next) if page.next else None,
        data=person_url(page.params, data=True),
    )


def _search(page: PersonPage) -> SearchParams:
    value = AS + page.name if len(page.spellings) > 1 else page.name
    return SearchParams().with_filter(PEOPLE, value)


def _person(name: str) -> Link:
    return Link(name, person_url(PersonParams(name)))


def _office(held: OfficeHeld) -> OfficeView:
    days = dict.fromkeys(day_text(day) for day in (held.first, held.last) if day)
    return OfficeView(held.office, _between(*days) if days else None, releases_text(held.releases))


def _between(first: str, last: str | None = None) -> str:
    return gettext("%(first)s to %(last)s", first=first, last=last) if last else first


def _quotation(one: Quotation) -> QuotationView:
    return QuotationView(
        text=one.text,
        lang=one.language,
        dir=direction(one.language),
        speaker=one.speaker,
        office=one.office,
        href=article_url(one.article_id),
        headline=one.headline or gettext("Without a headline"),
        date=date_of(one.date),
    )


def release_view(card: Card) -> ReleaseView:
    return ReleaseView(
        href=article_url(card.id),
        headline=card.headline or gettext("Without a headline"),
        lang=card.language,
        dir=direction(card.language),
        place=place_text(card.places),
        date=date_of(card.published.value),
    )
