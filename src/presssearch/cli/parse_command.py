"""presssearch parse: what is understood of files, without an index."""

from collections.abc import Iterator
from pathlib import Path

import click

from presssearch.article import Article
from presssearch.cli.show_command import as_text
from presssearch.cli.terminal import SOME_FAILED, clean, json_option, print_json, say_error
from presssearch.indexing import Failure, parse_paths


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
    failed = False
    for article in articles_of(paths, source=source):
        if article is None:
            failed = True
        elif as_json:
            print_json(article.to_json())
        else:
            click.echo(clean(as_text(article)) + "\n\n" + "-" * 40 + "\n")
    if failed:
        raise SystemExit(SOME_FAILED)


def articles_of(paths: tuple[Path, ...], *, source: str | None) -> Iterator[Article | None]:
    """Articles in order; what cannot be read is told on stderr, and None stands for it."""
    for item in parse_paths(paths, source=source):
        if isinstance(item, Failure):
            say_error(str(item))
            yield None
        else:
            yield item
