"""Quotations, and who spoke.

A quotation is direct speech of four words or more between marks, or behind the dash that opens a
paragraph where the language prints speech so. The speaker is named behind it, before it, inside it
("…", he said, "…") or in the sentence before; surnames, initials, offices and pronouns lead to the person.
"""

import re

from presssearch.article import Person, Quote, Span
from presssearch.parsing.quoted import Quoted, quoted_spans
from presssearch.parsing.speakers import Speakers
from presssearch.parsing.words import MAX_ANALYSED_CHARS

MIN_WORDS = 4  # fewer are a scare quote, a name or a title
_MIN_CHARS_UNSPACED = 8
_MIN_WORDS_ALONE = 9  # without anybody who says it
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def find_quotes(
    body: str, paragraphs: tuple[Span, ...], people: tuple[Person, ...], *, language: str | None
) -> tuple[Quote, ...]:
    """The quotations of a release, in its order.

    text: without its marks and without the comma that belongs to the sentence around it; span: where that text
    stands in the body. A quotation whose every paragraph opens with a mark of its own gives one quotation a
    paragraph; one that merely runs on gives one. speaker: the name as in people, office likewise; None if
    nobody is named. Only the first words.MAX_ANALYSED_CHARS code points are read.
    """
    text = body[:MAX_ANALYSED_CHARS]
    blocks = _paragraphs(text, paragraphs)
    speakers = Speakers(text, people, language)
    quotes: list[Quote] = []
    last: tuple[int, Person | None] | None = None  # end and speaker of the quotation before
    for quoted in quoted_spans(text, blocks, speakers):
        if not _is_long_enough(text, quoted) or speakers.is_title(quoted):
            continue
        attributed, person = speakers.speaker_of(quoted)
        if person is None and not attributed and last is not None and _goes_on(text, last[0], quoted):
            attributed, person = True, last[1]
        if not attributed and not _stands_alone(text, quoted):
            continue
        last = (quoted.outer_end, person)
        quotes.append(_quote(text, quoted, person))
    return tuple(quotes)


def _paragraphs(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    inside = tuple((start, min(end, len(text))) for start, end in paragraphs if start < min(end, len(text)))
    return inside or ((0, len(text)),)


def _quote(text: str, quoted: Quoted, person: Person | None) -> Quote:
    start, end = quoted.start, quoted.end
    return Quote(
        text[start:end],
        person.name if person else None,
        person.office if person else None,
        "direct",
        (start, end),
    )


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _is_long_enough(text: str, quoted: Quoted) -> bool:
    if _UNSPACED.search(text, quoted.start, quoted.end):
        return quoted.end - quoted.start >= _MIN_CHARS_UNSPACED
    return _count(text, quoted.start, quoted.end) >= MIN_WORDS


def _stands_alone(text: str, quoted: Quoted) -> bool:
    """Nobody is said to have said it: a whole sentence is a quotation all the same, a phrase is not."""
    if not text[quoted.start].isupper() and text[quoted.start].isalpha() and not _UNSPACED.match(text[quoted.start]):
        return False
    if _UNSPACED.search(text, quoted.start, quoted.end):
        return quoted.end - quoted.start >= 20
    words = _WORD.findall(text[quoted.start : quoted.end])
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _MIN_WORDS_ALONE and capitals * 2 < len(words)


def _goes_on(text: str, last_end: int, quoted: Quoted) -> bool:
    """Does it follow the quotation before, with no sentence of the reporter's between that ends a topic?"""
    between = text[last_end : quoted.outer_start]
    return not re.search(r"[^\W_]", between) or (quoted.opens_paragraph and _count(between, 0, len(between)) <= 12)
