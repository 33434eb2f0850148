"""presssearch check: is all of it readable?"""

import click

from presssearch.cli.terminal import DAMAGED, index_option, json_option, opened, print_json, say_error


@click.command("check", short_help="Read the whole index and report faults.")
@index_option
@json_option
def command(index_folder: str | None, as_json: bool) -> None:
    """Read the record and the search index from end to end. Faults end it with exit code 6."""
    with opened(index_folder) as index:
        faults = index.check()
    if as_json:
        print_json({"sound": not faults, "faults": faults})
    elif not faults:
        click.echo("sound: the record and the search index agree")
    for fault in () if as_json else faults:
        say_error(fault)
    if faults:
        raise SystemExit(DAMAGED)
