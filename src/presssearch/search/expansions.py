"""What else is searched for than was typed, by what the tables and the index know.

- Acronyms and long names: the tables of analysis.acronyms.
- Names of people: other spellings are taken from the names that the index has, and only where whole names agree.
  "Lavrov" leads to "Lawrow" because there are a Sergey Lavrov and a Sergej Lawrow; "Evans" does not lead to "Vance",
  for nobody has both. A word that stands in releases but in no name is an ordinary word and has no other spellings.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from presssearch.analysis.expansions import expansions
from presssearch.analysis.names import plain_forms, same_name, same_word
from presssearch.analysis.tokens import forms, tokens
from presssearch.engines.base import Engine, SearchRequest
from presssearch.fields import BY_NAME, Field
from presssearch.query.expansion import Other, expand
from presssearch.query.tree import Query, Word

MAX_SPELLINGS = 12  # of one name
_MAX_NAMES = 300  # of the index that are looked at for one word
_MAX_HOLDERS = 20  # names with the word, and with another spelling of it, that are compared
_MIN_LETTERS = 3
_MAX_NAME_WORDS = 5
_KEPT = 512  # answers

_PEOPLE = BY_NAME["people"]
_NAMES_IN = frozenset((None, "headline", "lead", "body", "people", "byline", "credit", "said", "by"))
_ACRONYMS_IN = frozenset((None, "headline", "lead", "body", "organisations", "rubric", "said"))


@dataclass(frozen=True, slots=True)
class Expanded:
    """typed: a word or name of the query. forms: what is searched for besides; articles: by form, in how many
    releases somebody is called so, where that is known."""

    typed: str
    forms: tuple[str, ...]
    articles: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    others: tuple[Other, ...] = ()
    articles: Mapping[str, int] = field(default_factory=dict)


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
                listed[text] = Expanded(text, tuple(other.text for other in found.others), found.articles)
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
        if known:
            return _Found(tuple(Other(one.text, one.languages) for one in known))
        if not names:
            return _Found()
        read = forms(text)
        parted = len(tokens(text)) == len(text.split())  # Chinese and Japanese write whole names in one run
        if len(read) == 1 and parted:
            return self._spellings_of_word(text, read[0])
        if 0 < len(read) <= _MAX_NAME_WORDS:
            return self._spellings_of_name(text, read)
        return _Found()

    def _spellings_of_word(self, text: str, form: str) -> _Found:
        if len(form) < _MIN_LETTERS or any(sign.isdigit() for sign in form):
            return _Found()
        plain = frozenset(plain_forms(form))
        if self._stands(Word(text)) and not any(self._stands(Word(one, _PEOPLE)) for one in plain):
            return _Found()
        near = self._engine.names_like(text, _MAX_NAMES)
        holders = [name for name, _ in near if not plain.isdisjoint(forms(name))]
        spelled: dict[str, _Spelling] = {}
        for name, count in near:
            for token in tokens(name):
                if token.form != form and same_word(form, token.form):
                    spelling = spelled.setdefault(token.form, _Spelling(name[token.start : token.end]))
                    spelling.articles += count
                    spelling.holders.append(name)
        kept = [one for one in spelled.values() if not holders or _agree(holders, one.holders)]
        return _listed({one.printed: one.articles for one in kept})

    def _spellings_of_name(self, text: str, read: Sequence[str]) -> _Found:
        near = self._engine.names_like(text, _MAX_NAMES)
        same = {name: count for name, count in near if forms(name) != read and same_name(text, name).same}
        return _listed(same)

    def _stands(self, query: Query) -> bool:
        return self._engine.search(SearchRequest(query=query, limit=0)).total > 0


@dataclass(slots=True)
class _Spelling:
    """Another spelling of a word, as printed first; holders: the names that have it."""

    printed: str
    articles: int = 0
    holders: list[str] = field(default_factory=list)


def _agree(names: Sequence[str], others: Iterable[str]) -> bool:
    """Is a name of the one kind that of a person of the other kind?"""
    some = list(others)[:_MAX_HOLDERS]
    return any(same_name(one, other).same for one in names[:_MAX_HOLDERS] for other in some)


def _listed(articles: Mapping[str, int]) -> _Found:
    ranked = sorted(articles.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_SPELLINGS]
    return _Found(tuple(Other(text) for text, _ in ranked), dict(ranked))
