"""The same release gives the same article in every process: no order of a set, no cache decides."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import hashlib, random, sys
from pathlib import Path
from presssearch.errors import ReadError
from presssearch.parsing.assemble import parse_document
from presssearch.readers import RawDocument, read, walk

def documents(place):
    try:
        yield from (item for item in read(place) if isinstance(item, RawDocument))
    except ReadError:
        pass

raws = [raw for place in walk([Path(sys.argv[1])]) if isinstance(place, Path) for raw in documents(place)]
random.Random(sys.argv[2]).shuffle(raws)
articles = {raw.location: repr(parse_document(raw)) for raw in raws}
for location in sorted(articles):
    print(location, hashlib.sha256(articles[location].encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def first(sample_docs: Path) -> str:
    return parsed(sample_docs, "0")


def parsed(folder: Path, seed: str) -> str:
    """A line for each document, read in the order and with the hashes of this seed."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(folder), seed],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("seed", ["1", "2"])
def test_neither_hashes_nor_order_change_an_article(sample_docs: Path, first: str, seed: str) -> None:
    found = parsed(sample_docs, seed)
    assert len(first.splitlines()) > 60
    assert set(found.splitlines()) - set(first.splitlines()) == set()
