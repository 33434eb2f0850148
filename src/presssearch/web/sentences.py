"""Sentences that the search says in English, in the language of the page.

The query, the parameters and the service say what they did to a faulty search; that is part of the library's answer,
and the same for the command line and for programs. Here such a sentence is recognised by the text that it was made
from, and that text is translated. One that is not recognised stays English, and is marked as such.
"""

import re
from dataclasses import dataclass

from presssearch.web.languages import N_, SOURCE, gettext, locale

SENTENCES = (
    N_("Ignored: %(sentence)s"),
    N_("there is no parameter %(name)s: did you mean %(nearest)s?"),
    N_("there is no parameter %(name)s: the filters are %(names)s"),
    N_("%(value)s is not a date: write 2018, 2018-06 or 2018-06-12"),
    N_("%(key)s is given twice, and only one can count"),
    N_("%(key)s must be a number from %(low)s to %(high)s, not %(value)s"),
    N_("%(key)s must be %(choices)s, not %(value)s"),
    N_("the dates end (%(last)s) before they begin (%(first)s)"),
    N_("No release has all of these words: shown are those with most of them"),
    N_("No release has all of these words: shown are those with any of them"),
    N_("No release has all of these words: shown are those with most of them, without %(words)s"),
    N_("No release has all of these words, and none has %(words)s: shown are those with most of them"),
    N_("No release has all of these words, and none has %(words)s: shown are those with any of them"),
    N_("%(word)s stands for more than %(count)s words: the nearest ones alone were looked for"),
    N_("The search was stopped after %(count)s s: results and numbers are of what was read by then"),
    N_("The search was stopped after %(count)s releases in each shard: results and numbers are of these"),
    N_("Nothing is left to look for: everything is shown"),
    N_("There is nothing to look for: everything is shown"),
    N_("The query has too many faults to mend: its words were looked for, and its signs left out"),
    N_("“%(text)s” is taken for days of publication: quoted, it is looked for in the text"),
    N_("“%(word)s” is looked for as a word: the operator is %(operator)s"),
    N_("“%(word)s” is taken for the operator, both in one paragraph: quoted, it is a word"),
    N_("%(sentence)s (at “%(place)s”): it was left out"),
    N_("%(sentence)s: it was left out"),
    N_("%(sentence)s (at “%(place)s”): they were left out"),
    N_("%(sentence)s: they were left out"),
    N_("%(sentence)s (at “%(place)s”): it was closed at the end"),
    N_("%(sentence)s: only what stands before it was looked for"),
    N_("%(sentence)s (at “%(place)s”): only what stands before it was looked for"),
    N_("This parenthesis is not closed"),
    N_("A parenthesis is closed that was never opened"),
    N_("These parentheses are empty"),
    N_("Nothing stands behind %(sign)s"),
    N_("Nothing stands before %(sign)s"),
    N_("The query is longer than %(count)s characters"),
    N_("The query has more than %(count)s words and phrases"),
)
_NESTED = "sentence"
_PLACE = re.compile(r"%\\\((\w+)\\\)s")
_WORD, _ANY = r"\S+", ".+"
_BARE = frozenset(["sign", "key", "low", "high", "count", "operator"])  # no space is in these


def _pattern(text: str) -> re.Pattern[str]:
    """What was typed may hold line breaks."""
    values = _PLACE.sub(lambda m: f"(?P<{m[1]}>{_WORD if m[1] in _BARE else _ANY})", re.escape(text))
    return re.compile(values, re.DOTALL)


_PATTERNS = [(text, _pattern(text)) for text in SENTENCES]


@dataclass(frozen=True, slots=True)
class Spoken:
    """language: of the text, where it is not that of the page."""

    text: str
    language: str | None = None


def spoken(sentence: str) -> Spoken:
    """In the language of the page, as far as it is one of SENTENCES or is in that language already."""
    if locale().language == SOURCE:
        return Spoken(sentence)
    found = _translated(sentence)
    return Spoken(found) if found is not None else Spoken(sentence, SOURCE)


def _translated(sentence: str) -> str | None:
    for text, pattern in _PATTERNS:
        match = pattern.fullmatch(sentence)
        values: dict[str, str | None] = dict(match.groupdict()) if match else {}
        if _NESTED in values:
            values[_NESTED] = _translated(str(values[_NESTED]))
        if match and None not in values.values():
            return gettext(text, **values)
    return None
