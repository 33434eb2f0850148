"""Quotations, and who spoke.

A quotation is direct speech of four words or more between marks, or behind the dash that opens a
paragraph where the language prints speech so. The speaker is named behind it, before it, inside it
("…", he said, "…") or in the sentence before; surnames, initials, offices and pronouns lead to the person.
"""

import re
from collections.abc import Iterator

from presssearch.article import Person, Quote, Span
from presssearch.parsing.speech.quoted import quoted_spans
from presssearch.parsing.speech.quoted_span import Quoted
from presssearch.parsing.speech.sayings import Sayings, sayings
from presssearch.parsing.speech.speakers import Speakers
from presssearch.parsing.words import MAX_ANALYSED_CHARS

_Attributed = tuple[Quoted, bool, Person | None]  # with whether somebody is said to have said it, and who

MIN_WORDS = 4  # fewer are a scare quote, a name or a title
_MIN_WORDS_SAID = 2  # of a sentence behind which somebody says it
_SAID_CHARS = 24
_INTRODUCED_CHARS = 60
_MIN_CHARS_UNSPACED = 8
_MIN_WORDS_ALONE = 9  # without anybody who says it
_MAX_BETWEEN_CHARS = 500  # two quotations of one speaker who is named beside the first
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def find_quotes(
    body: str,
    paragraphs: tuple[Span, ...],
    people: tuple[Person, ...],
    *,
    language: str | None,
    unmarked: tuple[Span, ...] = (),
    read_as: str | None = None,
) -> tuple[Quote, ...]:
    """The quotations of a release, in its order.

    unmarked: those of the paragraphs that the layout sets apart as quotations, with or without marks.
    read_as: the text, beginning with the body, that find_people has read; it is not taken apart again.
    text: without its marks and without the comma that belongs to the sentence around it; span: where that text
    stands in the body. A quotation whose every paragraph opens with a mark of its own gives one quotation a
    paragraph; one that merely runs on gives one. speaker: the name as in people, office likewise; None if
    nobody is named. Only the first words.MAX_ANALYSED_CHARS code points are read.
    """
    text = body[:MAX_ANALYSED_CHARS]
    blocks = _paragraphs(text, paragraphs)
    words = sayings(language)
    speech = [
        quoted
        for quoted in quoted_spans(text, blocks, words.said, language=language, unmarked=frozenset(unmarked))
        if (_is_long_enough(text, quoted) or _is_short_sentence(text, quoted, words))
        and not _is_title(text, quoted, words)
    ]
    if not speech:
        return ()
    speakers = Speakers(text, people, language, speech, read_as=read_as or body)
    found = [(quoted, *speakers.speaker_of(quoted)) for quoted in speech]
    return tuple(_spoken(text, found, speakers))


def _spoken(text: str, found: list[_Attributed], speakers: Speakers) -> Iterator[Quote]:
    """The quotations among what was found, and whoever goes on speaking in those that name nobody."""
    last: tuple[int, Person | None] | None = None  # end and speaker of the quotation before
    for quoted, said, named in _with_last_paragraphs(found):
        attributed, person = said, named
        alone = last is not None and not said
        alone = alone and last is not None and (quoted.dashed or speakers.is_alone_since(last[0], quoted.outer_start))
        if alone and last and last[1] is not None and named is None and _goes_on(text, last[0], quoted):
            attributed, person = True, last[1]
        if not attributed and not _stands_alone(text, quoted):
            continue
        last = (quoted.outer_end, person)
        yield _quote(text, quoted, person)


def _with_last_paragraphs(found: list[_Attributed]) -> list[_Attributed]:
    """Of a quotation of several paragraphs, the last one may say who spoke."""
    result: list[_Attributed] = []
    for quoted, said, named in reversed(found):
        follows = quoted.runs_on and named is None and bool(result)
        result.append((quoted, *result[-1][1:]) if follows else (quoted, said, named))
    return result[::-1]


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


def _is_short_sentence(text: str, quoted: Quoted, words: Sayings) -> bool:
    """ "“Brothers quarrel,” he said.": fewer words, but a sentence, and somebody says it at once."""
    if not text[quoted.start].isupper() or _count(text, quoted.start, quoted.end) < _MIN_WORDS_SAID:
        return False
    before = text[max(0, quoted.outer_start - _INTRODUCED_CHARS) : quoted.outer_start].rstrip()
    if before.endswith(":") and text[quoted.end - 1] in ".!?…":  # "He agreed: “Each minute counts.”"
        return words.said.search(before, before.rfind("\n") + 1) is not None
    behind = text[quoted.outer_end : quoted.outer_end + _SAID_CHARS]
    if "," not in text[quoted.end - 1 : quoted.outer_end] + behind[:1] or len(behind) < 2:
        return False
    said = words.said.search(behind)
    return (
        said is not None and _count(behind, 0, said.start()) <= 1 and not re.search(r"[.!?\n]", behind[: said.start()])
    )


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
    """Does it follow the quotation before closely enough to be of the same speaker?"""
    between = text[last_end : quoted.outer_start]
    return not re.search(r"[^\W_]", between) or (_stands_alone(text, quoted) and len(between) <= _MAX_BETWEEN_CHARS)


def _is_title(text: str, quoted: Quoted, words: Sayings) -> bool:
    """A title, a slogan, the name of an event: behind a word for such, or every word of it a capital."""
    if quoted.is_unmarked:
        return False
    near = re.split(r"[.;:,!?\n]", text[max(0, quoted.outer_start - 60) : quoted.outer_start])[-1]
    if words.titles.search(near) and not words.said.search(near):
        sentence = re.split(r"[.;!?\n]", text[max(0, quoted.outer_start - 120) : quoted.outer_start])[-1]
        clause = text[quoted.start].islower() and _count(text, quoted.start, quoted.end) > MIN_WORDS
        return not (clause and words.said.search(sentence))  # "said that the project “will change the lives of …”"
    long = [w for w in re.findall(r"[^\W\d_]+", text[quoted.start : quoted.end]) if len(w) > 3]
    return len(long) >= 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
