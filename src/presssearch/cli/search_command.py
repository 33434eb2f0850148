"""presssearch search: the search page, in a terminal."""

from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from presssearch.cli.search_options import COUNTS, PAGE, WHAT, params_of, search_options
from presssearch.cli.terminal import clean, index_option, json_option, opened, out, print_json, settings
from presssearch.search.fragments import Fragment
from presssearch.search.page import Facet, Result, ResultPage
from presssearch.search.page_json import page_to_json


@click.command("search", short_help="Search, with facets.")
@search_options(*WHAT, *PAGE, *COUNTS)
@index_option
@json_option
def command(index_folder: str | None, as_json: bool, **given: Any) -> None:
    """Search the index. Without --facets, counts are printed with --json only.

    \b
    presssearch search CSTO
    presssearch search '"Security Council" city:Almaty' --sort newest
    presssearch search 'date:2022 -sanctions' --filter language=en --json
    """
    defaults = {"facets": "all" if as_json else "none", "limit": str(settings().page_size)}
    params = params_of(given, **defaults, **({} if as_json else {"histogram": "none"}))
    with opened(index_folder) as index:
        found = index.search_params(params)
    if as_json:
        print_json(page_to_json(found))
    else:
        _print(found, out())


def _print(page: ResultPage, console: Console) -> None:
    first = (page.params.page - 1) * page.params.limit
    for number, result in enumerate(page.results, first + 1):
        _print_result(number, result, console)
    for facet in page.facets.values():
        if facet.values or facet.missing:
            console.print(_facet_table(facet))
    for one in page.expanded:
        console.print(f"{clean(one.typed)}: also searched: {clean(', '.join(one.articles))}", style="dim")
    for note in page.notes:
        console.print(f"{clean(note)}.", style="dim")
    if page.suggestion:
        console.print(f"Did you mean {clean(page.suggestion.text)} ({page.suggestion.total:,})?", style="dim")
    if page.looser:
        console.print(
            f"{page.looser[1]:,} with {page.looser[0].value} of the words: --match {page.looser[0].value}", style="dim"
        )
    shown = f"{first + 1}–{first + len(page.results)} of " if page.results else ""
    console.print(f"{shown}{page.total:,} {page.described}, by {page.sort.value}")


def _print_result(number: int, result: Result, console: Console) -> None:
    card = result.card
    title = _styled(result.headline) if result.headline else Text("(no headline)", style="italic")
    console.print(Text(f"{number:>3}. ") + title, style="bold")
    places = ", ".join(place.name or place.raw for place in card.places)
    about = (places, card.published.value or "date unknown", card.source or "", card.id)
    console.print(f"     {clean(' · '.join(part for part in about if part))}", style="dim")
    quotation = result.quotation
    for snippet in (quotation.fragments,) if quotation else result.snippets:
        console.print(Text("     ") + _styled(snippet))
    if quotation and quotation.speaker:
        console.print(f"     — {clean(', '.join(part for part in (quotation.speaker, quotation.office) if part))}")
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
