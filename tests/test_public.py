"""The narrow door: what `import presssearch` offers, and what it does not do."""

import importlib.util
import subprocess
import sys

import presssearch


def test_every_public_name_exists_and_is_documented() -> None:
    for name in presssearch.__all__:
        assert hasattr(presssearch, name), name
        assert name == "__version__" or getattr(presssearch, name).__doc__, name


def test_import_loads_no_engine_and_no_web_framework() -> None:
    """Embedding costs no whoosh, numpy, flask, click, lxml: each is loaded when it is needed."""
    code = (
        "import sys, presssearch; "
        "print(sorted({'whoosh', 'numpy', 'flask', 'click', 'rich', 'opensearchpy', 'bs4', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_import_reads_no_environment() -> None:
    """A senseless option does not break the import; it is told when options are loaded."""
    done = subprocess.run(
        [sys.executable, "-c", "import presssearch"],
        env={"PRESSSEARCH_PORT": "senseless", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_package_is_typed() -> None:
    spec = importlib.util.find_spec("presssearch")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    assert any((__import__("pathlib").Path(folder) / "py.typed").exists() for folder in spec.submodule_search_locations)
