"""The pages, as a browser without JavaScript gets them."""

import re
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from presssearch.engines.base import SearchRequest
from presssearch.errors import EngineUnavailable, IndexDamaged, IndexLocked
from presssearch.fields import FACETS, FIELDS
from presssearch.query.language import examples
from presssearch.search.args import BY_PARAMETER
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService
from presssearch.web.app import create_app
from presssearch.web.help_view import FILTERS
from presssearch.web.languages import KEY

ServiceOf = Callable[[Iterable[dict[str, Any]]], SearchService]


def soup(client: FlaskClient, url: str, status: int = 200) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == status, response.text
    assert response.mimetype == "text/html"
    return BeautifulSoup(response.data, "lxml")


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def submitted(page: BeautifulSoup, *, tick: tuple[str, str] | None = None, press: tuple[str, str] | None = None) -> str:
    """The address that submitting the form of the page leads to, as a browser makes it."""
    pairs = []
    for control in page.select("form#s [name], [form=s][name]"):
        name, value = str(control["name"]), str(control.get("value", ""))
        if control.name == "button":
            if press == (name, value):
                pairs.append(press)
        elif control.name == "select":
            chosen = control.select_one("option[selected]") or control.select_one("option")
            pairs.append((name, str(chosen["value"]) if chosen else ""))
        elif control.get("type") != "checkbox" or control.has_attr("checked") or tick == (name, value):
            pairs.append((name, value))
    return "/?" + urlencode(pairs)


def test_the_landing_page_shows_the_newest_and_what_there_is(client: FlaskClient) -> None:
    page = soup(client, "/")
    assert text(page.h1) == "Newest releases"
    assert text(page.select_one("[role=status]")) == "56 releases, newest first"
    assert "This index holds: 56 releases, 7 sources, 5 languages, 2016 to 2021." in text(page.main)
    assert len(page.select(".results > li")) == 20
    assert [text(h2) for h2 in page.select(".facet h2")] == [field.label for field in FACETS]
    assert page.select_one("[aria-label='Active filters']") is None


def test_results_are_marked_and_say_where_and_when(client: FlaskClient) -> None:
    page = soup(client, "/?q=negotiations&city=Almaty")
    (result,) = page.select(".results > li")
    assert text(result.h2) == "CSTO continues peace-building cooperation with UN"
    assert text(result.select_one(".meta")) == "Almaty12 June, 10:39 (year not printed)kz-mfa"
    assert {text(mark) for mark in result.select("mark")} == {"negotiated", "negotiations"}
    assert result.h2.a["href"] == "/r/almaty1?q=negotiations"  # type: ignore[union-attr,index]


def test_a_text_that_was_printed_twice_is_shown_once_with_the_difference(service_of: ServiceOf) -> None:
    body = " ".join(f"The delegations agreed on point {n} of the list and thanked their hosts." for n in range(12))
    copies = [
        {"id": "one", "source": "a-mfa", "language": "en", "headline": "Talks", "body": body},
        {
            "id": "two",
            "source": "b-mfa",
            "language": "en",
            "headline": "TALKS",
            "body": body.replace("point 7", "point VII"),
        },
        {"id": "other", "source": "a-mfa", "language": "en", "headline": "More", "body": "The delegations agreed."},
    ]
    page = soup(create_app(service=service_of(copies)).test_client(), "/?q=agreed")
    assert "3 releases" in page.select_one("[role=status]").text
    results = page.select(".results > li")
    assert len(results) == 2
    shown = next(result for result in results if result.select(".twins"))
    twin = shown.select_one(".twins li")
    assert shown.select_one("h2 a")["href"] != twin.a["href"]
    assert {shown.select_one("h2 a")["href"][:6], twin.a["href"][:6]} == {"/r/one", "/r/two"}
    assert sorted((twin.select_one("del").text, twin.select_one("ins").text)) == ["7", "VII"]
    assert "once more" in shown.select_one("summary").text


