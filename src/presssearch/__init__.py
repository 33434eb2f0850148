"""presssearch: full-text search for foreign-ministry press releases.

    import presssearch

    with presssearch.open("index", create=True) as ix:
        ix.add([{"headline": "…", "body": "…", "published": "2018-06-12"}])
        ix.commit()
        page = ix.search("CSTO", filters={"city": ["Almaty"]})

Importing this touches no file and loads no search engine: each name is looked up where it is made when it is
first asked for. So the command line does not wait for rooms that a command has no use for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presssearch.article import Article
    from presssearch.errors import PressSearchError, QueryError
    from presssearch.index import Index
    from presssearch.index import open_index as open  # `presssearch.open` reads as what it does
    from presssearch.search.page import ResultPage

__version__ = "0.1.0"

__all__ = ["Article", "Index", "PressSearchError", "QueryError", "ResultPage", "__version__", "open"]

_MADE_IN = {
    "Article": ("presssearch.article", "Article"),
    "Index": ("presssearch.index", "Index"),
    "PressSearchError": ("presssearch.errors", "PressSearchError"),
    "QueryError": ("presssearch.errors", "QueryError"),
    "ResultPage": ("presssearch.search.page", "ResultPage"),
    "open": ("presssearch.index", "open_index"),
}


def __getattr__(name: str) -> object:
    if name not in _MADE_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, made = _MADE_IN[name]
    found = globals()[name] = getattr(import_module(module), made)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
