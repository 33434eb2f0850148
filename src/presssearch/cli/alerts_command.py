"""presssearch alerts: searches that are kept, and what is new to them."""

from pathlib import Path
from typing import Any

import click

from presssearch.alerts import Alert, Mail, News, as_text, news_to_json, tell
from presssearch.cli.search_options import WHAT, params_of, search_options
from presssearch.cli.terminal import (
    SOME_FAILED,
    clean,
    err,
    index_option,
    json_option,
    opened,
    out,
    print_json,
    settings,
)
from presssearch.errors import TellingError
from presssearch.settings import NONE

_PREVIEW = 5


@click.group("alerts", short_help="Keep searches, and tell what is new to them.")
def command() -> None:
    """Keep searches, and tell of the releases that came into the index since.

    \b
    presssearch alerts add csto 'CSTO city:Astana' --file csto.ndjson
    presssearch index ~/releases && presssearch alerts run
    """


@command.command("add")
@click.argument("name")
@search_options(*(name for name in WHAT if name != "sort"))
@click.option("--edits", is_flag=True, help="Tell of releases whose wording changed, too.")
@click.option("--file", metavar="FILE", help="Write a line of JSON for each release behind what is in that file.")
@click.option("--webhook", metavar="URL", help="Send them there as JSON.")
@click.option("--mail", metavar="ADDRESS", help="Send them there as a mail, by the server of the setting mail_server.")
@index_option
def add(
    name: str,
    edits: bool,
    file: str | None,
    webhook: str | None,
    mail: str | None,
    index_folder: str | None,
    **given: Any,
) -> None:
    """Keep the search QUERY under NAME, and show what it finds today.

    What is in the index is not news to it. All words of the search must be in what is, unless --match says otherwise.
    """
    file = str(Path(file).absolute()) if file else None  # a timetable runs elsewhere
    alert = Alert(name, params_of(given), edits, file, webhook, mail)
    with opened(index_folder) as index:
        index.alerts.add(alert)
        total, last = index.alerts.preview(alert, _PREVIEW)
        path = index.alerts.path
    for article in last:
        out().print(
            f"  {clean(article.published.value or 'date unknown'):<16}  {clean(article.headline or article.id)}"
        )
    out().print(f"{clean(name)}: kept in {path}; it finds {total:,} today, the last {len(last)} of them above")


@command.command("list")
@index_option
@json_option
def listed(index_folder: str | None, as_json: bool) -> None:
    """List the searches that are kept."""
    with opened(index_folder) as index:
        alerts = index.alerts.all()
    for alert in alerts:
        row = {"name": alert.name, "search": alert.search.to_query(), "edits": alert.edits, **alert.places()}
        if as_json:
            print_json(row)
            continue
        places = ", ".join(f"{kind}: {place}" for kind, place in alert.places().items()) or "printed"
        out().print(clean(f"{alert.name}: {row['search'] or 'everything'} ({places})"))


@command.command("remove")
@click.argument("name")
@index_option
def remove(name: str, index_folder: str | None) -> None:
    """Keep the search NAME no longer."""
    with opened(index_folder) as index:
        index.alerts.remove(name)


@command.command("run")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--dry-run", is_flag=True, help="Print alone, and tell the same again next time.")
@index_option
@json_option
def run(names: tuple[str, ...], dry_run: bool, index_folder: str | None, as_json: bool) -> None:
    """Tell what is new to each search, or to those named: to its places, or to the terminal where it has none.

    Exit code 3 where somebody could not be told; the next run tells them.
    """
    failed = False
    with opened(index_folder) as index:
        index.commit()  # what is recorded and not searchable yet would never be news
        for alert in index.alerts.named(names):
            news = index.alerts.news(alert)
            try:
                _tell(news, dry_run=dry_run, as_json=as_json)
            except TellingError as error:
                failed = True
                err().print(f"presssearch: {clean(str(error))}")
                continue
            if not dry_run:
                index.alerts.told(news)
    if failed:
        raise SystemExit(SOME_FAILED)


def _tell(news: News, *, dry_run: bool, as_json: bool) -> None:
    if not news:
        return
    places = news.alert.places()
    if places and not dry_run:
        tell(news, _mail())
    if as_json:
        print_json(news_to_json(news))
    elif dry_run or not places:
        click.echo(clean(as_text(news)))


def _mail() -> Mail | None:
    chosen = settings()
    return None if chosen.mail_server == NONE else Mail(chosen.mail_server, chosen.mail_from)
