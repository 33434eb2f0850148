"""What the article page shows, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from presssearch.article import Article, Organisation, Person, card_of
from presssearch.fields import BY_NAME
from presssearch.search.fragments import Fragment
from presssearch.search.page import MarkedArticle
from presssearch.search.params import SearchParams
from presssearch.search.person_page import PersonParams
from presssearch.search.similar import SimilarPage
from presssearch.web.citing import citation, linked_data, metas
from presssearch.web.dating_view import Dating, dating
from presssearch.web.filters_view import FormView, Link
from presssearch.web.languages import direction, gettext
from presssearch.web.person_view import ReleaseView, release_view
from presssearch.web.urls import article_urls, office_url, person_url, search_url, value_url, web_address
from presssearch.web.versions_view import VersionView, versions_view
from presssearch.web.wording import DateText, date_text, label_text, number_text, place_text, value_text


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
    """name: leads to the page of the person; office and country: to searches."""

    name: Link
    office: Link | None
    country: Link | None


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
    """original: the address of the release, where it may be a link. hits: how many pieces of the text are marked, as
    #hit-1, #hit-2 …; permalink: the address of this page, with the name of this host. data, metas: for search engines
    and Zotero."""

    title: str
    form: FormView
    back: str | None
    lang: str | None
    dir: str
    rubric: Link | None
    headline: tuple[Fragment, ...]
    dateline: str | None
    date: DateText
    dating: Dating
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
    versions: tuple[VersionView, ...]
    notice: str | None
    similar: tuple[ReleaseView, ...]
    same_event: tuple[ReleaseView, ...]
    permalink: str
    citation: str
    data: dict[str, Any]
    metas: tuple[tuple[str, str], ...]


def article_view(
    article: Article,
    marked: MarkedArticle,
    *,
    query: str,
    formats: Sequence[Link],
    revisions: Sequence[Article],
    similar: SimilarPage | None,
) -> ArticleView:
    """formats: what the release can be taken away as, JSON first. revisions: all of them, oldest first."""
    permalink = article_urls()(article.id)
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
        dating=dating(article.published),
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
        versions=versions_view(revisions, article),
        notice=gettext("This is an older version of the release.")
        if article.revision < revisions[-1].revision
        else None,
        similar=tuple(release_view(card_of(one.article)) for one in similar.similar) if similar else (),
        same_event=tuple(release_view(card_of(one.article)) for one in similar.same_event) if similar else (),
        permalink=permalink,
        citation=citation(article, web_address(article.url) or permalink),
        data=linked_data(article, permalink),
        metas=metas(article, permalink),
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
        Fact(label_text(BY_NAME["city"]), _links("city", _cities(article))),
        Fact(gettext("Organisations"), organisations),
        Fact(gettext("Countries"), _links("country", article.countries)),
        Fact(gettext("Language"), _links("language", [article.language] if article.language else [])),
        Fact(gettext("Address"), text=article.url if article.url and not web_address(article.url) else None),
        Fact(gettext("Revision"), text=number_text(article.revision) if article.revision > 1 else None),
        Fact(gettext("Id"), text=article.id),
    ]
    return [row for row in rows if row.links or row.text]


def _cities(article: Article) -> list[str]:
    """Of the dateline, as the filter has them."""
    places = article.dateline.places if article.dateline else ()
    return list(dict.fromkeys(place.name for place in places if place.name))


_ORGANISATIONS = BY_NAME["organisations"]


def _with_acronym(one: Organisation) -> str:
    return f"{one.name} ({one.acronym})" if one.acronym and one.acronym != one.name else one.name


def _person(person: Person) -> PersonView:
    """The country only where the office does not name it."""
    country = _link("country", person.country)
    return PersonView(
        name=Link(person.name, person_url(PersonParams(person.name))),
        office=Link(person.office, office_url(person.office)) if person.office else None,
        country=None if country and country.text in (person.office or "") else country,
    )


def _origins(article: Article) -> list[Origin]:
    return [Origin(_label(name), place) for name, place in article.origins.items()]


def _label(name: str) -> str:
    field = BY_NAME.get(name)
    return label_text(field) if field else name.replace("_", " ").capitalize()
