"""How often a page asks the cluster: each request is a way there and back, whatever the node takes for it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

pytestmark = pytest.mark.opensearch

TEXT = "The minister spoke of bridges over the river."


@pytest.fixture
def asked(make_bench: Callable[..., Any], opensearch_url: str, tmp_path: Path) -> Iterator[tuple[Any, list[str]]]:
    """Thirty articles, and the list of the requests that are made."""
    bench = make_bench("opensearch", tmp_path, opensearch_url)
    bench.put(*({"id": f"a{n}", "language": "en", "headline": "A bridge", "body": TEXT} for n in range(30)))
    transport, requests = bench.engine._client.transport, []
    perform = transport.perform_request

    def counted(method: str, url: str, **options: Any) -> Any:
        requests.append(url.rpartition("/")[2])
        return perform(method, url, **options)

    transport.perform_request = counted
    yield bench, requests
    bench.close()


def test_a_page_is_found_listed_and_marked_by_one_search(asked: tuple[Any, list[str]]) -> None:
    bench, requests = asked
    service = SearchService(bench.engine)
    service.search(SearchParams(query="bridge minister"))
    requests.clear()
    page = service.search(SearchParams(query="bridge minister"))
    assert (page.total, len(page.results)) == (30, 20)
    assert all(any(piece.marked for piece in result.snippets[0]) for result in page.results)
    assert [request for request in requests if request != "_mapping"] == ["_search"]
    requests.clear()
    service.search(SearchParams(query="bridge minister", page=2))
    assert "_msearch" not in requests  # how many articles have each word is known


def test_numbers_alone_count_no_words(asked: tuple[Any, list[str]]) -> None:
    bench, requests = asked
    bench.search(limit=0)
    requests.clear()
    SearchService(bench.engine).count(SearchParams(query="bridge", exact=True))
    assert [request for request in requests if request != "_mapping"] == ["_search"]


def test_what_this_process_changes_is_seen_at_once(asked: tuple[Any, list[str]]) -> None:
    bench, _ = asked
    assert bench.search(limit=1).hits
    bench.put({"id": "a0", "body": "No more."})
    assert bench.engine.get(["a0"])[0].body == "No more."
    assert bench.engine.cards(["a0"])[0].revision == 2
