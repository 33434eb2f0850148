"""presssearch: the command line. One module per command, imported when it is called."""

import importlib

import click

from presssearch import __version__
from presssearch.cli.terminal import EXIT_CODES, errors_as_exit_codes

# name -> what `presssearch --help` says of it; the order is that of a first day's work
COMMANDS = {
    "index": "Read releases from files and folders into the index.",
    "search": "Search, with facets.",
    "facets": "List the values of a filter, with counts.",
    "person": "Print what releases say of a person.",
    "suggest": "List what may be about to be typed.",
    "similar": "List releases like one, and those of the same event.",
    "export": "Take away every release that a search finds.",
    "alerts": "Keep searches, and tell what is new to them.",
    "serve": "Serve the search page on this machine.",
    "parse": "Print what is understood of files, without an index.",
    "show": "Print one article.",
    "explain": "Print where each field of an article came from.",
    "stats": "Print what the index holds.",
    "check": "Read the whole index and report faults.",
    "rebuild": "Make the search index anew from the record.",
    "evaluate": "Score how well labelled releases are read.",
}


class LazyGroup(click.Group):
    """Imports a command's module when it is called, so that `--help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"presssearch.cli.{name}_command").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        with errors_as_exit_codes():
            return super().invoke(ctx)


def _epilog() -> str:
    codes = "\n".join(f"{code:>5}  {meaning}" for code, meaning in EXIT_CODES.items())
    return f"\b\nExit codes:\n{codes}"


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_epilog(),
)
@click.version_option(__version__, "--version", message="presssearch %(version)s")
def main() -> None:
    """Full-text search for foreign-ministry press releases.

    \b
    presssearch index ~/releases
    presssearch search '"Security Council" city:Almaty'
    presssearch serve
    """


if __name__ == "__main__":
    main()
