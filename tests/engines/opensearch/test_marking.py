"""Marks by numbers of terms, held to those of the loops that say what they mean."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.article import Article
from presssearch.engines import marking
from presssearch.engines.places import entry_of
from presssearch.fields import BY_NAME
from presssearch.query.rewrite import positive_leaves
from presssearch.query.tree import And, Exact, Fuzzy, Leaf, Or, Phrase, Prefix, Wildcard, Word

WORDS = ("dam", "Dams,", "dam’s", "the U.S.", "L’Union", "well-known", "外交部发言人", "外交", "—", "3.5", "damage", "")
GAPS = (" ", "  ", "\n", "\n\n", " \n\n ", "\t", "\u00a0", "\u2028")
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=60).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
typed = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
fields = st.sampled_from((None, *(BY_NAME[name] for name in ("headline", "body", "people", "lead", "said"))))
kinds = st.sampled_from((Word, Phrase, Prefix, Exact))
leaves = st.builds(lambda kind, text, field: kind(text, field), kinds, typed, fields)
GUESSED: dict[Leaf, frozenset[str]] = {
    Wildcard("dam*"): frozenset(("dam", "damage")),
    Fuzzy("dan", 1): frozenset(("dam", "外交")),
}


@given(
    headline=texts,
    body=texts,
    language=st.sampled_from(("en", "zh", None)),
    asked=st.lists(leaves | st.sampled_from(tuple(GUESSED)), max_size=4),
    passages=st.sampled_from((None, 1, 3)),
)
def test_marks_are_those_of_the_loops(
    headline: str, body: str, language: str | None, asked: list[Leaf], passages: int | None
) -> None:
    from presssearch.engines.opensearch.marking import marks_in

    article = Article("a", language=language, headline=headline, body=body)
    assert marks_in(article, asked, passages, GUESSED) == marking.marks_in(entry_of(article), asked, passages, GUESSED)


@pytest.mark.opensearch
def test_marks_that_a_search_told_are_those_of_the_loops(
    make_bench: Callable[..., Any], opensearch_url: str, tmp_path: Path
) -> None:
    """In texts of more chunks than there are between two kept places."""
    draw = random.Random(20180612)

    def text(words: int) -> str:
        return "".join(draw.choice(WORDS) + draw.choice(GAPS) for _ in range(words))

    bench = make_bench("opensearch", tmp_path, opensearch_url)
    articles = [
        {"id": f"a{n}", "language": draw.choice(("en", "zh", None)), "headline": text(6), "body": text(90)}
        for n in range(40)
    ]
    bench.put(*articles, {"id": "empty", "body": ""})
    named = (None, *(BY_NAME[name] for name in ("headline", "body", "lead")))
    try:
        for _ in range(25):
            asked = tuple(
                draw.choice((Word, Phrase, Exact, Prefix))(draw.choice(WORDS[:8]), draw.choice(named)) for _ in range(3)
            )
            query = draw.choice((And, Or))(asked)
            bench.search(query, limit=20)
            found = [one for one in bench.engine.get([hit.id for hit in bench.search(query, limit=20).hits]) if one]
            for passages in (None, 2):
                own = positive_leaves(query)
                assert bench.engine.marks(own, found, passages) == [
                    marking.marks_in(entry_of(article), own, passages, {}) for article in found
                ]
    finally:
        bench.close()
