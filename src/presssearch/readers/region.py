"""Where on a page the article is: by structure where the page says so, else by where the text is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from presssearch.readers.captions import is_credit
from presssearch.readers.furniture import is_furniture, name_words
from presssearch.readers.marks import role_of
from presssearch.readers.nodes import BLOCK_TAGS
from presssearch.readers.page import chars_of, text_of
from presssearch.readers.page_words import page_words
from presssearch.readers.raw import Role
from presssearch.readers.text import squeeze
from presssearch.readers.titles import find_title, is_inside


@dataclass(frozen=True, slots=True)
class Region:
    """node: holds the article. start: where to begin in it, or None. title: the headline in it, if found.
    end: the body in it, the last to be read. rule: how it was found."""

    node: etree._Element
    start: etree._Element | None
    title: etree._Element | None
    end: etree._Element | None
    rule: str


@dataclass(slots=True)
class Measured:
    """How much prose each element holds: `prose` counts characters of blocks that read like sentences."""

    prose: dict[etree._Element, float] = field(default_factory=dict)
    leaves: set[etree._Element] = field(default_factory=set)


@dataclass(slots=True)
class _Frame:
    element: etree._Element
    own: int = 0
    links: int = 0
    stops: int = 0
    breaks: int = 0
    prose: float = 0.0


_STOP = re.compile(r"[.!?…。！？।،,;:؛–—](?:\s|\Z|[»”\"“'])|[。！？、，]")
_NEAR_CHARS = 300  # a rubric, a date, a number may stand before the title; more are teasers
_FAR_CHARS = 2000  # what may stand between the title and the text
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def find_region(body: etree._Element, page_chars: int, title: str | None) -> Region | None:
    """The part of the page to read; None where the page holds no prose at all."""
    measured = _measure(body, page_chars)
    total = measured.prose.get(body, 0.0)
    if total <= 0:
        return None
    node = _by_structure(body, measured, total)
    rule = "article-node" if node is not None else "blocks"
    if node is None:
        node = _by_prose(body, measured)
    heading = find_title(body, node, title, page_chars)
    if heading is None:
        return _with_head(node, page_chars, rule)
    if is_inside(heading, node):
        before = _chars_between(node, None, heading)
        teasers = _NEAR_CHARS < before < chars_of(node) // 3
        # A line that repeats the title below the text is not the title.
        on_top = teasers or before <= _NEAR_CHARS or heading.tag == "h1"
        return Region(node, heading if teasers else None, heading if on_top else None, None, rule)
    common = _common(heading, node)
    if _chars_between(common, heading, node) > _FAR_CHARS:
        return Region(node, None, None, None, rule)
    return Region(common, _with_rubric(heading, common, page_chars), heading, _with_signature(node, page_chars), rule)


def _measure(body: etree._Element, page_chars: int) -> Measured:
    """Walk once; a block's own text counts as prose when it is long enough and not mostly links."""
    measured = Measured()
    frames = [_Frame(body)]
    links = 0
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        frame = frames[-1]
        if event == "start":
            if element is not body and is_furniture(element, page_chars):
                walker.skip_subtree()
            elif element.tag in BLOCK_TAGS and element is not body:
                frames.append(_Frame(element))
                frame = frames[-1]
                _count(frame, element.text, links)
            else:
                links += element.tag == "a"
                frame.breaks += element.tag == "br"
                _count(frame, element.text, links)
            continue
        if element is frame.element:
            _close(frames, measured)
            if not frames:
                break
        elif element.tag == "a":
            links = max(0, links - 1)
        if element is not body:
            _count(frames[-1], element.tail, links)
    while frames:
        _close(frames, measured)
    return measured


def _count(frame: _Frame, text: str | None, links: int) -> None:
    if not text or text.isspace():
        return
    size = len(text.strip())
    if not text.isascii():
        size += len(_CJK.findall(text))  # a Han character says what two or three letters say
    frame.own += size
    if links:
        frame.links += size
    else:
        frame.stops += len(_STOP.findall(text))


def _close(frames: list[_Frame], measured: Measured) -> None:
    frame = frames.pop()
    if frame.own >= 40 and frame.links * 2 < frame.own and (frame.stops or frame.own >= 120):
        frame.prose += frame.own - frame.links
        if frame.own - frame.links > 0.5 * frame.prose:
            measured.leaves.add(frame.element)
    if frame.prose:
        measured.prose[frame.element] = frame.prose
        if frames:
            frames[-1].prose += frame.prose


def _by_structure(body: etree._Element, measured: Measured, total: float) -> etree._Element | None:
    """The smallest element that calls itself the article and holds most of the prose."""
    best: tuple[float, etree._Element] | None = None
    for element in measured.prose:
        prose = measured.prose[element]
        if element is body or prose < 0.5 * total or (element in measured.leaves and element.tag == "p"):
            continue
        if _says_article(element) and (best is None or prose < best[0]):
            best = (prose, element)
    return best[1] if best is not None else None


