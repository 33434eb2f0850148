"""Fixtures for all rooms, and the rule that CI may not skip what it is there to run."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

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
