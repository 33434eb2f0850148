"""What else is searched for than was typed, by what the tables and the index know.

- Acronyms and long names: the tables of analysis.acronyms, as far as releases have them; what these do not know, as
  the releases explain it.
- Names of people: other spellings are taken from the names that the index has, and only where whole names agree.
  "Lavrov" leads to "Lawrow" because there are a Sergey Lavrov and a Sergej Lawrow; "Evans" does not lead to "Vance",
  for nobody has both. A word that stands in releases mostly outside of names is an ordinary word, such as South, and
  has no other spellings.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from presssearch.analysis.expansions import expansions, is_word
from presssearch.analysis.folding import fold
from presssearch.analysis.names import plain_forms, same_name, unlikeness, words_in
from presssearch.analysis.tokens import forms, tokens
from presssearch.engines.base import Engine, SearchRequest
from presssearch.fields import BY_NAME, Field
from presssearch.query.expansion import Other, expand, one_of
from presssearch.query.tree import Query, Word

MAX_FORMS = 12  # that are searched for besides one
_MAX_NAMES = 300  # of the index that are looked at for one word
_MAX_HOLDERS = 20  # names with the word, and with another spelling of it, that are compared
_MOSTLY = 0.5  # of the releases that have a word must have it in a name of somebody, or it is an ordinary word
_MIN_LETTERS = 3
_LONG_LETTERS = 5
_MAX_NAME_WORDS = 5
_KEPT = 512  # answers

_PEOPLE = BY_NAME["people"]
_NAMES_IN = frozenset((None, "headline", "lead", "body", "people", "byline", "credit", "said", "by"))
_ACRONYMS_IN = frozenset((None, "headline", "lead", "body", "organisations", "rubric", "said"))


@dataclass(frozen=True, slots=True)
class Expanded:
    """typed: a word or name of the query. articles: what is searched for besides, most frequent first, and in how
    many releases it stands; of a spelling, in how many somebody is called so."""

    typed: str
    articles: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Found:
    """articles: by the text of each of the others."""

    others: tuple[Other, ...] = ()
    articles: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Spelling:
    """Another spelling of a word, as printed first; holders: the names that have it. unlike: as `unlikeness` has it."""

    printed: str
    unlike: float
    articles: int = 0
    holders: list[str] = field(default_factory=list)


class Expansions:
    """The other forms of what is typed, for one engine. Answers are kept until the index changes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: OrderedDict[tuple[int, str, bool, bool], _Found] = OrderedDict()
        self._lock = Lock()

    def of(self, query: Query) -> tuple[Query, tuple[Expanded, ...]]:
        """The query with other forms beside what was typed, and what these are."""
        applied = self._engine.applied()
        listed: dict[str, Expanded] = {}

        def others(text: str, within: Field | None) -> Sequence[Other]:
            found = self._kept(applied, text, within.name if within else None)
            if found.others:
                listed[text] = Expanded(text, found.articles)
            return found.others

        return expand(query, others), tuple(listed.values())

    def _kept(self, applied: int, text: str, within: str | None) -> _Found:
        key = applied, text, within in _ACRONYMS_IN, within in _NAMES_IN
        with self._lock:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
                return found
        found = self._find(text, acronyms=key[2], names=key[3])
        with self._lock:
            self._known[key] = found
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return found

    def _find(self, text: str, *, acronyms: bool, names: bool) -> _Found:
        known = expansions(text) if acronyms else ()
        others = [Other(one.text, one.languages) for one in known] or (self._explained(text) if acronyms else [])
        if others or not names:
            return self._present(others)
        read = forms(text)
        parted = len(tokens(text)) == len(text.split())  # Chinese and Japanese write whole names in one run
        if len(read) == 1 and parted:
            return self._spellings_of_word(text, read[0])
        if 0 < len(read) <= _MAX_NAME_WORDS:
            return self._spellings_of_name(text, read)
        return _Found()

    def _explained(self, text: str) -> list[Other]:
        """The names that releases print for an acronym, or the acronyms for a name, but for those that are words."""
        pairs = self._engine.acronyms(text)[:MAX_FORMS]
        found = (name if text == acronym else acronym for acronym, name, _ in pairs)
        kept = (other for other in found if len(other) >= _MIN_LETTERS and not is_word(fold(other)))
        return [Other(other) for other in dict.fromkeys(kept)]

    def _spellings_of_word(self, text: str, form: str) -> _Found:
        if len(form) < _MIN_LETTERS or any(sign.isdigit() for sign in form):
            return _Found()
        plain = frozenset(plain_forms(form))
        if not self._is_name(text, plain):
            return _Found()
        near = self._engine.names_like(text, _MAX_NAMES)
        holders = [name for name, _ in near if not plain.isdisjoint(forms(name))]
        spelled = _spellings(form, near)
        if holders:
            kept = [one for one in spelled if _agree(holders, one, plain)]
        else:
            nearest = min((one.unlike for one in spelled), default=0.0)
            kept = [one for one in spelled if one.unlike == nearest]
        return _listed({one.printed: one.articles for one in kept})

    def _is_name(self, text: str, plain: frozenset[str]) -> bool:
        """Is a word mostly a name, by the releases that have it? What no release has may be one."""
        called = sum(self._count(Word(one, _PEOPLE)) for one in plain)
        return called >= _MOSTLY * self._count(Word(text))

    def _spellings_of_name(self, text: str, read: Sequence[str]) -> _Found:
        (near,) = self._engine.namesakes([text], _MAX_NAMES)
        # a name with fewer words leaves one out that may be no part of it: Julie Bishop Sudan is not Julie Bishop
        others = {n: c for n, c in near if len(forms(n)) >= len(read) and not set(read) <= set(forms(n))}
        return _listed({n: c for n, c in others.items() if same_name(text, n).same})

    def _present(self, others: Iterable[Other]) -> _Found:
        """Those that stand in releases."""
        counts = {other: self._count(one_of(other, None)) for other in others}
        ranked = sorted((o for o, count in counts.items() if count), key=lambda o: -counts[o])[:MAX_FORMS]
        return _Found(tuple(ranked), {other.text: counts[other] for other in ranked})

    def _stands(self, query: Query) -> bool:
        return self._count(query) > 0

    def _count(self, query: Query) -> int:
        return self._engine.search(SearchRequest(query=query, limit=0)).total


def _spellings(form: str, near: Iterable[tuple[str, int]]) -> list[_Spelling]:
    """The other spellings of a word in these names."""
    found: dict[str, _Spelling] = {}
    for name, count in near:
        for token in tokens(name):
            unlike = unlikeness(form, token.form) if token.form != form else None
            if unlike is not None:
                spelling = found.setdefault(token.form, _Spelling(name[token.start : token.end], unlike))
                spelling.articles += count
                spelling.holders.append(name)
    return list(found.values())


def _agree(names: Sequence[str], spelling: _Spelling, typed: frozenset[str]) -> bool:
    """Is a name with the word that of a person whose name has the other spelling, and not the word itself? Two single
    words say little, unless they are long and sound alike."""
    alike = spelling.unlike == 0.0 and min(map(len, (spelling.printed, *typed))) >= _LONG_LETTERS
    others = [name for name in spelling.holders[:_MAX_HOLDERS] if typed.isdisjoint(forms(name))]
    return any(
        (alike or min(words_in(one), words_in(other)) > 1) and same_name(one, other).same
        for one in names[:_MAX_HOLDERS]
        for other in others
    )


def _listed(articles: Mapping[str, int]) -> _Found:
    ranked = sorted(articles.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_FORMS]
    return _Found(tuple(Other(text) for text, _ in ranked), dict(ranked))
