"""Rules for single sites (sites.toml): which site a page is of, and what its parts are."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from lxml import etree, html

from presssearch.errors import ReadError
from presssearch.readers.nodes import ROLE_ATTRIBUTE
from presssearch.readers.raw import Clue, Role

_ROLES = (
    ("title", Role.TITLE),
    ("rubric", Role.RUBRIC),
    ("date", Role.DATE),
    ("byline", Role.BYLINE),
    ("credit", Role.CREDIT),
)
_FACTS = ("ministry", "country", "language", "timezone")


@dataclass(frozen=True, slots=True)
class Site:
    """One table of sites.toml. selectors: by part (title, rubric, …, body, remove)."""

    code: str
    hosts: tuple[str, ...]
    names: frozenset[str]
    facts: tuple[tuple[str, str], ...]
    article: tuple[str, ...]
    selectors: dict[str, str]

    def clues(self) -> tuple[Clue, ...]:
        """What is known of the site before one page of it is read."""
        return tuple(Clue("site", name, value) for name, value in self.facts)

    def language(self) -> str | None:
        return dict(self.facts).get("language")


@cache
def load_sites() -> tuple[Site, ...]:
    """The sites of sites.toml, in its order."""
    text = resources.files("presssearch.readers").joinpath("sites.toml").read_text(encoding="utf-8")
    parts = (*(name for name, _ in _ROLES), "body", "remove")
    return tuple(
        Site(
            code=table["code"],
            hosts=tuple(table.get("hosts", ())),
            names=frozenset(name.casefold() for name in table.get("names", ())),
            facts=tuple((name, table[name]) for name in _FACTS if name in table),
            article=tuple(table.get("article", ())),
            selectors={part: ", ".join(table[part]) for part in parts if part in table},
        )
        for table in tomllib.loads(text)["site"]
    )


_TITLE_PARTS = re.compile(r"\s[|–—·»«:-]\s")


def find_site(url: str | None, site_name: str | None, written_title: str | None) -> Site | None:
    """The site of a page, by its own address; without one, by the name that it gives itself."""
    host = (urlsplit(url).hostname or "") if url else ""
    if host:
        fits = ((len(known), site) for site in load_sites() for known in site.hosts if f".{host}".endswith(f".{known}"))
        return max(fits, key=lambda fit: fit[0], default=(0, None))[1]
    names = {(site_name or "").strip().casefold()}
    if written_title:
        names.add(_TITLE_PARTS.split(written_title)[-1].strip().casefold())
    return next((site for site in load_sites() if site.names & names), None)


def article_of_site(root: etree._Element, site: Site) -> etree._Element | None:
    """The article as the site's rule sees it: a new tree whose parts carry their roles; None where no rule fits."""
    for selector in site.article:
        for node in cast(list[etree._Element], root.xpath(simple_xpath(selector))):
            marked = _marked(node, site)
            if marked is not None:
                return marked
    return None


def _marked(node: etree._Element, site: Site) -> etree._Element | None:
    try:
        soup = BeautifulSoup(etree.tostring(node, encoding="unicode", method="html", with_tail=False), "lxml")
        if "remove" in site.selectors:
            for tag in soup.select(site.selectors["remove"]):
                tag.decompose()
        bodies = soup.select(site.selectors["body"]) if "body" in site.selectors else []
        if not any(len(tag.get_text(strip=True)) >= 40 for tag in bodies):
            return None
        for part, role in _ROLES:
            for tag in soup.select(site.selectors[part]) if part in site.selectors else ():
                tag[ROLE_ATTRIBUTE] = role.value
        wanted = {id(tag) for tag in bodies}
        parts = "".join(str(tag) for tag in _outermost(soup, wanted))
        return html.document_fromstring(f"<html><body>{parts}</body></html>")
    except Exception as error:
        raise ReadError(f"not a page that can be parsed: {error}") from error


def _outermost(soup: BeautifulSoup, wanted: set[int]) -> Iterator[Tag]:
    """The parts that the rule names, in the order of the page, none inside another."""
    for tag in soup.find_all(True):
        if (id(tag) in wanted or tag.has_attr(ROLE_ATTRIBUTE)) and not any(
            id(above) in wanted or above.has_attr(ROLE_ATTRIBUTE) for above in tag.parents if isinstance(above, Tag)
        ):
            yield tag


_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<rest>(?:[#.][\w-]+|\[[\w:-]+=[\w-]+\])*)")
_PART = re.compile(r"#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)|\[(?P<attr>[\w:-]+)=(?P<value>[\w-]+)\]")


@cache
def simple_xpath(selector: str) -> str:
    """XPath for a selector of tags, #ids, .classes and [attribute=value], one or several in a row.

    >>> simple_xpath("main#content .text")
    "//main[@id='content']//*[contains(concat(' ', normalize-space(@class), ' '), ' text ')]"
    """
    steps = []
    for compound in selector.split():
        found = _SIMPLE.fullmatch(compound)
        if found is None:
            raise ValueError(f"sites.toml: {selector!r} is not a simple selector")
        steps.append("//" + (found["tag"] or "*") + "".join(_condition(part) for part in _PART.finditer(found["rest"])))
    return "".join(steps)


def _condition(part: re.Match[str]) -> str:
    if part["id"]:
        return f"[@id='{part['id']}']"
    if part["cls"]:
        return f"[contains(concat(' ', normalize-space(@class), ' '), ' {part['cls']} ')]"
    return f"[@{part['attr']}='{part['value']}']"
