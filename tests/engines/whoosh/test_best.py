"""The first ten are those of the whole list, however few of the documents were scored for them."""

import random
from typing import Any

import pytest

from presssearch.engines.base import Filter, Hint, SearchRequest
from presssearch.fields import BY_NAME
from presssearch.query.tree import And, Not, Or, Phrase, Query, Word

SOURCE = BY_NAME["source"]
SHARES = {"the": 0.9, "talks": 0.5, "water": 0.2, "dam": 0.05, "envoy": 0.02, "canal": 0.005}
the, talks, water, dam, envoy, canal = map(Word, SHARES)

ALTERNATIVES: list[Query] = [
    Or((dam, envoy, the)),  # rare ones above all that a frequent one can bring
    Or((the, talks)),  # frequent ones alone
    Or((canal, the)),  # fewer than ten have the rare one
    Or((dam, envoy, water, canal)),
    Or((And((dam, water)), the)),  # scores too where it is no reason to be found
    And((Or((dam, envoy, the)), Not(water))),  # the highest are not selected
    And((talks, the)),
    And((dam, the, talks)),
    And((the, Not(talks))),
    Or((Phrase("talks the"), envoy)),
    talks,
]


def release(number: int, chance: random.Random) -> dict[str, Any]:
    words = [word for word, share in SHARES.items() for _ in range(chance.choice((1, 1, 3))) if chance.random() < share]
    chance.shuffle(words)
    body = " ".join([*words, *(["so"] * chance.randrange(1, 40))])
    return {"id": f"r{number:04}", "body": body, "source": chance.choice(("a", "b", "b")), "published": "2018-06-12"}


@pytest.fixture(scope="module")
def large(make_bench: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Of two segments, with articles that were changed and deleted."""
    chance = random.Random(7)
    bench = make_bench("whoosh", tmp_path_factory.mktemp("large"))
    bench.put(*(release(n, chance) for n in range(1200)))
    bench.put(*(release(n, chance) for n in range(0, 1400, 20)))
    bench.delete(*(f"r{n:04}" for n in range(0, 1200, 50)))
    yield bench
    bench.close()


@pytest.mark.parametrize("hints", [(), (Hint(water, 0.25),)], ids=["plain", "hinted"])
@pytest.mark.parametrize("filters", [{}, {SOURCE: Filter(("a",))}], ids=["all", "filtered"])
@pytest.mark.parametrize("query", ALTERNATIVES, ids=str)
def test_the_first_ten(large: Any, query: Query, filters: Any, hints: tuple[Hint, ...]) -> None:
    request = {"filters": filters, "hints": hints}
    every = large.engine.search(SearchRequest(query, limit=2000, **request))
    assert len(every.hits) == every.total
    for offset in (0, 10):
        found = large.engine.search(SearchRequest(query, limit=10, offset=offset, **request))
        assert found.hits == every.hits[offset : offset + 10]
