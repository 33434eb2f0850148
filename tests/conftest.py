"""Fixtures for all rooms, and the rule that CI may not skip what it is there to run."""

import os
import socket
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

# No test asserts a time: with two processes for two cores an example may wait for its turn
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

SHARED = Path(__file__).parent.parent.parent / "shared"
NO_SKIP = "TESTS_MAY_NOT_SKIP"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real releases beside the checkout; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip(f"no real releases at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def sample_docs() -> Path:
    return Path(__file__).parent.parent / "sample_docs"


@pytest.fixture(scope="session")
def opensearch_url() -> Iterator[str]:
    """A node of OpenSearch for all tests; they are skipped where none can be had."""
    sys.path.insert(0, str(Path(__file__).parent))
    import opensearch_node

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1] % 20_000 + 20_000
    try:
        node = opensearch_node.start(port)
        try:
            opensearch_node.wait(node)
            yield node.url
        finally:
            node.stop()
    except opensearch_node.NoNode as error:
        pytest.skip(str(error))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With TESTS_MAY_NOT_SKIP set, a skipped test is a failed one."""
    report = yield
    if report.skipped and os.environ.get(NO_SKIP):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and {NO_SKIP} is set: {call.excinfo}"
    return report
