"""The sample releases are what sample_docs/README.md says: varied, decodable, ours, and about nobody real."""

import datetime
import gzip
import html.parser
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent.parent / "sample_docs"
SHARED = Path(__file__).parent.parent / ".." / "shared"

LANGUAGE_FLOORS = {
    **{"en": 25, "ru": 4, "kk": 4, "fr": 4, "de": 4, "es": 4, "ar": 4, "zh": 4},
    **{"tr": 1, "pt": 1, "sv": 1, "ja": 1},
}
KIND_FLOORS = {"glued": 10, "text": 8, "html": 18, "mail": 4, "record": 14}

# "Almaty city12 June , 10:39": no year, no space after "city", a stray one before the comma
GLUED_DATELINE = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)? city\d{1,2} [A-Z][a-z]+ , \d{2}:\d{2}")
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
LANG_ATTRIBUTE = re.compile(r"<html\b[^>]*\blang=\"([a-z]{2})", re.IGNORECASE)
MAIL_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
WEB_HOST = re.compile(r"https?://([\w.-]+)")
PHONE_NUMBER = re.compile(r"\+\d[\d ()-]{7,}\d|\b(?:tel|phone|тел)\.?:? ?[\d(+]", re.IGNORECASE)
WEEKDAY_DATE = re.compile(
    r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),? (\d{1,2}) ([A-Z][a-z]+) (\d{4})\b"
)
VOCABULARY_SCHEMES = {"schema.org", "www.w3.org"}
SCRIPTS = {"ar": "[\u0621-\u064a]", "zh": "[\u4e00-\u9fff]", "ru": "[а-яәғқңөұүһі]", "latin": "[a-z]"}
STOP_WORDS = {
    "en": {"the", "and", "was", "that"},
    "fr": {"les", "des", "une", "dans"},
    "es": {"los", "las", "una", "por"},
    "kk": {"jáne", "men", "dep", "dedi"},
}
# Official names are long enough to be "copied" by everybody who writes them out
OFFICIAL_NAMES = re.compile(
    r"(?:(?:Press Service of the |State Secretary of the )?Ministry|Ministers?) of Foreign Affairs"
    r"(?: of (?:the Republic of )?\w+)?"
    r"|(?:Office of the )?United Nations High Commissioner for Refugees|UN General Assembly in New York"
    r"|(?:Preparatory Commission for the )?Comprehensive Nuclear-Test-Ban Treaty(?: Organization)?"
    r"|International Committee of the Red Cross|International Federation of Red Cross and Red Crescent Societies"
    r"|Association of Southeast Asian Nations|Economic Community of West African States"
    r"|Food and Agriculture Organization",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One release. where: path, with `#n` for a record. language: declared, or told from the letters of a text."""

    where: str
    kind: str
    language: str | None
    text: str


def files(pattern: str) -> list[Path]:
    """Files that are meant to be readable, in a stable order."""
    return [path for path in sorted(SAMPLES.rglob(pattern)) if path.parent.name != "unreadable"]


def where(path: Path) -> str:
    return path.relative_to(SAMPLES).as_posix()


def decode_as_declared(path: Path) -> str:
    found = CHARSET.search(path.read_bytes()[:1024])
    assert found, f"{path} declares no charset"
    return path.read_bytes().decode(found[1].decode("ascii"))


def language_of_text(text: str) -> str | None:
    """From the commonest script, then from letters that only one of our languages has, else from stop words."""
    scripts = {script: len(re.findall(letters, text)) for script, letters in SCRIPTS.items()}
    script = max(scripts, key=scripts.__getitem__)
    if script != "latin":
        return "kk" if script == "ru" and re.search("[әғқңөұүһі]", text) else script
    words = Counter(re.findall(r"\w+", text.lower()))
    return max(STOP_WORDS, key=lambda language: sum(words[word] for word in STOP_WORDS[language]))


class VisibleText(html.parser.HTMLParser):
    """Collects text outside script and style, and the names of the elements."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = 0
        self.words: list[str] = []
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags[tag] += 1
        self.hidden += tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style", "title")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def page_of(markup: str) -> VisibleText:
    page = VisibleText()
    page.feed(markup)
    page.close()
    return page


def records_of(path: Path) -> list[dict[str, str | None]]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").splitlines()]


def mail_text(path: Path) -> str:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    assert body is not None
    return f"{message['subject']}\n\n{body.get_content()}"


def read_texts() -> Iterator[Sample]:
    for path in files("*.txt"):
        text = path.read_text("utf-8")
        kind = "glued" if GLUED_DATELINE.search(text) else "text"
        yield Sample(where(path), kind, language_of_text(text), text)


def read_pages() -> Iterator[Sample]:
    for path in files("*.html"):
        markup = decode_as_declared(path)
        declared = LANG_ATTRIBUTE.search(markup)
        text = "\n".join(page_of(markup).words)
        yield Sample(where(path), "html", declared[1] if declared else language_of_text(text), text)


def read_mails() -> Iterator[Sample]:
    for path in files("*.eml"):
        language = message_from_bytes(path.read_bytes(), policy=policy.default)["Content-Language"]
        yield Sample(where(path), "mail", language, mail_text(path))


def read_records() -> Iterator[Sample]:
    for path in [*files("*.jsonl"), *files("*.jsonl.gz")]:
        for number, record in enumerate(records_of(path), start=1):
            parts = [record.get(key) for key in ("title", "headline", "body", "text")]
            language = record.get("lang") or record.get("language")
            yield Sample(f"{where(path)}#{number}", "record", language, "\n\n".join(filter(None, parts)))


@cache
def samples() -> tuple[Sample, ...]:
    return (*read_texts(), *read_pages(), *read_mails(), *read_records())


def readme() -> str:
    return (SAMPLES / "README.md").read_text("utf-8")


def readme_rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its head."""
    section = readme().split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return rows[2:]


def test_there_are_enough_releases_of_every_kind_and_language() -> None:
    kinds = Counter(sample.kind for sample in samples())
    languages = Counter(sample.language for sample in samples())
    assert len(samples()) >= 66
    assert {kind: kinds[kind] for kind in KIND_FLOORS if kinds[kind] < KIND_FLOORS[kind]} == {}
    assert {name: languages[name] for name in LANGUAGE_FLOORS if languages[name] < LANGUAGE_FLOORS[name]} == {}
    assert set(languages) == set(LANGUAGE_FLOORS)


def test_the_pages_follow_the_manner_of_at_least_nine_ministries() -> None:
    assert len({sample.where.split("/")[0] for sample in samples() if sample.kind == "html"}) >= 9


def test_readme_counts_the_files_of_every_folder() -> None:
    listed = {row[0].strip("`/"): int(row[2]) for row in readme_rows("Layout")}
    present = Counter(path.parent.name for path in SAMPLES.rglob("*") if path.is_file() and path.parent != SAMPLES)
    assert listed == dict(present)
    in_damaged_file = 2
    assert f"{len(samples()) + in_damaged_file} press releases" in readme()


def test_readme_names_only_files_that_exist() -> None:
    named = re.findall(r"`([\w-]+/[\w.-]+\.\w+)`", readme())
    assert len(named) > 25
    assert [name for name in named if not (SAMPLES / name).is_file()] == []


def test_every_spelling_of_the_cast_occurs() -> None:
    everything = "\n".join(sample.text for sample in samples())
    missing = []
    for name, _office, others in readme_rows("The cast"):
        spellings = [spelling.strip() for spelling in others.split(";") if spelling.strip()]
        if "(only in" not in name:
            spellings.append(name)
        missing += [spelling for spelling in spellings if spelling not in everything]
    assert missing == []


@pytest.mark.parametrize("sample", [s for s in read_texts() if s.kind == "glued"], ids=lambda s: s.where)
def test_glued_texts_have_the_shape(sample: Sample) -> None:
    """Rubric, headline, glued dateline without a year, paragraphs with curly quotations, byline alone, credit."""
    blocks = sample.text.rstrip("\n").split("\n\n")
    assert all("\n" not in block for block in blocks)
    rubric, headline, dateline, *body, byline, credit = blocks
    assert len(rubric.split()) <= 4
    assert len(headline.split()) >= 6
    assert not re.search("[.!?]$", headline)
    assert GLUED_DATELINE.fullmatch(dateline)
    assert len(body) >= 5
    assert any(re.search("“[^”]+”", paragraph) for paragraph in body)
    assert all(paragraph.endswith((".", "”")) for paragraph in body)
    assert re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", byline)
    assert credit.startswith("Photo: ")


def test_glued_datelines_differ() -> None:
    datelines = [GLUED_DATELINE.findall(sample.text)[0] for sample in samples() if sample.kind == "glued"]
    assert len(set(datelines)) == len(datelines)
    assert len({dateline.split(" city")[0] for dateline in datelines}) >= 6


@pytest.mark.parametrize("path", files("*.html"), ids=where)
def test_pages_carry_furniture_around_the_text(path: Path) -> None:
    """A page that held the text alone would not test the choice of the text."""
    markup = decode_as_declared(path)
    page = page_of(markup)
    assert page.tags["a"] >= 8
    assert re.search(r"<nav|class=\"menu\"|class=\"nav\"|id=\"menu\"|id=\"gnav\"|index_arm", markup)
    assert re.search(r"<footer|id=\"footer\"|id=\"bottom\"|class=\"foot\"|class=\"alt\"|Copyright", markup)


def test_pages_come_in_old_encodings_too() -> None:
    declared = set()
    for path in files("*.html"):
        found = CHARSET.search(path.read_bytes()[:1024])
        assert found
        declared.add(found[1].decode("ascii").lower())
    assert {"utf-8", "windows-1251", "gb18030", "shift_jis", "iso-8859-15"} <= declared
    assert all("\ufffd" not in decode_as_declared(path) for path in files("*.html"))


def test_mails_have_encoded_subjects_and_dates() -> None:
    subjects = [path.read_bytes().split(b"\nSubject: ", 1)[1].split(b"\n", 1)[0].lower() for path in files("*.eml")]
    assert any(b"=?windows-1251?" in subject for subject in subjects)
    assert any(b"=?iso-8859-1?" in subject for subject in subjects)
    for path in files("*.eml"):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        day = message["date"].datetime
        assert not message.defects
        assert f"{day:%a}" == str(message["date"])[:3]


def test_only_the_damaged_line_of_the_damaged_file_fails() -> None:
    lines = (SAMPLES / "unreadable" / "broken-line.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 3
    assert json.loads(lines[0])["title"]
    assert json.loads(lines[2])["title"]
    with pytest.raises(json.JSONDecodeError):
        json.loads(lines[1])
    assert (SAMPLES / "unreadable" / "empty.txt").read_bytes() == b""
    assert b"\x00" in (SAMPLES / "unreadable" / "not-a-page.html").read_bytes()


def test_releases_are_neither_stubs_nor_tomes() -> None:
    """Pages are left out of the upper bound: their furniture counts. Japanese and Chinese count characters."""
    for sample in samples():
        length = len(sample.text) / 2 if sample.language in ("zh", "ja") else len(sample.text.split())
        assert length >= 95, sample.where
        assert length <= 450 or sample.kind == "html", sample.where


def test_weekdays_agree_with_their_dates() -> None:
    for sample in samples():
        for weekday, day, month, year in WEEKDAY_DATE.findall(sample.text):
            stated = datetime.datetime.strptime(f"{day} {month} {year}", "%d %B %Y")
            assert f"{stated:%A}" == weekday, sample.where


def raw_texts() -> Iterator[tuple[str, str]]:
    """Every readable file as text, markup and headers included."""
    for path in sorted(SAMPLES.rglob("*")):
        if path.is_file() and path.parent.name != "unreadable":
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            yield where(path), decode_as_declared(path) if path.suffix == ".html" else raw.decode("utf-8", "replace")
    yield from ((sample.where, sample.text) for sample in samples())


def test_no_file_names_an_address_or_number_of_a_real_body() -> None:
    for name, text in raw_texts():
        hosts = [*MAIL_ADDRESS.findall(text), *WEB_HOST.findall(text)]
        assert [host for host in hosts if not reserved(host)] == [], name
        assert not PHONE_NUMBER.search(text), name


def reserved(host: str) -> bool:
    """True for hosts that RFC 2606 keeps free for examples, and for the names of vocabularies."""
    return host.endswith((".example", "example.org")) or host in VOCABULARY_SCHEMES


def shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+|§", text.lower())
    return zip(*(words[start:] for start in range(8)), strict=False)


def real_releases() -> Iterator[tuple[str, str]]:
    """The example text and every record of the real collections."""
    for path in (SHARED / "corpus" / "text").glob("*.txt"):
        yield path.name, path.read_text("utf-8")
    for path in sorted((SHARED / "corpus").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from ((f"{path.name}:{number}", line) for number, line in enumerate(lines))


@pytest.mark.shared
def test_no_text_is_copied_from_a_real_release() -> None:
    """Eight words in a row occur elsewhere only where they contain an official name."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("../shared/corpus is absent: nothing to compare with")
    ours = {shingle for sample in samples() for shingle in shingles(OFFICIAL_NAMES.sub(" § ", sample.text))}
    copied = {}
    for name, text in real_releases():
        copied |= {" ".join(shingle): name for shingle in ours.intersection(shingles(text))}
    assert copied == {}
