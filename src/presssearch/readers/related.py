"""Boxes of related articles that no class gives away: found by the words above them and the links in them."""

from lxml import etree

from presssearch.readers.page import chars_of, text_of
from presssearch.readers.page_words import page_words
from presssearch.readers.text import squeeze

_LABEL_CHARS = 60
_BOX_CHARS = 700
_LABELS = 100  # each costs a look at what is around it


def related_boxes(node: etree._Element, kept: set[etree._Element]) -> frozenset[etree._Element]:
    """The boxes in a node that open with words such as "Read also", and are small and largely links.

    kept: elements that are in no box, whatever is in them.
    """
    opening = page_words().related
    boxes = set()
    labels = 0
    for element in node.iter():
        if labels == _LABELS:
            break
        text = element.text
        if (
            not text
            or not isinstance(element.tag, str)
            or len(text) > 2 * _LABEL_CHARS
            or not opening.match(text.strip())
        ):
            continue
        labels += 1
        label = squeeze(text_of(element))
        if len(label) <= _LABEL_CHARS and (box := _box_around(element, label, node, kept)) is not None:
            boxes.add(box)
    return frozenset(boxes)


def _box_around(
    element: etree._Element, label: str, node: etree._Element, kept: set[etree._Element]
) -> etree._Element | None:
    """The largest element that begins with the label and is still small; None where it is none of links."""
    box = element
    while (parent := box.getparent()) is not None and parent is not node and parent not in kept:
        if chars_of(parent) > _BOX_CHARS or not squeeze(text_of(parent)).startswith(label):
            break
        box = parent
    rest = chars_of(box) - len(label)
    if rest <= 0 or box in kept:
        return None
    links = sum(chars_of(link) for link in box.iter("a"))
    return box if links * 4 >= rest else None
