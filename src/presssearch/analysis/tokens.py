"""Text -> tokens with offsets, the same for articles and for queries.

A token is a run of letters, digits and combining marks. One rule for all languages, because a text may
mix them and a query does not declare its own:

- An apostrophe between letters: `’s` at the end goes (Kazakhstan’s -> kazakhstan); behind an elided word
  it splits (L'Union -> l, union); behind a name of three letters or more it takes a Turkish case ending
  away (NATO'nun -> nato); elsewhere it joins (O‘zbekiston -> ozbekiston).
- Single letters with dots between them are one token: U.S. -> us. A number is split at its punctuation.
- Scripts that do not part words (Han, kana, Thai, Lao, Khmer, Burmese): a token at each character, made of
  it and the next one; at the last character of the run, of it alone. So any part of a run can be found.
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from presssearch.analysis.folding import APOSTROPHES, INVISIBLE, fold

MAX_FORM = 64  # code points; what is behind them is not compared
_MAX_RAW = 4 * MAX_FORM  # as many are folded: marks and apostrophes go


class Token(NamedTuple):
    """form: folded. start, end: code points in the text. Its position is its index in the list.

    A named tuple: it takes half the time of a frozen dataclass to make, and marking makes one for every word.
    """

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a typed word or phrase demands: forms at consecutive positions; prefix: the last one need
    only begin so (a single Chinese character, which the index holds inside bigrams)."""

    forms: tuple[str, ...]
    prefix: bool = False


def _marks() -> str:
    """The combining marks as ranges of a character class. Python's \\w leaves them out."""
    found: list[list[int]] = []
    for code in (*range(0x0300, 0x2100), *range(0xA66F, 0xAC00), *range(0xFB1E, 0xFE30), *range(0x10A00, 0x12000)):
        if unicodedata.category(chr(code))[0] == "M":
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


_MARKS = _marks()
# Voicing marks of kana that stand behind their character, full and half width.
_VOICING = "\u3099\u309a\uff9e\uff9f"
_UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
_APOSTROPHE = "[" + re.escape(APOSTROPHES) + "]"
_CHARACTER = rf"(?:(?!\W)[{_UNPARTED}][{_MARKS}{_VOICING}{INVISIBLE}]*)"
_BEGINNING = rf"[^\W_{re.escape(APOSTROPHES)}]"  # a letter, where no unparted character can stand
_LETTER = rf"[^\W_{_UNPARTED}{re.escape(APOSTROPHES)}]"
# Hebrew acronyms are printed with a plain quotation mark as often as with gershayim: צה"ל.
_JOINT = rf'(?:{_APOSTROPHE}|(?<=[א-ת])"(?=[א-ת]))'
_DOTTED = rf"(?<!\w)[^\W\d_](?:\.[^\W\d_{_UNPARTED}]){{1,15}}(?!\w)"
_WORD = rf"{_BEGINNING}(?:{_LETTER}+|[{_MARKS}{INVISIBLE}]+|{_JOINT}(?={_LETTER}))*"
# Most words, told from the rest by one look ahead: four times as fast as the classes above.
_PLAIN_LETTERS = "A-Za-z0-9À-ÖØ-öø-ɏΑ-Ωα-ωЀ-ҁҊ-ԯؠ-ي"
_PLAIN = rf"[{_PLAIN_LETTERS}]{{2,}}+(?=[\s.,;:!?()/\-–—\"“”«»])"
# Unparted characters come before words, which then need not rule them out: each class that holds all of Chinese
# takes a millisecond to compile.
_TOKEN = re.compile(rf"{_PLAIN}|{_CHARACTER}+|{_DOTTED}|{_WORD}")
_CHARACTERS = re.compile(_CHARACTER)
_SEGMENT = re.compile(rf"{_BEGINNING}+(?:[{_MARKS}{INVISIBLE}]+{_BEGINNING}*)*")
_SPACES = re.compile("[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000。，、；：！？]")
_IN_RUN = re.compile(rf"[\w{_MARKS}{_VOICING}{INVISIBLE}]")
_JOINTS = APOSTROPHES + '."'
_NO_PART_OF_A_FORM = re.compile(rf"[^\w{_MARKS}]|_")

