"""What the article page shows, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from presssearch.article import Article, Organisation, Person, Published
from presssearch.fields import BY_NAME
from presssearch.search.fragments import Fragment
from presssearch.search.page import MarkedArticle
from presssearch.search.params import SearchParams
from presssearch.web.filters_view import FormView, Link
from presssearch.web.languages import direction, gettext
from presssearch.web.urls import search_url, value_url, web_address
from presssearch.web.wording import (
    WITNESSES,
    DateText,
    date_text,
    day_text,
    label_text,
    number_text,
    percent_text,
    place_text,
    value_text,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row about the release: links to everything that shares the value, or plain text.
    foreign: the language that the values are in is the article's."""

    label: str
    links: tuple[Link, ...] = ()
    text: str | None = None
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class PersonView:
    name: Link
    office: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class QuoteView:
    text: str
    speaker: str | None
    office: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field came from."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """original: the address of the release, where it may be a link. dated: how sure the date is. hits: how many
    pieces of the text are marked, as #hit-1, #hit-2 …"""

    title: str
    form: FormView
    back: str | None
    lang: str | None
    dir: str
    rubric: Link | None
    headline: tuple[Fragment, ...]
    dateline: str | None
    date: DateText
    dated: str | None
    source: Link | None
    place: str | None
    paragraphs: tuple[tuple[Fragment, ...], ...]
    hits: int
    facts: tuple[Fact, ...]
    people: tuple[PersonView, ...]
    quotes: tuple[QuoteView, ...]
    original: str | None
    origins: tuple[Origin, ...]
    warnings: tuple[str, ...]
    formats: tuple[Link, ...]


def article_view(article: Article, marked: MarkedArticle, *, query: str, formats: Sequence[Link]) -> ArticleView:
    """formats: what the release can be taken away as, JSON first."""
    return ArticleView(
        title=article.headline or gettext("Without a headline"),
        form=FormView(query=query),
        back=search_url(SearchParams(query=query)) if query else None,
        lang=article.language,
        dir=direction(article.language),
        rubric=_link("rubric", article.rubric),
        headline=marked.headline or (Fragment(gettext("Without a headline")),),
        dateline=article.dateline.raw if article.dateline else None,
        date=date_text(article.published),
        dated=_certainty(article.published),
        source=_link("source", article.source),
        place=place_text(article.dateline.places if article.dateline else ()),
        paragraphs=marked.paragraphs,
        hits=marked.hits,
        facts=tuple(_facts(article)),
        people=tuple(map(_person, article.people)),
        quotes=tuple(QuoteView(quote.text, quote.speaker, quote.office) for quote in article.quotes),
        original=web_address(article.url),
        origins=tuple(_origins(article)),
        warnings=article.warnings,
        formats=tuple(formats),
    )


def _link(name: str, value: str | None) -> Link | None:
    return Link(value_text(BY_NAME[name], value), value_url(BY_NAME[name], value)) if value else None


def _links(name: str, values: Sequence[str]) -> tuple[Link, ...]:
    return tuple(link for value in values if (link := _link(name, value)))


def _facts(article: Article) -> list[Fact]:
    """The rows that have a value, in reading order."""
    organisations = tuple(
        Link(_with_acronym(one), value_url(_ORGANISATIONS, one.name)) for one in article.organisations
    )
    rows = [
        Fact(gettext("Byline"), _links("byline", article.byline), foreign=True),
        Fact(gettext("Credit"), text=article.credit, foreign=True),
        Fact(gettext("Reference"), text=article.reference),
        Fact(gettext("Organisations"), organisations),
        Fact(gettext("Countries"), _links("country", article.countries)),
        Fact(gettext("Language"), _links("language", [article.language] if article.language else [])),
        Fact(gettext("Address"), text=article.url if article.url and not web_address(article.url) else None),
        Fact(gettext("Revision"), text=number_text(article.revision) if article.revision > 1 else None),
        Fact(gettext("Id"), text=article.id),
    ]
    return [row for row in rows if row.links or row.text]


_ORGANISATIONS = BY_NAME["organisations"]


def _with_acronym(one: Organisation) -> str:
    return f"{one.name} ({one.acronym})" if one.acronym and one.acronym != one.name else one.name


def _person(person: Person) -> PersonView:
    """The country only where the office does not name it."""
    country = value_text(BY_NAME["country"], person.country) if person.country else None
    return PersonView(
        name=Link(person.name, value_url(BY_NAME["people"], person.name)),
        office=person.office,
        country=None if country and country in (person.office or "") else country,
    )


def _certainty(published: Published) -> str | None:
    """`from: dateline; perhaps 12 June 2018 (60%)`."""
    parts = []
    if published.source:
        parts.append(gettext("from: %(witness)s", witness=_witness(published.source)))
    if published.value and published.timezone:
        parts.append(gettext("time zone %(zone)s", zone=published.timezone))
    if published.value and 0 < published.confidence < 1:
        parts.append(gettext("%(percent)s sure", percent=percent_text(published.confidence)))
    parts += [
        gettext("perhaps %(day)s (%(percent)s)", day=_spoken(value), percent=percent_text(weight))
        for value, weight in published.candidates[:3]
    ]
    return gettext("; ").join(parts) or None


def _witness(kind: str) -> str:
    return gettext(WITNESSES[kind]) if kind in WITNESSES else kind


def _spoken(value: str) -> str:
    """A candidate in words; as it stands where it is no date of ours."""
    try:
        return day_text(value)
    except (ValueError, IndexError):
        return value


def _origins(article: Article) -> list[Origin]:
    found = [Origin(_label(name), place) for name, place in article.origins.items()]
    found += [
        Origin(gettext("Date: %(kind)s", kind=one.kind), f"{one.value} ({one.where})")
        for one in article.published.evidence
    ]
    return found


def _label(name: str) -> str:
    field = BY_NAME.get(name)
    return label_text(field) if field else name.replace("_", " ").capitalize()
