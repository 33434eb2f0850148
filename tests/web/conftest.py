"""A small index in memory, the application over it, and a server for the browser."""

import os
import threading
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from presssearch.archive import Change
from presssearch.article import Article
from presssearch.engines.memory import MemoryEngine
from presssearch.search.service import SearchService
from presssearch.web.app import create_app

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
HAND_WRITTEN = tomllib.loads(Path(__file__).with_name("articles.toml").read_text(encoding="utf-8"))["article"]
CITIES = ("Geneva", "Vienna", "Nairobi")


def _numbered(number: int) -> dict[str, Any]:
    """One of many of a kind, so that there is something to page through and to count."""
    city = CITIES[number % len(CITIES)]
    day = f"{2016 + number % 6}-{1 + number % 12:02}-{1 + number % 28:02}"
    return {
        "id": f"n{number:02}",
        "source": "ch-fdfa" if number % 2 else "ke-mfa",
        "language": "en",
        "rubric": "Consular affairs",
        "headline": f"Round {number} of the talks on mutual visa rules held in {city}",
        "dateline": {"raw": city, "places": [{"raw": city, "name": city}]},
        "published": day,
        "body": f"Delegations met in {city} for round {number} of the talks. They agreed on visa rules for students, "
        "and on the exchange of lists of documents. The next round of the talks will be held in spring. "
        + "The ministers thanked the hosts for the warm reception and for the excellent organisation of the work. "
        * 4,
        "people": [{"name": f"Delegate {'ABCDEFGHIJKLMNOP'[number % 16]} Example"}],
        "countries": ["CH", "KE"] if number % 3 else ["AT"],
    }


@pytest.fixture(scope="session")
def service_of() -> Callable[[Iterable[dict[str, Any]]], SearchService]:
    """Makes a service over articles in the Article JSON form."""

    def build(mappings: Iterable[dict[str, Any]]) -> SearchService:
        engine = MemoryEngine()
        articles = [Article.from_json(mapping) for mapping in mappings]
        engine.apply([Change(number, article.id, article) for number, article in enumerate(articles, 1)])
        return SearchService(engine)

    return build


@pytest.fixture(scope="session")
def service(service_of: Callable[[Iterable[dict[str, Any]]], SearchService]) -> SearchService:
    return service_of([*HAND_WRITTEN, *(_numbered(number) for number in range(50))])


@pytest.fixture(scope="session")
def app(service: SearchService) -> Flask:
    return create_app(service=service)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """Where the application listens, for as long as the tests run."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The one browser of all tests."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; the variable CHROMIUM names another")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
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
