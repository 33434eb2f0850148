"""International organisations: acronyms and long names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.analysis.acronyms import acronym_of, forms_of, is_acronym, long_of, names

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


def test_the_table_is_sound() -> None:
    """Four columns; a name or an acronym in each row; no row twice; at least 150 organisations."""
    lines = (DATA / "organisations.tsv").read_text(encoding="utf-8").splitlines()
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
