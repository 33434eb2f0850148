"""rewrite: the same meaning in fewer nodes, codes for names, the leaves to rank and mark."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis import countries, languages
from presssearch.fields import BY_NAME
from presssearch.query import parse, positive_leaves, to_text
from presssearch.query.rewrite import resolve, simplify
from presssearch.query.tree import And, DateRange, Everything, Missing, Not, Or, Phrase, Prefix, Query, Word

A, B, C = Word("a"), Phrase("b c"), Prefix("cd")
COUNTRY, LANGUAGE, CITY = BY_NAME["country"], BY_NAME["language"], BY_NAME["city"]
SPRING, YEAR = DateRange(date(2018, 3, 1), date(2018, 5, 31)), DateRange(date(2018, 1, 1), date(2018, 12, 31))

atoms = st.sampled_from([A, B, C, Missing(CITY), SPRING, YEAR, Everything()])
trees = st.recursive(
    atoms,
    lambda child: (
        st.builds(Not, child)
        | st.builds(And, st.lists(child, min_size=1, max_size=3).map(tuple))
        | st.builds(Or, st.lists(child, min_size=1, max_size=3).map(tuple))
    ),
)
# An article, as the set of the leaves that match it, and the one day that it was published on.
articles = st.tuples(
    st.frozensets(st.sampled_from([A, B, C, Missing(CITY)])), st.dates(date(2017, 12, 1), date(2019, 1, 31))
)


def holds(query: Query, matched: frozenset[Query], day: date) -> bool:
    """What the tree means for one article."""
    match query:
        case Everything():
            return True
        case And():
            return all(holds(child, matched, day) for child in query.children)
        case Or():
            return any(holds(child, matched, day) for child in query.children)
        case Not():
            return not holds(query.child, matched, day)
        case DateRange():
            return (query.first or date.min) <= day <= (query.last or date.max)
        case _:
            return query in matched


@given(trees, articles)
def test_simpler_trees_mean_the_same(tree: Query, article: tuple[frozenset[Query], date]) -> None:
    assert holds(simplify(tree), *article) == holds(tree, *article)


@given(trees)
def test_simplifying_twice_changes_nothing(tree: Query) -> None:
    assert simplify(simplify(tree)) == simplify(tree)


@pytest.mark.parametrize(
    ("tree", "simple"),
    [
        (And((A, And((B, C)))), And((A, B, C))),
        (Or((Or((A, B)), C)), Or((A, B, C))),
        (And((A, Or((B, C)))), And((A, Or((B, C))))),
        (Not(Not(A)), A),
        (Not(Not(Not(A))), Not(A)),
        (And((Or((And((A,)),)),)), A),
        (And((SPRING, A, YEAR)), And((SPRING, A))),
        (And((DateRange(date(2018, 3, 1), None), DateRange(None, date(2018, 5, 31)))), SPRING),
        (Or((SPRING, YEAR)), Or((SPRING, YEAR))),
    ],
)
def test_simple_forms(tree: Query, simple: Query) -> None:
    """Nesting, double Not and single children go; dates that are all demanded are one range."""
    assert simplify(tree) == simple


@pytest.mark.parametrize(
    ("leaf", "resolved"),
    [
        (Word("Kazakhstan", COUNTRY), Word("KZ", COUNTRY)),
        (Phrase("South Korea", COUNTRY), Word("KR", COUNTRY)),
        (Word("kz", COUNTRY), Word("KZ", COUNTRY)),
        (Word("Ruritania", COUNTRY), Word("Ruritania", COUNTRY)),
        (Word("Russian", LANGUAGE), Word("ru", LANGUAGE)),
        (Phrase("қазақ тілі", LANGUAGE), Word("kk", LANGUAGE)),
        (Word("en-GB", LANGUAGE), Word("en", LANGUAGE)),
        (Word("Kazakhstan", CITY), Word("Kazakhstan", CITY)),
        (Word("Kazakhstan"), Word("Kazakhstan")),
        (Prefix("Kaz", COUNTRY), Prefix("Kaz", COUNTRY)),
        (Or((Not(Word("Russian", LANGUAGE)), A)), Or((Not(Word("ru", LANGUAGE)), A))),
    ],
)
def test_codes_for_names(leaf: Query, resolved: Query) -> None:
    """Names in CODE fields become codes, wherever they stand; what is unknown stays as typed."""
    assert resolve(leaf) == resolved
    assert resolve(resolved) == resolved


def test_codes_stand_for_themselves() -> None:
    """Otherwise the canonical text of a query would mean another country."""
    for code in languages.languages():
        assert parse(f"language:{code}") == Word(code, LANGUAGE)
    for name in ("Kazakhstan", "United Kingdom", "Kosovo", "Niger", "India", "Indonesia", "Holy See", "DPRK"):
        code = countries.code_of(name)
        assert code
        assert parse(f"country:{code}") == parse(f'country:"{name}"') == Word(code, COUNTRY)
        assert to_text(parse(f'country:"{name}"')) == f"country:{code}"


def test_positive_leaves() -> None:
    """In order, as often as they stand there; nothing below Not, no dates, no missing values."""
    query = And((A, Or((B, Not(C))), SPRING, Missing(CITY), Not(Not(A)), C))
    assert positive_leaves(query) == (A, B, C)
    assert positive_leaves(Everything()) == ()
    assert positive_leaves(simplify(query)) == (A, B, A, C)
