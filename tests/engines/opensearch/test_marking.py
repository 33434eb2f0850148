"""Marks by numbers of terms, held to those of the loops that say what they mean."""

from hypothesis import given
from hypothesis import strategies as st

from presssearch.article import Article
from presssearch.engines import marking
from presssearch.engines.places import entry_of
from presssearch.fields import BY_NAME
from presssearch.query.tree import Exact, Fuzzy, Leaf, Phrase, Prefix, Wildcard, Word

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
