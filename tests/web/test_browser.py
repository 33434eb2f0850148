"""The page in a real Chromium, without a network and with JavaScript off."""

from typing import Any

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_from_a_search_to_the_article_and_back(visit: Any, javascript: bool) -> None:
    """Type, press Enter, tick, apply, take the chip away, open a release, go back."""
    page = visit(java_script_enabled=javascript, viewport={"width": 1280, "height": 900}).page
    page.goto("/")
    page.locator("#q").fill("negotiations")
    page.keyboard.press("Enter")
    expect(page.locator(".status")).to_have_text("1 release, most relevant first")
    page.goto("/?q=visa")
    page.get_by_role("checkbox", name="Geneva").check()
    if not javascript:
        page.get_by_role("button", name="Apply").click()
    expect(page.locator(".status")).to_have_text("17 releases, most relevant first")
    expect(page.get_by_role("checkbox", name="Geneva")).to_be_checked()
    chip = page.get_by_role("link", name="Remove filter: City Geneva")
    expect(chip).to_have_count(1)
    page.locator(".results h2 a").first.click()
    expect(page.locator(".text mark").first).to_have_text("visa")
    expect(page.get_by_role("heading", level=1).locator("mark")).to_have_text("visa")
    page.go_back()
    chip.click()
    expect(page.locator(".status")).to_have_text("52 releases, most relevant first")


def test_a_value_is_excluded_with_one_press(visit: Any) -> None:
    page = visit(java_script_enabled=False, viewport={"width": 1280, "height": 900}).page
    page.goto("/?q=talks")
    page.get_by_role("button", name="Exclude Geneva").click()
    expect(page.get_by_role("link", name="Remove filter: City not Geneva")).to_have_count(1)
    expect(page.locator(".status")).to_have_text("33 releases, most relevant first")


def test_on_a_narrow_screen_the_filters_unfold(visit: Any) -> None:
    """Folded at first, so that results come soon; every control is there when they are open."""
    page = visit(java_script_enabled=False, viewport={"width": 320, "height": 640}).page
    page.goto("/?q=visa")
    box = page.get_by_role("checkbox", name="Geneva")
    assert not box.is_visible()
    page.locator(".filters > summary").click()
    box.check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".status")).to_have_text("17 releases, most relevant first")


@pytest.mark.parametrize("width", [320, 768])
def test_nothing_scrolls_sideways(visit: Any, width: int) -> None:
    """Not when everything is unfolded, nor when readers set wide lines and letters (WCAG 1.4.12)."""
    page = visit(viewport={"width": width, "height": 800}).page
    for path in ("/", "/?q=visa&city=Geneva&-country=AT&from=2018", "/r/almaty1?q=UN", "/r/cairo1", "/help", "/?q=zzz"):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.evaluate(WIDE_TEXT)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path}, wide letters"


WIDE_TEXT = """() => document.querySelectorAll('*').forEach(({style}) =>
  Object.assign(style, {lineHeight: '1.5', letterSpacing: '.12em', wordSpacing: '.16em'}))"""


def test_the_keyboard_reaches_everything_and_its_place_is_seen(visit: Any) -> None:
    """Tab goes through every link and control, the skip link first; each has an outline when it is reached."""
    page = visit(viewport={"width": 1280, "height": 900}).page
    page.goto("/?q=negotiations&city=Almaty")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to results"
    expected = page.evaluate(
        "[...document.querySelectorAll('a, button, input, select, summary')]"
        ".filter(e => e.checkVisibility() && e.type !== 'hidden').length"
    )
    reached = 1
    while reached < expected:
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        reached += 1
    last = page.evaluate("document.activeElement.href || document.activeElement.textContent")
    assert "lang=ar" in last


def test_ticking_a_value_answers_at_once_and_back_takes_it_back(visit: Any) -> None:
    """Address, count, chips, title and feed follow; focus stays on the box, and screen readers are told."""
    page = visit(viewport={"width": 1280, "height": 900}).page
    page.goto("/?q=visa")
    page.get_by_role("checkbox", name="Geneva").check()
    expect(page.locator("main .status")).to_have_text("17 releases, most relevant first")
    expect(page.locator("body > [role=status]")).to_have_text("17 releases, most relevant first")
    expect(page).to_have_url("/?q=visa&city=Geneva")
    expect(page.get_by_role("checkbox", name="Geneva")).to_be_focused()
    page.get_by_label("From").fill("2018")
    page.get_by_label("From").press("Tab")
    expect(page).to_have_url("/?q=visa&city=Geneva&from=2018")
    page.get_by_label("Order").select_option("oldest")
    expect(page.locator("main .status")).to_contain_text("oldest first")
    expect(page).to_have_url("/?q=visa&city=Geneva&from=2018&sort=oldest")
    feed = page.locator("link[type='application/atom+xml']")
    assert "city=Geneva" in feed.get_attribute("href")
    for address in ("/?q=visa&city=Geneva&from=2018", "/?q=visa&city=Geneva", "/?q=visa"):
        page.go_back()
        expect(page).to_have_url(address)
    expect(page.locator("main .status")).to_have_text("52 releases, most relevant first")
    expect(page.get_by_role("checkbox", name="Geneva")).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_role("checkbox", name="Geneva")).to_be_checked()
    assert page.get_by_role("button", name="Apply").count() == 0


