"""The tables beside the finders (data/): words, months, offices, names. Read once and lazily, by whoever needs them."""

import tomllib
from importlib import resources
from typing import Any


def read_table(name: str) -> str:
    """The text of a file of data/."""
    return resources.files("presssearch.parsing").joinpath("data", name).read_text(encoding="utf-8")


def load_toml(name: str) -> dict[str, Any]:
    """A TOML file of data/."""
    return tomllib.loads(read_table(name))


def kin(language: str) -> str:
    """The language whose table serves another too: Danish and both forms of Norwegian spell offices nearly alike."""
    return "no" if language in ("nb", "nn", "da") else language
