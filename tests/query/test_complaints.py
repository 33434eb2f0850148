"""What users of other systems complain of, as far as a query language answers it: a test for each, named after it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presssearch.errors import QueryError
from presssearch.query import describe, mend, parse, to_text
from presssearch.query.tree import And, DateRange, Exact, Fuzzy, Missing, Not, Or, Phrase, Quotation, Word

TODAY = date(2018, 6, 12)


def test_day_and_month_are_never_swapped() -> None:
    """Dates wrong, missing, day and month swapped: what may be two days is refused, and neither is guessed."""
    with pytest.raises(QueryError, match="may be 5 June or 6 May"):
        parse("date:05/06/2018")
    assert parse("date:05.06.2018") == DateRange(date(2018, 6, 5), date(2018, 6, 5))
    assert parse("date:2018-06-05") == parse("5 June 2018") == parse("June 5, 2018")


def test_a_date_never_counts_from_a_day_that_nobody_gave() -> None:
    """No clock is read: what counts back from today is refused without one, and the same on the same day."""
    with pytest.raises(QueryError, match="counts from today"):
        parse("last 30 days")
    assert parse("last 30 days", today=TODAY) == DateRange(date(2018, 5, 13), None)


def test_undated_releases_can_be_found() -> None:
    assert parse("date:~none").field.name == "date"  # type: ignore[union-attr]


def test_one_spelling_alone_can_be_asked_for() -> None:
    """Name variants "keep coming up": = switches them off, for a word and for a phrase."""
    assert parse('=Lavrov ="Sergey Lavrov"') == And((Exact("Lavrov"), Exact("Sergey Lavrov")))


def test_a_spelling_half_remembered_is_enough() -> None:
    assert parse("Lavrow~") == Fuzzy("Lavrow", 2)


def test_four_alternatives_are_four_alternatives() -> None:
    """OR of four leaders returned nothing elsewhere: operators that are typed are taken to the letter."""
    query = parse('"Xi Jinping" OR Putin OR Modi OR "Lula da Silva"')
    assert query == Or((Phrase("Xi Jinping"), Word("Putin"), Word("Modi"), Phrase("Lula da Silva")))
    assert describe(query) == "articles with “Xi Jinping”, “Putin”, “Modi” or “Lula da Silva” in any field"


def test_words_side_by_side_are_all_demanded() -> None:
    """People assume AND; who types a small “or” is told that it is a word."""
    assert parse("water treaty") == And((Word("water"), Word("treaty")))
    (note,) = mend("water or treaty").notes
    assert "the operator is OR" in note


def test_a_hyphenated_word_is_one_word() -> None:
    """An alert for fox-it fired on fox. Search and alert have one parser, and it keeps the word together."""
    assert parse("fox-it") == Word("fox-it")


def test_what_one_person_said_can_be_searched() -> None:
    query = parse('said:"strategic stability" by:Lavrov')
    assert isinstance(query, Quotation)
    assert describe(query) == "articles with one quotation that has “strategic stability” and is by Lavrov"


def test_a_value_can_be_left_out() -> None:
    assert parse("visa -city:Minsk -country:Belarus -rubric:~none") == parse(
        "visa NOT city:Minsk NOT country:BY NOT rubric:~none"
    )
    assert isinstance(parse("-rubric:~none"), Not)
    assert isinstance(parse("rubric:~none"), Missing)


def test_a_year_or_a_month_can_be_asked_for_as_one_thinks_of_it() -> None:
    for typed in ("date:2018-06", "June 2018", "date:June 2018", "2018-06", "from:2018-06 to:June 2018"):
        assert parse(typed) == DateRange(date(2018, 6, 1), date(2018, 6, 30))


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("()[]{}\"'«»“”‘’*?~=+-/\\|&!^:;.,<>@#$%aB1 \n"), max_size=40))
def test_punctuation_never_crashes_and_never_hides_results(text: str) -> None:
    """Either entrance takes any punctuation: one answers with a fault, the other with a query and notes."""
    mended = mend(text, today=TODAY)
    assert parse(to_text(mended.query), today=TODAY) == mended.query
    try:
        assert parse(text, today=TODAY) == mended.query
    except QueryError:
        assert mended.notes


@pytest.mark.parametrize(
    "name", ["C5+1", "B-9", "2254/2015", "U.S.", "W-2", "02091-C-71", "1126-12-06-2018", "A/RES/77/1"]
)
def test_names_with_punctuation_are_words(name: str) -> None:
    """No number of a document is taken for a date, an operator or a field."""
    assert parse(name) == Word(name)


@pytest.mark.parametrize("marks", ["“”", "„“", "«»", "»«", "‘’", "„”", "‹›", "「」", '""', "””"])
def test_curly_quotes_are_quotes(marks: str) -> None:
    assert parse(f"{marks[0]}Security Council{marks[1]}") == Phrase("Security Council")


@pytest.mark.parametrize("faulty", ['"peace', "peace (talks", "peace AND", "city:", "colour:red", "date:2018-13", "*"])
def test_a_fault_is_told_where_it_is_and_how_to_mend_it_and_still_finds(faulty: str) -> None:
    """The query that is not understood: a sentence with its mend, no empty page and no silence."""
    with pytest.raises(QueryError) as caught:
        parse(faulty)
    assert caught.value.mend
    assert mend(faulty).notes
