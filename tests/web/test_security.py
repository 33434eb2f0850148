"""What a hostile release, address or request cannot do."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService
from presssearch.web.app import HEADERS, MAX_ADDRESS_BYTES, create_app
from presssearch.web.urls import web_address

ServiceOf = Callable[[Iterable[dict[str, Any]]], SearchService]
TEMPLATES = Path(__file__).parents[2] / "templates"

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>",
    "</mark><iframe srcdoc=x>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "<!--<base href=//evil.example>",
    "&lt;script&gt;&#60;img&#62;",
    "\u202e<b>\u2066\x00\x1b[31m",
    "\ud800<i>",
)
TAGS = {"img", "svg", "iframe", "base", "object", "embed", "style", "i", "b"}
SCRIPT = {"src": "/static/presssearch.js", "defer": ""}
ADDRESSES = ("/", "/?q=visa", "/r/evil", "/r/evil?q=visa", "/?facets=people&facet_size=100")


def everywhere(payload: str) -> dict[str, Any]:
    """A release with the payload in every field."""
    return {
        "id": "evil",
        "source": payload,
        "url": payload,
        "record_id": payload,
        "path": payload,
        "language": payload,
        "headline": f"visa {payload}",
        "rubric": payload,
        "dateline": {"raw": payload, "places": [{"raw": payload, "name": payload, "country": payload}]},
        "published": {
            "value": "2018",
            "precision": "year",
            "source": payload,
            "timezone": payload,
            "confidence": 0.5,
            "candidates": [[payload, 0.5]],
            "evidence": [{"kind": payload, "value": payload, "where": payload}],
        },
        "byline": [payload],
        "credit": payload,
        "reference": payload,
        "body": f"{payload} visa {payload}",
        "people": [{"name": payload, "office": payload, "country": payload}],
        "organisations": [{"name": payload, "acronym": payload}],
        "countries": [payload],
        "quotes": [{"text": payload, "speaker": payload, "office": payload}],
        "origins": {payload: payload},
        "warnings": [payload],
    }


def assert_harmless(html: str) -> None:
    """No tag, no handler and no address of another kind came in with the data."""
    page = BeautifulSoup(html, "lxml")
    scripts = page.find_all("script")
    data = [script for script in scripts if script.attrs == {"type": "application/ld+json"}]
    assert [script.attrs for script in scripts if script not in data] == [SCRIPT]
    for script in data:
        assert json.loads(script.text)["@type"] == "NewsArticle"
        assert "<" not in script.text
    assert not {tag.name for tag in page.find_all()} & TAGS
    for tag in page.find_all():
        assert not [name for name in tag.attrs if name.startswith("on") or name in ("style", "srcdoc")]
        for name in ("href", "src", "action"):
            assert str(tag.get(name, "/")).startswith(("/", "#", "http://localhost/", "https://mfa.example/"))


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_a_hostile_release_is_shown_as_text(service_of: ServiceOf, payload: str) -> None:
    """In every field, on every page; in JSON it is data of the JSON type."""
    client = create_app(service=service_of([everywhere(payload)])).test_client()
    for address in ADDRESSES:
        response = client.get(address)
        assert response.status_code == 200, address
        assert_harmless(response.text)
        assert "evil" in response.text
    for address in ("/api/search?q=visa", "/api/articles/evil"):
        response = client.get(address)
        assert (response.status_code, response.mimetype) == (200, "application/json")
        assert payload in (response.get_json().get("body") or response.get_json()["results"][0]["title"])


@pytest.mark.parametrize("payload", [p for p in PAYLOADS if not p.startswith("\ud800")], ids=ascii)
@pytest.mark.parametrize("key", ["q", "city", "-people", "from", "sort", "page", "facets", "nothing"])
def test_a_hostile_address_is_shown_as_text(client: FlaskClient, key: str, payload: str) -> None:
    for address in ("/", "/r/almaty1", "/api/search"):
        response = client.get(address, query_string={key: payload})
        assert response.status_code in (200, 400)
        if response.mimetype == "text/html":
            assert_harmless(response.text)
        else:
            assert response.mimetype in ("application/json", "application/problem+json")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["q", "city", "from", "page", "limit", "x"]), st.text(max_size=20)), max_size=5)
)
def test_no_address_breaks_the_page(client: FlaskClient, pairs: list[tuple[str, str]]) -> None:
    """Any parameters: a page or a sentence, never a failure."""
    address = [(key, value.encode("utf-8", "replace").decode()) for key, value in pairs]
    assert client.get("/", query_string=address).status_code in (200, 400)


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://mfa.example/a", True),
        ("HTTP://mfa.example/a", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("//evil.example", False),
        ("https:evil.example", False),
        ("http://[bad", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str | None, allowed: bool) -> None:
    assert (web_address(address) == address) is (allowed or address is None)
    assert (web_address(address) is not None) is allowed


def test_every_answer_has_the_headers_and_no_cookie(client: FlaskClient) -> None:
    for address in (
        "/",
        "/?q=(",
        "/r/almaty1",
        "/nowhere",
        "/api/search",
        "/api/nothing",
        "/healthz",
        "/static/presssearch.css",
    ):
        response = client.get(address)
        data = {"Cross-Origin-Resource-Policy": "cross-origin"} if address.startswith("/api/") else {}
        for name, value in (HEADERS | data).items():
            assert response.headers[name] == value
        assert "Set-Cookie" not in response.headers


def test_the_style_sheet_is_sent_once(client: FlaskClient) -> None:
    """With its type, and again only when it has changed."""
    response = client.get("/static/presssearch.css")
    assert (response.status_code, response.mimetype) == (200, "text/css")
    again = client.get("/static/presssearch.css", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_only_get_and_head_are_answered(client: FlaskClient, method: str) -> None:
    for address in ("/", "/r/almaty1", "/help", "/api/search", "/static/presssearch.css", "/healthz"):
        response = client.open(address, method=method)
        assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert client.head("/").status_code == 200


def test_a_fault_of_ours_tells_nothing(service_of: ServiceOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody foresaw is a page, or JSON, without its text; the log has it."""
    service = service_of([])

    def fail(params: SearchParams) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(service, "search", fail)
    client = create_app(service=service).test_client()
    for address, mimetype in (("/", "text/html"), ("/api/search", "application/problem+json")):
        response = client.get(address)
        assert (response.status_code, response.mimetype) == (500, mimetype)
        assert "secret" not in response.text
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_monstrous_addresses_are_refused(client: FlaskClient) -> None:
    assert client.get("/?q=" + "a" * MAX_ADDRESS_BYTES).status_code == 414
    assert client.get("/?" + "&".join(f"a{n}=1" for n in range(101))).status_code == 400
    shown = client.get("/?q=" + "a" * 4100)
    assert shown.status_code == 200
    assert "longer than 1,000 characters" in shown.text


