"""A saved page -> a document: clues from its head, blocks from its article."""

from dataclasses import replace
from urllib.parse import urlsplit

from lxml import etree

from presssearch.errors import ReadError
from presssearch.readers import limits
from presssearch.readers.blocks import as_blocks, with_bold_title, without_related
from presssearch.readers.clues import Head, read_head, times_of
from presssearch.readers.nodes import pieces_of
from presssearch.readers.page import chars_of, decode_page, drop_invisible, parse_page, text_of
from presssearch.readers.raw import Block, Clue, RawDocument
from presssearch.readers.region import find_region
from presssearch.readers.repair import REPAIRED, repaired_together
from presssearch.readers.sites import Site, article_of_site, find_site
from presssearch.readers.text import blocks_of, squeeze
from presssearch.readers.titles import own_title, part_title

_SHORT_CHARS = 200  # a body that short may be a teaser: JSON-LD's articleBody may have more


def read_html(
    data: bytes, *, path: str, location: str, source: str | None, charset: str | None = None, url: str | None = None
) -> RawDocument:
    """One page as one document. ReadError when it cannot be parsed or holds no text.

    charset, url: what whoever fetched the page knows; the charset is believed before that of the page, the
    address where the page does not say its own.
    """
    decoded = decode_page(data, charset)
    root = parse_page(decoded.text)
    try:
        return _document(root, path=path, location=location, source=source, url=url, warnings=decoded.warnings)
    except (etree.Error, ValueError, RecursionError) as error:
        raise ReadError(f"not a page that can be parsed: {error}") from error


def _document(
    root: etree._Element,
    *,
    path: str,
    location: str,
    source: str | None,
    url: str | None,
    warnings: tuple[str, ...],
) -> RawDocument:
    head = read_head(root)
    head.url = head.url or url
    body = _body_of(root)
    drop_invisible(root)
    drop_invisible(body)
    site = find_site(head.url, head.site_name, head.written_title)
    blocks, extractor, times = _extract(root, body, head, site)
    mended = repaired_together([head.title or "", *(block.text for block in blocks)])
    if mended is not None:
        warnings = (*warnings, REPAIRED)
        head.title = mended[0] or None
        blocks = tuple(replace(block, text=text) for block, text in zip(blocks, mended[1:], strict=True))
    blocks = part_title(blocks, head.title)
    if not any(block.text for block in blocks):
        raise ReadError("no text found")
    return RawDocument(
        path=path,
        location=location,
        media="text/html",
        blocks=blocks,
        extractor=extractor,
        title=own_title(head.title, blocks),
        url=head.url,
        source=source or (site.code if site is not None else publisher_of(head)),
        language=head.language or (site.language() if site is not None else None),
        clues=(*(site.clues() if site is not None else ()), *head.clues, *times)[: limits.CLUES],
        warnings=(*warnings, *head.warnings),
    )


def publisher_of(head: Head) -> str | None:
    """Who publishes a page of a site that is not known: the name that the site gives itself, else its host."""
    if head.site_name and head.site_name.strip():
        return squeeze(head.site_name)
    try:
        host = urlsplit(head.url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _body_of(root: etree._Element) -> etree._Element:
    """The body; of a page of frames what it holds for browsers without frames, where that is a text."""
    body = root.find("body")
    frames = root.find("frameset") if body is None else None
    if frames is None:
        return body if body is not None else root
    instead = next(frames.iter("noframes"), None)  # its tags are text to the parser
    if instead is not None and len(text_of(instead)) >= _SHORT_CHARS:
        return _body_of(parse_page(text_of(instead)))
    names = ", ".join(frame.get("src", "?") for frame in frames.iter("frame"))
    raise ReadError(f"a page of frames: its text is in other files ({names[:200]})")


def _extract(
    root: etree._Element, body: etree._Element, head: Head, site: Site | None
) -> tuple[tuple[Block, ...], str, list[Clue]]:
    """The blocks, the rule that chose them, and the clues of the page's body: times, a reference number."""
    if site is not None and (marked := article_of_site(root, site)) is not None:
        own = marked.body
        blocks = as_blocks(without_related(pieces_of(own, chars_of(own))))
        if blocks:
            inside = times_of(own, own)
            known = {clue.value for clue in inside}
            beside = [clue for clue in times_of(body, None) if clue.value not in known]
            numbers = [Clue("site", "reference", marked.reference)] if marked.reference else []
            return blocks, f"site:{site.code}", [*numbers, *inside, *beside]
    page_chars = chars_of(body)
    region = find_region(body, page_chars, head.title)
    blocks, rule = (), "blocks"
    if region is not None:
        pieces = pieces_of(region.node, page_chars, start=region.start, title=region.title, end=region.end)
        blocks, rule = as_blocks(with_bold_title(without_related(pieces))), region.rule
    if head.body is not None and sum(len(block.text) for block in blocks) < _SHORT_CHARS:
        hidden = blocks_of_html(head.body) if "</p>" in head.body else blocks_of(head.body)
        if sum(len(block.text) for block in hidden) > sum(len(block.text) for block in blocks):
            blocks, rule = hidden, "jsonld"
    if not blocks:
        blocks, rule = as_blocks(pieces_of(body, page_chars)), "whole-page"
    return blocks, rule, times_of(body, region.node if region is not None else None)


def blocks_of_html(text: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML that is known to be an article: a record's body, a mail's HTML part."""
    if len(text) > limits.TEXT_CHARS:
        raise ReadError(f"the text is too long: {len(text):,} characters, the limit is {limits.TEXT_CHARS:,}")
    body = _body_of(parse_page(text))
    drop_invisible(body)
    try:
        return as_blocks(pieces_of(body, chars_of(body)))
    except (etree.Error, ValueError, RecursionError) as error:
        raise ReadError(f"HTML that cannot be parsed: {error}") from error
