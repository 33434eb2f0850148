"""Headlines: the declared title without the name of the site, and its print in the text."""

import re
import unicodedata
from functools import lru_cache

from presssearch.analysis.cities import city_key
from presssearch.analysis.countries import code_of
from presssearch.analysis.folding import fold
from presssearch.parsing.lines.boilerplate import is_boilerplate
from presssearch.parsing.lines.line_words import pattern
from presssearch.parsing.lines.line_words import words as words_of
from presssearch.parsing.lines.rubric import is_kind_of_release

_SUFFIX = re.compile(r"\s(?:[|»«›•·/]|::?|[-–—])\s(?P<site>[^|»›•]{2,90})$")
_ELLIPSIS = ("…", "...", "[…]", "[...]")
_SIGN_CATEGORIES = frozenset(("So", "Sk", "Cf", "Mn", "Zs", "Cn", "Co"))
_NOT_LETTERS = re.compile(r"[\W_]+")
_HASHTAGS = re.compile(r"^(?:#\w+\s*)+$")
MAX_CHARS = 400
_SHORT_FORMS = ("U.S.", "U.N.", "D.C.", " Hk.", " hk.")  # Turkish "hakkında": about


def clean_title(title: str, *, site_names: tuple[str, ...] = ()) -> str | None:
    """The title without " | Ministry of …", bullets and emoji; None where nothing is left.

    site_names: what the container calls itself; such an ending goes even without a word for a ministry.
    """
    text = strip_signs(" ".join(title.split()))
    for _ in range(3):
        match = _SUFFIX.search(text)
        if match is None or len(text[: match.start()]) < 8:
            break
        known = any(_same_name(match["site"], name) for name in site_names)
        sign = text[match.start() : match.start("site")].strip()
        if not (
            known or (pattern("site_words").search(match["site"]) and sign in ("|", "»", "«", "›", "•", "·", "::", "/"))
        ):
            break
        text = text[: match.start()].rstrip()
    return text or None


def _same_name(one: str, other: str) -> bool:
    a, b = fold(one), fold(other)
    return a == b or (len(a) > 5 and len(b) > 5 and (a in b or b in a))


def is_site_name(title: str) -> bool:
    """Is the title of a page nothing but the name of its site or section, "MINISTRY - PRESS CENTRE", or of a button?"""
    if is_kind_of_release(title) or is_boilerplate(title):
        return True
    if any(c.isdecimal() for c in title):
        return False
    parts = [part for part in _PARTS.split(title) if part.strip()]
    kinds = sum(is_kind_of_release(part) for part in parts)
    named = [part.strip() for part in parts if not is_kind_of_release(part)]
    if kinds and all(pattern("site_words").match(part) for part in named):
        return True  # "Press releases - MFA of Ruritania"
    return bool(parts) and all(_names_site(part) for part in named)


_PARTS = re.compile(r"\s[-–—|·•:»]+\s|\|")


def _names_site(part: str) -> bool:
    """A country, an acronym such as MNECC, or words of offices alone."""
    if code_of(part) is not None or (part.isupper() and 2 < len(part) <= 8 and part.isalpha()):
        return True
    words = re.findall(r"[^\W\d_]+", fold(part))
    return bool(words) and all(city_key(w) in words_of("site_names") or is_country_name(w) for w in words)


_CYRILLIC = re.compile(r"[\u0400-\u04ff]{5,}$")


def is_country_name(word: str) -> bool:
    """A country, also in a Slavic genitive or locative: России, Японии, Казахстана, України."""
    if code_of(word) is not None or not _CYRILLIC.match(word):
        return code_of(word) is not None
    return any(code_of(word[:-1] + ending) is not None for ending in ("", "я", "а", "ь", "й"))


def strip_signs(text: str) -> str:
    """Without leading emoji, bullets and Markdown, and without the marks around the whole."""
    at = 0
    while at < len(text) and (text[at] in "*_>•·-–—|~: \t" or unicodedata.category(text[at]) in _SIGN_CATEGORIES):
        at += 1
    return text[at:].strip(" *_\t\ufe0f") or text.strip()


@lru_cache(maxsize=256)  # one title is held beside many lines
def letters(text: str) -> str:
    """Letters and digits alone, folded: titles are compared so, whatever their marks and spaces."""
    return _NOT_LETTERS.sub("", fold(text))


def is_cut(title: str) -> bool:
    return title.rstrip().endswith(_ELLIPSIS)


def begins_alike(line: str, title: str) -> bool:
    """Can the line, or the line with the next ones, be the title? One begins with the other."""
    a, b = letters(line), letters(title)
    return bool(a) and bool(b) and (a.startswith(b) or b.startswith(a))


def same_title(line: str, title: str) -> bool:
    """Is the line the print of the title: the same letters, or its whole where the title is cut with "…"?"""
    a, b = letters(line), letters(title)
    if not a or not b:
        return False
    if a == b:
        return True
    if is_cut(title):
        return len(b) >= 10 and a.startswith(b)
    if is_cut(line):
        return len(a) >= 10 and b.startswith(a)
    # a title cut without a sign, or the line with a place and date behind it in brackets
    return len(b) >= 30 and a.startswith(b) and len(a) <= 1.5 * len(b) and len(line) <= MAX_CHARS


def similar_titles(line: str, title: str) -> bool:
    """Do two lines share nearly all their words, as the subject of a mail and the headline in it?"""
    one, other = set(fold(line).split()), set(fold(without_kind(title)).split())
    if min(len(one), len(other)) < 4 or len(line) > 1.6 * len(title):
        return False
    return len(one & other) >= 0.75 * max(len(one), len(other))


def without_kind(title: str) -> str:
    """The title without "Press release:" in front."""
    kind, colon, rest = title.partition(":")
    return rest.strip() if colon and rest.strip() and is_kind_of_release(kind) else title


def is_sentence(line: str) -> bool:
    """Several words and a full stop: prose, and no line of the head of a release."""
    return line.endswith((".", "!", "?", "。", "।", "؟")) and (len(line.split()) >= 8 or "。" in line)


def may_be_headline(line: str, *, above_dateline: bool = False) -> bool:
    """Could an unmarked line be a headline? No sentence, no list of hashtags, no label with a colon."""
    text = strip_signs(line)
    if not 4 <= len(text) <= MAX_CHARS or _HASHTAGS.match(text) or not any(c.isalpha() for c in text):
        return False
    if above_dateline:
        return True
    return not text.endswith((".", ":", ";", ",", "。", "：", "؛", "،")) or text.endswith(_SHORT_FORMS)
