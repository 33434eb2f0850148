"""Which parts of a page are not its article: menus, shares, related items, cookie notes …"""

import re
from functools import lru_cache
from itertools import islice

from lxml import etree

from presssearch.readers.page import chars_of
from presssearch.readers.page_words import page_words

_SPLIT = re.compile(r"[^\w]+|_+|(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Too large, or too small, to be judged by their class.
_KEPT_TAGS = frozenset(("html", "body", "main", "article", "p", "h1", "time", "b", "strong", "em", "i", "span", "a"))


@lru_cache(maxsize=4096)
def words_of(names: str) -> frozenset[str]:
    """The words of a class or id attribute: "newsDetail_photo-credit" -> news, detail, photo, credit."""
    return frozenset(word.lower() for word in _SPLIT.split(names[:500]) if word)


def name_words(element: etree._Element) -> frozenset[str]:
    """The words of the class and id of an element."""
    names = element.get("class", "")
    ident = element.get("id", "")
    return words_of(f"{names} {ident}") if names or ident else frozenset()


def is_furniture(element: etree._Element, page_chars: int) -> bool:
    """Should this element and all that is in it be left out?

    page_chars: text of the whole page; an element that holds nearly half of it is kept whatever its
    class says ("content with-sidebar").
    """
    tag = element.tag
    if not isinstance(tag, str) or tag in page_words().furniture_tags:
        return True
    names = element.keys()
    if not names and tag != "header":  # so are most elements
        return tag in page_words().soft_tags and not _holds_much(element, page_chars)
    if "hidden" in names:
        return True
    if (classes := element.get("class")) and is_hidden_class(classes) and tag not in ("body", "main", "article", "h1"):
        return not _is_mark(element) and not _holds_much(element, page_chars)
    if tag == "header":
        return not _is_header_of_article(element)
    return _looks_like_furniture(element, tag) and not _holds_much(element, page_chars)


def _looks_like_furniture(element: etree._Element, tag: str) -> bool:
    known = page_words()
    if tag in known.soft_tags or element.get("role", "").lower() in known.furniture_roles:
        return True
    if _HIDDEN.search(element.get("style", "")):
        return True
    if tag in _KEPT_TAGS:
        return False
    words = name_words(element)
    if not words or ("footer" in words and _dates_article(element)):
        return False
    return (
        _means_furniture(words)
        or (_names_frame(words) and _is_of_frame(element))
        or (not words.isdisjoint(known.around_links) and element.find(".//a") is not None)
    )


def _dates_article(element: etree._Element) -> bool:
    """Is it the line with the day of an article, as schema.org marks both? Some systems call it a footer."""
    if element.find(".//*[@itemprop='datePublished']") is None:
        return False
    return any("Article" in place.get("itemtype", "") for place in islice(element.iterancestors(), _ARTICLE_LEVELS))


_ARTICLE_LEVELS = 3
_FRAME_LEVELS = 2
_FEWEST_LINKS = 2
_MENU_CHARS = 40


def _names_frame(words: frozenset[str]) -> bool:
    known = page_words()
    return not words.isdisjoint(known.frames) and words <= known.frames | known.beside_frames


def _is_of_frame(element: etree._Element) -> bool:
    """Does it stand right below the body, or in one element below it, and hold no title? So do heads of sites."""
    around = list(islice(element.iterancestors(), _FRAME_LEVELS))
    if any(place.tag in ("article", "main") for place in around) or all(place.tag != "body" for place in around):
        return False
    return next(element.iter("h1", "h2", "h3"), None) is None


def is_menu_cell(element: etree._Element) -> bool:
    """Is it a cell of a table with nothing but several short links?"""
    if element.tag != "td":
        return False
    links = [chars_of(link) for link in element.iter("a")]
    return len(links) >= _FEWEST_LINKS and max(links) <= _MENU_CHARS and sum(links) * 10 >= chars_of(element) * 9


@lru_cache(maxsize=4096)
def _means_furniture(words: frozenset[str]) -> bool:
    known = page_words()
    if not words.isdisjoint(known.builders):
        words = words - {"widget", "widgets"}
    return not words.isdisjoint(known.furniture) or any(names <= words for names in known.furniture_together)


def _is_mark(element: etree._Element) -> bool:
    """A ":" that parts a kicker from its title for those who listen serves those who search, too."""
    return len(element) == 0 and not any(char.isalnum() for char in element.text or "")


_SHOWN_AGAIN = re.compile(r":(?:block|flex|grid|inline)|\bd-(?:sm|md|lg|xl|xxl)-|\bvisible\b")


@lru_cache(maxsize=4096)
def is_hidden_class(classes: str) -> bool:
    """Do the classes say that the element is not shown: "sr-only", but not "hidden md:block"?"""
    return not page_words().hidden.isdisjoint(classes.split()) and _SHOWN_AGAIN.search(classes) is None


def _is_header_of_article(element: etree._Element) -> bool:
    if element.find(".//nav") is not None:
        return False
    inside = any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())
    return inside or element.find(".//h1") is not None


def _holds_much(element: etree._Element, page_chars: int) -> bool:
    if element.find(".//p") is None and element.find(".//br") is None:
        return False
    chars = chars_of(element)
    if chars * 5 <= page_chars * 2:
        return False
    links = sum(chars_of(link) for link in element.iter("a"))
    return links * 2 < chars
