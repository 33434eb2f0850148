"""PDF files: what is printed becomes paragraphs, and what is hostile costs one line of the report."""

import gzip
import io
import tomllib
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from presssearch.errors import ReadError
from presssearch.readers import RawDocument, Role, read
from presssearch.readers import pdf as pdf_reader
from presssearch.readers.pdf_lines import blocks_of_lines, lines_of
from presssearch.readers.repair import REPAIRED

CASES = tomllib.loads(Path(__file__).with_name("pdf.toml").read_text(encoding="utf-8"))["case"]
# Code 0x21 + n is the n-th letter: a font as programs embed them, whose codes say nothing without the table.
CYRILLIC = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:60])
def test_lines_become_the_expected_paragraphs(case: dict[str, list[list[object]]]) -> None:
    """Each case of pdf.toml."""
    pages = {line[0]: [] for line in case["lines"]}
    for page, x, y, size, bold, text in case["lines"]:
        pages[page].append((x, y, size, bold == "b", text))
    blocks = blocks_of_lines(lines_of((800.0, lines) for lines in pages.values()))
    assert [b.text if b.role is Role.TEXT else f"{b.role.value}: {b.text}" for b in blocks] == case["expect"]


NUMBER = st.floats(-1000, 1000, allow_nan=False)


@given(
    st.lists(st.lists(st.tuples(NUMBER, NUMBER, NUMBER, st.booleans(), st.text(max_size=30)), max_size=8), max_size=4)
)
def test_any_lines_become_clean_blocks(pages: list[list[tuple[float, float, float, bool, str]]]) -> None:
    """Whatever stands wherever: no error, and no block is empty."""
    assert all(block.text.strip() for block in blocks_of_lines(lines_of((800.0, lines) for lines in pages)))


