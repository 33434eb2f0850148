"""What an OpenSearch index holds of each article, made from FIELDS.

Analysis is ours: a text field gets terms joined by spaces, which the analyzer `whitespace` parts again, so a term of
the index is a form or a stem of `analysis` and its position is that of the token. Each field is a zone of its own:

    form_NAME        folded forms, each value of the field GAP positions behind the one before
    stem_NAME        their stems, each in its article's language: TEXT fields, and all that have a weight
    code_NAME        CODE fields: the folded value
    facet_NAME       values to the letter
    length_NAME      tokens of the field, or of a part of the body; `length`: each weighed as its field is, in quarters

What stands near each other, in one paragraph or in a quotation is found by a script that reads numbers (places.py),
because no query of OpenSearch counts such places. For these the tokens of an article are numbered through, zone after
zone in the order of ZONES, body first, and a place is left free behind each value:

    places           bytes: for each place a mark of the form that stands there, then one of its stem; none stands at
                     the free ones, which are of zeros. A mark is a check sum of MARK bytes
    values           for each value of a zone: its first place · 256 + number of the zone
    paragraphs       the places at which those of the body begin
    quotations       first place · 2 ** 36 + the one behind the last · 2 ** 12 + 1 + number of the speaker, 0 for nobody
    lead             the place behind the lead
    starts           for one of STEP chunks between spaces of the body: tokens before it · 2 ** 32 + where it begins in
                     the body, in code points

and besides: id, revision, spoken (the language, MISSING for none), first, last, year, month, day (those in which all
its days lie), moment, oldest, added (what hits are ordered by), present (fields that have a value), forms_text and
forms_names (the distinct forms of the fields with a weight, and of those without), people_key, people_mark,
explained_key, explained. `_source` keeps `article` (its JSON), `revision` and `id` alone. `_meta` of the mapping keeps
the layout, the number of the last change applied and sums over all live articles (state.py).
"""

import hashlib
from typing import Any
from zlib import crc32

from presssearch.engines.leaves import CODE_FIELDS, PARTS, UNWEIGHTED, WEIGHTED, WORD_FIELDS
from presssearch.fields import BY_NAME, FACETS, FIELDS, Field

FORMAT = 4  # to be raised whenever the mapping, the scripts or the analysis change

GAP = 100
BODY = BY_NAME["body"]
STEMMED = (BODY, *(field for field in WEIGHTED if field != BODY))
ZONES: tuple[Field, ...] = (*STEMMED, *UNWEIGHTED)
ZONE_OF = {field.name: number for number, field in enumerate(ZONES)}
STEP = 12
MARK = 4  # bytes
FORM, STEM = 0, 1
SEPARATOR = "\x1f"  # in no name and no acronym: see document.py
_MAX_KEY_BYTES = 500
_MAX_TERM = 100  # letters; the analyzer would part one of 256


def is_text(id_: str) -> bool:
    """Not where it holds half of a pair of UTF-16: a cluster would take another letter for it."""
    return not any("\ud800" <= letter <= "\udfff" for letter in id_)


def key_of(id_: str) -> str:
    """The key of an article in the index, which takes no more than 512 bytes."""
    encoded = id_.encode("utf-8", "surrogatepass")
    return id_ if len(encoded) <= _MAX_KEY_BYTES and is_text(id_) else f"~{hashlib.sha256(encoded).hexdigest()}"


def term_of(form: str) -> str:
    """What stands in the index for a form or a stem."""
    if len(form) <= _MAX_TERM:
        return form
    return f"{form[:_MAX_TERM]}…{hashlib.sha256(form.encode('utf-8', 'replace')).hexdigest()}"


def mark_of(term: str) -> int:
    """What stands for a term among the places. A term that has the mark of another would be taken for it only in an
    article that the lists of terms found as well."""
    return crc32(term.encode("utf-8", "replace"))


def code_of(term: str, kind: int) -> int:
    """A mark as scripts ask for it. kind: FORM or STEM."""
    return mark_of(term) << 1 | kind


def lengths() -> list[str]:
    """The fields that hold numbers of tokens."""
    return ["length", *(f"length_{field.name}" for field in (*WORD_FIELDS, *PARTS))]


def layout() -> str:
    """Equal for indexes that this version can read: the format and what FIELDS asks for."""
    fields = [(field.name, field.kind.value, field.facet, field.weight) for field in FIELDS]
    return hashlib.sha256(repr((FORMAT, fields)).encode()).hexdigest()[:16]


def index_body(*, shards: int, replicas: int) -> dict[str, Any]:
    """Settings and mapping of a new index. Nothing is searchable before a refresh, which is the commit."""
    words = {"type": "text", "analyzer": "whitespace", "similarity": "frequency", "norms": False}
    words |= {"position_increment_gap": GAP}
    value, number, column = {"type": "keyword"}, {"type": "long"}, {"type": "long", "index": False}
    properties: dict[str, Any] = {
        **{f"form_{field.name}": words for field in WORD_FIELDS},
        **{f"stem_{field.name}": words for field in STEMMED},
        **{f"code_{field.name}": value for field in CODE_FIELDS},
        **{f"facet_{field.name}": value for field in FACETS},
        **dict.fromkeys(lengths(), column),
        **dict.fromkeys(("values", "paragraphs", "quotations", "lead", "starts"), column),
        "places": {"type": "binary", "doc_values": True},
        **dict.fromkeys(("revision", "first", "last", "moment", "oldest", "added"), number),
        **dict.fromkeys(("id", "spoken", "year", "month", "day", "present"), value),
        **dict.fromkeys(
            ("forms_text", "forms_names", "people_key", "people_mark", "explained_key", "explained"), value
        ),
        "article": {"type": "object", "enabled": False},
    }
    counted = {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}}
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "refresh_interval": -1,
            "gc_deletes": "1h",
            "max_result_window": 10_000,
            "similarity": {"frequency": counted},
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"includes": ["article", "revision", "id"]},
            "_meta": {"layout": layout(), "applied": 0},
            "properties": properties,
        },
    }
