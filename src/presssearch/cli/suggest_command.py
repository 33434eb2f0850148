"""presssearch suggest: what may be about to be typed."""

from typing import Any

import click

from presssearch.cli.search_options import options_of, pairs_of
from presssearch.cli.terminal import clean, index_option, json_option, opened, out, print_json
from presssearch.search.args import SUGGESTIONS, read_plain
from presssearch.search.suggest import SUGGEST_PARAMETERS
from presssearch.search.suggest_json import suggestions_to_json


@click.command("suggest", short_help="List what may be about to be typed.")
@click.argument("query", metavar="TEXT")
@options_of(SUGGEST_PARAMETERS)
@index_option
@json_option
def command(query: str, index_folder: str | None, as_json: bool, **given: Any) -> None:
    """List people, cities, organisations, sources, words and headlines that begin as TEXT does.

    \b
    presssearch suggest lav
    """
    size = read_plain(SUGGEST_PARAMETERS, pairs_of(given, SUGGEST_PARAMETERS)).get("limit", SUGGESTIONS)
    with opened(index_folder) as index:
        found = index.service.suggest(query, size)
    if as_json:
        print_json(suggestions_to_json(found))
        return
    for entry in found.entries:
        out().print(f"{entry.count:>9,}  {clean(entry.kind):<13}  {clean(entry.text)}")
