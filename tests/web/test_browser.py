"""The page in a real Chromium, without a network and with JavaScript off."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}; the variable CHROMIUM names another"),
]

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


class Visit:
    """One tab, whose console and requests are watched."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(base_url=address, **options)
        self.page = self.context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.context.route("**/*", self._watch)

    def _watch(self, route: Any) -> None:
        if route.request.url.startswith(self.address):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Any]:
    """Opens tabs, and in the end looks at what they complained about and whom they asked."""
    visits = []

    def begin(**options: Any) -> Visit:
        visits.append(Visit(chromium, address, **options))
        return visits[-1]

    yield begin
    for one in visits:
        one.context.close()
        assert one.complaints == []
        assert one.outside == []


@pytest.mark.parametrize("javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_from_a_search_to_the_article_and_back(visit: Any, javascript: bool) -> None:
    """Type, press Enter, tick, apply, take the chip away, open a release, go back."""
    page = visit(java_script_enabled=javascript, viewport={"width": 1280, "height": 900}).page
    page.goto("/")
    page.get_by_role("searchbox").fill("negotiations")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 release, most relevant first")
    page.goto("/?q=visa")
    page.get_by_role("checkbox", name="Geneva").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("status")).to_have_text("17 releases, most relevant first")
    expect(page.get_by_role("checkbox", name="Geneva")).to_be_checked()
    chip = page.get_by_role("link", name="Remove filter: City Geneva")
    expect(chip).to_have_count(1)
    page.locator(".results h2 a").first.click()
    expect(page.locator(".text mark").first).to_have_text("visa")
    expect(page.get_by_role("heading", level=1).locator("mark")).to_have_text("visa")
    page.go_back()
    chip.click()
    expect(page.get_by_role("status")).to_have_text("52 releases, most relevant first")


def test_a_value_is_excluded_with_one_press(visit: Any) -> None:
    page = visit(java_script_enabled=False, viewport={"width": 1280, "height": 900}).page
    page.goto("/?q=talks")
    page.get_by_role("button", name="Exclude Geneva").click()
    expect(page.get_by_role("link", name="Remove filter: City not Geneva")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("33 releases, most relevant first")


def test_on_a_narrow_screen_the_filters_unfold(visit: Any) -> None:
    """Folded at first, so that results come soon; every control is there when they are open."""
    page = visit(java_script_enabled=False, viewport={"width": 320, "height": 640}).page
    page.goto("/?q=visa")
    box = page.get_by_role("checkbox", name="Geneva")
    assert not box.is_visible()
    page.locator(".filters > summary").click()
    box.check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("status")).to_have_text("17 releases, most relevant first")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_scrolls_sideways(visit: Any, width: int) -> None:
    page = visit(viewport={"width": width, "height": 800}).page
    for path in ("/", "/?q=visa&city=Geneva&-country=AT&from=2018", "/r/almaty1?q=UN", "/r/cairo1", "/help", "/?q=zzz"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path}, unfolded"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(visit: Any, scheme: str) -> None:
    """WCAG AA: a contrast of 4.5 at least, for every text on the pages, in both colour schemes."""
    page = visit(color_scheme=scheme, viewport={"width": 1280, "height": 900}).page
    for path in ("/", "/?q=visa&city=Geneva&colour=red", "/r/almaty1?q=UN", "/help"):
        page.goto(path)
        assert page.evaluate(FAINT_TEXTS) == [], path


FAINT_TEXTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = colour => colour.slice(0, 3).map(c => c / 255)
    .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const ground = tag => {
    for (; tag; tag = tag.parentElement) {
      const colour = rgba(getComputedStyle(tag).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    throw new Error('no ground');
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = new Set();
  while (texts.nextNode()) {
    const tag = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !tag.checkVisibility()) continue;
    const [one, two] = [light(rgba(getComputedStyle(tag).color)), light(ground(tag))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (contrast < 4.5) faint.add(`${tag.tagName}.${tag.className} ${contrast.toFixed(2)}`);
  }
  return [...faint];
}"""


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
    assert "search.json" in last