# Words that lose their vowel before another one, in French, Italian, Catalan and Portuguese.
_ELIDED = re.compile(r"[cdjlmnst]|(?:jus|lors|puis|quoi|pres)?qu|un|(?:a|co|da|de|ne|que|su)ll|quest|gl|sant")
# Turkish sets case endings off behind a name: Türkiye'nin, Ankara’da, NATO'ya. Behind a vowel an ending that begins
# with one takes y, n or s in between, so Sana'a and Shi'i are left alone. Folded, hence i for ı and u for ü.
_ENDING_BEHIND_VOWEL = re.compile(
    r"n(?:in|un|a|e|i|u|da|de|dan|den)|y(?:a|e|i|u|la|le)|l(?:i|u|ar|er)|s(?:i|u)|d(?:a|e|an|en|aki|eki)|la|le"
)
_ENDING_BEHIND_CONSONANT = re.compile(
    r"[aeiu]|[iu]n|[dt](?:a|e|an|en|aki|eki)|la|le|l(?:i|u|ar|er|arin|erin)|[iu]n(?:a|e|da|de|dan|den)"
)

_Part = tuple[str, int, int]  # form, start and end within the run
# Words as they stand in texts -> their only form, or their parts. Most words of an archive repeat.
_known: dict[str, str | tuple[_Part, ...]] = {}
_MAX_KNOWN = 1 << 17
_MAX_KNOWN_RAW = 40  # code points


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    found: list[Token] = []
    add, known = found.append, _known.get
    for match in _TOKEN.finditer(text):
        raw = match.group()
        start, end = match.span()
        read = known(raw) or _read(raw)
        if isinstance(read, str):
            add(Token(read, start, end))
        else:
            found += [Token(form, start + first, start + last) for form, first, last in read]
    return found


def forms(text: str) -> list[str]:
    """The forms of tokens(text), for who needs no offsets: twice as fast, and more for plain names."""
    if len(text) <= _MAX_KNOWN_RAW and text.isascii() and text.replace(" ", "").isalpha():
        return text.lower().split()
    found: list[str] = []
    add, known = found.append, _known.get
    for raw in _TOKEN.findall(text):
        read = known(raw) or _read(raw)
        if isinstance(read, str):
            add(read)
        else:
            found += [form for form, _, _ in read]
    return found


def spaced(text: str) -> str:
    """The text with a plain space for all that parts words as spaces do. Its chunks are what stands between code points
    up to U+0020: most of an archive repeat, so who numbers them analyses each of them once, with `forms_of_chunk`."""
    return text if text.isascii() else _SPACES.sub(" ", text)


def forms_of_chunk(chunk: str) -> Sequence[str]:
    """The forms of the tokens of a chunk (`spaced`): joined over the chunks of a text they are forms(text)."""
    bare = chunk[:-1] if chunk[-1] in ",.;:" else chunk
    if bare.isascii() and bare.isalnum():  # nearly all, in a fifth of the time
        return (_plain(bare),)
    return forms(chunk)


def boundary(text: str, at: int) -> int:
    """The place, or the next one, where no run goes on: what is read up to there and from there on is what is read
    in one."""
    while 0 < at < len(text) and not text[at - 1].isspace() and _goes_on(text, at):  # most begin a line
        at += 1
    return at


def _goes_on(text: str, at: int) -> bool:
    before, behind = text[at - 1], text[at]
    if _IN_RUN.match(behind):
        return bool(_IN_RUN.match(before) or (before in _JOINTS and at > 1 and _IN_RUN.match(text[at - 2])))
    return bool(behind in _JOINTS and _IN_RUN.match(before) and _IN_RUN.match(text[at + 1 : at + 2]))


def span_of(text: str, number: int, start: int = 0) -> tuple[int, int]:
    """Start and end of the token of that number, counted from 0 on, among `tokens`; IndexError where there are fewer.
    start: of the text, or of one of its parts."""
    for match in _TOKEN.finditer(text, start):
        raw = match.group()
        read = _known.get(raw) or _read(raw)
        if isinstance(read, str):
            if not number:
                return match.span()
            number -= 1
        elif number < len(read):
            _, first, last = read[number]
            return match.start() + first, match.start() + last
        else:
            number -= len(read)
    raise IndexError(number)


