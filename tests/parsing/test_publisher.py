"""The state that a release speaks for, case by case, and what it is good for."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from presssearch.parsing.assemble import parse_document
from presssearch.parsing.publisher import country_of_credit, publisher_country
from presssearch.readers.raw import Block, Clue, RawDocument

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "publisher.toml").read_text(encoding="utf-8"))["case"]


def document(
    *texts: str, url: str | None = None, source: str | None = None, clues: Sequence[Sequence[str]] = ()
) -> RawDocument:
    blocks = tuple(Block(text) for text in texts)
    found = tuple(Clue(*clue) for clue in clues)
    return RawDocument("p", "/p", "text/plain", blocks, "text", url=url, source=source, clues=found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_country_of_the_publisher(case: dict[str, Any]) -> None:
    source = case.get("source")
    raw = document("x", url=case.get("url"), source=source, clues=case.get("clues", ()))
    found = publisher_country(raw, source=source)
    assert (found or "") == case["expect"]


def test_a_credit_names_one_country_or_decides_nothing() -> None:
    assert (
        country_of_credit("the press service of the Ministry of Foreign Affairs of Kazakhstan", language="en") == "KZ"
    )
    assert country_of_credit("the embassies of France and Germany", language="en") is None
    assert country_of_credit(None, language="en") is None


def test_a_bare_president_is_that_of_the_publisher() -> None:
    text = "The agreement was signed by President Temirkhan Ospanov in the evening, and talks went on for a day."
    raw = document("An agreement is signed", text, source="kz-mfa")
    (person,) = parse_document(raw).people
    assert (person.name, person.country) == ("Temirkhan Ospanov", "KZ")


def test_a_ministry_that_only_the_credit_names_is_an_organisation() -> None:
    """Its spans count in the body, where it does not stand."""
    raw = document(
        "Ministers agree on water",
        "Almaty, 3 May 2024",
        "The ministers met for a day and agreed on the water of the river for ten years to come.",
        "Photo: the press service of the Ministry of Foreign Affairs of Kazakhstan",
    )
    (found,) = parse_document(raw).organisations
    assert (found.name, found.spans) == ("Ministry of Foreign Affairs of Kazakhstan", ())


@pytest.mark.parametrize(
    ("opening", "country"),
    [
        pytest.param("ARVENA, June 12 – Foreign Minister Ann Doe said", None, id="a town that no table knows"),
        pytest.param("WELLINGTON, June 12 – Foreign Minister Ann Doe said", "NZ", id="a capital"),
        pytest.param("AUCKLAND, June 12 – Foreign Minister Ann Doe said", None, id="no capital"),
        pytest.param("WELLINGTON, June 12 – Trade Minister Ann Doe said", None, id="an office of many"),
    ],
)
def test_an_agency_in_a_capital_means_the_minister_there(opening: str, country: str | None) -> None:
    """But not every guest that it names: only an office of which a state has one holder."""
    (person,) = parse_document(
        document("Talks on storms in New Zealand", f"{opening} that the talks went on for a day.")
    ).people
    assert person.country == country


def test_a_language_of_one_state_means_its_minister() -> None:
    text = "Utrikesminister Anna Testmark sade att samtalen hade varit goda och att de skulle fortsätta under hösten."
    (person,) = parse_document(document("Samtal om vatten i huvudstaden", text)).people
    assert person.country == "SE"


def test_a_line_that_is_a_ministry_means_its_minister() -> None:
    text = "Außenministerin Anna Testmann hat heute mit ihren Gästen über das Wasser der Flüsse gesprochen."
    raw = document("Gespräche über das Wasser", text, "Auswärtiges Amt")
    assert [person.country for person in parse_document(raw).people] == ["DE"]


@pytest.mark.parametrize(
    ("lines", "country"),
    [
        pytest.param(("REPUBLIQUE DU TCHAD\nUnité – Travail – Progrès",), "TD", id="a state"),
        pytest.param(("Gouvernement de la République du Tchad",), "TD", id="its government"),
        pytest.param(("Ministère des Affaires étrangères du Tchad",), "TD", id="its ministry"),
        pytest.param(("Visite de travail au Tchad",), None, id="a headline"),
        pytest.param(
            ("Ministère des Affaires étrangères du Tchad : déclaration",), None, id="a headline of a ministry"
        ),
        pytest.param(("Ministère du Tchad et du Mali",), None, id="two states"),
        pytest.param(("Communiqué de presse",), None, id="no state"),
    ],
)
def test_a_letterhead_or_a_signature_means_its_minister(lines: tuple[str, ...], country: str | None) -> None:
    text = (
        "Le ministre de la Santé, M. Jean Testard, a parlé hier de l’eau des fleuves avec ses hôtes, pendant une heure."
    )
    for raw in (document(*lines, "Un entretien sur l’eau", text), document("Un entretien sur l’eau", text, *lines)):
        assert [person.country for person in parse_document(raw).people] == [country]


@pytest.mark.parametrize(
    ("line", "country"),
    [
        pytest.param("From: Foreign, Commonwealth & Development Office", "GB", id="the sender"),
        pytest.param("Herausgeber: Eidgenössisches Departement für auswärtige Angelegenheiten", "CH", id="the editor"),
        pytest.param("Auswärtiges Amt, Prüfstraße 1, Berlin", "DE", id="a ministry and its address"),
        pytest.param("Write to press@state.gov", "US", id="the mail of a government"),
        pytest.param("Write to press@mfa.gov.kz or press@mfa.gov.kg", None, id="the mail of two"),
        pytest.param("Write to press@example.kz", None, id="the mail of somebody"),
    ],
)
def test_a_line_about_the_publisher_means_its_minister(line: str, country: str | None) -> None:
    text = "Minister for Health Ann Doe spoke with her guests about the water of the rivers for an hour yesterday."
    raw = document("Talks on water", text, line)
    assert [person.country for person in parse_document(raw).people] == [country]


def test_a_site_that_the_title_of_a_page_names_means_its_minister() -> None:
    text = "La ministra de Salud, Ana Prueba Soto, habló ayer del agua de los ríos con sus huéspedes durante una hora."
    clues = [("meta", "title", "Conversaciones – Ministerio de Relaciones Exteriores y Movilidad Humana")]
    raw = document("Conversaciones sobre el agua", text, clues=clues)
    assert [person.country for person in parse_document(raw).people] == ["EC"]
