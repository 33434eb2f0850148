"""What a file is, told by its first bytes; the suffix decides only where they do not."""

import re
from pathlib import PurePath

from presssearch.readers.encoding import decode

# Kinds that are read.
JSON_LINES, JSON, HTML, MAIL, MBOX, TEXT = "json-lines", "json", "html", "mail", "mbox", "text"
FEED, PDF, WARC, MHTML = "feed", "pdf", "warc", "mhtml"

_NOT_YET = "not read yet"
# first bytes -> why such a file is not read
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x00\x00\x01\x00", "an image"),
    (b"8BPS", "an image"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PK\x03\x04", "a zip archive or an Office file: unpack it first"),
    (b"PK\x05\x06", "a zip archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it first"),
    (b"\x1f\x8b", "a gzip file in a gzip file: unpack it first"),
    (b"BZh", "a bzip2 file: unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file: unpack it first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"an old Office file: {_NOT_YET}"),
    (b"{\\rtf", f"an RTF file: {_NOT_YET}"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"fLaC", "a sound file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"%!PS", f"a PostScript file: {_NOT_YET}"),
)  # fmt: skip
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}%PDF-")
_TAR_MAGIC_AT = 257
_PAGE_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp"))
_TEXT_SUFFIXES = frozenset((".txt", ".text", ".md", ".markdown", ".asc", ".rst", ""))
_ASSET_SUFFIXES = {
    ".css": "a style sheet",
    ".js": "a script",
    ".py": "a program",
    ".sh": "a program",
    ".svg": "an image",
    ".csv": f"a table (CSV): {_NOT_YET}",
    ".tsv": f"a table (TSV): {_NOT_YET}",
}
_FEED = re.compile(r"<(?:rss|(?:\w{1,20}:)?feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6]|table|ul|ol|blockquote|span|font"
    r"|center|br|a)\b[^<]{0,2000}?>",
    re.IGNORECASE,
)
_PLAIN_HTML_ROOT = re.compile(
    r"\s*(?:<\?xml[^<>]{0,300}\?>\s*)?(?:<!--(?:(?!-->).){0,5000}-->\s*){0,20}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_ROOT = re.compile(r"\s*(?:<\?xml\b|<!DOCTYPE\s+(?!html)\w)", re.IGNORECASE)
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]*\S?")
_MAIL_HEADER = re.compile(
    r"^(?:from|to|date|subject|received|return-path|mime-version|message-id|content-type|delivered-to|x-[a-z-]{1,60}"
    r"|reply-to|cc)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_SAVED_PAGE = re.compile(r"^(?:Snapshot-Content-Location:|From: <Saved by )", re.IGNORECASE | re.MULTILINE)
_MBOX = re.compile(r"From [^\s]{1,200} .{0,20}\w{3} +\w{3} +\d{1,2}")


def refusal_of(head: bytes) -> str | None:
    """Why a file that begins like this is not read; None when it may be text (or gzip)."""
    for magic, reason in _REFUSED:
        if head.startswith(magic):
            return reason
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image" if head[8:12] == b"WEBP" else "a sound or video file"
    if head[4:8] == b"ftyp":
        return "a video file or an image"
    if head[_TAR_MAGIC_AT : _TAR_MAGIC_AT + 5] == b"ustar":
        return "a tar archive: unpack it first"
    if head.startswith(b"MZ") and b"\x00" in head[:200]:
        return "a program"
    return "binary: not a text, a page, a mail or JSON" if _is_binary(head) else None


_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 26, 27})


def _is_binary(head: bytes) -> bool:
    """More control bytes than any text has; UTF-16 and UTF-32 are told by their marks or zeros."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    sample = head[:8192]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls * 20 <= len(sample):
        return False
    zeros_even, zeros_odd = sample[::2].count(0), sample[1::2].count(0)
    one_sided = min(zeros_even, zeros_odd) * 8 < max(zeros_even, zeros_odd)
    return not (one_sided and max(zeros_even, zeros_odd) * 2 > 0.4 * len(sample))


def is_gzip(head: bytes) -> bool:
    return head.startswith(b"\x1f\x8b")


def kind_of(head: bytes, name: str) -> str | tuple[str, str]:
    """One of the kinds above, or ("", reason) where such a file is not read.

    head: the first bytes, unpacked; not empty. name: of the file, without ".gz".
    """
    if _PDF.match(head):
        return PDF
    if head.startswith(b"WARC/"):
        return WARC
    reason = refusal_of(head)
    if reason is None:
        suffix = PurePath(name).suffix.lower()
        reason = _ASSET_SUFFIXES.get(suffix)
    if reason is not None:
        return "", reason
    return _text_kind(decode(head, repair=False).text.lstrip("\ufeff\x00 \t\r\n"), suffix, whole=len(head) < 60_000)


def _text_kind(text: str, suffix: str, *, whole: bool) -> str | tuple[str, str]:
    if text[:1] in ("{", "[") and (kind := _json_kind(text, suffix, whole=whole)):
        return kind
    if suffix == ".json":
        return JSON
    if _MBOX.match(text):
        return MBOX
    if not _is_mail(text, suffix):
        return _markup_kind(text, suffix)
    return MHTML if suffix in (".mht", ".mhtml") or _SAVED_PAGE.search(text[:20_000]) else MAIL


def _json_kind(text: str, suffix: str, *, whole: bool) -> str | None:
    """JSON Lines where the first line is an object by itself."""
    if suffix in (".jsonl", ".ndjson", ".jl"):
        return JSON_LINES
    first, newline, rest = text.partition("\n")
    if first.startswith("{") and first.rstrip().endswith("}") and (newline or whole):
        return JSON_LINES if rest.strip() else JSON
    if first.startswith("{") and not newline and not whole:
        return JSON if suffix == ".json" else JSON_LINES
    looks = re.match(r"[{\[]\s*(?:[{\[\"\]}]|-?\d|true|false|null)", text) is not None
    return JSON if looks and (suffix == ".json" or not re.match(r"\[[^\"{\[\]]*\]", text)) else None


def _is_mail(text: str, suffix: str) -> bool:
    """A block of header lines first: three known ones, or two in a file that is called a mail."""
    if not _HEADER.match(text):
        return False
    head = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    known = len({found.lower() for found in _MAIL_HEADER.findall(head[:20_000])})
    lines = head[:20_000].splitlines()
    strange = sum(1 for line in lines if not line.startswith((" ", "\t")) and not _HEADER.match(line))
    return known >= (1 if suffix in (".eml", ".msg", ".mht", ".mhtml") else 3) and strange * 5 <= len(lines)


def _markup_kind(text: str, suffix: str) -> str | tuple[str, str]:
    if _PLAIN_HTML_ROOT.match(text):
        return HTML
    if _XML_ROOT.match(text) or _FEED.match(text):
        return _xml_kind(text)
    if suffix in _PAGE_SUFFIXES:
        return HTML
    tags = len(_HTML.findall(text[:20_000]))
    return HTML if tags >= 2 and (text.startswith("<") or (suffix not in _TEXT_SUFFIXES and tags >= 5)) else TEXT


def _xml_kind(text: str) -> str | tuple[str, str]:
    if _FEED.search(text[:5000]):
        return FEED
    return HTML if re.search(r"<html\b", text[:5000], re.IGNORECASE) else ("", f"XML, but not a page: {_NOT_YET}")
