"""The table of sites: every rule is well-formed, and a page finds its own."""

import json
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import soupsieve
from lxml.cssselect import CSSSelector

from presssearch.readers import RawDocument, read
from presssearch.readers import html as reading
from presssearch.readers.page import decode_page
from presssearch.readers.sites import Site, find_site, load_sites

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.code)
def test_a_rule_is_well_formed(site: Site) -> None:
    """Its zone exists, its country is a code, and all its selectors can be used."""
    facts = dict(site.facts)
    ZoneInfo(facts["timezone"])
    house = site.code.partition("-")[0]
    assert facts.get("country", house.upper()) == {"uk": "GB"}.get(house, house.upper())
    assert all(len(language) == 2 for language in site.languages)
    assert site.hosts
    assert "body" in site.selectors
    for selectors in (site.article, *site.selectors.values()):
        for selector in selectors:
            soupsieve.compile(selector)
    for selector in site.article:
        CSSSelector(selector)


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.code)
def test_a_rule_fits_its_sample(site: Site) -> None:
    """Every site has a page in its manner beside this test, which its own selectors read, not the general rules."""
    pages = sorted((PAGES / site.code).glob("*.html"))
    assert pages
    for page in pages:
        (document,) = read(page)
        assert isinstance(document, RawDocument)
        assert document.extractor == f"site:{site.code}"
        roles = {block.role.value for block in document.blocks}
        assert "title" in roles
        assert roles & {"text", "list-item"}
        if "reference" in site.selectors:
            assert any(clue.kind == "site" and clue.name == "reference" for clue in document.clues)
        for part in {"date", "rubric", "credit"} & site.selectors.keys():
            assert part in roles or page.stem == "archive", part
        assert "2026" not in "".join(block.text for block in document.blocks)


SAMPLES = [page for site in load_sites() for page in sorted((PAGES / site.code).glob("*.html"))]
_NAMED = re.compile(r' (?:class|id|role)="[^"]*"')


@pytest.mark.parametrize("named", [True, False], ids=["with classes", "without classes"])
@pytest.mark.parametrize("page", SAMPLES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_the_general_rules_read_the_samples_too(page: Path, named: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """On an unknown site, even without one class or id, title and paragraphs are found, and no side list is."""
    pinned = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))["blocks"]
    monkeypatch.setattr(reading, "find_site", lambda *_: None)
    text = decode_page(page.read_bytes()).text.replace("gb2312", "utf-8").replace("windows-1251", "utf-8")
    text = text if named else _NAMED.sub("", text)
    found = [block.text for block in reading.read_html(text.encode(), path="p", location="/p", source=None).blocks]
    assert "2026" not in "".join(found)
    assert {text for role, text in pinned if role == "title" or len(text) >= 60} <= {
        *found,
        *(title.removeprefix("Pressemitteilung ") for title in found),  # a kicker inside a title, without a class
    }


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
        ("https://www.gov.br/saude/pt-br/x", None, None, None),
        ("https://www.gov.br/mremos", None, None, None),
        ("https://www.gov.br/mre", None, None, "br-gov"),
        ("https://2009-2017.state.gov/r/pa/1.htm", None, None, "us-state"),
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
