"""A query tree -> the query language of OpenSearch. Pure: what only the index knows comes with `Known` (known.py).

Words, phrases and exact forms are lists of terms and need nothing else, nor does a single word that is begun or
guessed. Whatever else stands at places is first narrowed to the articles that have its words, and the rest is asked
of the numbers of these (scripts.py).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never

from presssearch.analysis.folding import fold
from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import pattern
from presssearch.engines.base import MISSING, Filter
from presssearch.engines.document import day_number
from presssearch.engines.leaves import fields_of, is_stemmed, zone_of
from presssearch.engines.opensearch.known import Known
from presssearch.engines.opensearch.schema import term_of
from presssearch.engines.opensearch.scripts import asked, quoted
from presssearch.fields import Field, Kind
from presssearch.query.tree import (
    And,
    AtLeast,
    DateRange,
    Everything,
    Exact,
    First,
    Fuzzy,
    Leaf,
    Missing,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Quotation,
    Same,
    Wildcard,
    Word,
)

Dsl = dict[str, Any]
ALL: Dsl = {"match_all": {}}
NONE: Dsl = {"match_none": {}}


def all_of(parts: Sequence[Dsl]) -> Dsl:
    return parts[0] if len(parts) == 1 else {"bool": {"filter": list(parts)}} if parts else ALL


def any_of(parts: Sequence[Dsl], least: int = 1) -> Dsl:
    if not parts:
        return NONE
    return parts[0] if len(parts) == 1 else {"bool": {"should": list(parts), "minimum_should_match": least}}


def none_of(part: Dsl) -> Dsl:
    return {"bool": {"must_not": [part]}}


def compiled(query: Query, known: Known) -> Dsl:  # noqa: PLR0911 - one for each node
    """What finds the articles that match. A leaf that `is_listed` scores the number of its places, each weighed as
    its field is."""
    match query:
        case Everything():
            return ALL
        case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy():
            if query.field is not None and query.field.kind is Kind.CODE:
                return _code(query.field, query)
            found = narrowed(query, known)
            return found if is_listed(query) or found is NONE else all_of([found, asked(query, known)])
        case Near() | Same() | AtLeast() | First():
            return all_of([narrowed(query, known), asked(query, known)])
        case Quotation():
            return all_of([narrowed(query, known), quoted(query, known)])
        case DateRange():
            return in_range(query)
        case Missing():
            return is_missing(query.field)
        case And():
            return all_of([compiled(child, known) for child in query.children])
        case Or():
            return any_of([compiled(child, known) for child in query.children])
        case Not():
            return none_of(compiled(query.child, known))
        case _:
            assert_never(query)


def is_listed(leaf: Query) -> bool:
    """Do lists of terms tell by themselves where it stands? Not in a part of the text, nor words of which the last is
    but begun."""
    if not isinstance(leaf, Leaf) or (leaf.field is not None and leaf.field.within):
        return False
    wanted = pattern(leaf.text)
    begun = wanted.prefix or isinstance(leaf, Prefix)
    return isinstance(leaf, Wildcard | Fuzzy) or not begun or len(wanted.forms) < 2


def is_counted(leaf: Query) -> bool:
    """Does its list count its places too?"""
    return is_listed(leaf) and isinstance(leaf, Word | Phrase | Exact) and not pattern(leaf.text).prefix


def narrowed(query: Query, known: Known) -> Dsl:
    """Finds at least the articles in which what stands at places does."""
    match query:
        case Near() | Same() | And():
            return all_of([narrowed(child, known) for child in query.children])
        case Or():
            return any_of([narrowed(child, known) for child in query.children])
        case AtLeast() | First() | Quotation():
            return narrowed(query.child, known)
        case Word() | Phrase() | Prefix() | Exact() | Wildcard() | Fuzzy():
            return any_of([_in_zone(query, zone_of(one), weight, known) for one, weight in fields_of(query)])
        case Not() | Everything() | DateRange() | Missing():
            return ALL
        case _:
            assert_never(query)


def _in_zone(leaf: Leaf, zone: Field, weight: float, known: Known) -> Dsl:
    form_field = f"form_{zone.name}"
    if isinstance(leaf, Wildcard | Fuzzy):
        forms = list(map(term_of, known.forms.get(leaf, ())))
        return {"terms": {form_field: forms}} if forms else NONE
    wanted = pattern(leaf.text)
    if not wanted.forms:
        return NONE
    whole, parts = list(wanted.forms), []
    if wanted.prefix or isinstance(leaf, Prefix):
        parts.append({"prefix": {form_field: {"value": whole.pop()}}})
    if whole and is_stemmed(leaf):
        parts.append(_stemmed(whole, f"stem_{zone.name}", weight, known))
    elif whole:
        parts.append(_following(list(map(term_of, whole)), form_field, weight))
    return all_of(parts)


def _following(terms: Sequence[str], name: str, weight: float) -> Dsl:
    """Terms that follow each other."""
    if len(terms) == 1:
        return {"term": {name: {"value": terms[0], "boost": weight}}}
    return {"match_phrase": {name: {"query": " ".join(terms), "boost": weight}}}


def _stemmed(forms: Sequence[str], name: str, weight: float, known: Known) -> Dsl:
    """The stems of forms that follow each other, in the articles of the languages that have them."""
    spoken: dict[tuple[str, ...], list[str]] = {}
    for language in known.languages:
        stems = tuple(term_of(stem(form, language)) for form in forms)
        spoken.setdefault(stems, []).append(language or MISSING)
    if len(spoken) == 1:
        return _following(next(iter(spoken)), name, weight)
    return any_of(
        [
            {"bool": {"must": [_following(stems, name, weight)], "filter": [{"terms": {"spoken": languages}}]}}
            for stems, languages in spoken.items()
        ]
    )


def _code(field: Field, leaf: Leaf) -> Dsl:
    wanted = fold(leaf.text)
    if isinstance(leaf, Prefix):
        return {"prefix": {f"code_{field.name}": {"value": wanted}}}
    return {"term": {f"code_{field.name}": wanted}} if isinstance(leaf, Word | Phrase | Exact) else NONE


def in_range(dates: DateRange) -> Dsl:
    first, last = day_number(dates.first or date.min), day_number(dates.last or date.max)
    return all_of([{"range": {"first": {"gte": max(first, 1)}}}, {"range": {"last": {"lte": last}}}])


def is_missing(field: Field) -> Dsl:
    return none_of({"term": {"present": field.name}})


def admitted(chosen: Filter, field: Field) -> Dsl:
    """The articles that a filter leaves."""
    parts = [_has_one(field, chosen.include)] if chosen.include else []
    return all_of(parts + ([none_of(_has_one(field, chosen.exclude))] if chosen.exclude else []))


def _has_one(field: Field, values: Sequence[str]) -> Dsl:
    plain = [value for value in values if value != MISSING]
    parts = [{"terms": {f"facet_{field.name}": plain}}] if plain and field.facet else []
    return any_of(parts + ([is_missing(field)] if MISSING in values else []))
