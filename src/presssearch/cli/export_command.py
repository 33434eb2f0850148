"""presssearch export: every release that a search finds, as a file."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import click

from presssearch.cli.search_options import WHAT, params_of, search_options
from presssearch.cli.terminal import err, index_option, opened
from presssearch.search.exports.export import encoded
from presssearch.search.exports.formats import FORMATS


def _formats() -> str:
    return "; ".join(f"{one.name}: {one.help}" for one in FORMATS.values())


@click.command("export", short_help="Take away every release that a search finds.")
@search_options(*WHAT, limit="Only the first of them, at most 100 (default: all).")
@click.option("--format", "name", type=click.Choice(list(FORMATS)), required=True, help=f"{_formats()}.")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Instead of stdout.")
@click.option("--bom", is_flag=True, help="Begin a table with a byte order mark, for Excel.")
@index_option
def command(name: str, output: Path | None, bom: bool, index_folder: str | None, **given: Any) -> None:
    """Write all releases that a search finds, in its order.

    \b
    presssearch export CSTO --format csv --bom --output csto.csv
    presssearch export 'city:Almaty from:2018' --format bib > almaty.bib
    presssearch export --format ndjson | jq .headline
    """
    format = FORMATS[name]
    params = format.ordered(params_of(given))
    with opened(index_folder) as index:
        export = index.service.export(params, page=given["limit"] is not None)
        pieces = encoded(format, export, bom=bom)
        if output is None or str(output) == "-":
            _write(pieces, sys.stdout.buffer)
            return
        _write_file(pieces, output)
    err().print(f"{output}: {format.label}, {export.total:,} found")


def _write(pieces: Iterable[bytes], file: BinaryIO) -> None:
    for piece in pieces:
        file.write(piece)
    file.flush()


def _write_file(pieces: Iterable[bytes], path: Path) -> None:
    """All of it or nothing: a file that is there stays until the new one is whole."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            _write(pieces, file)
        part.replace(path)
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror or error}") from None
    finally:
        with suppress(OSError):
            part.unlink()
