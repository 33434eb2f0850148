"""presssearch show: one article, as text or JSON."""

import click

from presssearch.article import Article
from presssearch.cli.terminal import FAILED, clean, index_option, json_option, opened, print_json, say_error


@click.command("show", short_help="Print one article.")
@click.argument("article_id", metavar="ID")
@index_option
@json_option
def command(article_id: str, index_folder: str | None, as_json: bool) -> None:
    """Print the article that has this id."""
    with opened(index_folder) as index:
        article = index.get(article_id)
    if article is None:
        say_error(f"no article has the id {article_id!r}; `presssearch search` prints ids")
        raise SystemExit(FAILED)
    if as_json:
        print_json(article.to_json())
    else:
        click.echo(clean(as_text(article)))


def as_text(article: Article) -> str:
    """The article as a release reads: rubric, headline, dateline, body, byline, credit."""
    dateline = article.dateline.raw if article.dateline else None
    head = [article.rubric, article.headline, dateline]
    foot = [", ".join(article.byline), article.credit, article.url]
    return "\n\n".join(part for part in (*head, article.body, *foot) if part)
