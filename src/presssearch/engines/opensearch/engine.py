"""OpenSearchEngine: the protocol of base.py over a cluster."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import Any, Self

from opensearchpy import OpenSearch

from presssearch.archive import Archive, Change
from presssearch.archive.packing import read_article
from presssearch.article import Article, Card, card_of
from presssearch.engines.base import (
    EngineResult,
    EngineStats,
    Marks,
    Refusal,
    Scan,
    SearchRequest,
    Sort,
    checked_facet,
)
from presssearch.engines.document import iso_day
from presssearch.engines.leaves import field_of, fitting, leaves_of, loosened, scoring_terms, telling, weighted_terms
from presssearch.engines.opensearch.applying import apply
from presssearch.engines.opensearch.check import faults
from presssearch.engines.opensearch.client import Cluster, border, connected
from presssearch.engines.opensearch.compile import Dsl, any_of, compiled, in_range, is_counted
from presssearch.engines.opensearch.facets import Counts, aggregations, most_frequent, passed
from presssearch.engines.opensearch.known import Known
from presssearch.engines.opensearch.making import make, put_in_front
from presssearch.engines.opensearch.marking import marked_leaves, marks_in
from presssearch.engines.opensearch.moment import Moment
from presssearch.engines.opensearch.names import acronyms, begun_values, names_like, namesakes
from presssearch.engines.opensearch.order import hits_of, place_of, sorting
from presssearch.engines.opensearch.reading import Reading
from presssearch.engines.opensearch.refusals import remembered
from presssearch.engines.opensearch.schema import layout
from presssearch.engines.opensearch.scripts import marked, nearer, scoring
from presssearch.engines.opensearch.state import State, read_state
from presssearch.engines.opensearch.vocabulary import beginning, known_forms
from presssearch.engines.opensearch.words import Words
from presssearch.errors import IndexNotFound, IndexOutdated
from presssearch.fields import Field
from presssearch.query.tree import Fuzzy, Leaf, Or, Prefix, Query, Wildcard

_WINDOW = 10_000  # hits that a cluster gives without a place to go on from
_KEPT_TERMS = 10_000  # whose numbers of articles are remembered
_TEXTS = 200  # articles in memory at a time, where all hits are read; a page of no more hits comes with their texts
_KEEP = "5m"  # a scan may rest so long between two of its pages


class OpenSearchEngine:
    """An index of a cluster, behind an alias. Any number of threads and processes read, one writes at a time.

    archive: the record that the index derives from; it stays on the machine that indexes.
    """

    def __init__(self, cluster: Cluster, archive: Archive, *, name: str | None = None) -> None:
        self._cluster = cluster
        self._archive = archive
        self._name = name or cluster.name
        self._seen: Moment | None = None
        self._client: OpenSearch = connected(cluster)
        self._sender = connected(cluster, at_once=False)
        self._words = Words()

    @classmethod
    def open(cls, cluster: Cluster, *, archive: Archive, create: bool = False) -> Self:
        """Open the index behind the alias. IndexNotFound without one, unless `create`; IndexOutdated for one that
        another version wrote, or that is ahead of the record; EngineUnavailable where nobody answers."""
        engine = cls(cluster, archive)
        with border(cluster):
            state = read_state(engine._client, cluster.name)
            if state is None:
                if not create:
                    raise IndexNotFound(
                        f"{cluster.shown} has no index {cluster.name!r}: "
                        "run `presssearch index PATH --engine opensearch`"
                    )
                put_in_front(engine._client, cluster.name, make(engine._client, cluster))
                state = engine._state()
        if state.layout != layout():
            raise IndexOutdated(f"the index {cluster.name!r} was written by another version: run `presssearch rebuild`")
        if state.applied and (engine._told(state) is None or state.applied > archive.last_change()):
            raise IndexOutdated(
                f"the index {cluster.name!r} belongs to another record than {archive.path}: run `presssearch rebuild`"
            )
        return engine

    @classmethod
    def anew(cls, cluster: Cluster, *, archive: Archive) -> Self:
        """An empty index beside the one in use, which goes on answering until `take_over`."""
        engine = cls(cluster, archive)
        with border(cluster):
            engine._name = make(engine._client, cluster)
        return engine

    def take_over(self) -> None:
        """Put this index behind the alias, in one step, and take away those that were there."""
        with border(self._cluster):
            put_in_front(self._client, self._cluster.name, self._name)
            self._name, self._seen = self._cluster.name, None

    def _told(self, state: State) -> int | None:
        """The last change that the record knows this very index to have applied; None for a stranger."""
        return self._archive.watermark(f"opensearch:{state.index}")

    def _state(self, *, anew: bool = False) -> State:
        """As it was a moment ago at most; anew: as it is now."""
        if anew:
            self._seen = None
        return self._moment().state

    def _moment(self) -> Moment:
        seen = self._seen
        if seen is None or seen.is_over:
            state = read_state(self._client, self._name)
            if state is None:
                raise IndexNotFound(f"{self._cluster.shown} has no index {self._name!r}: run `presssearch rebuild`")
            seen = self._seen = seen.then(state) if seen else Moment(state)
        return seen

    # ---- changes ----

    def apply(self, changes: Iterable[Change]) -> int:
        with border(self._cluster):
            state = self._state(anew=True)
            if self._told(state) is None:
                self._archive.set_watermark(f"opensearch:{state.index}", 0)
            applied = apply(self._client, self._archive, state, changes, sender=self._sender, words=self._words)
            self._seen = None
            self._archive.set_watermark(f"opensearch:{state.index}", applied)
            return applied

    def applied(self) -> int:
        with border(self._cluster):
            return self._state().applied

    def refused(self) -> list[Refusal]:
        with border(self._cluster):
            return remembered(self._archive, self._state().index)

    def changed_at(self) -> datetime | None:
        with border(self._cluster):
            told = self._state().changed_at
        return datetime.fromisoformat(told) if told else None

    # ---- searching ----

    def search(self, request: SearchRequest) -> EngineResult:
        for field in (*request.filters, *(facet.field for facet in request.facets)):
            checked_facet(field)
        reading = self._reading(self._cluster)
        with border(self._cluster):
            moment = self._moment()
            known, body = self._asked(request, reading, moment, scores=request.limit > 0)
            body |= {"aggs": aggregations(request), "size": 0}
            answer, hits = self._page(request, body, known, reading, moment)
            total = answer["hits"]["total"]["value"]
            counts = Counts(request, body["query"], answer.get("aggregations", {}), reading)
            facets = {facet.field: counts.of(facet) for facet in request.facets}
            histogram = counts.histogram(request.histogram, total) if request.histogram else None
        return EngineResult(
            total=total,
            hits=hits,
            facets=facets,
            histogram=histogram,
            cut=known.cut,
            stopped=reading.stopped,
        )

    def _reading(self, bounds: Cluster | None = None) -> Reading:
        """bounds: for what may be given in part."""
        return Reading(self._client, self._name, bounds)

    def _asked(
        self, request: SearchRequest, reading: Reading, moment: Moment, *, scores: bool
    ) -> tuple[Known, dict[str, Any]]:
        """The search without page and counts. scores: are any wanted?"""
        hinted = [part for hint in request.hints for part in (hint.query, *leaves_of(hint))]
        known = known_forms(reading, moment, (request.query, *hinted))
        bound, free, least = loosened(request.query, request.least)
        matching = [compiled(query, known) for query in bound]
        if free:
            matching.append(any_of([compiled(query, known) for query in free], least))
        if request.dates is not None:
            matching.append(in_range(request.dates))
        query: Dsl = {"bool": {"filter": matching}}
        if scores:
            query["bool"]["should"] = self._scores(request, known, moment, reading)
        if scores and request.towards is not None:
            query = nearer(query, request.towards)
        return known, {
            "query": query,
            "post_filter": passed(request.filters),
            "track_total_hits": True,
            "track_scores": scores,
            "_source": False,
        }

    def _scores(self, request: SearchRequest, known: Known, moment: Moment, reading: Reading) -> list[Dsl]:
        state = moment.state
        if not state.articles:
            return []
        own = list(scoring_terms(request.query))
        leaves = dict.fromkeys(leaf for hint in request.hints for leaf in leaves_of(hint))
        articles = self._numbers([*own, *leaves], known, moment, reading)
        hints = telling(request.hints, articles.__getitem__)
        terms = list(weighted_terms(request.query, hints))
        articles |= self._numbers([term for term, _ in terms], known, moment, reading)
        scores = []
        for term, weight in terms:
            if articles[term]:
                idf = math.log(state.articles / (articles[term] + 1)) + 1
                named = field_of(term)
                mean = state.mean(f"length_{named.name}" if named else "length")
                found, counts = compiled(term, known), is_counted(term)
                scores.append(scoring(term, found, known, factor=weight * idf, mean=mean, counted=counts))
        return scores

    def _numbers(self, terms: Iterable[Query], known: Known, moment: Moment, reading: Reading) -> dict[Query, int]:
        """How many articles have each: asked once while the index is the same."""
        found = {term: moment.articles[term] for term in terms if term in moment.articles}
        asked = [term for term in dict.fromkeys(terms) if term not in found]
        found |= zip(asked, reading.totals([compiled(term, known) for term in asked]), strict=True)
        if len(moment.articles) > _KEPT_TERMS:
            moment.articles.clear()
        if not reading.stopped:
            moment.articles.update(found)
        return found

    def _page(
        self, request: SearchRequest, body: dict[str, Any], known: Known, reading: Reading, moment: Moment
    ) -> tuple[dict[str, Any], tuple[Any, ...]]:
        """The first answer, which has the counts, and the hits of the page."""
        collects = bool(request.limit or request.facets or request.histogram)
        sort, before = request.sort, request.before
        body = body | {"sort": sorting(sort, backwards=before is not None)}
        place = request.before or request.after
        if place is not None:
            body["search_after"] = place_of(place, sort)
        skip, wanted = (0 if before else request.offset), request.limit
        if place is None and skip + wanted <= _WINDOW:
            body, skip = body | {"from": skip}, 0
        size = min(skip + wanted, _WINDOW) if wanted else 0
        with_texts = size <= _TEXTS  # who asks for a page will look at them
        leaves = dict(zip(marked_leaves(request.query), count())) if with_texts and size else {}
        if leaves:
            body |= {"script_fields": {"marks": marked(list(leaves), known)}, "docvalue_fields": ["starts"]}
        answer = first = reading.search(body | {"size": size, "_source": with_texts}, collects=collects)
        found = list(answer["hits"]["hits"])
        if with_texts:
            moment.keep(found, leaves)
        body = {key: value for key, value in body.items() if key not in ("aggs", "from")} | {"track_total_hits": False}
        while wanted and answer["hits"]["hits"] and len(found) < skip + wanted:
            more = {
                "search_after": answer["hits"]["hits"][-1]["sort"],
                "size": min(skip + wanted - len(found), _WINDOW),
            }
            answer = reading.search(body | more, collects=True)
            found += answer["hits"]["hits"]
        if before is not None:  # counted backwards: of what is nearest, so many
            found.reverse()
            return first, tuple(hits_of(found, sort))
        return first, tuple(hits_of(found[skip : skip + wanted], sort))

    def scan(self, request: SearchRequest) -> Scan:
        for field in request.filters:
            checked_facet(field)
        with border(self._cluster):
            _, body = self._asked(request, self._reading(), self._moment(), scores=request.sort is Sort.RELEVANCE)
            point = self._client.create_pit(index=self._name, params={"keep_alive": _KEEP})["pit_id"]
            body |= {"sort": sorting(request.sort), "size": _TEXTS, "_source": ["article"]}
            body["pit"] = {"id": point, "keep_alive": _KEEP}
            reading = Reading(self._client, None)
            first = reading.search(body)
        return Scan(first["hits"]["total"]["value"], self._articles(first, body, reading))

    def _articles(self, answer: dict[str, Any], body: dict[str, Any], reading: Reading) -> Iterator[Article]:
        body = body | {"track_total_hits": False}
        while found := answer["hits"]["hits"]:
            for hit in found:
                yield read_article(hit["_source"]["article"])
            with border(self._cluster):
                body = body | {"search_after": found[-1]["sort"]}
                answer = reading.search(body)
        with border(self._cluster):
            self._client.delete_pit(body={"pit_id": [body["pit"]["id"]]})

    # ---- articles ----

    def get(self, ids: Sequence[str]) -> list[Article | None]:
        """As searched: what was sent and is not yet searchable is not given."""
        with border(self._cluster):
            moment = self._moment()
            found = {id_: moment.texts[id_] for id_ in ids if id_ in moment.texts}
            absent = [id_ for id_ in dict.fromkeys(ids) if id_ not in found]
            for start in range(0, len(absent), _WINDOW):
                some = absent[start : start + _WINDOW]
                body = {"query": {"terms": {"id": some}}, "size": len(some)}
                found |= moment.keep(self._reading().search(body)["hits"]["hits"])
        return [found.get(id_) for id_ in ids]

    def cards(self, ids: Sequence[str]) -> list[Card | None]:
        return [card_of(article) if article else None for article in self.get(ids)]

    def marks(
        self, leaves: Sequence[Leaf], articles: Sequence[Article | Card], passages: int | None = None
    ) -> list[Marks]:
        held = self.get([article.id for article in articles])
        stood = self._moment().stood
        guesses = Or(tuple(leaf for leaf in leaves if isinstance(leaf, Wildcard | Fuzzy)))
        with border(self._cluster):
            known = known_forms(self._reading(), self._moment(), (guesses,))
        guessed = {leaf: frozenset(found) for leaf, found in known.forms.items()}
        return [
            marks_in(own, leaves, passages, guessed, stood.get(own.id))
            if own and own.revision == article.revision
            else Marks()
            for own, article in zip(held, articles, strict=True)
        ]

    # ---- values ----

    def terms(self, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
        checked_facet(field)
        if not field.facet:
            return []
        with border(self._cluster):
            return begun_values(self._reading(), field, prefix, limit)

    def names_like(self, text: str, limit: int) -> list[tuple[str, int]]:
        with border(self._cluster):
            return names_like(self._reading(), text, limit)

    def words(self, leaf: Prefix | Wildcard | Fuzzy, limit: int, least: int = 1) -> list[tuple[str, int]]:
        begun = fitting(leaf)
        if begun is None:
            return []
        with border(self._cluster):
            counts = beginning(self._reading(), leaf, begun[0])
        return most_frequent([(form, n) for form, n in counts.items() if n >= least and begun[1](form)], limit)

    def namesakes(self, names: Sequence[str], limit: int) -> list[list[tuple[str, int]]]:
        with border(self._cluster):
            return namesakes(self._reading(), names, limit)

    def acronyms(self, text: str) -> list[tuple[str, str, int]]:
        with border(self._cluster):
            return acronyms(self._reading(), text)

    # ---- the index ----

    def stats(self) -> EngineStats:
        with border(self._cluster):
            state = self._state()
            sizes = self._client.indices.stats(index=state.index, metric="store")
        return EngineStats(
            engine="opensearch",
            articles=state.articles,
            applied=state.applied,
            first=iso_day(state.first) if state.first else None,
            last=iso_day(state.last) if state.last else None,
            size_bytes=sizes["_all"]["primaries"]["store"]["size_in_bytes"],
            refused=len(self.refused()),
        )

    def check(self) -> list[str]:
        """Ask for the id and the revision of every article, and compare them with the record."""
        with border(self._cluster):
            behind = self._archive.last_change() - self._state(anew=True).applied
        if behind:
            return [f"{behind} changes of the record are not in the index yet: `presssearch index` applies them."]
        held = {article.id: article.revision for article in self.scan(SearchRequest()).articles}
        return list(faults(self._archive, held, self.refused()))

    def drop(self) -> None:
        """Take the index away from the cluster. The record is left as it is."""
        with border(self._cluster):
            self._client.indices.delete(index=self._state(anew=True).index)

    def close(self) -> None:
        self._client.close()
        self._sender.close()