def pdf(objects: Sequence[bytes]) -> bytes:
    """A file of the objects, numbered from 1; the first is the catalogue, the last the information."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(places) + 1, len(places))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def printed(
    pages: Sequence[bytes], info: bytes = b"<< >>", resources: bytes = b"", extra: Sequence[bytes] = ()
) -> bytes:
    """A file of pages with these content streams, in Helvetica (F1) and Helvetica-Bold (F2); extra: objects from 5."""
    first = 5 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        *extra,
    ]
    for number, content in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> %s >> >>" % (first + 2 * number + 1, resources)
        )
        objects.append(content if content.startswith(b"<<") else stream(content))
    return pdf([*objects, info])


def line(x: int, y: int, size: int, text: str, font: str = "F1") -> bytes:
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %d Tf %d %d Td (%s) Tj ET\n" % (font.encode(), size, x, y, escaped)


RELEASE = (
    line(200, 770, 10, "Ministry of Ferries")
    + line(120, 700, 16, "Ferry Forum Opens in Almaty", "F2")
    + line(72, 640, 11, "ALMATY, 12 June 2018 – The Minister of Ferries opened the forum on")
    + line(72, 626, 11, "Tuesday, and ministers of five states agreed on rules for rail fer-")
    + line(72, 612, 11, "ries.")
    + line(300, 40, 9, "Page 1 of 2"),
    line(200, 770, 10, "Ministry of Ferries")
    + line(72, 700, 11, "“A ferry does not ask,” the Minister said.")
    + line(300, 40, 9, "Page 2 of 2"),
)
TEXT = [
    "Ministry of Ferries",
    "Ferry Forum Opens in Almaty",
    "ALMATY, 12 June 2018 – The Minister of Ferries opened the forum on Tuesday, and ministers of five states agreed"
    " on rules for rail ferries.",
    "“A ferry does not ask,” the Minister said.",
]


def read_one(tmp_path: Path, data: bytes, name: str = "release.pdf") -> RawDocument:
    path = tmp_path / name
    path.write_bytes(data)
    (document,) = read(path)
    assert isinstance(document, RawDocument)
    return document


def test_a_release_is_read(tmp_path: Path) -> None:
    """Paragraphs, without page numbers; title and language as declared; when the file was made is a clue."""
    info = b"<< /Title (Ferry Forum Opens in Almaty) /CreationDate (D:20200102030405+01'00') /Author (clerk) >>"
    document = read_one(tmp_path, printed(RELEASE, info))
    assert [block.text for block in document.blocks] == TEXT
    assert document.blocks[1].role is Role.HEADING
    assert (document.title, document.language) == ("Ferry Forum Opens in Almaty", "en-GB")
    assert (document.extractor, document.media) == ("pdf", "application/pdf")
    assert [(clue.kind, clue.name, clue.value) for clue in document.clues] == [
        ("meta", "pdf:CreationDate", "2020-01-02T03:04:05+01:00")
    ]
    assert document.warnings == ()


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - release final.doc",
        "Ferry.pdf",
        "Untitled",
        "Speech of the President on fish",
        "Ferry Forum",
        "",
    ],
)
def test_a_title_that_is_none_is_left_out(tmp_path: Path, title: str) -> None:
    """Names of files, what an older release left behind, and what is too short to be a headline."""
    assert read_one(tmp_path, printed(RELEASE, b"<< /Title (%s) >>" % title.encode())).title is None


def test_a_packed_file_and_one_without_its_suffix_are_read(tmp_path: Path) -> None:
    data = printed(RELEASE)
    assert len(read_one(tmp_path, gzip.compress(data), "a.pdf.gz").blocks) == 4
    assert len(read_one(tmp_path, b"\r\n" + data, "a").blocks) == 4


def test_letters_are_read_by_the_table_of_their_font(tmp_path: Path) -> None:
    """Cyrillic through a ToUnicode table."""
    pairs = "\n".join(f"<{0x21 + n:02x}> <{ord(char):04x}>" for n, char in enumerate(CYRILLIC))
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(CYRILLIC)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    font = (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Some /FirstChar 32 /LastChar 99 /Widths [%s] "
        b"/ToUnicode 6 0 R >>" % (b"500 " * 68)
    )
    text = "Министр принял посла"
    codes = "".join(" " if char == " " else chr(0x21 + CYRILLIC.index(char)) for char in text)
    content = b"BT /F3 11 Tf 72 700 Td <%s> Tj ET" % codes.encode("latin-1").hex().encode()
    data = printed([content], extra=[font, stream(table.encode())]).replace(b"/F1 3 0 R", b"/F1 3 0 R /F3 5 0 R")
    assert read_one(tmp_path, data).blocks[0].text == text


def test_letters_that_an_old_font_calls_latin_are_mended(tmp_path: Path) -> None:
    """Cyrillic in a font that says that it is Latin, line by line too short to tell."""
    lines = ("Министр принял", "посла республики.")
    content = b"".join(
        b"BT /F1 11 Tf 72 %d Td <%s> Tj ET\n" % (700 - 14 * number, text.encode("cp1251").hex().encode())
        for number, text in enumerate(lines)
    )
    document = read_one(tmp_path, printed([content]))
    assert [block.text for block in document.blocks] == ["Министр принял посла республики."]
    assert document.warnings == (REPAIRED,)


IMAGE = stream(
    b"\x00" * 12, b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB /BitsPerComponent 8"
)


def test_images_without_text_need_ocr(tmp_path: Path) -> None:
    """A scan is refused with the reason, though a page number may be printed on it; a page of many is a warning."""
    scan = b"q 600 0 0 800 0 0 cm /Im1 Do Q"
    with_image = {"resources": b"/XObject << /Im1 5 0 R >>", "extra": [IMAGE]}
    for pages in ([scan], [scan + line(300, 40, 9, "1"), scan + line(300, 40, 9, "2")]):
        with pytest.raises(ReadError, match="needs OCR: its pages are images without a text layer"):
            read_one(tmp_path, printed(pages, **with_image))
    document = read_one(tmp_path, printed([RELEASE[0], scan], **with_image))
    assert document.warnings == ("1 of 2 pages are images without a text layer",)


def test_an_encrypted_file_is_read_where_everybody_may(tmp_path: Path) -> None:
    """With an empty password it opens; with another one it is refused with the reason."""
    for password, opens in (("", True), ("secret", False)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed(RELEASE))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        if opens:
            assert [block.text for block in read_one(tmp_path, out.getvalue()).blocks] == TEXT
        else:
            with pytest.raises(ReadError, match="encrypted"):
                read_one(tmp_path, out.getvalue())


def hostile() -> list[tuple[str, bytes]]:
    good = printed(RELEASE)
    cycle = good.replace(b"/Kids [5 0 R 7 0 R] /Count 2", b"/Kids [2 0 R 2 0 R] /Count 2")
    assert cycle != good
    bomb = zlib.compress(line(72, 700, 11, "Ministers met.") * 2_000_000, 9)
    forms = stream(b"/Fm Do /Fm Do", b"/Type /XObject /Subtype /Form /Resources << /XObject << /Fm 5 0 R >> >>")
    return [
        ("cut", good[:300]),
        ("only a head", b"%PDF-1.7\n"),
        ("a page tree in a circle", cycle),
        ("a page that is its own parent", good.replace(b"/Parent 2 0 R", b"/Parent 5 0 R")),
        ("content that unpacks to 100 MB", printed([stream(bomb, b"/Filter /FlateDecode")])),
        ("a form that draws itself twice", printed([b"/Fm Do"], resources=b"/XObject << /Fm 5 0 R >>", extra=[forms])),
        ("deep arrays", printed([b"[" * 200_000])),
        ("endless dictionaries", printed([b"<<" * 100_000])),
        ("an endless text", printed([b"BT (" + b"a(" * 100_000])),
        ("strange numbers", printed([b"BT /F1 1e999 Tf 1e300 -1e300 Td (x) Tj ET"])),
        ("no pages", printed([])),
    ]


@pytest.mark.parametrize(("why", "data"), hostile(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_hostile_file_is_read_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str, data: bytes
) -> None:
    """Within the time of its process; what is refused has a reason of one line."""
    monkeypatch.setattr("presssearch.readers.limits.PDF_CPU_SECONDS", 2)
    try:
        blocks = read_one(tmp_path, data).blocks
    except ReadError as error:
        reason = str(error)
    else:
        reason = blocks[0].text
    assert 0 < len(reason) < 400, why
    assert "\n" not in reason


def test_a_cut_file_gives_what_is_left_or_a_reason(tmp_path: Path) -> None:
    """At whatever byte it ends."""
    data = printed(RELEASE)
    for at in range(200, len(data), 600):
        try:
            blocks = read_one(tmp_path, data[:at]).blocks
        except ReadError as error:
            assert "PDF" in str(error) or "no text" in str(error)  # noqa: PT017  either outcome is right
        else:
            assert {block.text for block in blocks} & set(TEXT)


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        ("PDF_WALL_SECONDS", 0, "takes more than 0 seconds"),
        ("PDF_MEMORY_BYTES", 1024 * 1024, "a PDF file that takes too much (time or )?memory"),
        ("PDF_PAGES", 1, "more than 1 pages"),
        ("TEXT_CHARS", 20, "too long"),
    ],
)
def test_each_limit_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str
) -> None:
    monkeypatch.setattr(f"presssearch.readers.limits.{limit}", value)
    with pytest.raises(ReadError, match=reason):
        read_one(tmp_path, printed(RELEASE))


def test_a_process_that_runs_for_ever_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its processor time is limited by itself, whoever waits for it."""
    worker = tmp_path / "worker.py"
    source = Path(pdf_reader.__file__).with_name("pdf_worker.py").read_text(encoding="utf-8")
    looping = source.replace("    reader = pypdf.PdfReader", "    while True: pass\n    reader = pypdf.PdfReader")
    assert looping != source
    worker.write_text(looping, encoding="utf-8")
    monkeypatch.setattr("presssearch.readers.pdf._WORKER", worker)
    monkeypatch.setattr("presssearch.readers.limits.PDF_CPU_SECONDS", 1)
    with pytest.raises(ReadError, match="was ended"):
        read_one(tmp_path, printed(RELEASE))
