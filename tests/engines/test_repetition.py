"""Texts that say the same word again and again: what stands where is found in them as in others, on every engine."""

from typing import Any

from presssearch.fields import BY_NAME
from presssearch.query.tree import And, Near, Not, Phrase, Quotation, Word

SAID = BY_NAME["said"]
WATER, BRIDGES = Word("water"), Word("bridges")


def article(id_: str, times: int) -> dict[str, Any]:
    """So many quotations of one word, and behind them the word as many times."""
    quotes = [
        {"text": "water", "speaker": "Anna Ott", "kind": "direct", "span": [9 * n + 1, 9 * n + 6]} for n in range(times)
    ]
    body = "“water”, " * times + "water under bridges " * times
    return {"id": id_, "language": "en", "body": body, "quotes": quotes}


def test_a_word_may_stand_a_thousand_times_behind_a_thousand_quotations(bench: Any) -> None:
    """More pairs than the million steps that a cluster lets a script make."""
    bench.put(article("a", 1_050), {"id": "b", "language": "en", "body": "water " * 1_050})
    assert bench.ids(Word("water", SAID)) == ["a"]
    assert bench.ids(Word("bridges", SAID)) == []


def test_what_stands_near_and_in_quotations_is_found_among_many(bench: Any) -> None:
    bench.put(article("a", 40), {"id": "b", "language": "en", "body": "bridges over water " * 40})
    said, bridges = Word("water", SAID), Word("bridges", SAID)
    assert bench.ids(Near((said, bridges), 3)) == []
    assert bench.ids(Quotation(And((said, Not(bridges))))) == ["a"]
    assert bench.ids(Quotation(And((said, Word("Ott", BY_NAME["by"]))))) == ["a"]
    assert bench.ids(Quotation(And((said, Word("Ott"))))) == []
    assert sorted(bench.ids(Near((WATER, BRIDGES), 1))) == ["a", "b"]
    assert bench.ids(Near((WATER, BRIDGES, BRIDGES), 0)) == []
    assert bench.ids(Near((Phrase("water under bridges"), BRIDGES), 2)) == ["a"]
