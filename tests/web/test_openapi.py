"""The API is what its description says, and the description is the API."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from presssearch.web.openapi import describe

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
PATHS = tuple(describe("http://localhost/")["paths"])
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@pytest.fixture(scope="session")
def description(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


def ask(description: Any, path: str, times: int) -> None:
    """Whatever the document allows: no fault of ours, and no answer that it does not name."""

    @settings(relaxed, max_examples=times)
    @given(description[path]["GET"].as_strategy())
    def run(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    run()


@pytest.mark.parametrize("path", PATHS)
def test_answers_are_as_described(description: Any, path: str) -> None:
    ask(description, path, 5)


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_answers_are_as_described_at_length(description: Any, path: str) -> None:
    ask(description, path, 200)


def test_every_address_of_the_api_is_described_and_no_other(app: Flask, client: FlaskClient) -> None:
    described = set(client.get("/openapi.json").get_json()["paths"])
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(("api.", "exports."))}
    for path in described:
        filled = path.replace("{field}", "city").replace("{id}", "almaty1").replace("{name}", "Arman Bekov")
        endpoint, _ = app.url_map.bind("localhost").match(filled)
        assert endpoint.startswith(("api.", "exports."))
    plain = {
        rule.replace("<path:name>", "{name}").replace("<name>", "{field}").replace("<id>", "{id}")
        for rule in rules
        if "<any" not in rule
    }
    assert plain <= described
    assert len(described) == len(plain) + 7 + 4  # the formats of a search, and of a release
