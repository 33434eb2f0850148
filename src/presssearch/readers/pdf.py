"""PDF files: read in a process of their own, within limits, and set as paragraphs here."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from presssearch.errors import ReadError
from presssearch.readers import limits
from presssearch.readers.pdf_lines import blocks_of_lines, lines_of
from presssearch.readers.raw import Block, Clue, RawDocument, Role
from presssearch.readers.repair import REPAIRED, repaired
from presssearch.readers.text import squeeze

NEEDS_OCR = "needs OCR: its pages are images without a text layer"
_WORKER = Path(__file__).with_name("pdf_worker.py")
_LETTERS_PER_PAGE = 15  # fewer, beside an image: a stamp or a page number on a scan
_DATE = re.compile(
    r"D:(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})?(\d{2})?)?(?:(Z)|([+-]\d{2})'?(\d{2})?'?)?",
)
_NO_TITLE = re.compile(
    r".*\.(?:docx?|dotx?|pdf|rtf|odt|indd|qxd|pptx?|xlsx?|pages|wpd|p65)\b|microsoft \w{1,20}\b|untitled"
    r"|document ?\d{0,3}\Z|slide \d|powerpoint|.*[\\/]\S",
    re.IGNORECASE,
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def read_pdf(data: bytes, *, path: str, location: str, source: str | None) -> RawDocument:
    """One PDF file as one document. ReadError where it is encrypted, hostile, too long, or has no text layer."""
    answer = _ask_worker(data)
    pages = answer["pages"]
    mended = _mend(pages)
    images = sum(1 for page in pages if page["images"] and _letters(page) < _LETTERS_PER_PAGE)
    letters = sum(_letters(page) for page in pages)
    if letters < max(1, images * _LETTERS_PER_PAGE) or not letters:
        raise ReadError(NEEDS_OCR if images else "no text found")
    blocks = blocks_of_lines(lines_of((page["height"], page["lines"]) for page in pages))
    blocks = tuple(block for block in blocks if any(char.isalnum() for char in block.text))
    if not blocks:
        raise ReadError(NEEDS_OCR if images else "no text found")
    _check_letters(blocks)
    language = answer.get("language")
    return RawDocument(
        path=path,
        location=location,
        media="application/pdf",
        blocks=blocks,
        extractor="pdf",
        title=_title(answer.get("title"), blocks),
        source=source,
        language=squeeze(language) or None if language else None,
        clues=tuple(_clues(answer)),
        warnings=(*_warnings(images, len(pages), blocks), *((REPAIRED,) if mended else ())),
    )


def _ask_worker(data: bytes) -> dict[str, Any]:
    """What the process with the parser says of the file."""
    numbers = (limits.PDF_MEMORY_BYTES, limits.PDF_CPU_SECONDS, limits.PDF_PAGES, limits.TEXT_CHARS)
    try:
        run = subprocess.run(
            [sys.executable, "-I", str(_WORKER), *map(str, numbers)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.PDF_WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadError(f"a PDF file that takes more than {limits.PDF_WALL_SECONDS} seconds") from None
    try:
        answer = json.loads(run.stdout)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise ReadError("a PDF file that takes too much time or memory: the process that read it was ended")
    if "error" in answer:
        raise ReadError(str(answer["error"]))
    return answer


def _mend(pages: list[dict[str, Any]]) -> bool:
    """Old fonts call Cyrillic letters by the names of Latin ones. Told from all lines together: one says too little."""
    lines = [line for page in pages for line in page["lines"]]
    mended = repaired("\n".join(line[4] for line in lines))
    texts = mended.split("\n") if mended is not None else []
    if len(texts) != len(lines):
        return False
    for line, text in zip(lines, texts, strict=True):
        line[4] = text
    return True


def _letters(page: dict[str, Any]) -> int:
    return sum(char.isalnum() for line in page["lines"] for char in line[4])


def _check_letters(blocks: tuple[Block, ...]) -> None:
    """Fonts without a table of letters give signs: such a text can be seen, but not searched."""
    text = "".join(block.text for block in blocks)
    strange = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    if strange * 4 > len(text):
        raise ReadError("needs OCR: its fonts do not say which letters they show")


def _title(declared: str | None, blocks: tuple[Block, ...]) -> str | None:
    """The declared title, where it is that of the text: three words or more, most of them on the first page."""
    title = squeeze(declared or "")
    words = re.findall(r"\w+", title.casefold())
    if len(words) < 3 or len(title) > 300 or _NO_TITLE.match(title):
        return None
    printed = set(re.findall(r"\w+", " ".join(block.text for block in blocks[:12]).casefold()))
    return title if sum(word in printed for word in words) * 3 >= len(words) * 2 else None


def _clues(answer: dict[str, Any]) -> Iterator[Clue]:
    """When the file was made and changed: no evidence of publication, which may be years apart."""
    for key, name in (("created", "pdf:CreationDate"), ("modified", "pdf:ModDate")):
        if value := squeeze(str(answer.get(key) or "")):
            yield Clue("meta", name, _iso(value)[: limits.CLUE_CHARS])


def _iso(value: str) -> str:
    """D:20210201104032+01'00' as 2021-02-01T10:40:32+01:00; what has another form stays as it is."""
    found = _DATE.fullmatch(value)
    if found is None:
        return value
    year, month, day, hour, minute, second, utc, offset, more = found.groups()
    date = "-".join(filter(None, (year, month, day)))
    if hour is None or day is None:
        return date
    zone = "Z" if utc else f"{offset}:{more or '00'}" if offset else ""
    return f"{date}T{hour}:{minute or '00'}:{second or '00'}{zone}"


def _warnings(images: int, pages: int, blocks: tuple[Block, ...]) -> Iterator[str]:
    if images:
        yield f"{images} of {pages} pages are images without a text layer"
    sample = "".join(block.text for block in blocks[:20] if block.role is Role.TEXT)
    if len(_RIGHT_TO_LEFT.findall(sample)) * 3 > len(sample):
        yield "right-to-left text out of a PDF file: its words may be out of order"
