"""What a page says of itself: JSON-LD, meta elements, <time>, links. Evidence, not judgement."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urljoin, urlsplit

from lxml import etree

from presssearch.readers import limits
from presssearch.readers.page import text_of
from presssearch.readers.page_words import page_words
from presssearch.readers.raw import Clue
from presssearch.readers.text import squeeze

_META = re.compile(
    r"(?:article|dc|dcterms|dc\.date|parsely|sailthru|govuk|citation)[:._-](?!publisher|tag|opinion|content|type|format|delivery)"
    r".{1,60}|og:(?:title|url|site_name|locale|updated_time|article:.{1,40})|cxenseparse:(?:recs:)?publishtime"
    r"|(?:pub)?date|publish(?:ed)?[-_]?(?:date|time|at|on)|publication[-_]?date|date[-_.]?(?:published|modified|created)"
    r"|last[-_]?modified|author|byline|creator|language|content-language|section|release[-_]?date"
    r"|displaydate|datum|gentime|firstpublishedtime|lastpublishedtime|columnname|articletitle|pubsource|source",
    re.IGNORECASE,
)
_META_NOISE = re.compile(r".*(?:image|description|robots|identifier|keywords|coverage|rights)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(\d{1,6}\)(\S{8,2000})")


@dataclass(slots=True)
class Head:
    """What was found. body: JSON-LD's articleBody, for pages whose text is nowhere else."""

    clues: list[Clue] = field(default_factory=list)
    title: str | None = None
    written_title: str | None = None  # <title> as it stands
    url: str | None = None
    language: str | None = None
    site_name: str | None = None
    body: str | None = None
    warnings: list[str] = field(default_factory=list)

    def value(self, *names: str) -> str | None:
        """The first value among the clues with one of the names, in the order of the names."""
        for name in names:
            for clue in self.clues:
                if clue.name.lower() == name.lower():
                    return clue.value
        return None


def read_head(root: etree._Element) -> Head:
    """Collect the clues of a page; url, language and titles are chosen among them."""
    head = Head()
    head.clues.extend(_json_ld(root, head))
    head.clues.extend(_meta(root))
    links = list(_links(root, head.value("og:url"), head.value("url", "mainEntityOfPage")))
    head.clues.extend(Clue("url", name, value[: limits.CLUE_CHARS]) for name, value in links)
    head.url = next((value for _, value in links if urlsplit(value).path.strip("/") or urlsplit(value).query), None)
    head.site_name = head.value("og:site_name")
    head.language = _language(root, head)
    head.title = _title(root, head)
    return head


def _json_ld(root: etree._Element, head: Head) -> Iterator[Clue]:
    others: list[Clue] = []
    found = False
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        try:
            value = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            head.warnings.append("JSON-LD that cannot be parsed")
            continue
        things = list(_things(value))
        known = {str(thing["@id"]): thing["name"] for thing in things if "@id" in thing and "name" in thing}
        for thing in things:
            if _is_article(thing):
                found = True
                head.body = head.body or _body(thing)
                yield from _clues_of_thing(thing, known)
            elif not others:
                others = [clue for clue in _clues_of_thing(thing, known) if clue.name.startswith("date")]
    if not found:
        yield from others


def _things(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """The typed things of a JSON-LD value, out of lists, @graph and mainEntity."""
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value[:100]:
            yield from _things(item, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity"):
            if key in value:
                yield from _things(value[key], depth + 1)


def _is_article(thing: Mapping[str, object]) -> bool:
    kind = thing.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(item, str) and item.rpartition("/")[2].lower() in page_words().jsonld_types for item in kinds)


def _body(thing: Mapping[str, object]) -> str | None:
    body = thing.get("articleBody")
    return body if isinstance(body, str) and len(body) <= limits.TEXT_CHARS else None


def _clues_of_thing(thing: Mapping[str, object], known: Mapping[str, object]) -> Iterator[Clue]:
    for key in page_words().jsonld_keys:
        for text in _names(thing.get(key), known):
            yield Clue("jsonld", key, text[: limits.CLUE_CHARS])


def _names(value: object, known: Mapping[str, object], depth: int = 0) -> Iterator[str]:
    """The names in a value. known: the names of things by their @id, for values that only point at one."""
    if isinstance(value, str):
        if text := squeeze(value):
            yield text
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list) and depth < 3:
        for item in value[:50]:
            yield from _names(item, known, depth + 1)
    elif isinstance(value, Mapping) and depth < 3:
        for key in ("name", "@value", "@id", "url"):
            if value.get(key):
                yield from _names(known.get(str(value[key]), value[key]), known, depth + 1)
                return


