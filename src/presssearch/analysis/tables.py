"""The tables of data/, to be kept by whoever reads them."""

import pkgutil


def text_of(name: str) -> str:
    # in a folder or in a zip file, as importlib.resources, which takes six times as long to import: that counts for
    # who opens an index to ask it one question
    table = pkgutil.get_data("presssearch.analysis", f"data/{name}")
    assert table is not None
    return table.decode("utf-8")


def table_rows(name: str) -> list[list[str]]:
    """The rows of a table as cells, which tabs part; the heading too."""
    return [line.split("\t") for line in text_of(name).splitlines()]
