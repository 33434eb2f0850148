"""presssearch similar: releases like one, and those of the same event."""

from collections.abc import Sequence
from typing import Any

import click

from presssearch.cli.search_options import options_of, pairs_of
from presssearch.cli.terminal import FAILED, clean, index_option, json_option, opened, out, print_json, say_error
from presssearch.search.args import SIMILAR_SIZE, read_plain
from presssearch.search.similar import SIMILAR_PARAMETERS, SimilarRelease, similar_to_json


@click.command("similar", short_help="List releases like one, and those of the same event.")
@click.argument("article_id", metavar="ID")
@options_of(SIMILAR_PARAMETERS)
@index_option
@json_option
def command(article_id: str, index_folder: str | None, as_json: bool, **given: Any) -> None:
    """List releases that share rare words, people and organisations with one, and those of the same days with the
    same people and places. Copies of its text are left out."""
    size = read_plain(SIMILAR_PARAMETERS, pairs_of(given, SIMILAR_PARAMETERS)).get("limit", SIMILAR_SIZE)
    with opened(index_folder) as index:
        page = index.service.similar(article_id, size)
    if page is None:
        say_error(f"no article has the id {article_id!r}; `presssearch search` prints ids")
        raise SystemExit(FAILED)
    if as_json:
        print_json(similar_to_json(page))
        return
    _print("Similar", page.similar)
    _print("Same event", page.same_event)


def _print(title: str, releases: Sequence[SimilarRelease]) -> None:
    out().print(title, style="bold")
    for one in releases:
        article = one.article
        about = (article.published.value or "date unknown", article.source, article.id, ", ".join(one.shared))
        out().print(f"  {clean(article.headline or '(no headline)')}")
        out().print(f"     {clean(' · '.join(part for part in about if part))}", style="dim")
    if not releases:
        out().print("  none")