def _says_article(element: etree._Element) -> bool:
    if element.tag == "article" or element.get("itemprop") == "articleBody" or element.get("role") == "article":
        return True
    if element.tag not in ("div", "section", "td", "main"):
        return False
    words = name_words(element)
    return bool(words) and any(names <= words for names in page_words().article_together)


def _by_prose(body: etree._Element, measured: Measured) -> etree._Element:
    """Go down as long as one child holds most of the prose; stop above single paragraphs."""
    node = body
    while True:
        best, most = None, 0.0
        for child in _blocks_below(node):
            if measured.prose.get(child, 0.0) > most:
                best, most = child, measured.prose[child]
        if best is None or most < 0.65 * measured.prose[node]:
            return node
        if best.tag in ("blockquote", "ul", "ol") and most < 0.95 * measured.prose[node]:
            return node
        if best in measured.leaves and (best.tag in ("p", "li", "blockquote", "dd") or len(best.findall(".//br")) < 2):
            return node
        node = best


def _blocks_below(node: etree._Element) -> Iterator[etree._Element]:
    """The nearest block elements below a node, through inline elements such as <font> or <form>."""
    pending = list(node)
    while pending:
        element = pending.pop()
        if element.tag in BLOCK_TAGS:
            yield element
        elif isinstance(element.tag, str):
            pending.extend(element)


_HEAD_CHARS = 300  # of a line above the text: a title, a date, a number
_HEAD_LINES = 6
_HEAD_LEVELS = 3


def _with_head(node: etree._Element, page_chars: int, rule: str) -> Region:
    """Where no heading says so: the short lines right above the text are its title and its date.

    They are looked for beside the text, then beside what holds nothing else; a row of a table is one such.
    """
    place = node
    for _ in range(_HEAD_LEVELS):
        parent = place.getparent()
        if parent is None or parent.tag == "body" or place.tag in ("main", "article", "table"):
            break  # right below the body stands what heads the site, with the date of today
        above = _head_lines(place, page_chars)
        if above:
            return Region(parent, above[-1], None, _with_signature(place, page_chars), rule)
        if any(chars_of(sibling) for sibling in place.itersiblings(preceding=True) if isinstance(sibling.tag, str)):
            break
        if place.tag == "td" and any(chars_of(sibling) for sibling in place.itersiblings()):
            break
        place = parent
    return Region(node, None, None, None, rule)


def _head_lines(place: etree._Element, page_chars: int) -> list[etree._Element]:
    """The elements with a line each above a place, the nearest first."""
    lines = []
    for sibling in list(place.itersiblings(preceding=True))[:_HEAD_LINES]:
        if not isinstance(sibling.tag, str) or not chars_of(sibling):
            continue
        chars = chars_of(sibling)
        links = sum(chars_of(link) for link in sibling.iter("a"))
        if chars > _HEAD_CHARS or links * 2 > chars or is_furniture(sibling, page_chars):
            break
        lines.append(sibling)
    return lines


def _with_rubric(heading: etree._Element, common: etree._Element, page_chars: int) -> etree._Element:
    """Where to begin so that a rubric or a date right above the title is read, too."""
    start = heading
    while start is not common and (parent := start.getparent()) is not None and parent is not common:
        if _chars_between(parent, None, heading) > _NEAR_CHARS:
            return start
        start = parent
    for sibling in list(start.itersiblings(preceding=True))[:4]:
        text = squeeze(text_of(sibling)) if isinstance(sibling.tag, str) else ""
        if len(text) > 120 or is_furniture(sibling, page_chars):
            break
        if text:
            start = sibling
    return start


def _with_signature(node: etree._Element, page_chars: int) -> etree._Element:
    """Where to end so that a byline and a credit right below the text are read, too."""
    end = node
    for sibling in list(node.itersiblings())[:4]:
        if not isinstance(sibling.tag, str) or is_furniture(sibling, page_chars):
            continue
        text = squeeze(text_of(sibling)) if chars_of(sibling) <= 200 else ""
        if not text or not (
            role_of(sibling) in (Role.BYLINE, Role.CREDIT) or is_credit(text) or _is_name(sibling, text)
        ):
            break
        end = sibling
    return end


def _is_name(element: etree._Element, text: str) -> bool:
    """May a line without a link be the name of who wrote?"""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() and word.isalpha() for word in words)
        and not element.findall(".//a")
    )


def _chars_between(place: etree._Element, start: etree._Element | None, end: etree._Element) -> int:
    """Characters inside `place` from `start` (None: its own start) to the start of `end`."""
    count = 0
    active = start is None
    for element in place.iter():
        if element is end:
            break
        active = active or element is start
        if active:
            count += len((element.text or "").strip()) + len((element.tail or "").strip())
    return count


def _common(first: etree._Element, second: etree._Element) -> etree._Element:
    above = [first, *first.iterancestors()]
    for ancestor in (second, *second.iterancestors()):
        if any(ancestor is element for element in above):
            return ancestor
    return above[-1]
