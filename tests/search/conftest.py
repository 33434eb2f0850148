"""A service over a few articles in memory."""

from collections.abc import Callable
from typing import Any

import pytest

from presssearch.archive import Change
from presssearch.article import Article
from presssearch.engines.memory import MemoryEngine
from presssearch.search.service import SearchService


@pytest.fixture
def engine_of() -> Callable[..., MemoryEngine]:
    """Makes an engine that holds the mappings, which are in the Article JSON form."""

    def build(*mappings: dict[str, Any]) -> MemoryEngine:
        engine = MemoryEngine()
        articles = [Article.from_json({"id": f"a{number}", **mapping}) for number, mapping in enumerate(mappings)]
        engine.apply([Change(number, article.id, article) for number, article in enumerate(articles, 1)])
        return engine

    return build


@pytest.fixture
def service_of(engine_of: Callable[..., MemoryEngine]) -> Callable[..., SearchService]:
    return lambda *mappings: SearchService(engine_of(*mappings))