def test_a_date_is_no_more_exact_than_it_is_known(client: FlaskClient) -> None:
    """Nothing is a day that was not printed as one."""
    page = soup(client, "/?limit=100&sort=newest")
    dates = {text(li.h2): li.select_one(".meta") for li in page.select(".results > li")}
    month = dates["بيان بشأن التعاون مع الأمم المتحدة"]
    assert month is not None
    assert month.time is not None
    assert (month.time["datetime"], text(month.time)) == ("2020-05", "May 2020")
    assert "date unknown" in text(dates["Without a headline"])
    assert "Almaty" in text(dates["CSTO continues peace-building cooperation with UN"])
    assert dates["CSTO continues peace-building cooperation with UN"].time is None  # type: ignore[union-attr]


def test_each_article_carries_its_language_and_direction(client: FlaskClient) -> None:
    articles = soup(client, "/?language=ar&language=zh&language=~none").select(".results article")
    assert {(tag.get("lang"), tag["dir"]) for tag in articles} == {("ar", "rtl"), ("zh", "ltr"), (None, "auto")}


def test_every_count_is_what_ticking_its_box_gives(client: FlaskClient) -> None:
    """The number beside each box is the number of results after choosing it alone in its facet."""
    page = soup(client, "/?q=visa+OR+talks&country=CH")
    boxes = page.select(".facet input[type=checkbox]")
    assert len(boxes) > 10
    for box in boxes:
        promised = int(text(box.parent.small).replace(",", ""))  # type: ignore[union-attr]
        alone = [("q", "visa OR talks"), (str(box["name"]), str(box["value"]))]
        alone += [("country", "CH")] if box["name"] != "country" else []
        status = text(soup(client, "/?" + urlencode(alone)).select_one("[role=status]"))
        assert (0 if status == "No release found" else int(status.split()[0])) == promised


def test_the_form_keeps_what_the_address_says(client: FlaskClient) -> None:
    """Submitting the untouched form leads to the same search."""
    address = "/?q=visa&source=ke-mfa&city=Geneva&-country=AT&people=~none&from=2016&to=2021-06&sort=oldest&limit=5"
    pairs = parse_qsl(submitted(soup(client, address)).partition("?")[2], keep_blank_values=True)
    assert SearchParams.from_args(pairs) == SearchParams.from_args(parse_qsl(address[2:]))


def test_what_the_page_does_not_show_is_kept_by_the_form(client: FlaskClient) -> None:
    """On the page of one facet the choices of the others are kept, and so they are behind a faulty query."""
    address = "/?q=visa&city=Geneva&language=en&facets=city&facet_size=100"
    kept = dict(parse_qsl(submitted(soup(client, address)).partition("?")[2]))
    assert kept == {"q": "visa", "city": "Geneva", "language": "en"}
    faulty = submitted(soup(client, '/?q="visa&city=Geneva'))
    assert dict(parse_qsl(faulty.partition("?")[2])).items() >= {"q": '"visa', "city": "Geneva"}.items()


def test_ticking_and_applying_narrows_and_the_chip_widens_again(client: FlaskClient) -> None:
    page = soup(client, "/?q=visa")
    before = text(page.select_one("[role=status]"))
    narrowed = soup(client, submitted(page, tick=("city", "Geneva")))
    (chip,) = narrowed.select(".chips a")
    assert text(chip).startswith("Remove filter: City Geneva")
    assert text(narrowed.select_one(".facet:has([name=city]) summary")) == "City 1 selected"
    assert chip["href"] == "/?q=visa"
    assert text(soup(client, str(chip["href"])).select_one("[role=status]")) == before


def test_a_value_is_left_out_by_its_second_control(client: FlaskClient) -> None:
    """Beside each box a button excludes; the value then stays, ticked as “not”, and unticking ends it."""
    page = soup(client, "/?q=visa")
    without = soup(client, submitted(page, press=("-city", "Geneva")))
    assert text(without.select_one(".chips a")).startswith("Remove filter: City not Geneva")
    box = without.select_one('input[name="-city"][value=Geneva]')
    assert box is not None
    assert box.has_attr("checked")
    assert "Geneva" not in {text(li.select_one(".meta span")) for li in without.select(".results > li")}


