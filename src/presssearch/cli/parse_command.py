"""presssearch parse: what is understood of files, without an index."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from presssearch.article import Article
from presssearch.cli.show_command import as_text
from presssearch.cli.terminal import SOME_FAILED, clean, json_option, print_json, say_error
from presssearch.indexing import Failure
from presssearch.indexing.reading import FileResult, articles_of
from presssearch.readers import Unread, walk


@click.command("parse", short_help="Print what is understood of files, without an index.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--source", metavar="NAME", help="Who published them; over what the files say.")
@json_option
def command(paths: tuple[Path, ...], source: str | None, as_json: bool) -> None:
    """Parse releases and print the articles, with --json one JSON object on a line.

    \b
    presssearch parse release.txt
    presssearch parse ~/releases dump.jsonl.gz --json > articles.jsonl
    """
    failures: list[Failure] = []
    for article in articles_in(paths, source=source, failures=failures):
        if as_json:
            print_json(article.to_json())
        else:
            click.echo(clean(as_text(article)) + "\n\n" + "-" * 40 + "\n")
    if failures:
        raise SystemExit(SOME_FAILED)


def articles_in(paths: Iterable[Path], *, source: str | None, failures: list[Failure]) -> Iterator[Article]:
    """Articles of files and folders, in order; what cannot be read is told on stderr and appended."""
    for place in walk(paths):
        result = FileResult(place.path if isinstance(place, Unread) else str(place))
        if isinstance(place, Unread):
            result.fault = place.reason
        else:
            key = os.path.abspath(place)  # noqa: PTH100 - resolve() follows links
            yield from articles_of(place, key, source=source, result=result)
        for failure in result.failures(again=False):
            say_error(str(failure))
            failures.append(failure)
