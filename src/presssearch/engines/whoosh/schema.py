"""What the Whoosh index holds of each field, made from FIELDS.

The words of an article are two streams of tokens, which a place numbers through. A stream is a row of zones,
one for each field, and a zone a row of values; behind every value GAP places are left free, so that nothing
that follows each other runs from one value into the next:

    text    body ▮▮▮▮▮▮▮▮▮▮▮▮▮ · headline ▮▮▮▮ · dateline ▮▮ · city ▮ · …       the fields that have a weight
            0               start_headline                                      body first: a place of it is the
    names   people ▮▮ · ▮▮▮ · ▮▮ · organisations ▮▮▮ · ▮                        number of a token of the text

Fields of Whoosh, each of which has posting lists:

    text_form       the folded forms of the text                              places, main, others
    text_stem       its stems, each in its article's language, but those that places, main, others
                    have the list of the form of the same letters
    names_form      the folded forms of the names                             places
    NAME_code       CODE fields: the folded value
    id              the article's id
    explained       acronyms with the names printed for them, see explained.py

text_form.same tells, by term, which lists are those of a stem too. A list holds a stem of all languages; whose
word it is tells the language of the article. Whoosh's own searcher is shown NAME_form and NAME_stem too, the
lists of a stream cut to a zone (shown.py).

Beside the posting lists a segment has arrays with a number for each document:

    id.rank                                  the place of its id among the ids of the segment, sorted
    revision                                 of the article in the record
    first, last, minute, recorded            days and minute of publication; minute of recording
    present                                  bit i: a value in FIELDS[i]
    length                                   tokens of the text, each weighed as its field is, in quarters
    length_NAME, start_NAME                  tokens of the field; the place at which its zone begins
    length_lead, length_said                 tokens of these parts of the body; the lead is the first ones
    facet_NAME                               fields with one value: its ordinal, 0 for none
    facet_NAME.at, facet_NAME                fields with several: where those of a document begin
                                             [documents + 1]; the ordinals

    keys_people.at, keys_people              by number of a key: where its ordinals of facet_people begin [keys + 1];
                                             the ordinals, ascending. Keys (namesakes.py) are the lexicon keys_people

and rows of numbers; those of a document begin at [documents + 1] ROW.at:

    part.place, part.start                   parts of the body but the first: the place of the first token of each,
                                             and where the part begins in the text, in code points
    paragraph.first                          places of the text at which its paragraphs begin
    quotation.first, quotation.end           where quotations stand in the text, ascending; 0, 0 for nowhere
    quotation.speaker, quotation.spoken      from where to where, among the names, their speakers; 0, 0 for nobody

and the cards, packed (archive.packing); that of a document begins at [documents + 1] card.at:

    card                                     u8

Ordinal n is the n-th of the sorted values, which are the lexicon facet_NAME. How arrays become a file: write.py.
"""

import hashlib

from presssearch.engines.leaves import CODE_FIELDS, PARTS, UNWEIGHTED, WEIGHTED, WORD_FIELDS, zone_of
from presssearch.fields import BY_NAME, FIELDS, Field

FORMAT = 14  # to be raised whenever the bytes or the analysis change

ID = "id"
EXPLAINED = "explained"
FACET_FIELDS = tuple(field for field in FIELDS if field.facet)

TEXT, NAMES = "text", "names"
MAIN = BY_NAME["body"]  # the zone of most tokens
LEAD, SAID, SPEAKERS = BY_NAME["lead"], BY_NAME["said"], BY_NAME["by"]
STREAMS = {
    TEXT: (MAIN, *(field for field in WEIGHTED if field != MAIN)),
    NAMES: UNWEIGHTED,
}
STREAM_OF = {field.name: stream for stream, zones in STREAMS.items() for field in zones}
GAP = 100
PART = 64  # code points of the body, from where the offset of a token is counted
QUARTERS = {field.name: round(4 * field.weight) for field in WEIGHTED}

NUMBERS = (
    *("revision", "first", "last", "minute", "recorded", "present", "length"),
    *(f"{name}_{field.name}" for field in WORD_FIELDS for name in ("length", "start")),
    *(f"length_{field.name}" for field in PARTS),
)
ROWS = {"part": ("place", "start"), "paragraph": ("first",), "quotation": ("first", "end", "speaker", "spoken")}


def stream_of(field: Field | None) -> str:
    """The stream in which the words of a field are, or those of a leaf without one."""
    return STREAM_OF[zone_of(field).name] if field else TEXT


def form_field(name: str) -> str:
    """name: of a stream or of a field."""
    return f"{name}_form"


def stem_field(name: str) -> str:
    return f"{name}_stem"


def same_stem(stream: str) -> str:
    """The array that tells which forms have the list of a stem."""
    return f"{form_field(stream)}.same"


def code_field(field: Field) -> str:
    return f"{field.name}_code"


def listed_with_places() -> list[str]:
    return [form_field(TEXT), stem_field(TEXT), form_field(NAMES)]


def listed_by_existence() -> list[str]:
    return [ID, *map(code_field, CODE_FIELDS), EXPLAINED]


def cut_to_zones() -> list[str]:
    """Fields that have no lists of their own, but parts of those of a stream."""
    return [*(form_field(field.name) for field in WORD_FIELDS), *(stem_field(zone.name) for zone in STREAMS[TEXT])]


def layout() -> str:
    """Equal for indexes that this version can read: the format and what FIELDS asks for."""
    fields = [(field.name, field.kind.value, field.facet, field.weight) for field in FIELDS]
    return hashlib.sha256(repr((FORMAT, fields)).encode()).hexdigest()[:16]
