"""Rules for single sites (sites.toml): which site a page is of, and what its parts are."""

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast
from urllib.parse import urlsplit

from lxml import etree

from presssearch.readers.marks import ROLE_ATTRIBUTE
from presssearch.readers.page import chars_of, take_out, text_of
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
_FACTS = ("ministry", "country", "language", "timezone")
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
        for node in _selected(root, (selector,)):
            marked = _marked(node, site.selectors)
            if marked is not None:
                return marked
    return None


def _marked(node: etree._Element, selectors: dict[str, tuple[str, ...]]) -> Marked | None:
    whole = etree.Element("body")
    whole.append(deepcopy(node))
    for element in _selected(whole, selectors.get("remove", ())):
        take_out(element)
    bodies = _selected(whole, selectors.get("body", ()))
    if not any(chars_of(element) >= 40 for element in bodies):
        return None
    for part, role in _ROLES:
        for element in _selected(whole, selectors.get(part, ())):
            element.set(ROLE_ATTRIBUTE, role.value)
    reference = _take_reference(whole, selectors)
    body = etree.Element("body")
    for element in list(_outermost(whole, set(bodies))):
        element.tail = None
        for name in ("class", "id", "style", "hidden"):  # the rule is stronger than words such as "teaser"
            if name in element.attrib:
                del element.attrib[name]
        etree.SubElement(body, "div").append(element)  # two <span>s that touch are two parts
    return Marked(body, reference)


def _take_reference(whole: etree._Element, selectors: dict[str, tuple[str, ...]]) -> str | None:
    """The first short text that the rule calls a reference number, taken out of the tree."""
    for element in _selected(whole, selectors.get("reference", ())):
        text = squeeze(text_of(element))
        if 0 < len(text) <= _REFERENCE_CHARS:
            take_out(element)
            return text
    return None


def _outermost(whole: etree._Element, bodies: set[etree._Element]) -> Iterator[etree._Element]:
    """The parts that the rule names, in the order of the page, none inside another."""
    walker = etree.iterwalk(whole, events=("start",))
    for _, element in walker:
        if element in bodies or element.get(ROLE_ATTRIBUTE) is not None:
            yield element
            walker.skip_subtree()


def _selected(place: etree._Element, selectors: tuple[str, ...]) -> list[etree._Element]:
    """What is selected below a place, in the order of the page."""
    return cast(list[etree._Element], _xpath(selectors)(place)) if selectors else []


@cache
def _xpath(selectors: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(" | ".join(f".{simple_xpath(selector)}" for selector in selectors))


_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<rest>(?:[#.][\w-]+|\[[\w:-]+=[\w:-]+\])*)")
_PART = re.compile(r"#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)|\[(?P<attr>[\w:-]+)=(?P<value>[\w:-]+)\]")


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
