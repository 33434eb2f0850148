"""The terminal: data to stdout, messages to stderr, errors as one line and an exit code."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from presssearch.errors import (
    IndexDamaged,
    IndexLocked,
    IndexOutdated,
    ParamsError,
    PressSearchError,
    QueryError,
    SettingsError,
)
from presssearch.settings import SETTINGS, Settings, load

if TYPE_CHECKING:
    from rich.console import Console

    from presssearch.engines.base import Refusal
    from presssearch.index import Index

FAILED, USAGE, SOME_FAILED, LOCKED, DAMAGED, INTERRUPTED = 1, 2, 3, 5, 6, 130

EXIT_CODES = {
    0: "done",
    FAILED: "it could not be done: no such index or article, or the disk or the host failed",
    USAGE: "the command or the query was not understood",
    SOME_FAILED: "done, but some files could not be read, some articles not be taken in, or somebody not be told",
    LOCKED: "another process is writing to the index",
    DAMAGED: "the index is damaged or of another version",
    INTERRUPTED: "interrupted",
}

_CODE_OF: tuple[tuple[type[PressSearchError], int], ...] = (
    (QueryError, USAGE),
    (ParamsError, USAGE),
    (SettingsError, USAGE),
    (IndexLocked, LOCKED),
    (IndexDamaged, DAMAGED),
    (IndexOutdated, DAMAGED),
)

_ENGINES = next(setting.choices for setting in SETTINGS if setting.name == "engine")
_ENGINE = "presssearch.engine"  # where a command keeps which engine it was told to use

_F = TypeVar("_F", bound=Callable[..., Any])


def _kept(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    context.meta.setdefault(_ENGINE, {})[parameter.name] = value


def index_option(command: _F) -> _F:
    """Which index: its folder, as an argument; its engine, for `settings`."""
    options = (
        click.option(
            "--index", "index_folder", metavar="DIR", help="The index folder (default: index, or PRESSSEARCH_INDEX)."
        ),
        click.option(
            "--engine",
            type=click.Choice(_ENGINES),
            callback=_kept,
            expose_value=False,
            help="The search engine (default: whoosh, or PRESSSEARCH_ENGINE).",
        ),
        click.option(
            "--opensearch",
            metavar="URL",
            callback=_kept,
            expose_value=False,
            help="Its cluster (default: this machine, or PRESSSEARCH_OPENSEARCH).",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def cluster_options(command: _F) -> _F:
    """How an index on a cluster is made, for `settings`."""
    options = (
        click.option(
            "--shards",
            "opensearch_shards",
            type=click.IntRange(1, 1024),
            callback=_kept,
            expose_value=False,
            help="Shards of an index that is made on a cluster (default: those of the one it replaces, else 1).",
        ),
        click.option(
            "--replicas",
            "opensearch_replicas",
            type=click.IntRange(0, 100),
            callback=_kept,
            expose_value=False,
            help="Copies of each (default: as many as the one it replaces has, else 0).",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def out() -> "Console":
    """Data. Without a terminal: no colour, no wrapping at 80 columns."""
    from rich.console import Console  # `--help` and JSON do without

    console = Console(highlight=False, emoji=False, markup=False)
    return console if console.is_terminal else Console(highlight=False, emoji=False, markup=False, width=10_000)


def err() -> "Console":
    from rich.console import Console

    return Console(stderr=True, highlight=False, emoji=False, markup=False, soft_wrap=True)


def clean(text: str) -> str:
    """Without what could steer a terminal: control, bidi and other format characters."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def print_refused(refused: Sequence["Refusal"]) -> None:
    """The articles that an index did not take in, each with its reason."""
    if refused:
        click.echo(f"not searchable   {len(refused):>9,}   (refused by the index; each run sends them again)")
    for refusal in refused:
        click.echo(f"  {clean(str(refusal))}")


def print_json(value: Any) -> None:
    """One line of JSON; lone surrogates (undecodable file names) stay escaped."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(value)
    click.echo(line)


@contextmanager
def errors_as_exit_codes() -> Iterator[None]:
    """The one place where errors become words of the command line."""
    try:
        yield
    except QueryError as error:
        say_error(str(error))
        err().print(f"  {clean(error.text)}\n  {' ' * error.position}^")
        raise SystemExit(USAGE) from None
    except PressSearchError as error:
        say_error(str(error))
        raise SystemExit(next((code for kind, code in _CODE_OF if isinstance(error, kind)), FAILED)) from None
    except KeyboardInterrupt:
        say_error("interrupted; what was reported as done is kept, and the next run goes on from there")
        raise SystemExit(INTERRUPTED) from None


def say_error(message: str) -> None:
    err().print(f"presssearch: {clean(message)}", style="red" if err().is_terminal else None)


def settings(**arguments: object) -> Settings:
    """Options of the command line over environment and file; None means: not given."""
    context = click.get_current_context(silent=True)
    engine = context.meta.get(_ENGINE, {}) if context else {}
    return load({key: value for key, value in (engine | arguments).items() if value is not None})


@contextmanager
def opened(index_folder: str | None, *, create: bool = False) -> "Iterator[Index]":
    from presssearch.index import open_index  # `--help` needs no index

    chosen = settings(index=index_folder)
    with open_index(Path(chosen.index), create=create, **chosen.search_engine) as index:
        yield index
