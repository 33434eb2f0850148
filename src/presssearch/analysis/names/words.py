"""A name as printed -> its words, as they are compared."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product

from presssearch.analysis.folding import fold
from presssearch.analysis.names.latin import in_latin_letters
from presssearch.analysis.tables import text_of

_NOTE = re.compile(r"\(([^()]*)\)|\[([^\]]*)\]")
_INITIAL = re.compile(r"(?<!\w)([^\W\d_]{1,2})\.\s*(?=[^\W\d_]|$)|(?<!\S)([^\W\d_])(?=\s|$)")
_ABBREVIATED = re.compile(r"\b(?:H\.\s?E|H\.R\.H)\.?", re.IGNORECASE)
_CAPITAL_PAIR = re.compile(r"\b([A-Z])([A-Z])\s+(?=[A-Z][a-z])")
_ARTICLE_INSIDE = re.compile(r"\b([AaEe]l)(?=[A-Z])|^(ال)(?=\w{3})|(?<=\s)(ال)(?=\w{3})")
_JOINTS = re.compile(r"[-‐‑–·・･.\s_/]+")
_NUMERAL = re.compile(r"[IVX]{1,5}")
_INITIAL_NUMERALS = frozenset("ivx")  # initials are folded
_RULING = "of"
_HAN, _HANGUL = ("\u3400", "\u9fff"), ("\uac00", "\ud7af")  # no patterns: each takes a millisecond to compile
_LENGTHS = range(2, 6)  # of a name in Han or Hangul
_SYLLABLE = re.compile("[A-Z][a-z]*")
# Abdul Rahman, Abdelrahman, Abdurrahman, Abdrakhman: the article inside goes
_SERVANT = re.compile(r"^(abd|абд)(?:[aeouуаеэо]{1,2}(?:[lл]ь?(?=\w{3}|$)|(?=([rsztdnрсзтдн])\2)))(?=\w{3}|$)")
_BALTIC = re.compile(r"(?<=\w{3})[aiu]?s$")
_VOWEL_LETTERS = frozenset("аеиоуэюяі")
_MAX_PRINTED = 24
_MAX_WORDS = 7  # of a name, titles not counted; the ways to lay one name over another grow with their factorial


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name; initial: one or two letters that stand for a name."""

    text: str
    initial: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """words: without titles and particles, in the order printed. linked: "bin" or the like stands between them.
    numeral: of a ruler; generation: "jr"; note: what stood in parentheses. characters: Han, where printed so."""

    words: tuple[Word, ...]
    linked: bool = False
    numeral: str | None = None
    generation: str | None = None
    note: str | None = None
    characters: str | None = None


@lru_cache(maxsize=1 << 14)
def names_of(text: str) -> tuple[Name, ...]:
    """The ways to read a name as printed: one, or several for Japanese and Chinese characters. Empty without a word."""
    note = " ".join(part for found in _NOTE.findall(text) for part in found if part) or None
    bare = _NOTE.sub(" ", text).strip()
    bare = "".join(bare.split()) if _is_in(_HAN, *bare.split()) else bare
    spelled = _spoken(bare)
    if spelled:
        characters = bare if _is_in(_HAN, bare) else None
        return tuple(Name(tuple(map(Word, words)), note=note, characters=characters) for words in spelled)
    found = _name(bare)
    return (replace(found, note=note), *_without_baltic_endings(found)) if found.words else ()


def _without_baltic_endings(name: Name) -> Iterator[Name]:
    """Latvian and Lithuanian give foreign names endings of their own: Vladimirs Putins, Vladimiras Putinas."""
    whole = [word for word in name.words if not word.initial]
    if len(whole) > 1 and all(_BALTIC.search(word.text) for word in whole):
        for ending in (re.compile("s$"), _BALTIC):
            words = (word if word.initial else Word(ending.sub("", word.text)) for word in name.words)
            yield replace(name, words=tuple(words))


