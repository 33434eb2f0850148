"""Thousands of real releases, when they lie beside the checkout: nothing crashes, nothing is skipped in silence,
and counts are true."""

import gzip
import json
import resource
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import presssearch
from presssearch import Index
from presssearch.indexing import IndexReport

pytestmark = [pytest.mark.shared, pytest.mark.slow, pytest.mark.timeout(1800)]

QUERIES = ("CSTO", '"Security Council"', "date:2022", "minist* -visit", "people:Lavrov", "language:sv", "")
MEMORY_KIB = 1_500_000


@pytest.fixture(scope="module")
def indexed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Index, IndexReport]]:
    dumps = sorted((shared / "corpus").glob("*.jsonl.gz"))
    with presssearch.open(tmp_path_factory.mktemp("corpus"), create=True) as index:
        yield index, index.index_paths(dumps)


def test_every_record_is_an_article_or_has_a_reason(indexed: tuple[Index, IndexReport], shared: Path) -> None:
    _, report = indexed
    records = 0
    for dump in (shared / "corpus").glob("*.jsonl.gz"):
        with gzip.open(dump, "rt", encoding="utf-8") as lines:
            records += sum(1 for line in lines if line.strip())
    accounted = report.new + report.changed + report.unchanged + len(report.failures)
    assert records == accounted
    assert report.new > 9_000
    assert all(failure.reason and failure.where for failure in report.failures)


def test_memory_stays_bounded(indexed: tuple[Index, IndexReport]) -> None:
    assert indexed[1].new
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEMORY_KIB


@pytest.mark.parametrize("query", QUERIES)
def test_each_count_is_the_number_of_hits_when_chosen(indexed: tuple[Index, IndexReport], query: str) -> None:
    index, _ = indexed
    page = index.search(query, histogram="year")
    assert page.total
    for name, facet in page.facets.items():
        for value in facet.values[:5]:
            assert index.search(query, filters={name: value.value}, facets="none").total == value.count
        assert index.search(query, filters={name: "~none"}, facets="none").total == facet.missing
    assert page.histogram is not None
    for bucket, count in page.histogram.buckets:
        assert index.search(query, from_=bucket, to=bucket, facets="none").total == count
    assert sum(count for _, count in page.histogram.buckets) + page.histogram.undated == page.total


def test_record_and_search_index_agree(indexed: tuple[Index, IndexReport]) -> None:
    assert indexed[0].check() == []


def test_no_article_has_a_year_that_its_record_does_not_have(indexed: tuple[Index, IndexReport], shared: Path) -> None:
    """The records carry dates; a resolved year may differ only where the release itself prints another day."""
    index, _ = indexed
    wrong: Counter[str] = Counter()
    for dump in sorted((shared / "corpus").glob("*.jsonl.gz")):
        with gzip.open(dump, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                page_date = record.get("date")
                found = presssearch.article.article_id(
                    url=record.get("url"), source=record.get("source"), record_id=record["id"], path=None
                )
                article = index.get(found)
                if article and page_date and article.published.value:
                    wrong[dump.name] += article.published.value[:4] != page_date[:4]
    assert not +wrong


def test_saved_pages_are_read_or_explained(shared: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    for archive in (shared / "corpus" / "html").glob("*.tar.gz"):
        with tarfile.open(archive) as tar:
            tar.extractall(pages, filter="data")
    files = [path for path in pages.rglob("*") if path.is_file()]
    with presssearch.open(tmp_path / "index", create=True) as index:
        report = index.index_paths([pages])
        assert report.files_seen == len(files)
        assert report.files_read + report.files_failed == len(files)
        unread = {failure.path for failure in report.failures}
        assert not [path for path in unread if path.endswith(".html")], "each saved page gives an article"
        assert index.search("").total > 150
