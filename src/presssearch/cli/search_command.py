"""presssearch search: the search page, in a terminal."""

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from presssearch.cli.terminal import clean, index_option, json_option, opened, out, print_json
from presssearch.fields import FACETS
from presssearch.search.export import page_to_json
from presssearch.search.page import Facet, Fragment, Result, ResultPage
from presssearch.search.params import SearchParams


@click.command("search", short_help="Search, with facets.")
@click.argument("query", default="")
@click.option(
    "--filter", "filters", multiple=True, metavar="FIELD=VALUE", help="Narrow: city=Almaty, -city=Minsk, city=~none."
)
@click.option("--from", "from_day", metavar="DATE", help="Published on or after 2018, 2018-06 or 2018-06-12.")
@click.option("--to", "to_day", metavar="DATE", help="Published on or before.")
@click.option("--sort", type=click.Choice(["relevance", "newest", "oldest"]), help="Default: relevance.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Results on a page.")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Which page.")
@click.option("--facets/--no-facets", default=None, help="Print the counts too. Default: with --json only.")
@index_option
@json_option
def command(
    query: str,
    filters: tuple[str, ...],
    from_day: str | None,
    to_day: str | None,
    sort: str | None,
    limit: int,
    page: int,
    facets: bool | None,
    index_folder: str | None,
    as_json: bool,
) -> None:
    """Search the index.

    \b
    presssearch search CSTO
    presssearch search '"Security Council" city:Almaty' --sort newest
    presssearch search 'date:2022 -sanctions' --filter language=en --json
    """
    given = [("q", query), *(_pair(text) for text in filters)]
    options = {"from": from_day, "to": to_day, "sort": sort, "limit": str(limit), "page": str(page)}
    given += [(key, value) for key, value in options.items() if value is not None]
    given.append(("facets", _facets(as_json if facets is None else facets)))
    with opened(index_folder) as index:
        found = index.search_params(SearchParams.from_args(given))
    if as_json:
        print_json(page_to_json(found))
    else:
        _print(found, out())


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r}: write FIELD=VALUE, such as city=Almaty", param_hint="--filter")
    return key, value


def _facets(wanted: bool) -> str:
    return ",".join(field.name for field in FACETS) if wanted else ""


def _print(page: ResultPage, console: Console) -> None:
    first = (page.params.page - 1) * page.params.limit
    for number, result in enumerate(page.results, first + 1):
        _print_result(number, result, console)
    for facet in page.facets.values():
        if facet.values or facet.missing:
            console.print(_facet_table(facet))
    shown = f"{first + 1}–{first + len(page.results)} of " if page.results else ""
    console.print(f"{shown}{page.total:,} {page.described}, by {page.sort.value}")


def _print_result(number: int, result: Result, console: Console) -> None:
    article = result.article
    title = _styled(result.headline) if result.headline else Text("(no headline)", style="italic")
    console.print(Text(f"{number:>3}. ") + title, style="bold")
    places = ", ".join(place.name or place.raw for place in article.dateline.places) if article.dateline else ""
    about = (places, article.published.value or "date unknown", article.source or "", article.id)
    console.print(f"     {clean(' · '.join(part for part in about if part))}", style="dim")
    for snippet in result.snippets:
        console.print(Text("     ") + _styled(snippet))
    console.print()


def _styled(fragments: tuple[Fragment, ...]) -> Text:
    text = Text()
    for fragment in fragments:
        text.append(clean(fragment.text).replace("\n", " "), style="bold yellow" if fragment.marked else "")
    return text


def _facet_table(facet: Facet) -> Table:
    table = Table(title=facet.field.label, title_justify="left", show_header=False, box=None)
    for value in facet.values:
        table.add_row(clean(value.label), f"{value.count:,}")
    if facet.missing:
        table.add_row("(none)", f"{facet.missing:,}")
    return table