def _name(text: str) -> Name:
    table = _tables()
    text = _ABBREVIATED.sub(" ", text)
    surname, comma, given = text.partition(",")
    if comma and given.strip() and fold(given).strip(" .") not in table["generations"]:
        text = f"{given} {surname}"
    text = _CAPITAL_PAIR.sub(r"\1. \2. ", _ARTICLE_INSIDE.sub(r"\g<0> ", text.replace("،", " ")))
    printed: list[Word] = []
    at = 0
    for match in _INITIAL.finditer(text):
        printed += _split(text[at : match.start()])
        letters = fold(match[1] or match[2])
        # "Ван И" is a whole name, and "Dr." in front of one no initial
        alone = match[1] is None and letters in _VOWEL_LETTERS
        printed.append(Word(letters, initial=not alone and letters not in table["titles"]))
        at = match.end()
    printed += _split(text[at:])
    return _read([word for word in printed if word.text][:_MAX_PRINTED])


def _split(text: str) -> list[Word]:
    parts = (part.strip(".,;:'’\"“”«»") for part in _JOINTS.split(text))
    return [Word(part) for part in parts if part]


def _read(printed: list[Word]) -> Name:
    """Take titles, particles, numerals and generations out, and what "of" joins to a ruler's name."""
    table = _tables()
    numeral = generation = None
    words: list[Word] = []
    linked = False
    for n, word in enumerate(printed):
        form, last = fold(word.text), n == len(printed) - 1
        if not words and not last and form in table["titles"] and not word.initial:
            continue
        if words and form == _RULING:
            break
        ends = last or fold(printed[n + 1].text) == _RULING
        if n and _is_numeral(word, ends):
            numeral = word.text.upper()
        elif n and form in table["generations"]:
            generation = form[0] if form.isascii() else form
        elif form in table["particles"] and not word.initial and not last and (n or len(printed) > 2):
            linked = linked or form in table["sons"]
        else:
            words.append(Word(_SERVANT.sub(r"\1", form), word.initial))
    return Name(tuple(words[:_MAX_WORDS]), linked, numeral, generation)


def _is_numeral(word: Word, ends: bool) -> bool:
    return (ends and word.text in _INITIAL_NUMERALS) if word.initial else _NUMERAL.fullmatch(word.text) is not None


def is_patronymic(word: Word) -> bool:
    return fold(word.text).endswith(_patronymics())


@cache
def _patronymics() -> tuple[str, ...]:
    return tuple(_tables()["patronymics"])


@cache
def _tables() -> dict[str, frozenset[str]]:
    tables = tomllib.loads(text_of("name_words.toml"))
    return {key: frozenset(map(fold, words.split())) for key, words in tables.items()}


# ---- given names that languages share ----


@cache
def _cognates() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(text_of("given_names.tsv").splitlines()):
        for name in line.split():
            groups.setdefault(fold(name), set()).add(number)
    return {name: frozenset(found) for name, found in groups.items()}


def cognates(form: str) -> frozenset[int]:
    """The rows of given_names.tsv that hold a folded given name."""
    return _cognates().get(form, frozenset())


# ---- characters ----


@cache
def _characters() -> dict[str, dict[str, str]]:
    table = tomllib.loads(text_of("east_asian_names.toml"))
    groups = {form: str(n) for n, row in enumerate(table["korean"]) for form in row.split()}
    return {
        "surnames": table["surnames"],
        "given": table["given"],
        "compound": dict.fromkeys(table["compound"].split(), ""),
        "korean": groups,
    }


def korean_surname(form: str) -> str | None:
    """Equal for the spellings of one Korean surname; None for another word."""
    return _characters()["korean"].get(form)


def _spoken(text: str) -> list[tuple[str, ...]]:
    """The words of a name in Han or Hangul, surname first, in each way that it can be read aloud."""
    if len(text) in _LENGTHS and _is_in(_HANGUL, text):
        return [_surname_and_given(text, 1)]
    if len(text) not in _LENGTHS or not _is_in(_HAN, text):
        return []
    table = _characters()
    compound = len(text) > 2 and text[:2] in table["compound"]
    found = [_surname_and_given(text, 2 if compound else 1)]
    for size in range(1, len(text)):
        surname, given = table["surnames"].get(text[:size], ""), table["given"].get(text[size:], "")
        found += list(product(surname.split(), given.split()))
    return found


def _is_in(script: tuple[str, str], *words: str) -> bool:
    first, last = script
    return all(first <= sign <= last for word in words for sign in word)


def _surname_and_given(text: str, size: int) -> tuple[str, ...]:
    syllables = [part.lower() for part in _SYLLABLE.findall(in_latin_letters(text))]
    return tuple(word for word in ("".join(syllables[:size]), "".join(syllables[size:])) if word)
