"""Suggestions as plain values: for a list of choices under a box, and for browsers as OpenSearch has it."""

from collections.abc import Sequence
from typing import Any

from presssearch.search.page_json import NO_LINKS, Links
from presssearch.search.params import SearchParams
from presssearch.search.suggest import Suggested, Suggestions

OPENSEARCH_TYPE = "application/x-suggestions+json"


def suggestions_to_json(found: Suggestions, links: Links = NO_LINKS, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """What `/suggest` answers; documented in docs/api.md."""
    return {
        "q": found.text,
        "suggestions": [
            {
                "kind": entry.kind,
                "text": entry.text,
                "count": entry.count,
                "query": entry.query,
                "url": _url(entry, links),
            }
            for entry in found.entries
        ],
        "took_ms": found.took_ms,
        "warnings": list(warnings),
    }


def opensearch_suggestions(found: Suggestions, links: Links) -> list[Any]:
    """[text, completions, descriptions, addresses], as the OpenSearch Suggestions extension 1.1 has it. Browsers
    search for the completions, so these are queries."""
    return [
        found.text,
        [entry.query for entry in found.entries],
        [f"{entry.text} ({entry.count:,})" for entry in found.entries],
        [_url(entry, links) for entry in found.entries],
    ]


def _url(entry: Suggested, links: Links) -> str | None:
    """The release; the search with the value chosen, or for the words."""
    if entry.article is not None:
        return links.article(entry.article)
    params = SearchParams()
    return links.search(params.with_filter(entry.field, entry.text) if entry.field else params.with_query(entry.query))
