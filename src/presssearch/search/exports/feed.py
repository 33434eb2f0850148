"""Atom (RFC 4287): the releases of a search for a feed reader, their ids for ever.

An entry's id is made of the article's id alone: it does not change with the server, the query or a revision.
`updated` is when the words of a release last changed in the record, or came into it; `published` is the day of
publication, with the time where its zone is known, else at 00:00 UTC. Where the day is not known there is none: Atom
has no months, and readers take 2018-06 in any element for its first day. The feed's own `updated` is that of its
newest entry, never now; it stands at the end, where all entries have been seen: elements may come in any order.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from presssearch.article import Article
from presssearch.search.exports.citation import UNTITLED, citation_of
from presssearch.search.exports.export import Addresses, Export
from presssearch.search.exports.text import one_line, plain

MIMETYPE = "application/atom+xml"
SUMMARY_CHARS = 600
_IDS = uuid.UUID("6d0c3a52-5c8e-5d0f-9a55-3f1b7a7f2f10")  # of everything that presssearch names in a feed
_NEVER = "1970-01-01T00:00:00Z"  # for what was recorded before times were kept
_ZONE = re.compile(r"[+-][0-9]{2}:[0-9]{2}|Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def write_atom(export: Export) -> Iterator[str]:
    addresses = export.addresses
    title = f"Press releases: {export.described}"
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield '<feed xmlns="http://www.w3.org/2005/Atom"'
    yield ' xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">\n'
    yield _element("id", _urn(f"search {export.params.whole().to_query()}"))
    yield _element("title", title)
    yield "<author><name>presssearch</name></author>\n"
    yield _link("self", addresses.export(export.params), MIMETYPE)
    yield _link("alternate", addresses.page, "text/html")
    yield _link("next", addresses.export(export.next) if export.next else None, MIMETYPE)
    yield _element("opensearch:totalResults", str(export.total))
    newest = ""
    for article in export.articles:
        updated = _updated(article)
        newest = max(newest, updated)
        yield _entry(article, addresses, updated)
    changed = export.changed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if export.changed_at else _NEVER
    yield _element("updated", newest or changed)
    yield "</feed>\n"


def _entry(article: Article, addresses: Addresses, updated: str) -> str:
    language = article.language if article.language and _LANGUAGE.fullmatch(article.language) else None
    here = addresses.article(article.id)
    url = one_line(article.url or "") or None
    parts = [
        f"<entry xml:lang={quoteattr(language)}>\n" if language else "<entry>\n",
        _element("id", _urn(f"article {article.id}")),
        _element("title", one_line(article.headline or "") or UNTITLED),
        _element("updated", updated),
        _element("published", _published(article)),
        *(f"<author>{_element('name', name).strip()}</author>\n" for name in citation_of(article, addresses).authors),
        f"<category term={quoteattr(one_line(article.rubric))}/>\n" if article.rubric else "",
        _link("alternate", here or url, "text/html" if here else None),
        _link("via", url if here else None),
        _element("summary", _summary(article.body)),
        "</entry>\n",
    ]
    return "".join(parts)


def _updated(article: Article) -> str:
    return article.recorded.edited if article.recorded else _published(article) or _NEVER


def _published(article: Article) -> str | None:
    """RFC 3339, in UTC, so that times can be compared as text."""
    value, zone = article.published.value, article.published.timezone
    if article.published.days() is None or article.published.precision not in ("day", "minute"):
        return None
    day, _, clock = str(value).partition("T")
    if not clock or not zone or not _ZONE.fullmatch(zone):
        return f"{day}T00:00:00Z"
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}:00{zone}").astimezone(UTC)
    except (ValueError, OverflowError):  # no such zone; in the year 1
        return f"{day}T00:00:00Z"
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _summary(body: str) -> str | None:
    text = one_line(body[: 2 * SUMMARY_CHARS])
    if len(text) <= SUMMARY_CHARS:
        return text or None
    cut = text.rfind(" ", SUMMARY_CHARS // 2, SUMMARY_CHARS)
    return text[: cut if cut > 0 else SUMMARY_CHARS] + " …"


def _urn(name: str) -> str:
    return uuid.uuid5(_IDS, plain(name)).urn


def _element(name: str, text: str | None) -> str:
    return f"<{name}>{escape(plain(text))}</{name}>\n" if text else ""


def _link(rel: str, href: str | None, kind: str | None = None) -> str:
    if href is None:
        return ""
    typed = f" type={quoteattr(kind)}" if kind else ""
    return f'<link rel="{rel}"{typed} href={quoteattr(plain(href))}/>\n'
