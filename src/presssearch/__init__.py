"""presssearch: full-text search for foreign-ministry press releases.

    import presssearch

    with presssearch.open("index", create=True) as ix:
        ix.add([{"headline": "…", "body": "…", "published": "2018-06-12"}])
        ix.commit()
        page = ix.search("CSTO", filters={"city": ["Almaty"]})

Importing this touches no file and loads no search engine.
"""

from presssearch.article import Article
from presssearch.errors import PressSearchError, QueryError
from presssearch.index import Index
from presssearch.index import open_index as open  # `presssearch.open` reads as what it does
from presssearch.search.page import ResultPage

__version__ = "0.1.0"

__all__ = ["Article", "Index", "PressSearchError", "QueryError", "ResultPage", "__version__", "open"]
