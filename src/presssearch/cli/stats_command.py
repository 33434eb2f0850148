"""presssearch stats: what the index holds."""

import click
from rich.table import Table

from presssearch.cli.terminal import index_option, json_option, opened, out, print_json


@click.command("stats", short_help="Print what the index holds.")
@index_option
@json_option
def command(index_folder: str | None, as_json: bool) -> None:
    """Print how many articles, revisions and files there are, the days covered and the sizes."""
    with opened(index_folder) as index:
        stats = index.stats()
    if as_json:
        print_json(stats)
        return
    table = Table(show_header=False, box=None)
    for name, value in stats.items():
        table.add_row(name.replace("_", " "), f"{value:,}" if isinstance(value, int) else str(value))
    out().print(table)
