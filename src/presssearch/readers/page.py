"""Bytes of a page -> a tree, within limits."""

import re
from typing import cast

from lxml import etree

from presssearch.errors import ReadError
from presssearch.readers import limits
from presssearch.readers.encoding import Decoded, decode, known_encoding

_META_CHARSET = re.compile(rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_LANG = re.compile(rb"<html[^<>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2})\b", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]{0,300}\?>")
# What XML 1.0 forbids; libxml2 ends the text at a NUL.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OPENING = re.compile(
    r"\ufeff?\s*(?:<\?xml[^<>]{0,300}\?>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FORBIDDEN_BYTES = bytes((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)))


def is_page(text: str) -> bool:
    """Is a text the HTML of a whole page, rather than a piece of one?"""
    return _OPENING.match(text) is not None


def decode_page(data: bytes, charset: str | None = None) -> Decoded:
    """Decode a page by its mark, the charset that its server named, its meta or XML declaration, or by guess.

    Text that was decoded wrongly before is mended later, where it is a tenth as long: in the blocks.
    """
    head = data[:4096]
    found = None if known_encoding(charset) else _XML_CHARSET.search(head) or _META_CHARSET.search(head)
    language = _LANG.search(head)
    return decode(
        data,
        declared=found.group(1).decode("ascii") if found else charset,
        hint_language=language.group(1).decode("ascii").lower() if language else None,
        repair=False,
    )


def parse_page(text: str) -> etree._Element:
    """The root of a page. ReadError when it is no page, or past the limits.

    Nothing is fetched and no entity is expanded that the page declares itself.
    """
    if text.count("<") > limits.TAGS:
        raise ReadError(f"a page with more than {limits.TAGS:,} tags")
    if _has_many_attributes(text):
        raise ReadError(f"a tag with more than {limits.ATTRIBUTES:,} attributes")
    text = _without_forbidden(_XML_DECLARATION.sub("", text))
    if not text.strip():
        raise ReadError("no text found")
    # Beyond 256 levels libxml2 drops the rest of the page. Old pages with unclosed <font> get there, and
    # are read again with its other limit, 2,048.
    for huge_tree in (False, True):
        try:
            parser = etree.HTMLParser(no_network=True, huge_tree=huge_tree, remove_pis=True)
            root = etree.fromstring(text, parser)
        except Exception as error:
            raise ReadError(f"not a page that can be parsed: {error}") from error
        if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            continue
        if root is None:
            raise ReadError("no text found")
        _empty_head(root)
        return root
    raise ReadError("a page that is nested too deeply")


def _without_forbidden(text: str) -> str:
    """Most pages hold nothing that is forbidden, and bytes tell so in a third of the time."""
    try:
        data = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return _FORBIDDEN.sub("", text)
    sound = len(data.translate(None, _FORBIDDEN_BYTES)) == len(data) and "\ufffe" not in text and "\uffff" not in text
    return text if sound else _FORBIDDEN.sub("", text)


_HEAD_TAGS = frozenset(("title", "meta", "link", "base", "script", "style", "noscript", "template", "object"))


def _empty_head(root: etree._Element) -> None:
    """Move what is no head out of it: libxml2 does not know that <main>, <article> … begin the body."""
    head = root.find("head")
    if head is None:
        return
    astray = [child for child in head if isinstance(child.tag, str) and child.tag not in _HEAD_TAGS]
    if not astray:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for at, child in enumerate(list(head)[head.index(astray[0]) :]):
        body.insert(at, child)


_LONG_TAG = re.compile(r"<[^<]{20000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG_IN_VALUE = re.compile(r"=\s*([\"'])[^\"'<>]{0,100}<[^\"']{0,100}\1")


def _has_many_attributes(text: str) -> bool:
    """libxml2 compares each attribute with all before it: 100,000 take it a quarter of a minute."""
    for found in _LONG_TAG.finditer(_TAG_IN_VALUE.sub("=x", text)):
        if len(_QUOTED.sub("", found.group()).partition(">")[0].split()) > limits.ATTRIBUTES:
            return True
    return False


def drop_invisible(root: etree._Element) -> None:
    """Take scripts, styles and comments out of the tree, so that the length of a text is what one sees of it."""
    etree.strip_elements(root, "script", "style", "noscript", "template", etree.Comment, with_tail=False)


_TEXT = etree.XPath("string(.)")
_TEXT_LENGTH = etree.XPath("string-length(normalize-space(.))")


def text_of(element: etree._Element) -> str:
    """All the text of an element as it stands."""
    return cast(str, _TEXT(element))


def chars_of(element: etree._Element) -> int:
    """The length of the text of an element, white space squeezed."""
    return int(cast(float, _TEXT_LENGTH(element)))
