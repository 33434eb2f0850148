"""The values of a column, each with its number of articles: all of them, in pages where one answer has no room."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from presssearch.engines.opensearch.compile import ALL, Dsl, all_of
from presssearch.engines.opensearch.reading import Reading

MAX_VALUES = 60_000  # in one answer: a cluster hands out 65,535 buckets at most
_SIGNS = re.compile(r'([.?+*|{}\[\]()"\\#@&<>~])')  # of the patterns of Lucene


def values_of(column: str, begun: str = "") -> Dsl:
    """The most frequent of the values that begin so; `counted` has all."""
    found: Dsl = {"field": column, "size": MAX_VALUES}
    if begun:
        found["include"] = _SIGNS.sub(r"\\\1", begun) + ".{0,}"  # an end of `.*` fails where no form is behind it
    return {"terms": found}


def counts_of(reading: Reading, column: str, query: Dsl = ALL, begun: str = "") -> Counter[str]:
    """The values that begin so in the articles of a query."""
    answer = reading.search({"size": 0, "query": query, "aggs": {"values": values_of(column, begun)}})
    return counted(answer["aggregations"]["values"], reading, column, query, begun)


def counts_of_each(reading: Reading, column: str, queries: Sequence[Dsl]) -> list[Counter[str]]:
    """The values in the articles of each of some queries, in one request."""
    answers = reading.searches([{"size": 0, "query": q, "aggs": {"values": values_of(column)}} for q in queries])
    return [
        counted(answer["aggregations"]["values"], reading, column, query)
        for query, answer in zip(queries, answers, strict=True)
    ]


def counted(aggregation: dict[str, Any], reading: Reading, column: str, query: Dsl, begun: str = "") -> Counter[str]:
    """All values, of which an answer had the most frequent. query: finds the articles that it was of."""
    found: Counter[str] = Counter({bucket["key"]: bucket["doc_count"] for bucket in aggregation["buckets"]})
    if aggregation["sum_other_doc_count"]:
        found |= _paged(reading, column, query, begun)
    return found


def _paged(reading: Reading, column: str, query: Dsl, begun: str) -> Counter[str]:
    """In the order of their bytes. Pages go on behind a value, so the one that is `begun` itself is counted apart."""
    articles = all_of([query, {"prefix": {column: {"value": begun}}}]) if begun else query
    found: Counter[str] = Counter()
    after = {"after": {"value": begun}} if begun else {}
    while not reading.stopped:
        pages = {"size": MAX_VALUES, "sources": [{"value": {"terms": {"field": column}}}], **after}
        parts: Dsl = {"values": {"composite": pages}, "itself": {"filter": {"term": {column: begun}}}}
        answer = reading.search({"size": 0, "query": articles, "aggs": parts}, collects=True)["aggregations"]
        found[begun] = answer["itself"]["doc_count"]
        found.update({b["key"]["value"]: b["doc_count"] for b in answer["values"]["buckets"]})
        last = answer["values"].get("after_key")
        if last is None or not last["value"].startswith(begun):
            break
        after = {"after": last}
    return +Counter({value: count for value, count in found.items() if value.startswith(begun)})
