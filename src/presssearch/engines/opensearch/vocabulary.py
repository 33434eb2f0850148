"""The forms of an index: what words stand for that are begun, have wildcards or wrong letters."""

from collections import Counter
from collections.abc import Sequence

from presssearch.analysis.tokens import pattern
from presssearch.engines.base import MAX_FORMS
from presssearch.engines.leaves import fields_of, guessed_leaves, stands_for, zone_of
from presssearch.engines.opensearch.known import Known
from presssearch.engines.opensearch.moment import Moment
from presssearch.engines.opensearch.reading import Reading
from presssearch.engines.opensearch.values import counts_of
from presssearch.query.guesses import beginning_of
from presssearch.query.rewrite import positive_leaves
from presssearch.query.tree import And, Fuzzy, Leaf, Not, Or, Prefix, Query, Wildcard


def known_forms(reading: Reading, moment: Moment, queries: Sequence[Query]) -> Known:
    """What the index knows of the leaves of queries."""
    leaves = dict.fromkeys(leaf for query in queries for leaf in _leaves(query) if fields_of(leaf))
    forms: dict[Leaf, Sequence[str]] = {}
    cut: list[Leaf] = []
    for leaf in leaves:
        if isinstance(leaf, Wildcard | Fuzzy):
            ranked = moment.forms.get(leaf)
            if ranked is None:
                ranked = stands_for(leaf, beginning(reading, leaf, beginning_of(leaf)))
            if not reading.stopped:
                moment.keep_forms(leaf, ranked)
            forms[leaf] = ranked[:MAX_FORMS]
            cut += [leaf] if len(ranked) > MAX_FORMS else []
            continue
        wanted = pattern(leaf.text)
        if wanted.forms and (wanted.prefix or isinstance(leaf, Prefix)):
            forms[leaf] = sorted(beginning(reading, leaf, wanted.forms[-1]))
    asked = set(guessed_leaves(queries[0])) if queries else set()
    return Known(moment.state.languages, forms, tuple(leaf for leaf in cut if leaf in asked))


def _leaves(query: Query) -> list[Leaf]:
    """All of them, those inside Not too."""
    match query:
        case Not():
            return _leaves(query.child)
        case And() | Or():
            return [leaf for child in query.children for leaf in _leaves(child)]
        case _:
            return list(positive_leaves(query))


def beginning(reading: Reading, leaf: Leaf, begun: str | None) -> Counter[str]:
    """The forms that begin so, in the fields that the leaf may be looked for in, with their numbers of articles."""
    if begun is None:
        return Counter()
    is_text = leaf.field is None or bool(zone_of(leaf.field).weight)
    column = "forms_text" if is_text else "forms_names"
    return counts_of(reading, column, begun=begun)
