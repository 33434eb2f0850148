"""Loading numpy leaves no trace in the environment, which belongs to the embedding program."""

import subprocess
import sys

import pytest

PROGRAM = """
import os
before = dict(os.environ)
import presssearch.engines.whoosh
import numpy
assert os.environ == before, "the environment differs"
assert numpy.eye(2)[0] @ numpy.ones(2) == 1
"""


@pytest.mark.parametrize("timeout", [None, "26"])
def test_the_environment_is_as_it_was(timeout: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_THREAD_TIMEOUT", raising=False)
    if timeout:
        monkeypatch.setenv("OPENBLAS_THREAD_TIMEOUT", timeout)
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
