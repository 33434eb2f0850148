"""What every search engine must do, in plain dataclasses: no type of an engine leaves its room.

Semantics that all engines share (the contract suite in tests/engines holds them to it):

- A leaf (Word, Phrase and the like) stands at positions of an article, and in no case runs from one field into
  another nor from one value of a field into the next. Without a field it is looked for in the fields that have
  a weight, by the stem in the article's own language, in names as in prose. A leaf that names a field is
  looked for there: in TEXT fields by stem, in NAME fields by the folded form. What is begun, guessed or asked
  for exactly (Prefix, Wildcard, Fuzzy, Exact) is compared with folded forms everywhere.
- The field `lead` holds the words of the first two paragraphs of the text, `said` those of its quotations: a
  leaf lies in one of them as a whole. Their length is the number of these words, each counted once.
- A Wildcard or Fuzzy stands for the forms of its field, and of those in one stream with it, that fit: for the
  MAX_FORMS nearest ones, and `cut` of the result tells of more.
- Near, Same, AtLeast and First stand at positions too: Near at each from which on, in one value, there is every
  child (of equal children the first, the second …) and at most `words` words that belong to none; Same at those
  of its children that begin in a paragraph of the text, or in another field, in which all of them do; AtLeast
  and First at those of their child, if there are `count` of them, or where they end within the first `words`
  words of the text. engines/places.py writes it out. They score as one leaf does.
- Quotation: one quotation of the article fulfils its child. A leaf or Near of the field `said` lies in it as a
  whole, one of the field `by` in the name of its speaker.
- BM25F (Robertson, Zaragoza and Taylor, CIKM 2004): what stands in the fields searched is weighed before
  it is saturated, once. With `weight` that of a field, or 1 where the query names it:
      tf     = sum over the fields of weight · number of positions
      length = sum over the fields of weight · tokens        mean = of the N live articles
      idf    = ln(N / (df + 1)) + 1                          df = live articles in which the leaf stands
      score  = idf · tf · (K1 + 1) / (tf + K1 · (1 − B + B · length / mean))
  summed over the leaves outside Not, the form that Whoosh's BM25F has for one field. CODE and DATE leaves,
  Missing and Everything score nothing. Scores are rounded to 6 decimals before they order.
- `least` loosens a query that is an And: of its children that score so many are enough, at least one; the others
  (days, codes, Not …) must hold as ever. It changes no score, nor any other query.
- `hints` are nodes that score as those of the query do, `weight` times, where they match; they neither narrow nor
  widen. One counts only if a leaf of it, looked for without a field and in any form, stands in MANY articles or
  fewer: so what is read for its places is bounded, and what stands nearly everywhere tells little.
- `towards` names a day, and gives later articles more: a score is multiplied by 1 + RECENT · 2 ** (−age / YEAR), where
  age = max(0, days_of(towards) − days_of(first day)) and days_of counts months of 31 days. It changes nothing where no
  year is known.
- Order: relevance: score, then newest. newest / oldest: by first day and minute, undated last in both. added:
  what the record took in last, to the minute, then newest; what has no such time last.
  Ties end at the id. So order is the same everywhere and paging is stable.
- `after` and `before` name a hit: only hits behind it in that order, or ahead of it, are given, whether or
  not it is still one itself. So a list can be gone through while the index changes: in order of time every
  hit that stays where it is comes once; scores depend on all articles, and may move a hit across.
- A leaf in a CODE field equals a whole value, both folded (a Prefix begins it). A leaf without a word in
  it (`Word("-")`), or in the DATE field, matches nothing.
- Filters: values of one field are OR, fields are AND, `exclude` is AND NOT; MISSING is a value that stands
  for none. Values are equal to the letter. A filter without values does not narrow. Facet fields can be
  filtered by, and the DATE field, whose one value is MISSING.
- The counts of a facet ignore the filter of its own field: a count is the number of hits that choosing
  that value alone in that field would give. The date range is no facet: it narrows everything.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple, Protocol

from presssearch.analysis.tokens import forms
from presssearch.archive import Change
from presssearch.article import Article, Card
from presssearch.errors import EngineError
from presssearch.fields import Field, Kind
from presssearch.query.tree import DateRange, Everything, Fuzzy, Leaf, Prefix, Query, Wildcard

# B: releases run from a telegram to a transcript, and the short one that has all the words is mostly the one meant:
# on half-remembered releases 0.9 finds it higher than the usual 0.75 does (benchmarks/ranking.py)
K1, B = 1.2, 0.9
MANY = 1000  # articles: half-remembered releases are found as high as with 2000, and less so with 500
RECENT = 0.25  # what an article of that very day gets on top: it passes those that say a little more, no others
YEAR = 12 * 31  # the days after which half of it is left
SCORE_DECIMALS = 6
MAX_FORMS = 1000  # that a Wildcard or Fuzzy stands for
ADDED_STEP = 150_000_000_000  # more than any moment of publication; times a minute, still less than 2 ** 63
_ID_CHARS = 100  # of an id, where it is shown
MISSING = "~none"  # the filter value that means: has no value in this field


class Sort(Enum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"


class Interval(Enum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Filter:
    """Chosen and excluded values of one field; either may hold MISSING."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """Count the values of a field: the `size` most frequent from `offset` on, and `always` (chosen ones) even
    at 0. by_name: the first of the alphabet, by folded words, instead of the most frequent. prefix: only
    values a word of which begins so, as in `Engine.terms`. together: for each of these groups of values, count
    the hits that have any of them."""

    field: Field
    size: int = 10
    always: tuple[str, ...] = ()
    offset: int = 0
    by_name: bool = False
    prefix: str = ""
    together: tuple[tuple[str, ...], ...] = ()

    def order(self, pair: tuple[str, int]) -> tuple[Any, ...]:
        """What a value and its count are sorted by."""
        value, count = pair
        return (forms(value), value) if self.by_name else (-count, value)


@dataclass(frozen=True, slots=True)
class Hit:
    """moment: when it was published, as yyyymmdd · 1440 + minute of the day, 0 where the day is unknown; in the
    order `added`, ADDED_STEP times the minute of 1970 in which it was recorded besides. Score, moment and id are
    what orders hits."""

    id: str
    score: float
    moment: int = 0


@dataclass(frozen=True, slots=True)
class Hint:
    query: Query
    weight: float


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """towards: see above. offset and limit count hits, from `after` on where it is given; with `before`, the last
    `limit` of those ahead of it are given, and offset is 0. dates narrows everything, facets included; after and
    before narrow nothing but the hits given."""

    query: Query = field(default_factory=Everything)
    filters: Mapping[Field, Filter] = field(default_factory=dict)
    dates: DateRange | None = None
    least: int | None = None
    hints: tuple[Hint, ...] = ()
    towards: date | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    after: Hit | None = None
    before: Hit | None = None
    facets: tuple[FacetRequest, ...] = ()
    histogram: Interval | None = None


def days_of(number: int) -> int:
    """yyyymmdd -> days, as if all months had 31; the differences are what counts."""
    return number // 10000 * YEAR + number // 100 % 100 * 31 + number % 100


def checked_facet(field: Field) -> Field:
    """The field, if its values are kept to filter by and to count; EngineError if not."""
    if not field.facet and field.kind is not Kind.DATE:
        raise EngineError(f"{field.name} is no facet: its values are searched, not filtered by or counted")
    return field


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """values: by count, then value, or by name; missing: hits without a value; distinct: how many values with a
    count > 0 there are, of those that begin as asked; together: by group, as asked."""

    values: tuple[tuple[str, int], ...]
    missing: int
    distinct: int
    together: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Histogram:
    """buckets: (`2018`, `2018-06` or `2018-06-12`; count), in order of time, empty ones left out.
    Each count is the number of hits whose days all lie in the bucket; undated: hits in no bucket."""

    interval: Interval
    buckets: tuple[tuple[str, int], ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Stop:
    """What ended a search before all was read: the seconds that it may take, or the articles that it may find in one
    part of the index. Hits, total and counts are then of what was read until there."""

    seconds: float | None = None
    articles: int | None = None


@dataclass(frozen=True, slots=True)
class EngineResult:
    """cut: the words with wildcards or wrong letters that stand for more forms than were looked for. stopped: None
    where all was read."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[Field, FacetCounts] = field(default_factory=dict)
    histogram: Histogram | None = None
    cut: tuple[Leaf, ...] = ()
    stopped: Stop | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """Every hit of a search, of one state of the index: total articles, to be read once, a few in memory at a
    time. Texts are the record's of the moment; one deleted meanwhile comes in its last revision."""

    total: int
    articles: Iterator[Article]


