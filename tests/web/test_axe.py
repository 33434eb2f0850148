"""axe-core looks at every page in a real Chromium: the rules of WCAG 2.2 AA and of good practice."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "landing": "/",
    "results": "/?q=talks",
    "filtered": "/?q=talks&city=Geneva&-country=AT&from=2017&to=2020-06",
    "many bars": "/?q=talks&histogram=month",
    "zero results": "/?q=zzz&city=Geneva&from=2017",
    "mended": "/?q=(talks&colour=red",
    "facet": "/facets/people?q=talks",
    "left to right": "/r/almaty1?q=UN",
    "right to left": "/r/cairo1",
    "Chinese": "/r/beijing1",
    "map": "/places",
    "help": "/help",
    "about": "/about",
    "person": "/people/Delegate%20A%20Example",
    "400": "/?" + "&".join(f"a{n}=1" for n in range(101)),
    "404": "/nowhere",
    "Arabic": "/?q=talks&city=Geneva&lang=ar",
}
CONDITIONS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "without JavaScript": {},
}
CHECK = """async rules => {
  const {violations} = await axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']});
  return violations.map(({id, nodes}) => id + ': ' + nodes.slice(0, 3).map(node => node.html).join(' '));
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    package = pytest.importorskip(
        "axe_playwright_python", reason="axe-playwright-python, which holds axe, is not installed"
    )
    return Path(package.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_page_is_open_to_everybody(visit: Any, axe: str, condition: str) -> None:
    """No rule is broken, nothing scrolls sideways, nobody else is asked, nothing complains on the console."""
    faults = {}
    one = visit(**{"viewport": {"width": 1280, "height": 900}, **CONDITIONS[condition]})
    width = one.page.viewport_size["width"]
    if condition == "without JavaScript":  # axe itself needs it: only our script is gone
        one.context.route("**/presssearch.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    for name, path in PAGES.items():
        one.page.goto(path)
        one.page.evaluate(axe + ";0")
        found = one.page.evaluate(CHECK, RULES)
        if one.page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("it scrolls sideways")
        if found:
            faults[name] = found
    one.complaints[:] = [text for text in one.complaints if "status of 40" not in text]  # what was asked for
    assert faults == {}
