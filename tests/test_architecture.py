"""The import table of ARCHITECTURE.md, enforced: data falls down once, and no arrow runs back."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "presssearch"

# room -> what of ours it may import besides itself and errors
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "article": set(),
    "fields": set(),
    "settings": set(),
    "analysis": set(),
    "readers": set(),
    "parsing": {"article", "readers.raw", "analysis"},
    "query": {"fields", "analysis"},
    "archive": {"article"},
    "engines": {"article", "fields", "query", "analysis", "archive"},
    "indexing": {"article", "readers", "parsing", "archive", "engines.base"},
    "search": {"article", "fields", "query", "analysis", "engines.base"},
    "alerts": {"article", "archive", "engines.base", "search"},
    "evaluation": {"article", "readers", "parsing", "analysis"},
    "index": {"article", "fields", "query", "archive", "engines", "indexing", "search", "alerts"},
    "web": {"article", "fields", "settings", "search", "index"},
}
FREE = {"cli", "__init__", "__main__"}

# a library -> the one room that may import it
ONLY_IN = {
    "bs4": "readers",
    "lxml": "readers",
    "pypdf": "readers",
    "feedparser": "readers",
    "warcio": "readers",
    "ftfy": "readers",
    "whoosh": "engines/whoosh",
    "numpy": "engines",
    "opensearchpy": "engines/opensearch",
    "flask": "web",
    "werkzeug": "web",
    "jinja2": "web",
    "flask_babel": "web",
    "click": "cli",
    "rich": "cli",
    "waitress": "cli",
    "sqlite3": "archive",
    "msgspec": "archive",
    "zstandard": "archive",
    "tomlkit": "alerts",
    "smtplib": "alerts",
    "dateutil": "parsing",
    "Stemmer": "analysis",
    "pycld2": "analysis",
    "anyascii": "analysis",
    "rapidfuzz": "analysis",
}

FILES = sorted(SRC.rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the import in full"
            assert node.module
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def room_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def allowed(module: str, room: str) -> bool:
    """Is `module` (such as presssearch.engines.base.Engine) in a room that `room` may look into?"""
    inner = module.removeprefix("presssearch.")
    doors = {room, "errors"} | MAY_IMPORT[room]
    return any(inner == door or inner.startswith(door + ".") or door.startswith(inner + ".") for door in doors)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_rooms_import_only_what_the_table_allows(path: Path) -> None:
    """Each import of ours points down the table; cli and __init__ may import everything."""
    room = room_of(path)
    if room in FREE:
        return
    assert room in MAY_IMPORT, f"{room} is not in the table of ARCHITECTURE.md"
    wrong = [
        f"{path.relative_to(SRC)}:{line}: {module}"
        for module, line in imports(path)
        if module.startswith("presssearch.") and not allowed(module, room)
    ]
    assert not wrong


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_each_library_is_known_to_one_room(path: Path) -> None:
    """A library that reads, stores, serves or prints for us is imported in one room only."""
    here = path.relative_to(SRC).as_posix()
    for module, line in imports(path):
        home = ONLY_IN.get(module.split(".")[0])
        if home is not None:
            inside = here.startswith(home + "/") or here == home + ".py"
            assert inside, f"{here}:{line}: {module} belongs in {home}"


def test_the_table_knows_every_room() -> None:
    assert {room_of(path) for path in FILES} == set(MAY_IMPORT) | FREE - {"__main__"} | (
        {"__main__"} if (SRC / "__main__.py").exists() else set()
    )
