"""What the tags and classes of a page say of its elements."""

from enum import Enum
from itertools import islice
from typing import TypeAlias

from lxml import etree

from presssearch.readers.captions import credit_of
from presssearch.readers.furniture import name_words
from presssearch.readers.page import chars_of, text_of
from presssearch.readers.page_words import page_words
from presssearch.readers.raw import Role
from presssearch.readers.text import squeeze

ROLE_ATTRIBUTE = "data-presssearch-role"  # set by a site rule


class Part(Enum):
    """What is marked on the way, and is no block."""

    CAPTION = "caption"


Mark: TypeAlias = Role | Part

_TAG_ROLES: dict[str, Mark] = {
    "h1": Role.TITLE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    "figure": Part.CAPTION,
    "figcaption": Part.CAPTION,
    "li": Role.LIST_ITEM,
    "blockquote": Role.BLOCKQUOTE,
    "time": Role.DATE,
}
_CAPTION_CHARS = 1000  # as it stands in the source, with its white space
_PICTURE_CHARS = 300
_QUOTE_CHARS = 2000
_NEAR_ELEMENTS = 50
_LABEL_CHARS = 40
_SENTENCE_WORDS = 8
_LABEL_WORDS = 3
_LABEL_TAGS = frozenset(("small", "span", "b", "strong", "label", "td", "th"))
LONGEST = {
    **{Role.DATE: 120, Role.BYLINE: 200, Role.RUBRIC: 120, Role.TITLE: 400, Role.CREDIT: 400},
    Role.DETAILS: 300,
}


def role_of(element: etree._Element) -> Mark | None:
    """What the tag, the class or a site rule says of an element."""
    marked = element.get(ROLE_ATTRIBUTE)
    if marked:
        return Role(marked)
    role = _TAG_ROLES.get(str(element.tag))
    if role is Part.CAPTION:
        return _role_of_figure(element)
    if role not in (None, Role.LIST_ITEM):
        return role
    if element.tag == "a" and "author" in element.get("rel", "").lower().split():
        return Role.BYLINE
    prop = element.get("itemprop", "")
    if prop in ("datePublished", "dateCreated", "author", "headline"):
        return {"author": Role.BYLINE, "headline": Role.TITLE}.get(prop, Role.DATE)
    words = name_words(element)
    return (_role_by_class(element, words) if words else None) or role


def _role_of_figure(element: etree._Element) -> Mark | None:
    """A figure and its caption; where it holds a quotation, the caption is who is quoted."""
    figure = element if element.tag == "figure" else next(element.iterancestors("figure"), None)
    if figure is not None and figure.find(".//blockquote") is not None:
        return None if element is figure else Role.BLOCKQUOTE
    return Part.CAPTION if element.tag != "figure" or _is_small(element) else None


def _role_by_class(element: etree._Element, words: frozenset[str]) -> Mark | None:
    known = page_words()
    for role, names in known.roles:
        if not words.isdisjoint(names) and len(text_of(element)) <= 2 * LONGEST.get(role, _QUOTE_CHARS):
            return role  # "category-statements" around a whole article is no rubric
    if _are_details(element, words):
        return Role.DETAILS
    if not words.isdisjoint(known.captions) and _is_small(element) and _is_near_picture(element):
        return Part.CAPTION
    if element.tag == "div" and not words.isdisjoint(known.pictures) and "has" not in words and _is_picture(element):
        return Part.CAPTION
    return None


def _are_details(element: etree._Element, words: frozenset[str]) -> bool:
    """A few short lines beside a title, and neither the title nor prose."""
    known = page_words()
    if element.tag == "p" and len(text_of(element)) > LONGEST[Role.DATE]:
        return False
    named = not words.isdisjoint(known.details) or any(names <= words for names in known.details_together)
    return (
        named
        and words.isdisjoint(known.no_details)
        and chars_of(element) <= LONGEST[Role.DETAILS]
        and next(element.iter("h1", "h2", "h3", "img"), None) is None
    )


def is_label(element: etree._Element) -> bool:
    """Does an element label the one behind it: "<dt>Published</dt>", "field__label", "<td>Question:</td>"?"""
    if element.getnext() is None or (element.tail or "").strip():
        return False
    called = any(name.endswith(page_words().label_ends) for name in element.get("class", "").lower().split())
    if not called and element.tag != "dt" and element.tag not in _LABEL_TAGS:
        return False
    if not 0 < chars_of(element) <= _LABEL_CHARS:
        return False
    text = squeeze(text_of(element))
    return called or element.tag == "dt" or (text.endswith((":", "：")) and len(text.split()) <= _LABEL_WORDS)


def is_labelled(element: etree._Element) -> bool:
    """Does a label stand right before an element that is short itself, or a cell? A kicker called so does not
    label the sentence below it: "<div class=label>Press note</div><p>Eight delegations …</p>"."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str) or not is_label(before):
        return False
    if element.tag == "p" and before.tag == "div" and _is_sentence(squeeze(text_of(element))):
        return squeeze(text_of(before)).endswith((":", "：")) and chars_of(element) <= LONGEST[Role.BYLINE]
    return element.tag == "td" or chars_of(element) <= LONGEST[Role.BYLINE]


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) >= _SENTENCE_WORDS


def _is_small(element: etree._Element) -> bool:
    """Can it be a picture with its caption? A table and a long text are none."""
    return len(text_of(element)) <= _CAPTION_CHARS and element.find(".//table") is None


def _is_near_picture(element: etree._Element) -> bool:
    """Some pages call a kicker a caption. One of a picture stands beside it, or credits."""
    for place in islice(element.iterancestors(), 2):
        near = () if place.tag in ("article", "main", "body") else islice(place.iter(), _NEAR_ELEMENTS)
        if any(beside.tag in ("img", "picture", "figure") for beside in near):
            return True
    return credit_of(squeeze(text_of(element))) is not None


def _is_picture(element: etree._Element) -> bool:
    """Is it a picture, and a few words to it, but no head of an article?"""
    return (
        element.find(".//img") is not None
        and chars_of(element) <= _PICTURE_CHARS
        and next(element.iter("h1", "h2", "h3", "time"), None) is None
    )
