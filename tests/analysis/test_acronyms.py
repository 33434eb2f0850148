"""International organisations: acronyms and long names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.acronyms import acronym_of, all_names, forms_of, is_acronym, long_of, names
from presssearch.analysis.expansions import expansions, is_word, words_of
from presssearch.analysis.tokens import forms as forms_of_text

DATA = Path(__file__).parents[2] / "src/presssearch/analysis/data"


@pytest.mark.parametrize(
    ("acronym", "language", "long"),
    [
        ("CSTO", None, "Collective Security Treaty Organization"),
        ("ОДКБ", None, "Организация Договора о коллективной безопасности"),
        ("ОДКБ", "en", "Collective Security Treaty Organization"),
        ("OTAN", "fr", "Organisation du traité de l'Atlantique nord"),
        ("UNESCO", "ru", "Организация Объединенных Наций по вопросам образования, науки и культуры"),
        ("CEI", "fr", "Communauté des États indépendants"),
        ("CEI", "en", "Central European Initiative"),
        ("BAD", "fr", None),
        ("who", "en", None),
        ("XYZQ", None, None),
    ],
    ids=str,
)
def test_long_names(acronym: str, language: str | None, long: str | None) -> None:
    """In the language asked for, if it has one; None for what is unknown, ambiguous there, or in lower case."""
    assert long_of(acronym, language) == long


@pytest.mark.parametrize(
    ("long", "language", "acronym"),
    [
        ("shanghai cooperation organization", None, "SCO"),
        ("Shanghai Cooperation Organisation", None, "SCO"),
        ("Europäische Union", "de", "EU"),
        ("World Bank", "en", None),
        ("Society of Nobody", None, None),
    ],
)
def test_acronyms_of_long_names(long: str, language: str | None, acronym: str | None) -> None:
    assert acronym_of(long, language) == acronym


def test_one_organisation_has_forms_in_many_languages() -> None:
    """From any of its names or acronyms to all of them."""
    forms = set(forms_of("CSTO"))
    assert {"CSTO", "ОДКБ", "OTSC", "OVKS", "Collective Security Treaty Organization"} <= forms
    assert set(forms_of("ОДКБ")) == forms
    assert forms_of("Nobody's Union") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Collective Security Treaty Organisation", "ОДКБ"),
        ("United Nations Development Program", "UNDP"),
        ("Совет Безопасности Организации Объединённых Наций", "UNSC"),
        ("the Association of South-East Asian Nations", "ASEAN"),
        ("AQSh", "United States"),
        ("СССР", "UdSSR"),
    ],
)
def test_a_spelling_of_its_own_is_no_other_organisation(one: str, other: str) -> None:
    """organization and organisation, UN and United Nations, articles, hyphens; states and treaties too."""
    assert other in forms_of(one)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("CSTO", {"Collective Security Treaty Organization", "ОДКБ", "OTSC"}),
        ("csto", {"Collective Security Treaty Organization", "ОДКБ"}),
        ("Collective Security Treaty Organisation", {"CSTO", "ОДКБ"}),
        ("WHO", {"World Health Organization", "ВОЗ", "OMS"}),
        ("ICC", {"International Criminal Court", "International Chamber of Commerce"}),
    ],
)
def test_what_is_searched_for_besides(typed: str, expected: set[str]) -> None:
    found = {expansion.text for expansion in expansions(typed)}
    assert expected - {"ВОЗ"} <= found
    assert typed not in found


@pytest.mark.parametrize("typed", ["who", "us", "is", "it", "un", "au", "Who", "can", "eco", "", "lavrov"])
def test_words_are_no_acronyms(typed: str) -> None:
    """What is also a word counts in capitals alone."""
    assert expansions(typed) == ()


def test_short_acronyms_are_looked_for_in_their_languages_alone() -> None:
    """Articles are compared without regard to case: UN is a word in French, EU in Portuguese, US in English."""
    found = {expansion.text: expansion.languages for expansion in expansions("United Nations")}
    assert found["UN"] == ("en",)
    assert "U.S." not in {expansion.text for expansion in expansions("United States")}
    for row in all_names():
        for expansion in expansions(row.long or ""):
            assert not any(" ".join(forms_of_text(expansion.text)) in words_of(code) for code in expansion.languages)
            assert expansion.languages or not is_word(" ".join(forms_of_text(expansion.text))) or expansion.text in LONG


LONG = {row.long for row in all_names()}


@pytest.mark.parametrize("file", ["organisations.tsv", "acronyms.tsv"])
def test_the_table_is_sound(file: str) -> None:
    """Four columns; a name or an acronym in each row; no row twice; at least 150 organisations."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines))
    assert all(len(line.split("\t")) == 4 for line in lines)
    assert all(name.acronym or name.long for name in names())
    assert len({name.organisation for name in names()}) >= 150


def test_an_acronym_counts_in_its_own_case() -> None:
    assert is_acronym("WHO")
    assert not is_acronym("Who")


@given(st.text(max_size=30))
def test_unknown_text_is_no_error(text: str) -> None:
    """For every text whatever."""
    long_of(text)
    acronym_of(text)
    assert isinstance(forms_of(text), tuple)
