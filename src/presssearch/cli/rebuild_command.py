"""presssearch rebuild: the search index, made anew from the record."""

from dataclasses import asdict
from pathlib import Path

import click

from presssearch.cli.terminal import (
    SOME_FAILED,
    cluster_options,
    index_option,
    json_option,
    print_json,
    print_refused,
    settings,
)
from presssearch.index import rebuild


@click.command("rebuild", short_help="Make the search index anew from the record.")
@index_option
@cluster_options
@json_option
def command(index_folder: str | None, as_json: bool) -> None:
    """Make the search index anew from the record. The files that it was read from are not needed.

    \b
    presssearch rebuild
    presssearch rebuild --engine opensearch --shards 24 --replicas 1
    """
    chosen = settings(index=index_folder)
    rebuilt = rebuild(Path(chosen.index), **chosen.search_engine)
    if as_json:
        print_json(asdict(rebuilt))
    else:
        click.echo(f"rebuilt {chosen.index}: {rebuilt.articles:,} articles")
        print_refused(rebuilt.refused)
    if rebuilt.refused:
        raise SystemExit(SOME_FAILED)
