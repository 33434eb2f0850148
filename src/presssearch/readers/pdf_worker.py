"""The part of the PDF reader that meets the file: a process of its own, for a hostile file may loop or grow.

Run by pdf.py as a script; it imports nothing of ours. The file comes in on stdin, one JSON object goes out on
stdout: {"error": why} or {"pages": [{"height", "images", "lines": [[x, y, size, bold, text], ...]}], "title": ...}.
Arguments: bytes of memory, seconds of processor time, pages and characters at most.
"""

import io
import json
import math
import sys
from typing import Any

import pypdf
from pypdf.errors import DependencyError, PdfReadError

_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_INFO = (("/Title", "title"), ("/CreationDate", "created"), ("/ModDate", "modified"))


def main(memory_bytes: int, cpu_seconds: int, most_pages: int, most_chars: int) -> None:
    _limit(memory_bytes, cpu_seconds)
    try:
        answer = _read(sys.stdin.buffer.read(), most_pages, most_chars)
    except (MemoryError, ImportError):  # a library that is loaded late needs memory, too
        answer = {"error": "a PDF file that takes too much memory"}
    except RecursionError:
        answer = {"error": "a PDF file that is nested too deeply"}
    except Exception as error:  # noqa: BLE001  whatever a parser raises is the file's fault, and is said
        answer = {
            "error": f"a PDF file that cannot be read: {' '.join(str(error).split())[:200] or type(error).__name__}"
        }
    json.dump(answer, sys.stdout)


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415  not on every system
    except ImportError:
        return
    for kind, wanted in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, cpu_seconds)):
        hard = resource.getrlimit(kind)[1]
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (limit, hard))


def _read(data: bytes, most_pages: int, most_chars: int) -> dict[str, Any]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and (reason := _locked(reader)):
        return {"error": reason}
    count = len(reader.pages)
    if count > most_pages:
        return {"error": f"a PDF file of more than {most_pages} pages"}
    pages = []
    chars = 0
    for page in reader.pages:
        lines = _lines(page)
        chars += sum(len(line[4]) for line in lines)
        if chars > most_chars:
            return {"error": f"the text is too long: the limit is {most_chars:,}"}
        pages.append({"height": float(page.mediabox.height), "images": _has_images(page), "lines": lines})
    return {"pages": pages, **_info(reader)}


def _locked(reader: pypdf.PdfReader) -> str | None:
    """Why an encrypted file stays shut; most open with an empty password, as every viewer knows."""
    try:
        opened = reader.decrypt("")
    except DependencyError:
        return "an encrypted PDF file, in a way that is not read"
    return None if opened else "an encrypted PDF file: it needs a password"


class _Page:
    """What the parser says of a page, as lines: text with the place of its first character."""

    def __init__(self) -> None:
        self.lines: list[list[Any]] = []

    def visit(self, text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if not text.strip():
            if text and self.lines:
                self.lines[-1][4] += " "
            return
        across, up = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
        if abs(up) > abs(across):  # rotated: a watermark, or the edge of a form
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size) * math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        name = str((font or {}).get("/BaseFont", "")).lower()
        bold = any(word in name for word in _BOLD)
        for number, part in enumerate(text.strip("\n").split("\n")):
            self._add(part, x, y - number * 1.2 * height, height, bold)

    def _add(self, text: str, x: float, y: float, height: float, bold: bool) -> None:
        if not all(map(math.isfinite, (x, y, height))):
            x = y = height = 0.0
        last = self.lines[-1] if self.lines else None
        if last is not None and abs(last[1] - y) <= 0.5 * max(last[2], height):
            last[4] += text
            last[2] = max(last[2], height)
            last[3] = last[3] and (bold or not text.strip())
            last[0] = min(last[0], x)
        else:
            self.lines.append([x, y, height, bold, text])


def _lines(page: pypdf.PageObject) -> list[list[Any]]:
    read = _Page()
    page.extract_text(visitor_text=read.visit)
    return [[round(x, 1), round(y, 1), round(size, 1), bold, text] for x, y, size, bold, text in read.lines]


def _has_images(page: pypdf.PageObject) -> bool:
    try:
        objects = page["/Resources"]["/XObject"]  # type: ignore[index]
        return any(thing.get_object().get("/Subtype") in ("/Image", "/Form") for thing in objects.values())
    except (KeyError, AttributeError, TypeError, PdfReadError):
        return False


def _info(reader: pypdf.PdfReader) -> dict[str, str]:
    """Title, dates and language as the file declares them; damaged ones are left out."""
    found: dict[str, str] = {}
    try:
        metadata: dict[str, Any] = dict(reader.metadata or {})
        for key, name in _INFO:
            if isinstance(value := metadata.get(key), str):
                found[name] = value[:2000]
        language = reader.root_object.get("/Lang")
        if isinstance(language, str):
            found["language"] = language[:35]
        xmp = reader.xmp_metadata
        titles = dict(xmp.dc_title or {}) if xmp is not None else {}
        if "title" not in found and titles:
            found["title"] = str(next(iter(titles.values())))[:2000]
    except Exception:  # noqa: BLE001  the text is there; what the file says about itself is not needed
        return found
    return found


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:5]))