def test_a_long_filter_has_a_box_to_find_its_values(visit: Any) -> None:
    page = visit(viewport={"width": 1280, "height": 900}).page
    page.goto("/?q=visa")
    facet = page.locator("[data-name=people]")
    facet.locator("summary").click()
    values = facet.get_by_role("checkbox")
    before = values.count()
    facet.get_by_role("searchbox").fill("delegate p")
    expect(values).to_have_count(1)
    facet.get_by_role("searchbox").fill("")
    expect(values).to_have_count(before)
    facet.get_by_role("searchbox").fill("delegate p")
    expect(values).to_have_count(1)
    values.check()
    expect(page.get_by_role("link", name="Remove filter: People Delegate P Example")).to_have_count(1)
    assert facet.evaluate("one => one.open")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_long_timeline_opens_at_its_newest_end(visit: Any, language: str) -> None:
    """Also where the line runs from right to left."""
    page = visit(viewport={"width": 320, "height": 640}).page
    page.goto(f"/?q=visa&histogram=month&lang={language}")
    line = page.locator(".timeline ol")
    assert line.evaluate("one => one.scrollWidth > one.clientWidth")
    expect(line.locator("li").last).to_be_in_viewport()
    expect(line.locator("li").first).not_to_be_in_viewport()


def test_keys_of_one_sign_work_until_they_are_switched_off(visit: Any) -> None:
    page = visit(viewport={"width": 1280, "height": 900}).page
    page.goto("/?q=visa")
    for key, place in (("n", 0), ("n", 1), ("p", 0)):
        page.keyboard.press(key)
        expect(page.locator(".results h2 a").nth(place)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("/?n")
    expect(page.locator("#q")).to_have_value("/?nvisa")
    page.goto("/r/almaty1?q=UN")
    page.keyboard.press("n")
    expect(page.locator(".text mark").first).to_be_focused()
    page.keyboard.press("?")
    expect(page).to_have_url("/help#keys")
    page.get_by_role("checkbox", name="Keys").uncheck()
    page.goto("/?q=visa")
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()


SAME = ("/", "/?q=talks&city=Geneva&-country=AT", "/?q=zzz&city=Geneva", "/facets/people", "/r/almaty1?q=UN", "/help")


def test_with_javascript_the_same_is_shown_as_without(visit: Any) -> None:
    """Every text and every link of the page; what the script adds is boxes and keys."""
    shown = {}
    for javascript in (False, True):
        page = visit(java_script_enabled=javascript).page
        for path in SAME:
            page.goto(path)
            shown[javascript, path] = page.evaluate(WHAT_IS_SHOWN)
    for path in SAME:
        assert shown[True, path] == shown[False, path], path


WHAT_IS_SHOWN = """() => [
  document.querySelector('main').innerText.replace(/^.*Keys of one sign.*$/m, '').replace(/\\s+/g, ' '),
  [...document.querySelectorAll('a, [name]')].map(one => one.getAttribute('href') ?? one.name + '=' + one.value),
]"""


def test_a_print_has_the_results_and_their_addresses_alone(visit: Any) -> None:
    page = visit().page
    page.goto("/?q=talks&city=Geneva")
    page.emulate_media(media="print")
    for hidden in (".top", ".side", ".foot", ".paging"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".chips")).to_be_visible()
    assert len(page.pdf()) > 10_000


def test_the_page_is_small(visit: Any) -> None:
    """Everything that a first page needs, as it is sent without compression."""
    one = visit()
    sizes: dict[str, int] = {}
    one.page.on("response", lambda answer: sizes.update({answer.url.rpartition(".")[2]: len(answer.body())}))
    one.page.goto("/?q=talks", wait_until="networkidle")
    html = len(one.page.request.get("/?q=talks").body())
    assert html <= 60_000
    assert sizes["js"] <= 8_000
    assert sizes["css"] <= 12_000
    assert html + sizes["js"] + sizes["css"] + sizes.get("svg", 0) <= 100_000


def test_suggestions_are_a_list_of_choices_for_the_keyboard(visit: Any) -> None:
    """The combobox of WAI-ARIA: arrows go round through the choices and the box, Enter takes one, Escape closes."""
    page = visit(viewport={"width": 1280, "height": 900}).page
    page.goto("/")
    box = page.get_by_role("combobox", name="Search press releases")
    box.press_sequentially("gen")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "option0")
    expect(box).to_be_focused()
    box.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("gen")
    box.press_sequentially("e")
    box.press("ArrowDown")
    page.get_by_role("option", name="Geneva City").click()
    expect(page).to_have_url("/?q=city%3AGeneva")
    expect(page.locator(".status")).to_have_text("17 releases, most relevant first")
