"""presssearch explain: every field of an article with the place that it came from."""

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from presssearch.article import Article
from presssearch.cli.parse_command import articles_in
from presssearch.cli.terminal import FAILED, clean, index_option, json_option, opened, out, print_json, say_error
from presssearch.indexing.overrides import value_as_read

_NOT_EXPLAINED = ("id", "revision", "origins", "paragraphs", "warnings", "recorded")


@click.command("explain", short_help="Print where each field of an article came from.")
@click.argument("target", metavar="FILE|ID")
@index_option
@json_option
def command(target: str, index_folder: str | None, as_json: bool) -> None:
    """Print every field of the article in a file, or with an id, and the place that it came from.

    \b
    presssearch explain release.html
    presssearch explain 3f9a1c0b7e2155d0
    """
    for article in _articles(target, index_folder):
        if as_json:
            print_json(explanation(article))
        else:
            _print(article, out())


def _articles(target: str, index_folder: str | None) -> list[Article]:
    if Path(target).exists():
        found = list(articles_in([Path(target)], source=None, failures=[]))
    else:
        with opened(index_folder) as index:
            article = index.get(target)
        found = [article] if article else []
        if not found:
            say_error(f"{target!r} is neither a file nor the id of an article; `presssearch search` prints ids")
    if not found:
        raise SystemExit(FAILED)
    return found


def explanation(article: Article) -> dict[str, Any]:
    """{"id", "fields": {name: {"value", "from"}}, "warnings"}; `from` is null where the value is unknown.

    A field that a person corrected has "as_read", too: {"value", "from"} of what was read.
    """
    content = article.to_json()
    explained = {
        name: {"value": value, "from": article.origins.get(name), **_as_read(article, name)}
        for name, value in content.items()
        if name not in _NOT_EXPLAINED
    }
    return {"id": article.id, "fields": explained, "warnings": content["warnings"]}


def _as_read(article: Article, name: str) -> dict[str, Any]:
    was = value_as_read(article, name)
    return {"as_read": {"value": was[0], "from": was[1]}} if was else {}


def _print(article: Article, console: Console) -> None:
    console.print(Text(f"article {article.id}", style="bold"))
    for name, entry in explanation(article)["fields"].items():
        origin = entry["from"]
        console.print(Text(f"{name:>14}  ", style="bold") + Text(_shown(name, entry["value"], article)))
        if origin is not None:
            console.print(Text(f"{'':>14}  from {clean(origin)}", style="dim"))
        if "as_read" in entry:
            was = entry["as_read"]
            where = f" ({clean(was['from'])})" if was["from"] else ""
            console.print(Text(f"{'':>14}  read as {_shown(name, was['value'], article)}{where}", style="dim"))
    for item in article.published.evidence:
        console.print(Text(f"{'evidence':>14}  {clean(f'{item.kind}: {item.value} ({item.where})')}"))
    for warning in article.warnings:
        console.print(Text(f"{'warning':>14}  {clean(warning)}", style="yellow"))
    console.print()


def _shown(name: str, value: Any, article: Article) -> str:
    """The value in a line or a few."""
    if value in (None, [], ""):
        return "unknown"
    if name == "body":
        paragraphs = f" in {len(article.paragraphs)} paragraphs" if value == article.body else ""
        return f"{len(value):,} characters{paragraphs}"
    if name == "published":
        return (
            f"{value['value'] or 'unknown'} ({value['precision'] or 'no date'}, confidence {value['confidence']:.2f})"
        )
    if name == "dateline":
        return clean(value["raw"])
    if isinstance(value, list):
        return ("\n" + " " * 16).join(_item(item) for item in value)
    return clean(str(value))


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return clean(str(item))
    shown = {key: part for key, part in item.items() if part is not None and key not in ("spans", "span", "kind")}
    return clean(json.dumps(shown, ensure_ascii=False))
