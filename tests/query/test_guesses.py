"""What a word with wildcards or wrong letters stands for, of many forms at once."""

from hypothesis import given
from hypothesis import strategies as st

from presssearch.query.guesses import measure_of, measured
from presssearch.query.tree import Fuzzy, Wildcard

forms = st.lists(st.text("abcdé", min_size=1, max_size=7), max_size=20)
leaves = st.builds(Fuzzy, st.text("abcdé", min_size=1, max_size=7), st.integers(1, 2)) | st.builds(
    Wildcard, st.text("abc?*", min_size=1, max_size=5)
)


@given(leaves, forms)
def test_many_forms_are_measured_as_one_after_the_other(leaf: Fuzzy | Wildcard, known: list[str]) -> None:
    measure = measure_of(leaf)
    expect = [(distance, n) for n, form in enumerate(known) if (distance := measure(form)) is not None]
    assert sorted(measured(leaf, known)) == sorted(expect)
