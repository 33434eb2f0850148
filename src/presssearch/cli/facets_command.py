"""presssearch facets: the values of one filter, counted over a search."""

from typing import Any

import click

from presssearch.cli.search_options import facet_options, pairs_of
from presssearch.cli.terminal import clean, err, index_option, json_option, opened, out, print_json
from presssearch.fields import BY_NAME, FACETS
from presssearch.search.facet_params import FACET_PARAMETERS, FacetParams
from presssearch.search.page_json import facet_page_to_json


@click.command("facets", short_help="List the values of a filter, with counts.")
@click.argument("field", type=click.Choice([facet.name for facet in FACETS]))
@facet_options
@index_option
@json_option
def command(field: str, index_folder: str | None, as_json: bool, **given: Any) -> None:
    """List the values of a filter, with the number of releases that choosing each one would find.

    \b
    presssearch facets people
    presssearch facets city 'visa from:2018' --sort name --prefix al
    """
    params = FacetParams.from_args(BY_NAME[field], pairs_of(given, FACET_PARAMETERS))
    with opened(index_folder) as index:
        page = index.service.facet(params)
    if as_json:
        print_json(facet_page_to_json(page))
        return
    for value in (*page.facet.values, *(page.facet.none if params.page == 1 and not params.prefix else ())):
        sign = "−" if value.excluded else "+" if value.selected else " "
        code = "" if value.label == value.value else f" ({value.value})"
        out().print(f"{value.count:>9,} {sign} {clean(value.label + code)}")
    err().print(f"{len(page.facet.values):,} of {page.facet.distinct:,} values in {page.total:,} {page.described}")
