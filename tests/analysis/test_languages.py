"""The table of languages: codes and names."""

import re

import pytest

from presssearch.analysis.languages import code_of, languages, name_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kazakh", "kk"),
        ("kazakh", "kk"),
        ("қазақша", "kk"),
        ("kaz", "kk"),
        ("kk", "kk"),
        ("KZ", "kk"),
        ("en-GB", "en"),
        ("ru_RU", "ru"),
        ("zh-Hant-TW", "zh"),
        ("中文", "zh"),
        ("Français", "fr"),
        ("francais", "fr"),
        ("fre", "fr"),
        ("Farsi", "fa"),
        ("nb-NO", "no"),
        ("iw", "he"),
        ("Bahasa Indonesia", "id"),
        (" Russian ", "ru"),
        ("in the text", None),
        ("Klingon", None),
        ("xx", None),
        ("", None),
        ("-", None),
    ],
)
def test_a_name_or_a_code_gives_the_code(name: str, code: str | None) -> None:
    """English and native names, codes of two and three letters, tags with a region, countries' codes by mistake."""
    assert code_of(name) == code


def test_names_of_codes() -> None:
    assert name_of("kk") == "Kazakh"
    assert name_of("xx") is None


def test_every_language_is_found_by_each_of_its_names() -> None:
    """No name of one language hides another's; scripts are ISO 15924 codes."""
    for code, language in languages().items():
        for name in (language.name, *language.other_names, *language.iso639_2, code, code.upper()):
            assert code_of(name) == code, name
        assert language.scripts
        assert all(re.fullmatch("[A-Z][a-z]{3}", script) for script in language.scripts)
