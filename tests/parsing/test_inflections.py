"""Forms of the nouns of offices that are made, not listed."""

import pytest

from presssearch.parsing.inflections import (
    kazakh_possessive,
    plurals,
    russian_adjectives,
    russian_cases,
    turkish_possessives,
)
from presssearch.parsing.lexicon import lexicon


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("министр", {"министра", "министру", "министром", "министре"}),
        ("посол", {"посла", "послу", "послом"}),
        ("глава", {"главы", "главе", "главу", "главой"}),
        ("представитель", {"представителя", "представителю", "представителем", "представителе"}),
        ("советница", {"советницы", "советнице", "советницу", "советницей"}),
        ("атташе", set()),
    ],
)
def test_russian_nouns_bend(noun: str, forms: set[str]) -> None:
    assert forms <= set(russian_cases(noun))
    assert forms or not set(russian_cases(noun))


def test_small_words_and_adjectives_are_no_offices() -> None:
    """«после» is no envoy, «Генеральной» of the Assembly nobody."""
    heads = lexicon("ru").heads | lexicon("ru").oblique | lexicon("ru").plurals
    assert heads.isdisjoint(("после", "генеральной", "верховной", "верховного"))
    assert heads.isdisjoint(lexicon("ru").links | lexicon("ru").conjunctions)


def test_russian_adjectives_bend_in_both_genders() -> None:
    assert {"постоянного", "постоянному", "постоянной", "постоянную"} <= set(russian_adjectives("постоянный"))


@pytest.mark.parametrize(
    ("noun", "possessive"),
    [
        ("елші", "елшісі"),
        ("директор", "директоры"),
        ("бастық", "бастығы"),
        ("министр", "министрі"),
        ("төраға", "төрағасы"),
    ],
)
def test_kazakh_offices_belong_to_something(noun: str, possessive: str) -> None:
    """The last vowel decides between -і and -ы; қ, к and п soften."""
    assert kazakh_possessive(noun) == possessive


@pytest.mark.parametrize(
    ("noun", "its", "our"),
    [("müdür", "müdürü", "müdürümüz"), ("büyükelçi", "büyükelçisi", "büyükelçimiz"), ("bakan", "bakanı", "bakanımız")],
)
def test_turkish_offices_belong_to_something(noun: str, its: str, our: str) -> None:
    assert turkish_possessives(noun) == (its, our)


@pytest.mark.parametrize(
    ("noun", "language", "plural"),
    [
        ("ambassador", "en", "ambassadors"),
        ("secretary", "en", "secretaries"),
        ("посол", "ru", "послов"),
        ("представитель", "ru", "представителей"),
        ("елші", "kk", "елшілері"),
        ("министр", "kk", "министрлері"),
        ("büyükelçi", "tr", "büyükelçileri"),
        ("amtskollege", "de", "amtskollegen"),
        ("botschafterin", "de", "botschafterinnen"),
        ("embajador", "es", "embajadores"),
        ("capitão", "pt", "capitões"),
    ],
)
def test_several_hold_an_office(noun: str, language: str, plural: str) -> None:
    assert plural in set(plurals(noun, language))
