"""Rubrics: the section line of a release, "International integration", or its kind, "Press release"."""

import re

from presssearch.analysis.cities import city_key
from presssearch.parsing.lines.line_words import pattern, words

_POSTED_IN = re.compile(
    r"(?:(?:posted in|filed under|categories)(?:\s*:\s*|\s+|(?-i:(?=[A-ZА-ЯЁ\[])))|"
    r"(?:document type|type|tipologia|тип документа|"
    r"category|section|rubric|catégories?|kategorien?|categorías?|categorias?|рубрика|категория|раздел|бөлім|kategori)\s*:\s*)"
    r"\[{0,2}(?P<rubric>[^\W\d][^\]\n]{2,80}?)\]{0,2}(?:\([^)\s]{0,200}\)\]?)?$",
    re.IGNORECASE,
)
_ENDING = (".", "!", "?", "…", ":", ";", ",", "。", "؟")
_MAX_WORDS = 6
_LETTERHEAD_CHARS = 120
_MAX_OFFICE_WORDS = 12
_SMALL_WORDS = frozenset(
    ("of", "for", "and", "the", "to", "in", "de", "da", "do", "das", "dos", "des", "et", "y", "e", "für", "und", "и")
)
_NOT_A_RUBRIC = re.compile(
    r"^(?:(?:to|for|at) the\b|(?:of|and|und|et|y|e|и|да|de|des|der|für|для)\s|"
    r"for immediate release|embargo|check against|as prepared|page \d|search$|menu$|https?:|www\.|\W+$)",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\d+\s(?:views?|comments?|min|mins|minutes|просмотр)", re.IGNORECASE)


def is_kind_of_release(line: str) -> bool:
    """Is the line one of the names that ministries give to their texts, such as "Press release"?"""
    return len(line) <= 60 and all(
        part in words("kinds") for part in city_key(line.strip(" :.-–—*_#[]()|")).split(" of ")
    )


def opens_letterhead(text: str) -> bool:
    """Does it begin with whose letter it is: "Minister for Bridges", "Senator the Hon. Ann Doe"? No sentence does."""
    parts = re.findall(r"[^\W\d_][^\s,]*", text)
    capital = all(word[0].isupper() or word.lower() in _SMALL_WORDS for word in parts)
    return capital and len(parts) <= _MAX_OFFICE_WORDS and pattern("office_openings", r"{}\b").match(text) is not None


_KIND_WORDS = (4, 3, 2)


def kind_of_letterhead(line: str) -> str | None:
    """ "MEDIA RELEASE" of "MEDIA RELEASE MINISTER FOR FOREIGN AFFAIRS ANN DOE": the kind, and whose letter it is."""
    parts = line.split()
    for count in _KIND_WORDS:
        kind, office = " ".join(parts[:count]), " ".join(parts[count:])
        if is_kind_of_release(kind) and opens_letterhead(office) and len(line) <= _LETTERHEAD_CHARS:
            return None if line.endswith((".", ":")) else kind
    return None


def begins_with_kind(line: str) -> bool:
    """Does it begin with such a name, as "Statement of the Ministry" and "Press conference by the Minister" do?"""
    first = city_key(line).split()[:3]
    return any(" ".join(first[:count]) in words("kinds") for count in range(1, len(first) + 1))


def find_labelled_rubric(line: str) -> tuple[str, int] | None:
    """The rubric behind "Posted in", "Categories" …, and where the label begins in the line."""
    match = _POSTED_IN.search(line) if len(line) <= 300 else None
    if match is None or (match.start() > 0 and line[match.start() - 1].isalnum()):
        return None
    return match["rubric"].strip(" []*"), match.start()


def find_declared_rubric(line: str) -> str | None:
    """A rubric that the page marks as one; of a path such as "Home / News / Asia" the last step."""
    text = re.split(r"\s[/>»›|]\s", " ".join(line.split()))[-1].strip(" :*_#")
    label = find_labelled_rubric(text)
    text = label[0] if label and label[1] <= 2 else text
    return text if text and len(text) <= 100 and not _COUNTS.search(text) else None


_STEP = re.compile(r"\s?[»›>→]\s?|\s(?:/|::|\|)\s")
_MAX_TRAIL_CHARS = 160


def section_of_trail(line: str) -> str | None:
    """ "Press releases" of "You are here: Home » Media Center » Press releases": the last step that is a kind of
    release, else the last one if it names a section; the headline may stand behind it."""
    if len(line) > _MAX_TRAIL_CHARS or not _STEP.search(line):
        return None
    steps = [step.strip(" *_#[]") for step in _STEP.split(pattern("trail_labels", r"^{}\s?[:：]?\s?").sub("", line))]
    if len(steps) < 2 or not pattern("trail_roots", r"^{}$").match(steps[0]):
        return None
    kind = next((step for step in reversed(steps) if is_kind_of_release(step)), None)
    return kind or (steps[-1] if may_be_rubric(steps[-1]) and names_a_section(steps[-1]) else None)


def names_a_section(line: str) -> bool:
    """Does a word of it name a field of a ministry's work: "Internationale Beziehungen", «Внешняя политика»?

    Two words with capitals have the shape of a person's name as well.
    """
    return pattern("section_words", r"\b{}").search(line) is not None


def may_be_rubric(line: str) -> bool:
    """Could a line above the headline be the name of a section? Short, no sentence, no date, no address."""
    text = line.strip(" *_#|")
    count = len(text.split())
    if (
        not count
        or count > _MAX_WORDS
        or len(text) > 60
        or text.endswith(_ENDING)
        or _NOT_A_RUBRIC.match(text)
        or line.startswith("#")
    ):
        return False
    if pattern("issuers").search(text) or pattern("press_offices", r"(?:^|\b){}$").search(text):
        return False
    return text[0].isalpha() and not any(c.isdigit() or c in '@/\\<>|“”"«»' for c in text)
