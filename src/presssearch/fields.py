"""FIELDS: the one table of what can be searched, filtered and counted.

The query parser, both engines, the search page, the command line and the documentation walk it:
a field is added here and nowhere else (engines take its values in `engines.document`).
"""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How the values of a field are matched."""

    TEXT = "text"  # prose: words match by the stem of the article's language
    NAME = "name"  # names: words match by their folded form, a phrase stays inside one value
    CODE = "code"  # one code per value: equal but for case
    DATE = "date"  # days; ranges


@dataclass(frozen=True, slots=True)
class Field:
    """name: in queries, URLs, JSON. weight: in a search of words without a field, in quarters; 0 = not searched.
    many: an article can have several values. facet: values are counted and can be filtered by.
    within: the field whose words these are a part of."""

    name: str
    label: str
    kind: Kind
    help: str
    weight: float = 0.0
    many: bool = False
    facet: bool = False
    aliases: tuple[str, ...] = ()
    within: str | None = None


FIELDS: tuple[Field, ...] = (
    Field("headline", "Headline", Kind.TEXT, "words of the headline", weight=3.0, aliases=("title",)),
    Field("body", "Text", Kind.TEXT, "words of the text", weight=1.0, aliases=("text",)),
    Field("lead", "Lead", Kind.TEXT, "words of the first two paragraphs of the text", within="body"),
    Field("said", "Quotation", Kind.TEXT, "words that somebody is quoted with", within="body"),
    Field("dateline", "Dateline", Kind.NAME, "the dateline as printed", weight=1.0),
    Field("source", "Source", Kind.CODE, "who published it, such as kz-mfa", facet=True, aliases=("ministry",)),
    Field("country", "Country", Kind.CODE, "a country named in it: a name or an ISO code", many=True, facet=True),
    Field("city", "City", Kind.NAME, "a city of the dateline", weight=0.5, many=True, facet=True, aliases=("place",)),
    Field("rubric", "Rubric", Kind.NAME, "the section line above the headline", weight=0.5, facet=True),
    Field("byline", "Byline", Kind.NAME, "who wrote it", weight=0.5, many=True, facet=True, aliases=("author",)),
    Field("people", "People", Kind.NAME, "somebody named in it", many=True, facet=True, aliases=("person",)),
    Field("office", "Office", Kind.NAME, "the office of somebody named in it, as printed", many=True),
    Field(
        "by",
        "Speaker",
        Kind.NAME,
        "who is quoted; beside said:, it asks for the same quotation",
        many=True,
        facet=True,
        aliases=("speaker",),
    ),
    Field(
        "organisations",
        "Organisations",
        Kind.NAME,
        "a body named in it, by name or acronym",
        many=True,
        facet=True,
        aliases=("organisation",),
    ),
    Field("language", "Language", Kind.CODE, "its language: a name or an ISO code", facet=True, aliases=("lang",)),
    Field("credit", "Credit", Kind.NAME, "the photo or agency credit", weight=0.5),
    Field("reference", "Reference", Kind.NAME, "its number, such as 1126-12-06-2018", weight=0.5),
    Field(
        "certainty",
        "Certainty of the date",
        Kind.CODE,
        "how sure its day is: exact, inferred, partial, no-year or unknown",
        facet=True,
    ),
    Field("date", "Date", Kind.DATE, "published: 2018, 2018-06, 2018-06-12 or 2018-01..2018-06"),
)

BY_NAME: dict[str, Field] = {name: field for field in FIELDS for name in (field.name, *field.aliases)}
FACETS: tuple[Field, ...] = tuple(field for field in FIELDS if field.facet)
