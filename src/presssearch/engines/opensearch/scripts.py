"""What is asked of the numbers of an article: a query as parameters of places.painless, and the scripts around it.

The text of a script is always the same, so a node compiles each once; what is asked is in the parameters.
"""

import re
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from presssearch.analysis.stems import stem
from presssearch.analysis.tokens import pattern
from presssearch.engines.base import K1, MISSING, RECENT, YEAR, B, days_of
from presssearch.engines.document import day_number
from presssearch.engines.leaves import WEIGHTED, field_of, fields_of, is_stemmed, shown_in, zone_of
from presssearch.engines.opensearch.known import Known
from presssearch.engines.opensearch.schema import FORM, STEM, ZONE_OF, ZONES, code_of, term_of
from presssearch.fields import BY_NAME
from presssearch.query.tree import (
    And,
    AtLeast,
    Exact,
    First,
    Fuzzy,
    Leaf,
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

_SPACE = re.compile(r"/\*.*?\*/|\n\s*", re.DOTALL)  # what only people read: a third of what is sent
_PLACES = _SPACE.sub("\n", (files(__package__) / "places.painless").read_text("utf-8"))
_ASKED = f"{_PLACES}\nreturn spans(params.node, numbers(doc)).size() > 0;"
_QUOTED = f"""{_PLACES}
Map a = numbers(doc);
for (def q : a.quotations) {{ if (fulfils(params.node, (long) q, a)) {{ return true; }} }}
return false;"""
_SCORE = """
double norm = params.k * ((1 - params.b) + params.b * (doc[params.length].value * params.scale) / params.mean);
return params.factor * (tf * (params.k + 1) / (tf + norm));"""
_RECENT = """
long first = doc['first'].value;
if (first == 0) { return _score; }
long days = first / 10000 * params.year + first / 100 % 100 * 31 + first % 100;
long age = (long) Math.max(0, params.towards - days);
return _score * (1 + params.recent * Math.pow(2, -age / (double) params.year));"""
_COUNTED = f"double tf = _score / params.terms;{_SCORE}"
_PLACED = f"""{_PLACES}
Map a = numbers(doc);
double tf = 0;
for (def span : spans(params.node, a)) {{
  tf += ((Number) params.weights[zoneOf(a.values, (long) span >> 24)]).doubleValue();
}}
if (tf == 0) {{ return 0; }}{_SCORE}"""
_MARKED = f"""{_PLACES}
Map a = numbers(doc);
List nodes = params.nodes;
List values = a.values;
List found = new ArrayList();
for (int n = 0; n < nodes.size(); n++) {{
  for (def span : leaf((Map) nodes.get(n), a)) {{
    long begun = (long) values.get(valueOf(values, (long) span >> 24));
    long there = begun >> 8;
    long title = (begun & 255L) == 0L ? 0L : 1L;
    found.add(((long) n << 49) | (title << 48) | ((long) span - (there << 24 | there)));
  }}
}}
return found;"""


def asked(query: Query, known: Known) -> dict[str, Any]:
    """Does what stands at places stand somewhere?"""
    return {"script": {"script": {"source": _ASKED, "params": {"node": _node(query, known)}}}}


def quoted(query: Quotation, known: Known) -> dict[str, Any]:
    """Is there one quotation that fulfils the child?"""
    return {"script": {"script": {"source": _QUOTED, "params": {"node": _condition(query.child, known)}}}}


def scoring(
    term: Query, found: dict[str, Any], known: Known, *, factor: float, mean: float, counted: bool
) -> dict[str, Any]:
    """BM25F as in base.py. found: the articles; counted: they score the number of places, a phrase once for each of
    its terms. factor: idf, and what the term counts. mean: of the lengths of its fields."""
    named = field_of(term)
    length, scale = (f"length_{named.name}", 1.0) if named else ("length", 0.25)
    params = {"k": K1, "b": B, "mean": mean, "factor": factor, "length": length, "scale": scale}
    if counted:
        assert isinstance(term, Word | Phrase | Exact)
        params["terms"] = len(pattern(term.text).forms)
    else:
        weights = {zone_of(field).name: weight for field, weight in fields_of(term)}
        params |= {"node": _node(term, known), "weights": [weights.get(zone.name, 0.0) for zone in ZONES]}
    source = _COUNTED if counted else _PLACED
    return {"script_score": {"query": found, "script": {"source": source, "params": params}}}


def marked(leaves: Sequence[Leaf], known: Known) -> dict[str, Any]:
    """Where leaves stand in a headline and a body: number of the leaf · 2 ** 49, 2 ** 48 for a headline, number of the
    first token there · 2 ** 24 and of the one behind the last."""
    nodes = [_leaf(leaf, known) | {"zones": [ZONE_OF[name] for name in shown_in(leaf)]} for leaf in leaves]
    return {"script": {"source": _MARKED, "params": {"nodes": nodes}}}


def nearer(query: dict[str, Any], towards: date) -> dict[str, Any]:
    """The query with the scores of later articles multiplied, as in base.py."""
    params = {"recent": RECENT, "year": YEAR, "towards": days_of(day_number(towards))}
    return {"script_score": {"query": query, "script": {"source": _RECENT, "params": params}}}


def _node(query: Query, known: Known) -> dict[str, Any]:
    match query:
        case Near():
            skipped = [query.children[:n].count(child) for n, child in enumerate(query.children)]
            return {"kind": "near", "words": query.words, "skipped": skipped, "children": _nodes(query.children, known)}
        case Same():
            return {"kind": "same", "children": _nodes(query.children, known)}
        case Or():
            return {"kind": "or", "children": _nodes(query.children, known)}
        case AtLeast():
            return {"kind": "least", "count": query.count, "children": [_node(query.child, known)]}
        case First():
            return {"kind": "first", "words": query.words, "children": [_node(query.child, known)]}
        case _:
            return _leaf(query, known) if isinstance(query, Leaf) and fields_of(query) else {"kind": "nothing"}


def _nodes(children: Sequence[Query], known: Known) -> list[dict[str, Any]]:
    return [_node(child, known) for child in children]


def _condition(query: Query, known: Known) -> dict[str, Any]:
    """What a quotation fulfils."""
    match query:
        case And() | Or():
            kind = "and" if isinstance(query, And) else "any"
            return {"kind": kind, "children": [_condition(child, known) for child in query.children]}
        case Not():
            return {"kind": "not", "children": [_condition(query.child, known)]}
        case _:
            return _node(query, known) | {"by": field_of(query) == BY_NAME["by"]}


def _leaf(leaf: Leaf, known: Known) -> dict[str, Any]:
    zones = [zone_of(leaf.field)] if leaf.field else list(WEIGHTED)
    at = _codes(leaf, None, known)
    spoken = {}
    if is_stemmed(leaf):
        others = ((language or MISSING, _codes(leaf, language, known)) for language in known.languages)
        spoken = {language: codes for language, codes in others if codes != at}
    part = leaf.field.name if leaf.field and leaf.field.within else None
    return {"kind": "leaf", "at": at, "spoken": spoken, "zones": [ZONE_OF[z.name] for z in zones], "part": part}


def _codes(leaf: Leaf, language: str | None, known: Known) -> list[list[int]]:
    """The terms that may stand at each of the consecutive places."""
    begun = [code_of(term_of(form), FORM) for form in known.forms.get(leaf, ())]
    if isinstance(leaf, Wildcard | Fuzzy):
        return [begun]
    wanted = pattern(leaf.text)
    stemmed = is_stemmed(leaf)
    forms = (stem(form, language) if stemmed else form for form in wanted.forms)
    found = [[code_of(term_of(form), STEM if stemmed else FORM)] for form in forms]
    if found and (wanted.prefix or isinstance(leaf, Prefix)):
        found[-1] = begun
    return found
