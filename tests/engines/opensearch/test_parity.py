"""Real releases: a cluster gives the same pages as the embedded engine, hit by hit and count by count.

Shards make no difference, in scores or order: no score is made of what a shard knows of its own articles alone. The
articles that have each word are counted over all shards before a search, and lengths with each commit.
"""

import gzip
import itertools
import json
import math
import random
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import presssearch
from presssearch import Index
from presssearch.article import Article
from presssearch.errors import ReadError
from presssearch.parsing.assemble import parse_document
from presssearch.readers.jsonl import read_record

pytestmark = [pytest.mark.opensearch, pytest.mark.shared, pytest.mark.timeout(900)]

SEED = 20180612
LIMIT = 50
WORD = re.compile(r"[^\W\d_]{3,}")
BY_HAND = (
    "",
    "minister",
    "Minister of Foreign Affairs",
    '"foreign minister"',
    '"the of"',
    "sanctions -Iran",
    "sanctions OR sanktioner",
    "(Biden OR Trump) NATO",
    "CSTO",
    "UN",
    "Lavrov",
    "person:Lavrov",
    "said:peace",
    "said:peace by:Biden",
    "headline:statement",
    "lead:president",
    "body:climate headline:remarks",
    "city:Washington",
    "country:SE",
    "language:sv ambassadör",
    "source:nepal_mofa",
    "organisation:NATO",
    'office:"Foreign Minister"',
    "minist*",
    "w?rld",
    "goverment~",
    "=minister",
    '"minister visit"~5',
    "minister near/5 visit",
    "minister same visit",
    "atleast3(president)",
    "first50(president)",
    "date:2022 president",
    "date:2022-03",
    "2021-01..2021-06 talks",
    "from:2020 to:2021 visit",
    "NOT president",
    "нота",
    "ජනාධිපති",
    "ஜனாதிபதி",
)


def releases(folder: Path, every: int) -> Iterator[Article]:
    """Each so-manyth record of the dumps, parsed."""
    for dump in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(dump, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(itertools.islice(lines, 0, None, every)):
                location = f"/{dump.name}#{number}"
                try:
                    yield parse_document(read_record(json.loads(line), path=dump.name, location=location, source=None))
                except ReadError:
                    continue


def generated(articles: list[Article], count: int) -> Iterator[str]:
    """Words, pairs, phrases and beginnings that stand in the releases."""
    dice = random.Random(SEED)
    while count:
        words = WORD.findall(dice.choice(articles).body)
        if len(words) < 8:
            continue
        at = dice.randrange(len(words) - 4)
        one, other, third = words[at], words[at + 1], dice.choice(words)
        yield dice.choice(
            (one, f"{one} {third}", f'"{one} {other}"', f"{one} OR {third}", f"{one} -{third}", f"{one[:4]}*")
        )
        count -= 1


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((40, 20, 20, 1), id="some"),
        pytest.param((80, 12, 20, 3), id="three-shards", marks=pytest.mark.slow),
        pytest.param((4, 200, 40, 1), id="many", marks=pytest.mark.slow),
    ],
)
def both(
    request: pytest.FixtureRequest, opensearch_url: str, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Index, Index, list[str]]]:
    """The embedded engine, the cluster, and what is asked of them."""
    every, random_queries, hand_made, shards = request.param
    articles = list(releases(shared / "corpus", every))
    cluster = {"engine": "opensearch", "opensearch": opensearch_url, "opensearch_index": f"parity-{uuid4().hex[:8]}"}
    with (
        presssearch.open(tmp_path_factory.mktemp("embedded"), create=True) as embedded,
        presssearch.open(
            tmp_path_factory.mktemp("cluster"), create=True, opensearch_shards=shards, **cluster
        ) as distant,
    ):
        for index in (embedded, distant):
            index.add(articles)
            index.commit()
        asked = [*BY_HAND[:: len(BY_HAND) // hand_made], *generated(articles, random_queries)]
        yield embedded, distant, asked


def page_of(index: Index, query: str, **options: Any) -> dict[str, Any]:
    page = index.search(query, histogram="year", limit=LIMIT, **options)
    return {
        "total": page.total,
        "hits": [(result.card.id, result.score) for result in page.results],
        "facets": {name: (facet.values, facet.missing, facet.distinct) for name, facet in page.facets.items()},
        "histogram": page.histogram,
        "notes": page.notes,
        "snippets": {result.card.id: result.snippets for result in page.results},
    }


def in_same_order(here: list[tuple[str, float]], there: list[tuple[str, float]], *, by_score: bool) -> bool:
    """Place by place the same releases. By score: releases of one score may stand in either order, and a full page may
    end among such, since the cluster adds up in single precision; each has the same score on both sides."""
    if not by_score or not any(score for _, score in here):
        return [name for name, _ in here] == [name for name, _ in there]
    scores, last = dict(there), here[-1][1]
    return (
        len(here) == len(there)
        and all(close(own, other) for (_, own), (_, other) in zip(here, there, strict=True))
        and all(close(score, scores.get(name, last)) for name, score in here)
    )


def close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-5)


@pytest.mark.parametrize("options", [{}, {"sort": "newest"}, {"match": "any"}], ids=["best", "newest", "any"])
def test_every_page_is_the_same(both: tuple[Index, Index, list[str]], options: dict[str, Any]) -> None:
    embedded, distant, asked = both
    differing = {}
    for query in asked:
        here, there = page_of(embedded, query, **options), page_of(distant, query, **options)
        ordered = in_same_order(here["hits"], there["hits"], by_score="sort" not in options)
        shown = here["snippets"].keys() & there["snippets"].keys()
        parts = [
            *([] if ordered else ["hits"]),
            *([] if all(here["snippets"][name] == there["snippets"][name] for name in shown) else ["snippets"]),
            *(part for part in ("total", "facets", "histogram", "notes") if here[part] != there[part]),
        ]
        if parts:
            differing[query] = parts
    assert differing == {}


def test_statistics_of_all_shards_change_no_score(
    both: tuple[Index, Index, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`dfs_query_then_fetch` has shards exchange how often words stand in them; no score is made of that here."""
    _, distant, asked = both
    client = distant._engine._client  # type: ignore[attr-defined]
    alone = [page_of(distant, query)["hits"] for query in asked[:20]]
    monkeypatch.setattr(client, "search", partial(client.search, search_type="dfs_query_then_fetch"))
    assert [page_of(distant, query)["hits"] for query in asked[:20]] == alone
