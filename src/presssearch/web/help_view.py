"""The query language by examples, and the parameters of an address; the fields come from FIELDS."""

from presssearch.search.args import FACET_SIZE, MAX_FACET_SIZE, MAX_PAGE_SIZE, PAGE_SIZE

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("visa agreement", "both words, in any form: agreements, agreed"),
    ("visa OR passport", "one of them, or both"),
    ("visa -tourism", "without the second one; NOT tourism means the same"),
    ('"Security Council"', "the words in this order"),
    ("(visa OR passport) agreement", "parentheses group"),
    ("negotiat*", "words that begin so"),
    ("headline:summit", "in one field only; the fields are below"),
    ('organisations:"Security Council"', "a name in a field"),
    ("date:2018", "published in a year, in a month (2018-06) or on a day (2018-06-12)"),
    ("date:2018-01..2018-06", "published between two days, both included"),
)

PARAMETERS: tuple[tuple[str, str], ...] = (
    ("q", "the query"),
    ("city=Minsk", "a value of a filter; once more for another value; any filter of the table above"),
    ("-city=Minsk", "a value to leave out"),
    ("city=~none", "those without a value"),
    ("from, to", "the first and the last day: 2018, 2018-06 or 2018-06-12"),
    ("sort", "relevance, newest or oldest"),
    ("page", "1 and up"),
    ("limit", f"results on a page: {PAGE_SIZE} if not given, at most {MAX_PAGE_SIZE}"),
    ("facets", "the filters to count, with commas between them; none for none"),
    ("facet_size", f"values counted in each: {FACET_SIZE} if not given, at most {MAX_FACET_SIZE}"),
    ("histogram", "auto, none, year, month or day"),
)
