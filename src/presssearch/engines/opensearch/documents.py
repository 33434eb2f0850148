"""Article -> what the index holds of it (schema.py)."""

from typing import Any

from presssearch.analysis.folding import fold
from presssearch.analysis.names import keys_of_name, marks_by_word
from presssearch.analysis.stems import stem
from presssearch.article import Article
from presssearch.engines.base import ADDED_STEP, MISSING
from presssearch.engines.document import Document, iso_day
from presssearch.engines.leaves import CODE_FIELDS, PARTS, UNWEIGHTED, WEIGHTED, WORD_FIELDS
from presssearch.engines.opensearch.schema import PLACE_BITS, SEPARATOR, STEMMED, ZONES, code_of, term_of
from presssearch.engines.places import Entry, entry_of
from presssearch.fields import FACETS, FIELDS

UNDATED = 1 << 62  # behind every moment


def source_of(article: Article) -> dict[str, Any]:
    """What is sent for an article."""
    entry = entry_of(article)
    document = entry.document
    moment = document.first * 1440 + document.minute
    return {
        "article": article.to_json(),
        "revision": document.revision,
        "id": document.id,
        "spoken": document.language or MISSING,
        "first": document.first,
        "last": document.last,
        "moment": moment,
        "oldest": moment or UNDATED,
        "added": document.recorded * ADDED_STEP + moment,
        "present": [field.name for field in FIELDS if _is_present(document, field.name)],
        **_buckets(document),
        **_values(document),
        **_words(entry),
        **_places(entry),
    }


def marks_of(name: str) -> set[str]:
    """What two spellings of a name may share."""
    return {mark for words in marks_by_word(name) for marks in words for mark in marks}


def _is_present(document: Document, name: str) -> bool:
    return bool(document.first) if name == "date" else bool(document.values[name])


def _buckets(document: Document) -> dict[str, str]:
    first, last = iso_day(document.first), iso_day(document.last)
    spans = (("year", 4), ("month", 7), ("day", 10))
    return {name: first[:end] for name, end in spans if document.first and first[:end] == last[:end]}


def _values(document: Document) -> dict[str, list[str]]:
    people = document.values["people"]
    return {
        **{f"facet_{field.name}": list(document.values[field.name]) for field in FACETS},
        **{f"code_{field.name}": list(map(fold, document.values[field.name])) for field in CODE_FIELDS},
        "people_key": sorted({key for name in people for key in keys_of_name(name)}),
        "people_mark": sorted({mark for name in people for mark in marks_of(name)}),
        "explained": [acronym + SEPARATOR + name for acronym, name in document.explained],
        "explained_key": sorted({key for a, name in document.explained for key in (f"={a}", f"~{fold(name)}")}),
    }


def _words(entry: Entry) -> dict[str, Any]:
    language = entry.document.language
    found: dict[str, Any] = {
        f"form_{field.name}": [" ".join(map(term_of, value)) for value in entry.values[field.name]]
        for field in WORD_FIELDS
    }
    for field in STEMMED:
        stems = ([term_of(stem(form, language)) for form in value] for value in entry.values[field.name])
        found[f"stem_{field.name}"] = [" ".join(value) for value in stems]
    for name, fields in (("text", WEIGHTED), ("names", UNWEIGHTED)):
        found[f"forms_{name}"] = sorted(
            {term_of(form) for field in fields for value in entry.values[field.name] for form in value}
        )
    found |= {f"length_{field.name}": entry.length(field) for field in (*WORD_FIELDS, *PARTS)}
    found["length"] = round(4 * sum(field.weight * entry.length(field) for field in WEIGHTED))
    return found


def _places(entry: Entry) -> dict[str, Any]:
    language = entry.document.language
    codes: dict[str, tuple[int, ...]] = {}
    places, values, at = [], [], 0
    for zone, field in enumerate(ZONES):
        is_stemmed = field in STEMMED
        for value in entry.values[field.name]:
            values.append(at << 8 | zone)
            for form in value:
                key = form if is_stemmed else f" {form}"
                found = codes.get(key)
                if found is None:
                    found = codes[key] = _codes(form, language, is_stemmed=is_stemmed)
                places += [code << PLACE_BITS | at for code in found]
                at += 1
            at += 1
    return {
        "places": places,
        "values": values,
        "paragraphs": entry.paragraphs,
        "lead": entry.lead,
        "quotations": [
            q.first << 36 | q.end << 12 | (0 if q.speaker is None else q.speaker + 1) for q in entry.quotations
        ],
    }


def _codes(form: str, language: str | None, *, is_stemmed: bool) -> tuple[int, ...]:
    own = code_of(term_of(form), stem=False)
    return (own, code_of(term_of(stem(form, language)), stem=True)) if is_stemmed else (own,)
