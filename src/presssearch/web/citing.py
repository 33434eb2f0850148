"""A release to be cited: a line of plain text to copy, and what search engines and Zotero read in a page."""

from typing import Any

from presssearch.article import Article
from presssearch.search.exports.citation import citation_of, publisher_of
from presssearch.search.exports.export import NO_ADDRESSES
from presssearch.web.languages import gettext
from presssearch.web.urls import web_address
from presssearch.web.wording import date_text, place_text


def citation(article: Article, address: str) -> str:
    """`Ministry of X, “Headline”, Almaty, 12 June 2018, https://…`; what is not known is left out."""
    places = article.dateline.places if article.dateline else ()
    day = date_text(article.published)
    parts = [
        ", ".join(article.byline) or None,
        publisher_of(article),
        f"“{article.headline}”" if article.headline else gettext("Without a headline"),
        place_text(places),
        f"{day.text} ({day.note})" if day.note else day.text,
        article.reference,
        address,
    ]
    return ", ".join(part for part in parts if part)


def linked_data(article: Article, address: str) -> dict[str, Any]:
    """The release as a NewsArticle of schema.org. A day without its year is no date there, and is left out."""
    days = article.published.days()
    publisher = publisher_of(article)
    places = article.dateline.places if article.dateline else ()
    found = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": address,
        "isBasedOn": web_address(article.url),
        "headline": article.headline,
        "datePublished": article.published.value if days else None,
        "dateline": article.dateline.raw if article.dateline else None,
        "inLanguage": article.language,
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "author": [{"@type": "Person", "name": name} for name in article.byline],
        "contentLocation": [{"@type": "Place", "name": place.name or place.raw} for place in places],
        "mentions": [{"@type": "Person", "name": person.name} for person in article.people]
        + [{"@type": "Organization", "name": one.name} for one in article.organisations],
    }
    return {key: value for key, value in found.items() if value}


def metas(article: Article, address: str) -> tuple[tuple[str, str], ...]:
    """Names and contents of the meta elements that Google Scholar asks for and Zotero's button reads, of a report with
    an institution. A date is as exact as it is known; without its year there is none."""
    cited = citation_of(article, NO_ADDRESSES)
    found = (
        ("citation_title", cited.title),
        *(("citation_author", author) for author in cited.authors),
        ("citation_publication_date", "/".join(f"{part:02}" for part in cited.issued) or None),
        ("citation_technical_report_institution", cited.publisher),
        ("citation_technical_report_number", cited.number),
        ("citation_language", cited.language),
        ("citation_public_url", address),
    )
    return tuple((name, content) for name, content in found if content)
