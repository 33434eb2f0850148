"""Headline, rubric, byline, credit and reference, a line at a time."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presssearch.parsing.lines.authors import author_of_record
from presssearch.parsing.lines.boilerplate import is_boilerplate
from presssearch.parsing.lines.byline import find_byline, is_person_name
from presssearch.parsing.lines.credit import find_credit
from presssearch.parsing.lines.headline import clean_title, is_site_name, same_title
from presssearch.parsing.lines.letterheads import is_embassy
from presssearch.parsing.lines.reference import date_in_reference, find_leading_reference, find_reference
from presssearch.parsing.lines.rubric import (
    find_labelled_rubric,
    is_kind_of_release,
    kind_of_letterhead,
    may_be_rubric,
    names_a_section,
    section_of_trail,
)


def test_a_title_loses_the_name_of_its_site_and_is_known_in_print(headline_case: dict[str, Any]) -> None:
    """See tests/cases/headline.toml."""
    title = headline_case["title"]
    assert clean_title(title, site_names=tuple(headline_case.get("sites", ()))) == headline_case["cleaned"]
    if "line" in headline_case:
        assert same_title(headline_case["line"], title) == headline_case["prints"]


def test_a_rubric_is_told_from_headline_and_letterhead(rubric_case: dict[str, Any]) -> None:
    """See tests/cases/rubric.toml."""
    line = rubric_case["line"]
    assert is_kind_of_release(line) == rubric_case["kind"]
    label = find_labelled_rubric(line)
    assert (label and label[0]) == rubric_case.get("labelled")
    if label is None:
        assert may_be_rubric(line) == rubric_case["above"]
    if "section" in rubric_case:
        assert names_a_section(line) == rubric_case["section"]
    assert kind_of_letterhead(line) == rubric_case.get("letterhead")


def test_a_byline_names_people_only(byline_case: dict[str, Any]) -> None:
    """See tests/cases/byline.toml."""
    names = find_byline(byline_case["line"])
    assert list(names or ()) == byline_case.get("names", [])
    assert is_person_name(byline_case["line"]) == byline_case["bare"]


def test_a_credit_is_given_without_its_label(credit_case: dict[str, Any]) -> None:
    """See tests/cases/credit.toml."""
    beside = credit_case.get("beside", False)
    assert find_credit(credit_case["line"], beside_byline=beside) == credit_case.get("credit")


def test_a_reference_is_a_number_and_no_date(reference_case: dict[str, Any]) -> None:
    """See tests/cases/reference.toml."""
    assert find_reference(reference_case["line"]) == reference_case.get("number")
    assert date_in_reference(reference_case["line"]) == reference_case.get("date")


def test_a_reference_before_the_date_of_a_title_is_found() -> None:
    assert find_leading_reference("No: 17, 7 Mayıs 2019, Köprü Hk.") == ("17", 8)


@pytest.mark.parametrize(
    "line",
    [
        "For immediate release",
        "Подробности",
        "Compartir en Facebook Compartir en XWhatsApp",
        "-END-",
        "###",
        "\\###",
        "Share this page",
        "Print",
        "* * *",
        "© 2019 Ministry of Bridges. All rights reserved.",
        "Версия для печати",
        "English",
        "Imprimer",
        "打印",
        "Page 2 of 3",
    ],
)
def test_furniture_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "The end of the war",
        "Print runs doubled in May.",
        "Ends 7 May",
        "Ministers share this view.",
        "More than ten bridges",
        "Home ministers meet in Oslo",
        "English teachers wanted",
    ],
)
def test_words_of_the_text_are_not(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Media Center » Press Releases", "Press Releases"),
        ("Вы здесь: Главная → Новости", "Новости"),
        ("Inicio / Prensa / Cooperación internacional", "Cooperación internacional"),
        ("Home > Press releases > Two ministers open a bridge", "Press releases"),
        ("Halden > Turku > Oslo", None),  # a route
        ("Turku / Finland", None),
    ],
)
def test_the_path_of_a_page_tells_its_section(line: str, section: str | None) -> None:
    assert section_of_trail(line) == section


@pytest.mark.parametrize(
    ("line", "embassy"),
    [
        ("ПОСОЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ В РЕСПУБЛИКЕ КЕНИЯ", True),
        ("Embaixada da República de Angola na República Federal da Alemanha", True),
        ("Botschaft der Bundesrepublik Deutschland Nairobi", True),
        ("Türkiye Cumhuriyeti Astana Büyükelçiliği", True),
        ("中华人民共和国驻肯尼亚共和国大使馆", True),
        ("Embajada de Chile dona libros en Nairobi", False),
        ("Посольство Японии открыло библиотеку в Кении", False),
    ],
)
def test_an_embassy_alone_is_a_letterhead(line: str, embassy: bool) -> None:
    assert is_embassy(line) == embassy


def test_the_name_of_a_site_is_no_headline() -> None:
    assert is_site_name("MINISTRY OF FOREIGN AFFAIRS - PRESS CENTRE")
    assert is_site_name("Ministry of Foreign Affairs of Armenia")
    assert not is_site_name("Government hypocrisy over bridges")
    assert not is_site_name("Aid for Cambodia")
    assert is_site_name("МИД Казахстана - Пресс-центр")
    assert is_site_name("Imprimir")


def test_an_issuer_is_no_author_and_a_person_is() -> None:
    """A library's "Surname, First" beside a publisher names who issued the release."""
    assert author_of_record("Ospan Dauletbay", issuers=(), opening="") == ("Ospan Dauletbay",)
    assert author_of_record("Press Office", issuers=(), opening="") == ()
    assert author_of_record("Alder, Petra", issuers=("MINISTER FOR BRIDGES",), opening="") == ()
    assert author_of_record("https://example.org/author/1", issuers=(), opening="") == ()


FINDERS: list[Callable[[str], object]] = [
    *(find_byline, is_person_name, find_credit, find_reference, date_in_reference, is_boilerplate, clean_title),
    *(find_labelled_rubric, is_kind_of_release, may_be_rubric, is_site_name, find_leading_reference),
]


@given(st.text(max_size=300))
def test_any_line_is_judged_without_an_error(line: str) -> None:
    for find in FINDERS:
        find(line)
    same_title(line, line[:40])