class Mark(NamedTuple):
    """Where a leaf stands in a text, a phrase from its first word to its last. leaf: its number among those asked
    for; start, end: code points. A named tuple, as Token is: a page makes a hundred."""

    start: int
    end: int
    leaf: int


@dataclass(frozen=True, slots=True)
class Marks:
    """In the headline and the body of an article, by start, then end."""

    headline: tuple[Mark, ...] = ()
    body: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineStats:
    """articles: live ones. applied: number of the last change applied. first, last: days covered, ISO. refused:
    articles that it could not take in."""

    engine: str
    articles: int
    applied: int
    first: str | None
    last: str | None
    size_bytes: int
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """An article that an engine cannot take in, though it takes others. number, id: of its change; reason: as the
    engine tells it. No revision of it is searchable."""

    number: int
    id: str
    reason: str

    def __str__(self) -> str:
        return f"{self.id[:_ID_CHARS]}: {self.reason}"


class Engine(Protocol):
    """A search index over the record. Reading is safe from several threads; one process writes."""

    def apply(self, changes: Iterable[Change]) -> int:
        """Apply changes in order (several may concern one id: the last holds) and remember the last
        number; returns it. All of it is searchable, or none, when this returns or raises, but for
        what `refused` names."""

    def applied(self) -> int:
        """Number of the last change applied; 0 for an empty index."""

    def refused(self) -> Sequence[Refusal]:
        """Articles of the changes applied that it could not take in. They are tried again with the last changes of
        the log, or with none, until they are taken in or a later change of theirs holds."""

    def changed_at(self) -> datetime | None:
        """When a change was last made searchable, UTC; None where the engine does not keep it."""

    def search(self, request: SearchRequest) -> EngineResult: ...

    def scan(self, request: SearchRequest) -> Scan:
        """All hits in order. What the request says of pages, facets and histogram is left aside."""

    def get(self, ids: Sequence[str]) -> list[Article | None]:
        """The articles in the order asked for; None where the index has no such id."""

    def cards(self, ids: Sequence[str]) -> list[Card | None]:
        """What a list shows of articles, in the order asked for and in the revision that the index holds; None where
        it has no such id."""

    def marks(
        self, leaves: Sequence[Leaf], articles: Sequence[Article | Card], passages: int | None = None
    ) -> list[Marks]:
        """Where leaves stand in articles that `get` or `cards` gave, as `search` finds them: a leaf without a field in
        both texts, one that names headline, body or a part of it there; one that names people, organisations, offices
        or speakers is looked for in the body, by its forms. passages: of the body, only those of so many passages
        (passages.py) that show most leaves, for snippets; None: all. None at all for an article that the index
        has not in this revision, rather than marks of another text."""

    def terms(self, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Values of a facet field whose folded form has a word beginning so, most frequent first."""

    def words(self, leaf: Prefix | Wildcard | Fuzzy, limit: int, least: int = 1) -> list[tuple[str, int]]:
        """Folded forms that a leaf stands for, in the fields that its vocabulary is of, with the number of articles;
        most frequent first, then by letters. None for one without a word in it, or with several. least: only those that
        so many articles have."""

    def names_like(self, text: str, limit: int) -> list[tuple[str, int]]:
        """Values of `people` that share a key with a text (analysis.names.keys_of_name): those that may be its
        name, or hold its word, in another spelling, and others that sound a little like it. With the number of
        articles; most frequent first, then by name."""

    def namesakes(self, names: Sequence[str], limit: int) -> list[list[tuple[str, int]]]:
        """For each of some names, values of `people` that share a mark with it and may be it in another spelling
        (analysis.names.marks_by_word, may_be_same), the name itself among them; `limit` of each. As `names_like`. Many
        names cost one request, so who needs those of a page asks for all at once."""

    def acronyms(self, text: str) -> list[tuple[str, str, int]]:
        """Acronyms and names that articles print for one organisation, where the text is one of the two: the
        acronym to the letter, the name folded. With the number of articles; most frequent first, then by letters."""

    def stats(self) -> EngineStats: ...

    def check(self) -> list[str]:
        """Read everything; a sentence for each fault found, empty when sound."""

    def close(self) -> None: ...
