"""Names among the values of an index: those that begin so, that may be another one, that an acronym stands for."""

from collections.abc import Sequence

from presssearch.analysis.folding import fold
from presssearch.analysis.names import keys_of_name, may_be_same
from presssearch.analysis.tokens import forms, has_beginning, pattern
from presssearch.engines.opensearch.compile import ALL, Dsl, narrowed
from presssearch.engines.opensearch.documents import marks_of
from presssearch.engines.opensearch.facets import most_frequent
from presssearch.engines.opensearch.known import Known
from presssearch.engines.opensearch.reading import Reading
from presssearch.engines.opensearch.schema import SEPARATOR
from presssearch.engines.opensearch.values import counts_of, counts_of_each
from presssearch.fields import BY_NAME, Field, Kind
from presssearch.query.tree import Prefix

_PEOPLE = f"facet_{BY_NAME['people'].name}"


def begun_values(reading: Reading, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
    """As Engine.terms, of a facet field."""
    wanted = pattern(prefix).forms
    asked = narrowed(Prefix(prefix, field), Known()) if wanted and field.kind is Kind.NAME else ALL
    counts = counts_of(reading, f"facet_{field.name}", asked)
    return most_frequent([pair for pair in counts.items() if has_beginning(tuple(forms(pair[0])), wanted)], limit)


def names_like(reading: Reading, text: str, limit: int) -> list[tuple[str, int]]:
    """As Engine.names_like."""
    wanted = keys_of_name(text)
    counts = counts_of(reading, _PEOPLE, {"terms": {"people_key": sorted(wanted)}})
    return most_frequent([pair for pair in counts.items() if not wanted.isdisjoint(keys_of_name(pair[0]))], limit)


def namesakes(reading: Reading, names: Sequence[str], limit: int) -> list[list[tuple[str, int]]]:
    """As Engine.namesakes."""
    marks = [marks_of(name) for name in names]
    queries: list[Dsl] = [{"terms": {"people_mark": sorted(wanted)}} for wanted in marks]
    counts = counts_of_each(reading, _PEOPLE, queries)
    return [
        most_frequent([p for p in found.items() if wanted & marks_of(p[0]) and may_be_same(name, p[0])], limit)
        for name, wanted, found in zip(names, marks, counts, strict=True)
    ]


def acronyms(reading: Reading, text: str) -> list[tuple[str, str, int]]:
    """As Engine.acronyms."""
    wanted = fold(text)
    keys = [f"={text}", *([f"~{wanted}"] if wanted else [])]
    counts = counts_of(reading, "explained", {"terms": {"explained_key": keys}})
    pairs = [(*pair.partition(SEPARATOR)[::2], count) for pair, count in counts.items()]
    found = [(a, name, n) for a, name, n in pairs if text == a or (wanted and wanted == fold(name))]
    return sorted(found, key=lambda row: (-row[2], row[:2]))
