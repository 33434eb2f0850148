"""The headline of a page: which element it is, and where it begins and ends among what surrounds it."""

import re
from functools import cache

from lxml import etree

from presssearch.readers.furniture import is_furniture, name_words
from presssearch.readers.page import text_of
from presssearch.readers.page_words import page_words
from presssearch.readers.raw import Block, Role
from presssearch.readers.text import squeeze

# Between a title and the name of the site: "Visit | Ministry", "Visit_外交部", "No: 96, Visit / Ministry".
_SITE_MARK = re.compile(r"\s*[|｜·»«_]\s*|\s+(?:[/–—:-]|::)\s+")


def find_title(body: etree._Element, node: etree._Element, title: str | None, page_chars: int) -> etree._Element | None:
    """The headline element: an h1, or a heading or short element that says what the page's title says.

    Of equals the last one above the article wins: teasers of the same release stand further up.
    """
    wanted = _folded(title or "")
    forms = {wanted, *(part for part in _without_site(wanted) if len(part) >= 10)} - {""}
    first = {form[0] for form in forms}
    best: tuple[int, int, int] | None = None
    found: etree._Element | None = None
    above = True
    for order, element in enumerate(body.iter(*_TITLE_TAGS, node.tag)):
        if element is node:
            above = False
        if element.tag not in _HEADINGS and not _is_declared(element) and not _may_be(element, first):
            continue
        if element.tag not in _TITLE_TAGS or (score := _title_score(element, wanted, forms)) == 0:
            continue
        inside = not above and is_inside(element, node)
        if not (above or inside) or (best is not None and score < best[0]):
            continue
        rank = (score, 1, order) if above else (score, 0, -order)
        if (best is None or rank > best) and not _is_hidden_away(element, page_chars):
            best, found = rank, element
    return found if found is not None else _heading_above(node, page_chars)


def _heading_above(node: etree._Element, page_chars: int) -> etree._Element | None:
    """Without an h1, and with a <title> that says something else: the heading right above the text."""
    for sibling in list(node.itersiblings(preceding=True))[:3]:
        if not isinstance(sibling.tag, str) or is_furniture(sibling, page_chars):
            continue
        headings = [element for element in sibling.iter("h1", "h2", "h3", "h4") if squeeze(text_of(element))]
        if len(headings) == 1 and 10 <= len(squeeze(text_of(headings[0]))) <= 300:
            return headings[0]
    return None


_HEADINGS = ("h1", "h2", "h3")


def _is_declared(element: etree._Element) -> bool:
    return element.get("itemprop") == "headline"


def _may_be(element: etree._Element, first: set[str]) -> bool:
    """Can the element say what one of the forms says, that begin with such letters? Most elements of a page cannot."""
    if len(element) > 3:
        return False
    begins = (element.text or "").lstrip() or next(
        (text for part in element.itertext() if (text := str(part).lstrip())), " "
    )
    return begins[0].casefold()[:1] in first or not begins[0].isalnum()


_TITLE_TAGS = ("h1", "h2", "h3", "h4", "div", "p", "td", "span", "strong", "b", "font")


def _title_score(element: etree._Element, wanted: str, forms: set[str]) -> int:
    """How much an element looks like the headline; 0: not at all."""
    tag = element.tag
    if _is_declared(element):
        return 5
    if tag not in _HEADINGS:
        # the name of a section begins the title of many a page
        named = len(element) <= 3 and name_words(element).isdisjoint(_rubrics())
        return 4 if named and forms and _folded(text_of(element)[:1000]) in forms else 0
    text = _folded(text_of(element)[:1000])
    if len(text) < 4 or len(text) > 500:
        return 0
    score = {"h1": 3, "h2": 1}.get(str(tag), 0)
    shorter, longer = sorted((text, wanted), key=len)
    if text in forms:
        return score + 4
    if len(shorter) * 2 >= len(longer) and shorter in longer:
        return score + (3 if longer.startswith(shorter) else 2)
    return score if tag == "h1" else 0


@cache
def _rubrics() -> frozenset[str]:
    return frozenset(dict(page_words().roles)[Role.RUBRIC])


def _is_hidden_away(element: etree._Element, page_chars: int) -> bool:
    """Does it stand in the head or the furniture of the page?"""
    places = (element, *element.iterancestors())
    if any(is_furniture(place, page_chars) for place in places):
        return True
    if _is_declared(element):
        return False
    return any(_heads_page(name_words(place)) for place in places[:4]) and not any(
        place.tag in ("article", "main", "header") for place in places
    )


def _heads_page(words: frozenset[str]) -> bool:
    """ "site-header" does, and "header" alone may; "article__header" does not."""
    if not words.isdisjoint(("logo", "masthead", "sitename")):
        return True
    return "header" in words and words.isdisjoint(("article", "post", "entry", "news", "story", "content", "detail"))


def _without_site(title: str) -> tuple[str, str]:
    """The title cut at the last and at the first mark that may part it from the name of its site."""
    marks = list(_SITE_MARK.finditer(title))
    return (title[: marks[-1].start()], title[: marks[0].start()]) if marks else (title, title)


def own_title(title: str | None, blocks: tuple[Block, ...]) -> str | None:
    """The title without the name of the site behind it, where the page prints it without."""
    printed = next((block.text for block in blocks if block.role is Role.TITLE), None)
    if title is not None and printed is not None and title.startswith(printed):
        return printed if _SITE_MARK.match(title, len(printed)) else title
    return title


def part_title(blocks: tuple[Block, ...], title: str | None) -> tuple[Block, ...]:
    """Take "Press release" out of the headline element, where the page's own title is without it."""
    at = next((n for n, block in enumerate(blocks) if block.role is Role.TITLE), None)
    if at is None or not title or len(title) < 10 or blocks[at].text == title:
        return blocks
    printed = blocks[at].text
    if printed.startswith(f"{title} ") and _is_label(rest := printed[len(title) :].strip()):
        parts = (Block(title, Role.TITLE), Block(rest, Role.RUBRIC))
    elif printed.endswith(f" {title}") and _is_label(rest := printed[: -len(title)].strip()):
        parts = (Block(rest, Role.RUBRIC), Block(title, Role.TITLE))
    else:
        return blocks
    return (*blocks[:at], *parts, *blocks[at + 1 :])


def _is_label(text: str) -> bool:
    return len(text) <= 40 and len(text.split()) <= 4 and text[:1].isalpha() and not text[:1].islower()


def _folded(text: str) -> str:
    return squeeze(text).casefold()


def is_inside(element: etree._Element, node: etree._Element) -> bool:
    """Is the element the node, or somewhere in it?"""
    return element is node or any(ancestor is node for ancestor in element.iterancestors())
