"""The languages of the page: how one is chosen and kept, and that no catalogue lacks a text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from presssearch.search.service import SearchService
from presssearch.settings import SETTINGS, Settings
from presssearch.web.app import create_app
from presssearch.web.languages import AUTO, LANGUAGES, catalogue
from presssearch.web.translations.make_messages import CATALOGUES, texts
from presssearch.web.translations.make_messages import catalogue as catalogue_of

PLACE = re.compile(r"%\((\w+)\)s")
ServiceOf = Callable[[Iterable[dict[str, Any]]], SearchService]


def page(client: FlaskClient, address: str, browser: str = "") -> BeautifulSoup:
    return BeautifulSoup(client.get(address, headers={"Accept-Language": browser} if browser else {}).data, "lxml")


@pytest.mark.parametrize(
    ("address", "browser", "language"),
    [
        ("/", "", "en"),
        ("/", "fr-CH, de;q=0.9", "fr"),
        ("/", "de, zh;q=0.9", "en"),
        ("/", "de, ar-EG;q=0.9, ru;q=0.5", "ar"),
        ("/?lang=ru", "fr", "ru"),
        ("/?lang=xx", "fr", "fr"),
        ("/help?lang=ar", "", "ar"),
        ("/r/almaty1?lang=fr", "ru", "fr"),
        ("/facets/country?lang=ru", "", "ru"),
        ("/nowhere?lang=ru", "", "ru"),
    ],
)
def test_the_address_comes_before_the_browser(client: FlaskClient, address: str, browser: str, language: str) -> None:
    html = page(client, address, browser).html
    assert html is not None
    assert (html["lang"], html["dir"]) == (language, "rtl" if language == "ar" else "ltr")


def test_the_settings_come_before_the_browser(service_of: ServiceOf) -> None:
    client = create_app(Settings(language="fr"), service=service_of([])).test_client()
    assert [page(client, address, "ru").html["lang"] for address in ("/", "/?lang=ar")] == ["fr", "ar"]  # type: ignore[index]
    (row,) = (setting for setting in SETTINGS if setting.name == "language")
    assert row.choices == (AUTO, *LANGUAGES)


def test_links_and_forms_keep_the_language_of_the_address(client: FlaskClient) -> None:
    """Every way from page to page; none from one that was left to the browser."""
    for address in ("/?q=visa&city=Geneva&lang=ru", "/facets/city?q=visa&lang=ru", "/r/almaty1?q=UN&lang=ru"):
        here = page(client, address)
        ways = [str(a["href"]) for a in here.select("a[href^='/']:not([hreflang])")]
        assert [way for way in ways if "lang=ru" not in way and ".json" not in way and "." not in way[:20]] == []
        assert all(form.select_one("input[name=lang][value=ru]") for form in here.select("form"))
    left = page(client, "/?q=visa", "ru")
    assert not [a for a in left.select("a:not([hreflang])") if "lang=" in str(a["href"])]


def test_the_same_page_is_offered_in_every_language(client: FlaskClient) -> None:
    links = page(client, "/?city=Geneva&city=Vienna&q=visa&lang=fr").select("footer a[hreflang]")
    assert [a["hreflang"] for a in links] == list(LANGUAGES)
    assert links[1]["href"] == "/?city=Geneva&city=Vienna&q=visa&lang=ru"
    assert page(client, "/nowhere?q=x").select_one("footer a[hreflang]")["href"] == "/?lang=en"  # type: ignore[index]


def test_caches_are_told_what_the_answer_depends_on(client: FlaskClient) -> None:
    assert "Accept-Language" in client.get("/").headers["Vary"]
    assert client.get("/?lang=ru").headers["Content-Language"] == "ru"
    assert "Accept-Language" not in client.get("/?lang=ru").headers.get("Vary", "")
    assert "Accept-Language" not in client.get("/api/search").headers.get("Vary", "")


def test_the_language_of_the_page_says_nothing_of_the_search(client: FlaskClient) -> None:
    """Beside data it is passed over: an address of a page, with .json, is the same search."""
    found = client.get("/search.json?q=visa&lang=ru").get_json()
    assert found["total"] == client.get("/search.json?q=visa").get_json()["total"]
    assert found["warnings"] == []
    assert "lang=" not in client.get("/search.json?q=visa&lang=ru").text


def test_numbers_dates_and_names_of_countries_are_those_of_the_language(client: FlaskClient) -> None:
    words = page(client, "/?city=Almaty&lang=ru").get_text(" ")
    for expected in ("Казахстан", "12 июня", "1 "):
        assert expected in words


def test_there_is_a_catalogue_for_every_language() -> None:
    assert Counter(path.stem for path in CATALOGUES) == Counter(set(LANGUAGES) - {"en"})


@pytest.fixture(scope="module")
def wanted() -> dict[object, Message]:
    """Every text that the pages have."""
    return {message.id: message for message in texts() if message.id}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_text_lacks_its_translation(path: Path, wanted: dict[object, Message]) -> None:
    """Each text of the pages is in the catalogue, none is fuzzy, left over or empty: `make messages` prints what is."""
    messages = {message.id: message for message in catalogue_of(path) if message.id}
    assert set(messages) == set(wanted), "run `make messages`, and translate what it names"
    assert not [id for id, message in messages.items() if message.fuzzy or not all(_forms(message.string))]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_what_is_filled_in_agrees(path: Path) -> None:
    """A translation has the names of its text. For one, two or none the number may be said in words."""
    for message in catalogue_of(path):
        if message.id:
            names = [set(PLACE.findall(form)) for form in _forms(message.string)]
            wanted = set(PLACE.findall(_forms(message.id)[-1]))
            assert names[-1] == wanted, message.id
            assert all(some <= wanted for some in names), message.id
            assert "%" not in "".join(PLACE.sub("", form) for form in _forms(message.string)) or not wanted, message.id


def _forms(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_plurals_are_those_of_the_language() -> None:
    forms = {
        language: [catalogue(language).ungettext("%(count)s release", "%(count)s releases", n) for n in (1, 2, 5, 11)]
        for language in ("ru", "ar")
    }
    assert forms["ru"][:3] == ["%(count)s сообщение", "%(count)s сообщения", "%(count)s сообщений"]
    assert forms["ar"] == ["بيان واحد", "بيانان", "%(count)s بيانات", "%(count)s بيانًا"]


# Letters of another script than a language has are a translation in the wrong file
LETTERS = {"ru": "Cyrillic and Latin", "fr": "Latin", "ar": "Arabic and Latin"}
SCRIPTS = {"Cyrillic": re.compile("[\u0400-\u04ff]"), "Arabic": re.compile("[\u0600-\u06ff]")}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_each_catalogue_is_in_its_own_script(path: Path) -> None:
    strange = [script for script in SCRIPTS if script not in LETTERS[path.stem]]
    for message in catalogue_of(path):
        for form in _forms(message.string) if message.id else []:
            assert not [script for script in strange if SCRIPTS[script].search(form)], form


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/?q=(visa",
            "/?q=visa)",
            "/?q=visa+()",
            "/?q=visa+OR",
            "/?q=%22+%22",
            "/?q=visa+and+talks+visa",
            "/?q=visa+June+2018",
        ),
        *(
            "/?q=visa&colour=red",
            "/?q=visa&citty=X",
            "/?from=20",
            "/?page=x",
            "/?sort=best",
            "/?sort=newest&sort=oldest",
        ),
        *(
            "/?from=2020&to=2018",
            "/?q=visa+hydropower+zebra",
            "/?q=visa+same+talks",
            "/?q=" + "a+" * 600,
            "/?q=" + "b+" * 120,
        ),
    ],
)
def test_what_the_search_says_is_said_in_the_language_of_the_page(client: FlaskClient, address: str) -> None:
    """Sentences that other rooms make in English: each of these is recognised, and said in Russian."""
    notices = page(client, address + "&lang=ru").select(".notices li")
    assert notices
    for notice in notices:
        assert notice.get("lang") is None, notice.text
        assert SCRIPTS["Cyrillic"].search(notice.text)


def test_what_is_not_recognised_stays_english_and_says_so(client: FlaskClient) -> None:
    (notice,) = page(client, "/?q=headline:+visa&lang=ar").select(".notices li")
    assert (notice["lang"], notice["dir"]) == ("en", "ltr")