def test_pressing_enter_searches_and_excludes_nothing(client: FlaskClient) -> None:
    """A browser presses the first button of the form: that must be the one of the search box."""
    first = soup(client, "/?q=visa").select("form#s button, button[form=s]")[0]
    assert text(first) == "Search"
    assert not first.has_attr("name")


def test_pages_go_on_where_numbers_end(service_of: ServiceOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors after page 3: there is no last page but the last release."""
    monkeypatch.setattr("presssearch.web.search_view.MAX_DEPTH", 4)
    service = service_of({"id": f"a{n}", "headline": f"Visa {n}", "published": f"{2000 + n}"} for n in range(10))
    client = create_app(service=service).test_client()
    address, seen, back = "/?limit=2", [], []
    while address:
        page = soup(client, address)
        seen += [str(link["href"]) for link in page.select(".results h2 a")]
        following, ahead = (page.select_one(f".paging a[rel={rel}]") for rel in ("next", "prev"))
        back.append(ahead and str(ahead["href"]))
        address = str(following["href"]) if following else ""
    assert seen == [f"/r/a{n}" for n in range(9, -1, -1)]
    assert len(back) == 5
    assert [str(link["href"]) for link in soup(client, str(back[-1])).select(".results h2 a")] == seen[6:8]


def test_many_values_have_a_page_of_their_own(client: FlaskClient) -> None:
    page = soup(client, "/?q=visa")
    more = page.select_one(".facet:has([name=people]) .more")
    assert text(more) == "Show all 17 of People"
    alone = soup(client, str(more["href"]))  # type: ignore[index]
    assert len(alone.select("input[name=people]")) == 16, "two are others in another spelling; and (none)"
    assert text(alone.select_one("[role=status]")) == "15 values in 52 releases"


def test_the_timeline_narrows_to_its_bar(client: FlaskClient) -> None:
    page = soup(client, "/?q=visa")
    bar = page.select_one(".timeline a[title^='2018']")
    assert bar is not None
    promised = int(re.findall(r": (\d+) release", str(bar["title"]))[0])
    year = soup(client, str(bar["href"]))
    assert text(year.select_one("[role=status]")).startswith(f"{promised} release")
    assert text(year.select_one(".chips a")).startswith("Remove filter: Published 2018 ×")
    assert year.select_one(".timeline a[title^='March 2018']") is not None


def test_pages_follow_each_other(client: FlaskClient) -> None:
    """Every release stands on one page, and the ends have no link beyond."""
    seen, address = [], "/?q=talks"
    while address:
        page = soup(client, address)
        seen += [str(a["href"]) for a in page.select(".results h2 a")]
        following = page.select_one(".paging a[rel=next]")
        address = str(following["href"]) if following else ""
    assert len(seen) == len(set(seen)) == 50
    assert "There is no page 9: the last one is 3" in text(soup(client, "/?q=talks&page=9").main)


def test_a_fruitless_search_shows_ways_out(client: FlaskClient) -> None:
    page = soup(client, '/?q="rules+visa"&city=Geneva&from=2030')
    assert text(page.select_one("[role=status]")) == "No release found"
    ways = {text(a): str(a["href"]) for a in page.select(".ways a")}
    assert ways == {}
    page = soup(client, "/?q=visa&city=Geneva&from=2030")
    ways = {text(a): str(a["href"]) for a in page.select(".ways a")}
    assert ways == {"Without filters: 52": "/?q=visa", "Without the dates: 17": "/?q=visa&city=Geneva"}
    for label, address in ways.items():
        assert text(soup(client, address).select_one("[role=status]")).startswith(label.split()[-1] + " release")
    page = soup(client, '/?q="rules+visa"')
    assert [text(a) for a in page.select(".ways a")] == ["Without quotation marks: 50"]
    assert "check the spelling" in text(page.main)
    assert soup(client, '/?q="AND"').select(".ways a") == []


def test_faulty_parameters_are_named_and_left_out(client: FlaskClient) -> None:
    page = soup(client, "/?q=visa&colour=red&from=2018-13&page=0")
    assert [text(li) for li in page.select(".notices li")] == [
        "Ignored: there is no parameter “colour”: did you mean country?",
        "Ignored: “2018-13” is not a date: write 2018, 2018-06 or 2018-06-12",
        "Ignored: page must be a number from 1 to 10000, not “0”",
    ]
    assert text(page.select_one("[role=status]")).startswith("52 releases")


def test_a_faulty_query_is_kept_mended_and_said_to_be(client: FlaskClient) -> None:
    page = soup(client, "/?q=visa+AND+(talks")
    assert page.select_one("#q")["value"] == "visa AND (talks"  # type: ignore[index]
    (note,) = page.select(".notices li")
    assert text(note) == "This parenthesis is not closed (at “(talks”): it was closed at the end"
    assert text(page.select_one("[role=status]")) == text(soup(client, "/?q=visa+talks").select_one("[role=status]"))


def test_a_query_without_a_word_shows_everything_and_says_so(client: FlaskClient) -> None:
    page = soup(client, "/?q=%26+-")
    assert text(page.select_one(".notices")) == "There is nothing to look for: everything is shown"
    assert text(page.select_one("[role=status]")).startswith("56 releases")


def test_a_faulty_query_marks_what_is_left_of_it(client: FlaskClient) -> None:
    marks = soup(client, "/r/almaty1?q=(negotiations").select("main mark")
    assert {text(mark) for mark in marks} == {"negotiated", "negotiations"}


def test_a_query_is_read_back_where_it_is_more_than_a_word(client: FlaskClient) -> None:
    assert "Understood as" not in text(soup(client, "/?q=visa").main)
    assert "Understood as: articles with" in text(soup(client, "/?q=visa+-tourism").main)


def test_other_forms_are_listed_and_can_be_switched_off(client: FlaskClient) -> None:
    """The link leads to the search as typed alone, and there back; the form keeps the choice."""
    page = soup(client, "/?q=ОДКБ")
    assert "“ОДКБ” also as Collective Security Treaty Organization" in text(page.main)
    assert "CSTO continues" in text(page.main)
    as_typed = page.find("a", string="Search as typed alone")
    assert as_typed is not None
    alone = soup(client, str(as_typed["href"]))
    assert "No release found" in text(alone.main)
    assert alone.select_one('input[name="exact"][value="1"]') is not None
    back = alone.find("a", string="Search other spellings and forms too")
    assert back is not None
    assert "CSTO continues" in text(soup(client, str(back["href"])).main)
    assert soup(client, "/?q=negotiations").find("a", string="Search as typed alone") is None


def test_the_article_page_has_every_field(client: FlaskClient) -> None:
    page = soup(client, "/r/almaty1?q=negotiations+UN")
    words = text(page.main)
    for expected in (
        *("International integration", "Almaty city12 June , 10:39", "12 June, 10:39 (year not printed)"),
        *(
            "The year is not printed, and nothing else tells it.",
            "Perhaps 12 June 2018 (60%).",
            "Dana Serikova",
            "the press service of the Ministry",
        ),
        *("1126-12-06", "Collective Security Treaty Organization (CSTO)", "Belarus", "Kazakhstan", "English"),
        *("Arman Bekov, Secretary-General of the Collective", "They include such areas", "kz-mfa", "block 2"),
        "the year is not printed",
    ):
        assert expected in words
    assert [text(mark) for mark in page.select("mark")] == ["UN", "United Nations", "negotiated", "negotiations"]
    original = page.select_one("a[href='https://mfa.example/press/1']")
    assert original is not None
    assert set(original["rel"]) == {"noopener", "nofollow"}
    assert page.select_one(".back a")["href"] == "/?q=negotiations+UN"  # type: ignore[index]


def test_links_of_an_article_find_it_again(client: FlaskClient) -> None:
    """Each name, office, country or source leads to a search whose results hold the article."""
    hrefs = [str(a["href"]) for a in soup(client, "/r/almaty1").select("main a[href^='/?']")]
    assert len(hrefs) > 6
    for href in hrefs:
        found = [str(a["href"]) for a in soup(client, f"{href}&limit=100").select(".results h2 a")]
        assert "/r/almaty1" in [address.partition("?")[0] for address in found]


def test_an_article_of_which_little_is_known(client: FlaskClient) -> None:
    page = soup(client, "/r/bare1?q=(")
    assert text(page.h1) == "Without a headline"
    assert "date unknown" in text(page.main)


def test_what_is_not_there_is_a_page_that_says_so(client: FlaskClient) -> None:
    for address in ("/r/nobody", "/nowhere", "/static/nothing.css", "/static/../app.py"):
        assert text(soup(client, address, 404).h1) == "There is no such page"


def test_the_help_names_every_field_and_has_every_example(client: FlaskClient) -> None:
    page = soup(client, "/help")
    for field in FIELDS:
        assert field.help in text(page.main)
    for example in examples():
        assert example.text in text(page.main)
        assert example.finds in text(page.main)


def test_the_help_names_every_parameter(client: FlaskClient) -> None:
    """What the address understands and what the page explains are the same."""
    names = {text(code) for code in soup(client, "/help").select("table:last-of-type code")}
    assert names == {*BY_PARAMETER, *FILTERS, KEY}


def test_an_empty_index_has_a_page(service_of: ServiceOf) -> None:
    page = soup(create_app(service=service_of([])).test_client(), "/")
    assert text(page.select_one("[role=status]")) == "No release found"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (EngineUnavailable("host db7 is down"), "Try again in a moment"),
        (IndexLocked("/srv/index is locked"), "Try again in a moment"),
        (IndexDamaged("/srv/index/seg7 is broken"), "finds the reason in its log"),
    ],
    ids=["unavailable", "locked", "damaged"],
)
def test_a_failing_engine_is_503_without_a_word_about_the_machine(
    service_of: ServiceOf, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    service = service_of([])

    def fail(request: SearchRequest) -> None:
        raise error

    monkeypatch.setattr(service._engine, "search", fail)
    client = create_app(service=service).test_client()
    page = soup(client, "/?q=visa", 503)
    assert said in text(page.main)
    assert "/srv" not in page.get_text()
    assert "db7" not in page.get_text()
    response = client.get("/api/search?q=visa")
    assert (response.status_code, response.mimetype) == (503, "application/problem+json")
    assert "/srv" not in response.text


def test_pages_are_small(client: FlaskClient) -> None:
    """The budget: 60 kB of HTML, 12 kB of style."""
    for address in ("/", "/?q=talks&city=Geneva&city=Vienna&-country=AT", "/r/almaty1", "/help"):
        assert len(client.get(address).data) <= 60_000
    assert len(client.get("/static/presssearch.css").data) <= 12 * 1024


def test_the_landing_page_gives_examples_that_find_something(client: FlaskClient) -> None:
    """Made from the commonest names of this index; each leads to results."""
    examples = soup(client, "/").select("[aria-label='For example'] a")
    assert [text(a) for a in examples][:2] == ['"Collective Security Treaty Organization"', "city:Geneva"]
    for a in examples:
        assert soup(client, str(a["href"])).select(".results > li")
    assert not soup(client, "/?q=visa").select("[aria-label='For example']")


def test_the_page_about_the_index_tells_what_it_holds(client: FlaskClient) -> None:
    page = soup(client, "/about")
    words = text(page.main)
    assert "56 releases, 7 sources, 5 languages, 2016 to 2021" in words
    for expected in ("How dates are judged", "no cookie", version("presssearch"), "kz-mfa", "Arabic"):
        assert expected in words
    for a in page.select(".columns a")[:5]:
        assert soup(client, str(a["href"])).select(".results > li")


def test_the_timeline_leads_down_to_days_and_up_again(client: FlaskClient) -> None:
    ways = soup(client, "/?q=talks&from=2018-06&to=2018-06").select(".timeline .note a")
    assert [(text(a), a["href"]) for a in ways] in (
        [("All years", "/?q=talks"), ("2018", "/?q=talks&from=2018&to=2018")],
        [],
    )
    ways = soup(client, "/?q=talks&from=2018&to=2018").select(".timeline .note a")
    assert [(text(a), a["href"]) for a in ways] == [("All years", "/?q=talks")]
