"""The tables of data/: rows of cells with tabs between, the heading first."""

import pkgutil


def rows(name: str) -> list[list[str]]:
    """The rows of a table, its heading too; to be kept by whoever reads them."""
    # in a folder or in a zip file, as importlib.resources, which takes six times as long to import: that counts for
    # who opens an index to ask it one question
    table = pkgutil.get_data("presssearch.analysis", f"data/{name}")
    assert table is not None
    return [line.split("\t") for line in table.decode("utf-8").splitlines()]
