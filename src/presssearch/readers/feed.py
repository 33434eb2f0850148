"""Feeds: RSS, Atom and RDF files, one document an entry."""

import html
import io
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

import feedparser

from presssearch.errors import ReadError
from presssearch.readers import limits
from presssearch.readers.html import blocks_of_html
from presssearch.readers.page import decode_page
from presssearch.readers.raw import Block, Clue, RawDocument, Unread
from presssearch.readers.sites import find_site
from presssearch.readers.text import blocks_of, squeeze

_TAGS = 10 * limits.TAGS  # of a feed: its entries are pages in one file
_FIRST_ELEMENT = re.compile(r"<[A-Za-z]")
_SUBSET = re.compile(r"<!DOCTYPE[^\[<>]{0,2000}\[", re.IGNORECASE)
_SUBSET_END = re.compile(r"\]\s{0,100}>")
_TAG = re.compile(r"<[/A-Za-z][^<>]{0,2000}>")
_OFFICE = re.compile(
    r"\b(?:office|ministry|department|bureau|embassy|consulate|mission|secretariat|press service|spokesperson"
    r"|government|ministère|ambassade|ministerium|amt|botschaft|ministerio|embajada|ministério|embaixada|bakanlığı"
    r"|министерство|посольство|департамент|пресс-служба|управление)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"(?:\[\s*(?:…|\.\.\.)\s*\]|(?:continue reading|read more|читать далее|lire la suite).{0,40})\Z", re.I
)
_MODIFIED = re.compile(r"<[\w-]{1,20}:(?:modified|updated)\b")


def read_feed(data: bytes, *, path: str, location: str, source: str | None) -> Iterator[RawDocument | Unread]:
    """Each entry with a text; one without is reported. ReadError for what is no feed, or an empty one.

    The dates are clues as they stand: `published`, `updated`, and `dc:date` where an RSS feed has nothing else.
    An entry takes place and language from the feed where it has none of its own.
    """
    decoded = decode_page(data)
    feed, entries, version = _parse(decoded.text)
    dated = version.startswith("rss") and "<dc:date" in decoded.text and not _MODIFIED.search(decoded.text)
    for number, entry in enumerate(entries, 1):
        try:
            document = _document(
                entry,
                feed,
                media="application/atom+xml" if version.startswith("atom") else "application/rss+xml",
                path=path,
                location=f"{location}#{number}",
                source=source,
                updated="dc:date" if dated else "updated",
                warnings=decoded.warnings,
            )
        except ReadError as error:
            yield Unread(path, f"entry {number}", str(error))
        else:
            yield document


def _parse(text: str) -> tuple[Mapping[str, object], list[Mapping[str, object]], str]:
    if text.count("<") > _TAGS:
        raise ReadError(f"a feed with more than {_TAGS:,} tags")
    try:
        # sanitize_html off: what is left of the markup is read by our own rules, which drop scripts.
        result = feedparser.parse(
            io.BytesIO(_without_declarations(text).encode("utf-8", "replace")),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except Exception as error:
        raise ReadError(f"not a feed that can be parsed: {error}") from error
    entries = list(result["entries"])
    if not entries:
        raise ReadError("a feed without entries")
    return result["feed"], entries, str(result["version"] or "")


def _without_declarations(text: str) -> str:
    """The feed from its first element on: no document type, so no entity that the file declares itself."""
    first = _FIRST_ELEMENT.search(text)
    subset = _SUBSET.search(text)
    if first is not None and subset is not None and subset.start() < first.start():
        end = _SUBSET_END.search(text, subset.end())
        first = _FIRST_ELEMENT.search(text, end.end()) if end is not None else None
    if first is None:
        raise ReadError("a feed without entries")
    return text[first.start() :]


def _document(
    entry: Mapping[str, object],
    feed: Mapping[str, object],
    *,
    media: str,
    path: str,
    location: str,
    source: str | None,
    updated: str,
    warnings: tuple[str, ...],
) -> RawDocument:
    blocks, language = _text_of(entry)
    url = _address(_value(entry, "link"))
    site = find_site(url, None, None)
    known = (site.code if site is not None else None) or _plain(_value(feed, "title")) or _host(url)
    clues = (*(site.clues() if site is not None else ()), *_clues(entry, updated))
    title = _plain(_value(entry, "title"))
    return RawDocument(
        path=path,
        location=location,
        media=media,
        blocks=blocks,
        extractor="feed",
        title=title if title is not None and len(title) <= limits.TITLE_CHARS else None,
        url=url,
        source=source or known,
        record_id=_plain(_value(entry, "id")),
        language=language or _plain(_value(feed, "language")) or (site.language() if site is not None else None),
        clues=clues[: limits.CLUES],
        warnings=(*warnings, *(("the feed gives only the beginning of the text",) if _is_cut(blocks) else ())),
    )


def _text_of(entry: Mapping[str, object]) -> tuple[tuple[Block, ...], str | None]:
    """The blocks of the longest content, else of the summary; and the language that is declared for it."""
    contents = dict.get(entry, "content") if isinstance(entry, dict) else None
    found = [item for item in contents if isinstance(item, Mapping)] if isinstance(contents, list) else []
    found.sort(key=lambda item: -len(_value(item, "value") or ""))
    summary = dict.get(entry, "summary_detail") if isinstance(entry, dict) else None
    if isinstance(summary, Mapping):
        found.append(summary)
    for item in found:
        if blocks := _blocks(_value(item, "value") or "", _value(item, "type") or ""):
            return blocks, _plain(_value(item, "language"))
    raise ReadError("an entry without a text (content, description, summary)")


def _blocks(value: str, kind: str) -> tuple[Block, ...]:
    if not value.strip():
        return ()
    if "plain" in kind:
        return blocks_of(value)
    return blocks_of_html(value) if _TAG.search(value) else blocks_of(html.unescape(value))


def _is_cut(blocks: tuple[Block, ...]) -> bool:
    return _CUT.search(blocks[-1].text[-100:]) is not None


def _clues(entry: Mapping[str, object], updated: str) -> Iterator[Clue]:
    for key, name in (("published", "published"), ("created", "created"), ("updated", updated)):
        if value := _plain(_value(entry, key)):
            yield Clue("feed", name, value[: limits.CLUE_CHARS])
    for key, inner, name in (("authors", "name", "author"), ("tags", "term", "category")):
        values = dict.get(entry, key) if isinstance(entry, dict) else None
        for item in values[:50] if isinstance(values, list) else ():
            value = _plain(_value(item, inner)) if isinstance(item, Mapping) else None
            if value:
                kind = "office" if name == "author" and _OFFICE.search(value) else name
                yield Clue("feed", kind, value[: limits.CLUE_CHARS])


def _value(thing: Mapping[str, object], key: str) -> str | None:
    """A text of the parser's mapping, which would answer `updated` with `published` if it were asked itself."""
    value = dict.get(thing, key) if isinstance(thing, dict) else None
    return value if isinstance(value, str) else None


def _plain(value: str | None) -> str | None:
    """A title, name or date as a line of text, without its markup."""
    if value is None:
        return None
    return squeeze(html.unescape(_TAG.sub(" ", value)) if "<" in value or "&" in value else value) or None


def _address(link: str | None) -> str | None:
    link = (link or "").strip()
    try:
        is_web = urlsplit(link).scheme in ("http", "https") and bool(urlsplit(link).hostname)
    except ValueError:
        return None
    return squeeze(link) if is_web and len(link) <= limits.CLUE_CHARS and " " not in link else None


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
