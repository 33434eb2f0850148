"""A PersonPage as plain values: what the API answers and `person --json` prints; documented in docs/api.md."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from presssearch.search.page_json import NO_LINKS, Links, histogram_to_json, result_to_json
from presssearch.search.person_page import PersonPage, Quotation


def person_to_json(page: PersonPage, links: Links = NO_LINKS, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """warnings: what was heard when the parameters were read; the notes of the page follow."""
    return {
        "name": page.name,
        "person_url": links.person(page.name),
        "total": page.total,
        "spellings": [asdict(one) for one in page.spellings],
        "offices": [asdict(one) for one in page.offices],
        "quotations": [_quotation(one, links) for one in page.quotations],
        "quotations_total": page.quoted,
        "people": [
            {
                "name": one.name,
                "person_url": links.person(one.name),
                "releases": one.releases,
                "also": list(one.also),
            }
            for one in page.people
        ],
        "cities": [{"value": value.value, "count": value.count} for value in page.cities.values if value.count],
        "years": histogram_to_json(page.years),
        "newest": [result_to_json(result, links) for result in page.newest],
        "next": links.quotations(page.next) if page.next else None,
        "previous": links.quotations(page.previous) if page.previous else None,
        "took_ms": page.took_ms,
        "warnings": [*warnings, *page.notes],
    }


def _quotation(one: Quotation, links: Links) -> dict[str, Any]:
    return {
        "text": one.text,
        "speaker": one.speaker,
        "office": one.office,
        "article_id": one.article_id,
        "article_url": links.article(one.article_id),
        "title": one.headline,
        "date": one.date,
        "language": one.language,
    }
