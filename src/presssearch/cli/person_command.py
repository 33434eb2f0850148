"""presssearch person: what releases say of somebody."""

from typing import Any

import click

from presssearch.cli.search_options import options_of, pairs_of
from presssearch.cli.terminal import FAILED, clean, err, index_option, json_option, opened, out, print_json, say_error
from presssearch.search.person_json import person_to_json
from presssearch.search.person_page import PERSON_PARAMETERS, PersonPage, PersonParams


@click.command("person", short_help="Print what releases say of a person.")
@click.argument("name")
@options_of(PERSON_PARAMETERS)
@index_option
@json_option
def command(name: str, index_folder: str | None, as_json: bool, **given: Any) -> None:
    """Print the spellings, offices and quotations of a person, who is named in the same releases, and where.

    \b
    presssearch person 'Sergey Lavrov'
    """
    params = PersonParams.from_args(name, pairs_of(given, PERSON_PARAMETERS))
    with opened(index_folder) as index:
        page = index.service.person(params)
    if not page.total:
        meant = f"; perhaps {' or '.join(page.suggestions)}" if page.suggestions else ""
        say_error(f"no release names {name}{meant}")
        raise SystemExit(FAILED)
    if as_json:
        print_json(person_to_json(page))
    else:
        _print(page)


def _print(page: PersonPage) -> None:
    rows = (
        ("Spellings", [f"{one.releases:>9,}  {one.name}" for one in page.spellings]),
        (
            "Offices",
            [f"{one.releases:>9,}  {one.office}: {one.first or '?'} to {one.last or '?'}" for one in page.offices],
        ),
        ("Quotations", [f"{one.date or '?'}  {one.article_id}  “{one.text}”" for one in page.quotations]),
        ("Named in the same releases", [f"{one.releases:>9,}  {one.name}" for one in page.people]),
        ("Cities", [f"{value.count:>9,}  {value.label}" for value in page.cities.values]),
        ("Years", [f"{count:>9,}  {year}" for year, count in page.years.buckets]),
    )
    for title, lines in rows:
        if lines:
            out().print(title, style="bold")
            for line in lines:
                out().print(clean(line).replace("\n", " "))
    for note in page.notes:
        err().print(f"{note}.")
    err().print(clean(f"{page.total:,} releases name {page.name}; {page.quoted:,} quotations"))