def _meta(root: etree._Element) -> Iterator[Clue]:
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        content = squeeze(meta.get("content", "")[: limits.CLUE_CHARS * 2])
        if content and _META.fullmatch(name) and not _META_NOISE.match(name):
            yield Clue("meta", name, content[: limits.CLUE_CHARS])


# a union, for a test of each element would take ten times as long
_TIMES = etree.XPath(
    "descendant-or-self::time | descendant-or-self::*/@itemprop[.='datePublished' or .='dateModified']/.."
)


def times_of(body: etree._Element, node: etree._Element | None) -> list[Clue]:
    """The <time> elements (and itemprop dates): name "article" where one is in the node, else "page"."""
    clues: list[Clue] = []
    for element in cast(list[etree._Element], _TIMES(body)):
        prop = element.get("itemprop", "")
        title = element.get("title") if element.tag == "abbr" else None
        value = element.get("datetime") or element.get("content") or title or squeeze(text_of(element)[:200])
        if value.strip():
            inside = node is not None and any(place is node for place in (element, *element.iterancestors()))
            name = "article" if inside else "page"
            clues.append(Clue("time", f"{name} {prop}".strip(), squeeze(value)[:200]))
        if len(clues) == 30:
            break
    return clues


def _links(root: etree._Element, og_url: str | None, jsonld_url: str | None) -> Iterator[tuple[str, str]]:
    """Web addresses that the page gives as its own, best first."""
    base = next((base.get("href", "") for base in root.iter("base")), "")
    for link in root.iter("link"):
        if "canonical" in link.get("rel", "").lower().split() and (url := _web_address(link.get("href", ""), base)):
            yield "canonical", url
    if url := _web_address(og_url or "", base):
        yield "og:url", url
    if url := _web_address(jsonld_url or "", base):
        yield "jsonld", url
    for comment in root.itersiblings(etree.Comment, preceding=True):
        if (found := _SAVED_FROM.search(comment.text or "")) and (url := _web_address(found.group(1), "")):
            yield "saved-from", url


def _web_address(href: str, base: str) -> str | None:
    """An absolute http address without its fragment, or None."""
    try:
        url = urljoin(base, href.strip()) if base else href.strip()
        parts = urlsplit(url)
    except ValueError:
        return None
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or len(url) > limits.CLUE_CHARS
        or re.search(r"\s", url)
    ):
        return None
    return url.partition("#")[0]


def _language(root: etree._Element, head: Head) -> str | None:
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    value = declared or head.value("content-language", "og:locale", "inLanguage", "dc.language", "language")
    return value.strip().replace("_", "-")[:35] or None if value else None


_SEPARATORS = (" | ", " – ", " — ", " - ", " :: ", " « ", " » ", " · ")


def _title(root: etree._Element, head: Head) -> str | None:
    """og:title, JSON-LD's headline or <title>, without the name of the site."""
    element = next(root.iter("title"), None)
    written = squeeze(text_of(element)) if element is not None else ""
    head.written_title = written or None
    title = head.value("og:title", "headline", "articletitle", "dc.title") or written
    if head.site_name:
        for separator in _SEPARATORS:
            title = title.removesuffix(separator + head.site_name)
    return title if 0 < len(title) <= limits.TITLE_CHARS else None
