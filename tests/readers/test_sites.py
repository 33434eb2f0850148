"""The table of sites: every rule is well-formed, and a page finds its own."""

from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from presssearch.readers.sites import Site, find_site, load_sites, simple_xpath


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.code)
def test_a_rule_is_well_formed(site: Site) -> None:
    """Its zone exists, its country is a code, and all its selectors can be used."""
    facts = dict(site.facts)
    ZoneInfo(facts["timezone"])
    assert len(facts["country"]) == 2
    assert facts["country"].isupper()
    assert site.hosts
    assert "body" in site.selectors
    for selector in site.article:
        assert simple_xpath(selector).startswith("//")
    for selectors in site.selectors.values():
        BeautifulSoup("<p>x</p>", "lxml").select(selectors)


def test_codes_are_unique() -> None:
    """The code is the source of the articles."""
    codes = [site.code for site in load_sites()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("url", "site_name", "title", "code"),
    [
        ("https://www.mid.ru/ru/1", None, None, "ru-mid"),
        ("https://mid.ru/ru/1", None, None, "ru-mid"),
        ("https://notmid.ru/ru/1", None, None, None),
        ("https://mid.ru.example.org/", "GOV.UK", None, None),
        ("https://www.service.gov.uk/x", None, None, None),
        ("https://www.gov.br/mre/pt-br/x", None, None, "br-gov"),
        (None, "GOV.UK", None, "uk-gov"),
        (None, None, "Visit of the Minister | Ministry of Foreign Affairs of Japan", "jp-mofa"),
        (None, None, "Ministry of Foreign Affairs of Japan meets the press", None),
        (None, None, None, None),
    ],
)
def test_a_page_finds_its_site(url: str | None, site_name: str | None, title: str | None, code: str | None) -> None:
    """By its own address; by the name that it gives itself only where it has no address."""
    site = find_site(url, site_name, title)
    assert (site.code if site else None) == code


def test_a_selector_that_is_not_simple_is_refused() -> None:
    """The part for the article knows tags, ids, classes and attributes only."""
    with pytest.raises(ValueError, match="not a simple selector"):
        simple_xpath("div > p")
