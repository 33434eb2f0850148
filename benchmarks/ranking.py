"""Half-remembered releases: how high the one that was meant stands, here, in SQLite's FTS5 and in plain Whoosh.

    python benchmarks/ranking.py --gold GOLD.jsonl --goal 0.02 RELEASES...

GOLD holds labelled releases (see presssearch.evaluation.gold) with `summary_query`: what somebody would type who half
remembers the release. RELEASES are indexed as `presssearch index` does, and those of GOLD that are not among them;
the other engines are given the headlines and bodies of the very same articles. Every engine answers in each form
that it has, of which its best counts. The figure is MRR@10: the mean of 1/rank of the release that was meant, 0
behind the tenth place. Articles with the same text are the same release.

Exit code 1 where our best form is not by --goal above the best of the others.
"""

import argparse
import re
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import AndGroup, MultifieldParser, OrGroup

import presssearch
from presssearch.archive import Archive
from presssearch.article import Article
from presssearch.evaluation.gold import raw_document_of, read_gold
from presssearch.index import RECORD
from presssearch.parsing.assemble import parse_document

DEPTH = 10
_WORD = re.compile(r"\w+")

Answering = Callable[[str], Sequence[str]]  # the text of a query -> ids, best first


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and the ids of the articles that are the release that was meant."""

    text: str
    meant: frozenset[str]


def main() -> int:
    options = arguments()
    console = Console(highlight=False, soft_wrap=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        labelled = [(parse_document(raw_document_of(one)), one.expected) for one in read_gold(options.gold)]
        with presssearch.open(folder, create=True) as index:
            index.index_paths(options.releases)
            with Archive.open(folder / RECORD) as archive:
                articles = [change.article for change in archive.changes(0) if change.article]
                known = {text_of(article) for article in articles}
                missing = [article for article, _ in labelled if text_of(article) not in known]
                index.add(missing)
                index.commit()
            articles += missing
            questions = list(asked(labelled, articles))
            found = {name: reciprocal_rank(answering, questions) for name, answering in engines(index, articles)}
    console.print(table(found, len(questions), len(articles)))
    ours, others = (max(v for n, v in found.items() if n.startswith("presssearch") is mine) for mine in (True, False))
    console.print(f"our best is {ours - others:+.3f} beside the best of the others; the goal is {options.goal:+.3f}")
    return 0 if ours - others >= options.goal else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("releases", nargs="+", type=Path, help="files and folders to index")
    parser.add_argument("--gold", type=Path, required=True, help="labelled releases with summary_query")
    parser.add_argument("--goal", type=float, default=0.0, help="by how much ours is to be above the others")
    parser.add_argument("--folder", type=Path, help="keep our index here, and take the one that is there")
    return parser.parse_args()


def text_of(article: Article) -> str:
    return "".join(_WORD.findall(article.body))


def asked(
    labelled: Sequence[tuple[Article, Mapping[str, list[str]]]], articles: Sequence[Article]
) -> Iterator[Question]:
    by_text = defaultdict(set)
    for article in articles:
        by_text[text_of(article)].add(article.id)
    for article, expected in labelled:
        for text in expected.get("summary_query") or ():
            yield Question(text, frozenset(by_text[text_of(article)]))


def engines(index: presssearch.Index, articles: Sequence[Article]) -> Iterator[tuple[str, Answering]]:
    """The name of each form of an engine, and how it answers."""
    for match in ("auto", "all", "most", "any"):
        yield f"presssearch, {match}", ours(index, match)
    for tokenizer in ("unicode61", "porter unicode61"):
        database = fts5_of(articles, tokenizer)
        for operator in ("AND", "OR"):
            yield f"FTS5, {tokenizer}, {operator}", fts5(database, operator)
    yield from whoosh_of(articles)


def ours(index: presssearch.Index, match: str) -> Answering:
    def answer(text: str) -> list[str]:
        page = index.search(text, match=match, limit=DEPTH, facets=())
        return [result.article.id for result in page.results]

    return answer


def fts5_of(articles: Sequence[Article], tokenizer: str) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, headline, body, tokenize = '{tokenizer}')")
    rows = [(article.id, article.headline or "", article.body) for article in articles]
    database.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)
    return database


def fts5(database: sqlite3.Connection, operator: str) -> Answering:
    def answer(text: str) -> list[str]:
        wanted = f" {operator} ".join(f'"{word}"' for word in _WORD.findall(text))
        rows = database.execute(f"SELECT id FROM words WHERE words MATCH ? ORDER BY rank LIMIT {DEPTH}", (wanted,))
        return [id_ for (id_,) in rows]

    return answer


def whoosh_of(articles: Sequence[Article]) -> Iterator[tuple[str, Answering]]:
    words = StemmingAnalyzer(stoplist=None, cachesize=-1)
    schema = Schema(id=ID(stored=True), headline=TEXT(analyzer=words), body=TEXT(analyzer=words))
    found = RamStorage().create_index(schema)
    writer = found.writer(limitmb=512)
    for article in articles:
        writer.add_document(id=article.id, headline=article.headline or "", body=article.body)
    writer.commit()
    with found.searcher() as searcher:
        for operator, group in (("AND", AndGroup), ("OR", OrGroup)):
            parser = MultifieldParser(["headline", "body"], schema, group=group)

            def answer(text: str, parser: MultifieldParser = parser) -> list[str]:
                return [hit["id"] for hit in searcher.search(parser.parse(text), limit=DEPTH)]

            yield f"Whoosh, stems, {operator}", answer


def reciprocal_rank(answering: Answering, questions: Sequence[Question]) -> float:
    """MRR@10"""
    total = 0.0
    for question in questions:
        places = [n for n, id_ in enumerate(answering(question.text), 1) if id_ in question.meant]
        total += 1 / places[0] if places else 0.0
    return total / len(questions)


def table(found: Mapping[str, float], questions: int, articles: int) -> Table:
    made = Table(title=f"MRR@{DEPTH}: {questions} half-remembered releases among {articles:,}", title_justify="left")
    made.add_column("engine, form")
    made.add_column("MRR", justify="right")
    for name, value in found.items():
        made.add_row(name, f"{value:.3f}")
    return made


if __name__ == "__main__":
    sys.exit(main())
