"""The query language by examples; the fields of the help page come from FIELDS."""

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
