"""presssearch index: from files and folders to an index, and a report of what happened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from presssearch.cli.terminal import (
    SOME_FAILED,
    clean,
    cluster_options,
    err,
    index_option,
    json_option,
    opened,
    print_json,
    print_refused,
    settings,
)
from presssearch.indexing import IndexReport
from presssearch.indexing import Progress as State


@click.command("index", short_help="Read releases from files and folders into the index.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--source", metavar="NAME", help="Who published them, such as kz-mfa; over what the files say.")
@click.option("--reread", is_flag=True, help="Read unchanged files too, as after an update of presssearch.")
@click.option("--workers", type=int, metavar="N", help="Processes that read; 0: one a core, 1: no other than this.")
@index_option
@cluster_options
@json_option
def command(
    paths: tuple[Path, ...],
    source: str | None,
    reread: bool,
    workers: int | None,
    index_folder: str | None,
    as_json: bool,
) -> None:
    """Read releases into the index. What has not changed since the last run is not read again.

    \b
    presssearch index ~/releases
    presssearch index dump.jsonl.gz --source fr-mae --index ~/mfa-index
    presssearch index ~/releases --engine opensearch --shards 3 --replicas 1
    """
    chosen = settings(workers=workers).workers
    with opened(index_folder, create=True) as index, _progress() as progress:
        report = index.index_paths(paths, source=source, reread=reread, workers=chosen, progress=progress)
    if as_json:
        print_json(report.to_json())
    else:
        _print(report)
    if report.failures or report.refused:
        raise SystemExit(SOME_FAILED)


@contextmanager
def _progress() -> Iterator[Callable[[State], None] | None]:
    """A bar on a terminal; nothing otherwise."""
    console = err()
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading")
        yield lambda state: bar.update(
            task, completed=state.files_done, total=state.files_total, description=state.doing
        )


def _print(report: IndexReport) -> None:
    if report.nothing_to_do:
        click.echo(f"nothing to do: {report.files_unchanged:,} files have not changed since the last run")
        _print_failures(report)
        return
    if report.corrected:
        click.echo(f"corrected        {report.corrected:>9,}   (what overrides.toml says now)")
    click.echo(f"files read       {report.files_read:>9,}   ({report.files_unchanged:,} unchanged, not read again)")
    click.echo(f"articles new     {report.new:>9,}")
    click.echo(f"         changed {report.changed:>9,}")
    click.echo(f"         the same{report.unchanged:>9,}")
    click.echo(f"dates exact      {report.dates_exact:>9,}")
    click.echo(f"      partial    {report.dates_partial:>9,}   (month or year only)")
    click.echo(f"      lack a year{report.dates_without_year:>9,}")
    click.echo(f"      unknown    {report.dates_unknown:>9,}")
    if report.dated_by_neighbours:
        click.echo(
            f"   by neighbours {report.dated_by_neighbours:>9,}   (a year was found, or withdrawn, in the record)"
        )
    _print_failures(report)
    click.echo(f"in {report.seconds:.1f} s")


def _print_failures(report: IndexReport) -> None:
    """Every file that could not be read, and every article that the engine did not take in, with its reason; and the
    warnings."""
    for warning in report.warnings:
        click.echo(f"warning: {clean(warning)}")
    if report.failures:
        click.echo(f"could not read   {len(report.failures):>9,}")
    for failure in report.failures:
        click.echo(f"  {clean(str(failure))}")
    print_refused(report.refused)