def pattern(text: str) -> Pattern:
    """The forms that must follow each other where `text` stands; none for a text without a token."""
    found: list[str] = []
    last_run = 0  # characters of an unparted run at the end
    for run in _TOKEN.findall(text):
        read = _known.get(run) or _read(run)
        last_run = 0
        if isinstance(read, str):
            found.append(read)
        else:
            found += [form for form, _, _ in read]
            last_run = len(read) if _CHARACTERS.match(run) else 0
    # A run may go on where it stands in an article: its last character is part of a bigram there.
    return Pattern(tuple(found[:-1] if last_run > 1 else found), prefix=last_run == 1)


def _read(raw: str) -> str | tuple[_Part, ...]:
    """The parts of a run that the pattern of tokens matched; a word that is one token: its form."""
    value: str | tuple[_Part, ...]
    if raw.isascii() and raw.isalnum():
        value = sys.intern(_plain(raw))
    else:
        parts = tuple(part for part in _parts(raw) if part[0])
        if _CHARACTERS.match(raw):
            return parts  # these runs rarely repeat
        value = parts[0][0] if len(parts) == 1 and parts[0][1:] == (0, len(raw)) else parts
    if len(raw) <= _MAX_KNOWN_RAW:
        if len(_known) >= _MAX_KNOWN:
            _known.clear()
        _known[raw] = value
    return value


def _plain(raw: str) -> str:
    """The form of a run of ASCII letters and digits: what _form gives, in a tenth of the time."""
    return raw[:MAX_FORM].lower()


def _parts(raw: str) -> list[_Part]:
    if _CHARACTERS.match(raw):
        return _bigrams(raw)
    if "." in raw:
        return [(_form(raw), 0, len(raw))]
    segments = [(match.start(), match.end()) for match in _SEGMENT.finditer(raw)]
    first, last = 0, len(segments) - 1
    while first < last and _is_elided(raw[slice(*segments[first])], raw[slice(*segments[first + 1])]):
        first += 1
    found = [(_form(raw[start:end]), start, end) for start, end in segments[:first]]
    start, end = segments[first][0], segments[last][1]
    if first < last and _is_ending(raw[start : segments[last - 1][1]], raw[slice(*segments[last])]):
        end = segments[last - 1][1]
    return [*found, (_form(raw[start:end]), start, end)]


def _is_elided(word: str, following: str) -> bool:
    return following not in ("s", "S") and _ELIDED.fullmatch(fold(word)) is not None


def _is_ending(word: str, last: str) -> bool:
    """Is `last`, behind an apostrophe, an ending that is no part of the word?"""
    ending = fold(last)
    if ending == "s":
        return True
    folded = fold(word)
    if len(folded) < 3 or not folded.isalnum():
        return False
    endings = _ENDING_BEHIND_VOWEL if folded[-1] in "aeiou" else _ENDING_BEHIND_CONSONANT
    return endings.fullmatch(ending) is not None


@cache
def _folded_characters() -> re.Pattern[str]:
    """Characters that folding leaves as they are, one by one: nearly all of Chinese and Japanese."""
    return re.compile("[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff]+")


def _bigrams(raw: str) -> list[_Part]:
    if _folded_characters().fullmatch(raw):
        pairs = [(raw[at : at + 2], at, at + 2) for at in range(len(raw) - 1)]
        return [*pairs, (raw[-1], len(raw) - 1, len(raw))]
    characters = [(_form(match.group()), match.start(), match.end()) for match in _CHARACTERS.finditer(raw)]
    found = [(form + following, start, end) for (form, start, _), (following, _, end) in pairwise(characters)]
    return [*found, characters[-1]]


def _form(raw: str) -> str:
    form = fold(raw[:_MAX_RAW])
    # Some signs that count as letters or digits come apart into punctuation: ½, ⑴, ﷺ.
    if not form.isalnum():
        form = _NO_PART_OF_A_FORM.sub("", form)
    return sys.intern(form[:MAX_FORM])


def has_beginning(value: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Do the wanted forms follow each other in those of a value, the last one begun?"""
    if not wanted:
        return True
    whole, last = wanted[:-1], wanted[-1]
    spots = range(len(value) - len(whole))
    return any(value[at : at + len(whole)] == whole and value[at + len(whole)].startswith(last) for at in spots)
