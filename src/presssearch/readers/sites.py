"""Rules for single sites (sites.toml): which site a page is of, and what its parts are."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from lxml import etree, html
from lxml.cssselect import CSSSelector

from presssearch.readers.marks import ROLE_ATTRIBUTE
from presssearch.readers.raw import Clue, Role
from presssearch.readers.text import squeeze

_ROLES = (
    ("title", Role.TITLE),
    ("rubric", Role.RUBRIC),
    ("date", Role.DATE),
    ("byline", Role.BYLINE),
    ("credit", Role.CREDIT),
)
_PARTS = (*(name for name, _ in _ROLES), "body", "remove", "reference")
_FACTS = ("country", "language", "timezone")
_BODY_CHARS = 40  # a body with less is a rule that does not fit
_REFERENCE_CHARS = 80  # "Press release No. 214/2018"


@dataclass(frozen=True, slots=True)
class Site:
    """One table of sites.toml. selectors: by part (title, rubric, …, body, remove)."""

    code: str
    hosts: tuple[str, ...]
    names: frozenset[str]
    languages: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    article: tuple[str, ...]
    selectors: dict[str, tuple[str, ...]]

    def clues(self) -> tuple[Clue, ...]:
        """What is known of the site before one page of it is read."""
        return tuple(Clue("site", name, value) for name, value in self.facts)

    def language(self) -> str | None:
        """The language of all its pages; None where it has several."""
        return self.languages[0] if len(self.languages) == 1 else None


@dataclass(frozen=True, slots=True)
class Marked:
    """An article as a rule sees it: a tree of its own whose parts carry their roles, and its reference number."""

    body: etree._Element
    reference: str | None


@cache
def load_sites() -> tuple[Site, ...]:
    """The sites of sites.toml, in its order."""
    text = resources.files("presssearch.readers").joinpath("sites.toml").read_text(encoding="utf-8")
    return tuple(_site(table) for table in tomllib.loads(text)["site"])


def _site(table: dict[str, Any]) -> Site:
    languages = tuple(table["languages"])
    known = {**table, "language": languages[0]} if len(languages) == 1 else table
    return Site(
        code=table["code"],
        hosts=tuple(table["hosts"]),
        names=frozenset(name.casefold() for name in table["names"]),
        languages=languages,
        facts=tuple((name, known[name]) for name in _FACTS if name in known),
        article=tuple(table["article"]),
        selectors={part: tuple(table[part]) for part in _PARTS if part in table},
    )


_TITLE_PARTS = re.compile(r"\s[|–—·»«:-]\s")


def find_site(url: str | None, site_name: str | None, written_title: str | None) -> Site | None:
    """The site of a page, by its own address; without one, by the name that it gives itself."""
    parts = urlsplit(url or "")
    if parts.hostname:
        place = (f".{parts.hostname}", f"{parts.path}/")
        fits = ((len(known), site) for site in load_sites() for known in site.hosts if _is_at(place, known))
        return max(fits, key=lambda fit: fit[0], default=(0, None))[1]
    names = {(site_name or "").strip().casefold()}
    if written_title:
        names.add(_TITLE_PARTS.split(written_title)[-1].strip().casefold())
    return next((site for site in load_sites() if site.names & names), None)


def _is_at(place: tuple[str, str], known: str) -> bool:
    """Is a page, given as (".host", "/path/"), of a host, or of a part of a host ("gov.br/mre")?"""
    host, _, path = known.partition("/")
    return place[0].endswith(f".{host}") and (not path or place[1].startswith(f"/{path}/"))


def article_of_site(root: etree._Element, site: Site) -> Marked | None:
    """The article as the site's rule sees it; None where no rule fits."""
    for selector in site.article:
        for node in cast(list[etree._Element], CSSSelector(selector)(root)):
            marked = _marked(node, site.selectors)
            if marked is not None:
                return marked
    return None


def _marked(node: etree._Element, selectors: dict[str, tuple[str, ...]]) -> Marked | None:
    """The parts of one node, in soup: a rule takes apart, marks and puts together again, on a small tree."""
    soup = BeautifulSoup(etree.tostring(node, encoding="unicode", method="html", with_tail=False), "lxml")
    for tag in _selected(soup, selectors.get("remove", ())):
        tag.decompose()
    bodies = _selected(soup, selectors.get("body", ()))
    if not any(len(squeeze(tag.get_text())) >= _BODY_CHARS for tag in bodies):
        return None
    for part, role in _ROLES:
        for tag in _selected(soup, selectors.get(part, ())):
            tag[ROLE_ATTRIBUTE] = role.value
    reference = _take_reference(soup, selectors)
    parts = "".join(f"<div>{_bare(tag)}</div>" for tag in _outermost(soup, bodies))  # two <span>s that touch are two
    body = html.document_fromstring(f"<html><body>{parts}</body></html>").find("body")
    return None if body is None else Marked(body, reference)


def _bare(tag: Tag) -> Tag:
    """Without the attributes that general rules judge by: the rule is stronger than words such as "teaser"."""
    for name in ("class", "id", "style", "hidden"):
        tag.attrs.pop(name, None)
    return tag


def _take_reference(soup: BeautifulSoup, selectors: dict[str, tuple[str, ...]]) -> str | None:
    """The first short text that the rule calls a reference number, taken out of the soup."""
    for tag in _selected(soup, selectors.get("reference", ())):
        text = squeeze(tag.get_text())
        if 0 < len(text) <= _REFERENCE_CHARS:
            tag.decompose()
            return text
    return None


def _outermost(soup: BeautifulSoup, bodies: Sequence[Tag]) -> Iterator[Tag]:
    """The parts that the rule names, in the order of the page, none inside another."""
    wanted = {id(tag) for tag in bodies}
    taken: set[int] = set()
    for tag in soup.find_all(True):
        if tag.parent is not None and id(tag.parent) in taken:
            taken.add(id(tag))
        elif id(tag) in wanted or tag.has_attr(ROLE_ATTRIBUTE):
            taken.add(id(tag))
            yield tag


def _selected(soup: BeautifulSoup, selectors: tuple[str, ...]) -> list[Tag]:
    """What is selected, in the order of the page."""
    return list(soup.select(", ".join(selectors))) if selectors else []