def test_no_address_leads_elsewhere(client: FlaskClient) -> None:
    """Neither a forged host nor a path of slashes makes a link or a redirect to another site."""
    response = client.get("/?q=visa", headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in response.text
    response = client.get("/", environ_overrides={"PATH_INFO": "//evil.example/"})
    assert response.status_code == 404
    assert "Location" not in response.headers


def test_where_files_lie_is_not_told(service_of: ServiceOf) -> None:
    """The API gives a file's name, not its folders."""
    article = {"id": "a", "path": "/srv/secret/releases/1.html#2", "body": "x"}
    client = create_app(service=service_of([article])).test_client()
    assert client.get("/api/articles/a").get_json()["path"] == "1.html#2"
    for address in ("/", "/r/a", "/api/search", "/api/articles/a"):
        assert "secret" not in client.get(address).text


def test_templates_escape_everything() -> None:
    """No template marks a value as safe or turns escaping off; no script and no style is inline."""
    for path in TEMPLATES.glob("*.html"):
        source = path.read_text(encoding="utf-8")
        source = source.replace(
            "<script src=\"{{ url_for('static', filename='presssearch.js') }}\" defer></script>", ""
        )
        for forbidden in ("|safe", "| safe", "autoescape", "<script>", "style=", "javascript:", "http://", "https://"):
            assert forbidden not in source, f"{path.name}: {forbidden}"
