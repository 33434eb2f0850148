"""The narrow door: what `import presssearch` offers, and what it does not do."""

import importlib.util
import subprocess
import sys
from pathlib import Path

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


# What reads files, stems texts that nobody searches for, writes an index or serves pages
NOT_FOR_SEARCHING = {
    *{"whoosh", "flask", "werkzeug", "jinja2", "click", "rich", "waitress", "opensearchpy"},
    *{"bs4", "lxml", "pypdf", "feedparser", "warcio", "ftfy", "charset_normalizer", "pycld2", "dateutil"},
    *{"anyascii", "numpy.ma", "importlib.resources"},
    *{"presssearch.readers", "presssearch.parsing", "presssearch.indexing", "presssearch.web"},
}


def test_a_search_loads_no_reader_no_parser_and_no_writer(tmp_path: Path) -> None:
    """Opening an index and asking it, with facets and a histogram, costs what a search needs and no more."""
    with presssearch.open(tmp_path, create=True) as index:
        index.add(
            [{"headline": "Water talks", "body": "Ministers met in Almaty.", "language": "en", "countries": ["KZ"]}]
        )
    code = f"import sys, presssearch; page = presssearch.open({str(tmp_path)!r}).search('water', histogram='year')"
    code += f"; print(page.total, sorted({NOT_FOR_SEARCHING!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1 []"


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
    assert any((Path(folder) / "py.typed").exists() for folder in spec.submodule_search_locations)
